const CHINESE = "[一二三四五六七八九十百零〇]{1,5}";
const ARABIC = "[0-9０-９]{1,2}";

/** The forms in which numbers are typed before headings and items. */
export type NumberForm = "part" | "chinese" | "ordinal" | "bracketChinese" | "arabic" | "bracketArabic" | "circle";

/** A number typed at the start of a line. */
export type TypedNumber = {
  form: NumberForm;
  value: number;
  /** As typed: `（一）、`. */
  typed: string;
  /** UTF-16 units up to the text behind the number. */
  length: number;
};

/** What follows a number that only enumerates within a sentence: 一、二、三产业; （一）和（二）. */
const enumeration = (numeral: string) => new RegExp(`^${numeral}[、，,和与至到]`, "u");
const CHINESE_ENUMERATION = enumeration(CHINESE);
const ARABIC_ENUMERATION = enumeration(ARABIC);

const FORMS: readonly { form: NumberForm; pattern: RegExp; not?: RegExp }[] = [
  {
    form: "part",
    pattern: new RegExp(`^第(${CHINESE}|${ARABIC})(?:部分|章)[、，,.．：:\\s]*`, "u"),
    not: /^[是为的和与至]/u,
  },
  { form: "ordinal", pattern: new RegExp(`^第(${CHINESE})[、.．]\\s*`, "u"), not: /^第/u },
  {
    // A blank alone parts the number only from words that are spaced no further: 一　提高认识, but 一 二 三.
    form: "chinese",
    pattern: new RegExp(`^(${CHINESE})(?:\\s*[、.．]\\s*|\\s+(?![是要])(?=[“《]|\\p{Script=Han}{2}))`, "u"),
    not: CHINESE_ENUMERATION,
  },
  {
    form: "bracketChinese",
    pattern: new RegExp(`^(?:[（(]\\s*(${CHINESE})\\s*[）)]|([㈠-㈩]))\\s*[、.．]?\\s*`, "u"),
    not: /^[（(和与至到—、，]/u,
  },
  {
    form: "arabic",
    pattern: new RegExp(`^(?:(${ARABIC})\\s*(?:、|[.．](?![0-9０-９]))|([⒈-⒛]))\\s*`, "u"),
    not: ARABIC_ENUMERATION,
  },
  {
    form: "bracketArabic",
    pattern: new RegExp(`^(?:[（(]?\\s*(${ARABIC})\\s*[）)]|([⑴-⒇]))\\s*[、.．]?\\s*`, "u"),
    not: /^[（(和与至到—、，]/u,
  },
  { form: "circle", pattern: /^([①-⑳])\s*[、.．]?\s*/u, not: /^[①-⑳和与至到—、，]/u },
];

const FIRST = /^[第（(一二三四五六七八九十百零〇0-9０-９㈠-㈩⒈-⒛⑴-⒇①-⑳]/u;

/** Signs that carry their number in themselves, by the code point of their 1. */
const SIGNS = ["㈠", "⒈", "⑴", "①"].map((one) => one.codePointAt(0) ?? 0);
const SIGNS_A_ROW = 20;

/** The value of a Chinese, half-width or full-width numeral or of a sign such as ㈠; 0 when it is none. */
export function numeralValue(numeral: string): number {
  if (/^[0-9０-９]/u.test(numeral)) return Number(numeral.normalize("NFKC"));
  const code = numeral.codePointAt(0) ?? 0;
  const one = SIGNS.find((first) => code >= first && code < first + SIGNS_A_ROW);
  if (one !== undefined) return code - one + 1;
  let value = 0;
  let pending = 0;
  for (const character of numeral) {
    if (character === "十" || character === "百") {
      value += (pending || 1) * (character === "十" ? 10 : 100);
      pending = 0;
    } else pending = pending * 10 + "〇一二三四五六七八九".indexOf(character === "零" ? "〇" : character);
  }
  return value + pending;
}

/** The number at the start of `text`, unless it belongs to the sentence (一、二、三产业; 1.5亿元). */
export function readNumber(text: string): TypedNumber | undefined {
  if (!FIRST.test(text)) return undefined;
  const start = text.slice(0, 40);
  for (const { form, pattern, not } of FORMS) {
    const match = pattern.exec(start);
    if (match === null) continue;
    if (not?.test(start.slice(match[0].length))) return undefined;
    const value = numeralValue(match[1] ?? match[2] ?? "");
    return value === 0 ? undefined : { form, value, typed: match[0].trimEnd(), length: match[0].length };
  }
  return undefined;
}
