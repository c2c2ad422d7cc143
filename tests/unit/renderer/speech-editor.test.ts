import { Editor, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { describe, expect, it } from "vitest";
import { type Block, bodySchema, type Span } from "#core/draft/schema";
import { applyStyle, shiftLevel, toggleBold, toggleLead } from "../../../renderer/editor/blocks.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { numberOf } from "../../../renderer/editor/numbers.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { noteComposition, withTypingHistory } from "../../../renderer/editor/with-typing-history.ts";

const paragraph = (...children: (string | Span)[]): Block => ({ type: "paragraph", children: spans(children) });
const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ type: "heading", level, children: [{ text }] });
const title = (text: string): Block => ({ type: "title", children: [{ text }] });
const run = (leadLevel: 2 | 3 | 4, lead: string, text: string): Block => ({
  type: "paragraph",
  leadLevel,
  children: text === "" ? [{ text: lead, lead: true }] : [{ text: lead, lead: true }, { text }],
});
const spans = (children: (string | Span)[]): Span[] =>
  children.map((child) => (typeof child === "string" ? { text: child } : child));

function open(...body: Block[]): SpeechEditor {
  return createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
}

/** Puts the cursor `offset` units into block `block`, or at its end. */
function put(editor: SpeechEditor, block: number, offset?: number): void {
  const point = Editor.end(editor, [block]);
  Transforms.select(editor, offset === undefined ? point : { path: [block, 0], offset });
}

/** The body as it would be saved; every state must be one that the schema takes. */
function body(editor: SpeechEditor): Block[] {
  return bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));
}

/** One step of the user: slate-history joins what happens within one tick. */
const step = () => Promise.resolve();

describe("Enter", () => {
  it.each<[string, Block[], number, number | undefined, Block[]]>([
    ["behind a heading begins a paragraph", [heading(1, "认识")], 0, undefined, [heading(1, "认识"), paragraph("")]],
    ["in an empty heading goes up one level", [heading(3, "")], 0, 0, [heading(2, "")]],
    ["in an empty heading of level 2 makes it one of level 1", [heading(2, "")], 0, 0, [heading(1, "")]],
    ["in an empty heading of level 1 makes it a paragraph", [heading(1, "")], 0, 0, [paragraph("")]],
    ["before a heading opens a line above it", [heading(1, "认识")], 0, 0, [paragraph(""), heading(1, "认识")]],
    ["inside a heading makes the rest text", [heading(1, "认识任务")], 0, 2, [heading(1, "认识"), paragraph("任务")]],
    [
      "behind the title begins the byline",
      [title("讲话")],
      0,
      undefined,
      [title("讲话"), { type: "byline", children: [{ text: "" }] }],
    ],
    ["inside the title breaks it in two lines", [title("甲乙")], 0, 1, [title("甲"), title("乙")]],
    [
      "behind a salutation begins a paragraph",
      [{ type: "salutation", children: [{ text: "同志们：" }] }],
      0,
      undefined,
      [{ type: "salutation", children: [{ text: "同志们：" }] }, paragraph("")],
    ],
    [
      "inside the text of a run-in leaves the lead where it was",
      [run(2, "领句。", "正文")],
      0,
      undefined,
      [run(2, "领句。", "正文"), paragraph("")],
    ],
    ["inside a lead makes the rest plain", [run(2, "领句。", "正文")], 0, 1, [run(2, "领", ""), paragraph("句。正文")]],
  ])("%s", (_name, before, block, offset, after) => {
    const editor = open(...before);
    put(editor, block, offset);
    editor.insertBreak();
    expect(body(editor)).toEqual(after);
  });

  it("replaces a selection", () => {
    const editor = open(paragraph("一二三四"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [0, 0], offset: 3 } });
    editor.insertSoftBreak();
    expect(body(editor)).toEqual([paragraph("一"), paragraph("四")]);
  });
});

describe("Enter behind a line in the place of the byline or date", () => {
  const plain = (type: "byline" | "date" | "salutation", text: string): Block => ({ type, children: [{ text }] });
  const LONG = "今年以来全县上下认真落实上级部署扎实推进各项工作取得了新的明显成效";
  it.each<[string, Block[], Block[]]>([
    ...["同志们：", "各位代表:", "尊敬的各位领导、同志们："].map((text): [string, Block[], Block[]] => [
      text,
      [plain("byline", text)],
      [plain("salutation", text), paragraph("")],
    ]),
    ["a salutation for a date", [plain("date", "同志们：")], [plain("salutation", "同志们："), paragraph("")]],
    ["a sentence", [plain("byline", "现在开会。")], [paragraph("现在开会。"), paragraph("")]],
    ["a long line", [plain("byline", LONG)], [paragraph(LONG), paragraph("")]],
    ["a name", [plain("byline", "县长　周明")], [plain("byline", "县长　周明"), plain("date", "")]],
    ["a label", [plain("byline", "讲话人：")], [plain("byline", "讲话人："), plain("date", "")]],
    ["a date", [plain("date", "2026年9月18日")], [plain("date", "2026年9月18日"), plain("salutation", "")]],
  ])("gives the line its kind: %s", async (_name, before, after) => {
    const editor = open(title("讲话"), ...before);
    put(editor, 1);
    await step();
    editor.insertBreak();
    expect(body(editor)).toEqual([title("讲话"), ...after]);
    expect(editor.selection?.anchor).toEqual(Editor.start(editor, [2]));
    await step();
    editor.undo();
    expect(body(editor)).toEqual([title("讲话"), ...before]);
  });

  it.each<[string, Block, Block[], Block[]]>([
    [
      "the supplied one",
      plain("byline", "各位代表："),
      [plain("salutation", "同志们："), paragraph("")],
      [paragraph("")],
    ],
    [
      "the same",
      plain("byline", "同志们："),
      [plain("salutation", "同志们："), paragraph("文")],
      [paragraph(""), paragraph("文")],
    ],
    [
      "the supplied one below a paragraph",
      paragraph("各位代表："),
      [plain("salutation", "同志们："), paragraph("")],
      [paragraph("")],
    ],
    [
      "not one that was written",
      plain("byline", "各位代表："),
      [plain("salutation", "各位来宾：")],
      [paragraph(""), plain("salutation", "各位来宾：")],
    ],
    [
      "not the second line of a finished speech",
      plain("salutation", "各位代表："),
      [plain("salutation", "同志们："), paragraph("文")],
      [paragraph(""), plain("salutation", "同志们："), paragraph("文")],
    ],
  ])("takes away from below a salutation %s", async (_name, written, below, after) => {
    const editor = open(title("讲话"), written, ...below);
    put(editor, 1);
    await step();
    editor.insertBreak();
    expect(body(editor)).toEqual([title("讲话"), { type: "salutation", children: written.children }, ...after]);
    expect(editor.selection?.anchor).toEqual(Editor.start(editor, [2]));
    await step();
    editor.undo();
    expect(body(editor)).toEqual([title("讲话"), written, ...below]);
  });
});

describe("Backspace at the start", () => {
  it("first takes a heading's level, then joins it to the text above", () => {
    const editor = open(paragraph("上文"), heading(1, "标题"));
    put(editor, 1, 0);
    editor.deleteBackward("character");
    expect(body(editor)).toEqual([paragraph("上文"), paragraph("标题")]);
    editor.deleteBackward("character");
    expect(body(editor)).toEqual([paragraph("上文标题")]);
  });

  it("makes a run-in plain, and leaves the title at the top alone", () => {
    const lead = open(run(3, "领句。", "正文"));
    put(lead, 0, 0);
    lead.deleteBackward("character");
    expect(body(lead)).toEqual([paragraph("领句。正文")]);
    const top = open(title("题目"));
    put(top, 0, 0);
    top.deleteBackward("character");
    expect(body(top)).toEqual([title("题目")]);
  });
});

describe("joining blocks", () => {
  const signature = (text: string): Block => ({ type: "signature", children: [{ text }] });
  const back = (editor: SpeechEditor) => editor.deleteBackward("character");
  const forward = (editor: SpeechEditor) => editor.deleteForward("character");

  it.each<[string, Block[], number, Block[]]>([
    ["a paragraph to the text above", [paragraph("甲"), paragraph("乙")], 1, [paragraph("甲乙")]],
    ["a paragraph to the heading above", [heading(1, "甲"), paragraph("乙")], 1, [heading(1, "甲乙")]],
    ["a paragraph to the text of a run-in", [run(2, "甲。", "乙"), paragraph("丙")], 1, [run(2, "甲。", "乙丙")]],
    ["the second line of a title", [title("甲"), title("乙")], 1, [title("甲乙")]],
    ["the second line of a signature", [signature("甲"), signature("乙")], 1, [signature("甲乙")]],
    ["nothing but takes an empty line above away", [paragraph(""), paragraph("乙")], 1, [paragraph("乙")]],
    ["nothing but takes an empty paragraph away", [heading(1, "甲"), paragraph("")], 1, [heading(1, "甲")]],
  ])("Backspace at the start joins %s", (_name, before, block, after) => {
    const editor = open(...before);
    put(editor, block, 0);
    back(editor);
    expect(body(editor)).toEqual(after);
  });

  it.each<[string, Block[], Block[]]>([
    ["the paragraph below", [paragraph("甲"), paragraph("乙")], [paragraph("甲乙")]],
    ["the heading below as text", [paragraph("甲"), heading(2, "乙")], [paragraph("甲乙")]],
    ["the paragraph below to a heading", [heading(2, "甲"), paragraph("乙")], [heading(2, "甲乙")]],
    ["a run-in below as text", [paragraph("甲"), run(2, "乙。", "丙")], [paragraph("甲乙。丙")]],
    ["a run-in below to a heading as its text", [heading(2, "甲"), run(2, "乙。", "丙")], [heading(2, "甲乙。丙")]],
    ["two run-ins under the first lead", [run(2, "甲。", "乙"), run(2, "丙。", "丁")], [run(2, "甲。", "乙丙。丁")]],
    ["nothing but takes an empty line away", [paragraph(""), heading(2, "乙")], [heading(2, "乙")]],
  ])("Delete at the end joins %s", async (_name, before, after) => {
    const editor = open(...before);
    put(editor, 0);
    await step();
    forward(editor);
    expect(body(editor)).toEqual(after);
    await step();
    editor.undo();
    expect(body(editor)).toEqual(before);
  });

  it("does nothing before the first and behind the last block", () => {
    const editor = open(paragraph("甲"), heading(1, "乙"));
    put(editor, 0, 0);
    back(editor);
    put(editor, 1);
    forward(editor);
    expect(body(editor)).toEqual([paragraph("甲"), heading(1, "乙")]);
  });
});

describe("styles", () => {
  it("go to every block of the selection, and one undo takes them back", async () => {
    const before = [paragraph("甲"), paragraph("乙"), paragraph("丙")];
    const editor = open(...before);
    await step();
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [1, 0], offset: 1 } });
    applyStyle(editor, "heading-2");
    expect(body(editor)).toEqual([heading(2, "甲"), heading(2, "乙"), paragraph("丙")]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual(before);
    editor.redo();
    expect(body(editor)[0]).toEqual(heading(2, "甲"));
  });

  it("keep a lead run in on levels 2 to 4, and set it on its own line on level 1", () => {
    const editor = open(run(2, "领句。", "正文"));
    put(editor, 0, 0);
    applyStyle(editor, "heading-3");
    expect(body(editor)).toEqual([run(3, "领句。", "正文")]);
    applyStyle(editor, "heading-1");
    expect(body(editor)).toEqual([heading(1, "领句"), paragraph("正文")]);
  });

  it("Tab moves headings and leads within their levels and nothing else", () => {
    const editor = open(heading(4, "四"), run(2, "领句。", "正文"), paragraph("正文"));
    put(editor, 0);
    expect(shiftLevel(editor, 1)).toBe(true);
    expect(shiftLevel(editor, -1)).toBe(true);
    put(editor, 1);
    expect(shiftLevel(editor, -1)).toBe(true);
    expect(shiftLevel(editor, 1)).toBe(true);
    put(editor, 2);
    expect(shiftLevel(editor, 1)).toBe(false);
    expect(body(editor)).toEqual([heading(3, "四"), run(3, "领句。", "正文"), paragraph("正文")]);
  });

  it("bold goes on and off", () => {
    const editor = open(paragraph("甲乙"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 1 } });
    toggleBold(editor);
    expect(body(editor)).toEqual([paragraph({ text: "甲", bold: true }, "乙")]);
    toggleBold(editor);
    expect(body(editor)).toEqual([paragraph("甲乙")]);
  });
});

describe("标题与正文接排", () => {
  it("joins a heading with the paragraph below and takes them apart again", () => {
    const editor = open(heading(2, "加强保护"), paragraph("要这样做。"));
    put(editor, 0);
    toggleLead(editor);
    expect(body(editor)).toEqual([run(2, "加强保护。", "要这样做。")]);
    put(editor, 0, 0);
    toggleLead(editor);
    expect(body(editor)).toEqual([heading(2, "加强保护"), paragraph("要这样做。")]);
  });

  it("takes the first sentence of a paragraph, on the level of the lead above", () => {
    const editor = open(run(3, "甲。", "乙。"), paragraph("丙。丁。"));
    put(editor, 1);
    toggleLead(editor);
    expect(body(editor)[1]).toEqual(run(3, "丙。", "丁。"));
  });

  it("does nothing in an empty paragraph and does not swallow a heading below", () => {
    const empty = open(paragraph(""));
    put(empty, 0);
    toggleLead(empty);
    expect(body(empty)).toEqual([paragraph("")]);
    const two = open(heading(1, "一"), heading(1, "二"));
    put(two, 0);
    toggleLead(two);
    expect(body(two)).toEqual([run(2, "一。", ""), heading(1, "二")]);
  });
});

describe("hostile values", () => {
  it.each<[string, unknown, Block[]]>([
    ["nothing at all", [], [paragraph("")]],
    ["text without a block", [{ text: "孤字" }], [paragraph("孤字")]],
    ["an unknown type", [{ type: "table", children: [{ text: "表" }] }], [paragraph("表")]],
    ["no type", [{ children: [{ text: "字" }] }], [paragraph("字")]],
    ["no children", [{ type: "heading", level: 2, children: [] }], [heading(2, "")]],
    ["a level that does not exist", [{ type: "heading", level: 9, children: [{ text: "题" }] }], [heading(1, "题")]],
    ["a level on a paragraph", [{ type: "paragraph", level: 2, children: [{ text: "字" }] }], [paragraph("字")]],
    [
      "a lead level without a lead",
      [{ type: "paragraph", leadLevel: 2, children: [{ text: "字" }] }],
      [paragraph("字")],
    ],
    [
      "a second lead in one paragraph",
      [
        {
          type: "paragraph",
          leadLevel: 2,
          children: [{ text: "甲。", lead: true }, { text: "乙" }, { text: "丙。", lead: true }],
        },
      ],
      [run(2, "甲。", "乙丙。")],
    ],
    ["a lead without its level", [{ type: "paragraph", children: [{ text: "字", lead: true }] }], [paragraph("字")]],
    [
      "a lead level 1",
      [{ type: "paragraph", leadLevel: 1, children: [{ text: "字", lead: true }] }],
      [paragraph("字")],
    ],
    [
      "blocks inside a block",
      [{ type: "quote", children: [paragraph("甲"), heading(1, "乙")] }],
      [paragraph("甲"), heading(1, "乙")],
    ],
    [
      "blocks three deep",
      [{ type: "list", children: [{ type: "item", children: [paragraph("甲")] }] }],
      [paragraph("甲")],
    ],
    [
      "line breaks in a paragraph",
      [paragraph("甲\n乙\r\n丙\u000b丁\u2028戊")],
      ["甲", "乙", "丙", "丁", "戊"].map((text) => paragraph(text)),
    ],
    ["line breaks in a title", [title("甲\n乙")], [title("甲乙")]],
  ])("%s", (_name, value, after) => {
    expect(body(open(...(value as Block[])))).toEqual(after);
  });

  it("keeps properties that this program does not know", () => {
    const value = [{ type: "paragraph", origin: "甲", children: [{ text: "字", colour: "red" }] }];
    expect(open(...(value as unknown as Block[])).children).toEqual(value);
  });

  it("takes no cursor outside the text", () => {
    const point = (block: number, offset: number) => ({ path: [block, 0], offset });
    const opened = (anchor: { path: number[]; offset: number }) =>
      createSpeechEditor([paragraph("字")], { anchor, focus: anchor }, { refused: expect.fail, noted: () => {} })
        .selection;
    expect(opened(point(0, 1))).toEqual({ anchor: point(0, 1), focus: point(0, 1) });
    for (const bad of [point(0, 2), point(3, 0), { path: [0], offset: 0 }, { path: [0, 0, 0], offset: 0 }]) {
      expect(opened(bad)).toBeNull();
    }
  });
});

describe("typing at the edge of a mark", () => {
  it.each(["field", "citation"] as const)("stands outside %s on both sides, and inside in the middle", (mark) => {
    const marked = { text: "中间", [mark]: "k" };
    const editor = open(paragraph(marked));
    put(editor, 0);
    editor.insertText("后");
    put(editor, 0, 0);
    editor.insertText("前");
    Transforms.select(editor, { path: [0, 1], offset: 1 });
    editor.insertText("里");
    expect(body(editor)).toEqual([paragraph("前", { text: "中里间", [mark]: "k" }, "后")]);
  });

  it("goes on plain before bold text, and bold where the paragraph begins so", () => {
    const bold: Span = { text: "粗", bold: true };
    const behind = open(paragraph("细", bold));
    Transforms.select(behind, { path: [0, 1], offset: 0 });
    behind.insertText("字");
    expect(body(behind)).toEqual([paragraph("细字", bold)]);
    const first = open(paragraph(bold));
    put(first, 0, 0);
    first.insertText("字");
    expect(body(first)).toEqual([paragraph({ text: "字粗", bold: true })]);
  });

  it("goes on bold, and leaves a lead behind its full stop", () => {
    const bold = open(paragraph({ text: "粗", bold: true, citation: "k" }));
    put(bold, 0);
    bold.insertText("体");
    expect(body(bold)).toEqual([paragraph({ text: "粗", bold: true, citation: "k" }, { text: "体", bold: true })]);
    const lead = open(run(2, "领", ""));
    put(lead, 0);
    lead.insertText("句。");
    lead.insertText("正文");
    expect(body(lead)).toEqual([run(2, "领句。", "正文")]);
  });
});

describe("typing over a selection", () => {
  const over = (editor: SpeechEditor, start: [number, number], end: [number, number]) => {
    const point = ([span, offset]: [number, number]) => ({ path: [0, span], offset });
    Transforms.select(editor, { anchor: point(start), focus: point(end) });
    editor.insertText("新");
    return body(editor);
  };
  const mixed = paragraph("甲乙", { text: "粗体", bold: true }, "丙丁");
  const bold: Span = { text: "新", bold: true };

  it.each<[string, [number, number], [number, number], Block]>([
    ["plain text before bold", [0, 0], [0, 2], paragraph("新", { text: "粗体", bold: true }, "丙丁")],
    ["bold text", [1, 0], [1, 2], paragraph("甲乙", bold, "丙丁")],
    ["from bold into plain text", [1, 1], [2, 1], paragraph("甲乙", { text: "粗新", bold: true }, "丁")],
    ["from plain into bold text", [0, 1], [1, 1], paragraph("甲新", { text: "体", bold: true }, "丙丁")],
  ])("takes the first character's weight: %s", (_name, start, end, wanted) => {
    expect(over(open(mixed), start, end)).toEqual([wanted]);
  });

  it("stands outside what the selection touched and the mark named", () => {
    const slot: Span = { text: "填写单位", slot: "k" };
    expect(over(open(paragraph("请", slot)), [0, 0], [0, 1])).toEqual([paragraph("新", slot)]);
  });
});

describe("characters that nobody sees", () => {
  it("do not enter the text by typing, and leave a selection alone when there is nothing else", () => {
    const editor = open(paragraph("林县"));
    put(editor, 0, 1);
    editor.insertText("\u202e某\u0000\ud83d\u200b");
    expect(body(editor)).toEqual([paragraph("林某县")]);
    Transforms.select(editor, []);
    editor.insertText("\u200b");
    expect(body(editor)).toEqual([paragraph("林某县")]);
  });

  it("do not break lines that are typed in one go", () => {
    const editor = open(paragraph(""));
    put(editor, 0);
    editor.insertText("甲\n乙");
    expect(body(editor)).toEqual([paragraph("甲"), paragraph("乙")]);
  });

  it("keep the form of a rare Han character, which Backspace takes as one", () => {
    const editor = open(paragraph("姓"));
    put(editor, 0);
    editor.insertText("葛\u{e0100}");
    expect(body(editor)).toEqual([paragraph("姓葛\u{e0100}")]);
    editor.deleteBackward("character");
    expect(body(editor)).toEqual([paragraph("姓")]);
  });
});

describe("undo", () => {
  it("goes back to the writer's pauses", async () => {
    let now = 0;
    const editor = withTypingHistory(open(paragraph("")), () => now);
    put(editor, 0);
    const type = async (text: string, after: number) => {
      now += after;
      editor.insertText(text);
      await step();
    };
    await type("甲", 0);
    await type("乙", 300);
    await type("丙", 2000);
    editor.undo();
    expect(Editor.string(editor, [])).toBe("甲乙");
    editor.undo();
    expect(Editor.string(editor, [])).toBe("");
  });

  it("takes back no more than a sentence of fluent typing", async () => {
    const editor = withTypingHistory(open(paragraph("")), () => 0);
    put(editor, 0);
    for (const text of ["甲", "乙。", "丙", "，丁"]) {
      editor.insertText(text);
      await step();
    }
    editor.undo();
    expect(Editor.string(editor, [])).toBe("甲乙。");
  });

  it("takes a composition over a selection back in one step", async () => {
    const editor = open(paragraph("一二三"), paragraph("四五六"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [1, 0], offset: 2 } });
    await step();
    noteComposition(editor, true);
    editor.deleteFragment();
    await step();
    editor.insertText("新");
    expect(body(editor)).toEqual([paragraph("一新六")]);
    await step();
    HistoryEditor.undo(editor);
    expect(body(editor)).toEqual([paragraph("一二三"), paragraph("四五六")]);
  });
});

describe("a selection over several blocks", () => {
  it.each([
    ["a heading at the end", [title("题目"), paragraph("正文。"), heading(3, "小标题")]],
    ["a salutation at the end", [title("题目"), { type: "salutation", children: [{ text: "同志们：" }] } as Block]],
    ["a lead at the end", [title("题目"), run(2, "领句。", "正文。")]],
  ])("leaves the style of its first block when all is deleted: %s", (_, blocks) => {
    const editor = open(...blocks);
    Transforms.select(editor, []);
    editor.deleteFragment();
    expect(body(editor)).toEqual([title("")]);
    editor.insertText("新题目");
    expect(body(editor)).toEqual([title("新题目")]);
  });

  it("comes back whole in one undo", async () => {
    const blocks = [title("题目"), paragraph("正文。"), heading(3, "小标题")];
    const editor = open(...blocks);
    Transforms.select(editor, []);
    await step();
    editor.deleteFragment();
    await step();
    HistoryEditor.undo(editor);
    expect(body(editor)).toEqual(blocks);
  });
});

describe("numbers", () => {
  it("follow the text as it stands", () => {
    const editor = open(heading(1, "甲"), run(2, "乙。", "丙"), heading(1, "丁"));
    const numbers = () => (editor.children as Block[]).map((block) => numberOf(editor, block));
    expect(numbers()).toEqual(["一、", "（一）", "二、"]);
    Transforms.removeNodes(editor, { at: [0] });
    expect(numbers()).toEqual(["（一）", "一、"]);
  });
});
