import { expect, test } from "vitest";
import { gb2312, rareCharacters } from "#core/word/gb2312";
import type { Layout } from "#core/word/layouts";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { paragraph } from "./write-drafts.ts";

const gb = SHIPPED_LAYOUTS[0] as Layout;

test("the set has the 7,445 characters of the standard, 6,763 of them Han", () => {
  const all = [...gb2312()];
  expect(all).toHaveLength(7445);
  expect(all.filter((sign) => /[\u4e00-\u9fff]/u.test(sign))).toHaveLength(6763);
});

test.each(["一", "啊", "齄", "。", "“", "—", "…", "《", "－", "１", "Ω", "ㄅ", "─", "·"])("holds %s", (sign) => {
  expect(gb2312().has(sign)).toBe(true);
});

// 〇 is the surprise: GBK added it, and 仿宋_GB2312 shows 二〇二三年 with a circle from another face.
test.each(["〇", "镕", "喆", "堃", "淼", "ⅰ", "︵", "ǹ", "𠮷", "丂"])(
  "%s is in it only if the standard has it",
  (sign) => {
    expect(gb2312().has(sign)).toBe(sign === "淼");
  },
);

test("rare characters are told by face, each once, in the order of the text", () => {
  const body = [
    { type: "title" as const, children: [{ text: "朱镕基" }] },
    { type: "byline" as const, children: [{ text: "陶喆　王堃" }] },
    paragraph("方镕、王喆、李镕"),
    {
      type: "paragraph" as const,
      leadLevel: 2 as const,
      children: [{ text: "听取㛃意见。", lead: true as const }, { text: "由䶮同志说。" }],
    },
  ];
  expect(rareCharacters(body, gb)).toEqual([
    { font: "楷体_GB2312", characters: ["喆", "堃", "㛃"] },
    { font: "仿宋_GB2312", characters: ["镕", "喆", "䶮"] },
  ]);
});

test("ordinary text, Latin, spaces and full faces give nothing", () => {
  expect(rareCharacters([paragraph("同志们：A区 2023年\u3000“十四五”——规划……\t（试行）·\u200b")], gb)).toEqual([]);
  const full: Layout = { ...gb, styles: { ...gb.styles, body: { font: "仿宋", sizePt: 16, bold: false } } };
  expect(rareCharacters([paragraph("镕")], full)).toEqual([]);
});

test("characters of the private use area, with which old machines wrote names, are rare", () => {
  expect(rareCharacters([paragraph("王\ue863")], gb)).toEqual([{ font: "仿宋_GB2312", characters: ["\ue863"] }]);
});
