import { Editor, Node, Transforms } from "slate";
import { expect, it, vi } from "vitest";
import type { Block } from "#core/draft/schema";
import { applyStyle } from "../../../renderer/editor/blocks.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { replaceBody } from "../../../renderer/editor/replace-body.ts";

const line = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const lines = (...texts: string[]) => texts.map(line);
const editorOf = (...texts: string[]) =>
  createSpeechEditor(
    lines(...texts),
    { anchor: { path: [0, 0], offset: 1 }, focus: { path: [0, 0], offset: 1 } },
    {
      refused: expect.fail,
      noted: () => {},
    },
  );

it.each<[name: string, before: string[], after: string[], changed: number | undefined]>([
  ["all of it", ["一", "二"], ["三", "四", "五"], 0],
  ["the middle", ["一", "二", "三"], ["一", "新", "又", "三"], 1],
  ["by less", ["一", "二", "三"], ["一"], 0],
  ["by more at the end", ["一"], ["一", "二"], 1],
  ["one of equal blocks", ["一", "一"], ["一", "一", "一"], 2],
  ["by a blank text", ["一", "二"], [""], 0],
  ["nothing where it is the same", ["一", "二"], ["一", "二"], undefined],
])("replaces %s in one step of undo", (_, before, after, changed) => {
  const editor = editorOf(...before);
  const { selection } = editor;
  expect(replaceBody(editor, lines(...after))).toBe(changed);
  expect(editor.children).toEqual(lines(...after));
  expect(editor.history.undos).toHaveLength(changed === undefined ? 0 : 1);
  if (changed === undefined) return;
  editor.undo();
  expect(editor.children).toEqual(lines(...before));
  expect(editor.selection).toEqual(selection);
  editor.redo();
  expect(editor.children).toEqual(lines(...after));
});

it("leaves what is equal at both ends the same objects, and shares none with the version", () => {
  const editor = editorOf("一", "二", "三");
  const [first, , last] = editor.children;
  const version = lines("一", "新", "三");
  replaceBody(editor, version);
  expect(editor.children[0]).toBe(first);
  expect(editor.children[2]).toBe(last);
  expect(editor.children[1]).toEqual(version[1]);
  expect(editor.children[1]).not.toBe(version[1]);
});

it.each<[name: string, before: string[], after: string[]]>([
  ["as a whole", ["提高认识", "完"], ["一是", "三是", "三是", "完"]],
  ["in its rest", ["一是", "二是", "三是", "完"], ["一是", "二是", "五是", "完"]],
  ["at its head", ["一是", "二是", "三是", "完"], ["四是", "二是", "三是", "完"]],
  ["by fewer", ["一是", "二是", "三是", "完"], ["一是", "三是", "完"]],
])("puts a text in as it was, also where its 一是 did not count on %s", async (_, before, after) => {
  const run = (words: readonly string[]): Block[] =>
    words.map((word) =>
      word.endsWith("是")
        ? { type: "paragraph", children: [{ text: word, item: true }, { text: "抓好落实。" }] }
        : line(word),
    );
  const editor = createSpeechEditor(run(before), undefined, { refused: expect.fail, noted: () => {} });
  replaceBody(editor, run(after));
  await Promise.resolve();
  expect(editor.children).toEqual(run(after));
  editor.undo();
  await Promise.resolve();
  expect(editor.children).toEqual(run(before));
});

it.each<[name: string, select: (editor: Editor) => void]>([
  ["at its start", (editor) => Transforms.select(editor, Editor.start(editor, []))],
  ["at its end", (editor) => Transforms.select(editor, Editor.end(editor, []))],
  ["all over it", (editor) => Transforms.select(editor, [])],
])("does not look through the whole text once for each block, with the selection %s", (_, select) => {
  const editor = editorOf(...Array.from({ length: 100 }, (_, index) => `旧${index}`));
  select(editor);
  const searches = vi.spyOn(Node, "texts");
  replaceBody(editor, lines(...Array.from({ length: 100 }, (_, index) => `新${index}`)));
  const shaped = vi.spyOn(editor, "normalizeNode");
  editor.undo();
  editor.redo();
  expect(searches.mock.calls.filter(([root]) => root === editor).length).toBeLessThan(20);
  expect(shaped).not.toHaveBeenCalled();
});

it("finds a text the same that was changed and undone", () => {
  const body: Block[] = [
    { type: "paragraph", leadLevel: 2, children: [{ text: "抓责任。", lead: true }, { text: "正文。" }] },
  ];
  const editor = createSpeechEditor(structuredClone(body), undefined, { refused: expect.fail, noted: () => {} });
  Transforms.select(editor, Editor.start(editor, []));
  applyStyle(editor, "paragraph");
  editor.undo();
  expect(editor.children).toEqual(body);
  expect(replaceBody(editor, body)).toBeUndefined();
});
