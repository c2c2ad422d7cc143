import { Editor, Range, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { ReactEditor } from "slate-react";
import { whenNotComposing } from "../../editor/composition.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";

/** Puts what is selected in `from` behind the cursor of `into`, as copying and pasting would, in one step of undo; nothing of `into` is replaced, since its selection is out of sight. */
export function insertSelection(from: SpeechEditor, into: SpeechEditor): void {
  const data = new DataTransfer();
  from.setFragmentData(data);
  whenNotComposing(into, () => {
    const cursor = into.selection ? Range.end(into.selection) : Editor.end(into, []);
    HistoryEditor.withNewBatch(into, () => {
      Transforms.select(into, cursor);
      into.insertData(data);
    });
    ReactEditor.focus(into);
  });
}
