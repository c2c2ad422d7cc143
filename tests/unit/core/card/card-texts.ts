import { fieldPlaces } from "#core/card/field-places";
import type { Block, HeadingLevel, PlainBlockType, Span } from "#core/draft/schema";

const PART = /\{([a-zA-Z.]+):([^}]*)\}|\[([^\]]*)\]|\*([^*]+)\*/gu;

/** Spans of a line in which `{field:words}` stands for words under the mark, `[prompt]` for an open slot, `*words*` for bold ones. */
function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let behind = 0;
  for (const part of line.matchAll(PART)) {
    if (part.index > behind) spans.push({ text: line.slice(behind, part.index) });
    behind = part.index + part[0].length;
    const [, field, words, slot, bold] = part;
    if (field !== undefined) spans.push({ text: words ?? "", field });
    else if (slot !== undefined) spans.push({ text: slot, slot: `some.${slot}` });
    else spans.push({ text: bold ?? "", bold: true });
  }
  if (behind < line.length || spans.length === 0) spans.push({ text: line.slice(behind) });
  return spans;
}

/** A line around the text. */
export const line = (type: PlainBlockType, words: string): Block => ({ type, children: spansOf(words) });
export const paragraph = (words: string): Block => ({ type: "paragraph", children: spansOf(words) });
export const heading = (words: string, level: HeadingLevel = 1): Block => ({
  type: "heading",
  level,
  children: spansOf(words),
});

/** The places of the card as `field=words`, each behind the index of its block. */
export const placesOf = (body: readonly Block[]): string[] =>
  fieldPlaces(body).map(({ block, field, text }) => `${block} ${field}=${text}`);
