import type { HeadingLevel, ImportMessage } from "./schema.ts";

/** A run of text as a reader found it. */
export type SourceRun = { text: string; bold?: boolean };

/** What every reader (.txt, .md, .docx) hands to the recognition of structure: one paragraph with the hints its format has. */
export type SourceParagraph = {
  runs: SourceRun[];
  /** Index over the non-empty paragraphs of the file as it was, from 0: what messages refer to. */
  index: number;
  /** What the format itself says of the paragraph (a named style, an outline level, a Markdown heading). */
  style?:
    | { kind: "title" | "subtitle" | "byline" | "date" | "salutation" | "signature" }
    | { kind: "heading"; level: HeadingLevel };
  /** Whether an empty paragraph or line stands before it. */
  afterBlank?: boolean;
  /** The number that automatic numbering shows before the text (`一、`, `1.`); it is not in `runs`. */
  autoNumber?: string;
  /** Whether it stands in a cell of a table, where the next paragraph never goes on with it. */
  inCell?: boolean;
  alignment?: "left" | "centre" | "right";
  /** Size in points of most of the text, where the format tells. */
  sizePt?: number;
};

/** A file as its reader sees it. Messages are in the order of the text. */
export type SourceDocument = { paragraphs: SourceParagraph[]; messages: ImportMessage[] };
