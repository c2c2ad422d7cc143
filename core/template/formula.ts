import { fieldSpan } from "../card/field-places.ts";
import { type CardContext, isCardField } from "../card/fields.ts";
import type { Span } from "../draft/schema.ts";
import type { TemplateSlot } from "./schema.ts";

const PART = /\{([^{}]*)\}|\[([^[\]]*)\]/gu;

/** What a formula names that does not exist. */
export class FormulaError extends Error {}

const EMPTY: CardContext = { card: {}, parts: 0 };

/**
 * The spans of a text in which `{field}` stands for a field of the card and `[slot.key]` for an open slot.
 * Throws FormulaError with a Chinese clause when it names a field or slot that does not exist.
 */
export function readFormula(formula: string, slots: Readonly<Record<string, TemplateSlot>>, context = EMPTY): Span[] {
  const spans: Span[] = [];
  let behind = 0;
  for (const part of formula.matchAll(PART)) {
    const [whole, field, slot] = part;
    if (part.index > behind) spans.push({ text: formula.slice(behind, part.index) });
    behind = part.index + whole.length;
    if (field !== undefined) {
      if (!isCardField(field)) throw new FormulaError(`信息卡里没有“${field}”这一项`);
      spans.push(fieldSpan(field, context));
    } else if (slot !== undefined) {
      const found = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
      if (!found) throw new FormulaError(`没有写明“${slot}”这个空位`);
      spans.push({ text: found.purpose, slot, ...(!found.required && { optional: true as const }) });
    }
  }
  if (behind < formula.length) spans.push({ text: formula.slice(behind) });
  return spans.length > 0 ? spans : [{ text: "" }];
}
