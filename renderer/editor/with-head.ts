import { Editor, type Point, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { canonicalJson } from "#core/canonical-json";
import { fieldPlaces, isLinked, rewritten, type SpanChange, withChanges } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import { type Block, type DraftHead, headOf, type MeetingCard } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import { offsetAfter } from "./find-edits.ts";
import { offsetIn } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";

type Batch = HistoryEditor["history"]["undos"][number];
/** What a step of undo does to the head; `name` lets the next change of the same thing join it. */
type HeadStep = { before: DraftHead; after: DraftHead; name: string };

const steps = new WeakMap<Batch, HeadStep>();
/** For a step that changed the card, which of the fields' places were detached when it began, by their order in text and 未归位. */
const detachedAt = new WeakMap<Batch, ReadonlySet<number>>();
const listeners = new WeakMap<SpeechEditor, (head: DraftHead) => void>();

/** Gives the editor a head, empty until `startHead`, which undo and redo take along. Wants `withHistory` below it. */
export function withHead(editor: SpeechEditor): SpeechEditor {
  const { apply, undo, redo } = editor;
  editor.head = { card: {}, citations: {} };
  editor.apply = (operation) => {
    const told = HistoryEditor.isMerging(editor) !== undefined || HistoryEditor.isSaving(editor) === false;
    const behindHead = !told && operation.type !== "set_selection" && stepOf(editor.history.undos.at(-1)) !== undefined;
    // What the writer deletes right before a place that has just followed the card is undone by itself.
    if (behindHead) HistoryEditor.withNewBatch(editor, () => apply(operation));
    else apply(operation);
  };
  editor.undo = () => {
    const step = stepOf(editor.history.undos.at(-1));
    undo();
    if (step) takeHead(editor, step.before);
  };
  editor.redo = () => {
    const step = stepOf(editor.history.redos.at(-1));
    redo();
    if (step) takeHead(editor, step.after);
  };
  return editor;
}

/** Gives the editor the head of its draft; `heard` is told of every change from then on. */
export function startHead(editor: SpeechEditor, head: DraftHead, heard: (head: DraftHead) => void): void {
  editor.head = head;
  listeners.set(editor, heard);
}

/**
 * Changes the head together with the text as one step of undo, which may hold no change of the text; `work` makes those. Changes of
 * the same `name` that follow at once, such as the letters of a card field, are one step.
 */
export function changeHead(editor: SpeechEditor, name: string, change: Partial<DraftHead>, work: () => void): void {
  const before = editor.head;
  const after = headOf({ ...before, ...change });
  const joined = stepToJoin(editor, name);
  const inStep = joined ? HistoryEditor.withMerging : HistoryEditor.withNewBatch;
  const from = editor.children;
  inStep(editor, work);
  const silent = editor.children === from;
  if (silent && canonicalJson(before) === canonicalJson(after)) return;
  if (silent) {
    // Else an earlier step that is undone later would bring back a head without this change.
    if (!joined) editor.writeHistory("undos", { operations: [], selectionBefore: editor.selection });
    editor.history.redos = [];
  }
  const batch = joined ?? editor.history.undos.at(-1);
  if (batch) steps.set(batch, { name, before: stepOf(joined)?.before ?? before, after });
  takeHead(editor, after);
}

/**
 * Puts another card in place of the present one: what is linked in the text follows, and `further` is done in the same step of undo.
 * `name` is the field that is being typed.
 */
export function changeCard(editor: SpeechEditor, card: MeetingCard, name = "", further = () => {}): void {
  const step = name && `card.${name}`;
  const body = editor.children as Block[];
  const { card: present, unplaced } = editor.head;
  const [before, after] = [contextOf(present, body), contextOf(card, body)];
  // What waits without a place may come back to the text.
  const places = fieldPlaces([...body, ...(unplaced ?? [])]);
  const joined = stepToJoin(editor, step);
  // A field that is typed may read on its way as words do that were written by hand: they must not follow from there on.
  const detached =
    (joined && detachedAt.get(joined)) ??
    new Set(places.flatMap((place, index) => (isLinked(place, before) ? [] : [index])));
  const changes = places.flatMap((place, index) => (detached.has(index) ? [] : (rewritten(place, after) ?? [])));
  const inText = changes.filter(({ block }) => block < body.length);
  const waiting = changes.flatMap((each) =>
    each.block < body.length ? [] : [{ ...each, block: each.block - body.length }],
  );
  const change = { card, ...(unplaced && { unplaced: withChanges(unplaced, waiting) }) };
  changeHead(editor, step, change, () => {
    changeSpans(editor, inText);
    further();
  });
  const batch = editor.history.undos.at(-1);
  if (batch && stepOf(batch)?.name === step) detachedAt.set(batch, detached);
}

/** Puts the spans in place of the parts they stand for, a span without text in place of what goes; the cursor stays where it was in the text around them. */
export function changeSpans(editor: SpeechEditor, changes: readonly SpanChange[]): void {
  if (changes.length === 0) return;
  const { selection } = editor;
  const moved = (point: Point) => {
    const block = point.path[0] ?? 0;
    const edits = changes.flatMap((each) => (each.block === block ? [{ ...each, text: each.span.text }] : []));
    const offset = offsetIn(editor.children[block] as Block, point);
    return { block, offset: offsetAfter(edits, offset), changed: edits.length > 0 };
  };
  const anchor = selection && moved(selection.anchor);
  const focus = selection && moved(selection.focus);
  Editor.withoutNormalizing(editor, () => {
    for (const { block, start, end, span } of changes.toReversed()) {
      // The fresh span goes in behind the old one before that goes, so that neither the block nor the cursor is ever without a place.
      if (span.text !== "") {
        Transforms.insertNodes(editor, { ...span }, { at: pointIn(editor, [block], end), select: false });
      }
      const at = { anchor: pointIn(editor, [block], start), focus: pointIn(editor, [block], end) };
      Transforms.delete(editor, { at });
    }
    if (anchor && focus && (anchor.changed || focus.changed)) {
      const at = ({ block, offset }: typeof anchor) => pointIn(editor, [block], offset);
      Transforms.select(editor, { anchor: at(anchor), focus: at(focus) });
    }
  });
}

/** The last step of undo, where it changed the same thing. */
function stepToJoin(editor: SpeechEditor, name: string): Batch | undefined {
  const last = editor.history.undos.at(-1);
  return name !== "" && stepOf(last)?.name === name ? last : undefined;
}

function stepOf(batch: Batch | undefined): HeadStep | undefined {
  return batch && steps.get(batch);
}

function takeHead(editor: SpeechEditor, head: DraftHead): void {
  if (editor.head === head) return;
  editor.head = head;
  listeners.get(editor)?.(head);
  // A step without a change of the text is one more to undo all the same, and whoever shows that hears only of the text.
  editor.onChange();
}
