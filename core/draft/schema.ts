import { z } from "zod";

/** The schema version that this program writes; a file with a higher one is opened read-only and never rewritten. */
export const SCHEMA_VERSION = 1;

/** Drops the `[key: string]: unknown` of loose objects: unknown keys are kept on disk but are nobody's business in code. */
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/** 会议信息卡: what title, byline, date, salutation and export name are read from. All optional. */
export const cardSchema = z.looseObject({
  meeting: z.string().optional(),
  shortName: z.string().optional(),
  year: z.int().min(1900).max(2999).optional(),
  /** ISO calendar date, `2026-11-26`. */
  date: z.iso.date().optional(),
  place: z.string().optional(),
  region: z.string().optional(),
  speaker: z.looseObject({ name: z.string().optional(), post: z.string().optional() }).optional(),
  host: z.string().optional(),
  audience: z.string().optional(),
  salutation: z.string().optional(),
  timeLimitMinutes: z.number().positive().optional(),
  topic: z.string().optional(),
});
export type MeetingCard = Known<z.infer<typeof cardSchema>>;

/** What can be left over from another speech and then stands wrong in this one (待换). */
export const CARRIED_KINDS = ["year", "date", "place", "unit", "person", "meeting"] as const;
export type CarriedKind = (typeof CARRIED_KINDS)[number];

const textSchema = z.looseObject({
  text: z.string(),
  bold: z.literal(true).optional(),
  /** The lead sentence of a run-in heading (`（一）领句。正文…`). */
  lead: z.literal(true).optional(),
  /** The 一是 of a run. */
  item: z.literal(true).optional(),
  /** Key of an open slot; the text under the mark is its own prompt. */
  slot: z.string().optional(),
  /** The open slot may be left out: no export writes it. */
  optional: z.literal(true).optional(),
  /** Path into the meeting card, such as `speaker.name`: the text follows the card as long as it reads as the card says. */
  field: z.string().optional(),
  /** 待换: came with another speech and was neither replaced nor confirmed yet. */
  carried: z.enum(CARRIED_KINDS).optional(),
  /** Insertion id into `citations`. */
  citation: z.string().optional(),
});
/** A span of text with its marks: a Slate leaf. It never contains a line break. */
export type Span = Known<z.infer<typeof textSchema>>;

const children = z.array(textSchema).min(1);
export const HEADING_LEVELS = [1, 2, 3, 4] as const;
export type HeadingLevel = (typeof HEADING_LEVELS)[number];
export type LeadLevel = 2 | 3 | 4;

/** Blocks without further properties: title block, what stands around it, and the signature at the end. */
export const PLAIN_BLOCK_TYPES = ["title", "subtitle", "byline", "date", "salutation", "signature"] as const;
export type PlainBlockType = (typeof PLAIN_BLOCK_TYPES)[number];

/** What the block is to the speech by its template, such as `opening.point`: its text follows the key into another pattern. */
const key = z.string().optional();
const plainBlockSchema = z.looseObject({ type: z.enum(PLAIN_BLOCK_TYPES), key, children });
const headingSchema = z.looseObject({ type: z.literal("heading"), level: z.literal(HEADING_LEVELS), key, children });
const paragraphSchema = z.looseObject({
  type: z.literal("paragraph"),
  /** Level of a run-in heading; its lead sentence carries the mark `lead`. */
  leadLevel: z.literal([2, 3, 4]).optional(),
  key,
  children,
});
const blockSchema = z.union([paragraphSchema, headingSchema, plainBlockSchema]);

type WithSpans<T> = Omit<T, "children"> & { children: Span[] };
export type PlainBlock = WithSpans<Known<z.infer<typeof plainBlockSchema>>>;
export type Heading = WithSpans<Known<z.infer<typeof headingSchema>>>;
export type Paragraph = WithSpans<Known<z.infer<typeof paragraphSchema>>>;
/** One block of the body: a Slate element. Numbers of headings and leads are computed, never stored. */
export type Block = PlainBlock | Heading | Paragraph;

const MESSAGE_LEVELS = ["info", "unsure", "lost"] as const;

/** What an import changed (`info`), guessed (`unsure`) or could not keep (`lost`). */
export const importMessageSchema = z.looseObject({
  level: z.enum(MESSAGE_LEVELS),
  /** Stable English name of the case, such as `scraping-mark-removed`. */
  code: z.string(),
  /** A whole Chinese sentence for the user. */
  message: z.string(),
  /** How many places it stands for, where it tells of several at once; absent for one. */
  count: z.int().min(1).optional(),
  /** Index over the non-empty paragraphs of the source file, from 0; null when it concerns the whole file. */
  paragraph: z.int().min(0).nullable(),
  /** The first characters of the place in the resulting draft, to find it again; absent when nothing of it is left. */
  excerpt: z.string().optional(),
});
export type ImportMessage = Known<z.infer<typeof importMessageSchema>>;

const pointSchema = z.object({ path: z.array(z.int().min(0)), offset: z.int().min(0) });
/** Where the cursor stood: a Slate range. */
export const cursorSchema = z.object({ anchor: pointSchema, focus: pointSchema });
export type Cursor = z.infer<typeof cursorSchema>;

export const bodySchema = z.array(blockSchema).min(1) as unknown as z.ZodType<Block[]>;
const blocksSchema = z.array(blockSchema) as unknown as z.ZodType<Block[]>;

/** A copy of what was cited, so that a draft opens without the library. */
const citationSchema = z.looseObject({
  /** Id of the library's entry. */
  entryId: z.string(),
  /** The title or term as the library had it, without 《》. */
  title: z.string(),
  documentNumber: z.string().optional(),
  /** The text as it was put in. */
  text: z.string(),
});
export type Citation = Known<z.infer<typeof citationSchema>>;

/** What of a draft is not in its text and changes with it: the window holds both, and one step of undo can take back both. */
export const headSchema = z.object({
  template: z.string().optional(),
  pattern: z.string().optional(),
  card: cardSchema as unknown as z.ZodType<MeetingCard>,
  /** What was cited, by insertion id: the mark `citation` names it. */
  citations: z.record(z.string(), citationSchema as unknown as z.ZodType<Citation>),
  /** 未归位: blocks whose place the present pattern lacks; they wait with their keys and are in no export. */
  unplaced: blocksSchema.optional(),
  /** Keys of the blocks in the order in which a pattern was left, by its id, where the writer had moved or deleted some. */
  arranged: z.record(z.string(), z.array(z.string())).optional(),
});
export type DraftHead = z.infer<typeof headSchema>;

/** The speech that a draft was made from, kept to tell what is carried over from it. */
export const carriedFromSchema = z.looseObject({
  title: z.string(),
  card: cardSchema as unknown as z.ZodType<MeetingCard>,
  /** Its non-empty paragraphs with numbers, as exported. */
  paragraphs: z.array(z.string()),
});
export type CarriedFrom = Known<z.infer<typeof carriedFromSchema>>;

/** One draft as it stands on disk: one JSON file, UTF-8. */
export const draftSchema = z.looseObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id: z.uuid(),
  /** The text of the title block, for lists; every save reads it from there. */
  title: z.string(),
  ...headSchema.shape,
  body: bodySchema,
  carriedFrom: carriedFromSchema.optional() as unknown as z.ZodOptional<z.ZodType<CarriedFrom>>,
  /** What import reports, kept until the user confirms it. */
  importNotes: z.array(importMessageSchema as unknown as z.ZodType<ImportMessage>),
  ignored: z.array(z.unknown()),
  comments: z.array(z.unknown()),
  cursor: cursorSchema.optional(),
  /** Counts the saves; a save that does not build on the newest one is refused. */
  revision: z.int().min(0),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Draft = Known<z.infer<typeof draftSchema>>;

/** Who names a new draft: ids and times come from outside, so that core stays pure. */
export type Origin = { id: string; now: string };

/** A new draft around `body`; the title is read from its title block. */
export function newDraft(
  origin: Origin,
  body: Block[],
  rest: Partial<DraftHead & Pick<Draft, "importNotes" | "carriedFrom">> = {},
): Draft {
  return {
    schemaVersion: SCHEMA_VERSION,
    id: origin.id,
    title: titleOf(body),
    card: {},
    citations: {},
    importNotes: [],
    ignored: [],
    comments: [],
    revision: 0,
    createdAt: origin.now,
    updatedAt: origin.now,
    ...rest,
    body,
  };
}

/** All that a head need not have, as missing: spread below another head it takes away what that one lacks. */
export const BARE_HEAD = {
  template: undefined,
  pattern: undefined,
  unplaced: undefined,
  arranged: undefined,
} satisfies Record<Exclude<keyof DraftHead, "card" | "citations">, undefined>;

/** The part of a draft that changes with its text. */
export function headOf({ template, pattern, card, citations, unplaced, arranged }: DraftHead): DraftHead {
  return {
    card,
    citations,
    ...(template && { template }),
    ...(pattern && { pattern }),
    ...(unplaced && { unplaced }),
    ...(arranged && { arranged }),
  };
}

/** The commonest salutation, which every blank draft begins with. */
export const SUPPLIED_SALUTATION = "同志们：";

/** The body of a blank draft: an empty title, the commonest salutation and one empty paragraph. */
export function blankBody(): Block[] {
  return [
    { type: "title", children: [{ text: "" }] },
    { type: "salutation", children: [{ text: SUPPLIED_SALUTATION }] },
    { type: "paragraph", children: [{ text: "" }] },
  ];
}

/** The text of a block as the editor holds it, without its computed number; offsets into blocks count in it. */
export function textOf(block: Block): string {
  return block.children.map((span) => span.text).join("");
}

/** What stands around the prompt of an open slot wherever the text leaves the editor. */
export const SLOT_SIGNS = { before: "【待填：", after: "】" } as const;

/** The spans of a block as they leave the editor: an open slot says that it waits to be filled in (`【待填：会议名称】`), an optional one is left out. */
export function exportedSpans(block: Block): Span[] {
  const { children } = block;
  return children.map((span, index) => {
    const { slot, optional, text } = span;
    if (slot === undefined || text === "") return span;
    if (optional) return { ...span, text: "" };
    // The prompt of one slot lies in several spans where a part of it is bold.
    const before = children[index - 1]?.slot === slot ? "" : SLOT_SIGNS.before;
    const after = children[index + 1]?.slot === slot ? "" : SLOT_SIGNS.after;
    return { ...span, text: `${before}${text}${after}` };
  });
}

/** The text of a block as it leaves the editor, without its computed number. */
export function exportedText(block: Block): string {
  return exportedSpans(block)
    .map((span) => span.text)
    .join("");
}

const NOTHING_BUT_SIGNS = /^[\s，。；：、！？]*$/u;

/**
 * Whether no export writes the block: open slots that may be left out are all there is in it, beside the word of an item (三是) and
 * the signs around them. A block that is empty anyway is not meant.
 */
export function vanishes(block: Block): boolean {
  if (!block.children.some((span) => span.optional && span.slot !== undefined && span.text !== "")) return false;
  return exportedSpans(block).every((span) => span.item || NOTHING_BUT_SIGNS.test(span.text));
}

/** The title as one line, open slots as they are exported; empty when there is no title block. */
export function titleOf(body: readonly Block[]): string {
  return body
    .filter((block) => block.type === "title")
    .map(exportedText)
    .join("")
    .trim();
}

/** The body with `title` as its title block: further title blocks, which are only breaks of layout, go; a missing one is added. */
export function withTitle(body: readonly Block[], title: string): Block[] {
  const place = Math.max(
    0,
    body.findIndex((block) => block.type === "title"),
  );
  const rest = (blocks: readonly Block[]) => blocks.filter((block) => block.type !== "title");
  const block: Block = { type: "title", children: [{ text: title }] };
  return [...rest(body.slice(0, place)), block, ...rest(body.slice(place))];
}
