import { countWords } from "./counting.ts";
import { numbersOf } from "./numbering.ts";
import { plainParagraphs } from "./plain-text.ts";
import { type Block, exportedSpans, exportedText, type HeadingLevel } from "./schema.ts";
import { sectionsOf } from "./sections.ts";

/** One line of the outline: a heading or the lead of a run-in heading. */
export type OutlineEntry = {
  /** The bare number (`一`, `1`), without the marks around it. */
  number: string;
  /** The number as it stands before the text (`一、`, `（一）`, `1.`). */
  label: string;
  level: HeadingLevel;
  /** The heading or the lead sentence, without number. */
  text: string;
  /** 字数 of the whole section, heading, number and subsections included. */
  characters: number;
  /** Place of the heading in `body`. */
  block: number;
  /** Place in `body` behind the section's last block. */
  end: number;
};

/** The lead sentence of a run-in heading, or the whole text of a heading. */
function headingText(block: Block): string {
  if (block.type !== "paragraph") return exportedText(block);
  const lead = exportedSpans(block)
    .filter((span) => span.lead)
    .map((span) => span.text)
    .join("");
  return (lead || exportedText(block)).replace(/[。；：，.]$/u, "");
}

/** The 字数 of each block, number included. */
function wordsOf(body: readonly Block[]): number[] {
  const words: number[] = body.map(() => 0);
  for (const paragraph of plainParagraphs(body)) words[paragraph.block] = countWords(paragraph.text);
  return words;
}

/** All headings and run-in leads in order, each with the 字数 of its whole section; `words` are those of each block, where known already. */
export function outlineOf(body: readonly Block[], words: readonly number[] = wordsOf(body)): OutlineEntry[] {
  const labels = numbersOf(body);
  return sectionsOf(body, body.length).map(({ block, end, level }) => {
    const label = labels[block] ?? "";
    const number = label.replace(/[（）、.]/gu, "");
    const characters = words.slice(block, end).reduce((sum, each) => sum + each, 0);
    return { number, label, level, text: headingText(body[block] as Block), characters, block, end };
  });
}
