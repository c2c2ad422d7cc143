import { describe, expect, it } from "vitest";
import { outlineOf } from "#core/draft/outline";
import { plainText } from "#core/draft/plain-text";
import { type Block, titleOf } from "#core/draft/schema";

const body: Block[] = [
  { type: "title", children: [{ text: "在会议上的讲话" }] },
  { type: "salutation", children: [{ text: "同志们：" }] },
  { type: "paragraph", children: [{ text: "" }] },
  { type: "heading", level: 1, children: [{ text: "提高认识" }] },
  { type: "paragraph", children: [{ text: "要抓。" }] },
  { type: "paragraph", leadLevel: 2, children: [{ text: "抓早。", lead: true }, { text: "要早。" }] },
  { type: "heading", level: 1, children: [{ text: "狠抓" }, { text: "落实", bold: true }] },
  { type: "paragraph", children: [{ text: "要干。" }] },
  { type: "signature", children: [{ text: "青云县" }] },
];

describe("outlineOf", () => {
  it("lists headings and leads with bare numbers, and counts each whole section", () => {
    expect(outlineOf(body).map(({ number, level, text, characters }) => [number, level, text, characters])).toEqual([
      ["一", 1, "提高认识", 6 + 3 + 9],
      ["一", 2, "抓早", 9],
      ["二", 1, "狠抓落实", 6 + 3],
    ]);
  });

  it("ends a section before the next heading of its level and before the signature", () => {
    expect(outlineOf(body).map((entry) => [entry.block, entry.end])).toEqual([
      [3, 6],
      [5, 6],
      [6, 8],
    ]);
  });

  it("takes the whole text where a run-in heading has no lead marked", () => {
    const unmarked: Block = { type: "paragraph", leadLevel: 2, children: [{ text: "只有一句。" }] };
    expect(outlineOf([unmarked])[0]?.text).toBe("只有一句");
  });
});

describe("plainText", () => {
  it("writes computed numbers and leaves empty paragraphs out", () => {
    expect(plainText(body)).toBe(
      "在会议上的讲话\n同志们：\n一、提高认识\n要抓。\n（一）抓早。要早。\n二、狠抓落实\n要干。\n青云县\n",
    );
  });

  it("says of an open slot that it waits, and so do the outline and the title in lists", () => {
    const heading: Block = { type: "heading", level: 1, children: [{ text: "建设" }, { text: "区域", slot: "r" }] };
    expect(outlineOf([heading])[0]?.text).toBe("建设【待填：区域】");
    const title: Block = {
      type: "title",
      children: [{ text: "在" }, { text: "会议", slot: "m" }, { text: "上的讲话" }],
    };
    expect(plainText([title])).toBe("在【待填：会议】上的讲话\n");
    expect(titleOf([title])).toBe("在【待填：会议】上的讲话");
  });

  it("is empty for an empty draft", () => {
    expect(plainText([{ type: "paragraph", children: [{ text: " " }] }])).toBe("");
  });
});
