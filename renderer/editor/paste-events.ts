import { type ClipboardEvent, useCallback, useEffect, useRef } from "react";
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
      if (plain) editor.insertPlainText(event.clipboardData.getData("text/plain"));
      else editor.insertData(event.clipboardData);
    },
    [editor, readOnly],
  );
}
