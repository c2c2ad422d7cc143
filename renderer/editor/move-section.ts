import { Editor, Transforms } from "slate";
import { ReactEditor } from "slate-react";
import { levelOf } from "#core/draft/numbering";
import type { Block } from "#core/draft/schema";
import type { Section, SectionMove } from "#core/draft/sections";
import { applyStyle, type BlockStyle } from "./blocks.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { inOneStep } from "./with-typing-history.ts";

/** Moves a section in one step of undo; cursor and selection stay with their words. */
export function moveSection(editor: SpeechEditor, { from, to, length }: SectionMove): void {
  // A section that goes past its neighbours and neighbours that go past it come to the same: the fewer blocks move.
  const start = Math.min(from, to);
  const passed = Math.abs(to - from);
  const [first, second] = to > from ? [length, passed] : [passed, length];
  inOneStep(editor, () => {
    if (first <= second) {
      for (let moved = 0; moved < first; moved += 1) moveBlock(editor, start, start + first + second - 1);
    } else {
      for (let moved = 0; moved < second; moved += 1) moveBlock(editor, start + first + moved, start + moved);
    }
  });
}

// Transforms.moveNodes follows the path of every block through every move, which is quadratic.
function moveBlock(editor: SpeechEditor, from: number, to: number): void {
  editor.apply({ type: "move_node", path: [from], newPath: [to] });
}

/** Gives the block at `block` a style as the style box would, wherever the cursor is; it stays there. */
export function styleBlock(editor: SpeechEditor, block: number, style: BlockStyle): void {
  inOneStep(editor, () => restyle(editor, block, style));
}

function restyle(editor: SpeechEditor, block: number, style: BlockStyle): void {
  const cursor = editor.selection && Editor.rangeRef(editor, editor.selection);
  Transforms.select(editor, Editor.start(editor, [block]));
  applyStyle(editor, style);
  const back = cursor?.unref();
  if (back) Transforms.select(editor, back);
  else Transforms.deselect(editor);
}

/** Whether all headings of a section can go up (-1) or down (1) by a level. */
export function canShift(body: readonly Block[], section: Section, step: 1 | -1): boolean {
  return body.slice(section.block, section.end).every((block) => {
    const level = (levelOf(block) ?? 2) + step;
    return level >= 1 && level <= 4;
  });
}

/** Moves all headings of a section a level up (-1) or down (1); a lead that gets to level 1 stands on its own line then. */
export function shiftSection(editor: SpeechEditor, section: Section, step: 1 | -1): void {
  inOneStep(editor, () => {
    // From the end, since a lead that is set on its own line shifts what stands behind it.
    for (let block = section.end - 1; block >= section.block; block -= 1) {
      const level = levelOf(editor.children[block] as Block);
      if (level !== undefined) restyle(editor, block, `heading-${level + step}` as BlockStyle);
    }
  });
}

/** Selects a section from its first to its last character, shows its beginning and gives the text the focus. */
export function selectSection(editor: SpeechEditor, section: Section): void {
  const heading = editor.children[section.block];
  if (!heading) return;
  ReactEditor.focus(editor);
  editor.select({
    anchor: Editor.start(editor, [section.block]),
    focus: Editor.end(editor, [section.end - 1]),
  });
  ReactEditor.toDOMNode(editor, heading).scrollIntoView({ block: "center" });
}
