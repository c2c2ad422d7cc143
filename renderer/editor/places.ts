import { Editor, type Range } from "slate";
import { ReactEditor } from "slate-react";
import { type Block, textOf } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import { whenNotComposing } from "./composition.ts";
import type { SpeechEditor } from "./slate-types.ts";

/** Part of a block's own text; offsets are UTF-16 units. */
export type BlockRange = { block: number; start: number; end: number };

/** The Slate range of a place, or null when the text has changed so that it is no more. */
function rangeOf(editor: SpeechEditor, { block, start, end }: BlockRange): Range | null {
  const found = editor.children[block] as Block | undefined;
  if (!found || end > textOf(found).length) return null;
  return { anchor: pointIn(editor, [block], start), focus: pointIn(editor, [block], end) };
}

/** The first place behind the cursor, round to the first of all; undefined when there is none. */
export function placeAfterCursor(editor: SpeechEditor, places: readonly BlockRange[]): BlockRange | undefined {
  if (!editor.selection) return places[0];
  const cursor = Editor.end(editor, editor.selection);
  const block = cursor.path[0] ?? 0;
  const offset = Editor.string(editor, { anchor: Editor.start(editor, [block]), focus: cursor }).length;
  return places.find((place) => place.block > block || (place.block === block && place.start >= offset)) ?? places[0];
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

// Ranges follow the text they were made for; those of blocks that did not change are still good.
const rangesOf = new WeakMap<Block, globalThis.Range[]>();

/** Tints the open places on the paper, in place of those before. Highlights are laid over the text and need no rendering of it. */
export function highlightPlaces(editor: SpeechEditor, places: readonly BlockRange[]): void {
  // The older browsers of some Linux desktops have none; the status bar still counts the places and leads to them.
  if (!("highlights" in CSS)) return;
  // Text that is being composed is on the page but not in the editor: places would be measured beside their words.
  // To take the tints away measures nothing, and a text that is closed while composing ends no composition.
  if (places.length === 0) tintPlaces(editor, places);
  else whenNotComposing(editor, () => tintPlaces(editor, places));
}

function tintPlaces(editor: SpeechEditor, places: readonly BlockRange[]): void {
  const byBlock = new Map<Block, BlockRange[]>();
  for (const place of places) {
    const block = editor.children[place.block] as Block | undefined;
    if (block) byBlock.set(block, [...(byBlock.get(block) ?? []), place]);
  }
  const highlight = new Highlight();
  for (const [block, inBlock] of byBlock) {
    const known = rangesOf.get(block);
    const good = known?.length === inBlock.length && known.every((range) => range.startContainer.isConnected);
    const ranges = good ? known : inBlock.flatMap((place) => domRange(editor, place) ?? []);
    rangesOf.set(block, ranges);
    for (const range of ranges) highlight.add(range);
  }
  CSS.highlights.set("open-place", highlight);
}

function domRange(editor: SpeechEditor, place: BlockRange): globalThis.Range | undefined {
  const range = rangeOf(editor, place);
  try {
    return range ? ReactEditor.toDOMRange(editor, range) : undefined;
  } catch {
    return undefined; // Not rendered yet: the next overview brings it.
  }
}

/** Selects a place, brings it to the middle of the window and gives the text the focus. */
export function showPlace(editor: SpeechEditor, place: BlockRange): void {
  const range = rangeOf(editor, place);
  const block = editor.children[place.block];
  if (!range || !block) return;
  ReactEditor.focus(editor);
  editor.select(range);
  ReactEditor.toDOMNode(editor, block).scrollIntoView({ block: "center" });
}
