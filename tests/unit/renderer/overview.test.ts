import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { countWords } from "#core/draft/counting";
import { openPlaces } from "#core/draft/placeholders";
import { plainText } from "#core/draft/plain-text";
import type { Block, PlainBlockType } from "#core/draft/schema";
import { overviewOf } from "../../../renderer/session/overview.ts";

const plain = (type: PlainBlockType | "paragraph", text: string): Block => ({ type, children: [{ text }] });
const heading = (level: 1 | 2, text: string): Block => ({ type: "heading", level, children: [{ text }] });

const speech: Block[] = [
  plain("title", "在会议上的讲话"),
  plain("byline", "林向东"),
  plain("salutation", "同志们："),
  plain("paragraph", "下面讲两点。"),
  heading(1, "认识"),
  plain("paragraph", "正文。"),
  heading(2, "要求"),
  plain("paragraph", "X区要落实。"),
  heading(1, "任务"),
  plain("paragraph", "正文。"),
  plain("paragraph", "同志们，让我们努力。"),
  plain("signature", "青云县人民政府"),
];

describe("overview", () => {
  it("has a row for opening, every section and closing; level 1 and the title lines add up to the total", () => {
    const { rows, characters } = overviewOf(speech);
    expect(rows.map(({ kind, label, text, block }) => [kind, label, text, block])).toEqual([
      ["opening", "", "开头", 2],
      ["section", "一、", "认识", 4],
      ["section", "（一）", "要求", 6],
      ["section", "二、", "任务", 8],
      ["closing", "", "结尾", 10],
    ]);
    const titleLines = countWords("在会议上的讲话") + countWords("林向东");
    const sections = rows.filter((row) => row.level === 1).reduce((sum, row) => sum + row.characters, 0);
    expect(titleLines + sections).toBe(characters);
    expect(characters).toBe(countWords(plainText(speech)));
  });

  it("finds open places in the block's own text, without its number", () => {
    const body = [heading(1, "X区的任务"), plain("paragraph", ""), plain("paragraph", "请XX同志讲")];
    const { openPlaces } = overviewOf(body);
    expect(openPlaces.map(({ block, start, end }) => body[block]?.children[0]?.text.slice(start, end))).toEqual([
      "X区",
      "XX同志",
    ]);
  });

  it("counts the same open places as the export, slots among them, and words as exported", () => {
    const body: Block[] = [
      heading(1, "X区的任务"),
      { type: "paragraph", children: [{ text: "请XX同志和" }, { text: "XX单位", slot: "unit" }, { text: "讲" }] },
    ];
    const overview = overviewOf(body);
    expect(overview.openPlaces).toEqual([
      { block: 0, start: 0, end: 2 },
      { block: 1, start: 1, end: 5 },
      { block: 1, start: 6, end: 10 },
    ]);
    expect(overview.openPlaces).toHaveLength(openPlaces(body).length);
    expect(overview.characters).toBe(countWords("一、X区的任务\n请XX同志和【待填：XX单位】讲"));
  });

  it("shows no rows without headings, and no closing without a sign of one", () => {
    expect(overviewOf([plain("title", ""), plain("paragraph", "只有一段。")]).rows).toEqual([]);
    expect(overviewOf([heading(1, "一"), plain("paragraph", "完。")]).rows.map((row) => row.kind)).toEqual(["section"]);
  });

  it("counts 500,000 characters", async () => {
    const sample = await readFile(new URL("../../../assets/sample/joint-conference-2023.txt", import.meta.url), "utf8");
    const lines = sample.split("\n").filter((line) => line !== "");
    const body: Block[] = [];
    for (let length = 0; length < 500_000; length += sample.length)
      body.push(...lines.map((line) => plain("paragraph", line)));
    expect(overviewOf(body).characters).toBeGreaterThan(450_000);
  });
});
