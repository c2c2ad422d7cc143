import { Editor, type Path, Range, Transforms } from "slate";
import { contextOf } from "#core/card/fields";
import { type Block, type Citation, type Span, textOf } from "#core/draft/schema";
import type { PassageEntry } from "#core/library/entry";
import { passageUnder } from "#core/library/passage";
import { pointIn } from "../../editor/blocks.ts";
import { offsetIn } from "../../editor/places.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { changeHead } from "../../editor/with-head.ts";
import { selectWholeSlots } from "../../editor/with-slots.ts";
import { inOneStep } from "../../editor/with-typing-history.ts";

/** Blocks that stand before the text; a passage goes behind them. */
const HEAD_TYPES: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date", "salutation"]);

/**
 * Puts words of the library at the cursor as one step of undo, in place of what is selected and of the open slot with the cursor;
 * `citation` is their copy for the draft. At the end of the text where there never was a cursor.
 */
export function insertWords(editor: SpeechEditor, words: string, citation?: Citation): void {
  startSomewhere(editor);
  const put = () => {
    if (citation) takeSigns(editor, words);
    selectWholeSlots(editor);
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    const { bold, lead } = Editor.marks(editor) ?? {};
    const marks: Omit<Span, "text"> = { ...(bold && { bold }), ...(lead && { lead }), ...(id && { citation: id }) };
    Transforms.insertNodes(editor, { ...marks, text: fitted(editor, words) }, { select: true });
  };
  const id = citation && crypto.randomUUID();
  if (citation && id) changeHead(editor, "", { citations: { ...editor.head.citations, [id]: citation } }, put);
  else inOneStep(editor, put);
}

/**
 * Puts a passage, bound to the draft's card, as blocks of its own behind the block with the cursor, in place of that where it is empty
 * or nothing but an open slot; into the line only where a slot in the middle of a sentence waits and the passage is one paragraph.
 */
export function insertPassage(editor: SpeechEditor, passage: PassageEntry): void {
  startSomewhere(editor);
  selectWholeSlots(editor);
  const body = editor.children as Block[];
  const { citations, blocks } = passageUnder(passage, contextOf(editor.head.card, [...body, ...passage.body]), () =>
    crypto.randomUUID(),
  );
  const put = () => {
    const slot = selectedSlot(editor);
    const [only] = blocks;
    if (slot === "part" && only && blocks.length === 1 && isPlain(only)) putIntoLine(editor, only);
    else putBlocks(editor, blocks);
  };
  if (Object.keys(citations).length === 0) inOneStep(editor, put);
  else changeHead(editor, "", { citations: { ...editor.head.citations, ...citations } }, put);
}

function startSomewhere(editor: SpeechEditor): void {
  if (!editor.selection) Transforms.select(editor, Editor.end(editor, []));
}

const CLOSING: Readonly<Record<string, string>> = { "《": "》", "“": "”" };

/** A title brings its own 《》, a quotation its own “”: those that were typed for them, by hand or as a pair by the input method, go. */
function takeSigns(editor: SpeechEditor, words: string): void {
  const sign = words.charAt(0);
  const closes = CLOSING[sign];
  if (!editor.selection || closes === undefined) return;
  const [start, end] = Range.edges(editor.selection);
  const before = textBefore(editor, start);
  if (!before.endsWith(sign)) return;
  const opening = pointIn(editor, start.path.slice(0, 1), before.length - 1);
  const after = textAfter(editor, end).startsWith(closes);
  const closing = after ? Editor.after(editor, end, { unit: "character" }) : undefined;
  Transforms.select(editor, { anchor: opening, focus: closing ?? end });
}

/** The words without their own end where the sentence that they come into goes on or ends by itself. */
function fitted(editor: SpeechEditor, words: string): string {
  const after = editor.selection ? textAfter(editor, Range.end(editor.selection)) : "";
  return /^[。！？；，、：…）”’]/u.test(after) ? words.replace(/[。；，、]$/u, "") : words;
}

function textBefore(editor: SpeechEditor, point: { path: Path; offset: number }): string {
  const block = editor.children[point.path[0] ?? 0] as Block;
  return textOf(block).slice(0, offsetIn(block, point));
}

function textAfter(editor: SpeechEditor, point: { path: Path; offset: number }): string {
  const block = editor.children[point.path[0] ?? 0] as Block;
  return textOf(block).slice(offsetIn(block, point));
}

/** Whether an open slot is selected, as the whole of its block's text or as part of it. */
function selectedSlot(editor: SpeechEditor): "whole" | "part" | undefined {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return undefined;
  const [start, end] = Range.edges(selection);
  if (start.path[0] !== end.path[0]) return undefined;
  const block = editor.children[start.path[0] ?? 0] as Block;
  const [from, to] = [offsetIn(block, start), offsetIn(block, end)];
  let offset = 0;
  const selected = block.children.filter(({ text }) => {
    const begin = offset;
    offset += text.length;
    return text !== "" && begin < to && offset > from;
  });
  if (selected.length === 0 || selected.some(({ slot }) => slot === undefined)) return undefined;
  return to - from === textOf(block).length ? "whole" : "part";
}

function isPlain(block: Block): boolean {
  return block.type === "paragraph" && block.leadLevel === undefined;
}

function putIntoLine(editor: SpeechEditor, block: Block): void {
  const last = block.children.at(-1);
  editor.deleteFragment();
  const children = last ? [...block.children.slice(0, -1), { ...last, text: fitted(editor, last.text) }] : [];
  Transforms.insertNodes(editor, children, { select: true });
}

function putBlocks(editor: SpeechEditor, blocks: readonly Block[]): void {
  const { index, replaced } = placeForBlocks(editor);
  const fresh = structuredClone([...blocks]);
  // In front of what they replace, since a text without a block has no place for the cursor.
  Transforms.insertNodes(editor, fresh, { at: [index] });
  if (replaced) Transforms.removeNodes(editor, { at: [index + fresh.length] });
  Transforms.select(editor, Editor.end(editor, [index + fresh.length - 1]));
}

/** Where blocks go, and whether the block that stands there gives way. */
function placeForBlocks(editor: SpeechEditor): { index: number; replaced: boolean } {
  const body = editor.children as Block[];
  const end = editor.selection ? Range.end(editor.selection) : Editor.end(editor, []);
  const at = end.path[0] ?? 0;
  const block = body[at] as Block;
  const waits = (each: Block | undefined) => each !== undefined && isPlain(each) && textOf(each) === "";
  if (HEAD_TYPES.has(block.type)) {
    const rest = body.slice(at).findIndex(({ type }) => !HEAD_TYPES.has(type));
    const index = rest < 0 ? body.length : at + rest;
    return { index, replaced: waits(body[index]) };
  }
  if (block.type === "signature") return { index: body.findIndex(({ type }) => type === "signature"), replaced: false };
  if (waits(block) || (block.type === "paragraph" && selectedSlot(editor) === "whole"))
    return { index: at, replaced: true };
  const before = Range.isCollapsed(editor.selection as Range) && offsetIn(block, end) === 0;
  return { index: before ? at : at + 1, replaced: false };
}
