import { plainParagraphs } from "./plain-text.ts";
import type { Block, Span } from "./schema.ts";

/** A place that still waits for text: an open slot, XX副区长, X区, ＿＿, 【…】, 待补. */
export type OpenPlace = {
  /** Index over the non-empty paragraphs of the text as exported, from 0. */
  paragraph: number;
  /** Offsets in UTF-16 units within the paragraph, number included. */
  start: number;
  end: number;
  /** The words of the place, such as `X区`. */
  text: string;
};

// X stands for a Han word when Han characters touch it; X光, X射线 and 50X (optics) are words of their own.
const OPEN_PLACE =
  /【[^【】]{1,60}】|[_＿]{2,}|[×Ⅹ○〇＊*]{2,}(?:省|市|区|县|州|镇|乡|街道|局|委|办|同志|年|月|日)?|(?<![A-Za-z0-9])[XxＸ]{1,4}(?![A-Za-z0-9光射])(?=[\p{Script=Han}]|[，。、；：》”）])(?:副?(?:省|市|区|县|州|镇|乡|局|处|科)长|省|市|区|县|州|镇|乡|街道|局|委|办|同志|年|月|日)?|待(?:补充?|填写?|定稿)(?![\p{Script=Han}])/gu;

/** Part of a block's own text, as the editor holds it. */
type Part = { start: number; end: number };

/** An open slot in its block. */
export type SlotPart = Part & { key: string; optional?: true };

/** An open place in its block; an optional one may stay open and is in no export. */
export type OpenPart = Part & { optional?: true };

type Spans = { readonly children: readonly Span[] };

/** The open slots of a block, each once, however many spans its prompt lies in. */
export function slotsIn({ children }: Spans): SlotPart[] {
  const slots: SlotPart[] = [];
  let offset = 0;
  let before: string | undefined;
  for (const { slot, optional, text } of children) {
    const start = offset;
    offset += text.length;
    if (text === "") continue;
    const last = slots.at(-1);
    if (slot !== undefined && slot === before && last) last.end = offset;
    else if (slot !== undefined) slots.push({ start, end: offset, key: slot, ...(optional && { optional }) });
    before = slot;
  }
  return slots;
}

/** The open places of a block in order, in offsets of its own text. Quiet by design: a lone × between digits and X光 are none. */
export function openPlacesIn(block: Spans): OpenPart[] {
  const slots = slotsIn(block);
  const text = block.children.map((span) => span.text).join("");
  const written = [...text.matchAll(OPEN_PLACE)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    // XX in the prompt of a slot is no place of its own, nor are brackets around a slot.
    .filter(({ start, end }) => !slots.some((slot) => start < slot.end && slot.start < end));
  if (slots.length === 0) return written;
  const open = slots.map(({ key: _, ...part }) => part);
  return [...open, ...written].sort((one, other) => one.start - other.start);
}

/** All open places of the text as exported in order: optional ones are not in it. */
export function openPlaces(body: readonly Block[]): OpenPlace[] {
  return plainParagraphs(body).flatMap(({ number, spans, text }, paragraph) =>
    openPlacesIn({ children: spans }).map((part) => {
      const start = number.length + part.start;
      const end = number.length + part.end;
      return { paragraph, start, end, text: text.slice(start, end) };
    }),
  );
}
