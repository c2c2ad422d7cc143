import { Editor, Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { openPlacesIn } from "#core/draft/placeholders";
import { type Block, bodySchema, type Span } from "#core/draft/schema";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { applyEdits } from "../../../renderer/editor/find-edits.ts";
import { placeFromCursor, rangeOf } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";

const slot = (text: string, more: Partial<Span> = {}): Span => ({ text, slot: "unit", ...more });
const spans = (children: (string | Span)[]): Span[] =>
  children.map((child) => (typeof child === "string" ? { text: child } : child));
const paragraph = (...children: (string | Span)[]): Block => ({ type: "paragraph", children: spans(children) });

function open(...body: Block[]): SpeechEditor {
  return createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });
}

/** Selects from `start` to `end` in the text of block `block`, or puts the cursor at `start`. */
function select(editor: SpeechEditor, start: number, end = start, block = 0): void {
  const range = rangeOf(editor, { block, start, end });
  if (!range) throw new Error("no such place");
  Transforms.select(editor, range);
}

/** The body as it would be saved; every state must be one that the schema takes. */
const body = (editor: SpeechEditor): Block[] => bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));

/** One step of the user: slate-history joins what happens within one tick. */
const step = () => Promise.resolve();

const SPEECH = paragraph("由", slot("责任单位"), "牵头。");

describe("an open slot", () => {
  const whole = paragraph("由县委牵头。");
  it.each<[string, number, number]>([
    ["selected as Tab selects it", 1, 5],
    ["with the cursor anywhere inside", 3, 3],
    ["of which a part is selected", 2, 4],
  ])("%s is replaced whole by what is typed, and one undo brings it back", async (_, start, end) => {
    const editor = open(SPEECH);
    await step();
    select(editor, start, end);
    await step();
    editor.insertText("县委");
    expect(body(editor)).toEqual([whole]);
    editor.insertText("办");
    expect(body(editor)).toEqual([paragraph("由县委办牵头。")]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([SPEECH]);
    editor.redo();
    expect(body(editor)).toEqual([paragraph("由县委办牵头。")]);
  });

  it("goes whole with a selection that only begins or ends in it", () => {
    const editor = open(SPEECH);
    select(editor, 0, 3);
    editor.insertText("请");
    expect(body(editor)).toEqual([paragraph("请牵头。")]);
    const other = open(SPEECH, paragraph("乙", slot("时限", { slot: "time" }), "丙"));
    Transforms.select(other, {
      anchor: Editor.end(other, [0]),
      focus: { path: [1, 1], offset: 1 },
    });
    other.deleteFragment();
    expect(body(other)).toEqual([paragraph("由", slot("责任单位"), "牵头。丙")]);
  });

  const backspace = (editor: SpeechEditor) => editor.deleteBackward("character");
  const forward = (editor: SpeechEditor) => editor.deleteForward("character");
  const remove = (editor: SpeechEditor) => editor.deleteFragment();
  it.each<[string, number, number, (editor: SpeechEditor) => void]>([
    ["Backspace behind it", 5, 5, backspace],
    ["Backspace inside", 3, 3, backspace],
    ["Delete before it", 1, 1, forward],
    ["Delete inside", 3, 3, forward],
    ["deleting what the mouse selected", 1, 5, remove],
    ["deleting a part of it", 2, 3, remove],
  ])("goes whole by %s, and what is typed next is plain text", async (_, from, to, remove) => {
    const editor = open(SPEECH);
    await step();
    select(editor, from, to);
    remove(editor);
    expect(body(editor)).toEqual([paragraph("由牵头。")]);
    await step();
    editor.insertText("县委");
    expect(body(editor)).toEqual([whole]);
    await step();
    editor.undo();
    editor.undo();
    expect(body(editor)).toEqual([SPEECH]);
  });

  it("that may be left out leaves nothing of itself behind in what is typed for it, beside it, or found and replaced", () => {
    const may = (text: string, key = "may") => slot(text, { slot: key, optional: true });
    const typed = open(paragraph("请", may("评价"), may("感谢", "thanks"), "。"));
    select(typed, 1, 3);
    typed.insertText("很好，");
    expect(body(typed)).toEqual([paragraph("请很好，", may("感谢", "thanks"), "。")]);
    const beside = open(paragraph(may("评价"), may("感谢", "thanks")));
    select(beside, 2);
    beside.insertText("和");
    expect(body(beside)).toEqual([paragraph(may("评价"), "和", may("感谢", "thanks"))]);
    const emptied = open(paragraph("请", may("评价")));
    select(emptied, 1, 3);
    emptied.deleteFragment();
    emptied.insertText("好");
    expect(body(emptied)).toEqual([paragraph("请好")]);
    const replaced = open(paragraph("请", may("评价"), "。"));
    applyEdits(replaced, [{ block: 0, start: 1, end: 3, text: "好" }]);
    expect(body(replaced)).toEqual([paragraph("请好。")]);
  });

  it("that is all of a block leaves no mark behind", () => {
    const typed = open(paragraph(slot("责任单位")));
    select(typed, 0, 4);
    typed.insertText("县委");
    expect(body(typed)).toEqual([paragraph("县委")]);
    const emptied = open(paragraph(slot("责任单位")));
    select(emptied, 0, 4);
    emptied.deleteFragment();
    expect(body(emptied)).toEqual([paragraph("")]);
    emptied.insertText("县委");
    expect(body(emptied)).toEqual([paragraph("县委")]);
  });

  it("hands weight and lead on to what replaces it", () => {
    const lead: Block = {
      type: "paragraph",
      leadLevel: 2,
      children: [slot("领句", { lead: true }), { text: "正文。" }],
    };
    const editor = open(lead);
    select(editor, 0, 2);
    editor.insertText("抓责任。");
    expect(body(editor)).toEqual([
      { type: "paragraph", leadLevel: 2, children: [{ text: "抓责任。", lead: true }, { text: "正文。" }] },
    ]);
    const bold = open(paragraph("由", slot("责任", { bold: true }), slot("单位"), "牵头"));
    select(bold, 3);
    bold.insertText("县委");
    expect(body(bold)).toEqual([paragraph("由", { text: "县委", bold: true }, "牵头")]);
  });

  it("stays when the cursor passes, and when one writes at its edges", () => {
    const editor = open(SPEECH);
    for (const offset of [0, 1, 2, 3, 4, 5, 6]) select(editor, offset);
    expect(body(editor)).toEqual([SPEECH]);
    select(editor, 5);
    editor.insertText("后");
    select(editor, 1);
    editor.insertText("前");
    expect(body(editor)).toEqual([paragraph("由前", slot("责任单位"), "后牵头。")]);
  });

  it("is copied as what it waits for, and pasted over whole", () => {
    const editor = open(SPEECH);
    const data = new Map<string, string>();
    const transfer = {
      setData: (type: string, text: string) => data.set(type, text),
      getData: (type: string) => data.get(type) ?? "",
    } as unknown as DataTransfer;
    Transforms.select(editor, []);
    editor.setFragmentData(transfer);
    expect(data.get("text/plain")).toBe("由【待填：责任单位】牵头。");
    data.clear();
    data.set("text/plain", "县委");
    select(editor, 3);
    editor.insertData(transfer);
    expect(body(editor)).toEqual([paragraph("由县委牵头。")]);
  });

  it("is not torn by Enter", () => {
    const editor = open(SPEECH);
    select(editor, 3);
    editor.insertBreak();
    expect(body(editor)).toEqual([paragraph("由", slot("责任单位")), paragraph("牵头。")]);
  });

  it("leaves its neighbour alone", () => {
    const editor = open(paragraph(slot("姓名"), slot("职务", { slot: "post" })));
    select(editor, 0, 2);
    editor.insertText("林向东");
    expect(body(editor)).toEqual([paragraph("林向东", slot("职务", { slot: "post" }))]);
    select(editor, 3);
    editor.deleteBackward("character");
    expect(body(editor)).toEqual([paragraph("林向", slot("职务", { slot: "post" }))]);
  });
});

describe("going through the open places", () => {
  const blocks = [
    { type: "title", children: [{ text: "在X区的讲话" }] } as Block,
    paragraph("没有。"),
    paragraph("由", slot("XX单位"), "和＿＿牵头。"),
  ];
  const places = blocks.flatMap((block, index) => openPlacesIn(block).map((part) => ({ block: index, ...part })));
  const round = (editor: SpeechEditor, way: 1 | -1, times: number): string[] =>
    Array.from({ length: times }, () => {
      const place = placeFromCursor(editor, places, way);
      if (!place) return "";
      select(editor, place.start, place.end, place.block);
      return Editor.string(editor, editor.selection ?? []);
    });

  it("begins at the cursor and goes round, both ways", () => {
    const editor = open(...blocks);
    select(editor, 0);
    expect(round(editor, 1, 4)).toEqual(["X区", "XX单位", "＿＿", "X区"]);
    expect(round(editor, -1, 4)).toEqual(["＿＿", "XX单位", "X区", "＿＿"]);
    select(editor, 0, 0, 1);
    expect(round(editor, 1, 1)).toEqual(["XX单位"]);
    select(editor, 0, 0, 1);
    expect(round(editor, -1, 1)).toEqual(["X区"]);
  });

  it("begins at an end of the text where there is no cursor, and has nowhere to go where all is filled", () => {
    const editor = open(...blocks);
    editor.selection = null;
    expect(placeFromCursor(editor, places, 1)).toEqual(places[0]);
    expect(placeFromCursor(editor, places, -1)).toEqual(places[2]);
    expect(placeFromCursor(editor, [], 1)).toBeUndefined();
  });
});
