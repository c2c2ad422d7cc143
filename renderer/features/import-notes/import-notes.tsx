import { useRef } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import type { ImportMessage } from "#core/draft/schema";
import { placeOf, showPlace } from "../../editor/places.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./import-notes.module.css";

/** What asks for a decision stands first. Levels differ by shape as well as colour. */
const LEVELS = [
  { level: "unsure", shape: "◇", name: "拿不准" },
  { level: "lost", shape: "■", name: "没能带进来" },
  { level: "info", shape: "○", name: "已经处理" },
] as const;

/** What import changed, guessed or lost, until the user has seen it. */
export function ImportNotes({ session }: { session: DraftSession }) {
  const notes = useStore(session.store, (state) => state.importNotes);
  const editor = useSlateStatic();
  const list = useRef<HTMLDivElement>(null);

  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-seen] button") ?? [])];
  const confirm = (seen: readonly ImportMessage[]) => {
    const place = buttons().indexOf(document.activeElement as HTMLElement);
    session.confirmNotes(seen);
    // The button goes with its note: the focus moves on to the one that takes its place, at the end to the text.
    if (seen.length === notes.length) ReactEditor.focus(editor);
    else requestAnimationFrame(() => (buttons()[place] ?? buttons().at(-1))?.focus());
  };

  return (
    <>
      <div className={styles.list} ref={list}>
        {LEVELS.map(({ level, shape, name }) => {
          const group = notes.filter((note) => note.level === level);
          return (
            group.length > 0 && (
              <section key={level} aria-label={`${name} ${group.length} 条`}>
                <h3 className={styles.level} data-level={level}>
                  <span aria-hidden>{shape}</span>
                  {name}
                  <span className={styles.count}>{group.length} 条</span>
                </h3>
                <ul>
                  {group.map((note) => (
                    <Note key={notes.indexOf(note)} note={note} onSeen={() => confirm([note])} />
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
      <footer className={styles.foot}>
        <Button onPress={() => confirm(notes)}>全部确认</Button>
      </footer>
    </>
  );
}

function Note({ note, onSeen }: { note: ImportMessage; onSeen: () => void }) {
  const editor = useSlateStatic();
  const { excerpt } = note;
  const show = (words: string) => {
    const place = placeOf(editor, words);
    if (place) showPlace(editor, place);
  };
  return (
    <li className={styles.note}>
      <p className={styles.message}>{note.message}</p>
      <div className={styles.actions}>
        {excerpt && (
          <Button look="quiet" onPress={() => show(excerpt)}>
            看原处
          </Button>
        )}
        <span data-seen>
          <Button onPress={onSeen}>知道了</Button>
        </span>
      </div>
    </li>
  );
}
