import { chineseNumber } from "../numbering.ts";
import type { ImportMessage } from "../schema.ts";
import { note } from "./line.ts";
import { numeralValue } from "./number.ts";

// The word of an item stands at the start or behind a pause: 这一是, 统一是 are words of the sentence.
const ITEM =
  /(?<=^|[。！？；：，、;:,”）)】…—]\s?)(?:(?<numeral>[一二三四五六七八九十]{1,3})(?<verb>[是要])|第(?<ordinal>[一二三四五六七八九十]{1,3})(?<counter>个?(?:方面|问题|点|句话|件事|条|步)|)(?=[，,：:、](?!第)|[是要](?![务素义]))|(?<order>首先|其次|再次|最后))/gu;
/** All words of the family `order`; there is none for a fifth item. */
export const ORDER: readonly string[] = ["首先", "其次", "再次", "最后"];
const WORD =
  /^(?:(?<numeral>[一二三四五六七八九十]{1,3})(?<verb>[是要])|第(?<ordinal>[一二三四五六七八九十]{1,3})(?<counter>个?(?:方面|问题|点|句话|件事|条|步)|)|(?<before>[（(]?)(?<digits>[0-9]{1,2})(?<behind>[）)]|[.．、]))$/u;
const CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const ITEM_START =
  /^(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}(?:个?(?:方面|问题|点|句话|件事|条|步))?[，,：:是要]|(?:首先|其次|再次)[，,是要])/u;

/** Whether a line begins as the items of a run do (一是, 第一，, 首先，). */
export function startsWithItem(text: string): boolean {
  return ITEM_START.test(text);
}

/** The word of an item within a paragraph, offsets in UTF-16 units. */
export type Item = { paragraph: number; start: number; end: number };

/** What the word of an item counts (一是, 二是 … are one family, 第一个方面, 第二个方面 … another), and its number in it. */
export type ItemWord = { family: string; value: number };

/** The word that stands under a mark `item`; undefined for what is none, such as half a word. */
export function readItemWord(text: string): ItemWord | undefined {
  const order = ORDER.indexOf(text);
  if (order >= 0) return { family: "order", value: order + 1 };
  const circle = text === "" ? -1 : CIRCLES.indexOf(text);
  if (circle >= 0) return { family: "circle", value: circle + 1 };
  const { numeral, verb, ordinal, counter, before, digits, behind } = WORD.exec(text)?.groups ?? {};
  if (numeral !== undefined) return { family: verb ?? "", value: numeralValue(numeral) };
  if (ordinal !== undefined) return { family: `第${counter}`, value: numeralValue(ordinal) };
  return digits === undefined ? undefined : { family: `${before}#${behind}`, value: Number(digits) };
}

/** How `value` is written in `family`; undefined where there is no such word. */
export function writeItemWord(family: string, value: number): string | undefined {
  if (family === "order") return ORDER[value - 1];
  if (family === "circle") return CIRCLES[value - 1];
  if (family.startsWith("第")) return `第${chineseNumber(value)}${family.slice(1)}`;
  return family.includes("#") ? family.replace("#", String(value)) : `${chineseNumber(value)}${family}`;
}

/** The word of an item where it could stand in a text, with its offsets. */
export type ItemCandidate = ItemWord & { start: number; end: number; text: string };

/** All words in `text` that stand where an item's word stands; only a run of them makes them items. */
export function itemCandidates(text: string): ItemCandidate[] {
  return [...text.matchAll(ITEM)].map((match) => {
    const { numeral, verb, ordinal, counter, order } = match.groups ?? {};
    const family = order !== undefined ? "order" : (verb ?? `第${counter}`);
    const value = order !== undefined ? ORDER.indexOf(order) + 1 : numeralValue(numeral ?? ordinal ?? "");
    return { start: match.index, end: match.index + match[0].length, family, value, text: match[0] };
  });
}

type Candidate = Item & ItemCandidate;

/** A paragraph of the body as the search for items needs it; a heading ends every run. */
export type ItemText = { text: string; heading: boolean; index: number };

/** The items of all runs (一是 … 二是 …), run in and as paragraphs; a lone 一是 is no run and stays unmarked. */
export function findItems(paragraphs: readonly ItemText[]): { items: Item[]; messages: ImportMessage[] } {
  const items: Item[] = [];
  const messages: ImportMessage[] = [];
  const runs = new Map<string, Candidate[]>();
  const close = (family: string) => {
    const run = runs.get(family) ?? [];
    runs.delete(family);
    if (run.length < 2 || (family === "order" && !run.some(({ value }) => value === 2 || value === 3))) return;
    items.push(...run);
    if (family === "order") return;
    for (const [place, { value, text, paragraph }] of run.entries()) {
      const before = run[place - 1];
      if (value === (before?.value ?? 0) + 1) continue;
      const found = before === undefined ? `这一组从“${text}”开始` : `“${before.text}”之后是“${text}”`;
      const index = paragraphs[paragraph]?.index ?? null;
      messages.push(note("unsure", "item-sequence", index, `${found}，序号不连续，文字照原样保留，请看一下。`));
    }
  };
  for (const [paragraph, { text, heading }] of paragraphs.entries()) {
    if (heading) for (const family of [...runs.keys()]) close(family);
    for (const found of itemCandidates(text)) {
      const candidate = { paragraph, ...found };
      const run = runs.get(candidate.family);
      if (candidate.value === 1 || (run !== undefined && candidate.value < (run.at(-1)?.value ?? 0))) {
        close(candidate.family);
      }
      const open = runs.get(candidate.family);
      if (open === undefined) runs.set(candidate.family, [candidate]);
      else open.push(candidate);
    }
  }
  for (const family of [...runs.keys()]) close(family);
  items.sort((one, other) => one.paragraph - other.paragraph || one.start - other.start);
  return { items, messages };
}
