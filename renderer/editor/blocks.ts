import { Editor, Element, type NodeEntry, Path, Text, Transforms } from "slate";
import { levelOf } from "#core/draft/numbering";
import { type Block, type HeadingLevel, type LeadLevel, type PlainBlockType, textOf } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

/** What the style box chooses from; the ids of the commands `style.…`. `lead` is a heading run on into its text. */
export type BlockStyle = "paragraph" | `heading-${HeadingLevel}` | "lead" | PlainBlockType;

const SENTENCE_END = /[。；：！？]/u;

/** The block that holds the start of the selection. */
export function blockAtCursor(editor: SpeechEditor): NodeEntry<Block> | undefined {
  if (!editor.selection) return undefined;
  const index = Editor.start(editor, editor.selection).path[0] ?? 0;
  const block = editor.children[index];
  return block && Element.isElement(block) ? [block, [index]] : undefined;
}

/** Turns the block at `path` into a plain paragraph, its lead into plain text. */
export function becomeParagraph(editor: SpeechEditor, path: Path): void {
  become(editor, path, { type: "paragraph" });
}

/** The style that a block shows in the style box. */
export function styleOf(block: Block): BlockStyle {
  if (block.type === "heading") return `heading-${block.level}`;
  return block.type === "paragraph" && block.leadLevel !== undefined ? "lead" : block.type;
}

/** Gives every block of the selection `style`; a level given to a run-in lead keeps it run in, except level 1, which never is. */
export function applyStyle(editor: SpeechEditor, style: BlockStyle): void {
  if (style === "lead") {
    toggleLead(editor);
    return;
  }
  const level = style.startsWith("heading-") ? (Number(style.at(-1)) as HeadingLevel) : undefined;
  Editor.withoutNormalizing(editor, () => {
    for (const [block, path] of selectedBlocks(editor).reverse()) {
      if (level === undefined) {
        become(editor, path, { type: style as "paragraph" | PlainBlockType });
      } else if (styleOf(block) !== "lead") {
        become(editor, path, { type: "heading", level });
      } else if (level === 1) {
        splitLead(editor, [block, path], 1);
      } else {
        Transforms.setNodes(editor, { leadLevel: level }, { at: path });
      }
    }
  });
}

/** Moves the headings and leads of the selection `step` levels down or up; false when there is none, so that Tab does nothing. */
export function shiftLevel(editor: SpeechEditor, step: 1 | -1): boolean {
  const entries = selectedBlocks(editor).filter(([block]) => levelOf(block) !== undefined);
  for (const [block, path] of entries) {
    const level = (levelOf(block) ?? 1) + step;
    if (block.type === "heading" && level >= 1 && level <= 4) {
      Transforms.setNodes(editor, { level: level as HeadingLevel }, { at: path });
    } else if (block.type === "paragraph" && level >= 2 && level <= 4) {
      Transforms.setNodes(editor, { leadLevel: level as LeadLevel }, { at: path });
    }
  }
  return entries.length > 0;
}

/** 标题与正文接排: joins a heading with the paragraph below, makes a paragraph's first sentence its lead, or takes both apart again. */
export function toggleLead(editor: SpeechEditor): void {
  const entry = blockAtCursor(editor);
  if (!entry) return;
  const [block, path] = entry;
  const text = textOf(block);
  Editor.withoutNormalizing(editor, () => {
    if (styleOf(block) === "lead") {
      splitLead(editor, entry, levelOf(block) ?? 2);
    } else if (text.trim() === "") {
      return;
    } else if (block.type === "heading") {
      const next = editor.children[path[0] === undefined ? -1 : path[0] + 1];
      if (!SENTENCE_END.test(text.at(-1) ?? "")) Transforms.insertText(editor, "。", { at: Editor.end(editor, path) });
      markLead(editor, path, textOf(Editor.node(editor, path)[0] as Block).length);
      become(editor, path, { type: "paragraph", leadLevel: Math.max(2, block.level) as LeadLevel });
      if (next && Element.isElement(next) && styleOf(next) === "paragraph") {
        Transforms.mergeNodes(editor, { at: Path.next(path) });
      }
    } else {
      const end = text.search(SENTENCE_END);
      markLead(editor, path, end < 0 ? text.length : end + 1);
      become(editor, path, { type: "paragraph", leadLevel: levelAbove(editor, path) });
    }
  });
}

/** Bold on or off for the selection, or for what is typed next. */
export function toggleBold(editor: SpeechEditor): void {
  if (Editor.marks(editor)?.bold) Editor.removeMark(editor, "bold");
  else Editor.addMark(editor, "bold", true);
}

type Kind =
  | { type: "paragraph"; leadLevel?: LeadLevel }
  | { type: "heading"; level: HeadingLevel }
  | { type: PlainBlockType };

/** Turns the block at `path` into another kind, with its text. */
export function become(editor: SpeechEditor, path: Path, kind: Kind): void {
  Editor.withoutNormalizing(editor, () => {
    Transforms.unsetNodes<Block & { level?: unknown; leadLevel?: unknown }>(editor, ["level", "leadLevel"], {
      at: path,
    });
    Transforms.setNodes(editor, kind, { at: path });
    if (!("leadLevel" in kind)) Transforms.unsetNodes(editor, "lead", { at: path, match: Text.isText, mode: "all" });
  });
}

function selectedBlocks(editor: SpeechEditor): NodeEntry<Block>[] {
  if (!editor.selection) return [];
  const at = Editor.unhangRange(editor, editor.selection);
  return [...Editor.nodes(editor, { at, match: (node) => Element.isElement(node) })] as NodeEntry<Block>[];
}

/** The level of the nearest run-in lead or lower heading above, else 2: what a new lead most likely continues. */
function levelAbove(editor: SpeechEditor, path: Path): LeadLevel {
  const above = editor.children.slice(0, path[0]) as Block[];
  const level = above.map(levelOf).findLast((found) => found !== undefined);
  return level === undefined || level === 1 ? 2 : level;
}

/** Marks the first `length` UTF-16 units of the block at `path` as its lead; its level is the caller's to set. */
export function markLead(editor: SpeechEditor, path: Path, length: number): void {
  const at = { anchor: Editor.start(editor, path), focus: pointIn(editor, path, length) };
  Transforms.setNodes(editor, { lead: true }, { at, match: Text.isText, split: true });
}

function splitLead(editor: SpeechEditor, [block, path]: NodeEntry<Block>, level: HeadingLevel): void {
  const lead = block.children.map((span) => (span.lead ? span.text : "")).join("");
  if (lead.length < textOf(block).length) {
    Transforms.splitNodes(editor, { at: pointIn(editor, path, lead.length), always: true });
    becomeParagraph(editor, Path.next(path));
  }
  become(editor, path, { type: "heading", level });
  if (/[。；：，]$/u.test(lead)) {
    Transforms.delete(editor, {
      at: { anchor: pointIn(editor, path, lead.length - 1), focus: Editor.end(editor, path) },
    });
  }
}

/** The point `offset` UTF-16 units into the text of the block at `path`, at the end of a span rather than the start of the next. */
export function pointIn(editor: SpeechEditor, path: Path, offset: number): { path: Path; offset: number } {
  let rest = offset;
  for (const [span, spanPath] of Editor.nodes(editor, { at: path, match: Text.isText })) {
    if (rest <= span.text.length) return { path: spanPath, offset: Math.max(0, rest) };
    rest -= span.text.length;
  }
  return Editor.end(editor, path);
}
