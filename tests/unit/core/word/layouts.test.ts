import { expect, test } from "vitest";
import {
  departures,
  fontKind,
  fontsOf,
  type Layout,
  layoutSchema,
  ownLayout,
  SHIPPED_LAYOUTS,
} from "#core/word/layouts";
import { lineCapacity, pageOf } from "#core/word/page";

const [gb, office, speech] = SHIPPED_LAYOUTS as [Layout, Layout, Layout];

test("the shipped profiles are valid, and 国标 departs from nothing", () => {
  for (const layout of SHIPPED_LAYOUTS) expect(layoutSchema.parse(layout)).toEqual(layout);
  expect(departures(gb)).toEqual([]);
});

test("the other profiles say field by field where they depart", () => {
  expect(departures(office).map(({ label, value, standard }) => [label, value, standard])).toEqual([
    ["行距", "28 磅", "28.95 磅"],
    ["字数网格", "不设", "28 字 × 22 行"],
  ]);
  expect(departures(speech).map(({ field }) => field)).toEqual([
    "topMm",
    "bottomMm",
    "rightMm",
    "linePitchPt",
    "grid",
    "pageNumber",
  ]);
  expect(departures(speech)[0]?.clause).toBe("GB/T 9704—2012 5.2.1");
});

test("faces of one kind are equal before the standard, another kind or size is a departure", () => {
  const plain = { ...gb.styles.body, font: "仿宋" };
  expect(departures({ ...gb, styles: { ...gb.styles, body: plain } })).toEqual([]);
  const song = { ...gb.styles.signature, font: "宋体" };
  expect(departures({ ...gb, styles: { ...gb.styles, signature: song } })).toEqual([
    {
      field: "styles.signature",
      label: "落款",
      value: "宋体 16 磅",
      standard: "仿宋体 16 磅",
      clause: "GB/T 9704—2012 7.3.5",
    },
  ]);
  expect(fontKind("方正小标宋_GBK")).toBe("小标宋体");
  expect(fontKind("KaiTi")).toBe("楷体");
});

test("an own profile starts as a copy and shares nothing that is changed in place", () => {
  const own = ownLayout(gb, "own-1", "我处的版式");
  expect(own).toEqual({ ...gb, id: "own-1", name: "我处的版式", shipped: false });
  own.styles.title = { ...own.styles.title, sizePt: 20 };
  expect(gb.styles.title.sizePt).toBe(22);
});

test("the fonts of a profile come in the order of the page with what is set in them", () => {
  expect(fontsOf(gb)).toEqual([
    { font: "方正小标宋简体", styles: ["题目"] },
    { font: "楷体_GB2312", styles: ["副题", "讲话人", "日期", "二级标题"] },
    { font: "仿宋_GB2312", styles: ["称谓", "正文", "三级标题", "四级标题", "落款"] },
    { font: "黑体", styles: ["一级标题"] },
    { font: "宋体", styles: ["页码"] },
  ]);
  expect(fontsOf({ ...gb, pageNumber: "none" }).map(({ font }) => font)).not.toContain("宋体");
});

test("the page of 国标 is the computed one: 28 cells and 22 lines fit, a 29th and a 23rd do not", () => {
  const page = pageOf(gb);
  expect(page).toMatchObject({ linePitch: 579, charSpace: -842, letterSpacing: -6 });
  const [width, height] = [page.width - page.left - page.right, page.height - page.top - page.bottom];
  const cell = 16 * 20 + page.letterSpacing;
  expect(Math.floor(width / cell)).toBe(28);
  expect(Math.floor(height / page.linePitch)).toBe(22);
  expect(Math.floor(lineCapacity(page, 22))).toBe(20);
});

test("any margins and size keep 28 characters when the grid is on", () => {
  for (const [leftMm, sizePt] of [
    [20, 16],
    [28, 15],
    [40, 14],
    [28, 18],
  ] as const) {
    const page = pageOf({ ...gb, leftMm, styles: { ...gb.styles, body: { ...gb.styles.body, sizePt } } });
    const width = page.width - page.left - page.right;
    expect(Math.floor(width / (sizePt * 20 + page.letterSpacing))).toBe(28);
    expect(Math.floor(width / 20 / (sizePt + (page.charSpace ?? 0) / 4096))).toBe(28);
  }
});

test("the page number stands 7 mm below the text, and on the sheet even with the smallest margin", () => {
  const page = pageOf(gb);
  expect((page.bottom - page.footer - 160) / 56.6929).toBeCloseTo(7, 1);
  expect(pageOf({ ...gb, bottomMm: 5 }).footer).toBeGreaterThan(0);
});
