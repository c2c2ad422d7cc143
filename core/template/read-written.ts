import { CARD_SLOT } from "../card/field-places.ts";
import { findItems } from "../draft/recognise/items.ts";
import type { Block, Span } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { readFormula } from "./formula.ts";
import type { Template, TemplateSlot, WrittenBlock, WrittenTemplate } from "./schema.ts";

type Slots = Readonly<Record<string, TemplateSlot>>;

/** The template that an author's file describes. Throws FormulaError where it names a field or slot that does not exist. */
export function readWritten({ title, patterns, ...rest }: WrittenTemplate): Template {
  const head = [
    { key: "title", type: "title", children: readFormula(title, rest.slots) },
    { key: "byline", type: "byline", children: readFormula("{speaker.post}　{speaker.name}", rest.slots) },
    { key: "date", type: "date", children: readFormula("（{date}）", rest.slots) },
  ] satisfies Block[];
  for (const { wordings } of Object.values(rest.slots)) for (const wording of wordings) readFormula(wording, {});
  return {
    ...rest,
    patterns: patterns.map(({ body, ...pattern }) => ({
      ...pattern,
      body: withItems([...head, ...body.map((block) => readBlock(block, rest.slots))]),
    })),
  };
}

function readBlock({ key, type, level, leadLevel, lead, text }: WrittenBlock, slots: Slots): Block {
  const children = text === "" && lead !== undefined ? [] : readFormula(text, slots);
  if (type === "heading") return { key, type, level: level ?? 1, children };
  if (type !== "paragraph" || leadLevel === undefined || lead === undefined) return { key, type, children };
  const leading = readFormula(lead, slots).map((span): Span => ({ ...span, lead: true }));
  return { key, type, leadLevel, children: [...leading, ...children] };
}

/** The words of items (一是) under their mark, so that they count on as in a draft. */
export function withItems(body: readonly Block[]): Block[] {
  const texts = body.map((block, index) => ({ text: sentencesOf(block), heading: block.type === "heading", index }));
  const { items } = findItems(texts);
  return body.map((block, index) => {
    const own = items.filter(({ paragraph }) => paragraph === index);
    if (own.length === 0) return block;
    const children = own.flatMap(({ start, end }, at) => [
      ...sliceSpans(block.children, own[at - 1]?.end ?? 0, start),
      ...sliceSpans(block.children, start, end).map((span): Span => ({ ...span, item: true })),
    ]);
    return { ...block, children: [...children, ...sliceSpans(block.children, own.at(-1)?.end ?? 0)] };
  });
}

/** The text of a block in which each slot counts as sentences of its own, as it will once it is filled: behind it an item can begin. */
function sentencesOf({ children }: Block): string {
  return children
    .map(({ text, slot }) => (slot === undefined || slot.startsWith(CARD_SLOT) ? text : "。".repeat(text.length)))
    .join("");
}
