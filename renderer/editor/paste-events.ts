import { type ClipboardEvent, useCallback, useEffect, useRef } from "react";
import { Range } from "slate";
import { ReactEditor } from "slate-react";
import { COMMANDS, type Command } from "#core/commands";
import { matchesKey } from "../commands.ts";
import type { SpeechEditor } from "./slate-types.ts";

const PLAIN_KEY = COMMANDS.find((command: Command) => command.id === "edit.paste-plain") as Command & { key: string };

/**
 * Takes what is pasted before the browser makes anything of it. The browser itself acts on the key of 粘贴为纯文本 and then
 * brings the same event, with the text alone; only the key tells that no structure is to be recognised.
 */
export function usePaste(editor: SpeechEditor, readOnly: boolean): (event: ClipboardEvent) => void {
  const plainly = useRef(false);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      plainly.current = matchesKey(event, PLAIN_KEY.key);
    };
    const pointer = () => {
      plainly.current = false;
    };
    document.addEventListener("keydown", key, true);
    document.addEventListener("pointerdown", pointer, true);
    return () => {
      document.removeEventListener("keydown", key, true);
      document.removeEventListener("pointerdown", pointer, true);
    };
  }, []);
  return useCallback(
    (event) => {
      if (readOnly) return;
      event.preventDefault();
      const plain = plainly.current;
      plainly.current = false;
      // A paste into the middle of a composition would tear it apart, and its data cannot wait.
      if (ReactEditor.isComposing(editor)) return;
      const settle = steadyDesk(editor);
      if (plain) editor.insertPlainText(event.clipboardData.getData("text/plain"));
      else editor.insertData(event.clipboardData);
      settle();
    },
    [editor, readOnly],
  );
}

/**
 * Remembers where the desk stands; the answer is to be called behind a paste. New chunks of text count as a screen high until
 * they are drawn, so that Slate scrolls past a short paste; once they have their height, the desk goes back if that shows the cursor.
 */
function steadyDesk(editor: SpeechEditor): () => void {
  const desk = ReactEditor.toDOMNode(editor, editor).closest("[data-pane]");
  const before = desk?.scrollTop ?? 0;
  const settle = () => {
    if (!desk?.isConnected || !editor.selection || desk.scrollTop === before) return;
    const cursor = editor.children[Range.end(editor.selection).path[0] ?? 0];
    if (!cursor) return;
    const scrolled = desk.scrollTop;
    desk.scrollTop = before;
    const { top, bottom } = ReactEditor.toDOMNode(editor, cursor).getBoundingClientRect();
    const view = desk.getBoundingClientRect();
    if (top < view.top || bottom > view.bottom) desk.scrollTop = scrolled;
  };
  return () => requestAnimationFrame(() => requestAnimationFrame(settle));
}
