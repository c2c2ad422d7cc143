import { fieldPlaces, isLinked } from "../card/field-places.ts";
import { contextOf } from "../card/fields.ts";
import { headLines } from "../card/head-lines.ts";
import { cardOf } from "./recognise/front.ts";
import type { Draft, MeetingCard } from "./schema.ts";

/**
 * The meeting card, and over it what lines written by hand say that do not follow it: of a blank draft the title is all there is. The
 * prompt of an open slot says nothing; a date line by hand without a whole date leaves the date open instead of telling another one.
 */
export function statedCard({ body, card }: Pick<Draft, "body" | "card">): MeetingCard {
  const context = contextOf(card, body);
  const linked = fieldPlaces(body).filter((place) => isLinked(place, context));
  const lines = headLines(body).map((line) => ({
    ...line,
    follows: linked.flatMap(({ block, field }) => (line.blocks.includes(block) ? [field] : [])),
  }));
  const followed = new Set(lines.flatMap(({ follows }) => follows));
  const byHand = lines.filter(({ open, role, follows }) => !open && (role === "byline" || follows.length === 0));
  const { speaker = {}, year, ...stated } = cardOf(byHand);
  const own: MeetingCard = Object.fromEntries(Object.entries(stated).filter(([field]) => !followed.has(field)));
  const named = Object.fromEntries(Object.entries(speaker).filter(([part]) => !followed.has(`speaker.${part}`)));
  const dated = !followed.has("date") && lines.some(({ role, text }) => role === "date" && text !== "");
  return {
    ...card,
    ...(dated && { date: undefined, year: undefined }),
    ...own,
    ...(year !== undefined && (own.meeting !== undefined || own.date !== undefined) && { year }),
    ...(Object.keys(named).length > 0 && { speaker: { ...card.speaker, ...named } }),
  };
}
