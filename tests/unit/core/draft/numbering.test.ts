import { describe, expect, it } from "vitest";
import { chineseNumber, formatNumber, levelOf, numbersOf } from "#core/draft/numbering";
import type { Block, HeadingLevel } from "#core/draft/schema";

const heading = (level: HeadingLevel): Block => ({ type: "heading", level, children: [{ text: "标题" }] });
const paragraph: Block = { type: "paragraph", children: [{ text: "正文。" }] };
const lead = (leadLevel: 2 | 3 | 4): Block => ({
  type: "paragraph",
  leadLevel,
  children: [{ text: "领句。", lead: true }, { text: "正文。" }],
});

describe("chineseNumber", () => {
  it.each([
    [1, "一"],
    [10, "十"],
    [11, "十一"],
    [20, "二十"],
    [21, "二十一"],
    [100, "一百"],
    [101, "一百零一"],
    [110, "一百一十"],
    [999, "九百九十九"],
  ])("writes %i as %s", (value, written) => {
    expect(chineseNumber(value)).toBe(written);
  });

  it("falls back to digits outside its range", () => {
    expect([0, 1000, 1.5].map(chineseNumber)).toEqual(["0", "1000", "1.5"]);
  });
});

describe("numbersOf", () => {
  it("writes the four levels as the standard does", () => {
    expect([formatNumber(1, 3), formatNumber(2, 3), formatNumber(3, 3), formatNumber(4, 3)]).toEqual([
      "三、",
      "（三）",
      "3.",
      "（3）",
    ]);
  });

  it("restarts lower levels under each higher heading, and counts run-in leads with headings", () => {
    const body = [heading(1), lead(2), heading(2), heading(3), paragraph, heading(1), lead(2), lead(3), lead(4)];
    expect(numbersOf(body)).toEqual(["一、", "（一）", "（二）", "1.", "", "二、", "（一）", "1.", "（1）"]);
  });

  it("restarts a level that skips one in between", () => {
    expect(numbersOf([heading(1), heading(3), heading(3), heading(1), heading(3)])).toEqual([
      "一、",
      "1.",
      "2.",
      "二、",
      "1.",
    ]);
  });

  it("gives no level to other text", () => {
    expect(levelOf(paragraph)).toBeUndefined();
    expect(levelOf({ type: "title", children: [{ text: "题目" }] })).toBeUndefined();
  });
});
