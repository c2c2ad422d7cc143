import { Range } from "slate";
import type { Block, Span } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

/** Marks that name exactly the text they were put on: what is typed at their edge stands outside. */
export const CLOSED_MARKS = ["slot", "field", "citation", "item", "carried"] as const;

/** The marks for text typed at the cursor where it would wrongly take those of its span; null where nothing is in the way. */
export function marksAtEdge(editor: SpeechEditor): Omit<Span, "text"> | null {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return null;
  const { path, offset } = selection.anchor;
  const spans = (editor.children[path[0] ?? -1] as Block | undefined)?.children ?? [];
  const place = path[1] ?? -1;
  const span = spans[place];
  if (!span || span.text === "") return null;
  const atEnd = offset === span.text.length;
  if (offset !== 0 && !atEnd) return null;

  const neighbour = spans[place + (atEnd ? 1 : -1)];
  const { text, ...marks } = span;
  const outside: string[] = CLOSED_MARKS.filter((mark) => span[mark] !== undefined && neighbour?.[mark] !== span[mark]);
  // As in Word, text goes on like the character before it, not like the bold one behind it.
  if (!atEnd && span.bold && neighbour && neighbour.text !== "" && !neighbour.bold) outside.push("bold");
  // A lead that ends like a sentence is finished: its text goes on behind it.
  if (atEnd && span.lead && !neighbour?.lead && /[。；：！？]$/u.test(text)) outside.push("lead");
  if (outside.includes("slot")) outside.push("optional");
  if (outside.length === 0) return null;
  return Object.fromEntries(Object.entries(marks).filter(([mark]) => !outside.includes(mark)));
}
