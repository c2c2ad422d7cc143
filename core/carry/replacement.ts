import type { CardField } from "../card/fields.ts";
import { dateText, fieldText, yearOf } from "../card/fields.ts";
import { chineseNumber } from "../draft/numbering.ts";
import { readDate } from "../draft/recognise/dates.ts";
import type { CarriedKind, MeetingCard } from "../draft/schema.ts";
import { type CardTerm, cardTerms, sameTerm } from "./card-terms.ts";
import { yearsIn } from "./find-times.ts";

/** What stands for a part of the marked text; with `field` it is what the new card says and follows it from then on. */
type OfferPart = { start: number; end: number; text: string; field?: CardField };

/** What to put in place of a marked text. Its parts cover the whole of it in order. */
export type Offer = {
  text: string;
  parts: OfferPart[];
  /** 顺推: the card does not say it; the year was moved on by as much as the speech's own. */
  shifted: boolean;
};

/** The years around that of the speech which move on with it: what was last year's then, and next year's plan. Others name fixed terms. */
const MOVING = { back: 2, ahead: 1 };
/** A range over more years is that of a plan, which has its own term. */
const LONGEST_MOVING_RANGE = 1;
/** What is true of one year only: 2025年是“十四五”规划收官之年. */
const OF_ONE_YEAR =
  /规划|收官|开局|之年|周年|第[0-9〇零一二三四五六七八九十百]{1,4}个|[一二三]?十[一二三四五六七八九]?五[”"]/u;

type Marked = { kind: CarriedKind; text: string; start?: number };

/** What the new card offers for a marked text of the old speech, which starts at `start` of the paragraph; undefined when it says nothing of it. */
export function offerFor(place: Marked, old: MeetingCard, card: MeetingCard, paragraph = ""): Offer | undefined {
  const { kind, text } = place;
  if (kind !== "year" && kind !== "date") return termOffer(kind, text, old, card);
  if (yearOf(old) !== yearOf(card) && changesWithYear(place, paragraph)) return undefined;
  return kind === "year" ? yearOffer(text, old, card) : (dateOffer(text, old, card) ?? monthOffer(text, old, card));
}

/** Whether the clause around a year says what is true of that year only, so that another year alone would make it false. */
export function changesWithYear({ kind, text, start = 0 }: Marked, paragraph: string): boolean {
  if ((kind !== "year" && kind !== "date") || yearsIn(text).length === 0) return false;
  const before = /[^，。；：！？]*$/u.exec(paragraph.slice(0, start))?.[0] ?? "";
  const behind = /^[^，。；：！？]*/u.exec(paragraph.slice(start + text.length))?.[0] ?? "";
  return OF_ONE_YEAR.test(before + text + behind);
}

/** Whether the new card says the very words of the old text, so that they are right. */
export function isConfirmed(offer: Offer | undefined, text: string): boolean {
  return offer?.text === text;
}

function offerOf(parts: OfferPart[], shifted = false): Offer {
  return { text: parts.map((part) => part.text).join(""), parts, shifted };
}

/** The text cut at `replaced`, which are in order and apart; what lies between them stays. */
function covering(text: string, replaced: readonly OfferPart[]): OfferPart[] {
  const parts: OfferPart[] = [];
  let at = 0;
  for (const part of replaced) {
    if (part.start > at) parts.push({ start: at, end: part.start, text: text.slice(at, part.start) });
    parts.push(part);
    at = part.end;
  }
  if (at < text.length) parts.push({ start: at, end: text.length, text: text.slice(at) });
  return parts;
}

function yearOffer(text: string, old: MeetingCard, card: MeetingCard): Offer | undefined {
  // The number of a paper is another one in another year.
  if (/〕[0-9]+号$/u.test(text)) return undefined;
  const from = yearOf(old);
  const to = yearOf(card);
  const years = yearsIn(text);
  const [first] = years;
  const last = years.at(-1);
  if (from === undefined || to === undefined || !first || !last) return undefined;
  if (last.year - first.year > LONGEST_MOVING_RANGE) return undefined;
  if (years.some(({ year }) => year < from - MOVING.back || year > from + MOVING.ahead)) return undefined;
  const parts = years.map(({ start, end, year }): OfferPart => {
    const written = text.slice(start, end);
    const fresh = year + to - from;
    const field = YEAR_FIELDS[String(fresh - to)];
    // What the card gives is written in Arabic figures.
    if (!/^[0-9]/u.test(written)) return { start, end, text: likeWritten(fresh, written) };
    return { start, end, text: likeWritten(fresh, written), ...(field && { field }) };
  });
  return offerOf(
    covering(text, parts),
    years.some(({ year }) => year !== from),
  );
}

const YEAR_FIELDS: Record<string, CardField> = { "-1": "previousYear", "0": "year", "1": "nextYear" };

function likeWritten(year: number, written: string): string {
  const figures = String(year);
  if (/^[0-9]/u.test(written)) return figures;
  const nought = /[○零]/u.exec(written)?.[0] ?? "〇";
  const signs = `${nought}一二三四五六七八九`;
  return [...figures].map((figure) => (/^[０-９]/u.test(written) ? fullWidth(figure) : signs[Number(figure)])).join("");
}

const fullWidth = (figure: string) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0);

const WHOLE_DATE = /^(?<year>.{4}年)?(?<month>[^月]{1,3})月(?<day>[^日]{1,3})日/u;

/** The day of the meeting in the form in which the old one is written; other days are not the card's to say. */
function dateOffer(text: string, old: MeetingCard, card: MeetingCard): Offer | undefined {
  if (!old.date || !card.date) return undefined;
  const match = WHOLE_DATE.exec(text);
  if (!match) return undefined;
  const [written] = match;
  const withYear = match.groups?.year !== undefined;
  const said = readDate(withYear ? written : `${old.date.slice(0, 4)}年${written}`)?.date;
  if (said !== old.date) return undefined;
  const chinese = !/[0-9０-９]/u.test(written);
  const [years = 0, months = 0, days = 0] = card.date.split("-").map(Number);
  const fresh = chinese
    ? `${withYear ? `${likeWritten(years, written)}年` : ""}${chineseNumber(months)}月${chineseNumber(days)}日`
    : dateText(card.date).slice(withYear ? 0 : "2026年".length);
  const linked = fresh === dateText(card.date);
  const part: OfferPart = { start: 0, end: written.length, text: fresh, ...(linked && { field: "date" as const }) };
  return offerOf(covering(text, [part]));
}

/** 2025年10月底: the year moves on, the month stays as the writer left it. A day of its own is not the card's to move. */
function monthOffer(text: string, old: MeetingCard, card: MeetingCard): Offer | undefined {
  const month = /^(.{4})年.*月(?:份|底|初|末|[上中下]旬)?$/u.exec(text)?.[1];
  const offer = month === undefined ? undefined : yearOffer(text, old, card);
  return offer && { ...offer, shifted: true };
}

/** The words of the old card in a text, replaced by those of the new one. A name must be said as a whole, a unit or place may keep its rest. */
function termOffer(kind: CarriedKind, text: string, old: MeetingCard, card: MeetingCard): Offer | undefined {
  // What only the new card says is right where the old speech says it too.
  const terms = [...cardTerms(old).map((term) => ({ ...term, fresh: sameTerm(term, card) })), ...spokenFor(card)]
    .filter((term) => term.kind === kind || (term.kind === "place" && kind === "unit"))
    .sort((one, other) => other.text.length - one.text.length);
  const parts: OfferPart[] = [];
  let rest = "";
  for (let at = 0; at < text.length; ) {
    const term = terms.find(({ text: words }) => text.startsWith(words, at));
    const fresh = term?.fresh;
    if (!term || fresh === undefined) {
      rest += text[at];
      at += 1;
      continue;
    }
    // Words that are only derived from the card could not follow it.
    const field = term.field && fieldText(term.field, { card, parts: 0 }) === fresh ? term.field : undefined;
    parts.push({ start: at, end: at + term.text.length, text: fresh, ...(field && { field }) });
    at += term.text.length;
  }
  if (parts.length === 0) return undefined;
  const whole = /^[\s　]*$/u.test(rest);
  if (!whole && kind !== "unit" && kind !== "place") return undefined;
  const offer = offerOf(covering(text, parts));
  // 青云县科技局 under a card of the same county: the card says nothing of the office itself.
  return !whole && offer.text === text ? undefined : offer;
}

function spokenFor(card: MeetingCard): (CardTerm & { fresh: string })[] {
  return cardTerms(card).map((term) => ({ ...term, fresh: term.text }));
}
