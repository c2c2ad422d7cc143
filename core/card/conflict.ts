import type { MeetingCard } from "../draft/schema.ts";

/** Two fields of a card that do not agree: the one that it is shown under, and the sentence. */
export type CardConflict = { field: "year" | "date"; sentence: string };

/** Also the first of 2026—2030年. */
const YEAR_IN_NAME = /(?<![0-9])(?:19|20)[0-9]{2}(?=(?:[—–\-－~～至到]{1,2}(?:19|20)[0-9]{2})?年)/gu;
/** Meetings that look back on a year and are held at the beginning of the next. */
const LOOKS_BACK = /年度|总结|表彰|述职|考核|评议|民主生活/u;
/** Meetings on what is to come, held in the last four months of the year before. */
const LOOKS_AHEAD = /务虚|谋划|规划|计划|预算|春运|春节|元旦|两节/u;

/**
 * Whether year, date and the year in the meeting's name contradict each other, as they do when one of them is left over from last
 * year. The name may hold several years; a meeting that looks back may be held in the first three months of the next year, one that
 * looks ahead in the last four of the year before.
 */
export function cardConflict({ year, date, meeting = "" }: MeetingCard): CardConflict | undefined {
  const named = [...meeting.matchAll(YEAR_IN_NAME)].map(([digits]) => Number(digits));
  const dated = date === undefined ? undefined : Number(date.slice(0, 4));
  const month = date === undefined ? 0 : Number(date.slice(5, 7));
  const looksBack = month >= 1 && month <= 3 && LOOKS_BACK.test(meeting);
  const looksAhead = month >= 9 && LOOKS_AHEAD.test(meeting);
  /** Whether a meeting of the year `held` may be named after the year `stated`. */
  const fits = (stated: number, held: number | undefined) =>
    stated === held || (looksBack && stated + 1 === held) || (looksAhead && stated - 1 === held);
  if (year !== undefined && dated !== undefined && !fits(year, dated)) {
    return { field: "year", sentence: `年份是 ${year}，日期在 ${dated} 年，请改其中一个。` };
  }
  if (named.length === 0) return undefined;
  const inName = named.join("、");
  if (year !== undefined && !named.some((each) => fits(each, year))) {
    return { field: "year", sentence: `年份是 ${year}，会议全称里是 ${inName} 年，请改其中一个。` };
  }
  if (year === undefined && dated !== undefined && !named.some((each) => fits(each, dated))) {
    return { field: "date", sentence: `日期在 ${dated} 年，会议全称里是 ${inName} 年，请改其中一个。` };
  }
  return undefined;
}
