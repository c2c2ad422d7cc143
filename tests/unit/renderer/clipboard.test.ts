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
