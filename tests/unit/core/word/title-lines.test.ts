import { expect, test } from "vitest";
import { titleLines } from "#core/word/title-lines";

/** 22 pt in a block of 156 mm. */
const CAPACITY = 20.1;

const width = (text: string) => [...text.trimEnd()].reduce((sum, sign) => sum + (sign < "\u0250" ? 0.5 : 1), 0);

test.each([
  ["XX副区长在2023年区知识产权联席会议上的讲话", ["XX副区长在2023年区知识产权", "联席会议上的讲话"]],
  ["在全市优化营商环境大会上的讲话", ["在全市优化营商环境大会上的讲话"]],
  ["在庆祝中国共产党成立102周年暨“七一”表彰大会上的讲话", ["在庆祝中国共产党成立102周年", "暨“七一”表彰大会上的讲话"]],
  ["在2023年5月10日区委常委会（扩大）会议上的讲话", ["在2023年5月10日", "区委常委会（扩大）会议上的讲话"]],
  ["在二〇二三年安全生产暨防汛抗旱工作视频会议上的讲话", ["在二〇二三年安全生产", "暨防汛抗旱工作视频会议上的讲话"]],
  [
    "张三丰同志在第十四届全国人民代表大会第一次会议上关于《政府工作报告》起草情况的说明",
    ["张三丰同志在第十四届全国", "人民代表大会第一次会议上", "关于《政府工作报告》起草情况的说明"],
  ],
])("%s", (title, lines) => {
  expect(titleLines(title, CAPACITY)).toEqual(lines);
});

const PARTS = [
  "张三丰副区长",
  "在全区",
  "2024年",
  "第十四届",
  "《政府工作报告》",
  "经济工作会议",
  "暨“两会”精神",
  "安全生产",
  "专题学习会上的",
  "讲话",
  "招商引资",
  "和",
  "GDP",
];

/** Two hundred titles made of the parts, the same in every run. */
function titles(): string[] {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  return Array.from({ length: 200 }, () =>
    Array.from({ length: 3 + next(6) }, () => PARTS[next(PARTS.length)]).join(""),
  );
}

test("any title comes back whole, in lines that fit, and with nothing split that belongs together", () => {
  for (const title of titles()) {
    const lines = titleLines(title, CAPACITY);
    expect(lines.join("")).toBe(title);
    for (const line of lines) {
      expect(width(line), title).toBeLessThanOrEqual(CAPACITY);
      expect([...line].length, title).toBeGreaterThan(1);
      expect(line, title).not.toMatch(/^[》”）的年届上]|[《“（]$|[0-9第]$/u);
      expect(line.split("《").length, title).toBe(line.split("》").length);
    }
  }
});

test("three lines and more are never an hourglass when another shape splits no word", () => {
  const lines = titleLines(
    "在全区深入学习贯彻党的二十届三中全会精神推动经济社会高质量发展暨民营经济工作会议上的讲话",
    CAPACITY,
  );
  const widths = lines.map(width);
  const rises = widths.slice(1).map((each, index) => each > (widths[index] as number));
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(rises.join()).not.toContain("false,true");
});

test("a 《》 title wider than the line is broken between words", () => {
  const title = "关于《中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要》的说明";
  const lines = titleLines(title, CAPACITY);
  expect(lines.join("")).toBe(title);
  expect(lines.join("|")).toContain("第十四个五年规划");
  expect(lines.join("|")).toContain("2035年远景目标纲要》的说明");
});

test("a word wider than the line is broken where it must be", () => {
  const lines = titleLines("Donaudampfschifffahrtsgesellschaftskapitänspatent开幕式", CAPACITY);
  for (const line of lines) expect(width(line)).toBeLessThanOrEqual(CAPACITY);
  expect(lines.length).toBeGreaterThan(1);
});

test("surrogate pairs stay whole", () => {
  const lines = titleLines("𠮷".repeat(45), CAPACITY);
  expect(lines.join("")).toBe("𠮷".repeat(45));
  for (const line of lines) expect(line).not.toMatch(/\p{Cs}/u);
});

test("what is too long for a title is left whole, and at once", () => {
  const long = "在全区经济工作会议上的讲话".repeat(10_000);
  expect(titleLines(long, CAPACITY)).toEqual([long]);
  expect(titleLines("", CAPACITY)).toEqual([""]);
});

test("the longest title without a place to break is broken while somebody types", () => {
  expect(titleLines("a".repeat(190), CAPACITY).join("")).toBe("a".repeat(190));
});

test("a title that only narrow capitals would fit on one line is not left to the word processor", () => {
  expect(titleLines("XX副县长在全县重点项目建设调度会上的讲话", CAPACITY)).toHaveLength(2);
});
