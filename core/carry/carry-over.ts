import {
  type FieldPlace,
  fieldPlaces,
  fieldSpan,
  isLinked,
  type SpanChange,
  withChanges,
} from "../card/field-places.ts";
import { type CardContext, contextOf, fieldText, yearOf } from "../card/fields.ts";
import { plainParagraphs } from "../draft/plain-text.ts";
import { salutationWords } from "../draft/recognise/salutation.ts";
import {
  type Block,
  type CarriedFrom,
  type CarriedKind,
  type Draft,
  type DraftHead,
  headOf,
  type MeetingCard,
  type Span,
  textOf,
  titleOf,
} from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { statedCard } from "../draft/stated-card.ts";
import { regionOf } from "./card-terms.ts";
import { type CarriedPlace, findCarried } from "./find-carried.ts";
import { yearsIn } from "./find-times.ts";
import { isConfirmed, type Offer, offerFor } from "./replacement.ts";

/** A speech to make a new one from, read once; what depends on the new card comes with `carryOver`. */
export type OldSpeech = {
  title: string;
  /** What its own head says of its meeting, with its region. */
  card: MeetingCard;
  body: Block[];
  head: DraftHead;
  /** Places that followed its own card. */
  linked: FieldPlace[];
  /** Places that are to be looked at under another card. */
  places: CarriedPlace[];
};

/** What a new draft is made of. */
export type CarriedOver = { body: Block[]; head: DraftHead; carriedFrom: CarriedFrom };

/** What of an old speech's head nobody could read, in the words of the user. */
export const SOUGHT = [
  { name: "题目", missing: ({ title }: OldSpeech) => title === "" },
  { name: "会议名称", missing: ({ card }: OldSpeech) => !card.meeting },
  { name: "年份", missing: ({ card }: OldSpeech) => card.year === undefined && !card.date },
  { name: "讲话人", missing: ({ card }: OldSpeech) => !card.speaker },
  { name: "层次标题", missing: ({ body }: OldSpeech) => !body.some(({ type }) => type === "heading") },
] as const;

const KIND_OF_FIELD: Partial<Record<string, CarriedKind>> = {
  meeting: "meeting",
  shortName: "meeting",
  year: "year",
  previousYear: "year",
  nextYear: "year",
  date: "date",
  place: "place",
  region: "place",
  host: "person",
  "speaker.name": "person",
  "speaker.post": "person",
};

/** Lines around the text that say of the meeting what the card says: the new card takes their place at once. */
const HEAD_LINES: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date", "salutation"]);

/** Reads an old speech: an own draft, or a file under the card that the recognition read from its head. */
export function readOldSpeech(source: Pick<Draft, "body" | "card"> & Partial<DraftHead>): OldSpeech {
  const stated = statedCard(source);
  const region = regionOf(stated);
  const card = { ...stated, ...(region !== undefined && { region }) };
  const context = contextOf(source.card, source.body);
  const linked = fieldPlaces(source.body).filter((place) => !place.open && isLinked(place, context));
  const body = source.body.map((block, index) => unmarked(block, index, linked));
  const head = { ...headOf({ ...source, citations: source.citations ?? {} }), card };
  return { title: titleOf(source.body), card, body, head, linked, places: findCarried(body, card) };
}

/** The block without earlier marks 待换, and with a mark `field` only where the text still followed the card. */
function unmarked(block: Block, index: number, linked: readonly FieldPlace[]): Block {
  let offset = 0;
  const children = block.children.map(({ carried: _, ...span }): Span => {
    const start = offset;
    offset += span.text.length;
    if (span.field === undefined) return span;
    const { field: __, ...plain } = span;
    return linked.some((place) => place.block === index && place.start <= start && start < place.end) ? span : plain;
  });
  return { ...block, children };
}

/**
 * The new draft from an old speech under a new card: its structure, slots and citations stay; its head lines and what followed its card
 * follow the new one; every other place that may be wrong now is marked 待换. Comments, notes and 未归位 stay with the old one.
 */
export function carryOver(old: OldSpeech, card: MeetingCard): CarriedOver {
  const context = contextOf(card, old.body);
  const open = fieldPlaces(old.body).filter((place) => place.open);
  const changes = [
    ...[...old.linked, ...open].map((place) => linkedChange(place, context)),
    ...old.places.flatMap((place) => placeChanges(place, old, card)),
    ...salutationChanges(old, context),
  ];
  const body = withChanges(old.body, changes);
  const { unplaced: _, ...head } = old.head;
  return {
    body: old.title === "" && !body.some(({ type }) => type === "title") ? [emptyTitle(), ...body] : body,
    head: { ...head, card },
    carriedFrom: {
      title: old.title,
      card: withOwnYear(old),
      paragraphs: plainParagraphs(old.body).map(({ text }) => text),
    },
  };
}

/** The old card; where it says no year, with the one that the text names if it names just one, so that years can be offered from it. */
function withOwnYear({ card, body }: OldSpeech): MeetingCard {
  if (yearOf(card) !== undefined) return card;
  const named = new Set(
    body.flatMap((block) => yearsIn(textOf(block).replaceAll(/《[^》]*》/gu, "")).map((each) => each.year)),
  );
  const [year] = named;
  return named.size === 1 && year !== undefined ? { ...card, year } : card;
}

const emptyTitle = (): Block => ({ type: "title", children: [{ text: "" }] });

/** A place that followed the old card follows the new one; where that one does not say it, the old words stay and are to be looked at. */
function linkedChange(place: FieldPlace, context: CardContext): SpanChange {
  const { block, start, end, field, text, span, open } = place;
  if (open || fieldText(field, context) !== undefined)
    return { block, start, end, span: fieldSpan(field, context, span) };
  const { field: _, ...marks } = span;
  const carried = KIND_OF_FIELD[field];
  return { block, start, end, span: { ...marks, text, ...(carried && { carried }) } };
}

function isHeadLine({ body }: OldSpeech, { block }: CarriedPlace): boolean {
  return HEAD_LINES.has(body[block]?.type ?? "paragraph");
}

function placeChanges(place: CarriedPlace, old: OldSpeech, card: MeetingCard): SpanChange[] {
  const block = old.body[place.block] as Block;
  const offer = offerFor(place, old.card, card, textOf(block));
  if (offer && (isConfirmed(offer, place.text) || isHeadLine(old, place))) return offerChanges(block, place, offer);
  let at = place.start;
  return sliceSpans(block.children, place.start, place.end).map((span) => {
    const start = at;
    at += span.text.length;
    return { block: place.block, start, end: at, span: { ...span, carried: place.kind } };
  });
}

/** What puts an offer in place of marked text: the marks of the text stay, save 待换. */
export function offerChanges(block: Block, place: CarriedPlace, offer: Offer): SpanChange[] {
  return offer.parts.map(({ start, end, text, field }) => {
    const from = place.start + start;
    const { carried: _, field: __, ...marks } = sliceSpans(block.children, from)[0] ?? { text };
    return {
      block: place.block,
      start: from,
      end: place.start + end,
      span: { ...marks, text, ...(field && { field }) },
    };
  });
}

/** The salutation that the old card says follows the new card. */
function salutationChanges(old: OldSpeech, context: CardContext): SpanChange[] {
  const { salutation } = old.card;
  return old.body.flatMap((block, index) => {
    if (block.type !== "salutation" || block.children.some(({ field, slot }) => field ?? slot)) return [];
    const words = salutationWords(textOf(block));
    if (!salutation || words !== salutation) return [];
    const start = textOf(block).indexOf(words);
    if (old.places.some((place) => place.block === index)) return [];
    return [{ block: index, start, end: start + words.length, span: fieldSpan("salutation", context) }];
  });
}
