import type { Layout } from "./layouts.ts";

/** A4 in twips. */
const A4 = { width: 11906, height: 16838 };
/** Characters in a line of the grid. Source: GB/T 9704-2012, 5.2.3. */
const GRID_CHARACTERS = 28;
/** From the lower edge of the text to the dashes beside the page number. Source: GB/T 9704-2012, 7.5. */
const PAGE_NUMBER_BELOW_MM = 7;
/** Exact line of the footer; the dashes stand at half its height. */
export const PAGE_NUMBER_LINE_TWIPS = 320;

/** Twips (twentieths of a point) in `mm` millimetres. */
function twipsOfMm(mm: number): number {
  return Math.round((mm * 1440) / 25.4);
}

/** The numbers of the page as Word wants them; all lengths in twips. */
export type Page = {
  width: number;
  height: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
  /** From the lower edge of the paper to that of the footer. */
  footer: number;
  linePitch: number;
  /** Characters of body size are spaced by this much; 0 without grid. */
  letterSpacing: number;
  /** Spacing of the document grid in 1/4096 point; absent without grid. */
  charSpace?: number;
};

/**
 * Computes the page of a layout. With a grid, 28 characters of 16 pt do not fit in 156 mm: Word's own grid narrows them by
 * charSpace, which LibreOffice misreads, so the grid is stated and the text itself spaced by whole twips.
 */
export function pageOf(layout: Layout): Page {
  const [top, bottom] = [twipsOfMm(layout.topMm), twipsOfMm(layout.bottomMm)];
  const [left, right] = [twipsOfMm(layout.leftMm), twipsOfMm(layout.rightMm)];
  const footer = bottom - twipsOfMm(PAGE_NUMBER_BELOW_MM) - PAGE_NUMBER_LINE_TWIPS / 2;
  const page = { ...A4, top, bottom, left, right, footer: Math.max(footer, twipsOfMm(5)) };
  const linePitch = Math.round(layout.linePitchPt * 20);
  if (!layout.grid) return { ...page, linePitch, letterSpacing: 0 };
  const cellPt = (A4.width - left - right) / 20 / GRID_CHARACTERS;
  const widerPt = cellPt - layout.styles.body.sizePt;
  // One twip less than the cell allows, since renderers round the width of a glyph.
  return { ...page, linePitch, letterSpacing: Math.floor(widerPt * 20) - 1, charSpace: Math.floor(widerPt * 4096) };
}

/** How many full-width characters of `sizePt` fit into a line. */
export function lineCapacity(page: Page, sizePt: number): number {
  return (page.width - page.left - page.right) / 20 / sizePt;
}
