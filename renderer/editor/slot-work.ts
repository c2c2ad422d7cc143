import { Editor, Path, Range, Text, Transforms } from "slate";
import { contextOf } from "#core/card/fields";
import { openPlacesIn, slotsIn } from "#core/draft/placeholders";
import { type Block, type Span, textOf } from "#core/draft/schema";
import { sliceSpans } from "#core/draft/slice-spans";
import type { Template } from "#core/template/schema";
import { switchPattern } from "#core/template/switch-pattern";
import { type Wording, wordedPlaces, wordingsOf } from "#core/template/wordings";
import { pointIn } from "./blocks.ts";
import { CLOSED_MARKS } from "./marks.ts";
import { type BlockRange, placesIn, rangeOf } from "./places.ts";
import { replaceBody } from "./replace-body.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { changeHead } from "./with-head.ts";
import { selectWholeSlots } from "./with-slots.ts";
import { inOneStep } from "./with-typing-history.ts";

/** The slot that the cursor is at: open, or filled with one of its wordings and not touched since. */
export type SlotAtCursor = BlockRange & { key: string; open: boolean; required: boolean };

const HEAD: ReadonlySet<string | undefined> = new Set(["title", "subtitle", "byline", "date", "salutation"]);

type Extent = { start: number; end: number };

/** What an own slot asks for until the writer says it. */
const EMPTY_PROMPT = "要填的内容";
const IN_SLOT = "这里已经是空位，没有再设。要改它的提示，先把它填上，再选中文字设为空位。";
const ONE_BLOCK = "没有设：空位要在一段之内。少选一些再试。";

/** The slot at the cursor or around the selection; undefined when there is none. */
export function slotAtCursor(editor: SpeechEditor, template: Template | undefined): SlotAtCursor | undefined {
  const { selection } = editor;
  const [at, ...more] = selection ? placesIn(editor, selection) : [];
  const block = at && (editor.children[at.block] as Block | undefined);
  if (!at || !block || more.length > 0) return undefined;
  const holds = ({ start, end }: Extent) => start <= at.start && at.end <= end;
  const open = slotsIn(block).findLast(holds);
  if (open) {
    const { key, start, end, optional } = open;
    return { key, block: at.block, start, end, open: true, required: !optional };
  }
  const worded = template && wordedPlaces(template, block, contextHere(editor)).find(holds);
  if (!worded) return undefined;
  return { ...worded, block: at.block, open: false, required: template.slots[worded.key]?.required ?? true };
}

// Slots of one item read best in the same wording; keyed by the item (task.2) the place of the one chosen last.
const chosen = new WeakMap<SpeechEditor, Map<string, number>>();

/** The item whose several slots belong together: task.2 of task.2.lead and task.2.measures. */
function itemOf(key: string): string | undefined {
  return /^(.+\.[0-9]+)\.[^.]+$/u.exec(key)?.[1];
}

/** The wordings of a slot under the draft's card, the one that matches what was chosen last in its item first. */
export function wordingsHere(editor: SpeechEditor, template: Template, key: string): Wording[] {
  const wordings = wordingsOf(template, key, contextHere(editor));
  const last = chosen.get(editor)?.get(itemOf(key) ?? "");
  return last === undefined ? wordings : wordings.sort((one, other) => rank(one, last) - rank(other, last));
}

function rank({ index }: Wording, last: number): number {
  return index === last ? -1 : index;
}

/**
 * Puts a wording in place of the slot as one step of undo. The cursor selects the first place in it that only the writer can fill,
 * else the next one of the paragraph, else it stands behind the wording.
 */
export function putWording(editor: SpeechEditor, slot: SlotAtCursor, { index, spans, text }: Wording): void {
  const { block, start, key } = slot;
  const at = rangeOf(editor, slot);
  const [first] = sliceSpans((editor.children[block] as Block | undefined)?.children ?? [], start, slot.end);
  if (!at || !first) return;
  const { text: _, ...marks } = first;
  for (const mark of CLOSED_MARKS) delete marks[mark];
  delete marks.optional;
  delete marks.carried;
  const item = itemOf(key);
  if (item !== undefined) chosen.set(editor, (chosen.get(editor) ?? new Map()).set(item, index));
  inOneStep(editor, () => {
    Transforms.delete(editor, { at });
    const fresh = spans.map((span): Span => ({ ...marks, ...span }));
    Transforms.insertNodes(editor, fresh, { at: pointIn(editor, [block], start), select: false });
    const waiting = openPlacesIn(editor.children[block] as Block).find((place) => place.start >= start);
    const behind = start + text.length;
    const range = rangeOf(editor, waiting ? { block, ...waiting } : { block, start: behind, end: behind });
    if (range) Transforms.select(editor, range);
  });
}

/** Makes what is selected the prompt of an own open slot, or puts an empty one at the cursor; the answer says why it did not. */
export function makeSlot(editor: SpeechEditor): string | undefined {
  const places = editor.selection ? placesIn(editor, editor.selection) : [];
  const [at, ...more] = places;
  if (!at) return "没有设：先在正文里点一下，或者选中几个字。";
  if (more.length > 0) return ONE_BLOCK;
  const isInside = at.start < at.end ? within : inside;
  if (slotsIn(editor.children[at.block] as Block).some((slot) => isInside(slot, at))) return IN_SLOT;
  const slot = ownKey(editor);
  inOneStep(editor, () => {
    selectWholeSlots(editor);
    const { selection } = editor;
    if (!selection) return;
    if (Editor.string(editor, selection).trim() === "") {
      Transforms.insertNodes(editor, { text: EMPTY_PROMPT, slot }, { at: Range.end(selection) });
      selectSlot(editor, slot);
      return;
    }
    Transforms.unsetNodes(editor, ["optional", "field", "citation", "item", "carried"], {
      at: selection,
      match: Text.isText,
      split: true,
    });
    // The selection has followed its words through the splits.
    Transforms.setNodes(editor, { slot }, { match: Text.isText, split: true });
    selectSlot(editor, slot);
  });
  return undefined;
}

const within = (slot: Extent, at: Extent) => slot.start <= at.start && at.end <= slot.end;
const inside = (slot: Extent, at: Extent) => slot.start < at.start && at.end < slot.end;

/** A key that no slot of the draft has. */
function ownKey(editor: SpeechEditor): string {
  const taken = new Set((editor.children as Block[]).flatMap(({ children }) => children.map(({ slot }) => slot)));
  let n = 1;
  while (taken.has(`own.${n}`)) n += 1;
  return `own.${n}`;
}

function selectSlot(editor: SpeechEditor, key: string): void {
  for (const [block, each] of (editor.children as Block[]).entries()) {
    const slot = slotsIn(each).find((place) => place.key === key);
    const range = slot && rangeOf(editor, { block, ...slot });
    if (range) Transforms.select(editor, range);
  }
}

/** Puts the draft into another pattern of its template as one step of undo; the cursor stays in its block where that is still there. */
export function changePattern(editor: SpeechEditor, template: Template, patternId: string): void {
  const body = editor.children as Block[];
  const cursor = body[editor.selection?.focus.path[0] ?? -1]?.key;
  const { body: next, head } = switchPattern(template, body, editor.head, patternId);
  const { pattern, unplaced, arranged } = head;
  changeHead(editor, "", { pattern, unplaced, arranged }, () => {
    replaceBody(editor, next);
    const block = next.findIndex(({ key }) => key !== undefined && key === cursor);
    if (block >= 0) Transforms.select(editor, Editor.start(editor, [block]));
  });
}

/** Puts a block that waits without a place below the block with the cursor, or in its place where that is empty, as one step of undo. */
export function placeBlock(editor: SpeechEditor, index: number): void {
  const { unplaced = [] } = editor.head;
  const { key: _, ...block } = unplaced[index] ?? {};
  if (!("children" in block)) return;
  const body = editor.children as Block[];
  let at = editor.selection ? (Range.end(editor.selection).path[0] ?? 0) : body.length - 1;
  // Never between title and salutation.
  while (body[at]?.type !== "paragraph" && HEAD.has(body[at + 1]?.type)) at += 1;
  const here = body[at];
  const empty = here?.type === "paragraph" && textOf(here) === "";
  changeHead(editor, "", withoutUnplaced(unplaced, index), () =>
    Editor.withoutNormalizing(editor, () => {
      const path = Path.next([at]);
      Transforms.insertNodes(editor, structuredClone(block as Block), { at: path });
      Transforms.select(editor, Editor.end(editor, path));
      if (empty) Transforms.removeNodes(editor, { at: [at] });
    }),
  );
}

/** Deletes a block that waits without a place, as a step of undo of its own. */
export function dropUnplaced(editor: SpeechEditor, index: number): void {
  changeHead(editor, "", withoutUnplaced(editor.head.unplaced ?? [], index), () => {});
}

function withoutUnplaced(unplaced: readonly Block[], index: number): { unplaced: Block[] | undefined } {
  const rest = unplaced.toSpliced(index, 1);
  const [gone, next] = unplaced.slice(index);
  // What followed it keeps its place: without a key it would come back with the block above.
  if (gone?.key !== undefined && next && next.key === undefined) rest[index] = { ...next, key: gone.key };
  return { unplaced: rest.length > 0 ? rest : undefined };
}

const contextHere = (editor: SpeechEditor) => contextOf(editor.head.card, editor.children as Block[]);
