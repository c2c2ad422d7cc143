import { Editor, Transforms } from "slate";
import { ReactEditor } from "slate-react";
import { describe, expect, it, vi } from "vitest";
import { type Block, bodySchema, textOf } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { applyEdits } from "../../../renderer/editor/find-edits.ts";
import { setItemsApart, setItemsTogether, writeNextItem } from "../../../renderer/editor/item-runs.ts";
import { rangeOf } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { blocksOf, linesOf } from "../core/draft/marked-lines.ts";

/** One step of the user: what keeps the runs counting works at its end. */
const step = () => Promise.resolve();

/** An editor over marked lines; `|` is the cursor, and a second one the other end of the selection. */
async function open(text: string): Promise<SpeechEditor> {
  const marks: { block: number; offset: number }[] = [];
  const lines = text.split("\n").map((line, block) => {
    const parts = line.split("|");
    let offset = 0;
    for (const part of parts.slice(0, -1)) {
      offset += textOf(blocksOf(part)[0] as Block).length;
      marks.push({ block, offset });
    }
    return parts.join("");
  });
  const editor = createSpeechEditor(blocksOf(lines.join("\n")), undefined, { refused: expect.fail, noted: () => {} });
  const points = marks.map(({ block, offset }) => rangeOf(editor, { block, start: offset, end: offset })?.anchor);
  const [anchor, focus = anchor] = points;
  if (anchor && focus) Transforms.select(editor, { anchor, focus });
  await step();
  return editor;
}

/** The body as it would be saved; every state must be one that the schema takes. */
const shown = (editor: SpeechEditor) => linesOf(bodySchema.parse(JSON.parse(JSON.stringify(editor.children))));

/** The body with the cursor. */
function withCursor(editor: SpeechEditor): string {
  editor.insertText("|");
  return shown(editor);
}

/** Selects the first occurrence of `words`. */
function select(editor: SpeechEditor, words: string): void {
  const block = (editor.children as Block[]).findIndex((each) => textOf(each).includes(words));
  const start = textOf(editor.children[block] as Block).indexOf(words);
  const range = rangeOf(editor, { block, start, end: start + words.length });
  if (!range) throw new Error(`${words} is not there`);
  Transforms.select(editor, range);
}

describe("the next item", () => {
  it.each<[string, string, string]>([
    ["begins a run in an empty paragraph", "|", "[一是]|"],
    ["begins a run at a paragraph's start", "|加强领导。", "[一是]|加强领导。"],
    ["begins a run behind a colon", "抓三件事：|", "抓三件事：[一是]|"],
    ["begins a run behind words without a sign", "抓三件事|", "抓三件事：[一是]|"],
    ["begins a run behind the sentence that the cursor stands in", "抓好|工作。很好。", "抓好工作。[一是]|很好。"],
    ["begins a run behind a lead", "{抓|责任。}", "{抓责任。}[一是]|"],
    ["begins a run below a heading", "# 任|务\n正文。", "# 任务\n[一是]|\n正文。"],
    ["goes on behind a semicolon", "抓：[一是]甲；|", "抓：[一是]甲；[二是]|"],
    ["puts the sign in that is missing", "抓：[一是]甲|", "抓：[一是]甲；[二是]|"],
    ["takes the sign that the run uses", "[一是]甲。[二是]乙|", "[一是]甲。[二是]乙。[三是]|"],
    [
      "goes in before the last full stop of a run with semicolons",
      "[一是]甲；[二是]乙。|",
      "[一是]甲；[二是]乙；[三是]|。",
    ],
    ["goes on behind a full stop", "[一是]甲。[二是]乙。|", "[一是]甲。[二是]乙。[三是]|"],
    ["goes in between and counts on", "[一是]甲|；[二是]乙；[三是]丙。", "[一是]甲；[二是]|；[三是]乙；[四是]丙。"],
    ["goes in between behind the sign", "[一是]甲；|[二是]乙。", "[一是]甲；[二是]|；[三是]乙。"],
    [
      "goes behind the item whose middle the cursor is in",
      "[一是]甲|甲；[二是]乙。",
      "[一是]甲甲；[二是]|；[三是]乙。",
    ],
    ["parts an item where a sentence ends", "[一是]甲。|乙。", "[一是]甲。[二是]|乙。"],
    ["stands behind a word under the cursor", "[一|是]甲；[二是]乙。", "[一是]甲；[二是]|；[三是]乙。"],
    [
      "begins a paragraph where the items have theirs",
      "[一是]甲|甲。\n[二是]乙。\n完。",
      "[一是]甲甲。\n[二是]|\n[三是]乙。\n完。",
    ],
    ["takes the empty paragraph below", "[一是]甲。\n[二是]乙。\n|", "[一是]甲。\n[二是]乙。\n[三是]|"],
    ["takes the empty paragraph below a lone item", "抓：[一是]甲。\n|", "抓：[一是]甲。\n[二是]|"],
    [
      "takes a paragraph that begins at the cursor",
      "[一是]甲。\n[二是]乙。\n|丙。",
      "[一是]甲。\n[二是]乙。\n[三是]|丙。",
    ],
    [
      "begins anew in plain text behind a run, which ended there",
      "[一是]甲。\n[二是]乙。\n说明|。",
      "[一是]甲。\n[二是]乙。\n说明。[一是]|",
    ],
    [
      "begins anew behind plain text that follows a run",
      "[一是]甲。\n[二是]乙。\n说明。\n|",
      "[一是]甲。\n[二是]乙。\n说明。\n[一是]|",
    ],
    [
      "goes below what explains an item in the middle",
      "[一是]甲。\n说明|。\n[二是]乙。",
      "[一是]甲。\n说明。\n[二是]|\n[三是]乙。",
    ],
    ["follows a typed 一是", "要做到三点：一是抓认识；|", "要做到三点：[一是]抓认识；[二是]|"],
    ["follows a typed 一要 without a sign", "一要快|", "[一要]快；[二要]|"],
    ["follows a typed 首先", "首先，抓认识。|", "[首先]，抓认识。[其次]|"],
    ["follows a typed 第一", "第一，抓认识。|", "[第一]，抓认识。[第二]|"],
    ["follows a typed 一是 in the paragraph above", "一是抓认识。\n|", "[一是]抓认识。\n[二是]|"],
    ["follows typed words that count on", "一是甲；二是乙；三是丙；|", "[一是]甲；[二是]乙；[三是]丙；[四是]|"],
    ["goes in between typed words", "一是甲；|二是乙；三是丙。", "[一是]甲；[二是]|；[三是]乙；[四是]丙。"],
    ["follows a typed 三是 that stands alone", "三是丙；|", "[三是]丙；[四是]|"],
    [
      "follows the typed 一是, not a run above",
      "[一是]甲；[二是]乙；[三是]丙。\n中间。\n要做到：一是丁；|",
      "[一是]甲；[二是]乙；[三是]丙。\n中间。\n要做到：[一是]丁；[二是]|",
    ],
    [
      "follows the typed 一是, not a run of paragraphs right above",
      "[一是]甲。\n[二是]乙。\n一是丁；|",
      "[一是]甲。\n[二是]乙。\n[一是]丁；[二是]|",
    ],
    [
      "follows the typed 一是 behind a run in its paragraph",
      "[一是]甲；[二是]乙。一是丁；|",
      "[一是]甲；[二是]乙。[一是]丁；[二是]|",
    ],
    ["leaves 首先 within a sentence", "[一是]转变作风，首先从领导做起；|", "[一是]转变作风，首先从领导做起；[二是]|"],
    ["leaves 最后 without 首先", "最后，表示感谢。|", "最后，表示感谢。[一是]|"],
    ["leaves a typed 一是 two paragraphs above", "一是甲。\n说明。\n|", "一是甲。\n说明。\n[一是]|"],
    ["begins anew behind a run that its paragraph holds", "[一是]甲；[二是]乙。\n|", "[一是]甲；[二是]乙。\n[一是]|"],
    ["begins anew in the next section", "[一是]甲。\n[二是]乙。\n# 题\n|", "[一是]甲。\n[二是]乙。\n# 题\n[一是]|"],
    [
      "begins anew behind the next lead",
      "[一是]甲。\n[二是]乙。\n{领句。}|",
      "[一是]甲。\n[二是]乙。\n{领句。}[一是]|",
    ],
    ["counts the second of two runs", "[一是]甲；[二是]乙。\n[一是]丙；|", "[一是]甲；[二是]乙。\n[一是]丙；[二是]|"],
    ["follows 一要", "[一要]快，|", "[一要]快，[二要]|"],
    [
      "follows 第一个方面",
      "[第一个方面]，快。\n[第二个方面]，准。\n|",
      "[第一个方面]，快。\n[第二个方面]，准。\n[第三个方面]|",
    ],
    ["follows 1.", "[1.]快；\n[2.]准；\n|", "[1.]快；\n[2.]准；\n[3.]|"],
    ["passes ten", "[九是]甲；[十是]乙；|", "[九是]甲；[十是]乙；[十一是]|"],
    ["follows 首先", "[首先]，快。|", "[首先]，快。[其次]|"],
    ["ends with 最后", "[首先]甲。[其次]乙。[再次]丙。|", "[首先]甲。[其次]乙。[再次]丙。[最后]|"],
    ["keeps 最后 the last", "[首先]甲。|[其次]乙。[最后]丙。", "[首先]甲。[其次]|。[再次]乙。[最后]丙。"],
    ["behind 最后 makes it 再次", "[首先]甲。[其次]乙。[最后]丙。|", "[首先]甲。[其次]乙。[再次]丙。[最后]|"],
    [
      "follows the outer run behind an inner one",
      "[首先]，[一是]甲；[二是]乙。\n|",
      "[首先]，[一是]甲；[二是]乙。\n[其次]|",
    ],
    ["stays outside a citation and keeps bold", "[一是]<甲>，*乙*；|", "[一是]<甲>，*乙*；[二是]|"],
  ])("%s", async (_, before, after) => {
    const editor = await open(before);
    expect(writeNextItem(editor)).toBeUndefined();
    await step();
    expect(withCursor(editor)).toBe(after);
  });

  it.each([
    ["[首先]甲。[其次]乙。[再次]丙。[最后]丁。|", /没有别的词/u],
    ["[首先]甲。|[其次]乙。[再次]丙。[最后]丁。", /没有别的词/u],
  ])("never invents a word for %s", async (before, sentence) => {
    const editor = await open(before);
    expect(writeNextItem(editor)).toMatch(sentence);
    await step();
    expect(shown(editor)).toBe(before.replace("|", ""));
  });

  it("says that a title is no place for it", async () => {
    const title: Block = { type: "title", children: [{ text: "题目" }] };
    const editor = createSpeechEditor([title], undefined, { refused: expect.fail, noted: () => {} });
    expect(writeNextItem(editor)).toBeUndefined();
    Transforms.select(editor, Editor.end(editor, []));
    expect(writeNextItem(editor)).toContain("正文");
    expect(editor.children).toEqual([title]);
  });

  it("and the counting behind it are one step of undo", async () => {
    const text = "[一是]甲|；[二是]乙；[三是]丙。";
    const editor = await open(text);
    writeNextItem(editor);
    await step();
    editor.undo();
    await step();
    expect(shown(editor)).toBe(text.replace("|", ""));
    editor.redo();
    await step();
    expect(shown(editor)).toBe("[一是]甲；[二是]；[三是]乙；[四是]丙。");
  });

  it("and the mark of the typed word before it are one step of undo", async () => {
    const editor = await open("要做到：一是甲；|");
    writeNextItem(editor);
    await step();
    expect(shown(editor)).toBe("要做到：[一是]甲；[二是]");
    editor.undo();
    await step();
    expect(shown(editor)).toBe("要做到：一是甲；");
  });

  it.each<[string, string, string[], string]>([
    ["a full stop", "[一是]甲；[二是]乙。|", ["丙", "。"], "[一是]甲；[二是]乙；[三是]丙。|"],
    ["a full stop of an input method", "[一是]甲；[二是]乙。|", ["丙丙。"], "[一是]甲；[二是]乙；[三是]丙丙。|"],
    ["a semicolon", "[一是]甲|；[二是]乙。", ["丁", "；"], "[一是]甲；[二是]丁；|[三是]乙。"],
    ["a semicolon that it put in", "[一是]甲甲|甲；[二是]乙。", ["丁；"], "[一是]甲甲甲；[二是]丁；|[三是]乙。"],
    ["but only once", "[一是]甲；[二是]乙。|", ["丙", "。", "。"], "[一是]甲；[二是]乙；[三是]丙。。|"],
    ["but not another sign", "[一是]甲；[二是]乙。|", ["丙", "；"], "[一是]甲；[二是]乙；[三是]丙；|。"],
  ])("does not double its sign: %s", async (_, before, strokes, after) => {
    const editor = await open(before);
    writeNextItem(editor);
    await step();
    for (const stroke of strokes) {
      editor.insertText(stroke);
      await step();
    }
    expect(withCursor(editor)).toBe(after);
    while (editor.history.undos.length > 0) editor.undo();
    await step();
    expect(shown(editor)).toBe(before.replace("|", ""));
  });

  it("leaves a sign that was there without it", async () => {
    const editor = await open("[一是]甲；[二是]乙|。");
    editor.insertText("。");
    await step();
    expect(withCursor(editor)).toBe("[一是]甲；[二是]乙。|。");
  });

  it("lets the text behind it stand outside the mark", async () => {
    const editor = await open("|");
    writeNextItem(editor);
    await step();
    editor.insertText("甲");
    expect(shown(editor)).toBe("[一是]甲");
  });
});

describe("a run counts on", () => {
  const remove = (words: string) => (editor: SpeechEditor) => {
    select(editor, words);
    editor.deleteFragment();
  };
  const moveBlock = (from: number, to: number) => (editor: SpeechEditor) =>
    Transforms.moveNodes(editor, { at: [from], to: [to] });
  const cutAndPaste = (words: string, behind: string) => async (editor: SpeechEditor) => {
    select(editor, words);
    const fragment = editor.getFragment();
    editor.deleteFragment();
    await step();
    select(editor, behind);
    Transforms.collapse(editor, { edge: "end" });
    Transforms.insertNodes(editor, (fragment as Block[])[0]?.children ?? []);
  };

  it.each<[string, string, (editor: SpeechEditor) => unknown, string]>([
    ["when an item is taken out", "[一是]甲；[二是]乙；[三是]丙。", remove("二是乙；"), "[一是]甲；[二是]丙。"],
    ["when the first is taken out", "[一是]甲；[二是]乙；[三是]丙。", remove("一是甲；"), "[一是]乙；[二是]丙。"],
    ["when only the word is taken out", "[一是]甲；[二是]乙；[三是]丙。", remove("二是"), "[一是]甲；乙；[二是]丙。"],
    [
      "when a paragraph is taken out",
      "[一是]甲。\n[二是]乙。\n[三是]丙。",
      (editor) => Transforms.removeNodes(editor, { at: [0] }),
      "[一是]乙。\n[二是]丙。",
    ],
    [
      "when a paragraph is moved up",
      "[一是]甲。\n[二是]乙。\n[三是]丙。",
      moveBlock(2, 0),
      "[一是]丙。\n[二是]甲。\n[三是]乙。",
    ],
    [
      "when a paragraph is moved into another run",
      "[一是]甲。\n[二是]乙。\n# 题\n[一是]丙。\n[二是]丁。",
      moveBlock(1, 3),
      "[一是]甲。\n# 题\n[一是]丙。\n[二是]乙。\n[三是]丁。",
    ],
    [
      "when a paragraph is moved behind another run",
      "[一是]甲。\n[二是]乙。\n[三是]丙。\n# 题\n[一是]丁。\n[二是]戊。",
      moveBlock(1, 5),
      "[一是]甲。\n[二是]丙。\n# 题\n[一是]丁。\n[二是]戊。\n[三是]乙。",
    ],
    [
      "when an item is cut and pasted behind the last",
      "[一是]甲；[二是]乙；[三是]丙。",
      cutAndPaste("二是乙；", "丙。"),
      "[一是]甲；[二是]丙。[三是]乙；",
    ],
    [
      "when the first is cut and pasted behind the last",
      "[一是]甲；[二是]乙；",
      cutAndPaste("一是甲；", "乙；"),
      "[一是]乙；[二是]甲；",
    ],
    [
      "when a heading comes between",
      "[一是]甲。\n中间\n[二是]乙。\n[三是]丙。",
      (editor) => Transforms.setNodes(editor, { type: "heading", level: 1 }, { at: [1] }),
      "[一是]甲。\n# 中间\n[一是]乙。\n[二是]丙。",
    ],
    ["首先 too", "[首先]甲。[其次]乙。[再次]丙。[最后]丁。", remove("其次乙。"), "[首先]甲。[其次]丙。[最后]丁。"],
    [
      "首先 too, without its last",
      "[首先]甲。[其次]乙。[再次]丙。[最后]丁。",
      remove("最后丁。"),
      "[首先]甲。[其次]乙。[再次]丙。",
    ],
    ["第一 too", "[第一]，甲。[第二]，乙。[第三]，丙。", remove("第一，甲。"), "[第一]，乙。[第二]，丙。"],
  ])("%s, in one step of undo", async (_, before, edit, after) => {
    const editor = await open(before);
    await edit(editor);
    await step();
    expect(shown(editor)).toBe(after);
    while (editor.history.undos.length > 0) editor.undo();
    await step();
    expect(shown(editor)).toBe(before);
    expect(editor.history.redos.length).toBeLessThanOrEqual(2);
    while (editor.history.redos.length > 0) editor.redo();
    await step();
    expect(shown(editor)).toBe(after);
  });

  it.each<[string, string, (editor: SpeechEditor) => unknown, string]>([
    [
      "a gap that was there",
      "[一是]甲；[三是]乙；[四是]丙；[五是]丁。",
      remove("四是丙；"),
      "[一是]甲；[三是]乙；[四是]丁。",
    ],
    ["a run that begins later", "[二是]甲；[三是]乙；[四是]丙。", remove("三是乙；"), "[二是]甲；[三是]丙。"],
    [
      "words without the mark",
      "[一是]甲；二是乙；[二是]丙；三是丁。",
      remove("甲；"),
      "[一是]二是乙；[二是]丙；三是丁。",
    ],
    [
      "the next run of the family",
      "[一是]甲；[二是]乙。\n[一是]丙；[二是]丁。",
      remove("一是甲；"),
      "[一是]乙。\n[一是]丙；[二是]丁。",
    ],
    [
      "two runs that meet",
      "[一是]甲。\n[二是]乙。\n[一是]丙。\n[二是]丁。",
      (editor) => Transforms.removeNodes(editor, { at: [2] }),
      "[一是]甲。\n[二是]乙。\n[一是]丁。",
    ],
    [
      "a word that was changed by hand",
      "[一是]甲；[二是]乙。",
      (editor) => {
        select(editor, "二");
        Transforms.insertText(editor, "三");
      },
      "[一是]甲；[三是]乙。",
    ],
    [
      "a word that got bold, with its gap",
      "[一是]甲；[三是]乙。",
      (editor) => {
        select(editor, "三是");
        Editor.addMark(editor, "bold", true);
      },
      "[一是]甲；[三是]乙。",
    ],
    [
      "a whole run that is pasted with its gap",
      "甲。",
      (editor) => Transforms.insertNodes(editor, blocksOf("[一是]甲；[三是]乙。"), { at: [1] }),
      "甲。\n[一是]甲；[三是]乙。",
    ],
    [
      "words at the cursor while text is replaced elsewhere",
      "甲。\n[一是]乙；二是丙；[二是]丁。|",
      (editor) => applyEdits(editor, [{ block: 0, start: 0, end: 1, text: "全力以赴抓好各项工作落实" }]),
      "全力以赴抓好各项工作落实。\n[一是]乙；二是丙；[二是]丁。",
    ],
    [
      "five items of 首先",
      "[首先]甲。[其次]乙。[再次]丙。[最后]丁。\n",
      (editor) => Transforms.insertNodes(editor, blocksOf("[其次]戊。"), { at: [1] }),
      "[首先]甲。[其次]乙。[再次]丙。[最后]丁。\n[其次]戊。\n",
    ],
    [
      "typing and Enter",
      "[一是]甲；[三是]乙。",
      (editor) => {
        select(editor, "甲；");
        editor.insertText("改了。");
        editor.insertBreak();
      },
      "[一是]改了。\n[三是]乙。",
    ],
  ])("but leaves %s", async (_, before, edit, after) => {
    const editor = await open(before);
    await edit(editor);
    await step();
    expect(shown(editor)).toBe(after);
  });

  it("a pasted run counts by itself, and its notes stay true", async () => {
    const editor = await open("[一是]甲；[二是]乙。\n|");
    Transforms.insertNodes(editor, blocksOf("[一是]丙；[二是]丁。"), { at: [1] });
    await step();
    expect(shown(editor)).toBe("[一是]甲；[二是]乙。\n[一是]丙；[二是]丁。\n");
  });

  it("when an item is taken out letter by letter", async () => {
    const editor = await open("[一是]甲；[二是]乙；|[三是]丙；[四是]丁。");
    const states: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      editor.deleteBackward("character");
      await step();
      states.push(shown(editor));
    }
    // What is left of the second is plain text once nothing stands between it and the third.
    expect(states.slice(1)).toEqual([
      "[一是]甲；二是[二是]丙；[三是]丁。",
      "[一是]甲；二[二是]丙；[三是]丁。",
      "[一是]甲；[二是]丙；[三是]丁。",
    ]);
    for (let count = 0; count < 4; count += 1) editor.undo();
    expect(shown(editor)).toBe("[一是]甲；[二是]乙；[三是]丙；[四是]丁。");
  });

  it("keeps the cursor where it stands", async () => {
    const editor = await open("[一是]甲；[二是]乙；[三是]丙丙|。");
    Transforms.delete(editor, { at: rangeOf(editor, { block: 0, start: 4, end: 8 }) ?? [] });
    await step();
    expect(withCursor(editor)).toBe("[一是]甲；[二是]丙丙|。");
  });

  it("waits while an input method composes", async () => {
    const editor = await open("[一是]甲；[二是]乙；[三是]丙。");
    const composing = vi.spyOn(ReactEditor, "isComposing").mockReturnValue(true);
    select(editor, "二是乙；");
    editor.deleteFragment();
    await step();
    expect(shown(editor)).toBe("[一是]甲；[三是]丙。");
    composing.mockRestore();
    editor.insertText("新");
    await step();
    expect(shown(editor)).toBe("[一是]甲；新[二是]丙。");
  });
});

describe("typing the next word", () => {
  const type = async (editor: SpeechEditor, ...strokes: string[]) => {
    for (const stroke of strokes) {
      editor.insertText(stroke);
      await step();
    }
  };

  it.each<[string, string, string[], string]>([
    ["joins a run", "[一是]甲；|", ["二", "是", "乙"], "[一是]甲；[二是]乙"],
    ["joins as it comes from an input method", "[一是]甲；|", ["二是要抓"], "[一是]甲；[二是]要抓"],
    ["makes a run of an unmarked first", "一是甲；|", ["二", "是"], "[一是]甲；[二是]"],
    ["joins in a paragraph of its own", "一是甲。\n|", ["二是乙。"], "[一是]甲。\n[二是]乙。"],
    ["pushes what follows", "[一是]甲；|[二是]乙。", ["二是丙；"], "[一是]甲；[二是]丙；[三是]乙。"],
    [
      "joins right before the next",
      "[一是]甲；|[二是]乙。",
      ["二", "是", "丙", "；"],
      "[一是]甲；[二是]丙；[三是]乙。",
    ],
    ["joins 第二 with its comma", "[第一]，甲。|", ["第二", "，"], "[第一]，甲。[第二]，"],
    ["joins 最后", "[首先]甲。[其次]乙。|", ["最后"], "[首先]甲。[其次]乙。[最后]"],
    ["mends half a word", "[一是]甲；[二]|乙", ["是"], "[一是]甲；[二是]乙"],
  ])("%s", async (_, before, strokes, after) => {
    const editor = await open(before);
    await type(editor, ...strokes);
    expect(shown(editor)).toBe(after);
  });

  it.each<[string, string, string[]]>([
    ["一是 by itself", "|", ["一是甲"]],
    ["a number that does not count on", "[一是]甲；|", ["三是丙"]],
    ["words inside a sentence", "[一是]甲；这|", ["二是丙"]],
    ["what lies in another section", "[一是]甲；\n# 题\n|", ["二是丙"]],
    ["最后 behind a lone 首先", "首先，我表示祝贺。|", ["最后，"]],
    ["what lies behind a lead", "[一是]甲；\n{领句。}|", ["二是丙"]],
    ["a heading", "[一是]甲；\n# |", ["二是丙"]],
  ])("leaves %s", async (_, before, strokes) => {
    const editor = await open(before);
    await type(editor, ...strokes);
    expect(shown(editor)).toBe(before.replace("|", strokes.join("")));
  });

  it("is one step of undo with its mark", async () => {
    const editor = await open("[一是]甲；|[二是]乙。");
    await type(editor, "二是丙；");
    editor.undo();
    await step();
    expect(shown(editor)).toBe("[一是]甲；[二是]乙。");
  });
});

describe("apart and together", () => {
  const INTROS = [
    "",
    "要抓三件事：",
    "要强化保障。",
    "{抓好责任。}",
    "{抓好责任。}今年任务很重。要抓三件事。",
    "任务很重。时间很紧。",
  ];
  const RUNS = [
    ["[一是]甲；", "[二是]乙；", "[三是]丙。"],
    ["[一是]甲。", "[二是]乙。甲又乙。", "[三是]丙。"],
    ["[一要]<甲>，", "[二要]*乙*，", "[三要]«时限»丙。"],
    ["[首先]，甲。", "[最后]，乙！"],
    ["[第一]，“甲。”", "[第二]，乙"],
  ];
  const cursor = (editor: SpeechEditor) => {
    const block = (editor.children as Block[]).findIndex((each) => each.children.some(({ item }) => item));
    Transforms.select(editor, Editor.end(editor, [block]));
  };
  const cases = INTROS.flatMap((intro) => RUNS.map((run) => [intro, run] as const));

  it.each(cases)("come back from each other: %s%s", async (intro, run) => {
    const together = `# 题\n${intro}${run.join("")}\n下文。`;
    const editor = await open(together);
    cursor(editor);
    setItemsApart(editor);
    await step();
    const apart = shown(editor);
    const kept = intro.startsWith("任务");
    expect(apart).toBe(
      kept
        ? `# 题\n${intro}${run.join("\n")}\n下文。`
        : `# 题\n${[...(intro ? [intro] : []), ...run].join("\n")}\n下文。`,
    );
    cursor(editor);
    setItemsTogether(editor);
    await step();
    expect(shown(editor)).toBe(together);
    cursor(editor);
    setItemsApart(editor);
    await step();
    expect(shown(editor)).toBe(apart);
    editor.undo();
    await step();
    expect(shown(editor)).toBe(together);
  });

  it.each([
    ["[四是]甲。\n[五是]|", "[四是]甲。[五是]"],
    ["[四是]甲\n[五是]|", "[四是]甲[五是]"],
    ["[四是]甲。\n[五是]|\n[六是]乙。\n[七是]丙。", "[四是]甲。[五是]\n[六是]乙。[七是]丙。"],
  ])("put no sign beside an empty item and come back: %s", async (apart, together) => {
    const editor = await open(apart);
    setItemsTogether(editor);
    await step();
    expect(shown(editor)).toBe(together);
    setItemsApart(editor);
    await step();
    expect(shown(editor)).toBe(apart.replace("|", ""));
  });

  it.each<[string, string, "apart" | "together", string]>([
    [
      "a run of which the cursor is in the introduction",
      "抓|好：[一是]甲；[二是]乙。",
      "apart",
      "抓好：\n[一是]甲；\n[二是]乙。",
    ],
    [
      "a run below the introduction with the cursor",
      "抓|好：\n[一是]甲；\n[二是]乙。",
      "together",
      "抓好：[一是]甲；[二是]乙。",
    ],
    [
      "all runs of a selection",
      "|[一是]甲；[二是]乙。\n中间。\n[一是]丙；[二是]丁。|",
      "apart",
      "[一是]甲；\n[二是]乙。\n中间。\n[一是]丙；\n[二是]丁。",
    ],
    ["what explains an item", "[一是]甲。\n说明。\n[二是]乙|。", "together", "[一是]甲。说明。[二是]乙。"],
    ["items that end without a sign", "[一是]甲|\n[二是]乙", "together", "[一是]甲；[二是]乙"],
    [
      "a long paragraph above, which stays",
      "很多话。更多话。\n[一是]甲|。\n[二是]乙。",
      "together",
      "很多话。更多话。\n[一是]甲。[二是]乙。",
    ],
    ["a heading above, which stays", "# 题\n[一是]甲|。\n[二是]乙。", "together", "# 题\n[一是]甲。[二是]乙。"],
    ["no run", "没有|。\n上文。", "apart", "没有。\n上文。"],
    ["a run that stands as wished", "[一是]甲|。\n[二是]乙。", "apart", "[一是]甲。\n[二是]乙。"],
    [
      "only the run with the cursor",
      "[一是]甲；[二是]乙。\n[一是]丙|；[二是]丁。",
      "apart",
      "[一是]甲；[二是]乙。\n[一是]丙；\n[二是]丁。",
    ],
  ])("%s", async (_, before, way, after) => {
    const editor = await open(before);
    if (way === "apart") setItemsApart(editor);
    else setItemsTogether(editor);
    await step();
    expect(shown(editor)).toBe(after);
  });
});
