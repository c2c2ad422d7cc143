import { fieldPlaces, isLinked } from "#core/card/field-places";
import { CARD_FIELDS, contextOf, isCardField } from "#core/card/fields";
import { type Block, CARRIED_KINDS, type CarriedKind, type Span } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

const CARRIED_NAMES: Record<CarriedKind, string> = {
  year: "年份",
  date: "日期",
  place: "地点",
  unit: "单位",
  person: "人名",
  meeting: "会议名称",
};

// As with numbers: the identity of `children` and of the card is the state of the text; blocks that did not change are not read again.
const computed = new WeakMap<object, { card: object; detached: Set<Span> }>();
const read = new WeakMap<Block, ReturnType<typeof fieldPlaces>>();

/** Whether a span belongs to a place of the card that was typed over and follows it no more. */
export function isDetached(editor: SpeechEditor, span: Span): boolean {
  if (span.field === undefined) return false;
  const body = editor.children as Block[];
  const { card } = editor.head;
  let known = computed.get(body);
  if (known?.card !== card) {
    known = { card, detached: detachedSpans(editor, body) };
    computed.set(body, known);
  }
  return known.detached.has(span);
}

function detachedSpans(editor: SpeechEditor, body: readonly Block[]): Set<Span> {
  const context = contextOf(editor.head.card, body);
  return new Set(
    body.flatMap((block) => {
      if (!block.children.some(({ field }) => field !== undefined)) return [];
      const places = read.get(block) ?? fieldPlaces([block]);
      read.set(block, places);
      const apart = places.filter((place) => !isLinked(place, context));
      let end = 0;
      return block.children.filter(({ text }) => {
        const start = end;
        end += text.length;
        return apart.some((place) => place.start <= start && end <= place.end);
      });
    }),
  );
}

/** What a span tells while the pointer rests on it: where it comes from, or what it waits for. */
export function leafTitle(editor: SpeechEditor, span: Span): string | undefined {
  if (span.carried !== undefined && CARRIED_KINDS.includes(span.carried)) {
    return `待换：${CARRIED_NAMES[span.carried]}，从旧稿带来的`;
  }
  if (span.slot !== undefined) return span.optional ? "选填：空着的话，导出时略去" : undefined;
  if (span.field !== undefined) {
    const label = isCardField(span.field) ? CARD_FIELDS[span.field].label : span.field;
    return isDetached(editor, span) ? `改过，不再跟着信息卡里的“${label}”变` : `来自信息卡：${label}`;
  }
  const cited = span.citation === undefined ? undefined : editor.head.citations[span.citation];
  if (!cited) return undefined;
  const { title, documentNumber } = cited;
  return `引自：${title}${documentNumber ? `（${documentNumber}）` : ""}`;
}
