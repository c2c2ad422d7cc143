import { Editor, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import type { Block } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

/** Puts `body` in place of the whole text as one step of undo. Gives the first block that changed, undefined when none did. */
export function replaceBody(editor: SpeechEditor, body: readonly Block[]): number | undefined {
  const before = (editor.children as Block[]).map((block) => JSON.stringify(block));
  const after = body.map((block) => JSON.stringify(block));
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
    Editor.withoutNormalizing(editor, () => {
      // Slate knows nodes by their identity: another editor may show the same version.
      const fresh = structuredClone(body.slice(start, body.length - end));
      // Put in before the others go, since a text without any block loses the selection for good.
      Transforms.insertNodes(editor, fresh, { at: [start] });
      for (let place = before.length - end - 1; place >= start; place -= 1) {
        Transforms.removeNodes(editor, { at: [place + fresh.length] });
      }
    });
    Transforms.select(editor, Editor.start(editor, [changed]));
  });
  return changed;
}
