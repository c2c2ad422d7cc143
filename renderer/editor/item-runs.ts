import { Editor, Element, type Operation, Path, Point, type PointRef, Range, Text, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { ReactEditor } from "slate-react";
import {
  apartCuts,
  brokenItems,
  nextItem,
  type Rewording,
  renumbering,
  togetherJoins,
  typedItems,
  unmarkedBefore,
} from "#core/draft/item-runs";
import { readItemWord } from "#core/draft/recognise/items";
import { type Block, type Span, textOf } from "#core/draft/schema";
import { becomeParagraph, pointIn } from "./blocks.ts";
import { offsetIn } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { inOneStep } from "./with-typing-history.ts";

/** Longer than any word of an item: how far behind the typed text the rest of its word can lie. */
const LONGEST_WORD = 8;
/** What every word of an item holds; without it nothing needs to be searched. */
const SIGNS = /[一二三四五六七八九十其再最]/u;
/** The signs that can stand behind a new item: typed right before itself, such a one is not doubled. */
const SIGN = /^[。；，！？;,]/u;
/** How to take the body as it stands for the one before the edit, so that what was just marked counts as a run. */
const takeAsBefore = new WeakMap<SpeechEditor, () => void>();
/** The sign that the last new item was put in before. */
const signBehind = new WeakMap<SpeechEditor, { at: PointRef; sign: string }>();
/** What alone can change which items stand together; typing does not, and undo brings back what was right. */
const MOVING: ReadonlySet<Operation["type"]> = new Set([
  "insert_node",
  "remove_node",
  "merge_node",
  "split_node",
  "move_node",
  "set_node",
]);

/**
 * Keeps runs counting: a word that is typed on in a run becomes an item, and where items were moved, taken out or put in, the
 * words of their runs are counted anew, in the same step of undo and never while an input method composes. Wants `withHistory` below it.
 */
export function withItemRuns(editor: SpeechEditor): SpeechEditor {
  const { apply, insertText, normalizeNode, onChange } = editor;
  /** Names a span whose object an edit replaced. */
  const names = new WeakMap<Span, object>();
  const nameOf = (span: Span) => names.get(span) ?? span;
  /** The body before this tick, or before the composition that it waits for; undefined when nothing changed. */
  let before: Block[] | undefined;
  let moved = false;
  /** How much text was typed at the cursor in this tick. */
  let typed = 0;
  let working = false;

  editor.apply = (operation) => {
    if (operation.type === "set_selection" || working || HistoryEditor.isSaving(editor) === false) {
      apply(operation);
      return;
    }
    before ??= editor.children as Block[];
    moved ||= MOVING.has(operation.type);
    typed += lengthTyped(editor, operation);
    const item = itemSpanOf(editor, operation);
    if (!item) {
      apply(operation);
      return;
    }
    Editor.withoutNormalizing(editor, () => {
      apply(operation);
      const after = spanAt(editor, item.path);
      if (after?.item && after !== item.span) names.set(after, nameOf(item.span));
    });
  };

  takeAsBefore.set(editor, () => {
    before = editor.children as Block[];
  });

  editor.insertText = (text, options) => {
    // The sign behind makes way for the typed one: a step over it would leave what an input method has put on the page.
    const sign = takenSign(editor, text);
    if (!sign) {
      insertText(text, options);
      return;
    }
    Editor.withoutNormalizing(editor, () => {
      editor.apply({ type: "remove_text", ...sign });
      insertText(text, options);
    });
  };

  editor.normalizeNode = (entry, options) => {
    const [node, path] = entry;
    const met = Element.isElement(node) ? metItem(node) : -1;
    // Two words with nothing between would become one span, and no word: the first has lost its item.
    if (met >= 0) Transforms.unsetNodes(editor, "item", { at: [...path, met] });
    else normalizeNode(entry, options);
  };

  editor.onChange = (options) => {
    const from = before;
    if (from && !working && !ReactEditor.isComposing(editor)) {
      const { marks } = editor;
      working = true;
      try {
        HistoryEditor.withMerging(editor, () =>
          Editor.withoutNormalizing(editor, () => {
            const marked = typed > 0 && markTyped(editor, typed, (span, name) => names.set(span, nameOf(name)));
            if (moved || marked) reword(editor, renumbering(from, editor.children as Block[], nameOf));
          }),
        );
      } finally {
        working = false;
        before = undefined;
        moved = false;
        typed = 0;
      }
      editor.marks = marks;
    }
    onChange(options);
  };

  return editor;
}

/** 一是、二是接着写: the next item at the cursor, or the first of a new run. The answer says why nothing came. */
export function writeNextItem(editor: SpeechEditor): string | undefined {
  const { selection } = editor;
  if (!selection) return undefined;
  const end = Range.end(selection);
  const [index = 0] = end.path;
  const at = { block: index, offset: offsetIn(editor.children[index] as Block, end) };
  let refused: string | undefined;
  inOneStep(editor, () => {
    const unmarked = unmarkedBefore(editor.children as Block[], at);
    for (const { block, start, end } of unmarked) setItem(editor, block, start, end, true);
    if (unmarked.length > 0) takeAsBefore.get(editor)?.();
    const next = nextItem(editor.children as Block[], at);
    if (next.kind === "none") {
      refused = next.sentence;
      return;
    }
    const word: Span = { text: next.word, item: true };
    if (next.kind === "below") {
      Transforms.insertNodes(editor, { type: "paragraph", children: [word] }, { at: [next.block + 1] });
      Transforms.select(editor, Editor.end(editor, [next.block + 1]));
      return;
    }
    const { block, offset, before, behind } = next;
    const spans = [{ text: before }, word, { text: behind }].filter(({ text }) => text !== "");
    Transforms.insertNodes(editor, spans, { at: pointIn(editor, [block], offset) });
    const cursor = offset + before.length + word.text.length;
    Transforms.select(editor, pointIn(editor, [block], cursor));
    noteSignBehind(editor, block, cursor);
  });
  return refused;
}

function noteSignBehind(editor: SpeechEditor, index: number, offset: number): void {
  signBehind.get(editor)?.at.unref();
  signBehind.delete(editor);
  const block = editor.children[index] as Block;
  const [sign] = SIGN.exec(textOf(block).slice(offset)) ?? [];
  if (sign === undefined) return;
  let end = 0;
  for (const [place, { text }] of block.children.entries()) {
    const start = end;
    end += text.length;
    if (end <= offset) continue;
    // What is typed at the cursor comes before the sign.
    const at = Editor.pointRef(editor, { path: [index, place], offset: offset - start }, { affinity: "forward" });
    signBehind.set(editor, { at, sign });
    return;
  }
}

/** The sign that a new item was put in before when `text`, typed right before it, ends in the same one; only once for each. */
function takenSign(editor: SpeechEditor, text: string): (Point & { text: string }) | undefined {
  const { selection } = editor;
  const noted = signBehind.get(editor);
  const point = noted?.at.current;
  if (!noted || !point || !selection || !text.endsWith(noted.sign)) return undefined;
  const [index = 0] = point.path;
  const block = editor.children[index] as Block | undefined;
  // With words selected the cursor will stand at their end.
  const cursor = Range.end(selection);
  if (!block || cursor.path[0] !== index || offsetIn(block, cursor) !== offsetIn(block, point)) return undefined;
  if (spanAt(editor, point.path)?.text.startsWith(noted.sign, point.offset) !== true) return undefined;
  noted.at.unref();
  signBehind.delete(editor);
  return { ...point, text: noted.sign };
}

/** Gives each item of the runs in the selection a paragraph of its own. The answer says why nothing came of it. */
export function setItemsApart(editor: SpeechEditor): string | undefined {
  const at = selectedPlaces(editor);
  const cuts = at ? apartCuts(editor.children as Block[], ...at) : [];
  if (cuts.length === 0) return "光标这里没有可以分开的“一是、二是”。把光标放到那一段里再试。";
  inOneStep(editor, () => {
    for (const { block, offset } of cuts) {
      Transforms.splitNodes(editor, { at: pointIn(editor, [block], offset), always: true });
      becomeParagraph(editor, [block + 1]);
    }
  });
  return undefined;
}

/** Brings the runs in the selection into one paragraph each. The answer says why nothing came of it. */
export function setItemsTogether(editor: SpeechEditor): string | undefined {
  const at = selectedPlaces(editor);
  const joins = at ? togetherJoins(editor.children as Block[], ...at) : [];
  if (joins.length === 0) return "光标这里没有可以并到一段的“一是、二是”。把光标放到其中一段里再试。";
  inOneStep(editor, () => {
    for (const { block, joint } of joins) {
      if (joint !== "") Transforms.insertNodes(editor, { text: joint }, { at: Editor.end(editor, [block - 1]) });
      Transforms.mergeNodes(editor, { at: [block] });
    }
  });
  return undefined;
}

type Place = { block: number; offset: number };

function selectedPlaces(editor: SpeechEditor): [Place, Place] | undefined {
  if (!editor.selection) return undefined;
  const [from, to] = Range.edges(editor.selection).map((point) => {
    const [block = 0] = point.path;
    return { block, offset: offsetIn(editor.children[block] as Block, point) };
  });
  return from && to && [from, to];
}

/** How much text an operation puts in at the cursor; what is replaced elsewhere was not typed. */
function lengthTyped({ selection }: SpeechEditor, operation: Operation): number {
  if (!selection) return 0;
  const cursor = Range.end(selection);
  if (operation.type === "insert_text") return Point.equals(cursor, operation) ? operation.text.length : 0;
  if (operation.type !== "insert_node" || !Text.isText(operation.node)) return 0;
  const behind = !Path.isBefore(operation.path, cursor.path);
  return behind && operation.path[0] === cursor.path[0] ? operation.node.text.length : 0;
}

/** Marks what was just typed before the cursor where it goes on with a run; false where it does not. `name` calls a span by the name of another. */
function markTyped(editor: SpeechEditor, length: number, name: (span: Span, by: Span) => void): boolean {
  const { selection } = editor;
  if (!selection) return false;
  const cursor = Range.end(selection);
  const [index = 0] = cursor.path;
  const block = editor.children[index] as Block;
  const to = offsetIn(block, cursor);
  const from = Math.max(0, to - length);
  const text = textOf(block).slice(Math.max(0, from - LONGEST_WORD), to + LONGEST_WORD);
  const items = SIGNS.test(text) ? typedItems(editor.children as Block[], { block: index, from, to }) : [];
  // What the cursor left behind half is no item any more.
  const broken = brokenItems(block).filter(
    (part) => (to < part.start || part.end < to) && !items.some(({ rest }) => rest === part.span),
  );
  for (const { start, end } of broken) setItem(editor, index, start, end, false);
  for (const item of items) {
    setItem(editor, item.block, item.start, item.end, true);
    const first =
      item.rest && spanAt(editor, Editor.end(editor, rangeAt(editor, item.block, item.start, item.start + 1)).path);
    if (item.rest && first) name(first, item.rest);
  }
  return items.length + broken.length > 0;
}

function rangeAt(editor: SpeechEditor, block: number, start: number, end: number): Range {
  return { anchor: pointIn(editor, [block], start), focus: pointIn(editor, [block], end) };
}

function setItem(editor: SpeechEditor, block: number, start: number, end: number, item: boolean): void {
  const at = rangeAt(editor, block, start, end);
  if (item) Transforms.setNodes(editor, { item: true }, { at, match: Text.isText, split: true });
  else Transforms.unsetNodes(editor, "item", { at, match: (node) => Text.isText(node) && node.item === true });
}

/** Writes words anew, from the last to the first; only what differs, so that the cursor stays where it is. */
function reword(editor: SpeechEditor, rewordings: readonly Rewording[]): void {
  for (const { block, start, end, text } of rewordings.toReversed()) {
    const spans = (editor.children[block] as Block).children;
    let offset = 0;
    let written = false;
    for (const [index, span] of spans.entries()) {
      const inside = offset >= start && offset + span.text.length <= end && span.text !== "";
      offset += span.text.length;
      if (!inside) continue;
      const path = [block, index];
      // The word goes in before the old one goes out, which keeps the span from being empty in between.
      if (!written) editor.apply({ type: "insert_text", path, offset: 0, text });
      editor.apply({ type: "remove_text", path, offset: written ? 0 : text.length, text: span.text });
      written = true;
    }
  }
}

/** The place of a word that another one follows at once; -1 without one. */
function metItem({ children }: Block): number {
  if (!children.some(({ item }) => item)) return -1;
  return children.findIndex((span, index) => {
    const next = children.slice(index + 1).find(({ text }) => text !== "");
    return span.item && next?.item && readItemWord(span.text) !== undefined && readItemWord(next.text) !== undefined;
  });
}

/** The item whose span an operation replaces by an equal one, and where that stands afterwards. */
function itemSpanOf(editor: SpeechEditor, operation: Operation): { span: Span; path: number[] } | undefined {
  if (!("path" in operation) || operation.path.length !== 2) return undefined;
  const { path } = operation;
  switch (operation.type) {
    case "insert_text":
    case "remove_text":
    case "set_node":
    case "split_node": {
      const span = spanAt(editor, path);
      return span?.item ? { span, path } : undefined;
    }
    case "merge_node": {
      const target = [path[0] ?? 0, (path[1] ?? 0) - 1];
      const span = [spanAt(editor, target), spanAt(editor, path)].find((each) => each?.item && each.text !== "");
      return span && { span, path: target };
    }
    default:
      return undefined;
  }
}

function spanAt(editor: SpeechEditor, [block = -1, span = -1]: readonly number[]): Span | undefined {
  return (editor.children[block] as Block | undefined)?.children[span];
}
