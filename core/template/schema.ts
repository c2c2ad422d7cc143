import { z } from "zod";
import { bodySchema } from "../draft/schema.ts";

/** The schema version of template files that this program writes and reads. */
export const TEMPLATE_VERSION = 1;

/** Patterns of a speech's body. Source: `structure.md`, Patterns of the body; `own` is that of a template made from a draft without one. */
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
  { id: "own", name: "自己的结构" },
] as const;
const patternId = z.enum(PATTERNS.map(({ id }) => id));

/** The name of a pattern for the user. */
export function patternName(id: string): string {
  return PATTERNS.find((pattern) => pattern.id === id)?.name ?? id;
}

/** Groups of the shipped meeting types on the page 新建讲稿, in their order; own templates stand in one of their own. */
export const TEMPLATE_GROUPS = ["部署推进", "专项会议", "座谈与调研", "总结", "礼仪与主持"] as const;
export const OWN_GROUP = "我的模板";

/** Drops the `[key: string]: unknown` of loose objects: unknown keys are kept on disk but are nobody's business in code. */
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

const charactersSchema = z.object({ min: z.int().min(0), max: z.int().min(1) }).refine(({ min, max }) => min <= max);

/** A place that the writer fills: its prompt, and wordings to pick from and go on writing. */
const slotSchema = z.looseObject({
  /** What belongs there; it stands in the text as 【purpose】 until it is filled. */
  purpose: z.string().trim().min(1).max(60),
  /** An empty optional slot vanishes on export; an empty required one is written as 【待填：purpose】. */
  required: z.boolean(),
  /** 字数 that the filled place should have. */
  characters: charactersSchema,
  /** Whole wordings for the place, with {fields} of the card and 【…】 for what only the writer knows. */
  wordings: z.array(z.string().min(1).max(2000)).max(12),
});
export type TemplateSlot = Known<z.infer<typeof slotSchema>>;
const slotKey = z.string().regex(/^[a-z]+(?:\.[a-z0-9-]+)+$/u);

const patternSchema = z.looseObject({
  id: patternId,
  /** The type's own wording of the parts, shown under the pattern's name: 上级要求与差距，重点任务，协同机制. */
  parts: z.string().max(80),
  /** The whole speech from the title to the closing, with fields and open slots as marks and `key` on each block. */
  body: bodySchema,
});
export type TemplatePattern = Known<z.infer<typeof patternSchema>>;

/** A template: one meeting type with the patterns that it offers, the usual one first. Own ones lie so on disk. */
export const templateSchema = z.looseObject({
  schemaVersion: z.literal(TEMPLATE_VERSION),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/u),
  name: z.string().trim().min(1).max(40),
  group: z.enum([...TEMPLATE_GROUPS, OWN_GROUP]),
  /** What it is for, in one sentence. */
  use: z.string().max(200),
  /** 字数 of the whole speech; those of shipped templates are proposals from `structure.md`, not a standard. */
  targetCharacters: charactersSchema,
  /** Whom a speech of this type greets where the card does not say; absent for 同志们. */
  salutation: z.string().trim().min(1).max(60).optional(),
  slots: z.record(slotKey, slotSchema),
  patterns: z.array(patternSchema).min(1).max(10),
});
type Parts = { slots: Record<string, TemplateSlot>; patterns: TemplatePattern[] };
export type Template = Omit<Known<z.infer<typeof templateSchema>>, keyof Parts> & Parts;

/** One block of a pattern as authors write it; `text` holds `{field}` for the card and `[slot.key]` for a slot. */
const writtenBlockSchema = z.strictObject({
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
export type WrittenBlock = z.infer<typeof writtenBlockSchema>;

/** A shipped template as its author writes it in `templates/<id>.json`: stricter, and every text in one line. */
export const writtenTemplateSchema = z.strictObject({
  schemaVersion: z.literal(TEMPLATE_VERSION),
  id: z.string().regex(/^[a-z][a-z-]{1,40}$/u),
  name: z.string().min(2).max(20),
  group: z.enum(TEMPLATE_GROUPS),
  use: z.string().min(6).max(80),
  targetCharacters: charactersSchema,
  salutation: z.string().min(2).max(40).optional(),
  /** The title as a formula of card fields. */
  title: z.string().min(2),
  slots: z.record(
    slotKey,
    slotSchema
      .extend({ purpose: z.string().min(2).max(20), wordings: z.array(z.string().min(1)).min(2).max(4) })
      .strict(),
  ),
  patterns: z
    .array(
      z.strictObject({
        id: patternId,
        parts: z.string().min(4).max(40),
        body: z.array(writtenBlockSchema).min(3),
      }),
    )
    .min(1),
});
export type WrittenTemplate = z.infer<typeof writtenTemplateSchema>;
