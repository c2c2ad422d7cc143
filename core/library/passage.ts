import { bindChanges, fieldPlaces, fieldSpan, isLinked, withChanges } from "../card/field-places.ts";
import type { CardContext } from "../card/fields.ts";
import type { Block, Citation, Span } from "../draft/schema.ts";
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
 * What blocks of a draft become in a passage: places that follow the draft's card wait for another card, places that were typed over
 * are text, and no block says what it was to that draft's template.
 */
export function passageBody(blocks: readonly Block[], context: CardContext): Block[] {
  const plain = blocks.map(({ key: _, ...block }) => block as Block);
  const changes = fieldPlaces(plain)
    .filter(({ open }) => !open)
    .map((place) => {
      const { block, start, end, text, field, span } = place;
      const { field: _, ...rest } = span;
      return {
        block,
        start,
        end,
        span: isLinked(place, context) ? fieldSpan(field, NO_CARD, span) : { ...rest, text },
      };
    });
  return withChanges(plain, changes);
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
