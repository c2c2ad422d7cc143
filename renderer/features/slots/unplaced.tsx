import { ChevronDown, ChevronRight } from "lucide-react";
import { useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { ReactEditor, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { type Block, exportedText } from "#core/draft/schema";
import { keysOf } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { dropUnplaced, placeBlock } from "../../editor/slot-work.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./unplaced.module.css";

const NONE: readonly Block[] = [];

/** 未归位: below the sheet, what has no place in the present pattern; nothing of it is exported. */
export function Unplaced({ session, readOnly }: { session: DraftSession; readOnly: boolean }) {
  const editor = useSlateStatic();
  const blocks = useStore(session.store, (state) => state.head.unplaced ?? NONE);
  const [open, setOpen] = useState(true);
  /** What came of copying. */
  const [told, setTold] = useState("");
  const list = useRef<HTMLUListElement>(null);
  if (blocks.length === 0) return null;

  /** The row goes: the focus moves to the one in its place, at the end to the text. */
  const drop = (index: number) =>
    whenNotComposing(editor, () => {
      setTold("");
      dropUnplaced(editor, index);
      announce(`删去了一段未归位的文字，按 ${keysOf("edit.undo")} 找回来。`);
      requestAnimationFrame(() => {
        const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-drop] button") ?? [])];
        const next = rows[index] ?? rows.at(-1);
        if (next) next.focus();
        else ReactEditor.focus(editor);
      });
    });
  const place = (index: number) =>
    whenNotComposing(editor, () => {
      setTold("");
      placeBlock(editor, index);
      ReactEditor.focus(editor);
    });

  const copy = async (block: Block) => {
    try {
      await navigator.clipboard.writeText(exportedText(block));
      setTold("复制好了。");
    } catch {
      setTold("没有复制：这个窗口现在不能用剪贴板。把这一段插到光标处，再从正文里复制。");
    }
  };

  return (
    <section className={styles.unplaced} aria-label="未归位">
      <AriaButton className={styles.head ?? ""} aria-expanded={open} onPress={() => setOpen(!open)}>
        {open ? (
          <ChevronDown className={styles.icon} aria-hidden />
        ) : (
          <ChevronRight className={styles.icon} aria-hidden />
        )}
        <span className={styles.count}>未归位 {blocks.length} 段</span>
        <span>换结构后没有位置的文字，不写进 Word。</span>
      </AriaButton>
      {open && (
        <ul className={styles.list} ref={list}>
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs may read the same
            <li key={index} className={styles.row}>
              <p className={styles.text}>{exportedText(block) || "（空段）"}</p>
              <div className={styles.actions}>
                {!readOnly && <Button onPress={() => place(index)}>插到光标处</Button>}
                <Button look="quiet" onPress={() => void copy(block)}>
                  复制
                </Button>
                {!readOnly && (
                  <span data-drop>
                    <Button look="quiet" onPress={() => drop(index)}>
                      删除
                    </Button>
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.told} role="status">
        {told}
      </p>
    </section>
  );
}
