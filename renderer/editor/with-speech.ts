import { Editor, Element, Path, Range, Text, Transforms } from "slate";
import { levelOf } from "#core/draft/numbering";
import { isSalutation } from "#core/draft/recognise/salutation";
import {
  type Block,
  HEADING_LEVELS,
  type HeadingLevel,
  PLAIN_BLOCK_TYPES,
  type Span,
  SUPPLIED_SALUTATION,
  textOf,
} from "#core/draft/schema";
import { LINE_BREAK, visibleText } from "#core/draft/visible-text";
import { become, becomeParagraph, blockAtCursor, styleOf } from "./blocks.ts";
import { marksAtEdge } from "./marks.ts";
import type { SpeechEditor } from "./slate-types.ts";

const BLOCK_TYPES: ReadonlySet<unknown> = new Set([...PLAIN_BLOCK_TYPES, "heading", "paragraph"]);
/** Blocks of one line each: a break in them is layout and is joined; elsewhere it starts a new block. */
const ONE_LINE: ReadonlySet<string> = new Set(["title", "subtitle", "heading"]);
/** What Enter behind the end of a block begins, where it is not a paragraph: the order of a speech's head. */
const FOLLOWING = {
  title: "byline",
  subtitle: "byline",
  byline: "date",
  date: "salutation",
  signature: "signature",
} as const;

/** Longer than any post and name of a speaker: such a line in the place of the byline or date is text. Without spaces. */
const LONGEST_HEAD_LINE = 30;

const emptyParagraph = (): Block => ({ type: "paragraph", children: [{ text: "" }] });

/** Gives a speech its shape (a flat list of known blocks without line breaks) and its Enter, Backspace and typing at marks. */
export function withSpeech(editor: SpeechEditor): SpeechEditor {
  const { normalizeNode, insertText, insertBreak, deleteBackward, deleteFragment, onChange } = editor;

  editor.normalizeNode = (entry, options) => {
    if (!shapeNode(editor, entry as [unknown, Path])) normalizeNode(entry, options);
  };

  editor.insertBreak = () => {
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    const entry = blockAtCursor(editor);
    if (!entry || !editor.selection) return;
    const [block, path] = entry;
    const cursor = editor.selection.anchor;
    const empty = Editor.isEmpty(editor, block);
    if (empty && block.type === "heading" && block.level > 1) {
      // As in a list: out of the lowest level step by step.
      become(editor, path, { type: "heading", level: (block.level - 1) as HeadingLevel });
    } else if (empty && block.type !== "title" && block.type !== "paragraph") {
      becomeParagraph(editor, path);
    } else if (!empty && Editor.isStart(editor, cursor, path)) {
      // The number, the lead and the type stay with the words behind the cursor.
      Transforms.insertNodes(editor, emptyParagraph(), { at: path });
    } else if (Editor.isEnd(editor, cursor, path) && leaveHead(editor, block, path)) {
      // The line was no byline or date, and what follows is the text.
    } else if (block.type === "paragraph" || block.type === "heading" || !Editor.isEnd(editor, cursor, path)) {
      insertBreak();
      // The rest of a heading is text; so is the rest of a lead.
      const rest = blockAtCursor(editor);
      if (rest && levelOf(rest[0]) !== undefined) becomeParagraph(editor, rest[1]);
    } else {
      const type = block.type in FOLLOWING ? FOLLOWING[block.type as keyof typeof FOLLOWING] : "paragraph";
      Transforms.insertNodes(editor, { type, children: [{ text: "" }] }, { select: true });
    }
  };
  editor.insertSoftBreak = () => editor.insertBreak();

  editor.deleteBackward = (unit) => {
    const entry = blockAtCursor(editor);
    const { selection } = editor;
    if (entry && selection && Range.isCollapsed(selection) && Editor.isStart(editor, selection.anchor, entry[1])) {
      const [block, path] = entry;
      const plain = block.type === "paragraph" && block.leadLevel === undefined;
      const firstTitle = block.type === "title" && path[0] === 0;
      const above = editor.children[(path[0] ?? 0) - 1] as Block | undefined;
      // Two lines of one title or of one signature are joined at once.
      const secondLine = block.type !== "heading" && block.type !== "paragraph" && above?.type === block.type;
      if (!plain && !firstTitle && !secondLine) {
        becomeParagraph(editor, path);
        return;
      }
    }
    deleteBackward(unit);
  };

  editor.deleteFragment = (options) => {
    const start = editor.selection && Range.start(editor.selection);
    const first = start && (editor.children[start.path[0] ?? 0] as Block | undefined);
    const bold = Editor.marks(editor)?.bold;
    deleteFragment(options);
    // Where nothing is left of the first block, Slate goes on in the last one's style: a speech replaced as a whole
    // would begin in a heading.
    if (first && start) keepStyle(editor, first, [start.path[0] ?? 0]);
    keepBold(editor, bold);
  };

  editor.insertText = (text, options) => {
    const visible = visibleText(text);
    if (visible === "") return;
    editor.marks ??= marksAtEdge(editor);
    insertText(visible, options);
  };

  // Set before React renders, so that text that is being composed at the edge already shows without the mark.
  editor.onChange = (options) => {
    editor.marks ??= marksAtEdge(editor);
    onChange(options);
  };

  return editor;
}

/**
 * Enter behind a line that stands in the place of the byline or date and reads as a salutation or as text: the line becomes that, and
 * a paragraph follows. Behind a salutation that the writer put before the supplied one, the supplied one goes. False for all other lines.
 */
function leaveHead(editor: SpeechEditor, block: Block, path: Path): boolean {
  const line = textOf(block).trim();
  const inHead = block.type === "byline" || block.type === "date";
  const greets = /[：:]$/u.test(line) && isSalutation(line);
  const mayGreet = inHead || block.type === "salutation" || styleOf(block) === "paragraph";
  const doubled = greets && mayGreet && hasDouble(editor, line, path, inHead);
  if (inHead ? !greets && !readsAsText(line) : !doubled) return false;
  const next = Path.next(path);
  Editor.withoutNormalizing(editor, () => {
    if (greets) become(editor, path, { type: "salutation" });
    else becomeParagraph(editor, path);
    if (doubled) Transforms.removeNodes(editor, { at: next });
    const below = editor.children[next[0] ?? 0] as Block | undefined;
    const waits = doubled && below?.type === "paragraph" && textOf(below) === "";
    if (!waits) Transforms.insertNodes(editor, emptyParagraph(), { at: next });
    Transforms.select(editor, Editor.start(editor, next));
  });
  return true;
}

function readsAsText(line: string): boolean {
  return /[。！？]$/u.test(line) || line.replace(/\s/gu, "").length > LONGEST_HEAD_LINE;
}

/** Whether below the salutation `line` at `path` stands the same once more, or the one that came with the new draft. */
function hasDouble(editor: SpeechEditor, line: string, path: Path, justWritten: boolean): boolean {
  const [next, ...rest] = editor.children.slice((path[0] ?? 0) + 1) as Block[];
  if (next?.type !== "salutation") return false;
  const text = textOf(next).trim();
  if (text === line) return true;
  // A finished speech may well greet in two lines.
  return text === SUPPLIED_SALUTATION && (justWritten || rest.every((block) => textOf(block) === ""));
}

/** As in Word, what is typed over a selection is as bold as the first character that it replaces. */
function keepBold(editor: SpeechEditor, bold: true | undefined): void {
  const marks = marksAtEdge(editor) ?? Editor.marks(editor);
  if (!marks || marks.bold === bold) return;
  const { bold: _, ...rest } = marks;
  editor.marks = bold ? { ...rest, bold } : rest;
}

/** Gives the block at `path` the style of `model`. */
function keepStyle(editor: SpeechEditor, model: Block, path: Path): void {
  const block = editor.children[path[0] ?? 0] as Block | undefined;
  if (!block || styleOf(block) === styleOf(model)) return;
  const { children: _, ...kind } = model;
  become(editor, path, kind);
}

/** Mends one node, treated as hostile; false when there was nothing to mend. */
function shapeNode(editor: SpeechEditor, [node, path]: [unknown, Path]): boolean {
  if (Text.isText(node)) return shapeText(editor, node, path);
  if (Element.isElement(node)) return shapeBlock(editor, node, path);
  if (editor.children.length === 0) {
    Transforms.insertNodes(editor, emptyParagraph(), { at: [0] });
    return true;
  }
  const stray = editor.children.findIndex((child) => Text.isText(child));
  if (stray < 0) return false;
  Transforms.wrapNodes(editor, emptyParagraph(), { at: [stray] });
  return true;
}

function shapeBlock(editor: SpeechEditor, block: Block, path: Path): boolean {
  if (path.length > 1) {
    Transforms.liftNodes(editor, { at: path });
    return true;
  }
  if (!BLOCK_TYPES.has(block.type)) {
    Transforms.setNodes(editor, { type: "paragraph" }, { at: path });
    return true;
  }
  if (block.type === "heading" && !HEADING_LEVELS.includes(block.level)) {
    Transforms.setNodes(editor, { level: 1 }, { at: path });
    return true;
  }
  if (block.type !== "heading" && "level" in block) {
    Transforms.unsetNodes(editor, "level" as never, { at: path });
    return true;
  }
  if ("leadLevel" in block) {
    const { leadLevel } = block as { leadLevel?: unknown };
    const valid = leadLevel === 2 || leadLevel === 3 || leadLevel === 4;
    const hasLead = block.children.some((span) => span.lead && span.text !== "");
    if (block.type !== "paragraph" || !valid || !hasLead) {
      Transforms.unsetNodes(editor, "leadLevel", { at: path });
      return true;
    }
    // Two run-ins joined in one paragraph have one lead, the first.
    const written = block.children.map((span, index) => ({ span, index })).filter(({ span }) => span.text !== "");
    const end = written.findIndex(({ span }) => !span.lead);
    const second = end < 0 ? undefined : written.slice(end).find(({ span }) => span.lead);
    if (second) {
      Transforms.unsetNodes(editor, "lead", { at: [...path, second.index] });
      return true;
    }
  } else if (block.children.some((span) => span.lead)) {
    Transforms.unsetNodes(editor, "lead", { at: path, match: Text.isText, mode: "all" });
    return true;
  }
  return false;
}

function shapeText(editor: SpeechEditor, span: Span, path: Path): boolean {
  const found = LINE_BREAK.exec(span.text);
  if (!found) return false;
  const start = { path, offset: found.index };
  Transforms.delete(editor, { at: { anchor: start, focus: { path, offset: found.index + found[0].length } } });
  const [block] = Editor.parent(editor, path);
  if (Element.isElement(block) && !ONE_LINE.has(block.type)) Transforms.splitNodes(editor, { at: start, always: true });
  return true;
}
