import { levelOf } from "../draft/numbering.ts";
import { cardOf } from "../draft/recognise/front.ts";
import { salutationWords } from "../draft/recognise/salutation.ts";
import { type Block, type MeetingCard, type Span, textOf } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { fieldPlaces } from "./field-places.ts";
import { type CardContext, type CardField, contextOf, fieldText } from "./fields.ts";
import { headLines } from "./head-lines.ts";

/** Words of the text that say what the card says and do not follow it yet; offsets are those of the block's own text. */
export type LinkablePlace = { block: number; start: number; end: number; field: CardField; text: string };

/** A shorter name may be a common word (全会, 大会), which in running text need not mean this meeting. */
const SHORTEST_NAME = 5;
// 去年全县…会议 is another meeting, and in 2025年全县…会议 the year is part of the name; …会议室 is a room.
const LONGER_BEFORE = /(?:[年届次]|年度|[0-9０-９〇一二三四五六七八九十])$/u;
const LONGER_BEHIND = /^(?:[室厅暨]|[（(]扩大)/u;
const APART_BEFORE = /(?:^|[\s：:（(，、])$/u;
const APART_BEHIND = /^(?:$|[\s）)，、]|同志|在)/u;
/** What stands behind a promise: 讲三点意见的 would be part of another sentence. */
const PROMISE_ENDS = /^(?:$|[\s。，：；！:;,!])/u;

/**
 * The body with field marks on the words that already say what the card says, so that they follow it from then on: in the lines around
 * the text, the meeting's full name up to the first heading, and the promise of so many points. Never changes a character.
 */
export function linkCard(body: readonly Block[], card: MeetingCard): Block[] {
  const places = linkablePlaces(body, card);
  return body.map((block, index) => {
    const own = places.filter((place) => place.block === index);
    if (own.length === 0) return block;
    let behind = 0;
    const children: Span[] = own.flatMap(({ start, end, field }) => {
      const before = sliceSpans(block.children, behind, start);
      behind = end;
      return [...before, ...sliceSpans(block.children, start, end).map((span) => ({ ...span, field }))];
    });
    return { ...block, children: [...children, ...sliceSpans(block.children, behind)] };
  });
}

/** What `linkCard` would mark, in the order of the text. */
export function linkablePlaces(body: readonly Block[], card: MeetingCard): LinkablePlace[] {
  const context = contextOf(card, body);
  const opening = body.findIndex((block) => levelOf(block) !== undefined);
  const end = opening < 0 ? body.length : opening;
  const longer = titlesOfLongerName(body, context);
  const places = body.flatMap((block, index) => {
    const found =
      block.type !== "paragraph" && block.type !== "heading"
        ? inLine(block, context, isOnlySalutation(body, block))
        : index < end
          ? ofMeeting(textOf(block), context, SHORTEST_NAME)
          : [];
    const own = longer.has(index) ? found.filter(({ field }) => field !== "meeting") : found;
    return apart(block, own).map((place) => ({ block: index, ...place }));
  });
  const promise = promisePlace(body.slice(0, end), context);
  return promise
    ? [...places, promise].sort((one, other) => one.block - other.block || one.start - other.start)
    : places;
}

/** The blocks of titles that name a meeting of which the card's is only a part: followed there, it would stand inside the other name. */
function titlesOfLongerName(body: readonly Block[], context: CardContext): ReadonlySet<number> {
  const name = fieldText("meeting", context);
  const titles = headLines(body).filter(({ role }) => role === "title");
  const longer = titles.filter((line) => {
    const { meeting } = cardOf([line]);
    return name !== undefined && meeting !== undefined && meeting !== name && meeting.includes(name);
  });
  return new Set(longer.flatMap(({ blocks }) => blocks));
}

type Found = Omit<LinkablePlace, "block">;

function isOnlySalutation(body: readonly Block[], block: Block): boolean {
  return block.type === "salutation" && body.filter(({ type }) => type === "salutation").length === 1;
}

/** What a line around the text says as the card does. */
function inLine(block: Block, context: CardContext, onlySalutation: boolean): Found[] {
  const text = textOf(block);
  if (block.type === "salutation") {
    const words = salutationWords(text);
    const start = text.indexOf(words);
    const says = onlySalutation && words !== "" && words === fieldText("salutation", context);
    return says ? [{ start, end: start + words.length, field: "salutation", text: words }] : [];
  }
  const name = fieldText("speaker.name", context);
  const behindPost = (rest: string) => APART_BEHIND.test(rest) || (name !== undefined && rest.startsWith(name));
  const post = ofWords(text, "speaker.post", context).filter(
    ({ start, end }) => APART_BEFORE.test(text.slice(0, start)) && behindPost(text.slice(end)),
  );
  const speaker = ofWords(text, "speaker.name", context).filter(
    ({ start, end }) =>
      (APART_BEFORE.test(text.slice(0, start)) || post.some((each) => each.end === start)) &&
      APART_BEHIND.test(text.slice(end)),
  );
  const date = ofWords(text, "date", context).filter(({ start }) => !/[0-9]$/u.test(text.slice(0, start)));
  return [...ofMeeting(text, context, 1), ...post, ...speaker, ...date];
}

function ofMeeting(text: string, context: CardContext, shortest: number): Found[] {
  return ofWords(text, "meeting", context).filter(
    (found) => [...found.text].length >= shortest && isWholeMeeting(text.slice(0, found.start), text.slice(found.end)),
  );
}

/** Whether a meeting's name between these words is that of the meeting, and no part of a longer one. */
export function isWholeMeeting(before: string, behind: string): boolean {
  return !LONGER_BEFORE.test(before) && !LONGER_BEHIND.test(behind);
}

/** Every occurrence of what the card says of a field. */
function ofWords(text: string, field: CardField, context: CardContext): Found[] {
  const words = fieldText(field, context);
  if (words === undefined) return [];
  const found: Found[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    found.push({ start, end: start + words.length, field, text: words });
  }
  return found;
}

/** Without those that touch a field, slot or citation, or one before them; in order. */
function apart(block: Block, found: readonly Found[]): Found[] {
  let offset = 0;
  const taken = block.children.flatMap((span) => {
    const start = offset;
    offset += span.text.length;
    const free = span.field === undefined && span.slot === undefined && span.citation === undefined;
    return free ? [] : [{ start, end: offset }];
  });
  const kept: Found[] = [];
  for (const place of found) {
    const meets = (other: { start: number; end: number }) => place.start < other.end && other.start < place.end;
    if (!taken.some(meets) && !kept.some(meets)) kept.push(place);
  }
  return kept.sort((one, other) => one.start - other.start);
}

/** The last place of the opening that promises as many points as the speech has; none where one follows the card already, or nothing is counted. */
function promisePlace(opening: readonly Block[], context: CardContext): LinkablePlace | undefined {
  if (context.parts < 2 || fieldPlaces(opening).some(({ field }) => field === "promise")) return undefined;
  const places = opening.flatMap((block, index) => {
    if (block.type !== "paragraph") return [];
    const text = textOf(block);
    const found = ofWords(text, "promise", context).filter(({ end }) => PROMISE_ENDS.test(text.slice(end)));
    return apart(block, found).map((place) => ({ block: index, ...place }));
  });
  return places.at(-1);
}
