import { HistoryEditor } from "slate-history";
import type { SpeechEditor } from "./slate-types.ts";

/** Text that comes later than this after the last is undone by itself. */
const PAUSE_MS = 800;
/** So is what comes behind the end of a sentence: one step takes back no more of fluent typing. */
const SENTENCE_END = /[。！？；]$/u;

// Composition over a selection first deletes it and inserts on its end; both are one step to whoever undoes it.
const composingOverSelection = new WeakSet<SpeechEditor>();

/** To be called when a composition starts, with whether it replaces a selection, and when one ends without text. */
export function noteComposition(editor: SpeechEditor, overSelection: boolean): void {
  if (overSelection) composingOverSelection.add(editor);
  else composingOverSelection.delete(editor);
}

/** Cuts undo where the writer paused or ended a sentence, and keeps a composition over a selection one step. Wants `withHistory` below it. */
export function withTypingHistory(editor: SpeechEditor, now: () => number = Date.now): SpeechEditor {
  const { insertText } = editor;
  let last = Number.NEGATIVE_INFINITY;
  let ended = false;
  editor.insertText = (text, options) => {
    const insert = () => insertText(text, options);
    const paused = ended || now() - last > PAUSE_MS;
    last = now();
    ended = SENTENCE_END.test(text);
    if (composingOverSelection.delete(editor)) HistoryEditor.withMerging(editor, insert);
    else if (paused) HistoryEditor.withNewBatch(editor, insert);
    else insert();
  };
  return editor;
}
