import type { Block } from "#core/draft/schema";

/** The blocks of pasted plain text: one paragraph a line, empty lines dropped. */
export function blocksFromText(text: string, _wholeDraft: boolean): Block[] {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => line.replace(/\p{Cc}/gu, "").trim())
    .filter((line) => line !== "")
    .map((line) => ({ type: "paragraph", children: [{ text: line }] }));
}
