// @vitest-environment happy-dom
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { countWords } from "#core/draft/counting";
import { exportedBody } from "#core/draft/exported-body";
import { numbersOf } from "#core/draft/numbering";
import { outlineOf } from "#core/draft/outline";
import { openPlaces, openPlacesIn } from "#core/draft/placeholders";
import { plainParagraphs, plainText } from "#core/draft/plain-text";
import { type Block, newDraft, type Span, titleOf } from "#core/draft/schema";
import { clipboardHtml } from "#core/word/clipboard-html";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { readDocxSource } from "#core/word/read-docx";
import { toDocx } from "#core/word/write-docx";
import { overviewOf } from "../../../../renderer/session/overview.ts";

const optional = (text: string, slot = "may"): Span => ({ text, slot, optional: true });
const required = (text: string): Span => ({ text, slot: "must" });
const item = (text: string): Span => ({ text, item: true });
const spans = (children: (string | Span)[]) =>
  children.map((child) => (typeof child === "string" ? { text: child } : child));
const paragraph = (...children: (string | Span)[]): Block => ({ type: "paragraph", children: spans(children) });
const heading = (level: 1 | 2, ...children: (string | Span)[]): Block => ({
  type: "heading",
  level,
  children: spans(children),
});
const lead = (first: Span, ...rest: (string | Span)[]): Block => ({
  type: "paragraph",
  leadLevel: 2,
  children: [{ ...first, lead: true }, ...spans(rest)],
});

const draftOf = (body: Block[]) =>
  newDraft({ id: "018f6f2e-0000-7000-8000-000000000000", now: "2026-11-22T08:00:00.000Z" }, body);

/** The paragraphs of the Word file as our reader finds them. */
async function wordLines(body: Block[]): Promise<string[]> {
  const [layout] = SHIPPED_LAYOUTS;
  if (!layout) throw new Error("no layout");
  const parts = new Map(Object.entries(unzipSync(await toDocx(draftOf(body), layout))));
  return readDocxSource(parts).paragraphs.map(({ runs }) => runs.map(({ text }) => text).join(""));
}

const cases: [string, Block[], string[]][] = [
  ["among other text is left out of it", [paragraph("由", optional("单位"), "牵头")], ["由牵头"]],
  ["takes its paragraph with it", [paragraph("甲"), paragraph(optional("评价")), paragraph("乙")], ["甲", "乙"]],
  [
    "takes the signs around it along",
    [paragraph("甲"), paragraph(optional("评价"), "。"), paragraph("乙")],
    ["甲", "乙"],
  ],
  ["beside a required one leaves the paragraph", [paragraph(optional("评价"), required("任务"))], ["【待填：任务】"]],
  [
    "as a heading leaves no gap in the numbers",
    [heading(1, "甲"), heading(1, optional("形势")), heading(1, "乙")],
    ["一、甲", "二、乙"],
  ],
  [
    "as a run-in lead alone leaves no number behind",
    [heading(1, "甲"), lead(optional("领句")), lead({ text: "抓实。" }, "正文")],
    ["一、甲", "（一）抓实。正文"],
  ],
  [
    "as a lead with text leaves the text its number",
    [heading(1, "甲"), lead(optional("领句"), "正文")],
    ["一、甲", "（一）正文"],
  ],
  [
    "as an item is counted over",
    [paragraph(item("一是"), "甲。"), paragraph(item("二是"), optional("任务"), "。"), paragraph(item("三是"), "乙。")],
    ["一是甲。", "二是乙。"],
  ],
];

describe("an open slot that may be left out", () => {
  it.each(cases)("%s", async (_, body, expected) => {
    expect(plainText(body).trimEnd().split("\n")).toEqual(expected);
    expect(await wordLines(body)).toEqual(expected);
    const copied = exportedBody(body).map(({ place, block, spans }) => ({
      block,
      spans,
      number: numbersOf(body)[place] ?? "",
    }));
    const page = new DOMParser().parseFromString(clipboardHtml(copied, false), "text/html");
    expect([...page.body.children].map((line) => line.textContent)).toEqual(expected);
    expect(overviewOf(body).characters).toBe(countWords(expected.join("\n")));
  });

  it("is no line of the outline as a heading, and its section is part of the one above", () => {
    const body = [heading(1, "甲"), heading(1, optional("形势")), paragraph("正文"), heading(1, "乙")];
    expect(outlineOf(body).map(({ label, text, block, end }) => [label, text, block, end])).toEqual([
      ["一、", "甲", 0, 3],
      ["二、", "乙", 3, 4],
    ]);
    const { rows, characters } = overviewOf(body);
    expect(rows.reduce((sum, row) => sum + row.characters, 0)).toBe(characters);
  });

  it("is not in the title of lists", () => {
    expect(titleOf([{ type: "title", children: spans(["在会议上的", optional("专题"), "讲话"]) }])).toBe(
      "在会议上的讲话",
    );
  });

  it("is no open place of the export, whose offsets count without it; in the editor it is one", () => {
    const body = [heading(1, optional("前"), "由", required("单位"), "在X区", optional("后"), "办")];
    const [exported] = plainParagraphs(body);
    const places = openPlaces(body);
    expect(places.map(({ text }) => text)).toEqual(["【待填：单位】", "X区"]);
    for (const { start, end, text } of places) expect(exported?.text.slice(start, end)).toBe(text);
    expect(openPlacesIn(body[0] as Block).map((place) => place.optional)).toEqual([true, undefined, undefined, true]);
  });
});

describe("what only looks like it", () => {
  it.each<[string, Block[], string[]]>([
    ["a required slot alone", [paragraph(required("任务"))], ["【待填：任务】"]],
    ["text that was typed in an optional one", [paragraph({ text: "评价", optional: true })], ["评价"]],
    ["an empty heading keeps its number", [heading(1, ""), heading(1, "乙")], ["二、乙"]],
    [
      "a gap that was there",
      [paragraph(item("一是"), "甲。"), paragraph(item("三是"), "乙。"), paragraph("丙", optional("评价"))],
      ["一是甲。", "三是乙。", "丙"],
    ],
  ])("%s is exported", (_, body, expected) => {
    expect(plainText(body).trimEnd().split("\n")).toEqual(expected);
  });
});
