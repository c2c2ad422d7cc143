import { cardOf } from "../draft/recognise/front.ts";
import { type Block, type MeetingCard, type Span, textOf } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { type FieldPlace, fieldPlaces, fieldSpan, isLinked, type SpanChange } from "./field-places.ts";
import { type CardContext, type CardField, contextOf, dateText, fieldText, isCardField } from "./fields.ts";
import { type HeadLine, headLines } from "./head-lines.ts";
import { type FieldValue, FORM_FIELDS, type FormField, fieldValue, readTyped } from "./typed.ts";

/** Words of the text that stand where the card has its say and do not follow it. */
export type DetachedPlace = {
  field: CardField;
  /** Where it begins, and where its first part ends. */
  block: number;
  start: number;
  end: number;
  /** All of its words, also those behind a break. */
  text: string;
  /** What the card says there; undefined when the card does not say. */
  value: string | undefined;
  /** What makes the text say what the card says, and follow it from then on; empty when the card does not say. */
  relinking: SpanChange[];
  /** The field of the card to fill in with these words, and its value; absent where they are none for the card. */
  filling?: { field: FormField; value: FieldValue };
};

/** How much may have come in between the two halves of a place, in UTF-16 units. */
const LONGEST_GAP = 40;

/** All places that read otherwise than the card: those typed over, and lines around the text that were written without the card. */
export function detachedPlaces(body: readonly Block[], card: MeetingCard): DetachedPlace[] {
  const context = contextOf(card, body);
  const places = fieldPlaces(body);
  const typedOver = joined(
    body,
    places.filter((place) => !isLinked(place, context) && isCardField(place.field)),
    context,
  );
  const byHand = headLines(body)
    .filter(({ open }) => !open)
    .flatMap((line) => statedOf(line, body, places, context));
  return [...typedOver.map((parts) => detachedOf(parts, body, context)), ...byHand].sort(
    (one, other) => one.block - other.block || one.start - other.start,
  );
}

/** Places that belong together: a break or words put into the middle parted one into two, which would both take the whole of what the card says. */
function joined(body: readonly Block[], places: readonly FieldPlace[], context: CardContext): FieldPlace[][] {
  const groups: FieldPlace[][] = [];
  for (const place of places) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.field === place.field && isRestOf(place, last, body, context)) groups.at(-1)?.push(place);
    else groups.push([place]);
  }
  return groups;
}

function isRestOf(place: FieldPlace, before: FieldPlace, body: readonly Block[], context: CardContext): boolean {
  if (place.block === before.block) {
    const value = fieldText(place.field, context) ?? "";
    const near = place.start - before.end <= LONGEST_GAP;
    return near && value.startsWith(before.text) && value.endsWith(place.text);
  }
  const last = body[before.block];
  return (
    place.block === before.block + 1 && place.start === 0 && last !== undefined && before.end === textOf(last).length
  );
}

function detachedOf(parts: readonly FieldPlace[], body: readonly Block[], context: CardContext): DetachedPlace {
  const [first, last] = [parts[0], parts.at(-1)] as [FieldPlace, FieldPlace];
  const field = first.field as CardField;
  const within = first.block === last.block;
  const text = within
    ? textOf(body[first.block] as Block).slice(first.start, last.end)
    : parts.map((part) => part.text).join("");
  const value = fieldText(field, context);
  const ranges = within ? [{ ...first, end: last.end }] : parts;
  const relinking = ranges.map(({ block, start, end, span }, index): SpanChange => {
    // The rest of a broken place goes: the whole stands in its first part.
    return { block, start, end, span: index === 0 ? fieldSpan(field, context, span) : { text: "" } };
  });
  const fillable = FORM_FIELDS.find((each) => each === field);
  const typed = fillable && readTyped(fillable, text, context.card);
  return {
    field,
    block: first.block,
    start: first.start,
    end: within ? last.end : first.end,
    text,
    value,
    relinking: value === undefined ? [] : relinking,
    ...(fillable && typed && "value" in typed && { filling: { field: fillable, value: typed.value } }),
  };
}

/** What a line around the text that follows no card says otherwise than the card. */
function statedOf(
  line: HeadLine,
  body: readonly Block[],
  places: readonly FieldPlace[],
  context: CardContext,
): DetachedPlace[] {
  const own = new Set(places.filter(({ block }) => line.blocks.includes(block)).map(({ field }) => field));
  const byField = line.role === "byline";
  if (line.role === "signature" || (own.size > 0 && !byField)) return [];
  if (line.role === "salutation" && body.filter(({ type }) => type === "salutation").length > 1) return [];
  const stated = cardOf([line]);
  const fields = FORM_FIELDS.filter((field) => field !== "year" && !own.has(field));
  return fields.flatMap((field) => {
    const says = fieldValue(stated, field);
    const value = fieldText(field, context);
    const words = field === "date" ? dateText(`${says}`) : `${says}`;
    if (says === undefined || words === value) return [];
    const known = fieldValue(context.card, field) === undefined ? undefined : value;
    return [{ ...placeOf(words, line, body, field, known, context), filling: { field, value: says } }];
  });
}

/** Where words stand that were read from a line; where they are written otherwise (2026.11.26, 林　向东), the line. */
function placeOf(
  words: string,
  line: HeadLine,
  body: readonly Block[],
  field: FormField,
  value: string | undefined,
  context: CardContext,
): DetachedPlace {
  const letters = [...words].map((letter) => letter.replace(/[$()*+./?[\\\]^{|}]/u, "\\$&"));
  const spaced = new RegExp(letters.join("\\s*"), "u");
  for (const block of line.blocks) {
    const of = body[block] as Block;
    const text = textOf(of);
    const bare = field === "date" ? /[^（()）[\]【】\s][^（()）[\]【】]*/u.exec(text) : null;
    const match = spaced.exec(text) ?? (line.role === "date" ? bare : null);
    if (!match) continue;
    const [start, end] = [match.index, match.index + match[0].length];
    const [span] = sliceSpans(of.children, start, end) as [Span];
    const relinking = value === undefined ? [] : [{ block, start, end, span: fieldSpan(field, context, span) }];
    return { field, block, start, end, text: match[0], value, relinking };
  }
  const [block = 0] = line.blocks;
  return { field, block, start: 0, end: textOf(body[block] as Block).length, text: words, value, relinking: [] };
}

/** The fields that are filled in and stand nowhere in the text; 年份, 时限 and 参会层级 tell of the speech without standing in it. */
export function unusedFields(body: readonly Block[], card: MeetingCard): FormField[] {
  const used = new Set(fieldPlaces(body).map(({ field }) => field));
  const silent: readonly FormField[] = ["year", "timeLimitMinutes", "audience"];
  return FORM_FIELDS.filter(
    (field) => !silent.includes(field) && !used.has(field) && fieldValue(card, field) !== undefined,
  );
}
