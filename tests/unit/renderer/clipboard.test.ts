// @vitest-environment happy-dom
import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { type Block, blankBody, bodySchema, type ImportMessage, textOf } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";

const BLOCKS = "application/x-speechwright-blocks";
const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const heading = (level: 1 | 2, text: string): Block => ({ type: "heading", level, children: [{ text }] });

/** The part of DataTransfer that copying and pasting use. */
class Clipboard {
  readonly held = new Map<string, string>();
  files: File[] = [];
  constructor(text?: string, html?: string) {
    if (text !== undefined) this.held.set("text/plain", text);
    if (html !== undefined) this.held.set("text/html", html);
  }
  getData(type: string): string {
    return this.held.get(type) ?? "";
  }
  setData(type: string, value: string): void {
    this.held.set(type, value);
  }
}
const asData = (clipboard: Clipboard) => clipboard as unknown as DataTransfer;

function open(...body: Block[]) {
  const refused: string[] = [];
  const notes: ImportMessage[] = [];
  const undone: ImportMessage[] = [];
  const editor = createSpeechEditor(body, undefined, {
    refused: (sentence) => refused.push(sentence),
    noted: (more) => notes.push(...more),
    undone: (gone) => undone.push(...gone),
  });
  return { editor, refused, notes, undone };
}

function paste(editor: SpeechEditor, block: number, offset: number, clipboard: Clipboard): string[] {
  Transforms.select(editor, { path: [block, 0], offset });
  editor.insertData(asData(clipboard));
  return bodySchema.parse(editor.children).map((each) => `${each.type}:${textOf(each)}`);
}

describe("copy", () => {
  it("writes numbers as text, except for a heading cut in the middle", () => {
    const { editor } = open(heading(1, "甲"), heading(1, "乙丙"), paragraph("丁"));
    Transforms.select(editor, { anchor: { path: [1, 0], offset: 0 }, focus: Editor.end(editor, []) });
    const whole = new Clipboard();
    editor.setFragmentData(asData(whole), "copy");
    expect(whole.getData("text/plain")).toBe("二、乙丙\n丁");
    Transforms.select(editor, { anchor: { path: [1, 0], offset: 1 }, focus: Editor.end(editor, []) });
    const part = new Clipboard();
    editor.setFragmentData(asData(part), "copy");
    expect(part.getData("text/plain")).toBe("丙\n丁");
  });

  it("comes back with structure and marks", async () => {
    const { editor } = open(
      { type: "paragraph", leadLevel: 2, children: [{ text: "领。", lead: true }, { text: "文" }] },
      paragraph(""),
    );
    Transforms.select(editor, Editor.range(editor, [0]));
    const clipboard = new Clipboard();
    editor.setFragmentData(asData(clipboard), "copy");
    paste(editor, 1, 0, clipboard);
    expect(editor.children[1]).toEqual(editor.children[0]);
  });
});

describe("paste", () => {
  it("puts a few words of a heading into the line, as words", () => {
    const { editor } = open(heading(1, "甲乙丙"), paragraph("前后"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [0, 0], offset: 2 } });
    const clipboard = new Clipboard();
    editor.setFragmentData(asData(clipboard), "copy");
    expect(paste(editor, 1, 1, clipboard)).toEqual(["heading:甲乙丙", "paragraph:前乙后"]);
  });

  it("puts words into the line", () => {
    const { editor } = open(paragraph("前后"));
    expect(paste(editor, 0, 1, new Clipboard("中\t间\n"))).toEqual(["paragraph:前中间后"]);
  });

  it("puts paragraphs between what stands before and behind, in one undo", async () => {
    const { editor } = open(paragraph("前后"));
    expect(paste(editor, 0, 1, new Clipboard("甲就是第一段的话。\r\n\r\n乙就是第二段的话。"))).toEqual([
      "paragraph:前甲就是第一段的话。",
      "paragraph:乙就是第二段的话。后",
    ]);
    expect(Editor.string(editor, Editor.range(editor, [1, 0], editor.selection ?? [1]))).toContain("乙");
    await Promise.resolve();
    editor.undo();
    expect(Editor.string(editor, [])).toBe("前后");
  });

  it("makes typed numbers into headings, and takes no first line of a passage for a title", () => {
    const { editor } = open(heading(1, "甲"), paragraph(""));
    const pasted = paste(
      editor,
      1,
      0,
      new Clipboard("二、加强保护\n要抓好落实，务求实效。\n（一）压实责任\n各部门要各司其职。"),
    );
    expect(pasted).toEqual([
      "heading:甲",
      "heading:加强保护",
      "paragraph:要抓好落实，务求实效。",
      "heading:压实责任",
      "paragraph:各部门要各司其职。",
    ]);
  });

  it("reads a whole speech into a blank draft and tells what it changed", () => {
    const { editor, notes } = open(...blankBody());
    const speech =
      "在全县会议上的讲话\n同志们：\n今天，我讲两点意见。\n##paidbegin##一、提高认识\n要提高认识。\n二、抓好落实\n要抓好落实。";
    expect(paste(editor, 2, 0, new Clipboard(speech))).toEqual([
      "title:在全县会议上的讲话",
      "salutation:同志们：",
      "paragraph:今天，我讲两点意见。",
      "heading:提高认识",
      "paragraph:要提高认识。",
      "heading:抓好落实",
      "paragraph:要抓好落实。",
    ]);
    expect(notes.map((note) => note.code)).toContain("scraping-mark-removed");
    expect(notes.every((note) => note.paragraph === null)).toBe(true);
  });

  it("refuses what would make the draft too long, and leaves the text as it was", () => {
    const { editor, refused } = open(paragraph("字"));
    expect(paste(editor, 0, 1, new Clipboard("长".repeat(2_000_000)))).toEqual(["paragraph:字"]);
    expect(refused).toEqual([expect.stringContaining("没有粘贴")]);
  });

  it.each(["not json", "[]", '[{"type":"script","children":[]}]', '{"a":1}'])(
    "takes %s for no blocks of ours",
    (json) => {
      const { editor } = open(paragraph("字"));
      const clipboard = new Clipboard("词");
      clipboard.setData(BLOCKS, json);
      expect(paste(editor, 0, 1, clipboard)).toEqual(["paragraph:字词"]);
    },
  );

  it("does nothing with an empty clipboard", () => {
    const { editor } = open(paragraph(""));
    expect(paste(editor, 0, 0, new Clipboard(""))).toEqual(["paragraph:"]);
  });
});

/** As the editor does it: one action after the other, each with a tick behind it. */
const tick = () => Promise.resolve();
const texts = (editor: SpeechEditor) => (editor.children as Block[]).map(textOf);

describe("our own blocks with the head of a speech", () => {
  const block = (type: "title" | "byline" | "salutation" | "signature", text: string): Block => ({
    type,
    children: [{ text }],
  });
  const own = (...blocks: Block[]) => {
    const clipboard = new Clipboard();
    clipboard.setData(BLOCKS, JSON.stringify(blocks));
    return clipboard;
  };
  const OTHER = [
    block("title", "旧题目"),
    block("byline", "周明"),
    block("salutation", "各位代表："),
    paragraph("旧话。"),
    block("signature", "县委办"),
  ];
  const AS_TEXT = ["paragraph:旧题目", "paragraph:周明", "paragraph:各位代表：", "paragraph:旧话。"];

  it("become text in the middle of a draft with a title, in one undo", async () => {
    const { editor } = open(block("title", "新题目"), paragraph("前"), paragraph("后"));
    await Promise.resolve();
    expect(paste(editor, 1, 1, own(...OTHER))).toEqual([
      "title:新题目",
      `paragraph:前旧题目`,
      ...AS_TEXT.slice(1),
      "paragraph:县委办",
      "paragraph:后",
    ]);
    await Promise.resolve();
    editor.undo();
    expect((editor.children as Block[]).map(textOf)).toEqual(["新题目", "前", "后"]);
  });

  it("keep the signature at the end of a draft", () => {
    const { editor } = open(block("title", "新题目"), paragraph(""));
    expect(paste(editor, 1, 0, own(...OTHER))).toEqual(["title:新题目", ...AS_TEXT, "signature:县委办"]);
    const signed = open(paragraph("文"), block("signature", "县委"), block("signature", "5月"));
    expect(paste(signed.editor, 1, 2, own(block("signature", "县政府")))).toEqual([
      "paragraph:文",
      "signature:县委",
      "signature:县政府",
      "signature:5月",
    ]);
  });

  const WHOLE = ["title:旧题目", "byline:周明", "salutation:各位代表：", "paragraph:旧话。", "signature:县委办"];
  it("stay what they are in a blank draft, and over all that was selected", () => {
    const blank = open(...blankBody());
    expect(paste(blank.editor, 0, 0, own(...OTHER))).toEqual(WHOLE);
    const { editor } = open(block("title", "新题目"), block("salutation", "同志们："), paragraph("文"));
    Transforms.select(editor, Editor.range(editor, []));
    editor.insertData(asData(own(...OTHER)));
    expect(bodySchema.parse(editor.children).map((each) => `${each.type}:${textOf(each)}`)).toEqual(WHOLE);
  });

  it("leave the salutation of a blank draft where only a title is brought", () => {
    const { editor } = open(...blankBody());
    expect(paste(editor, 0, 0, own(block("title", "题"), block("salutation", "")))).toEqual([
      "title:题",
      "salutation:同志们：",
      "paragraph:",
    ]);
  });

  it("leave nothing empty behind of a kind that is there", () => {
    const { editor } = open(block("title", ""), block("salutation", "同志们："), paragraph("文"));
    expect(paste(editor, 0, 0, own(block("title", "题"), block("salutation", "")))).toEqual([
      "title:题",
      "salutation:同志们：",
      "paragraph:文",
    ]);
  });

  it.each([
    ["back into its place", 0, 0, ["title:题", "salutation:同志们：", "paragraph:文"]],
    ["to another place", 2, 1, ["title:", "salutation:同志们：", "paragraph:文", "title:题"]],
  ])("keep a title that is cut and pasted %s", (_name, at, offset, after) => {
    const { editor } = open(block("title", "题"), block("salutation", "同志们："), paragraph("文"));
    Transforms.select(editor, Editor.range(editor, [0]));
    const clipboard = new Clipboard();
    editor.setFragmentData(asData(clipboard), "cut");
    editor.deleteFragment();
    expect(paste(editor, at, offset, clipboard)).toEqual(after);
  });

  it("go into the line as words where one title is put into text", () => {
    const { editor } = open(block("title", "题"), paragraph("前后"));
    expect(paste(editor, 1, 1, own(block("title", "旧题")))).toEqual(["title:题", "paragraph:前旧题后"]);
  });
});

describe("the steps of undo", () => {
  it("hold a paste over a selection whole, and what is typed before and behind it apart", async () => {
    const { editor } = open(paragraph("甲乙丙"), paragraph("丁"));
    Transforms.select(editor, { path: [0, 0], offset: 3 });
    editor.insertText("打");
    await tick();
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [1, 0], offset: 1 } });
    editor.insertData(asData(new Clipboard("第一段话写完了。\n第二段话写完了。")));
    await tick();
    editor.insertText("续");
    await tick();
    expect(texts(editor)).toEqual(["甲第一段话写完了。", "第二段话写完了。续"]);
    editor.undo();
    expect(texts(editor)).toEqual(["甲第一段话写完了。", "第二段话写完了。"]);
    editor.undo();
    expect(texts(editor)).toEqual(["甲乙丙打", "丁"]);
    editor.undo();
    expect(texts(editor)).toEqual(["甲乙丙", "丁"]);
    for (let step = 0; step < 3; step += 1) editor.redo();
    expect(texts(editor)).toEqual(["甲第一段话写完了。", "第二段话写完了。续"]);
  });

  it("hold words that are pasted into a line apart from those typed around them", async () => {
    const { editor } = open(paragraph("头"));
    Transforms.select(editor, Editor.end(editor, []));
    editor.insertText("打");
    await tick();
    editor.insertData(asData(new Clipboard("贴")));
    await tick();
    editor.insertText("字");
    await tick();
    const seen = [0, 1, 2].map(() => {
      editor.undo();
      return texts(editor)[0];
    });
    expect(seen).toEqual(["头打贴", "头打", "头"]);
  });

  it("hold dragged text whole: taken away there and put in here", async () => {
    const { editor } = open(paragraph("甲乙"), paragraph("丙"));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 1 } });
    const clipboard = new Clipboard();
    editor.setFragmentData(asData(clipboard), "drag");
    Transforms.delete(editor);
    Transforms.select(editor, Editor.end(editor, []));
    editor.insertData(asData(clipboard));
    await tick();
    expect(texts(editor)).toEqual(["乙", "丙甲"]);
    editor.undo();
    expect(texts(editor)).toEqual(["甲乙", "丙"]);
  });

  it("take the notes of a paste with them, and bring them back", async () => {
    const { editor, notes, undone } = open(heading(1, "甲"), paragraph(""));
    paste(editor, 1, 0, new Clipboard("##a##第一段话写完了。\n第二段话写完了。"));
    await tick();
    expect(notes.map(({ code }) => code)).toEqual(["scraping-mark-removed"]);
    editor.insertText("字");
    await tick();
    editor.undo();
    expect(undone).toEqual([]);
    editor.undo();
    expect(undone).toEqual(notes);
    editor.redo();
    expect(notes).toHaveLength(2);
    expect(notes[1]).toBe(notes[0]);
  });

  it("lead back and forth through a long paste", async () => {
    const { editor } = open(paragraph("前后"));
    const lines = Array.from({ length: 3000 }, (_, place) => `第${place}段写的是这样的一段话。`);
    paste(editor, 0, 1, new Clipboard(lines.join("\n")));
    await tick();
    const after = structuredClone(editor.children);
    editor.undo();
    expect(texts(editor)).toEqual(["前后"]);
    await tick();
    editor.redo();
    expect(editor.children).toEqual(after);
  });
});

describe("paste as plain text", () => {
  it("makes each line a paragraph and recognises nothing", () => {
    const { editor, notes } = open(heading(1, "前后"));
    Transforms.select(editor, { path: [0, 0], offset: 1 });
    editor.insertPlainText("　　一、甲\r\n\r\n（一）乙\v丙\u200b##a##");
    expect((editor.children as Block[]).map((block) => `${block.type}:${textOf(block)}`)).toEqual([
      "heading:前一、甲",
      "paragraph:（一）乙",
      "paragraph:丙##a##后",
    ]);
    expect(notes).toEqual([]);
  });

  it("does nothing with blank lines", () => {
    const { editor } = open(paragraph("字"));
    Transforms.select(editor, { path: [0, 0], offset: 1 });
    editor.insertPlainText("\n".repeat(100_000));
    expect(texts(editor)).toEqual(["字"]);
  });
});

describe("a paste with HTML", () => {
  it("keeps the bold of words that go into a line, and nothing else of them", () => {
    const { editor } = open(paragraph("前后"));
    const html = "<meta charset='utf-8'><span style='color:red;font-size:30px'>要<b>狠抓</b>落实</span>";
    paste(editor, 0, 1, new Clipboard("要狠抓落实", html));
    expect(editor.children).toEqual([
      { type: "paragraph", children: [{ text: "前要" }, { text: "狠抓", bold: true }, { text: "落实后" }] },
    ]);
  });

  it("takes the text where the HTML has nothing to add, and our own blocks before both", () => {
    const { editor } = open(paragraph(""));
    const html = "<div>## 一、甲</div><div>## 二、乙</div>";
    expect(paste(editor, 0, 0, new Clipboard("## 一、甲\n## 二、乙", html))).toEqual(["heading:甲", "heading:乙"]);
    const own = new Clipboard("文", "<h1>题</h1><p>文</p>");
    own.setData(BLOCKS, JSON.stringify([paragraph("我们的")]));
    expect(paste(editor, 1, 0, own)).toEqual(["heading:甲", "heading:我们的乙"]);
  });

  it("reads a whole speech over everything that was selected", () => {
    const { editor } = open(paragraph("旧稿"), paragraph("旧文"));
    Transforms.select(editor, []);
    editor.insertData(asData(new Clipboard("在全县大会上的讲话\n同志们：\n今天，我讲两点意见。")));
    expect((editor.children as Block[]).map(({ type }) => type)).toEqual(["title", "salutation", "paragraph"]);
  });

  it.each([
    ["a picture", [new File(["x"], "a.png", { type: "image/png" })], "", "剪贴板里是图片"],
    ["a picture as a page", [], "<img src='https://example.com/a.png'>", "剪贴板里是图片"],
    ["a file", [new File(["x"], "稿.docx")], "", "剪贴板里是文件"],
    ["a page that is too large", [], `<p>${"x".repeat(21 * 1024 * 1024)}</p>`, "粘贴为纯文本"],
  ])("refuses %s in a sentence", (_, files, html, sentence) => {
    const { editor, refused } = open(paragraph("字"));
    const clipboard = new Clipboard(undefined, html);
    clipboard.files = files;
    expect(paste(editor, 0, 1, clipboard)).toEqual(["paragraph:字"]);
    expect(refused).toEqual([expect.stringMatching(new RegExp(`^没有粘贴：.*${sentence}`, "u"))]);
  });

  it.each([
    ["blank paragraphs", undefined, "<p>&nbsp;</p>".repeat(20_000)],
    ["blank lines", "\n".repeat(100_000), undefined],
    ["a page nested without end", undefined, `${"<div><b>".repeat(50_000)}`],
    ["signs of tags that never end", " ", "<a ".repeat(200_000)],
  ])("makes nothing of %s", (_, text, html) => {
    const { editor, refused } = open(paragraph("字"));
    Transforms.select(editor, { path: [0, 0], offset: 1 });
    editor.insertData(asData(new Clipboard(text, html)));
    expect(texts(editor).join("").replaceAll("<a", "").trim()).toBe("字");
    expect(refused).toEqual([]);
  });

  it("takes blocks that another page calls ours as text alone, without what nobody sees", () => {
    const { editor } = open(paragraph("字"));
    const clipboard = new Clipboard();
    const hostile = { text: "外\u0000\u202e来", bold: true, children: [{ text: "里" }] };
    clipboard.setData(BLOCKS, JSON.stringify([{ type: "heading", level: 1, children: [hostile] }, paragraph("段")]));
    paste(editor, 0, 1, clipboard);
    expect(editor.children).toEqual([
      paragraph("字"),
      { type: "heading", level: 1, children: [{ text: "外来", bold: true }] },
      paragraph("段"),
    ]);
  });

  it("keeps a paragraph of 20,000 characters and drops what nobody sees in it", () => {
    const { editor } = open(paragraph(""));
    const long = "这一句话很长，".repeat(2857);
    paste(editor, 0, 0, new Clipboard(undefined, `<p><b>${long}\u202e\u200b\ud800</b>完。</p>`));
    expect(texts(editor)).toEqual([`${long}完。`]);
  });
});
