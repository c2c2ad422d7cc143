import { useId, useState } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import type { ImportMessage } from "#core/draft/schema";
import { keysOf, useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./paste-strip.module.css";
import { pasteSummary } from "./paste-summary.ts";
import type { createPasteTold } from "./paste-told.ts";

type PasteStripProps = { told: ReturnType<typeof createPasteTold>; readOnly: boolean };

/** What the last paste took out, in one line that the next paste or its undo takes away; also answers 粘贴为纯文本 of the menus. */
export function PasteStrip({ told, readOnly }: PasteStripProps) {
  const last = useStore(told.store, (state) => state.last);
  const editor = useSlateStatic();
  const close = () => {
    told.store.setState({ last: null });
    ReactEditor.focus(editor);
  };
  useCommands({
    ...(!readOnly && {
      "edit.paste-plain": async () => {
        ReactEditor.focus(editor);
        try {
          const text = await navigator.clipboard.readText();
          whenNotComposing(editor, () => editor.insertPlainText(text));
        } catch {
          told.listener.refused(`没有粘贴：浏览器不让菜单读剪贴板。把光标放进正文，按 ${keysOf("edit.paste-plain")}。`);
        }
      },
    }),
  });
  if (!last) return null;
  if ("refused" in last) {
    return (
      <Strip level="quiet" onClose={close}>
        {last.refused}
      </Strip>
    );
  }
  return <Summary notes={last.notes} onClose={close} />;
}

function Summary({ notes, onClose }: { notes: ImportMessage[]; onClose: () => void }) {
  // The details of another paste are folded again.
  const [openFor, setOpenFor] = useState<ImportMessage[] | null>(null);
  const open = openFor === notes;
  const list = useId();
  const summary = pasteSummary(notes);
  if (summary === "") return null;
  return (
    <Strip
      level="quiet"
      action={
        <Button look="quiet" aria-expanded={open} aria-controls={list} onPress={() => setOpenFor(open ? null : notes)}>
          {open ? "收起明细" : "看明细"}
        </Button>
      }
      onClose={onClose}
    >
      {summary}
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
        <ul id={list} className={styles.details} tabIndex={0} aria-label="粘贴时改动的明细">
          {notes
            .filter(({ level, code }) => level === "info" || code === "lines-joined" || level === "lost")
            .map((note, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of one paste never changes
              <li key={index}>{note.excerpt ? `“${note.excerpt}”：${note.message}` : note.message}</li>
            ))}
        </ul>
      )}
    </Strip>
  );
}
