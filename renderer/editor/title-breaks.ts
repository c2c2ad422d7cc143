import { type DecoratedRange, Element, type Node, type NodeEntry, type Path } from "slate";
import { type Block, textOf } from "#core/draft/schema";
import { titleLines } from "#core/word/title-lines";

/** Full-width characters of 22 pt in a line of 156 mm. Source: GB/T 9704-2012, 5.2.1 and 7.3.1. */
export const TITLE_CAPACITY = 20;

type LineStart = DecoratedRange & { lineStart: true };

/** Where the lines of a title begin, so that the sheet breaks it as the export does; a fresh list on each call, as Slate wants. */
export function titleBreaks([node, path]: NodeEntry<Node>): LineStart[] {
  if (!Element.isElement(node) || node.type !== "title") return [];
  let offset = 0;
  return titleLines(textOf(node), TITLE_CAPACITY).flatMap((line) => {
    const start = offset;
    offset += line.length;
    return start === 0 ? [] : (firstPart(node, path, start, offset) ?? []);
  });
}

/** The part of a line that lies in its first span: a line that goes on in a place of the card would break there again. */
function firstPart({ children }: Block, path: Path, start: number, end: number): LineStart | undefined {
  let behind = 0;
  for (const [index, { text }] of children.entries()) {
    const before = behind;
    behind += text.length;
    if (behind <= start) continue;
    const at = (offset: number) => ({ path: [...path, index], offset: offset - before });
    return { anchor: at(start), focus: at(Math.min(end, behind)), lineStart: true };
  }
  return undefined;
}
