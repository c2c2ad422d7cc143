import { exportedBody } from "./exported-body.ts";
import { numbersOf } from "./numbering.ts";
import type { Block, Span } from "./schema.ts";

/** A non-empty paragraph of the text as exported. */
export type PlainParagraph = {
  /** Place in `body`. */
  block: number;
  /** Computed number, `""` where there is none. */
  number: string;
  /** The spans of the text as written, without the number. */
  spans: readonly Span[];
  /** Number and text together, open slots as `【待填：…】`, as everywhere outside the editor. */
  text: string;
};

/** The non-empty paragraphs in order; their place in this list is the paragraph index of every message. */
export function plainParagraphs(body: readonly Block[]): PlainParagraph[] {
  const numbers = numbersOf(body);
  return exportedBody(body).flatMap(({ place, spans }) => {
    const own = spans.map((span) => span.text).join("");
    if (own.trim() === "") return [];
    const number = numbers[place] ?? "";
    return [{ block: place, number, spans, text: `${number}${own}` }];
  });
}

/** Plain text with numbers, one paragraph a line, ending in a line feed; `""` for an empty draft. */
export function plainText(body: readonly Block[]): string {
  return plainParagraphs(body)
    .map((paragraph) => `${paragraph.text}\n`)
    .join("");
}
