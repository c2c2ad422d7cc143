import { type Block, textOf } from "./schema.ts";

/** A text that loses this share of its characters at one save has changed so much that the former one is worth keeping … */
const LARGE_SHARE = 0.3;
/** … unless these are but a few lines, which undo brings back. */
const FEW = 100;

/** Whether the step from `before` to `after` takes away or replaces a large part of the text. */
export function isLargeLoss(before: readonly Block[], after: readonly Block[]): boolean {
  const lost = lostCharacters(before, after);
  return lost >= FEW && lost >= LARGE_SHARE * lengthOf(before);
}

/**
 * How many UTF-16 units of `before` are gone or replaced in `after`. Blocks that only moved lose nothing; where as many
 * blocks came as went, each is compared with the one in its place, so that a letter typed in a long paragraph counts none.
 */
export function lostCharacters(before: readonly Block[], after: readonly Block[]): number {
  const gone = without(before, after);
  const come = without(after, before);
  if (gone.length === come.length) return gone.reduce((sum, text, index) => sum + lostOf(text, come[index] ?? ""), 0);
  return lostOf(gone.join("\n"), come.join("\n"));
}

/** The texts of `blocks` that `others` does not hold, each as often as it is missing. */
function without(blocks: readonly Block[], others: readonly Block[]): string[] {
  const left = new Map<string, number>();
  for (const text of others.map(textOf)) left.set(text, (left.get(text) ?? 0) + 1);
  return blocks.map(textOf).filter((text) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}

/** What of `text` lies between the beginning and the end that it shares with `other`. */
function lostOf(text: string, other: string): number {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  return text.length - start - end;
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + textOf(block).length, 0);
}
