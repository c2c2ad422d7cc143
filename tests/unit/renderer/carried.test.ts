import { Transforms } from "slate";
import { describe, expect, it } from "vitest";
import { carriedPlaces } from "#core/carry/find-carried";
import { offerFor } from "#core/carry/replacement";
import { type Block, bodySchema, type MeetingCard, type Span } from "#core/draft/schema";
import { toggleBold } from "../../../renderer/editor/blocks.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { applyEdits } from "../../../renderer/editor/find-edits.ts";
import { rangeOf } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { carriedAtCursor, keepCarried, replaceCarried } from "../../../renderer/editor/with-carried.ts";

const year = (text: string, more: Partial<Span> = {}): Span => ({ text, carried: "year", ...more });
const paragraph = (...children: (string | Span)[]): Block => ({
  type: "paragraph",
  children: children.map((child) => (typeof child === "string" ? { text: child } : child)),
});
const open = (...body: Block[]) => createSpeechEditor(body, undefined, { refused: expect.fail, noted: () => {} });

function select(editor: SpeechEditor, start: number, end = start, block = 0): void {
  const range = rangeOf(editor, { block, start, end });
  if (!range) throw new Error("no such place");
  Transforms.select(editor, range);
}

const body = (editor: SpeechEditor): Block[] => bodySchema.parse(JSON.parse(JSON.stringify(editor.children)));
/** One step of the user: slate-history joins what happens within one tick. */
const step = () => Promise.resolve();
const left = (editor: SpeechEditor) => carriedPlaces(editor.children as Block[]).map(({ text }) => text);

const SPEECH = paragraph("到", year("2025年"), "，全部完成。");

describe("a place marked 待换", () => {
  it("is replaced by what is typed over it, and one undo brings it back marked", async () => {
    const editor = open(SPEECH);
    await step();
    select(editor, 1, 6);
    await step();
    editor.insertText("今年");
    expect(body(editor)).toEqual([paragraph("到今年，全部完成。")]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([SPEECH]);
    editor.redo();
    expect(body(editor)).toEqual([paragraph("到今年，全部完成。")]);
  });

  it.each<[string, number, (editor: SpeechEditor) => void, string]>([
    ["typing inside", 3, (editor) => editor.insertText("6"), "到20625年，全部完成。"],
    ["Backspace inside", 4, (editor) => editor.deleteBackward("character"), "到205年，全部完成。"],
    ["Delete inside", 3, (editor) => editor.deleteForward("character"), "到205年，全部完成。"],
    ["a paste inside", 3, (editor) => editor.insertPlainText("二"), "到20二25年，全部完成。"],
  ])("is no more once a person has edited it: %s", async (_, at, edit, expected) => {
    const editor = open(SPEECH);
    await step();
    select(editor, at);
    await step();
    edit(editor);
    expect(body(editor)).toEqual([paragraph(expected)]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([SPEECH]);
  });

  it("stays as it is when text is typed at its edges", async () => {
    const editor = open(SPEECH);
    select(editor, 6);
    await step();
    editor.insertText("底");
    select(editor, 1);
    await step();
    editor.insertText("了");
    expect(body(editor)).toEqual([paragraph("到了", year("2025年"), "底，全部完成。")]);
  });

  it("loses its mark in all its spans, of which one may be bold", async () => {
    const editor = open(paragraph("到", year("20", { bold: true }), year("25年"), "，再到", year("2024年")));
    select(editor, 2);
    await step();
    editor.insertText("1");
    expect(left(editor)).toEqual(["2024年"]);
  });

  it("keeps its mark when it is made bold, and when its paragraph is parted beside it", async () => {
    const editor = open(SPEECH);
    select(editor, 1, 3);
    toggleBold(editor);
    expect(left(editor)).toEqual(["2025年"]);
    select(editor, 6);
    editor.insertBreak();
    expect(left(editor)).toEqual(["2025年"]);
  });

  it("is no place any more once its paragraph is parted inside it", async () => {
    const editor = open(SPEECH);
    await step();
    select(editor, 3);
    await step();
    editor.insertBreak();
    expect(body(editor)).toEqual([paragraph("到20"), paragraph("25年，全部完成。")]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([SPEECH]);
  });

  it("goes with what find and replace puts in its stead", () => {
    const editor = open(paragraph("到", year("2025年"), "和", year("2024年")));
    applyEdits(editor, [{ block: 0, start: 1, end: 5, text: "2026" }]);
    expect(body(editor)).toEqual([paragraph("到2026年和", year("2024年"))]);
  });

  it("goes with a selection that takes a part of it", async () => {
    const editor = open(SPEECH);
    select(editor, 0, 3);
    await step();
    editor.deleteFragment();
    expect(body(editor)).toEqual([paragraph("25年，全部完成。")]);
  });
});

describe("copied text", () => {
  function clipboard(editor: SpeechEditor, start: number, end: number): DataTransfer {
    const data = new Map<string, string>();
    const transfer = {
      setData: (type: string, text: string) => void data.set(type, text),
      getData: (type: string) => data.get(type) ?? "",
    } as unknown as DataTransfer;
    select(editor, start, end);
    editor.setFragmentData(transfer);
    return transfer;
  }

  it("keeps the mark from draft to draft, and has none for other programs", () => {
    const copied = clipboard(open(SPEECH), 0, 8);
    expect(copied.getData("text/plain")).toBe("到2025年，全");
    expect(copied.getData("text/html")).not.toMatch(/carried|year/u);
    const other = open(paragraph("原文"));
    select(other, 2);
    other.insertData(copied);
    expect(body(other)).toEqual([paragraph("原文到", year("2025年"), "，全")]);
  });

  it("parts a place that it is put into", () => {
    const copied = clipboard(open(SPEECH), 0, 8);
    const other = open(SPEECH);
    select(other, 3);
    other.insertData(copied);
    expect(left(other)).toEqual(["2025年"]);
    expect(body(other)).toEqual([paragraph("到20到", year("2025年"), "，全25年，全部完成。")]);
  });
});

describe("going through the places", () => {
  const OLD: MeetingCard = { year: 2025, region: "青云县" };
  const NEW: MeetingCard = { year: 2026, region: "白石县" };
  const offered = (editor: SpeechEditor) =>
    carriedPlaces(editor.children as Block[]).flatMap((place) => {
      const offer = offerFor(place, OLD, NEW);
      return offer ? [{ place, offer }] : [];
    });
  const TWO = paragraph(
    "在",
    { text: "青云县", carried: "place" },
    year("2025年", { bold: true }),
    "，",
    year("2024年"),
  );

  it("puts the offers in as linked fields, all of them in one undo", async () => {
    const editor = open(TWO);
    await step();
    replaceCarried(editor, offered(editor));
    expect(body(editor)).toEqual([
      paragraph(
        "在",
        { text: "白石县", field: "region" },
        { text: "2026", bold: true, field: "year" },
        { text: "年", bold: true },
        "，",
        { text: "2025", field: "previousYear" },
        "年",
      ),
    ]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([TWO]);
  });

  it("is selected from its first character on, as the page tells it back", () => {
    const editor = open(TWO);
    // Not at the end of the span before: what is typed over it would stay selected, and the next key would replace it.
    expect(rangeOf(editor, { block: 0, start: 1, end: 4 })).toEqual({
      anchor: { path: [0, 1], offset: 0 },
      focus: { path: [0, 1], offset: 3 },
    });
    const cursor = { path: [0, 0], offset: 1 };
    expect(rangeOf(editor, { block: 0, start: 1, end: 1 })).toEqual({ anchor: cursor, focus: cursor });
  });

  it("keeps a place as it reads and leaves its neighbours marked", async () => {
    const editor = open(TWO);
    await step();
    select(editor, 4, 9);
    const place = carriedAtCursor(editor);
    expect(place).toEqual({ block: 0, start: 4, end: 9, kind: "year", text: "2025年" });
    keepCarried(editor, place ? [place] : []);
    expect(left(editor)).toEqual(["青云县", "2024年"]);
    await step();
    editor.undo();
    expect(body(editor)).toEqual([TWO]);
  });

  it.each<[string, number, number, string | undefined]>([
    ["the cursor inside", 2, 2, "青云县"],
    ["the cursor between two", 4, 4, "2025年"],
    ["a selection of the first", 1, 4, "青云县"],
    ["a part of the second", 5, 6, "2025年"],
    ["the cursor elsewhere", 0, 0, undefined],
  ])("knows the place at %s", (_, start, end, expected) => {
    const editor = open(TWO);
    select(editor, start, end);
    expect(carriedAtCursor(editor)?.text).toBe(expected);
  });
});
