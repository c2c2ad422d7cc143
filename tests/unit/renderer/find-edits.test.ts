import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { type Block, bodySchema, type Span } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { applyEdits, type BlockEdit, offsetAfter } from "../../../renderer/editor/find-edits.ts";
import { placesIn } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";

const paragraph = (...spans: (string | Span)[]): Block => ({
  type: "paragraph",
  children: spans.map((span) => (typeof span === "string" ? { text: span } : span)),
});

function open(...body: Block[]): SpeechEditor {
  return createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
}

/** The body as it would be saved; every state must be one that the schema takes. */
function body(editor: SpeechEditor): Block[] {
  return bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));
}

/** Edits of every occurrence of `words` in `editor`. */
function edits(editor: SpeechEditor, words: string, text: string): BlockEdit[] {
  return (editor.children as Block[]).flatMap((block, index) => {
    const own = block.children.map((span) => span.text).join("");
    return [...own.matchAll(new RegExp(words, "gu"))].map((match) => ({
      block: index,
      start: match.index,
      end: match.index + words.length,
      text,
    }));
  });
}

describe("the marks of what is put in", () => {
  it.each<[string, Span[], string, string, Span[]]>([
    ["are those of the text", [{ text: "抓落实" }], "落实", "落细", [{ text: "抓落细" }]],
    [
      "stay bold in bold",
      [{ text: "抓" }, { text: "落实", bold: true }],
      "落实",
      "落细",
      [{ text: "抓" }, { text: "落细", bold: true }],
    ],
    [
      "are those of the first part",
      [{ text: "抓落", bold: true }, { text: "实" }],
      "落实",
      "落细",
      [{ text: "抓落细", bold: true }],
    ],
    [
      "are those of the first part over three spans",
      [{ text: "甲" }, { text: "乙", bold: true }, { text: "丙" }],
      "甲乙丙",
      "丁",
      [{ text: "丁" }],
    ],
    [
      "keep a citation in which a word changes",
      [{ text: "《关于落实的通知》", citation: "c1" }, { text: "要求" }],
      "落实",
      "落细",
      [{ text: "《关于落细的通知》", citation: "c1" }, { text: "要求" }],
    ],
    [
      "keep a card field that changes as a whole",
      [{ text: "张三", field: "speaker.name" }, { text: "同志" }],
      "张三",
      "李四",
      [{ text: "李四", field: "speaker.name" }, { text: "同志" }],
    ],
    [
      "leave a citation where the hit goes on behind it",
      [{ text: "《通知》", citation: "c1" }, { text: "要求我们" }],
      "》要求",
      "》指出",
      [{ text: "《通知", citation: "c1" }, { text: "》指出我们" }],
    ],
    [
      "leave a slot that is filled as a whole",
      [{ text: "由" }, { text: "责任单位", slot: "s1", bold: true }, { text: "牵头" }],
      "责任单位",
      "县科技局",
      [{ text: "由" }, { text: "县科技局", bold: true }, { text: "牵头" }],
    ],
    [
      "keep a slot of which one word changes",
      [{ text: "责任单位", slot: "s1" }],
      "单位",
      "部门",
      [{ text: "责任部门", slot: "s1" }],
    ],
    [
      "keep two slots apart",
      [
        { text: "甲", slot: "s1" },
        { text: "乙", slot: "s2" },
      ],
      "甲",
      "丙",
      [{ text: "丙" }, { text: "乙", slot: "s2" }],
    ],
    [
      "take nothing of a citation behind",
      [{ text: "落" }, { text: "实情", citation: "c1" }],
      "落实",
      "落细",
      [{ text: "落细" }, { text: "情", citation: "c1" }],
    ],
    [
      "stay an item",
      [{ text: "一是", item: true }, { text: "抓落实。" }],
      "一是",
      "一要",
      [{ text: "一要", item: true }, { text: "抓落实。" }],
    ],
  ])("%s", async (_name, before, words, text, after) => {
    const editor = open(paragraph(...before));
    const original = body(editor);
    applyEdits(editor, edits(editor, words, text));
    expect(body(editor)).toEqual([paragraph(...after)]);
    await Promise.resolve();
    editor.undo();
    expect(body(editor)).toEqual(original);
    editor.redo();
    expect(body(editor)).toEqual([paragraph(...after)]);
  });
});

describe("many edits", () => {
  const before: Block[] = [
    { type: "title", children: [{ text: "落实会上的讲话" }] },
    { type: "heading", level: 1, children: [{ text: "落实" }] },
    { type: "paragraph", leadLevel: 2, children: [{ text: "落实。", lead: true }, { text: "落实，再落实。" }] },
    paragraph("落", { text: "实落实", bold: true }, "落实"),
  ];

  it("are one step of undo, in every span and across spans", async () => {
    const editor = open(...before);
    applyEdits(editor, edits(editor, "落实", "落细落实"));
    expect(body(editor)).toEqual([
      { type: "title", children: [{ text: "落细落实会上的讲话" }] },
      { type: "heading", level: 1, children: [{ text: "落细落实" }] },
      {
        type: "paragraph",
        leadLevel: 2,
        children: [{ text: "落细落实。", lead: true }, { text: "落细落实，再落细落实。" }],
      },
      paragraph("落细落实", { text: "落细落实", bold: true }, "落细落实"),
    ]);
    expect(editor.history.undos).toHaveLength(1);
    await Promise.resolve();
    editor.undo();
    expect(body(editor)).toEqual(before);
  });

  it("that leave a heading, a lead and a paragraph empty leave a valid body", async () => {
    const editor = open(...before, paragraph("落实"));
    applyEdits(editor, edits(editor, "落实", ""));
    expect(body(editor).slice(1)).toEqual([
      { type: "heading", level: 1, children: [{ text: "" }] },
      { type: "paragraph", leadLevel: 2, children: [{ text: "。", lead: true }, { text: "，再。" }] },
      paragraph(""),
      paragraph(""),
    ]);
  });

  it("empty a lead so that its number goes", () => {
    const editor = open({
      type: "paragraph",
      leadLevel: 2,
      children: [{ text: "落实", lead: true }, { text: "，要快" }],
    });
    applyEdits(editor, edits(editor, "落实", ""));
    expect(body(editor)).toEqual([paragraph("，要快")]);
  });

  it("are no step of undo with what was typed just before", async () => {
    const editor = open(paragraph("抓"));
    Transforms.select(editor, Editor.end(editor, []));
    editor.insertText("落实");
    await Promise.resolve();
    applyEdits(editor, edits(editor, "落实", "落细"));
    await Promise.resolve();
    editor.undo();
    expect(body(editor)).toEqual([paragraph("抓落实")]);
  });

  it("keep cursor and selection at their words", () => {
    const editor = open(paragraph("甲乙丙甲乙丙"), paragraph("甲"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 2 }, focus: { path: [0, 0], offset: 5 } });
    applyEdits(editor, edits(editor, "甲", "很多字"));
    expect(editor.selection && placesIn(editor, editor.selection)).toEqual([{ block: 0, start: 4, end: 9 }]);
  });

  it("do nothing where there are none", () => {
    const editor = open(paragraph("甲"));
    applyEdits(editor, []);
    expect(editor.history.undos).toHaveLength(0);
  });
});

describe("a place after edits", () => {
  const made = [
    { start: 2, end: 4, text: "" },
    { start: 6, end: 7, text: "很多字" },
  ];
  it.each([
    [0, 0],
    [2, 2],
    [3, 2],
    [4, 2],
    [6, 4],
    [7, 7],
    [9, 9],
  ])("%i becomes %i", (offset, after) => {
    expect(offsetAfter(made, offset)).toBe(after);
  });
});
