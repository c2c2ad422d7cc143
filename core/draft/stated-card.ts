import { cardOf } from "./recognise/front.ts";
import { type Block, type Draft, type MeetingCard, PLAIN_BLOCK_TYPES, type PlainBlock, textOf } from "./schema.ts";

/**
 * The meeting card with what title, byline, date and salutation say put over it: a line that was changed by hand is
 * the truth, and a date line without a whole date leaves the date open instead of falling back to an older one.
 */
export function statedCard({ body, card }: Pick<Draft, "body" | "card">): MeetingCard {
  const lines = body.filter(isPlain).map((block) => ({ role: block.type, text: textOf(block).trim() }));
  const dated = lines.some(({ role, text }) => role === "date" && text !== "");
  return { ...card, ...(dated && { date: undefined, year: undefined }), ...cardOf(lines) };
}

function isPlain(block: Block): block is PlainBlock {
  return PLAIN_BLOCK_TYPES.some((type) => type === block.type);
}
