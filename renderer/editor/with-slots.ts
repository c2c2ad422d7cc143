import { Editor, type NodeEntry, Path, type Point, Range, Text, Transforms } from "slate";
import { slotsIn } from "#core/draft/placeholders";
import type { Block, Span } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import { CLOSED_MARKS } from "./marks.ts";
import { offsetIn } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";

/**
 * Takes an open slot whole, as hands know it from the fields of Word: what is typed, pasted or deleted anywhere inside replaces all
 * of its prompt, and with the prompt goes the mark. Wants `withSpeech` below it and `withTypingHistory` above.
 */
export function withSlots(editor: SpeechEditor): SpeechEditor {
  const { insertText, insertBreak, insertFragment, deleteBackward, deleteForward, deleteFragment } = editor;

  editor.insertText = (text, options) => {
    if (options?.at === undefined) {
      const marks = openSlots(editor);
      if (marks) editor.marks = marks;
    }
    insertText(text, options);
  };

  editor.insertFragment = (fragment, options) => {
    if (options?.at === undefined) openSlots(editor);
    insertFragment(fragment, options);
  };

  editor.deleteFragment = (options) => {
    const marks = openSlots(editor);
    deleteFragment(options);
    // For what is typed next, above all by an input method, which deletes what is selected before it composes.
    if (marks) editor.marks = marks;
  };

  editor.deleteBackward = (unit) => {
    if (selectSlotBeside(editor, -1)) editor.deleteFragment({ direction: "backward" });
    else deleteBackward(unit);
  };

  editor.deleteForward = (unit) => {
    if (selectSlotBeside(editor, 1)) editor.deleteFragment({ direction: "forward" });
    else deleteForward(unit);
  };

  editor.insertBreak = () => {
    const { selection } = editor;
    const inside = selection && Range.isCollapsed(selection) && slotAt(editor, selection.anchor, isInside);
    // Half a prompt is none: the break goes behind it.
    if (inside) Transforms.select(editor, pointIn(editor, [inside.block], inside.end));
    insertBreak();
  };

  return editor;
}

/** Widens the selection to the whole of every slot that one of its ends lies in: for what is put in place of the selection. */
export function selectWholeSlots(editor: SpeechEditor): void {
  if (!editor.selection) return;
  const [start, end] = Range.edges(editor.selection);
  const first = slotAt(editor, start, isInside);
  const last = slotAt(editor, end, isInside);
  if (!first && !last) return;
  Transforms.select(editor, {
    anchor: first ? pointIn(editor, [first.block], first.start) : start,
    focus: last ? pointIn(editor, [last.block], last.end) : end,
  });
}

/** Makes every slot in the selection plain text. The answer: the marks for what replaces the selection, where it begins with a slot or behind another mark. */
function openSlots(editor: SpeechEditor): Omit<Span, "text"> | undefined {
  selectWholeSlots(editor);
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return undefined;
  const selected = Editor.nodes(editor, {
    at: selection,
    match: (node, path) => {
      const shared = Text.isText(node) && Range.intersection(selection, Editor.range(editor, path));
      return shared ? Range.isExpanded(shared) : false;
    },
  });
  const spans = [...selected] as NodeEntry<Span>[];
  const [first, at] = spans[0] ?? [];
  const behindAnother = !Path.equals(at ?? [], Range.start(selection).path);
  for (const [span, path] of spans.reverse()) {
    if (span.slot !== undefined) Transforms.unsetNodes(editor, ["slot", "optional"], { at: path });
  }
  if (!first || (first.slot === undefined && !behindAnother)) return undefined;
  const { text: _, ...marks } = first;
  for (const mark of CLOSED_MARKS) delete marks[mark];
  delete marks.optional;
  return marks;
}

type Slot = { block: number; start: number; end: number };

const isInside = (slot: Slot, offset: number) => slot.start < offset && offset < slot.end;

/** Selects the slot that Backspace (-1) or Delete (1) would bite into; false when there is none. */
function selectSlotBeside(editor: SpeechEditor, step: 1 | -1): boolean {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return false;
  const slot = slotAt(editor, selection.anchor, ({ start, end }, offset) =>
    step === 1 ? start <= offset && offset < end : start < offset && offset <= end,
  );
  if (!slot) return false;
  Transforms.select(editor, {
    anchor: pointIn(editor, [slot.block], slot.start),
    focus: pointIn(editor, [slot.block], slot.end),
  });
  return true;
}

/** The slot of the block at `point` for which `holds` answers yes to the offset of `point` in the block. */
function slotAt(editor: SpeechEditor, point: Point, holds: (slot: Slot, offset: number) => boolean): Slot | undefined {
  const index = point.path[0] ?? -1;
  const block = editor.children[index] as Block | undefined;
  if (!block?.children.some((span) => span.slot !== undefined)) return undefined;
  const offset = offsetIn(block, point);
  return slotsIn(block)
    .map((slot) => ({ block: index, ...slot }))
    .find((slot) => holds(slot, offset));
}
