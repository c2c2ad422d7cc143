import { type Block, type HeadingLevel, vanishes } from "./schema.ts";

const DIGITS = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 → 一, 12 → 十二, 105 → 一百零五; for 1 to 999, which is more headings than any speech has. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 999) return String(value);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const head = hundreds > 0 ? `${DIGITS[hundreds]}百` : "";
  if (tens === 0 && ones === 0) return head;
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? "" : DIGITS[tens]}十` : hundreds > 0 ? "零" : "";
  return `${head}${middle}${ones > 0 ? DIGITS[ones] : ""}`;
}

/** The number of a heading as it is written before its text. Source: GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）). */
export function formatNumber(level: HeadingLevel, value: number): string {
  switch (level) {
    case 1:
      return `${chineseNumber(value)}、`;
    case 2:
      return `（${chineseNumber(value)}）`;
    case 3:
      return `${value}.`;
    case 4:
      return `（${value}）`;
  }
}

/** The heading level of a block: that of a heading, or that of a run-in lead; undefined for all other text. */
export function levelOf(block: Block): HeadingLevel | undefined {
  if (block.type === "heading") return block.level;
  if (block.type === "paragraph") return block.leadLevel;
  return undefined;
}

/** As `levelOf`, but undefined for a heading that no export writes: it gets no number until it is filled, so that no count has a gap. */
export function writtenLevelOf(block: Block): HeadingLevel | undefined {
  const level = levelOf(block);
  return level !== undefined && vanishes(block) ? undefined : level;
}

/** Each heading's place in its level (from 1), undefined for other blocks; a higher heading restarts the lower ones. */
function ordinals(body: readonly Block[]): (number | undefined)[] {
  const counters = [0, 0, 0, 0];
  return body.map((block) => {
    const level = writtenLevelOf(block);
    if (level === undefined) return undefined;
    counters[level - 1] = (counters[level - 1] ?? 0) + 1;
    counters.fill(0, level);
    return counters[level - 1];
  });
}

/** The computed number before each block's text (`一、`), or `""`. */
export function numbersOf(body: readonly Block[]): string[] {
  const places = ordinals(body);
  return body.map((block, index) => {
    const level = levelOf(block);
    const place = places[index];
    return level === undefined || place === undefined ? "" : formatNumber(level, place);
  });
}
