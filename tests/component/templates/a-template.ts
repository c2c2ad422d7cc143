import type { Block } from "#core/draft/schema";
import { type Template, templateSchema } from "#core/template/schema";

/** A small template with one open slot and the meeting's name in its title. */
export function aTemplate(changes: Partial<Template> = {}): Template {
  const body: Block[] = [
    {
      type: "title",
      key: "title",
      children: [{ text: "在" }, { text: "会议全称", slot: "card.meeting" }, { text: "上的讲话" }],
    },
    { type: "salutation", key: "salutation", children: [{ text: "同志们：" }] },
    { type: "paragraph", key: "opening", children: [{ text: "会议任务", slot: "opening.task" }] },
  ];
  return templateSchema.parse({
    schemaVersion: 1,
    id: crypto.randomUUID(),
    name: "每周例会",
    group: "我的模板",
    use: "周一上午用",
    targetCharacters: { min: 500, max: 900 },
    slots: {
      "opening.task": { purpose: "会议任务", required: true, characters: { min: 10, max: 40 }, wordings: [] },
    },
    patterns: [{ id: "own", parts: "一件事", body }],
    ...changes,
  }) as unknown as Template;
}
