import { bindChanges, fieldSpan, withChanges } from "../card/field-places.ts";
import type { CardContext } from "../card/fields.ts";
import type { Block, Citation, MeetingCard, Span } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import { isProposed, variablesIn } from "../template/variables.ts";
import type { PassageEntry } from "./entry.ts";

const NO_CARD: CardContext = { card: {}, parts: 0 };

type Citations = Record<string, Citation>;

/** The marks of a draft's citations that stand in `blocks`. */
export function citationIds(blocks: readonly Block[]): Set<string> {
  return new Set(blocks.flatMap(({ children }) => children.flatMap(({ citation }) => citation ?? [])));
}

/** Of `citations` those that `blocks` name. */
export function citationsIn(blocks: readonly Block[], citations: Citations): Citations {
  const named = citationIds(blocks);
  return Object.fromEntries(Object.entries(citations).filter(([id]) => named.has(id)));
}

/**
 * What the blocks from `from` up to `to` of a draft become in a passage: places that follow the card, and words that say what the
 * card says (a topic only where it is linked), wait for another card; places that were typed over are text, and no block says what it was to the draft's template.
 */
export function passageBody(body: readonly Block[], from: number, to: number, card: MeetingCard): Block[] {
  const plain = body.map(({ key: _, ...block }) => ({ ...block, children: block.children.map(withoutField) }) as Block);
  const changes = variablesIn(body, card)
    .filter(isProposed)
    .map(({ block, start, end, field }) => {
      const { carried: _, ...marks } = sliceSpans(plain[block]?.children ?? [], start, end)[0] ?? { text: "" };
      return { block, start, end, span: fieldSpan(field, NO_CARD, marks) };
    });
  return withChanges(plain, changes).slice(from, to);
}

function withoutField({ field: _, ...span }: Span): Span {
  return span;
}

/** The blocks of a passage as they read under a card, with citations under ids of the draft that takes them in; `newId` gives fresh ones. */
export function passageUnder(
  { body, citations = {} }: PassageEntry,
  context: CardContext,
  newId: () => string,
): { blocks: Block[]; citations: Citations } {
  const fresh = new Map(Object.keys(citationsIn(body, citations)).map((id) => [id, newId()]));
  const renamed = (span: Span): Span => {
    if (span.citation === undefined) return span;
    const { citation, ...rest } = span;
    const id = fresh.get(citation);
    return id === undefined ? rest : { ...rest, citation: id };
  };
  const blocks = body.map(({ key: _, ...block }) => ({ ...block, children: block.children.map(renamed) }) as Block);
  return {
    blocks: withChanges(blocks, bindChanges(blocks, context)),
    citations: Object.fromEntries(
      [...fresh].flatMap(([old, id]) => {
        const copy = citations[old];
        return copy ? [[id, copy] as const] : [];
      }),
    ),
  };
}
