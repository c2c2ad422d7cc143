/** Breaks of a line, among them the line separators of Unicode and the vertical tab, Word's manual line break. */
export const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
/** Blanks of other widths than the two that a speech has, the ordinary one and the full-width one. */
export const BLANK = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F]/gu;
/**
 * Control, format (zero-width, right-to-left) and broken characters: nobody sees them, and Word refuses some of them.
 * Variation selectors are none of them: they choose the form of a rare Han character, as in names.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]+/gu;

const INVISIBLE_IN_LINES = /[^\P{Cc}\n\r\v\f\u0085]|[\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu;

/** Text as it may enter a draft: what nobody sees taken out, other blanks made ordinary ones; line breaks stay. */
export function visibleText(text: string): string {
  return text.replace(BLANK, " ").replace(INVISIBLE_IN_LINES, "");
}
