import { Editor, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { cardChanges, type SpanChange } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import type { Block, DraftHead, MeetingCard } from "#core/draft/schema";
import { pointIn } from "./blocks.ts";
import type { SpeechEditor } from "./slate-types.ts";

type Batch = HistoryEditor["history"]["undos"][number];
/** What a step of undo does to the head; `name` lets the next change of the same thing join it. */
type HeadStep = { before: DraftHead; after: DraftHead; name: string };

const steps = new WeakMap<Batch, HeadStep>();
const listeners = new WeakMap<SpeechEditor, (head: DraftHead) => void>();

/** Gives the editor a head, empty until `startHead`, which undo and redo take along. Wants `withHistory` below it. */
export function withHead(editor: SpeechEditor): SpeechEditor {
  const { undo, redo } = editor;
  editor.head = { card: {}, citations: {} };
  editor.undo = () => {
    const step = stepOf(editor.history.undos.at(-1));
    undo();
    if (step) setHead(editor, step.before);
  };
  editor.redo = () => {
    const step = stepOf(editor.history.redos.at(-1));
    redo();
    if (step) setHead(editor, step.after);
  };
  return editor;
}

/** Gives the editor the head of its draft; `heard` is told of every change from then on. */
export function startHead(editor: SpeechEditor, head: DraftHead, heard: (head: DraftHead) => void): void {
  editor.head = head;
  listeners.set(editor, heard);
}

/**
 * Changes the head together with the text as one step of undo; `work` makes the changes of the text. Changes of the same `name` that
 * follow at once, such as the letters of a card field, are one step. A change without any in the text is not undone by Ctrl+Z.
 */
export function changeHead(editor: SpeechEditor, name: string, change: Partial<DraftHead>, work: () => void): void {
  const before = editor.head;
  const after = { ...before, ...change };
  const last = editor.history.undos.at(-1);
  const joined = name !== "" && last && stepOf(last)?.name === name ? last : undefined;
  const inStep = joined ? HistoryEditor.withMerging : HistoryEditor.withNewBatch;
  const from = editor.children;
  inStep(editor, work);
  const batch = editor.history.undos.at(-1);
  if (batch && editor.children !== from) steps.set(batch, { name, before: stepOf(joined)?.before ?? before, after });
  setHead(editor, after);
}

/** Puts another card in place of the present one: what is linked in the text follows. `name` is the field that is being typed. */
export function changeCard(editor: SpeechEditor, card: MeetingCard, name = ""): void {
  const body = editor.children as Block[];
  const changes = cardChanges(body, contextOf(editor.head.card, body), contextOf(card, body));
  changeHead(editor, name && `card.${name}`, { card }, () => changeSpans(editor, changes));
}

/** Puts the spans in place of the parts they stand for; the cursor stays where it was in the text around them. */
export function changeSpans(editor: SpeechEditor, changes: readonly SpanChange[]): void {
  Editor.withoutNormalizing(editor, () => {
    for (const { block, start, end, span } of changes.toReversed()) {
      // The fresh span goes in behind the old one before that goes, so that neither the block nor the cursor is ever without a place.
      Transforms.insertNodes(editor, span, { at: pointIn(editor, [block], end), select: false });
      const at = { anchor: pointIn(editor, [block], start), focus: pointIn(editor, [block], end) };
      Transforms.delete(editor, { at });
    }
  });
}

function stepOf(batch: Batch | undefined): HeadStep | undefined {
  return batch && steps.get(batch);
}

function setHead(editor: SpeechEditor, head: DraftHead): void {
  if (editor.head === head) return;
  editor.head = head;
  listeners.get(editor)?.(head);
}
