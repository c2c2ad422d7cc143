import { useEffect, useLayoutEffect, useRef } from "react";
import { Range, Transforms } from "slate";
import { ReactEditor, useSlateSelector } from "slate-react";
import type { SpeechEditor } from "./slate-types.ts";

/** What acts on the selection without passing `beforeinput`, where Slate reads the page's selection itself. */
const ACTING = ["keydown", "copy", "cut", "paste"] as const;

/** Lets keys and the clipboard act on the selection that the user sees: Slate hears of it up to a tenth of a second late, so that Ctrl+A and Ctrl+V in one breath pasted at the old cursor. */
export function useFreshSelection(editor: SpeechEditor): void {
  const selection = useSlateSelector((current) => current.selection);
  // What the page was last told to show: until it shows the editor's newest selection, the page's is the older one.
  const shown = useRef(selection);
  useLayoutEffect(() => {
    shown.current = selection;
  }, [selection]);

  useEffect(() => {
    const read = (event: Event) => {
      const text = ReactEditor.toDOMNode(editor, editor);
      const page = document.getSelection();
      if (document.activeElement !== text || !page || !text.contains(page.anchorNode)) return;
      const composing = ReactEditor.isComposing(editor) || (event instanceof KeyboardEvent && event.isComposing);
      if (composing || shown.current !== editor.selection) return;
      const range = ReactEditor.toSlateRange(editor, page, { exactMatch: false, suppressThrow: true });
      if (range && !(editor.selection && Range.equals(range, editor.selection))) Transforms.select(editor, range);
    };
    for (const type of ACTING) document.addEventListener(type, read, true);
    return () => {
      for (const type of ACTING) document.removeEventListener(type, read, true);
    };
  }, [editor]);
}
