import { numeralValue } from "../draft/recognise/number.ts";
import { claims, matchesOf, type Part } from "./parts.ts";

const ARABIC_YEAR = "(?<![0-9])(?:19|20)[0-9]{2}";
const CHINESE_YEAR = "[一二][〇○零九][〇○零一二三四五六七八九]{2}";
const YEAR = `(?:${ARABIC_YEAR}|${CHINESE_YEAR})`;
const TO = "[—–－\\-~～、和至到与]{1,2}";
const YEARS = new RegExp(`${YEAR}(?:年?${TO}${YEAR})*年(?!代)`, "gu");
/** “铁拳2025”, 护航2025行动: a year without 年. 2025件 is a figure, and what the whole country calls so stays. */
const BARE_YEARS = new RegExp(
  `(?<=[“‘「《\\p{Script=Han}、，；。：]|^)(?<!中国|制造|现代化|愿景|纲要|国家|全国)${ARABIC_YEAR}(?=[”’」]|(?:专项|攻坚|系列|冬季|春季|夏季|秋季)?(?:行动|工程|计划|战役|整治|执法|活动))|` +
    `(?<=[“‘「])${ARABIC_YEAR}(?=\\p{Script=Han}{2,8}[”’」])(?!年)`,
  "gu",
);
const SHORT_YEARS =
  /(?<![0-9.．了近满过整达时历有])[12][0-9]年(?=底(?![色气蕴线子])|初(?![心衷志期])|度(?!过)|[上下]半年|第?[一二三四]季度)/gu;
const FOUR_DIGITS = new RegExp(YEAR, "gu");

const DAY = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";
const ARABIC_MONTH = `(?<![0-9])[0-9]{1,2}(?:月?${TO}[0-9]{1,2})?月`;
const PART_OF_MONTH = "份|底|初|末|中旬|上旬|下旬";
const CLOCK = "(?:上午|下午|晚上|中午)?(?:[0-9]{1,2}(?:时|点|[:：][0-9]{2})(?:[0-9]{1,2}分|半)?)?";
const DAYS = `(?:${DAY})日(?:${TO}(?:${DAY})日)?${CLOCK}`;
/** 25年 as people write it in haste; 干了25年 is a time of that length. */
const SHORT_YEAR = "(?<![0-9.．了近满过整达时历有])[12][0-9]";
// A month in Chinese numerals is one only with more of a date about it: 一月一调度 is none.
const DATES = new RegExp(
  `${SHORT_YEAR}年[0-9]{1,2}月(?:${DAYS}|${PART_OF_MONTH})?|` +
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

const INNER_OF_DAY = "[^\\p{P}\\s　0-9了的在之每当今次召开举办]{1,12}?";
/** Days that are the same every year; the ones that are counted by the week are not. */
const FIXED_DAY = `(?:(?:世界|国际|全国|国家|中国)(?!助残|科普|肾脏|海事|哮喘|人居|视力|麻风|合作社)${INNER_OF_DAY}[日节]|国庆|元旦|[“]?(?:五一|五四|七一|八一)[”]?|(?:劳动|青年|儿童|教师|建党|建军|植树|妇女|护士|记者)节)`;
const BEFORE_FIXED_DAY = new RegExp(`^[是为即的]?[（(“]?${FIXED_DAY}`, "u");
const BEHIND_FIXED_DAY = new RegExp(`${FIXED_DAY}节?”?(?:[（(]|是|为|即|定于)?(?:每年)?$`, "u");
/** How far a fixed day's name reaches. */
const LONGEST_DAY = 22;

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

/** Years (2025年, 2024—2025年, 二〇二五年, “铁拳2025”) and dates (11月20日上午, 2025年3月, 25年1月, 五月底, 第四十二个教师节) of a text; `year` is that of the speech. Relative words and the days that are the same every year stay right and are none. */
export function findTimes(text: string, year: number | undefined): { kind: "year" | "date"; part: Part }[] {
  const plain = plainFigures(text);
  const near = ({ start, end }: Part) => {
    const words = plain.slice(start, end);
    const short = /^[0-9]{2}(?=年)/u.exec(words)?.[0];
    const named = short === undefined ? yearsIn(words).map((each) => each.year) : [2000 + Number(short)];
    return year === undefined || named.length === 0 || named.some((each) => Math.abs(each - year) <= WINDOW);
  };
  const isFree = claims(text.length);
  const dates = matchesOf(plain, DATES).filter(
    (part) => isMonth(plain.slice(part.start, part.end)) && isFree(part) && !isFixed(plain, part),
  );
  const years = [YEARS, SHORT_YEARS, BARE_YEARS].flatMap((pattern) => matchesOf(plain, pattern)).filter(isFree);
  const counted = matchesOf(plain, COUNTED_DAYS).filter(isFree);
  return [
    ...counted.map((part) => ({ kind: "date" as const, part })),
    ...dates.filter(near).map((part) => ({ kind: "date" as const, part })),
    ...years.filter(near).map((part) => ({ kind: "year" as const, part })),
  ];
}

/** Whether a date without a year is that of 世界知识产权日 and the like. */
function isFixed(text: string, { start, end }: Part): boolean {
  return (
    /^[^年]*日$/u.test(text.slice(start, end)) &&
    (BEFORE_FIXED_DAY.test(text.slice(end, end + LONGEST_DAY)) ||
      BEHIND_FIXED_DAY.test(text.slice(Math.max(0, start - LONGEST_DAY), start)))
  );
}

/** Whether every month of the date is one of the calendar: 30月 is none. */
function isMonth(date: string): boolean {
  return [...date.matchAll(/([0-9]{1,2})月/gu)].every(([, month]) => Number(month) >= 1 && Number(month) <= 12);
}
