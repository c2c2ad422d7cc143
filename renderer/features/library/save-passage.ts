import { Editor, Range } from "slate";
import { levelOf } from "#core/draft/numbering";
import { type Block, textOf, titleOf } from "#core/draft/schema";
import { sectionAt } from "#core/draft/sections";
import type { PassageEntry } from "#core/library/entry";
import { citationsIn, passageBody } from "#core/library/passage";
import type { SpeechEditor } from "../../editor/slate-types.ts";

/** Blocks that belong to one speech alone. */
const OWN_TO_A_SPEECH: ReadonlySet<Block["type"]> = new Set([
  "title",
  "subtitle",
  "byline",
  "date",
  "salutation",
  "signature",
]);
const LONGEST_TITLE = 40;

/** The passage that would be saved: the selected blocks, else the section with the cursor, else its paragraph; undefined in the head of the speech. */
export function passageAtCursor(editor: SpeechEditor): PassageEntry | undefined {
  const place = selectedBlocks(editor) ?? sectionPlace(editor);
  return place && passageFrom(editor, place.from, place.to);
}

function passageFrom(editor: SpeechEditor, from: number, to: number): PassageEntry | undefined {
  const draft = editor.children as Block[];
  const { card, citations } = editor.head;
  const isOfUse = (block: Block) => !OWN_TO_A_SPEECH.has(block.type) && textOf(block).trim() !== "";
  // Its name is in the words of this speech: in the passage itself they may be open places of a card.
  const first = draft.slice(from, to).find(isOfUse);
  const body = passageBody(draft, from, to, card).filter(isOfUse);
  if (!first || body.length === 0) return undefined;
  const cited = citationsIn(body, citations);
  const speaker = card.speaker?.name;
  return {
    id: crypto.randomUUID(),
    kind: "passage",
    themes: [],
    title: nameFor(first),
    body,
    ...(Object.keys(cited).length > 0 && { citations: cited }),
    from: { title: titleOf(draft), ...(card.date && { date: card.date }), ...(speaker && { speaker }) },
  };
}

/** Several selected blocks, or one that is selected as a whole. */
function selectedBlocks(editor: SpeechEditor): { from: number; to: number } | undefined {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return undefined;
  const [start, end] = Editor.edges(editor, Editor.unhangRange(editor, selection));
  const [from = 0, to = 0] = [start.path[0], end.path[0]];
  const whole = Editor.isStart(editor, start, [from]) && Editor.isEnd(editor, end, [to]);
  return from !== to || whole ? { from, to: to + 1 } : undefined;
}

function sectionPlace(editor: SpeechEditor): { from: number; to: number } | undefined {
  const block = editor.selection?.focus.path[0];
  if (block === undefined) return undefined;
  const section = sectionAt(editor.children as Block[], block);
  return section ? { from: section.block, to: section.end } : { from: block, to: block + 1 };
}

/** A heading or lead is its own name, other text is named by how it begins. */
function nameFor(block: Block): string {
  const lead = block.children.filter((span) => span.lead).map(({ text }) => text);
  const words = lead.length > 0 ? lead.join("") : textOf(block);
  const name = levelOf(block) === undefined ? (/^[^，。；：！？]*/u.exec(words)?.[0] ?? words) : words;
  const letters = [...name.replace(/[。；：，]$/u, "").trim()];
  return letters.length <= LONGEST_TITLE ? letters.join("") : `${letters.slice(0, LONGEST_TITLE - 1).join("")}…`;
}
