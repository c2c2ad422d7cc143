import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { numbersOf } from "#core/draft/numbering";
import { type Block, bodySchema, textOf } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";

const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ type: "heading", level, children: [{ text }] });
const run = (leadLevel: 2 | 3 | 4, lead: string, text: string): Block => ({
  type: "paragraph",
  leadLevel,
  children: [{ text: lead, lead: true }, { text }],
});

/** An editor with the cursor `offset` units into block `block`, or at the end of it. */
function open(body: Block[], block = 0, offset?: number): SpeechEditor {
  const editor = createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
  const point = Editor.end(editor, [block]);
  Transforms.select(editor, offset === undefined ? point : { path: [block, 0], offset });
  return editor;
}

/** Types as a hand does, one insertion after the other; what one stroke or one commit of an input method brings stands between blanks. */
async function type(editor: SpeechEditor, strokes: readonly string[]): Promise<void> {
  for (const stroke of strokes) {
    editor.insertText(stroke);
    await Promise.resolve();
  }
}

const undo = async (editor: SpeechEditor) => {
  editor.undo();
  await Promise.resolve();
};

function body(editor: SpeechEditor): Block[] {
  return bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));
}

describe("a number typed at the start of a paragraph", () => {
  it.each<[string, string[], Block]>([
    ["一、 by keyboard", ["一", "、"], heading(1, "")],
    ["一、 in one commit", ["一、"], heading(1, "")],
    ["十二、", ["十", "二", "、"], heading(1, "")],
    ["十二、 in two commits", ["十二", "、"], heading(1, "")],
    ["一．", ["一", "．"], heading(1, "")],
    ["（一）", ["（", "一", "）"], heading(2, "")],
    ["（一） in one commit", ["（一）"], heading(2, "")],
    ["(一)", ["(", "一", ")"], heading(2, "")],
    ["（十二）", ["（", "十二", "）"], heading(2, "")],
    ["1.", ["1", "."], heading(3, "")],
    ["1．", ["1", "．"], heading(3, "")],
    ["１．", ["１", "．"], heading(3, "")],
    ["1、", ["1", "、"], heading(3, "")],
    ["12.", ["1", "2", "."], heading(3, "")],
    ["（1）", ["（", "1", "）"], heading(4, "")],
    ["(1)", ["(1)"], heading(4, "")],
    ["the text behind it", ["一、", "提高认识"], heading(1, "提高认识")],
    ["number and text in one commit", ["一、提高认识"], heading(1, "提高认识")],
    ["a blank behind 1., which belongs to it", ["1", ".", " ", "压实责任"], heading(3, "压实责任")],
    ["the 、 of （一）、", ["（一）", "、", "压实责任"], heading(2, "压实责任")],
    ["a heading that begins with 和谐", ["（一）", "和谐", "社会"], heading(2, "和谐社会")],
    ["a heading of quarters", ["一、", "二季度", "工作"], heading(1, "二季度工作")],
    ["a heading that begins with a year, behind 、", ["1、", "2026年", "工作"], heading(3, "2026年工作")],
    [
      "a heading of several words with commas",
      ["一、", "提高认识", "，", "加强领导"],
      heading(1, "提高认识，加强领导"),
    ],
  ])("makes a heading: %s", async (_name, strokes, wanted) => {
    const editor = open([paragraph("")]);
    await type(editor, strokes);
    expect(body(editor)).toEqual([wanted]);
  });

  it.each<[string, string[]]>([
    ["三大产业", ["一、", "二、", "三产业"]],
    ["三大产业 by keyboard", ["一", "、", "二", "、", "三", "产业"]],
    ["三大产业 in one commit", ["一、二、三产业"]],
    ["一、二和三", ["一、", "二", "和", "三", "季度"]],
    ["a decimal", ["1", ".", "5", "亿元"]],
    ["a full-width decimal", ["1", "．", "5"]],
    ["a decimal in one commit", ["1.5"]],
    ["a date with a stop", ["11", ".", "26", "会议"]],
    ["a year", ["2", "0", "2", "6", "."]],
    ["a year in one commit", ["2026."]],
    ["items by number", ["1", "、", "2", "、", "3", "号楼"]],
    ["（一）（二）", ["（一）", "（", "二", "）", "项"]],
    ["（一）、（二）", ["（一）", "、", "（二）", "项"]],
    ["（一）和（二）", ["（一）", "和", "（", "二"]],
    ["（1）至（3）", ["（", "1", "）", "至", "（3）"]],
    ["第一，", ["第一", "，", "要"]],
    ["第一、", ["第一", "、"]],
    ["一是", ["一是", "要"]],
    ["①", ["①", "要"]],
    ["words in brackets", ["（", "试点", "）"]],
    ["a word with 一", ["一", "年", "、"]],
    ["a number without its sign", ["一", " ", "提高"]],
    ["a number behind other words", ["见", "一", "、"]],
    ["a number behind a blank", ["　", "一、"]],
  ])("leaves: %s", async (_name, strokes) => {
    const editor = open([paragraph("")]);
    await type(editor, strokes);
    expect(body(editor)).toEqual([paragraph(strokes.join(""))]);
  });

  it.each(["title", "subtitle", "byline", "date", "salutation", "signature"] as const)("leaves a %s", async (kind) => {
    const editor = open([{ type: kind, children: [{ text: "" }] }]);
    await type(editor, ["一", "、"]);
    expect(body(editor)).toEqual([{ type: kind, children: [{ text: "一、" }] }]);
  });

  it("leaves headings, leads, the prompt of a slot and the middle of a paragraph", async () => {
    const slot: Block = { type: "paragraph", children: [{ text: "一号", slot: "k" }, { text: "要求" }] };
    const blocks = [heading(2, ""), paragraph("一号文件"), slot, run(2, "领句。", "正文")];
    const editor = open(blocks);
    await type(editor, ["一、"]);
    Transforms.select(editor, { path: [1, 0], offset: 2 });
    await type(editor, ["（一）"]);
    Transforms.select(editor, { path: [2, 0], offset: 1 });
    await type(editor, ["、"]);
    Transforms.select(editor, { path: [3, 0], offset: 0 });
    await type(editor, ["一、"]);
    expect(body(editor).map(textOf)).toEqual(["一、", "一号（一）文件", "、要求", "一、领句。正文"]);
    expect(numbersOf(body(editor))).toEqual(["（一）", "", "", "（二）"]);
  });

  it("gives the typed text back by one undo, and leaves it then until it is deleted", async () => {
    const editor = open([paragraph("上文"), paragraph("")], 1);
    await type(editor, ["一", "、"]);
    expect(body(editor)[1]).toEqual(heading(1, ""));
    await undo(editor);
    expect(body(editor)[1]).toEqual(paragraph("一、"));
    await type(editor, ["提高", "认识"]);
    expect(body(editor)[1]).toEqual(paragraph("一、提高认识"));
    for (const _ of "、提高认识") editor.deleteBackward("character");
    await type(editor, ["、"]);
    expect(body(editor)[1]).toEqual(heading(1, ""));
  });

  it("takes no later 、 or blank behind text that was given back for a number", async () => {
    for (const [strokes, more] of [
      [["（一）"], "、"],
      [["1", "."], " "],
    ] as const) {
      const editor = open([paragraph("")]);
      await type(editor, strokes);
      await undo(editor);
      await type(editor, [more, "要求"]);
      expect(body(editor)).toEqual([paragraph(`${strokes.join("")}${more}要求`)]);
    }
  });

  it("redoes what was undone", async () => {
    const editor = open([paragraph("")]);
    await type(editor, ["一、", "提高"]);
    await undo(editor);
    await undo(editor);
    expect(body(editor)).toEqual([paragraph("一、")]);
    editor.redo();
    await Promise.resolve();
    editor.redo();
    expect(body(editor)).toEqual([heading(1, "提高")]);
  });

  it("leaves no trace in undo where it turned out to be none", async () => {
    const editor = open([paragraph("")]);
    await type(editor, ["1", ".", "5"]);
    await undo(editor);
    expect(body(editor)).toEqual([paragraph("")]);
  });

  it("does not take a digit that is typed there later for a decimal place", async () => {
    const editor = open([paragraph(""), paragraph("下文")]);
    await type(editor, ["1", "."]);
    Transforms.select(editor, Editor.end(editor, [1]));
    await type(editor, ["。"]);
    Transforms.select(editor, Editor.end(editor, [0]));
    await type(editor, ["5", "年工作"]);
    expect(body(editor)).toEqual([heading(3, "5年工作"), paragraph("下文。")]);
  });

  it("is plain text again once the level is taken by hand", async () => {
    const editor = open([paragraph("")]);
    await type(editor, ["一、"]);
    editor.deleteBackward("character");
    await type(editor, ["二、"]);
    expect(body(editor)).toEqual([heading(1, "")]);
  });

  it.each<[string, string, string, Block]>([
    ["a heading of the words behind it", "一、", "提高认识", heading(1, "提高认识")],
    ["a lead of the first sentence behind it", "（一）", "提高认识。要学习。", run(2, "提高认识。", "要学习。")],
    ["no heading of a paragraph behind 一、", "一、", "提高认识。要学习。", paragraph("一、提高认识。要学习。")],
    ["no heading where it joins an enumeration", "一、", "二、三产业", paragraph("一、二、三产业")],
  ])("makes %s", async (_name, typed, text, wanted) => {
    const editor = open([paragraph(text)], 0, 0);
    await type(editor, [typed]);
    expect(body(editor)).toEqual([wanted]);
    if (wanted.type === "paragraph" && wanted.leadLevel === undefined) return;
    await undo(editor);
    expect(body(editor)).toEqual([paragraph(typed + text)]);
  });

  it("keeps the marks of the text behind it", async () => {
    const editor = open([{ type: "paragraph", children: [{ text: "粗", bold: true }, { text: "细" }] }], 0, 0);
    await type(editor, ["一、"]);
    expect(body(editor)).toEqual([
      { type: "heading", level: 1, children: [{ text: "粗", bold: true }, { text: "细" }] },
    ]);
  });
});

describe("text typed behind the full stop of a heading", () => {
  it.each<[string, Block, string[], Block]>([
    ["runs on", heading(2, "提高认识"), ["。", "要学习"], run(2, "提高认识。", "要学习")],
    ["runs on in one commit", heading(3, "提高认识"), ["。要学习"], run(3, "提高认识。", "要学习")],
    [
      "goes on behind the lead",
      heading(4, "提高认识。"),
      ["要", "学习。", "要调研。"],
      run(4, "提高认识。", "要学习。要调研。"),
    ],
    [
      "leaves the quotation mark in the lead",
      heading(2, "做到“两个维护"),
      ["。", "”", "要"],
      run(2, "做到“两个维护。”", "要"),
    ],
    ["not on level 1, which is never run in", heading(1, "提高认识"), ["。", "要"], heading(1, "提高认识。要")],
    [
      "not behind ？, which stands inside headings",
      heading(2, "学什么"),
      ["？", "怎么学"],
      heading(2, "学什么？怎么学"),
    ],
    ["not for a blank", heading(2, "提高认识。"), [" "], heading(2, "提高认识。 ")],
  ])("%s", async (_name, before, strokes, wanted) => {
    const editor = open([before]);
    await type(editor, strokes);
    expect(body(editor)).toEqual([wanted]);
  });

  it("is a heading again by one undo, and stays one", async () => {
    const editor = open([heading(2, "提高认识")]);
    await type(editor, ["。", "要"]);
    await undo(editor);
    expect(body(editor)).toEqual([heading(2, "提高认识。要")]);
    await type(editor, ["学习", "。", "要"]);
    expect(body(editor)).toEqual([heading(2, "提高认识。要学习。要")]);
  });

  it("does not part a heading into which a full stop is typed", async () => {
    const editor = open([heading(2, "提高认识抓好落实")], 0, 4);
    await type(editor, ["。"]);
    expect(body(editor)).toEqual([heading(2, "提高认识。抓好落实")]);
  });

  it("makes the whole run-in from the number on", async () => {
    const editor = open([paragraph("")]);
    await type(editor, ["（", "一", "）", "提高认识", "。", "要学习", "。"]);
    expect(body(editor)).toEqual([run(2, "提高认识。", "要学习。")]);
  });
});
