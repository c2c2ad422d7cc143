import { describe, expect, it } from "vitest";
import { isLargeLoss, lostCharacters } from "#core/draft/lost-characters";
import type { Block } from "#core/draft/schema";

const body = (...texts: string[]): Block[] => texts.map((text) => ({ type: "paragraph", children: [{ text }] }));
const long = (first: string) => first + "字".repeat(199);

describe("lost characters", () => {
  it.each<[name: string, before: string[], after: string[], lost: number]>([
    ["none for the same text", ["一", "二"], ["一", "二"], 0],
    ["none for blocks that moved", [long("一"), long("二")], [long("二"), long("一")], 0],
    ["none for a letter typed in a long paragraph", ["头", long("一")], ["头", `${long("一")}了`], 0],
    ["one for a letter replaced", [`甲${long("一")}`], [`乙${long("一")}`], 1],
    ["none for a paragraph split", ["一二三四"], ["一二", "三四"], 0],
    ["none for two joined, but for their break", ["一二", "三四"], ["一二三四"], 1],
    ["what was deleted", ["一", long("二"), "三"], ["一", "三"], 200],
    ["one of two equal paragraphs", [long("一"), long("一")], [long("一")], 200],
    ["what a word put for another takes, in each place", ["甲方说", "听甲方的"], ["乙丙说", "听乙丙的"], 4],
    ["everything", ["一二三"], [""], 3],
  ])("%s", (_, before, after, lost) => {
    expect(lostCharacters(body(...before), body(...after))).toBe(lost);
  });
});

describe("a large loss", () => {
  const ten = Array.from({ length: 10 }, (_, index) => long(String(index)));
  it.each<[name: string, after: string[], large: boolean]>([
    ["three of ten paragraphs", ten.slice(3), true],
    ["two of ten", ten.slice(2), false],
    ["all replaced by something else", ["别的稿子"], true],
    ["all in another order", [...ten].reverse(), false],
    ["a paragraph more", [...ten, long("又")], false],
  ])("%s: %s", (_, after, large) => {
    expect(isLargeLoss(body(...ten), body(...after))).toBe(large);
  });

  it("is none in a text of a few lines", () => {
    expect(isLargeLoss(body("字".repeat(99)), body(""))).toBe(false);
    expect(isLargeLoss(body("字".repeat(100)), body(""))).toBe(true);
  });
});
