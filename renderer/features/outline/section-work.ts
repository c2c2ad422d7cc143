import { ReactEditor } from "slate-react";
import { outlineOf } from "#core/draft/outline";
import type { Block } from "#core/draft/schema";
import { type Section, type SectionMove, sectionAt, stepOf } from "#core/draft/sections";
import { useCommands } from "../../commands.ts";
import { type BlockStyle, blockAtCursor } from "../../editor/blocks.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { moveSection, shiftSection, styleBlock } from "../../editor/move-section.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { announce } from "../../ui/announce.ts";

const NO_SECTION = "没有移动：光标不在哪一节里。先把光标放到要移的那一节，再按一次。";

/** What is shown in place of a heading without words. */
export const EMPTY_HEADING = "（空标题）";

/** The name of the block at `block` that stays the same while the text changes; `""` when there is none. */
export function keyOf(editor: SpeechEditor, block: number): string {
  const node = editor.children[block];
  return node ? ReactEditor.findKey(editor, node).id : "";
}

/** Where the block named `key` is now; -1 when it is gone. */
export function blockOf(editor: SpeechEditor, key: string): number {
  return editor.children.findIndex((_, block) => keyOf(editor, block) === key);
}

/** Answers 整节上移 and 整节下移 for the section at the cursor; `onNotice` gets the sentence that says why not, null once it worked. */
export function useSectionCommands(
  editor: SpeechEditor,
  session: DraftSession,
  readOnly: boolean,
  onNotice: (sentence: string | null) => void,
): void {
  const step = (direction: 1 | -1) => () =>
    whenNotComposing(editor, () => {
      const block = blockAtCursor(editor)?.[1][0];
      const section = block === undefined ? undefined : sectionAt(editor.children as Block[], block);
      if (section) stepSection(editor, session, section, direction);
      onNotice(section ? null : NO_SECTION);
      ReactEditor.focus(editor);
    });
  useCommands(readOnly ? {} : { "edit.move-section-up": step(-1), "edit.move-section-down": step(1) });
}

/** Moves a section one place up or down and says where it went, or that it can go no further. */
export function stepSection(editor: SpeechEditor, session: DraftSession, section: Section, step: 1 | -1): void {
  const move = stepOf(editor.children as Block[], section, step);
  if (move) moveAndTell(editor, session, move);
  else announce(`${nameOf(editor, section.block)}再往${step === 1 ? "下" : "上"}没有能移到的地方。`);
}

/** Moves a section and says where it went. */
export function moveAndTell(editor: SpeechEditor, session: DraftSession, move: SectionMove): void {
  moveSection(editor, move);
  deriveSoon(session);
  tellPlace(editor, move.to);
  // Not before the blocks stand where they went; their neighbours have their true height only once they are drawn.
  requestAnimationFrame(() => showSoon(editor, move.to));
}

/** Gives the heading at `block` a level or makes it text, and says so. */
export function styleHeading(
  editor: SpeechEditor,
  session: DraftSession,
  block: number,
  level: 0 | 1 | 2 | 3 | 4,
): void {
  const name = nameOf(editor, block);
  const style: BlockStyle = level === 0 ? "paragraph" : `heading-${level}`;
  styleBlock(editor, block, style);
  deriveSoon(session);
  if (level === 0) announce(`${name}改成了正文。`);
  else tellPlace(editor, block);
}

/** Moves the headings of a section a level up or down and says so. */
export function shiftAndTell(editor: SpeechEditor, session: DraftSession, section: Section, step: 1 | -1): void {
  shiftSection(editor, section, step);
  deriveSoon(session);
  tellPlace(editor, section.block);
}

/** Lets the paper follow a section that was moved, once it is drawn in its new place; the cursor stays with its words. */
export function showSoon(editor: SpeechEditor, block: number): void {
  const node = editor.children[block];
  requestAnimationFrame(() => {
    if (!node || !editor.children.includes(node)) return;
    try {
      ReactEditor.toDOMNode(editor, node).scrollIntoView({ block: "nearest" });
    } catch {
      // The draft was closed meanwhile.
    }
  });
}

/** Behind the tick in which the editor hands its text over: the outline shows at once what was done in it. */
function deriveSoon(session: DraftSession): void {
  queueMicrotask(session.derive);
}

function tellPlace(editor: SpeechEditor, block: number): void {
  const entries = headingsOf(editor);
  const at = entries.findIndex((entry) => entry.block === block);
  const entry = entries[at];
  if (!entry) return;
  const parent = entries.slice(0, at).findLast(({ level }) => level < entry.level);
  const place = parent ? `，在“${parent.label}${parent.text || EMPTY_HEADING}”里` : "";
  announce(`“${entry.text || EMPTY_HEADING}”现在是${entry.label.replace(/[、.]$/u, "")}${place}。`);
}

function nameOf(editor: SpeechEditor, block: number): string {
  const entry = headingsOf(editor).find((each) => each.block === block);
  return `“${entry?.text || EMPTY_HEADING}”`;
}

/** Without the counts, which nobody hears here and which take longest. */
function headingsOf(editor: SpeechEditor) {
  return outlineOf(editor.children as Block[], []);
}
