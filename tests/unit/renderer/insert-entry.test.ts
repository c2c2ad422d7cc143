import { Editor, Node, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import type { Block, DraftHead, Span } from "#core/draft/schema";
import type { PassageEntry } from "#core/library/entry";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { startHead } from "../../../renderer/editor/with-head.ts";
import { insertPassage, insertWords } from "../../../renderer/features/library/insert-entry.ts";

const paragraph = (...children: (string | Span)[]): Block => ({
  type: "paragraph",
  children: children.map((child) => (typeof child === "string" ? { text: child } : child)),
});
const title = (text: string): Block => ({ type: "title", children: [{ text }] });
const heading = (text: string): Block => ({ type: "heading", level: 1, children: [{ text }] });
const PLAN = { entryId: "P031", title: "某某规划", documentNumber: "国发〔2021〕20号", text: "《某某规划》" };

function open(body: Block[], card: DraftHead["card"] = {}): SpeechEditor {
  const editor = createSpeechEditor(structuredClone(body), undefined, { refused: expect.fail, noted: () => {} });
  startHead(editor, { card, citations: {} }, () => {});
  return editor;
}

/** Selects in the text of blocks, whatever their spans. */
function select(editor: SpeechEditor, block: number, from: number, to = from): void {
  const point = (offset: number) => {
    let rest = offset;
    for (const [index, { text }] of (editor.children[block] as Block).children.entries()) {
      if (rest <= text.length) return { path: [block, index], offset: rest };
      rest -= text.length;
    }
    throw new Error(`no offset ${offset}`);
  };
  Transforms.select(editor, { anchor: point(from), focus: point(to) });
}

const texts = (editor: SpeechEditor) => editor.children.map((block) => Node.string(block));
const cited = (editor: SpeechEditor) =>
  (editor.children as Block[]).flatMap(({ children }) => children.filter(({ citation }) => citation !== undefined));

describe("words of the library", () => {
  it("stand under a mark with their copy in the draft, as one step of undo together", async () => {
    const editor = open([paragraph("认真落实，坚持")]);
    select(editor, 0, 4);
    insertWords(editor, "《某某规划》", PLAN);
    await Promise.resolve();
    expect(texts(editor)).toEqual(["认真落实《某某规划》，坚持"]);
    const [mark] = cited(editor);
    expect(mark?.text).toBe("《某某规划》");
    expect(editor.head.citations).toEqual({ [mark?.citation ?? ""]: PLAN });
    editor.undo();
    expect(texts(editor)).toEqual(["认真落实，坚持"]);
    expect(editor.head.citations).toEqual({});
    editor.redo();
    expect(texts(editor)).toEqual(["认真落实《某某规划》，坚持"]);
    expect(Object.values(editor.head.citations)).toEqual([PLAN]);
  });

  it("leave what is typed behind them without their mark", async () => {
    const editor = open([paragraph("落实")]);
    select(editor, 0, 2);
    insertWords(editor, "《某某规划》", PLAN);
    await Promise.resolve();
    editor.insertText("的要求");
    expect(texts(editor)).toEqual(["落实《某某规划》的要求"]);
    expect(cited(editor).map(({ text }) => text)).toEqual(["《某某规划》"]);
  });

  it("take the place of what is selected", () => {
    const editor = open([paragraph("落实某规划的要求")]);
    select(editor, 0, 2, 5);
    insertWords(editor, "《某某规划》", PLAN);
    expect(texts(editor)).toEqual(["落实《某某规划》的要求"]);
  });

  it.each([
    ["with the cursor in it", 3, 3],
    ["when it is selected", 2, 6],
  ])("fill an open slot %s, which is none then", (_, from, to) => {
    const editor = open([paragraph("落实", { text: "上级文件", slot: "awareness.higher", optional: true }, "要求")]);
    select(editor, 0, from, to);
    insertWords(editor, "《某某规划》", PLAN);
    expect(texts(editor)).toEqual(["落实《某某规划》要求"]);
    expect((editor.children[0] as Block).children.some(({ slot }) => slot !== undefined)).toBe(false);
    expect(cited(editor).map(({ text }) => text)).toEqual(["《某某规划》"]);
  });

  it.each([
    ["typed by hand", "落实《要求", 3],
    ["paired by the input method", "落实《》要求", 3],
  ])("double no 《》 that were %s", (_, text, offset) => {
    const editor = open([paragraph(text)]);
    select(editor, 0, offset);
    insertWords(editor, "《某某规划》（国发〔2021〕20号）", PLAN);
    expect(texts(editor)).toEqual(["落实《某某规划》（国发〔2021〕20号）要求"]);
  });

  it.each([
    ["“", "规划指出“要", "规划指出“创新是动力。”要"],
    ["“”", "规划指出“”要", "规划指出“创新是动力。”要"],
    ["no other sign", "规划《要", "规划《“创新是动力。”要"],
  ])("of a quotation double %s", (_, text, expected) => {
    const editor = open([paragraph(text)]);
    select(editor, 0, text.search(/[“《]/u) + 1);
    insertWords(editor, "“创新是动力。”", PLAN);
    expect(texts(editor)).toEqual([expected]);
  });

  it.each([
    ["要做到。", 3, "要做到一分部署、九分落实。"],
    ["要做到，不能停。", 3, "要做到一分部署、九分落实，不能停。"],
    ["前一句。下一句。", 4, "前一句。一分部署、九分落实。下一句。"],
    ["", 0, "一分部署、九分落实。"],
  ])("end no sentence twice: %j at %d", (text, offset, expected) => {
    const editor = open([paragraph(text)]);
    select(editor, 0, offset);
    insertWords(editor, "一分部署、九分落实。");
    expect(texts(editor)).toEqual([expected]);
    expect(editor.head.citations).toEqual({});
  });

  it("are as bold as the words around them, and stay in a heading what it is", () => {
    const editor = open([heading("学习规划"), paragraph({ text: "甲乙", bold: true })]);
    select(editor, 1, 1);
    insertWords(editor, "《某某规划》", PLAN);
    expect(cited(editor)[0]?.bold).toBe(true);
    select(editor, 0, 2);
    insertWords(editor, "《某某规划》", PLAN);
    expect(editor.children[0]).toMatchObject({ type: "heading", level: 1 });
    expect(texts(editor)[0]).toBe("学习《某某规划》规划");
  });

  it("go to the end of a text that never had a cursor", () => {
    const editor = open([paragraph("开头"), paragraph("结尾")]);
    insertWords(editor, "实干为要。");
    expect(texts(editor)).toEqual(["开头", "结尾实干为要。"]);
  });
});

const passage = (...body: Block[]): PassageEntry => ({
  id: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  kind: "passage",
  title: "协同",
  themes: [],
  body,
});
const REGION: Span = { text: "地区", slot: "card.region" };

describe("a passage", () => {
  it("says what this draft's card says, and leaves open what it does not", () => {
    const editor = open([title("讲话"), paragraph("前文。")], { region: "青云县" });
    select(editor, 1, 3);
    insertPassage(
      editor,
      passage(heading("抓协同"), paragraph(REGION, "各部门于", { text: "日期", slot: "card.date" }, "前完成。")),
    );
    expect(texts(editor)).toEqual(["讲话", "前文。", "抓协同", "青云县各部门于日期前完成。"]);
    expect((editor.children[3] as Block).children).toMatchObject([
      { text: "青云县", field: "region" },
      { text: "各部门于" },
      { text: "日期", slot: "card.date" },
      { text: "前完成。" },
    ]);
    expect(Editor.isEnd(editor, editor.selection?.focus ?? { path: [0, 0], offset: 0 }, [3])).toBe(true);
  });

  it("never breaks the sentence with the cursor, and goes before a block at whose start the cursor is", () => {
    const editor = open([paragraph("甲乙丙。"), paragraph("丁。")]);
    select(editor, 0, 2);
    insertPassage(editor, passage(paragraph("一段。")));
    expect(texts(editor)).toEqual(["甲乙丙。", "一段。", "丁。"]);
    select(editor, 0, 0);
    insertPassage(editor, passage(paragraph("二段。")));
    expect(texts(editor)).toEqual(["二段。", "甲乙丙。", "一段。", "丁。"]);
  });

  it("takes the place of an empty paragraph, and of one that is an open slot as a whole", () => {
    const editor = open([paragraph("甲。"), paragraph(""), paragraph({ text: "协同机制", slot: "guarantee.joint" })]);
    select(editor, 1, 0);
    insertPassage(editor, passage(paragraph("一段。")));
    select(editor, 2, 1);
    insertPassage(editor, passage(paragraph("二段。"), paragraph("三段。")));
    expect(texts(editor)).toEqual(["甲。", "一段。", "二段。", "三段。"]);
  });

  it("goes into the line where a slot in a sentence waits for one paragraph", () => {
    const editor = open([paragraph("会上，", { text: "要点", slot: "opening.point" }, "。")]);
    select(editor, 0, 4);
    insertPassage(editor, passage(paragraph(REGION, "作了汇报。")));
    expect(texts(editor)).toEqual(["会上，地区作了汇报。"]);
  });

  it("stands behind the head of the speech and before its signature", () => {
    const body: Block[] = [
      title("讲话"),
      { type: "salutation", children: [{ text: "同志们：" }] },
      paragraph("正文。"),
      { type: "signature", children: [{ text: "青云县政府" }] },
    ];
    const editor = open(body);
    select(editor, 0, 1);
    insertPassage(editor, passage(paragraph("一段。")));
    select(editor, 4, 2);
    insertPassage(editor, passage(paragraph("二段。")));
    expect(texts(editor)).toEqual(["讲话", "同志们：", "一段。", "正文。", "二段。", "青云县政府"]);
  });

  it("keeps headings and counts items on, and is one step of undo", async () => {
    const item = (text: string) => ({ text, item: true }) as const;
    const editor = open([paragraph(item("一是"), "抓学习。"), paragraph(item("二是"), "抓落实。")]);
    select(editor, 0, 4);
    insertPassage(editor, passage(paragraph(item("一是"), "抓协同。")));
    await Promise.resolve();
    expect(texts(editor)).toEqual(["一是抓学习。", "二是抓协同。", "三是抓落实。"]);
    editor.undo();
    expect(texts(editor)).toEqual(["一是抓学习。", "二是抓落实。"]);
  });

  it("brings what it cites under marks of this draft, each time its own", async () => {
    const entry = {
      ...passage(paragraph("落实", { text: "《某某规划》", citation: "old" }, "。")),
      citations: { old: PLAN },
    };
    const editor = open([paragraph("甲。")]);
    select(editor, 0, 2);
    insertPassage(editor, entry);
    insertPassage(editor, entry);
    const ids = cited(editor).map(({ citation }) => citation);
    expect(new Set([...ids, "old"]).size).toBe(3);
    expect(Object.keys(editor.head.citations).sort()).toEqual([...ids].sort());
    await Promise.resolve();
    editor.undo();
    expect(Object.keys(editor.head.citations)).toEqual([ids[0]]);
  });

  it("is not changed by what becomes of it in the draft", () => {
    const entry = passage(paragraph("一段。"));
    const before = structuredClone(entry);
    const editor = open([paragraph("甲。")]);
    select(editor, 0, 2);
    insertPassage(editor, entry);
    editor.insertText("改了");
    expect(entry).toEqual(before);
  });
});
