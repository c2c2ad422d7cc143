import type { Block, Span } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { CARD_FIELDS, type CardContext, fieldText, isCardField } from "./fields.ts";

/** The key of the open slot that stands for an empty card field begins with this. */
export const CARD_SLOT = "card.";

/** A place of the text that belongs to a field of the card; offsets are those of the block's own text. */
export type FieldPlace = {
  block: number;
  start: number;
  end: number;
  field: string;
  text: string;
  /** It waits for the field to be filled in. */
  open: boolean;
  /** Its first span, whose other marks (bold, lead) the place keeps. */
  span: Span;
};

/** Part of a block's own text and the span to stand in its place. */
export type SpanChange = { block: number; start: number; end: number; span: Span };

/** All places of fields in order. A place reaches over several spans where a part of it is bold. */
export function fieldPlaces(body: readonly Block[]): FieldPlace[] {
  return body.flatMap((block, index) => {
    const places: FieldPlace[] = [];
    let offset = 0;
    let before: string | undefined;
    for (const span of block.children) {
      const start = offset;
      offset += span.text.length;
      if (span.text === "") continue;
      const open = span.slot?.startsWith(CARD_SLOT) === true;
      const field = open ? span.slot?.slice(CARD_SLOT.length) : span.field;
      const last = places.at(-1);
      const name = field === undefined ? undefined : `${open}${field}`;
      if (last && name !== undefined && name === before) {
        last.end = offset;
        last.text += span.text;
      } else if (field !== undefined) {
        places.push({ block: index, start, end: offset, field, text: span.text, open, span });
      }
      before = name;
    }
    return places;
  });
}

/** Whether the place reads as the card says, so that it follows the next change of the card; else it was detached by hand. */
export function isLinked(place: FieldPlace, context: CardContext): boolean {
  return place.open || place.text === fieldText(place.field, context);
}

/** The span of a field under `context`: what the card says, or the open slot that waits for it. */
export function fieldSpan(field: string, context: CardContext, marks: Partial<Span> = {}): Span {
  // What the card says is of this speech, whatever stood there before.
  const { slot: _, optional: __, field: ___, carried: ____, text: _____, ...rest } = marks;
  const text = fieldText(field, context);
  if (text !== undefined) return { ...rest, text, field };
  return { ...rest, text: isCardField(field) ? CARD_FIELDS[field].label : field, slot: `${CARD_SLOT}${field}` };
}

/** What must change in `body` so that its linked places, which read as `before` says, read as `after` says. */
export function cardChanges(body: readonly Block[], before: CardContext, after: CardContext): SpanChange[] {
  return fieldPlaces(body)
    .filter((place) => isLinked(place, before))
    .flatMap((place) => rewritten(place, after) ?? []);
}

/** What must change so that every place of a field, whatever it reads, says what `context` says: for templates and passages. */
export function bindChanges(body: readonly Block[], context: CardContext): SpanChange[] {
  return fieldPlaces(body).flatMap((place) => rewritten(place, context) ?? []);
}

/** The place as `context` says; undefined where it reads so already. */
export function rewritten(place: FieldPlace, context: CardContext): SpanChange | undefined {
  const { block, start, end, text, open, field, span } = place;
  const fresh = fieldSpan(field, context, span);
  if (fresh.text === text && open === (fresh.slot !== undefined)) return undefined;
  return { block, start, end, span: fresh };
}

/** The body with changes that do not overlap. */
export function withChanges(body: readonly Block[], changes: readonly SpanChange[]): Block[] {
  const byBlock = new Map<number, SpanChange[]>();
  for (const change of changes) {
    const own = byBlock.get(change.block);
    if (own) own.push(change);
    else byBlock.set(change.block, [change]);
  }
  return body.map((block, index) => {
    const own = byBlock.get(index)?.sort((one, other) => one.start - other.start);
    if (!own) return block;
    const kept = (from: number, to?: number) => sliceSpans(block.children, from, to);
    const children = own.flatMap(({ start, span }, at) => [...kept(own[at - 1]?.end ?? 0, start), span]);
    return { ...block, children: [...children, ...kept(own.at(-1)?.end ?? 0)] };
  });
}
