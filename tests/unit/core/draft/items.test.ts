import { describe, expect, it } from "vitest";
import { itemCandidates, readItemWord, writeItemWord } from "#core/draft/recognise/items";

describe("the words of items", () => {
  it.each([
    ["一是", 1, "二是"],
    ["十是", 10, "十一是"],
    ["十一要", 11, "十二要"],
    ["第一", 1, "第二"],
    ["第三个方面", 3, "第四个方面"],
    ["首先", 1, "其次"],
    ["再次", 3, "最后"],
    ["1.", 1, "2."],
    ["（9）", 9, "（10）"],
    ["2、", 2, "3、"],
    ["①", 1, "②"],
  ])("%s counts %i and is followed by %s", (text, value, next) => {
    const word = readItemWord(text);
    expect(word?.value).toBe(value);
    expect(writeItemWord(word?.family ?? "", value)).toBe(text);
    expect(writeItemWord(word?.family ?? "", value + 1)).toBe(next);
  });

  it.each([
    ["最后", 5],
    ["⑳", 21],
  ])("there is none behind %s", (text, value) => {
    expect(writeItemWord(readItemWord(text)?.family ?? "", value)).toBeUndefined();
  });

  it.each(["", "二", "是", "二是三是", "第", "第一次", "此外", "100."])("“%s” is none", (text) => {
    expect(readItemWord(text)).toBeUndefined();
  });

  it("are read as they are found, so that one knows what the other marks", () => {
    for (const { text, family, value } of itemCandidates("一是快；二要准。第三，实。首先，细。第四个方面，好。")) {
      expect(readItemWord(text)).toEqual({ family, value });
    }
    expect(itemCandidates("一是快；二要准。第三，实。首先，细。")).toHaveLength(4);
  });
});
