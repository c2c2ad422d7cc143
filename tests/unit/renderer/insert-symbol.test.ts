import { Editor, Node, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { insertSymbol } from "../../../renderer/features/symbols/insert-symbol.ts";
import { SYMBOL_GROUPS, symbolOf } from "../../../renderer/features/symbols/symbols.ts";

const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });

function open(...body: Block[]): SpeechEditor {
  return createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
}

/** The symbol with this text, which must be offered. */
function symbol(text: string) {
  const found = symbolOf(text);
  if (!found) throw new Error(`${text} is not offered`);
  return found;
}

function select(editor: SpeechEditor, from: [number, number], to: [number, number] = from): void {
  Transforms.select(editor, {
    anchor: { path: [from[0], 0], offset: from[1] },
    focus: { path: [to[0], 0], offset: to[1] },
  });
}

const texts = (editor: SpeechEditor) => editor.children.map((block) => Node.string(block));
const selected = (editor: SpeechEditor) => (editor.selection ? Editor.string(editor, editor.selection) : undefined);

describe("insertSymbol", () => {
  it("puts a sign at the cursor, and the cursor behind it", () => {
    const editor = open(paragraph("气温25左右"));
    select(editor, [0, 4]);
    insertSymbol(editor, symbol("℃"));
    editor.insertText("上下");
    expect(texts(editor)).toEqual(["气温25℃上下左右"]);
  });

  it("replaces what is selected, also over several blocks", () => {
    const editor = open(paragraph("第一段"), paragraph("第二段"));
    select(editor, [0, 1], [1, 1]);
    insertSymbol(editor, symbol("——"));
    expect(texts(editor)).toEqual(["第——二段"]);
  });

  it("takes the cursor between the halves of a pair", () => {
    const editor = open(paragraph("国发30号"));
    select(editor, [0, 2]);
    insertSymbol(editor, symbol("〔〕"));
    editor.insertText("2026");
    expect(texts(editor)).toEqual(["国发〔2026〕30号"]);
  });

  it.each([
    ["forwards", [0, 2], [0, 6]],
    ["backwards", [0, 6], [0, 2]],
  ] as const)("puts a pair round words selected %s, and keeps them selected", (_, from, to) => {
    const editor = open(paragraph("学习统计法律以后"));
    select(editor, [...from], [...to]);
    insertSymbol(editor, symbol("《》"));
    expect(texts(editor)).toEqual(["学习《统计法律》以后"]);
    expect(selected(editor)).toBe("统计法律");
  });

  it("puts a pair round words of several blocks", () => {
    const editor = open(paragraph("前一段"), paragraph("后一段"));
    select(editor, [0, 1], [1, 1]);
    insertSymbol(editor, symbol("“”"));
    expect(texts(editor)).toEqual(["前“一段", "后”一段"]);
  });

  it("is one step of undo, apart from what was typed before", async () => {
    const editor = open(paragraph(""));
    select(editor, [0, 0]);
    editor.insertText("学习法律");
    await Promise.resolve();
    select(editor, [0, 2], [0, 4]);
    insertSymbol(editor, symbol("《》"));
    await Promise.resolve();
    expect(texts(editor)).toEqual(["学习《法律》"]);
    editor.undo();
    expect(texts(editor)).toEqual(["学习法律"]);
    editor.redo();
    expect(texts(editor)).toEqual(["学习《法律》"]);
  });

  it("goes to the end of a text that never had a cursor", () => {
    const editor = open(paragraph("开头"), paragraph("结尾"));
    insertSymbol(editor, symbol("……"));
    expect(texts(editor)).toEqual(["开头", "结尾……"]);
  });
});

describe("the symbols", () => {
  const all = SYMBOL_GROUPS.flatMap(({ symbols }) => symbols);

  it("are each there once, with a name of their own", () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it("are pairs where they have two halves", () => {
    for (const { text, pair } of all) if (pair) expect([...text]).toHaveLength(2);
    expect(all.filter(({ text }) => /^[〔《〈（【“‘]/u.test(text)).every(({ pair }) => pair)).toBe(true);
  });

  it("forget one that is no longer offered", () => {
    expect(symbolOf("☃")).toBeUndefined();
  });
});
