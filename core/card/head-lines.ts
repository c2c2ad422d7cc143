import { type Block, PLAIN_BLOCK_TYPES, type PlainBlockType, textOf } from "../draft/schema.ts";

/** A line around the text. */
export type HeadLine = {
  role: PlainBlockType;
  text: string;
  /** The blocks that it stands in: several only where the writer broke the title into lines. */
  blocks: number[];
  /** A slot in it waits for words, so that it does not say yet what it will say. */
  open: boolean;
};

/** The lines around the text in order, the title as one. */
export function headLines(body: readonly Block[]): HeadLine[] {
  const lines: HeadLine[] = [];
  for (const [index, block] of body.entries()) {
    const role = PLAIN_BLOCK_TYPES.find((type) => type === block.type);
    if (role === undefined) continue;
    const open = block.children.some(({ slot, text }) => slot !== undefined && text !== "");
    const last = lines.at(-1);
    if (role === "title" && last?.role === "title" && last.blocks.at(-1) === index - 1) {
      last.text += textOf(block).trim();
      last.blocks.push(index);
      last.open ||= open;
    } else {
      lines.push({ role, text: textOf(block).trim(), blocks: [index], open });
    }
  }
  return lines;
}
