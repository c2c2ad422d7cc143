import type { CarriedKind } from "../draft/schema.ts";
import type { CardTerm } from "./card-terms.ts";
import { yearsIn } from "./find-times.ts";
import { claims, type Part } from "./parts.ts";

/** A title with the number of its paper, or a number alone. */
const TITLE =
  /(?<title>《[^《》]*(?:《[^《》]*》[^《》]*)*》)(?:[（(][^（）()]{0,40}〔[0-9]{4}〕[^（）()]{0,12}号[）)]|[\p{Script=Han}]{1,8}〔[0-9]{4}〕[0-9]{1,5}号)?|[\p{Script=Han}]{1,8}〔[0-9]{4}〕[0-9]{1,5}号/gu;
const NUMBER = /〔(?<year>[0-9]{4})〕[0-9]{1,5}号/u;
/** 《全县…方案》, 《县…要点》: a paper of the place itself. */
const OF_PLACE = /^《(?:全|本|我)?[省市区县州旗镇乡](?![场域级直民])/u;

/** Titles and numbers of papers, which keep their words, and what of them belongs to the year or region of the speech all the same: 《青云县2025年…要点》（青政〔2025〕18号）. Titles within `settled` have nothing. */
export function findInTitles(
  text: string,
  known: readonly CardTerm[],
  year: number | undefined,
  settled: readonly Part[],
): { titles: Part[]; found: (Part & { kind: CarriedKind })[] } {
  const titles: Part[] = [];
  const found: (Part & { kind: CarriedKind })[] = [];
  const isOwn = claims(text.length, settled);
  const region = known.find(({ kind, field }) => kind === "place" && field === "region")?.text;
  for (const { index, 0: words, groups } of text.matchAll(TITLE)) {
    const title = groups?.title;
    const whole = { start: index, end: index + words.length };
    titles.push(whole);
    if (title === undefined || !isOwn(whole)) continue;
    const at = region === undefined ? -1 : title.indexOf(region);
    if (region !== undefined && at >= 0) {
      found.push({ kind: "place", start: index + at, end: index + at + region.length });
    }
    const isLocal = at >= 0 || OF_PLACE.test(title);
    const dated = datedPart(title, year, isLocal);
    if (dated) found.push({ kind: "year", start: index + dated.start, end: index + dated.end });
    const number = NUMBER.exec(words.slice(title.length));
    const numbered = Number(number?.groups?.year);
    if (number && year !== undefined && ((isLocal && numbered === year) || (dated && numbered >= year - 1))) {
      const start = index + title.length + number.index;
      found.push({ kind: "year", start, end: start + number[0].length });
    }
  }
  return { titles, found };
}

/** The year of a yearly paper, or the term of a local one that ends with the year of the speech. */
function datedPart(title: string, year: number | undefined, isLocal: boolean): Part | undefined {
  const years = yearsIn(title);
  const [first] = years;
  const last = years.at(-1);
  if (!first || !last || year === undefined) return undefined;
  const end = title[last.end] === "年" ? last.end + 1 : last.end;
  if (years.length === 1) {
    return first.year === year || first.year === year - 1 ? { start: first.start, end } : undefined;
  }
  const isTerm = years.length === 2 && last.start - first.end <= 3;
  return isTerm && isLocal && last.year === year ? { start: first.start, end } : undefined;
}
