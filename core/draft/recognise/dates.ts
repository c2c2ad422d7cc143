import { numeralValue } from "./number.ts";

const DATE =
  /(?<year>[12][0-9０-９]{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})\s*[年.．\-/／]\s*(?<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[月.．\-/／]\s*(?<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日?(?![0-9０-９])/u;
// A date with an open place or without year or day: 202X年X月X日, 2026年11月, 3月18日. In NFKC, where Ｘ is X.
const PARTIAL = /^(?:[12X×_○][0-9X×_○]{0,5}年)?\s*[0-9X×_○\s]{1,6}月(?:[0-9X×_○\s]{0,6}日)?$/iu;
const LABEL = /^(?:会议)?(?:时间|日期)\s*[：:]\s*/u;
const BRACKETS = /^[（(【[]\s*|\s*[）)】\]]$/gu;
// 上午9:00, 星期四: what a date line may carry beside the date itself.
const BESIDE =
  /星期[一二三四五六日天]|周[一二三四五六日]|[上下]午|晚上?|[0-9]{1,2}\s*[:：时点]\s*(?:[0-9]{1,2}\s*分?|半)?|[（()）\s，,]/gu;

/** What a line says of a date. */
export type DateLine = {
  /** ISO date; absent when the day is open or does not exist in the calendar. */
  date?: string;
  /** What stands on the line beside the date, such as a name. */
  rest: string;
};

/** The first date in `text` (2026年11月26日, 2026.11.26, 二〇二六年十一月二十六日) and the rest of the text; undefined when there is none. */
export function readDate(text: string): DateLine | undefined {
  const bare = text.slice(0, 80).replace(LABEL, "").replace(BRACKETS, "").trim();
  const match = DATE.exec(bare);
  if (match?.groups === undefined) return PARTIAL.test(bare.normalize("NFKC")) ? { rest: "" } : undefined;
  const { year = "", month = "", day = "" } = match.groups;
  const rest = `${bare.slice(0, match.index)} ${bare.slice(match.index + match[0].length)}`.replace(BESIDE, "");
  const date = isoDate(numeralValue(year.replace(/[○零Ｏ]/gu, "〇")), numeralValue(month), numeralValue(day));
  return date === undefined ? { rest } : { date, rest };
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
