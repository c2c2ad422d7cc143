import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import type { Block, ImportMessage } from "#core/draft/schema";
import type { SourceParagraph } from "#core/draft/source";

/** Pasted text as blocks, with what the recognition changed in it or was unsure of. */
export type Pasted = { blocks: Block[]; notes: ImportMessage[] };

/** A head of its own keeps the recognition from taking the first lines of a passage for title and salutation. */
const HEAD: readonly SourceParagraph[] = [
  { runs: [{ text: "题目" }], index: 0, style: { kind: "title" } },
  { runs: [{ text: "同志们：" }], index: 0, style: { kind: "salutation" } },
];

/** The structure of a whole pasted speech. */
export function speechFromText(text: string): Pasted {
  const { body, messages } = recognise(readText(text));
  return { blocks: body, notes: messages.map(withoutPlace) };
}

/** The structure of a passage for the middle of a speech: headings, leads, items and paragraphs. */
export function passageFromText(text: string): Pasted {
  const source = readText(text);
  const { body, messages } = recognise({ ...source, paragraphs: [...HEAD, ...source.paragraphs] });
  return {
    blocks: body.slice(HEAD.length),
    // Its numbers follow the place where it is put.
    notes: messages
      .filter(({ code }) => !/^(?:title|front|number-(?:differs|added)|level)/u.test(code))
      .map(withoutPlace),
  };
}

/** Pasted text has no file whose paragraphs could be counted. */
const withoutPlace = (note: ImportMessage): ImportMessage => ({ ...note, paragraph: null });
