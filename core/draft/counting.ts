/** Han characters a minute: the default and the range of published figures, which contradict each other. */
export const SPEAKING_RATE = { default: 200, slow: 180, fast: 220 } as const;

const HAN = /\p{Script=Han}/gu;
const RUN_OR_SIGN = /[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}.,%'’-]*|[^\s\p{Cc}\p{Cf}]/gu;
const DIGIT = /\p{Nd}/gu;

function matches(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count += 1;
  return count;
}

/** 字数 as Word counts: every Han character and every sign one, each run of Latin letters or digits one. */
export function countWords(text: string): number {
  return matches(text, RUN_OR_SIGN);
}

/** The number of Han characters. */
export function countHan(text: string): number {
  return matches(text, HAN);
}

/** Minutes of speech at `rate` Han characters a minute; digits count as read aloud, punctuation does not. */
export function minutesOf(text: string, rate: number = SPEAKING_RATE.default): number {
  return (matches(text, HAN) + matches(text, DIGIT)) / rate;
}
