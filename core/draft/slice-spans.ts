import type { Span } from "./schema.ts";

/** The part of a block's spans from `from` up to `to`, in UTF-16 units of their text together; empty spans are left out. */
export function sliceSpans(spans: readonly Span[], from: number, to = Number.POSITIVE_INFINITY): Span[] {
  let end = 0;
  return spans.flatMap((span) => {
    const start = end;
    end += span.text.length;
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === "" ? [] : [{ ...span, text }];
  });
}
