import { Editor, Range, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { canonicalJson } from "#core/canonical-json";
import type { Block } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

/** Puts `body` in place of the whole text as one step of undo. Gives the first block that changed, undefined when none did. */
export function replaceBody(editor: SpeechEditor, body: readonly Block[]): number | undefined {
  const before = (editor.children as Block[]).map(canonicalJson);
  const after = body.map(canonicalJson);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (start === before.length && start === after.length) return undefined;

  const changed = Math.min(start, after.length - 1);
  // Items that came to stand in a run that was there would be counted anew; those of a text that is new as a whole are not.
  if ([...(editor.children as Block[]), ...body].some(({ children }) => children.some(({ item }) => item))) {
    start = 0;
    end = 0;
  }
  HistoryEditor.withNewBatch(editor, () => {
    // Slate knows nodes by their identity: another editor may show the same version.
    const fresh = structuredClone(body.slice(start, body.length - end));
    // Put in before the others go, since a text without any block loses the selection for good; and brought into shape before,
    // since each block that goes moves every place that is still to be looked at.
    Transforms.insertNodes(editor, fresh, { at: [start] });
    removeBlocks(editor, start + fresh.length, before.length + fresh.length - end);
    Transforms.select(editor, Editor.start(editor, [changed]));
  });
  return changed;
}

/** Takes the blocks from `first` up to `end` out. */
function removeBlocks(editor: SpeechEditor, first: number, end: number): void {
  // Those with the ends of the selection go last: Slate looks through the whole text for where such an end goes, which would
  // be the next block that goes.
  const held = new Set(editor.selection && Range.edges(editor.selection).map(({ path }) => path[0]));
  Editor.withoutNormalizing(editor, () => {
    let left = end - first;
    for (let block = end - 1; block >= first; block -= 1) {
      if (held.has(block)) continue;
      Transforms.removeNodes(editor, { at: [block] });
      left -= 1;
    }
    for (; left > 0; left -= 1) Transforms.removeNodes(editor, { at: [first] });
  });
}
