/** Part of a text, in UTF-16 units. */
export type Part = { start: number; end: number };

/** Takes parts of a text of this length one after the other: false for one that shares a character with an earlier one, or a settled one. */
export function claims(length: number, settled: readonly Part[] = []): (part: Part) => boolean {
  const taken = new Uint8Array(length);
  for (const { start, end } of settled) taken.fill(1, start, end);
  return ({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  };
}

/** All matches of `pattern`, which must be global, as parts; of a match with a group `name` only the group. */
export function matchesOf(text: string, pattern: RegExp): Part[] {
  return [...text.matchAll(pattern)].map((match) => {
    const name = match.groups?.name;
    if (name === undefined) return { start: match.index, end: match.index + match[0].length };
    const start = match.index + match[0].lastIndexOf(name);
    return { start, end: start + name.length };
  });
}
