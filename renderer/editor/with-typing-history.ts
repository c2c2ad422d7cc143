import { Editor } from "slate";
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

/**
 * Cuts undo where the writer paused or ended a sentence, keeps a composition over a selection one step, and undoes steps of any
 * size at once. Wants `withHistory` below it.
 */
export function withTypingHistory(editor: SpeechEditor, now: () => number = Date.now): SpeechEditor {
  const { insertText, undo, redo } = editor;
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
  editor.undo = () => withoutDirtyPaths(editor, undo);
  editor.redo = () => withoutDirtyPaths(editor, redo);
  return editor;
}

/** Undo and redo lead to states that were in shape before; to look at every block again takes minutes where many changed. */
function withoutDirtyPaths(editor: SpeechEditor, work: () => void): void {
  const { getDirtyPaths } = editor;
  editor.getDirtyPaths = () => [];
  try {
    work();
  } finally {
    editor.getDirtyPaths = getDirtyPaths;
  }
}

/** Does `work` as one step of undo, which brings the text into shape once, at its end. */
export function inOneStep(editor: SpeechEditor, work: () => void): void {
  HistoryEditor.withNewBatch(editor, () => Editor.withoutNormalizing(editor, work));
}
