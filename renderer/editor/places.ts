import { Editor, type Point, type Range } from "slate";
import { ReactEditor } from "slate-react";
import { type Block, textOf } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import { whenNotComposing } from "./composition.ts";
import type { SpeechEditor } from "./slate-types.ts";

/** Part of a block's own text; offsets are UTF-16 units. */
export type BlockRange = { block: number; start: number; end: number };

/**
 * The Slate range of a place, or null when the text has changed so that it is no more. It begins at its first character and not at the
 * end of the span before: that is how browsers tell it back when something is typed over it, and Slate would else keep what was typed
 * selected, to be typed over by the next key.
 */
export function rangeOf(editor: SpeechEditor, { block, start, end }: BlockRange): Range | null {
  const found = editor.children[block] as Block | undefined;
  if (!found || end > textOf(found).length) return null;
  const focus = pointIn(editor, [block], end);
  return { anchor: start < end ? pointBefore(found, block, start) : focus, focus };
}

/** The point before the character at `offset`, in the span that holds it. */
function pointBefore({ children }: Block, block: number, offset: number): Point {
  let rest = offset;
  const span = children.findIndex(({ text }) => {
    if (rest < text.length) return true;
    rest -= text.length;
    return false;
  });
  return { path: [block, span], offset: rest };
}

/** The parts of blocks that a selection takes in; a cursor is one empty part. */
export function placesIn(editor: SpeechEditor, range: Range): BlockRange[] {
  const [from, to] = Editor.edges(editor, range);
  const first = from.path[0] ?? 0;
  const last = to.path[0] ?? 0;
  return (editor.children as Block[]).slice(first, last + 1).map((block, index) => ({
    block: first + index,
    start: index === 0 ? offsetIn(block, from) : 0,
    end: first + index === last ? offsetIn(block, to) : textOf(block).length,
  }));
}

/** How far into the text of its block a point lies. */
export function offsetIn(block: Block, { path, offset }: Point): number {
  return block.children.slice(0, path[1]).reduce((length, span) => length + span.text.length, 0) + offset;
}

/** The next (1) or previous (-1) place from the cursor, round the end of the text; undefined when there is none. */
export function placeFromCursor(
  editor: SpeechEditor,
  places: readonly BlockRange[],
  step: 1 | -1,
): BlockRange | undefined {
  if (!editor.selection) return places.at(step === 1 ? 0 : -1);
  const [from, to] = Editor.edges(editor, editor.selection);
  const [block = 0] = (step === 1 ? to : from).path;
  const offset = offsetIn(editor.children[block] as Block, step === 1 ? to : from);
  return step === 1
    ? (places.find((place) => place.block > block || (place.block === block && place.start >= offset)) ?? places[0])
    : (places.findLast((place) => place.block < block || (place.block === block && place.end <= offset)) ??
        places.at(-1));
}

/** The place whose text begins with or holds `excerpt`; undefined when nothing of it is left. */
export function placeOf(editor: SpeechEditor, excerpt: string): BlockRange | undefined {
  if (excerpt === "") return undefined;
  for (const [block, each] of (editor.children as Block[]).entries()) {
    const start = textOf(each).indexOf(excerpt);
    if (start >= 0) return { block, start, end: start + excerpt.length };
  }
  return undefined;
}

/**
 * A place of the body `before` in the body `now`, which is some keys younger: lists are drawn from what was derived at the last pause, and
 * nothing may be selected by it to be typed over that is not what the list says. Where the words of the place have changed themselves,
 * only the cursor's place at their start.
 */
export function placeNow(before: readonly Block[], now: readonly Block[], place: BlockRange): BlockRange | undefined {
  const old = before[place.block];
  if (!old) return undefined;
  const same = now.indexOf(old);
  if (same >= 0) return { ...place, block: same };
  const changed = before.findIndex((each, index) => {
    const present = now[index];
    return !present || textOf(present) !== textOf(each);
  });
  const block = place.block <= changed ? place.block : place.block + now.length - before.length;
  const found = now[block];
  if (!found) return undefined;
  const text = textOf(found);
  const oldText = textOf(old);
  const words = oldText.slice(place.start, place.end);
  const isBefore = text.startsWith(oldText.slice(0, place.end));
  const start = isBefore ? place.start : place.start + text.length - oldText.length;
  if (start >= 0 && text.startsWith(words, start)) return { block, start, end: start + words.length };
  const cursor = Math.min(place.start, text.length);
  return { block, start: cursor, end: cursor };
}

/** What is laid over the text; renderer/styles/paper.css draws each. */
export type HighlightName = "open-place" | "find-scope" | "find-hit" | "find-current";

/** Where highlights lie over each other, the later of these is drawn on top. */
const LAYERS: readonly HighlightName[] = ["find-scope", "open-place", "find-hit", "find-current"];

type Drawn = { places: readonly BlockRange[]; ranges: globalThis.Range[] };
// Ranges follow the text they were made for; those of blocks that did not change are still good.
const drawn: Record<HighlightName, WeakMap<Block, Drawn>> = {
  "open-place": new WeakMap(),
  "find-scope": new WeakMap(),
  "find-hit": new WeakMap(),
  "find-current": new WeakMap(),
};

/** Tints places on the paper, in place of those before under `name`. Highlights are laid over the text and need no rendering of it. */
export function highlightPlaces(
  editor: SpeechEditor,
  places: readonly BlockRange[],
  name: HighlightName = "open-place",
): void {
  // The older browsers of some Linux desktops have none; the status bar still counts the places and leads to them.
  if (!canHighlight()) return;
  // Text that is being composed is on the page but not in the editor: places would be measured beside their words.
  // To take the tints away measures nothing, and a text that is closed while composing ends no composition.
  if (places.length === 0) CSS.highlights.delete(name);
  else whenNotComposing(editor, () => tintPlaces(editor, places, name));
}

/** Whether this browser has the CSS Custom Highlight API. */
export function canHighlight(): boolean {
  return "highlights" in CSS;
}

function tintPlaces(editor: SpeechEditor, places: readonly BlockRange[], name: HighlightName): void {
  const byBlock = new Map<Block, BlockRange[]>();
  for (const place of places) {
    const block = editor.children[place.block] as Block | undefined;
    if (!block) continue;
    const inBlock = byBlock.get(block);
    if (inBlock) inBlock.push(place);
    else byBlock.set(block, [place]);
  }
  const highlight = new Highlight();
  highlight.priority = LAYERS.indexOf(name);
  for (const [block, inBlock] of byBlock) {
    const before = drawn[name].get(block);
    const good = before && samePlaces(before.places, inBlock) && before.ranges.every((range) => !range.collapsed);
    const ranges = good ? before.ranges : domRanges(editor, block, inBlock);
    // Where the page does not show this text yet, the next time brings it.
    if (!ranges) continue;
    drawn[name].set(block, { places: inBlock, ranges });
    for (const range of ranges) highlight.add(range);
  }
  CSS.highlights.set(name, highlight);
}

function samePlaces(some: readonly BlockRange[], others: readonly BlockRange[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end }, index) => start === others[index]?.start && end === others[index]?.end)
  );
}

/** The places of one block on the page; undefined while the page still shows another text there. */
function domRanges(editor: SpeechEditor, block: Block, places: readonly BlockRange[]): globalThis.Range[] | undefined {
  const nodes = textNodesOf(editor, block);
  if (nodes.map(({ data }) => data).join("") !== textOf(block)) return undefined;
  return places.flatMap(({ start, end }) => {
    const from = nodeAt(nodes, start, 1);
    const to = nodeAt(nodes, end, 0);
    if (!from || !to || start >= end) return [];
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return [range];
  });
}

/** The nodes that hold the text of a block on the page, without the invisible ones that stand for no text. */
function textNodesOf(editor: SpeechEditor, block: Block): Text[] {
  let element: HTMLElement;
  try {
    element = ReactEditor.toDOMNode(editor, block);
  } catch {
    return []; // Not rendered yet.
  }
  return [...element.querySelectorAll("[data-slate-string]")].flatMap((string) =>
    [...string.childNodes].filter((node): node is Text => node.nodeType === Node.TEXT_NODE),
  );
}

/** The node that holds at least `ahead` characters behind `offset`, and the offset in it. */
function nodeAt(nodes: readonly Text[], offset: number, ahead: 0 | 1): { node: Text; offset: number } | undefined {
  let rest = offset;
  for (const node of nodes) {
    if (rest + ahead <= node.length) return { node, offset: rest };
    rest -= node.length;
  }
  return undefined;
}

/** Selects a place, brings it to the middle of the window and gives the text the focus. */
export function showPlace(editor: SpeechEditor, place: BlockRange): void {
  const range = rangeOf(editor, place);
  if (!range) return;
  ReactEditor.focus(editor);
  editor.select(range);
  scrollToPlace(editor, place);
}

/**
 * Takes the cursor to the start or the end of the text, or the selection's moving end with `extend`. The browser itself stops
 * at the first chunk that it has not drawn.
 */
export function goToEdge(editor: SpeechEditor, edge: "start" | "end", extend: boolean): void {
  const point = Editor.point(editor, [], { edge });
  editor.select({ anchor: (extend && editor.selection?.anchor) || point, focus: point });
  const block = point.path[0] ?? 0;
  const offset = textOf(editor.children[block] as Block).length;
  scrollToPlace(editor, { block, start: edge === "end" ? offset : 0, end: edge === "end" ? offset : 0 });
}

/** Brings a place to the middle of the window and leaves focus and selection alone. */
export function scrollToPlace(editor: SpeechEditor, place: BlockRange): void {
  const block = editor.children[place.block] as Block | undefined;
  if (!block) return;
  const element = ReactEditor.toDOMNode(editor, block);
  element.scrollIntoView({ block: "center" });
  const [words] = domRanges(editor, block, [place]) ?? [];
  const desk = element.closest("[data-pane]");
  if (!words || !desk) return;
  // The words are seldom where the middle of their paragraph is, which may be taller than the window.
  desk.scrollBy(0, middleOf(words.getBoundingClientRect()) - middleOf(desk.getBoundingClientRect()));
}

const middleOf = ({ top, bottom }: DOMRect) => (top + bottom) / 2;
