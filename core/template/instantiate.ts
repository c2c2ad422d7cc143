import { bindChanges, withChanges } from "../card/field-places.ts";
import { contextOf } from "../card/fields.ts";
import type { Block, DraftHead, MeetingCard } from "../draft/schema.ts";
import type { Template, TemplatePattern } from "./schema.ts";

/** The pattern of a template by its id, the usual one without; undefined when it does not offer it. */
export function patternOf(template: Template, id?: string): TemplatePattern | undefined {
  return id === undefined ? template.patterns[0] : template.patterns.find((pattern) => pattern.id === id);
}

/** The body that a pattern gives under a card: filled fields follow the card, empty ones are open slots. */
export function instantiate(pattern: TemplatePattern, card: MeetingCard): Block[] {
  return withChanges(pattern.body, bindChanges(pattern.body, contextOf(card, pattern.body)));
}

/** The card of a draft that is made from a template: it greets whom the type greets, unless it says otherwise. */
export function cardUnder({ salutation }: Template, card: MeetingCard): MeetingCard {
  return salutation === undefined || card.salutation?.trim() ? card : { ...card, salutation };
}

/** The head of a draft that is made from a template. */
export function templateHead(template: Template, pattern: TemplatePattern, card: MeetingCard): DraftHead {
  return { template: template.id, pattern: pattern.id, card, citations: {} };
}
