import { numeralValue } from "../draft/recognise/number.ts";
import { claims, matchesOf, type Part } from "./parts.ts";

const ARABIC_YEAR = "(?<![0-9])(?:19|20)[0-9]{2}";
const CHINESE_YEAR = "[一二][〇○零九][〇○零一二三四五六七八九]{2}";
const YEAR = `(?:${ARABIC_YEAR}|${CHINESE_YEAR})`;
const TO = "[—–－\\-~～、和至到与]{1,2}";
const YEARS = new RegExp(`${YEAR}(?:年?${TO}${YEAR})*年(?!代)`, "gu");
const FOUR_DIGITS = new RegExp(YEAR, "gu");

const DAY = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";
const ARABIC_MONTH = `(?<![0-9])[0-9]{1,2}(?:月?${TO}[0-9]{1,2})?月`;
const PART_OF_MONTH = "份|底|初|末|中旬|上旬|下旬";
const CLOCK = "(?:上午|下午|晚上|中午)?(?:[0-9]{1,2}(?:时|点|[:：][0-9]{2})(?:[0-9]{1,2}分|半)?)?";
const DAYS = `(?:${DAY})日(?:${TO}(?:${DAY})日)?${CLOCK}`;
// A month in Chinese numerals is one only with more of a date about it: 一月一调度 is none.
const DATES = new RegExp(
  `${YEAR}年(?:[0-9]{1,2}(?:月?${TO}[0-9]{1,2})?|[一二三四五六七八九十]{1,2})月(?:${DAYS}|${PART_OF_MONTH})?` +
    // Three numbers, so that 2025.11 stays a figure.
    `|${ARABIC_YEAR}([-./．／])[0-9]{1,2}\\1[0-9]{1,2}(?![0-9])` +
    `|(?<!每年|个)${ARABIC_MONTH}(?:${DAYS}|${PART_OF_MONTH})?` +
    `|(?<![每〇○零一二三四五六七八九十年])[一二三四五六七八九十]{1,2}月(?:${DAYS}|${PART_OF_MONTH})`,
  "gu",
);

/** 第四十二个教师节, 第三十个全国安全生产月: one more every year. */
const COUNTED_DAYS =
  /第[0-9一二三四五六七八九十百]{1,4}个[\p{Script=Han}“”]{2,14}?(?:(?<![环季章情细枝关时小音调脱])节(?![点目奏俭约能水])|(?:宣传|活动|纪念|生产|阅读|读书|消防|法治|科普|保密|信用|禁毒|环境|助残|志愿者|护士|医师|记者|警察|建军|国防教育|民族团结进步|公民道德建设|国家安全教育|消费者权益)[日周月]”?)/gu;

/** A speech speaks of its own work within a plan of five years; what lies farther off is history or a lasting aim and stays as it is. */
const WINDOW = 5;

/** Full-width figures as half-width ones, each in its place. */
function plainFigures(text: string): string {
  return text.replace(/[０-９]/gu, (figure) => figure.normalize("NFKC"));
}

/** The years named in a text in order, with their places. */
export function yearsIn(text: string): (Part & { year: number })[] {
  return matchesOf(plainFigures(text), FOUR_DIGITS).map(({ start, end }) => {
    const numeral = plainFigures(text).slice(start, end).replace(/[○零]/gu, "〇");
    return { start, end, year: numeralValue(numeral) };
  });
}

/** Years (2025年, 2024—2025年, 二〇二五年) and dates (11月20日上午, 2025年3月, 五月底, 第四十二个教师节) of a text; `year` is that of the speech. Relative words stay right and are none. */
export function findTimes(text: string, year: number | undefined): { kind: "year" | "date"; part: Part }[] {
  const plain = plainFigures(text);
  const near = ({ start, end }: Part) => {
    const named = yearsIn(plain.slice(start, end));
    return year === undefined || named.length === 0 || named.some((each) => Math.abs(each.year - year) <= WINDOW);
  };
  const isFree = claims(text.length);
  const dates = matchesOf(plain, DATES).filter((part) => isMonth(plain.slice(part.start, part.end)) && isFree(part));
  const years = matchesOf(plain, YEARS).filter(isFree);
  const counted = matchesOf(plain, COUNTED_DAYS).filter(isFree);
  return [
    ...counted.map((part) => ({ kind: "date" as const, part })),
    ...dates.filter(near).map((part) => ({ kind: "date" as const, part })),
    ...years.filter(near).map((part) => ({ kind: "year" as const, part })),
  ];
}

/** Whether every month of the date is one of the calendar: 30月 is none. */
function isMonth(date: string): boolean {
  return [...date.matchAll(/([0-9]{1,2})月/gu)].every(([, month]) => Number(month) >= 1 && Number(month) <= 12);
}
