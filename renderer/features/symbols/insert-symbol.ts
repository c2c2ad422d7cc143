import { Editor, Range, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { SpeechSymbol } from "./symbols.ts";

/**
 * Puts a symbol at the cursor, or at the end of the text where there never was one, as one step of undo. It replaces what
 * is selected; a pair goes round it, and without a selection takes the cursor between its halves.
 */
export function insertSymbol(editor: SpeechEditor, { text, pair }: SpeechSymbol): void {
  if (!editor.selection) Transforms.select(editor, Editor.end(editor, []));
  HistoryEditor.withNewBatch(editor, () => {
    if (!pair) editor.insertText(text);
    else if (editor.selection && Range.isExpanded(editor.selection)) embrace(editor, editor.selection, text);
    else {
      editor.insertText(text);
      Transforms.move(editor, { distance: 1, unit: "character", reverse: true });
    }
  });
}

function embrace(editor: SpeechEditor, selection: Range, pair: string): void {
  const [opening = "", closing = ""] = pair;
  const inside = Editor.rangeRef(editor, selection, { affinity: "inward" });
  const [start, end] = Range.edges(selection);
  Editor.withoutNormalizing(editor, () => {
    Transforms.insertText(editor, closing, { at: end });
    Transforms.insertText(editor, opening, { at: start });
  });
  const range = inside.unref();
  if (range) Transforms.select(editor, range);
}
