import type { TemplateSummary } from "#core/api/contract";
import { fieldSpan } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import type { Block, MeetingCard } from "#core/draft/schema";
import { readFormula } from "#core/template/formula";

/** 空白讲稿 beside the templates; it is none, so that no draft names it as its template. */
export const BLANK: TemplateSummary = {
  id: "blank",
  name: "空白讲稿",
  group: "我的模板",
  use: "不用模板，从一张白纸写起。",
  targetCharacters: { min: 0, max: 1 },
  own: false,
  patterns: [],
};

/** A draft without structure: what the card says stands around it, and nothing waits for what it does not say. */
export function blankDraft(card: MeetingCard): Block[] {
  const context = contextOf(card, []);
  const line = (type: "title" | "byline" | "date", formula: string, known: unknown): Block[] =>
    known ? [{ type, children: readFormula(formula, {}, context) }] : [];
  const title = line("title", "在{meeting}上的讲话", card.meeting);
  const { name, post } = card.speaker ?? {};
  return [
    ...(title.length > 0 ? title : [{ type: "title", children: [{ text: "" }] } satisfies Block]),
    ...line(
      "byline",
      post ? (name ? "{speaker.post}　{speaker.name}" : "{speaker.post}") : "{speaker.name}",
      name || post,
    ),
    ...line("date", "（{date}）", card.date),
    { type: "salutation", children: [fieldSpan("salutation", context), { text: "：" }] },
    { type: "paragraph", children: [{ text: "" }] },
  ];
}
