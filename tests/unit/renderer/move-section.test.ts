import { describe, expect, it } from "vitest";
import { type Block, textOf } from "#core/draft/schema";
import { moveTo, sectionsOf, stepOf } from "#core/draft/sections";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { moveSection, shiftSection, styleBlock } from "../../../renderer/editor/move-section.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";

const heading = (level: 1 | 2 | 3, text: string): Block => ({ type: "heading", level, children: [{ text }] });
const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });

function open(body: Block[]): SpeechEditor {
  return createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
}

const words = (editor: SpeechEditor) => (editor.children as Block[]).map(textOf).join("");
/** One step of the user: slate-history joins what happens within one tick. */
const step = () => Promise.resolve();

describe("moveSection", () => {
  // One side longer than the other, both ways: the shorter is what really moves.
  it.each([
    ["a short one down", "甲乙乙乙丙", "甲", "乙乙乙甲丙"],
    ["a long one down", "甲甲甲乙丙", "甲", "乙甲甲甲丙"],
    ["two alike", "甲甲乙乙丙", "甲", "乙乙甲甲丙"],
  ])("brings %s and up again", async (_name, text, name, after) => {
    const body = [...text].map((each, index) => (text[index - 1] === each ? paragraph(each) : heading(1, each)));
    const editor = open(body);
    const section = (of: string) =>
      sectionsOf(editor.children as Block[]).find(({ block }) => textOf(editor.children[block] as Block) === of);
    const go = (direction: 1 | -1) => {
      const found = section(name);
      const move = found && stepOf(editor.children as Block[], found, direction);
      if (!move) throw new Error("nowhere to go");
      moveSection(editor, move);
    };
    go(1);
    expect(words(editor)).toBe(after);
    await step();
    go(-1);
    expect(editor.children).toEqual(body);
  });

  it("is one step of undo and redo, apart from what was typed before, and takes cursor and selection along", async () => {
    const editor = open([heading(1, "甲"), paragraph("甲文"), heading(1, "乙"), paragraph("乙文")]);
    editor.select({ anchor: { path: [1, 0], offset: 1 }, focus: { path: [3, 0], offset: 1 } });
    editor.insertText("字", { at: { path: [1, 0], offset: 2 } });
    await step();
    moveSection(editor, { from: 0, to: 2, length: 2 });
    expect(words(editor)).toBe("乙乙文甲甲文字");
    expect(editor.selection).toEqual({ anchor: { path: [3, 0], offset: 1 }, focus: { path: [1, 0], offset: 1 } });
    await step();
    editor.insertText("尾", { at: { path: [3, 0], offset: 3 } });
    await step();
    editor.undo();
    expect(words(editor)).toBe("乙乙文甲甲文字");
    editor.undo();
    expect(words(editor)).toBe("甲甲文字乙乙文");
    editor.redo();
    expect(words(editor)).toBe("乙乙文甲甲文字");
  });

  it("moves no block more than once, and never more than the shorter side", () => {
    const long = Array.from({ length: 700 }, (_, index) => (index === 0 ? heading(1, "甲") : paragraph(`甲${index}`)));
    const editor = open([...long, heading(1, "乙"), paragraph("乙文")]);
    let moves = 0;
    const { apply } = editor;
    editor.apply = (operation) => {
      moves += 1;
      apply(operation);
    };
    const [section] = sectionsOf(editor.children as Block[]);
    const move = section && moveTo(section, 702);
    if (!move) throw new Error("nowhere to go");
    moveSection(editor, move);
    expect(moves).toBe(2);
    expect(editor.children.slice(2)).toEqual(long);
  });
});

describe("levels from outside", () => {
  it("leave the cursor, and a draft without one, as they were", async () => {
    const editor = open([heading(1, "甲"), paragraph("文")]);
    styleBlock(editor, 0, "heading-2");
    expect(editor.selection).toBeNull();
    editor.select({ path: [1, 0], offset: 1 });
    styleBlock(editor, 0, "heading-3");
    expect(editor.children[0]).toMatchObject({ level: 3 });
    expect(editor.selection?.anchor).toEqual({ path: [1, 0], offset: 1 });
  });

  it("of a whole section change in one step, leads with their text", async () => {
    const lead: Block = {
      type: "paragraph",
      leadLevel: 2,
      children: [{ text: "领句。", lead: true }, { text: "正文。" }],
    };
    const body = [heading(1, "甲"), lead, heading(3, "乙"), heading(1, "丙")];
    const editor = open(body);
    shiftSection(editor, { block: 0, end: 3, level: 1 }, 1);
    expect(editor.children).toEqual([
      heading(2, "甲"),
      { ...lead, leadLevel: 3 },
      { ...heading(3, "乙"), level: 4 },
      body[3],
    ]);
    await step();
    editor.undo();
    expect(editor.children).toEqual(body);
    await step();
    shiftSection(editor, { block: 1, end: 3, level: 2 }, -1);
    expect(editor.children).toEqual([body[0], heading(1, "领句"), paragraph("正文。"), heading(2, "乙"), body[3]]);
    await step();
    editor.undo();
    expect(editor.children).toEqual(body);
  });
});
