import { Editor, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import type { Block } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

/** Puts `body` in place of the whole text as one step of undo; what is equal at both ends is left alone. Gives the first block that changed, undefined when none did. */
export function replaceBody(editor: SpeechEditor, body: readonly Block[]): number | undefined {
  const before = (editor.children as Block[]).map((block) => JSON.stringify(block));
  const after = body.map((block) => JSON.stringify(block));
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (start === before.length && start === after.length) return undefined;

  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let place = before.length - end - 1; place >= start; place -= 1) {
        Transforms.removeNodes(editor, { at: [place] });
      }
      // Slate knows nodes by their identity: another editor may show the same version.
      Transforms.insertNodes(editor, structuredClone(body.slice(start, body.length - end)), { at: [start] });
    });
    Transforms.select(editor, Editor.start(editor, [Math.min(start, editor.children.length - 1)]));
  });
  return Math.min(start, editor.children.length - 1);
}
