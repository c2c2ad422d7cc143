import { describe, expect, it } from "vitest";
import { visibleText } from "#core/draft/visible-text";

const point = (code: number) => String.fromCodePoint(code);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);

describe("visibleText", () => {
  it.each<[string, number[]]>([
    ["NUL and control characters", [...range(0, 8), ...range(0x0e, 0x1f), ...range(0x7f, 0x84), ...range(0x86, 0x9f)]],
    ["zero-width characters", [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad]],
    ["marks of writing direction", [0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]],
    ["halves of characters", [0xd800, 0xdbff, 0xdc00, 0xdfff]],
    ["what Unicode calls no character", [0xfffe, 0xffff]],
    ["tag characters", [0xe0001, 0xe0041]],
  ])("takes out %s", (_name, codes) => {
    for (const code of codes) expect(visibleText(`林${point(code)}县`), code.toString(16)).toBe("林县");
  });

  it.each([
    ["rare Han characters", "𠮷𬭸"],
    ["a Han character in the form of a name, with its variation selector", `葛${point(0xe0100)}祁${point(0xfe00)}`],
    ["full-width blanks and signs", "　“甲”（乙）——……《丙》①㈠"],
    ["emoji", "👍"],
    ["line breaks, which begin a new block", "甲\n乙\r\n丙\u000b丁\u2028戊\u0085己"],
  ])("keeps %s", (_name, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it("makes tabs and blanks of other widths ordinary ones", () => {
    expect(visibleText("甲\t乙\u00a0丙\u2003丁")).toBe("甲 乙 丙 丁");
  });
});
