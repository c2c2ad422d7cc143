import { z } from "zod";
import { bodySchema, headSchema } from "../draft/schema.ts";

/** 引文, 规范提法, 金句, 段落. */
export const ENTRY_KINDS = [
  { id: "citation", name: "引文" },
  { id: "term", name: "规范提法" },
  { id: "slogan", name: "金句" },
  { id: "passage", name: "段落" },
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number]["id"];

/** Whether a document stands. */
export const STATUSES = [
  { id: "in-force", name: "现行" },
  { id: "revised", name: "已修订" },
  { id: "repealed", name: "已废止" },
  { id: "expired", name: "已过期" },
  { id: "unknown", name: "时效不明" },
] as const;
export type Status = (typeof STATUSES)[number]["id"];

/** Kinds of documents. Source: the starter library's README. */
export const DOCUMENT_KINDS = [
  { id: "law", name: "法律" },
  { id: "regulation", name: "行政法规" },
  { id: "plan", name: "规划" },
  { id: "opinion", name: "意见、决定" },
  { id: "notice", name: "通知" },
  { id: "measure", name: "办法、党内法规" },
  { id: "report", name: "报告" },
  { id: "judicial", name: "司法解释" },
  { id: "other", name: "其他" },
] as const;

/** Where a slogan belongs in a speech. */
export const SLOGAN_PLACES = ["开头", "过渡", "认识", "任务", "保障", "号召"] as const;

const confidence = z.enum(["high", "medium", "low"]);
/** A whole date, a year and month, or a year. */
const roughDate = z
  .string()
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u)
  .refine((date) => z.iso.date().safeParse(`${date}-01-01`.slice(0, 10)).success);

const base = {
  /** Shipped entries keep the ids of their data files (`P001`), own ones have UUIDs. */
  id: z.string().min(1).max(64),
  themes: z.array(z.string().trim().min(1).max(20)).max(20),
  note: z.string().max(2000).optional(),
  /** Where a shipped row was seen. */
  evidence: z.string().optional(),
  confidence: confidence.optional(),
};

/** 引文: a document, and the words of it that are quoted, if any. */
const citationSchema = z.looseObject({
  ...base,
  kind: z.literal("citation"),
  title: z.string().trim().min(1).max(300),
  documentKind: z.enum(DOCUMENT_KINDS.map(({ id }) => id)),
  issuer: z.string().max(200).optional(),
  documentNumber: z.string().max(100).optional(),
  issuedOn: roughDate.optional(),
  /** `adopted`: date of adoption or signing, never to be printed as 印发. */
  dateBasis: z.string().optional(),
  effectiveOn: roughDate.optional(),
  status: z.enum(STATUSES.map(({ id }) => id)),
  /** The years that a plan covers: 2021-2025. */
  period: z.string().optional(),
  /** Verbatim words of the document. */
  text: z.string().max(5000).optional(),
});

/** 规范提法: a fixed formulation with its members. */
const termSchema = z.looseObject({
  ...base,
  kind: z.literal("term"),
  title: z.string().trim().min(1).max(200),
  expansion: z.string().max(2000).optional(),
  firstSource: z.string().optional(),
  commonErrors: z.string().optional(),
});

/** 金句. */
const sloganSchema = z.looseObject({
  ...base,
  kind: z.literal("slogan"),
  text: z.string().trim().min(1).max(300),
  place: z.enum(SLOGAN_PLACES),
});

/** 段落: a section of a speech with its card fields as marks, so that it binds to the card of the speech that takes it in. */
const passageSchema = z.looseObject({
  ...base,
  kind: z.literal("passage"),
  title: z.string().trim().min(1).max(200),
  body: bodySchema,
  /** Copies of what the marks `citation` in it name, as in a draft. */
  citations: headSchema.shape.citations.optional(),
  /** The speech that it comes from. */
  from: z.looseObject({ title: z.string(), date: z.string().optional(), speaker: z.string().optional() }).optional(),
});

export const entrySchema = z.discriminatedUnion("kind", [citationSchema, termSchema, sloganSchema, passageSchema]);
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
export type CitationEntry = Known<z.infer<typeof citationSchema>>;
export type TermEntry = Known<z.infer<typeof termSchema>>;
export type SloganEntry = Known<z.infer<typeof sloganSchema>>;
export type PassageEntry = Known<z.infer<typeof passageSchema>>;
/** One entry of the library. */
export type Entry = CitationEntry | TermEntry | SloganEntry | PassageEntry;
