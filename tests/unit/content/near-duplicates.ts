/** A text under the name by which a test reports it. */
export type Named = { name: string; text: string };
export type Pair = { one: string; other: string; share: number };

/** Pairs of characters that two texts have in common count from this share of the shorter one on. */
const ALIKE = 0.6;
/** Shorter texts have too few pairs to tell likeness from a common phrase. */
const FEWEST_PAIRS = 6;
/** A phrase that a text twice as long holds among others is no duplicate of it. */
const MOST_LONGER = 2;

/** The letters of a text: without punctuation, {fields} and 【what is still to be written】, which say nothing of its wording. */
export function lettersOf(text: string): string {
  return text.replace(/\{[^}]*\}|【[^】]*】|[^\p{L}\p{N}]/gu, "");
}

/** All runs of `size` characters of the text's letters. */
export function gramsOf(text: string, size: number): Set<string> {
  const letters = [...lettersOf(text)];
  return new Set(
    letters.slice(0, Math.max(0, letters.length - size + 1)).map((_, at) => letters.slice(at, at + size).join("")),
  );
}

/** Texts that say the same in nearly the same words, wherever their clauses stand; the likest first. */
export function nearDuplicates(texts: readonly Named[]): Pair[] {
  const grams = texts.map(({ text }) => gramsOf(text, 2));
  const holders = new Map<string, number[]>();
  const pairs: Pair[] = [];
  for (const [at, own] of grams.entries()) {
    const shared = new Map<number, number>();
    for (const gram of own) {
      for (const before of holders.get(gram) ?? []) shared.set(before, (shared.get(before) ?? 0) + 1);
      holders.set(gram, [...(holders.get(gram) ?? []), at]);
    }
    for (const [before, count] of shared) {
      const sizes = [own.size, grams[before]?.size ?? 0];
      const shorter = Math.min(...sizes);
      const longer = Math.max(...sizes);
      if (shorter < FEWEST_PAIRS || longer > shorter * MOST_LONGER || count / shorter < ALIKE) continue;
      pairs.push({ one: texts[before]?.name ?? "", other: texts[at]?.name ?? "", share: count / shorter });
    }
  }
  return pairs.sort((one, other) => other.share - one.share);
}
