import { z } from "zod";

/** The schema version of template files that this program writes and reads. */
export const TEMPLATE_VERSION = 1;

/** Patterns of a speech's body. Source: `structure.md`, Patterns of the body. */
export const PATTERNS = [
  { id: "awareness-task-guarantee", name: "认识—任务—保障" },
  { id: "review-plan-demand", name: "总结—部署—要求" },
  { id: "what-why-how", name: "是什么—为什么—怎么做" },
  { id: "problem-cause-measure", name: "问题—原因—措施" },
  { id: "achievement-lesson-outlook", name: "成绩—经验—展望" },
  { id: "parallel", name: "并列式" },
  { id: "progressive", name: "递进式" },
  { id: "ceremonial", name: "篇段合一" },
  { id: "agenda", name: "议程串联" },
] as const;
export type PatternId = (typeof PATTERNS)[number]["id"];

/** Groups of meeting types on the page 新建讲稿, in their order. */
export const TEMPLATE_GROUPS = ["部署推进", "专项会议", "座谈与调研", "总结", "礼仪与主持"] as const;

const charactersSchema = z.strictObject({ min: z.int().min(1), max: z.int().min(1) });

/** A place that the writer fills: its prompt, and wordings to pick from and go on writing. */
const slotSchema = z.strictObject({
  /** What belongs there, at most 20 characters: it stands in the text as 【purpose】 until it is filled. */
  purpose: z.string().min(2).max(20),
  /** An empty optional slot vanishes on export; an empty required one is written as 【待填：purpose】. */
  required: z.boolean(),
  /** 字数 that the filled place should have. */
  characters: charactersSchema,
  /** Whole wordings for the place, with {fields} of the card and 【…】 for what only the writer knows. */
  wordings: z.array(z.string().min(1)).min(2).max(4),
});
export type TemplateSlot = z.infer<typeof slotSchema>;

/** One block of a pattern; `text` is written with `{field}` for the card and `[slot.key]` for a slot. */
const templateBlockSchema = z.strictObject({
  /** What the block is to the speech, the same key in every pattern of the template: text of a block follows its key when the pattern is switched. */
  key: z.string().regex(/^[a-z]+(?:\.[a-z0-9-]+)*$/u),
  type: z.enum(["salutation", "heading", "paragraph", "signature"]),
  /** Level of a heading. */
  level: z.literal([1, 2, 3]).optional(),
  /** Level of a run-in heading; `lead` is then its lead sentence, ending in 。 */
  leadLevel: z.literal([2, 3]).optional(),
  lead: z.string().min(1).optional(),
  text: z.string(),
});
export type TemplateBlock = z.infer<typeof templateBlockSchema>;

const patternSchema = z.strictObject({
  id: z.enum(PATTERNS.map(({ id }) => id)),
  /** The type's own wording of the parts, shown under the pattern's name: 上级要求与差距，重点任务，协同机制. */
  parts: z.string().min(4).max(40),
  body: z.array(templateBlockSchema).min(3),
});

/** A template as it lies on disk: one meeting type with the patterns that it offers, the usual one first. */
export const templateSchema = z.strictObject({
  schemaVersion: z.literal(TEMPLATE_VERSION),
  id: z.string().regex(/^[a-z][a-z-]{1,40}$/u),
  name: z.string().min(2).max(20),
  group: z.enum(TEMPLATE_GROUPS),
  /** One sentence: what it is for and what marks it out. */
  use: z.string().min(6).max(80),
  /** 字数 of the whole speech; proposals from `structure.md`, not a standard. */
  targetCharacters: charactersSchema,
  /** The title as a formula of card fields. */
  title: z.string().min(2),
  slots: z.record(z.string().regex(/^[a-z]+(?:\.[a-z0-9-]+)+$/u), slotSchema),
  patterns: z.array(patternSchema).min(1),
});
export type Template = z.infer<typeof templateSchema>;
