import { plainParagraphs } from "./plain-text.ts";
import type { Block } from "./schema.ts";

/** A place that still waits for text: XX副区长, X区, ＿＿, 【…】, 待补. */
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

/** All open places in order. Quiet by design: a lone × between digits and X光 are not open places. */
export function openPlaces(body: readonly Block[]): OpenPlace[] {
  return plainParagraphs(body).flatMap((paragraph, index) =>
    [...paragraph.text.matchAll(OPEN_PLACE)].map((match) => ({
      paragraph: index,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  );
}
