/** What does not tell texts apart: blanks, punctuation, brackets, signs and combining marks. */
const SILENT = /[^\p{L}\p{N}]/gu;

/**
 * A text as it is compared in the library: half width, lower case, letters and digits only, so that 国发2021 20号 and 国发〔2021〕20号,
 * or 三分部署七分落实 with and without its comma, are the same.
 */
export function fold(text: string): string {
  // ○ is what many type for the zero of 二〇二一.
  return text.replaceAll("○", "〇").normalize("NFKD").toLowerCase().replace(SILENT, "");
}

/** A part of a text, in UTF-16 units. */
export type Part = { start: number; end: number };

/** For each unit of `fold(text)` the character of `text` that it comes from, with the marks that are drawn into it. */
export function foldedPlaces(text: string): Part[] {
  const places: Part[] = [];
  let drawn: Part = { start: 0, end: 0 };
  for (const character of text) {
    const units = fold(character).length;
    const joins = units === 0 && COMBINING.test(character);
    if (joins) drawn.end += character.length;
    else drawn = { start: drawn.end, end: drawn.end + character.length };
    for (let unit = units; unit > 0; unit -= 1) places.push(drawn);
  }
  return places;
}

const COMBINING = /^\p{M}$/u;
