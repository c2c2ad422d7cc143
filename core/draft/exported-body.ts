import { withChanges } from "../card/field-places.ts";
import { renumbering } from "./item-runs.ts";
import { type Block, exportedSpans, type Span, vanishes } from "./schema.ts";
import { sliceSpans } from "./slice-spans.ts";

/** A block of the body as exports write it. */
export type ExportedBlock = {
  /** Place in the body. */
  place: number;
  /** The block itself, 一是 and the like counted anew where those before it are not exported. */
  block: Block;
  /** What of it is written: an open slot says that it waits, one that may be left out is gone. */
  spans: readonly Span[];
};

/** The body as exports write it: without the blocks that vanish, and with the items behind them counted on (一是, 三是 → 一是, 二是). */
export function exportedBody(body: readonly Block[]): ExportedBlock[] {
  const kept = body.flatMap((block, place) => (vanishes(block) ? [] : [{ block, place }]));
  const blocks = kept.map(({ block }) => block);
  const rewordings = kept.length === body.length ? [] : renumbering(body, blocks);
  const changes = rewordings.map(({ block, start, end, text }) => {
    const [word] = sliceSpans(blocks[block]?.children ?? [], start, end);
    return { block, start, end, span: { ...word, text } };
  });
  const counted = changes.length === 0 ? blocks : withChanges(blocks, changes);
  return kept.map(({ place }, index) => {
    const block = counted[index] as Block;
    return { place, block, spans: exportedSpans(block) };
  });
}
