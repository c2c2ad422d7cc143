import { yearOf } from "../card/fields.ts";
import { openPlacesIn } from "../draft/placeholders.ts";
import { type Block, CARRIED_KINDS, type CarriedKind, type MeetingCard, textOf } from "../draft/schema.ts";
import { type CardTerm, cardTerms } from "./card-terms.ts";
import { findMeetings } from "./find-meetings.ts";
import { findPeople, namedAgain } from "./find-people.ts";
import { findPlaces, findVenues } from "./find-places.ts";
import { findTimes } from "./find-times.ts";
import { findInTitles } from "./find-titles.ts";
import { findUnits } from "./find-units.ts";
import { claims, type Part } from "./parts.ts";

/** A place of a speech that names what belongs to its own year, meeting, people or places. */
export type CarriedPlace = Part & { block: number; kind: CarriedKind; text: string };

/** What of a text came with the speech of this card and may be wrong in another one, in the order of the text. */
export function findCarried(body: readonly Block[], card: MeetingCard): CarriedPlace[] {
  const known = cardTerms(card);
  const year = yearOf(card);
  const again = namedAgain(namesIn(body, known));
  return body.flatMap((block, index) => findIn(block, known, again, year).map((place) => ({ ...place, block: index })));
}

/** The names of the card and of the text: whoever is named once may be called by the given name alone elsewhere. */
function namesIn(body: readonly Block[], known: readonly CardTerm[]): ReadonlySet<string> {
  const said = known.filter(({ kind, field }) => kind === "person" && field !== "speaker.post").map(({ text }) => text);
  const found = body.flatMap((block) => {
    const text = textOf(block);
    return findPeople(text).map(({ start, end }) => text.slice(start, end));
  });
  return new Set([...said, ...found]);
}

type Found = Part & { kind: CarriedKind };

function findIn(
  block: Block,
  known: readonly CardTerm[],
  again: (text: string) => Part[],
  year: number | undefined,
): Omit<CarriedPlace, "block">[] {
  const text = textOf(block);
  const settled = [...settledIn(block), ...openPlacesIn(block)];
  const titles = findInTitles(text, known, year, settled);
  const found: Found[] = [...titles.found];
  const isFree = claims(text.length, [...settled, ...titles.titles]);
  const add = (kind: CarriedKind, parts: readonly Part[]) => {
    for (const part of parts) if (isFree(part)) found.push({ ...part, kind });
  };
  const level = known.find(({ field }) => field === "region")?.text.at(-1);
  for (const term of known) if (term.kind === "meeting") add("meeting", meetingsOf(text, term.text, level));
  add("meeting", findMeetings(text));
  const people = known.filter(({ kind }) => kind === "person");
  const places = known.filter(({ kind }) => kind === "place");
  for (const { field, text: venue } of places) if (field === "place") add("place", partsOf(text, venue));
  for (const { kind, part } of findTimes(text, year)) add(kind, [part]);
  const named = [...places.flatMap((term) => partsOf(text, term.text)), ...findPlaces(text)];
  // 青云县科技局: the place before a unit belongs to its name.
  const leading = new Map(named.flatMap((place) => positionsBehind(place).map((at) => [at, place] as const)));
  const withPlace = (part: Part) => {
    const place = leading.get(part.start);
    return place && place.end <= part.end ? { start: place.start, end: part.end } : part;
  };
  add("place", findVenues(text).map(withPlace));
  add("unit", findUnits(text).map(withPlace));
  for (const term of people) add("person", partsOf(text, term.text));
  add("person", findPeople(text));
  add("person", again(text));
  add("place", named);
  return merged(found, text);
}

/** Parts that follow the new card of themselves or name what has a title of its own. */
function settledIn(block: Block): Part[] {
  const parts: Part[] = [];
  let offset = 0;
  for (const { text, field, citation, item } of block.children) {
    const start = offset;
    offset += text.length;
    if (field !== undefined || citation !== undefined || item !== undefined) parts.push({ start, end: offset });
  }
  return parts;
}

/** A meeting of the card; with 全市 before it and a county's card it is that of the city, as a whole another one. */
function meetingsOf(text: string, words: string, level: string | undefined): Part[] {
  return partsOf(text, words).flatMap((part) => {
    const before = /全([国省市区县州旗镇乡])$/u.exec(text.slice(0, part.start))?.[1];
    if (before === undefined || level === undefined || before === level) return [part];
    // What the whole country calls so stays right.
    return before === "国" ? [] : [{ start: part.start - 2, end: part.end }];
  });
}

function partsOf(text: string, words: string): Part[] {
  const parts: Part[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    // 全县…会议 is not 县…会议.
    const within = /^[省市区县]/u.test(words) && /[全各我本]/u.test(text[at - 1] ?? "");
    if (!within) parts.push({ start: at, end: at + words.length });
  }
  return parts;
}

/** The offsets behind each character of a part. */
function positionsBehind({ start, end }: Part): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at + 1);
}

/** In the order of the text; neighbours of one kind that touch are one place, as their mark is one. */
function merged(found: readonly Found[], text: string): Omit<CarriedPlace, "block">[] {
  const places: Omit<CarriedPlace, "block">[] = [];
  for (const { start, end, kind } of [...found].sort((one, other) => one.start - other.start)) {
    const last = places.at(-1);
    if (last && last.end === start && last.kind === kind) {
      last.end = end;
      last.text = text.slice(last.start, end);
    } else places.push({ start, end, kind, text: text.slice(start, end) });
  }
  return places;
}

const placesOfBlock = new WeakMap<Block, readonly Omit<CarriedPlace, "block">[]>();

/** The places of a text that are still marked 待换, in order. Blocks that did not change are not looked at again. */
export function carriedPlaces(body: readonly Block[]): CarriedPlace[] {
  return body.flatMap((block, index) => {
    const known = placesOfBlock.get(block) ?? markedIn(block);
    placesOfBlock.set(block, known);
    return known.map((place) => ({ ...place, block: index }));
  });
}

function markedIn(block: Block): Omit<CarriedPlace, "block">[] {
  const marked: Found[] = [];
  let offset = 0;
  for (const { text, carried } of block.children) {
    const start = offset;
    offset += text.length;
    if (carried !== undefined && text !== "") marked.push({ start, end: offset, kind: carried });
  }
  return merged(marked, textOf(block));
}

/** How many places there are of each kind that occurs, in the order of the kinds. */
export function countByKind(places: readonly CarriedPlace[]): { kind: CarriedKind; count: number }[] {
  return CARRIED_KINDS.map((kind) => ({ kind, count: places.filter((place) => place.kind === kind).length })).filter(
    ({ count }) => count > 0,
  );
}
