import { describe, expect, it } from "vitest";
import { countHan, countWords, minutesOf } from "#core/draft/counting";

describe("countWords", () => {
  it.each([
    ["", 0],
    ["　 \n", 0],
    ["同志们：", 4],
    ["GDP增长8.5%，达到2,043亿元", 10],
    ["“十四五”规划", 7],
    ["COVID-19 疫情", 3],
    ["𠮷林", 2],
  ])("counts %j as Word does: %i", (text, expected) => {
    expect(countWords(text)).toBe(expected);
  });
});

describe("countHan", () => {
  it("counts Han characters only, those outside the basic plane too", () => {
    expect(countHan("一、2023年，𠮷林〇")).toBe(5);
  });
});

describe("minutesOf", () => {
  it("reads digits aloud and leaves punctuation out", () => {
    expect(minutesOf(`${"字".repeat(196)}2026，。`)).toBe(1);
  });

  it("takes the speaker's own rate", () => {
    expect(minutesOf("字".repeat(240), 120)).toBe(2);
  });
});
