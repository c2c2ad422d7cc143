import { readFileSync } from "node:fs";
import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { type Block, bodySchema, type DraftHead, type MeetingCard, type Span, textOf } from "#core/draft/schema";
import { instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { type Template, writtenTemplateSchema } from "#core/template/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { rangeOf } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import {
  changePattern,
  dropUnplaced,
  makeSlot,
  placeBlock,
  putWording,
  slotAtCursor,
  wordingsHere,
} from "../../../renderer/editor/slot-work.ts";
import { changeCard, startHead } from "../../../renderer/editor/with-head.ts";

const CARD: MeetingCard = { meeting: "2026年青云县联席会议", topic: "知识产权", year: 2026, audience: "下级" };
const characters = { min: 10, max: 20 };
const slot = (purpose: string, wordings: string[], required = true) => ({ purpose, required, characters, wordings });

/** A template small enough to be seen whole. */
const small: Template = {
  schemaVersion: 1,
  id: "small",
  name: "小会",
  group: "部署推进",
  use: "测试用。",
  targetCharacters: { min: 100, max: 200 },
  slots: {
    "opening.task": slot("会议任务", [
      "总结{previousYear}年的{topic}工作",
      "学习【上级会议】精神，研究【事项】",
      "一是看；二是干",
    ]),
    "opening.leader": slot("领导", ["{speaker.name}同志到会"], false),
    "task.1.lead": slot("任务一", ["甲一", "甲二"]),
    "task.1.measures": slot("措施一", ["乙一。", "乙二，由【单位】办。"]),
    "task.2.lead": slot("任务二", ["丙一", "丙二"]),
    "broken.one": slot("坏的", ["{nobody}来", "好的"]),
  },
  patterns: [
    {
      id: "own",
      parts: "一段",
      body: [
        { type: "title", key: "title", children: [{ text: "讲话" }] },
        {
          type: "paragraph",
          key: "opening.point",
          children: [
            { text: "今天开会，" },
            { text: "会议任务", slot: "opening.task" },
            { text: "。由" },
            { text: "领导", slot: "opening.leader", optional: true },
            { text: "来讲" },
          ],
        },
        {
          type: "paragraph",
          key: "task.1",
          leadLevel: 2,
          children: [
            { text: "任务一", slot: "task.1.lead", lead: true },
            { text: "。", lead: true },
            { text: "措施一", slot: "task.1.measures", bold: true },
          ],
        },
        { type: "paragraph", key: "task.2", children: [{ text: "任务二", slot: "task.2.lead" }] },
        { type: "paragraph", key: "broken", children: [{ text: "坏的", slot: "broken.one" }] },
      ],
    },
  ],
};

function open(body: Block[] = small.patterns[0]?.body ?? [], head: Partial<DraftHead> = {}): SpeechEditor {
  const editor = createSpeechEditor(structuredClone(body), undefined, { refused: expect.fail, noted: () => {} });
  startHead(editor, { card: CARD, citations: {}, template: "small", pattern: "own", ...head }, () => {});
  return editor;
}

function select(editor: SpeechEditor, block: number, start: number, end = start): void {
  const range = rangeOf(editor, { block, start, end });
  if (!range) throw new Error("no such place");
  Transforms.select(editor, range);
}

/** Selects the open slot whose prompt is `prompt`, as Tab does. */
function toSlot(editor: SpeechEditor, prompt: string): void {
  for (const [block, each] of (editor.children as Block[]).entries()) {
    let offset = 0;
    for (const { text, slot: key } of each.children) {
      if (key !== undefined && text === prompt) {
        select(editor, block, offset, offset + text.length);
        return;
      }
      offset += text.length;
    }
  }
  throw new Error(`no slot ${prompt}`);
}

function put(editor: SpeechEditor, place: number): void {
  const at = slotAtCursor(editor, small);
  const wording = at && wordingsHere(editor, small, at.key)[place];
  if (!at || !wording) throw new Error("no wording");
  putWording(editor, at, wording);
}

const body = (editor: SpeechEditor): Block[] => bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));
const spansOf = (editor: SpeechEditor, block: number): Span[] => body(editor)[block]?.children ?? [];
const selected = (editor: SpeechEditor) => (editor.selection ? Editor.string(editor, editor.selection) : null);
const step = () => Promise.resolve();

describe("a wording", () => {
  it("takes the place of its slot with its fields marked, as one step of undo", async () => {
    const editor = open();
    await step();
    const before = body(editor);
    toSlot(editor, "会议任务");
    put(editor, 0);
    expect(spansOf(editor, 1).slice(0, 5)).toEqual([
      { text: "今天开会，总结" },
      { text: "2025", field: "previousYear" },
      { text: "年的" },
      { text: "知识产权", field: "topic" },
      { text: "工作。由" },
    ]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual(before);
    editor.redo();
    expect(textOf(body(editor)[1] as Block)).toContain("总结2025年的知识产权工作。");
  });

  it("lets the cursor select the first place that only the writer can fill, and typing there be undone by itself", async () => {
    const editor = open();
    await step();
    toSlot(editor, "会议任务");
    put(editor, 1);
    expect(selected(editor)).toBe("【上级会议】");
    await step();
    editor.insertText("县委全会");
    expect(textOf(body(editor)[1] as Block)).toContain("学习县委全会精神，研究【事项】。");
    await step();
    editor.undo();
    expect(textOf(body(editor)[1] as Block)).toContain("学习【上级会议】精神");
    editor.undo();
    expect(textOf(body(editor)[1] as Block)).toContain("今天开会，会议任务。");
  });

  it("lets the cursor go on to the next open place of the paragraph, or stand behind it where there is none", () => {
    const editor = open();
    toSlot(editor, "会议任务");
    put(editor, 0);
    expect(selected(editor)).toBe("领导");
    toSlot(editor, "任务二");
    put(editor, 1);
    expect(editor.selection && Editor.end(editor, [3])).toEqual(editor.selection?.focus);
    expect(selected(editor)).toBe("");
  });

  it("keeps lead and bold of its slot, and leaves no mark of the slot", () => {
    const editor = open();
    toSlot(editor, "任务一");
    put(editor, 0);
    toSlot(editor, "措施一");
    put(editor, 0);
    expect(spansOf(editor, 2)).toEqual([
      { text: "甲一。", lead: true },
      { text: "乙一。", bold: true },
    ]);
  });

  it("marks the words of its items, and opens a slot where the card is empty", () => {
    const editor = open();
    toSlot(editor, "会议任务");
    put(editor, 2);
    expect(spansOf(editor, 1).filter(({ item }) => item)).toEqual([
      { text: "一是", item: true },
      { text: "二是", item: true },
    ]);
    toSlot(editor, "领导");
    put(editor, 0);
    expect(spansOf(editor, 1).find(({ slot: key }) => key !== undefined)).toEqual({
      text: "讲话人",
      slot: "card.speaker.name",
    });
    expect(selected(editor)).toBe("讲话人");
  });

  it("of one item is offered first where the same was chosen last, and not in another item", () => {
    const editor = open();
    toSlot(editor, "任务一");
    put(editor, 1);
    expect(wordingsHere(editor, small, "task.1.measures").map(({ text }) => text)).toEqual([
      "乙二，由【单位】办。",
      "乙一。",
    ]);
    expect(wordingsHere(editor, small, "task.2.lead").map(({ text }) => text)).toEqual(["丙一", "丙二"]);
  });

  it("can be put in place of another that was not touched since, and of none that was", async () => {
    const editor = open();
    toSlot(editor, "任务二");
    put(editor, 0);
    await step();
    expect(slotAtCursor(editor, small)).toMatchObject({ key: "task.2.lead", open: false, start: 0, end: 2 });
    put(editor, 1);
    expect(textOf(body(editor)[3] as Block)).toBe("丙二");
    select(editor, 3, 1);
    editor.insertText("的");
    expect(slotAtCursor(editor, small)).toBeUndefined();
  });

  it("that names what no card has is left out, and so are those of a slot that the template does not know", () => {
    const editor = open();
    expect(wordingsHere(editor, small, "broken.one").map(({ text }) => text)).toEqual(["好的"]);
    expect(wordingsHere(editor, small, "card.meeting")).toEqual([]);
    expect(wordingsHere(editor, small, "__proto__")).toEqual([]);
  });
});

describe("the slot at the cursor", () => {
  it("is the one around the cursor or the selection, also at its edges", () => {
    const editor = open();
    for (const [start, end] of [
      [5, 9],
      [5, 5],
      [7, 7],
      [9, 9],
    ] as const) {
      select(editor, 1, start, end);
      expect(slotAtCursor(editor, small)).toMatchObject({ key: "opening.task", open: true, required: true });
    }
  });

  it("is none in plain text, in a selection that reaches beyond it, or without a cursor", () => {
    const editor = open();
    expect(slotAtCursor(editor, small)).toBeUndefined();
    select(editor, 1, 2);
    expect(slotAtCursor(editor, small)).toBeUndefined();
    select(editor, 1, 3, 9);
    expect(slotAtCursor(editor, small)).toBeUndefined();
  });
});

describe("an own slot", () => {
  const line = (...children: Span[]): Block[] => [{ type: "paragraph", children }];

  it("has the selected words as its prompt, without the marks that they had", async () => {
    const editor = open(line({ text: "由" }, { text: "青云县", field: "region" }, { text: "牵头" }));
    await step();
    const before = body(editor);
    select(editor, 0, 1, 6);
    expect(makeSlot(editor)).toBeUndefined();
    expect(spansOf(editor, 0)).toEqual([{ text: "由" }, { text: "青云县牵头", slot: "own.1" }]);
    expect(selected(editor)).toBe("青云县牵头");
    await step();
    editor.undo();
    expect(body(editor)).toEqual(before);
  });

  it("is put at the cursor with a prompt of its own where nothing is selected, each with another key", () => {
    const editor = open(line({ text: "由牵头" }));
    select(editor, 0, 1);
    makeSlot(editor);
    expect(selected(editor)).toBe("要填的内容");
    select(editor, 0, 8);
    makeSlot(editor);
    expect(spansOf(editor, 0)).toEqual([
      { text: "由" },
      { text: "要填的内容", slot: "own.1" },
      { text: "牵头" },
      { text: "要填的内容", slot: "own.2" },
    ]);
  });

  it("is not made inside a slot, over several paragraphs, or without a cursor", () => {
    const editor = open();
    const before = body(editor);
    expect(makeSlot(editor)).toContain("先在正文里点一下");
    toSlot(editor, "会议任务");
    expect(makeSlot(editor)).toContain("这里已经是空位");
    Transforms.select(editor, { anchor: Editor.start(editor, [1]), focus: Editor.end(editor, [2]) });
    expect(makeSlot(editor)).toContain("要在一段之内");
    expect(body(editor)).toEqual(before);
  });
});

const joint = readWritten(
  writtenTemplateSchema.parse(JSON.parse(readFileSync("templates/joint-conference.json", "utf8"))),
);
const [A, B] = ["awareness-task-guarantee", "review-plan-demand"] as const;

describe("another pattern", () => {
  function begin(): SpeechEditor {
    const pattern = patternOf(joint, A);
    if (!pattern) throw new Error("no pattern");
    return open(instantiate(pattern, CARD), templateHead(joint, pattern, CARD));
  }
  const write = async (editor: SpeechEditor, prompt: string, text: string) => {
    toSlot(editor, prompt);
    editor.insertText(text);
    await step();
  };

  it("is one step of undo with all of the head, there and back", async () => {
    const editor = begin();
    await step();
    await write(editor, "工作目标、遵循和原则", "我写的目标。");
    const [text, head] = [body(editor), editor.head];
    changePattern(editor, joint, B);
    await step();
    expect(editor.head.pattern).toBe(B);
    expect(editor.head.unplaced?.map(textOf).join()).toContain("我写的目标。");
    editor.undo();
    expect(body(editor)).toEqual(text);
    expect(editor.head).toEqual(head);
    editor.redo();
    expect(editor.head.pattern).toBe(B);
    changePattern(editor, joint, A);
    await step();
    expect(body(editor)).toEqual(text);
    expect(editor.head.unplaced).toBeUndefined();
  });

  it("can be undone all the way back through typing between the switches, and done again", async () => {
    const editor = begin();
    await step();
    const [first, firstHead] = [body(editor), editor.head];
    await write(editor, "任务一：重点领域", "管住市场");
    changePattern(editor, joint, B);
    await step();
    await write(editor, "上年工作成效和数据", "去年办结三百件。");
    changePattern(editor, joint, A);
    await step();
    await write(editor, "差距和上年问题", "差距还有三条。");
    changePattern(editor, joint, B);
    await step();
    const [last, lastHead] = [body(editor), editor.head];
    const all = [...last, ...(lastHead.unplaced ?? [])].map(textOf).join();
    for (const words of ["管住市场", "去年办结三百件。", "差距还有三条。"]) expect(all.split(words)).toHaveLength(2);
    while (editor.history.undos.length > 0) editor.undo();
    expect(body(editor)).toEqual(first);
    expect(editor.head).toEqual(firstHead);
    while (editor.history.redos.length > 0) editor.redo();
    expect(body(editor)).toEqual(last);
    expect(editor.head).toEqual(lastHead);
  });

  it("leaves the cursor in its block", async () => {
    const editor = begin();
    toSlot(editor, "任务二：联动协作");
    changePattern(editor, joint, B);
    expect(body(editor)[editor.selection?.focus.path[0] ?? -1]?.key).toBe("task.2");
  });

  it("lets what waits follow the card", async () => {
    const editor = begin();
    await step();
    await write(editor, "工作目标、遵循和原则", "我写的目标。");
    changePattern(editor, joint, B);
    await step();
    expect(editor.head.unplaced?.map(textOf).join()).toContain("知识产权");
    changeCard(editor, { ...CARD, topic: "质量" });
    expect(editor.head.unplaced?.map(textOf).join()).toContain("质量工作");
    expect(editor.head.unplaced?.map(textOf).join()).not.toContain("知识产权");
    editor.undo();
    expect(editor.head.unplaced?.map(textOf).join()).toContain("知识产权工作");
  });
});

describe("what has no place", () => {
  const waiting: Block[] = [
    { type: "paragraph", key: "gone", children: [{ text: "甲段" }] },
    { type: "heading", level: 2, key: "gone.too", children: [{ text: "乙题" }] },
  ];
  const text: Block[] = [
    { type: "title", children: [{ text: "题" }] },
    { type: "salutation", children: [{ text: "同志们：" }] },
    { type: "paragraph", children: [{ text: "正文" }] },
    { type: "paragraph", children: [{ text: "" }] },
  ];

  it.each<[string, number, string[]]>([
    ["below the paragraph with the cursor", 2, ["题", "同志们：", "正文", "乙题", ""]],
    ["in place of an empty one", 3, ["题", "同志们：", "正文", "乙题"]],
    ["below the salutation, not between it and the title", 0, ["题", "同志们：", "乙题", "正文", ""]],
  ])("is put %s, as one step of undo", async (_, block, expected) => {
    const editor = open(text, { unplaced: waiting });
    await step();
    select(editor, block, 0);
    placeBlock(editor, 1);
    expect(body(editor).map(textOf)).toEqual(expected);
    expect(body(editor).find(({ type }) => type === "heading")).toEqual({
      type: "heading",
      level: 2,
      children: [{ text: "乙题" }],
    });
    expect(editor.head.unplaced).toEqual([waiting[0]]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual(text);
    expect(editor.head.unplaced).toEqual(waiting);
  });

  it("is deleted for undo to bring back, and leaves nothing behind with the last", () => {
    const editor = open(text, { unplaced: waiting });
    dropUnplaced(editor, 0);
    expect(editor.head.unplaced).toEqual([waiting[1]]);
    dropUnplaced(editor, 0);
    expect(editor.head.unplaced).toBeUndefined();
    editor.undo();
    editor.undo();
    expect(editor.head.unplaced).toEqual(waiting);
    placeBlock(editor, 9);
    expect(body(editor)).toEqual(text);
  });

  it("leaves its key to what followed it, which would else come back at the place of another", () => {
    const followed = waiting.toSpliced(1, 1, waiting[1] as Block, {
      type: "paragraph",
      children: [{ text: "乙文" }],
    });
    const left = [waiting[0], { type: "paragraph", key: "gone.too", children: [{ text: "乙文" }] }];
    const placing = open(text, { unplaced: followed });
    select(placing, 2, 0);
    placeBlock(placing, 1);
    expect(placing.head.unplaced).toEqual(left);
    const dropping = open(text, { unplaced: followed });
    dropUnplaced(dropping, 1);
    expect(dropping.head.unplaced).toEqual(left);
    dropUnplaced(dropping, 0);
    expect(dropping.head.unplaced).toEqual(left.slice(1));
  });
});
