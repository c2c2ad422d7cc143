import { Editor, type Point } from "slate";
import { HistoryEditor } from "slate-history";
import type { Edit } from "#core/draft/find";
import type { Block, Span } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import { CLOSED_MARKS } from "./marks.ts";
import { offsetIn } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";

type ClosedMark = (typeof CLOSED_MARKS)[number];

/** A replacement in the own text of one block. */
export type BlockEdit = Edit & { block: number };

/** A point in the own text of a block, in UTF-16 units. */
type BlockPoint = { block: number; offset: number };

/**
 * Puts every edit's text in its place as one step of undo; `edits` stand in the order of the text and never overlap.
 * A replacement takes the marks of the first replaced character, except those that name text it is no longer part of.
 */
export function applyEdits(editor: SpeechEditor, edits: readonly BlockEdit[]): void {
  const byBlock = new Map<number, BlockEdit[]>();
  for (const edit of edits) {
    const inBlock = byBlock.get(edit.block);
    if (inBlock) inBlock.push(edit);
    else byBlock.set(edit.block, [edit]);
  }
  const moved = ({ path, offset }: Point) => {
    const block = path[0] ?? 0;
    const from = offsetIn(editor.children[block] as Block, { path, offset });
    return { block, offset: offsetAfter(byBlock.get(block) ?? [], from) };
  };
  const { selection } = editor;
  const anchor = selection && moved(selection.anchor);
  const focus = selection && moved(selection.focus);
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (const [block, inBlock] of byBlock) editBlock(editor, block, inBlock);
      // Slate sees each span change as a whole and would leave the cursor at its first edit.
      if (anchor && focus) editor.select({ anchor: pointAt(editor, anchor), focus: pointAt(editor, focus) });
    });
  });
}

/** Where `offset` in a block's text lies once `edits` are made in it; inside an edit, behind what it put there. */
export function offsetAfter(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (offset <= start) break;
    if (offset < end) return start + shift + text.length;
    shift += text.length - (end - start);
  }
  return offset + shift;
}

function pointAt(editor: SpeechEditor, { block, offset }: BlockPoint): Point {
  return pointIn(editor, [block], offset);
}

/** A part of a span: its place among the spans of its block and offsets in its text. */
type Piece = { index: number; span: Span; from: number; to: number };

/** Makes the edits of one block from its end on, so that places before them keep their sense; those of one span in one go. */
function editBlock(editor: SpeechEditor, block: number, edits: readonly BlockEdit[]): void {
  const spans = (editor.children[block] as Block | undefined)?.children ?? [];
  // Thousands of hits as thousands of operations would take seconds, and as many again at every undo.
  let gathered: (Piece & { text: string }) | undefined;
  const put = () => {
    if (gathered) replacePieces(editor, block, [gathered], gathered.text, []);
    gathered = undefined;
  };
  for (const { start, end, text } of edits.toReversed()) {
    const pieces = piecesOf(spans, start, end);
    const [first] = pieces;
    if (!first) continue;
    const foreign = CLOSED_MARKS.filter((mark) => first.span[mark] !== undefined && isLeft(mark, spans, pieces));
    if (pieces.length > 1 || foreign.length > 0) {
      put();
      replacePieces(editor, block, pieces, text, foreign);
    } else if (gathered?.index === first.index) {
      const between = first.span.text.slice(first.to, gathered.from);
      gathered = { ...gathered, from: first.from, text: text + between + gathered.text };
    } else {
      put();
      gathered = { ...first, text };
    }
  }
  put();
}

function replacePieces(
  editor: SpeechEditor,
  block: number,
  pieces: readonly Piece[],
  text: string,
  foreign: readonly ClosedMark[],
): void {
  const [first] = pieces;
  if (!first) return;
  for (const { index, span, from, to } of pieces.toReversed()) {
    editor.apply({ type: "remove_text", path: [block, index], offset: from, text: span.text.slice(from, to) });
  }
  if (text === "") return;
  if (foreign.length === 0) {
    editor.apply({ type: "insert_text", path: [block, first.index], offset: first.from, text });
    return;
  }
  const { text: _, ...marks } = first.span;
  for (const mark of foreign) delete marks[mark];
  if (foreign.includes("slot")) delete marks.optional;
  editor.apply({ type: "insert_node", path: [block, first.index + 1], node: { text, ...marks } });
}

function piecesOf(spans: readonly Span[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let before = 0;
  for (const [index, span] of spans.entries()) {
    const from = Math.max(start - before, 0);
    const to = Math.min(end - before, span.text.length);
    if (from < to) pieces.push({ index, span, from, to });
    before += span.text.length;
    if (before >= end) break;
  }
  return pieces;
}

/** Whether the mark of the first piece names less than the hit, or is a slot that the hit fills as a whole. */
function isLeft(mark: ClosedMark, spans: readonly Span[], pieces: readonly Piece[]): boolean {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return false;
  const value = first.span[mark];
  if (pieces.some(({ span }) => span[mark] !== value)) return true;
  if (mark !== "slot") return false;
  const startsBefore = first.from > 0 || spans[first.index - 1]?.slot === value;
  const endsBehind = last.to < last.span.text.length || spans[last.index + 1]?.slot === value;
  return !startsBefore && !endsBehind;
}
