import type { CardField } from "../card/fields.ts";
import { readPerson } from "../draft/recognise/people.ts";
import type { CarriedKind, MeetingCard } from "../draft/schema.ts";
import { isPlaceName } from "./find-places.ts";

/** Something that a card says and that stands in a text in these very words; the same term of two cards are old and new. */
type Term = {
  kind: CarriedKind;
  /** The card field that the text can be linked to; absent where the words are only derived from the card. */
  field?: CardField;
  read(card: MeetingCard): string | undefined;
};

/** A term as one card says it. */
export type CardTerm = Pick<Term, "kind" | "field"> & { text: string; index: number };

const YEAR_IN_NAME = /(?:(?:19|20)[0-9]{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})年度?/u;
/** Shorter ones, such as 工作会议, are any meeting. */
const SHORTEST_MEETING = 6;
const MOST_PARTS = 3;

const withoutYear = ({ meeting }: MeetingCard) => {
  const bare = meeting?.trim().replace(YEAR_IN_NAME, "");
  return bare === meeting?.trim() ? undefined : long(bare);
};
const withoutRegion = (card: MeetingCard) => {
  const bare = card.meeting?.trim().replace(YEAR_IN_NAME, "");
  const region = regionOf(card);
  return region !== undefined && bare?.startsWith(region) ? long(bare.slice(region.length)) : undefined;
};
// 第三届青云山茶文化节开幕式: the text speaks of the festival.
const withoutCeremony = ({ meeting }: MeetingCard) => {
  const bare = meeting?.trim().replace(/(?:开幕|闭幕|启动|颁奖)(?:仪)?式$/u, "");
  return bare === meeting?.trim() ? undefined : long(bare);
};
const long = (name: string | undefined) => (name !== undefined && name.length >= SHORTEST_MEETING ? name : undefined);
const part = (index: number) => (card: MeetingCard) => {
  const parts = (withoutRegion(card) ?? withoutYear(card) ?? card.meeting ?? "").split("暨");
  return parts.length > 1 ? long(parts[index]) : undefined;
};
const hostName = ({ host }: MeetingCard) => host && readPerson(host)?.speaker.name;

const TERMS: readonly Term[] = [
  { kind: "meeting", field: "meeting", read: ({ meeting }) => meeting?.trim() },
  { kind: "meeting", read: withoutYear },
  ...[withoutRegion, ...Array.from({ length: MOST_PARTS }, (_, index) => part(index))].flatMap((name): Term[] => [
    { kind: "meeting", read: name },
    // 县知识产权联席会议: the region in short.
    { kind: "meeting", read: (card) => joined(regionOf(card)?.at(-1), name(card)) },
  ]),
  { kind: "meeting", read: withoutCeremony },
  { kind: "meeting", field: "shortName", read: ({ shortName }) => shortName?.trim() },
  { kind: "place", field: "place", read: ({ place }) => place?.trim() },
  { kind: "place", field: "region", read: regionOf },
  // 青云 for 青云县.
  { kind: "place", read: (card) => stem(regionOf(card)) },
  { kind: "person", field: "speaker.post", read: ({ speaker }) => speaker?.post?.trim() },
  { kind: "person", field: "speaker.name", read: ({ speaker }) => speaker?.name?.trim() },
  // The name first: where the old card has the name alone, the new one's post does not belong there.
  { kind: "person", field: "host", read: hostName },
  { kind: "person", field: "host", read: ({ host }) => host?.trim() },
];

function joined(first: string | undefined, rest: string | undefined): string | undefined {
  return first !== undefined && rest !== undefined ? first + rest : undefined;
}

function stem(region: string | undefined): string | undefined {
  const bare = region?.replace(/(?:省|自治区|自治州|自治县|市|区|县|州|旗|镇|乡|街道)$/u, "");
  return bare !== undefined && bare.length >= 2 && bare !== region ? bare : undefined;
}

/** The region of a speech: as its card says, else as the speaker's post or the meeting's name begins. */
export function regionOf({ region, speaker, meeting }: MeetingCard): string | undefined {
  if (region?.trim()) return region.trim();
  const named = [speaker?.post, meeting?.trim().replace(YEAR_IN_NAME, "")];
  for (const words of named) {
    const found = /^\p{Script=Han}{2,6}?(?:省|自治区|自治州|自治县|市|区|县|州|旗|镇|乡|街道)/u.exec(words ?? "")?.[0];
    if (found !== undefined && isPlaceName(found)) return found;
  }
  return undefined;
}

const termsOf = new WeakMap<MeetingCard, readonly CardTerm[]>();

/** What the card says in words, the longest first; of two with the same words the one that stands first on the card. */
export function cardTerms(card: MeetingCard): readonly CardTerm[] {
  const known = termsOf.get(card) ?? readTerms(card);
  termsOf.set(card, known);
  return known;
}

function readTerms(card: MeetingCard): CardTerm[] {
  const terms = TERMS.flatMap(({ kind, field, read }, index): CardTerm[] => {
    const text = read(card);
    return text ? [{ kind, text, index, ...(field && { field }) }] : [];
  });
  const first = terms.filter(({ text }, at) => terms.findIndex((other) => other.text === text) === at);
  return first.sort((one, other) => other.text.length - one.text.length);
}

/** What another card says where this one has the term; undefined when it does not say. */
export function sameTerm(term: CardTerm, card: MeetingCard): string | undefined {
  return TERMS[term.index]?.read(card) || undefined;
}
