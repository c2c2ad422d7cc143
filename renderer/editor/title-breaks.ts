import { type DecoratedRange, Element, type Node, type NodeEntry } from "slate";
import { textOf } from "#core/draft/schema";
import { titleLines } from "#core/word/title-lines";
import { pointIn } from "./blocks.ts";
import type { SpeechEditor } from "./slate-types.ts";

/** Full-width characters of 22 pt in a line of 156 mm. Source: GB/T 9704-2012, 5.2.1 and 7.3.1. */
export const TITLE_CAPACITY = 20;

/** Where the lines of a title begin, so that the sheet breaks it as the export does; a fresh list on each call, as Slate wants. */
export function titleBreaks(editor: SpeechEditor, [node, path]: NodeEntry<Node>): DecoratedRange[] {
  if (!Element.isElement(node) || node.type !== "title") return [];
  let offset = 0;
  return titleLines(textOf(node), TITLE_CAPACITY).flatMap((line) => {
    const start = offset;
    offset += line.length;
    if (start === 0) return [];
    return [{ anchor: pointIn(editor, path, start), focus: pointIn(editor, path, offset), lineStart: true }];
  });
}
