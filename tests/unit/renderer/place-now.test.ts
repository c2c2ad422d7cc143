import { expect, test } from "vitest";
import { type Block, textOf } from "#core/draft/schema";
import { type BlockRange, placeNow } from "../../../renderer/editor/places.ts";

const block = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const BEFORE = ["第一段。", "由XX负责，XX配合，XX督办。", "末段XX。"].map(block);
const [first, middle, last] = BEFORE as [Block, Block, Block];

/** Where the nth XX of the middle paragraph is. */
const nth = (n: number): BlockRange => ({ block: 1, start: [1, 6, 11][n] ?? 0, end: ([1, 6, 11][n] ?? 0) + 2 });
function read(now: Block[], place: BlockRange) {
  const found = placeNow(BEFORE, now, place);
  const text = textOf(now[found?.block ?? -1] ?? block(""));
  return found && `${text.slice(0, found.start)}[${text.slice(found.start, found.end)}]${text.slice(found.end)}`;
}

test("places behind what was typed move with their words, longer or shorter, those before it stay", () => {
  const longer = [first, block("由县住房和城乡建设局负责，XX配合，XX督办。"), last];
  expect(read(longer, nth(1))).toBe("由县住房和城乡建设局负责，[XX]配合，XX督办。");
  expect(read(longer, nth(2))).toBe("由县住房和城乡建设局负责，XX配合，[XX]督办。");
  const shorter = [first, block("由XX负责，我督办。"), last];
  expect(read(shorter, nth(0))).toBe("由[XX]负责，我督办。");
  expect(read([first, block("由我负责，XX配合，XX督办。"), last], nth(1))).toBe("由我负责，[XX]配合，XX督办。");
});

test("what was filled itself is only gone to, never selected", () => {
  expect(read([first, block("由县水利局负责，XX配合，XX督办。"), last], nth(0))).toBe(
    "由[]县水利局负责，XX配合，XX督办。",
  );
  expect(read([first, block("由"), last], nth(2))).toBe("由[]");
});

test("a paragraph put in or taken out before moves the place with its paragraph", () => {
  expect(read([block("新。"), first, middle, last], nth(1))).toBe("由XX负责，[XX]配合，XX督办。");
  expect(read([first, last], { block: 2, start: 2, end: 4 })).toBe("末段[XX]。");
  expect(read([block("第一"), block("段。"), middle, block("末段甲，XX。")], { block: 2, start: 2, end: 4 })).toBe(
    "末段甲，[XX]。",
  );
});

test("of what is no more there is no place", () => {
  expect(placeNow(BEFORE, [], nth(0))).toBeUndefined();
});
