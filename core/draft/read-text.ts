import type { SourceDocument, SourceParagraph } from "./source.ts";

/** Reads plain text: each non-empty line is a paragraph; whether lines belong together is decided by the recognition. */
export function readText(text: string): SourceDocument {
  const paragraphs: SourceParagraph[] = [];
  let afterBlank = false;
  for (const line of text.split(/\r\n|[\n\r\f\u0085\u2028\u2029]/u)) {
    if (line.trim() === "") afterBlank = true;
    else {
      paragraphs.push({ runs: [{ text: line }], index: paragraphs.length, ...(afterBlank && { afterBlank }) });
      afterBlank = false;
    }
  }
  return { paragraphs, messages: [] };
}
