import { Editor, Range } from "slate";
import { ReactEditor } from "slate-react";
import type { SpeechEditor } from "../../editor/slate-types.ts";

/** Where a palette at the cursor stands, in pixels of the window: below the line at `top`, or above it with its foot at `bottom`; `room` is the most that it may be high. */
export type CaretPlace = { left: number; width: number; room: number } & ({ top: number } | { bottom: number });

/** From the line, and from the edges of paper and desk. */
const GAP_PX = 8;
const INSIDE_PX = 16;

/**
 * Makes room for a palette of this size at the cursor, inside the paper; the desk is scrolled where it must be, so that the line being
 * written stays in sight. `putBack` scrolls it back.
 */
export function placeAtCaret(
  editor: SpeechEditor,
  size: { width: number; height: number },
): { place: CaretPlace; putBack: () => void } {
  const text = ReactEditor.toDOMNode(editor, editor);
  const desk = text.closest("[data-pane]") ?? text;
  const before = desk.scrollTop;
  const frame = desk.getBoundingClientRect();
  let caret = caretRect(editor);
  if (caret.top < frame.top || caret.bottom > frame.bottom) {
    desk.scrollTop += caret.top - frame.top - frame.height / 3;
    caret = caretRect(editor);
  }
  const over = caret.bottom + GAP_PX + size.height + INSIDE_PX - frame.bottom;
  if (over > 0) {
    desk.scrollTop += Math.min(over, Math.max(0, caret.top - frame.top - INSIDE_PX));
    caret = caretRect(editor);
  }
  const paper = (text.closest(".paper") ?? text).getBoundingClientRect();
  const right = Math.min(paper.right, frame.right) - INSIDE_PX;
  const left = Math.max(paper.left, frame.left) + INSIDE_PX;
  const width = Math.min(size.width, right - left);
  const across = { left: Math.max(left, Math.min(caret.left - INSIDE_PX, right - width)), width };
  const fits = caret.bottom + GAP_PX + size.height <= frame.bottom;
  // At the end of the last sheet nothing is left to scroll.
  const above = !fits && caret.top - frame.top > frame.bottom - caret.bottom;
  const place = above
    ? { ...across, bottom: window.innerHeight - caret.top + GAP_PX, room: caret.top - GAP_PX }
    : { ...across, top: caret.bottom + GAP_PX, room: window.innerHeight - caret.bottom - 2 * GAP_PX };
  return {
    place,
    putBack: () => {
      desk.scrollTop = before;
    },
  };
}

function caretRect(editor: SpeechEditor): DOMRect {
  const point = editor.selection ? Range.end(editor.selection) : Editor.end(editor, []);
  const range = document.createRange();
  const [node, offset] = ReactEditor.toDOMPoint(editor, point);
  range.setStart(node, offset);
  const rects = range.getClientRects();
  const element = node instanceof Element ? node : node.parentElement;
  return rects[rects.length - 1] ?? (element ?? ReactEditor.toDOMNode(editor, editor)).getBoundingClientRect();
}
