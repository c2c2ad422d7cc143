import type { CardContext } from "../card/fields.ts";
import { itemCandidates, writeItemWord } from "../draft/recognise/items.ts";
import type { Block, Span } from "../draft/schema.ts";
import { FormulaError, readFormula } from "./formula.ts";
import { withItems } from "./read-written.ts";
import type { Template } from "./schema.ts";

/** A wording for a slot as it would stand in the text; 【…】 in it are places that only the writer can fill. */
export type Wording = {
  /** Its place in the template, from 0. */
  index: number;
  spans: Span[];
  text: string;
};

/** The wordings of a slot under a card; one that names what the card does not have is left out. */
export function wordingsOf(template: Template, key: string, context: CardContext): Wording[] {
  const slot = Object.hasOwn(template.slots, key) ? template.slots[key] : undefined;
  return (slot?.wordings ?? []).flatMap((wording, index) => {
    try {
      const children = readFormula(wording, {}, context);
      const text = children.map((span) => span.text).join("");
      const block = withItems([...wordBefore(text), { type: "paragraph", children }]).at(-1) as Block;
      return [{ index, spans: block.children, text }];
    } catch (error) {
      if (error instanceof FormulaError) return [];
      throw error;
    }
  });
}

/** For a wording that goes on with 四是, a paragraph 三是: a lone 四是 is no item, but behind it there is one. */
function wordBefore(text: string): Block[] {
  const [first] = itemCandidates(text);
  const word = first?.start === 0 ? writeItemWord(first.family, first.value - 1) : undefined;
  return first && first.value > 1 && word !== undefined ? [{ type: "paragraph", children: [{ text: word }] }] : [];
}

/** Where a slot was filled with one of its wordings and not touched since. */
export type WordedPlace = { key: string; start: number; end: number };

/** The places of `block` that read just as a wording of their slot, those of longer wordings first. */
export function wordedPlaces(template: Template, block: Block, context: CardContext): WordedPlace[] {
  const { key } = block;
  if (key === undefined) return [];
  const text = block.children.map((span) => span.text).join("");
  const models = template.patterns.flatMap(({ body }) => body.filter((each) => each.key === key));
  const keys = new Set(models.flatMap(({ children }) => children.flatMap(({ slot }) => slot ?? [])));
  for (const { slot } of block.children) if (slot !== undefined) keys.delete(slot);
  return [...keys]
    .flatMap((slot) =>
      wordingsOf(template, slot, context).flatMap((wording) => {
        const start = wording.text === "" ? -1 : text.indexOf(wording.text);
        return start < 0 ? [] : [{ key: slot, start, end: start + wording.text.length }];
      }),
    )
    .sort((one, other) => other.end - other.start - (one.end - one.start));
}
