import { useEffect } from "react";
import { ReactEditor } from "slate-react";
import type { SpeechEditor } from "./slate-types.ts";

// What waits for the end of a composition, in the order in which it came.
const waiting = new WeakMap<SpeechEditor, (() => void)[]>();

/** Runs `work` now, or, while an input method composes, once its text is in the document and on the screen: whatever changes or measures the text from outside would tear the composition apart. */
export function whenNotComposing(editor: SpeechEditor, work: () => void): void {
  const before = waiting.get(editor);
  if (before) before.push(work);
  else if (ReactEditor.isComposing(editor)) waiting.set(editor, [work]);
  else work();
}

/** Keeps compositions whole: a click elsewhere hands their text over first, and what waits for their end runs then. */
export function useComposition(editor: SpeechEditor): void {
  useEffect(() => {
    // A click while composing would lose what was typed: leaving the text first makes the input method hand it over.
    const commit = () => {
      if (!ReactEditor.isComposing(editor)) return;
      const text = ReactEditor.toDOMNode(editor, editor);
      text.blur();
      text.focus();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = () => {
      // A second composition may have begun on the heels of the first.
      if (ReactEditor.isComposing(editor)) return;
      const works = waiting.get(editor) ?? [];
      waiting.delete(editor);
      for (const work of works) work();
    };
    const runSoon = () => {
      if (!waiting.has(editor)) return;
      // Behind the tick that takes the composed text: in the same one both would be one step of undo.
      clearTimeout(timer);
      timer = setTimeout(run);
    };
    document.addEventListener("mousedown", commit, true);
    document.addEventListener("compositionend", runSoon);
    // Some input methods end without saying so; Slate sees it at the next key.
    document.addEventListener("keydown", runSoon);
    return () => {
      document.removeEventListener("mousedown", commit, true);
      document.removeEventListener("compositionend", runSoon);
      document.removeEventListener("keydown", runSoon);
      clearTimeout(timer);
      waiting.delete(editor);
    };
  }, [editor]);
}
