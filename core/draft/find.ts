import { RE2JS, RE2JSSyntaxException } from "re2js";
import { readNumber } from "./recognise/number.ts";

/** What counts as the same when text is searched; each one is off until the user wishes it. */
export type FindOptions = {
  /** Latin letters in their case. */
  matchCase: boolean;
  /** 2026 and ２０２６, ( and （, " and “, blanks of every width. */
  sameWidth: boolean;
  /** The forms in which 文号 are typed: 〔2026〕 [2026] 【2026】 （2026） (2026); also 「」 and “”. */
  sameBrackets: boolean;
  /** The query is a regular expression, which says itself what is the same: the two wishes above are not heard then. */
  regex: boolean;
};

/** Longest query in UTF-16 units; more is no search but a text. */
export const MAX_QUERY = 1000;

/** A hit in a block's own text, in UTF-16 units, with what stands in its place once it is replaced. */
export type Edit = { start: number; end: number; text: string };

/** A query made ready for many blocks. */
export type Finder = {
  /** The hits in `text` in order, never overlapping and never empty; lazy, so that a caller can pause between two of them.
      A hit may begin in `number`, the computed number before the text, but always ends in the text; its edit leaves the number alone. */
  find: (text: string, number: string, replacement?: string) => Generator<Edit, void>;
  /** Whether the query stands in a computed number alone, where there is nothing to mark or replace. */
  inNumber: (number: string) => boolean;
};

/** Makes `query` ready, or says in a Chinese sentence what is wrong with it. */
export function createFinder(query: string, options: FindOptions): Finder | { problem: string } {
  return options.regex ? regexFinder(query, options.matchCase) : literalFinder(query, options);
}

/** `text` as a regular expression that means just this text. */
export function quoteRegex(text: string): string {
  return RE2JS.quote(text);
}

function literalFinder(query: string, options: FindOptions): Finder {
  const fold = folding(options);
  const needle = fold(query);
  return {
    inNumber: (number) => fold(number).includes(needle),
    *find(text, number, replacement = "") {
      if (needle === "") return;
      const hay = fold(number + text);
      const shift = number.length;
      let at = hay.indexOf(needle);
      while (at >= 0) {
        const end = at + needle.length;
        if (end <= shift || splitsPair(hay, at) || splitsPair(hay, end)) {
          at = hay.indexOf(needle, at + 1);
          continue;
        }
        const typedNumber = query.slice(0, Math.max(0, shift - at));
        const own = typedNumber === "" ? replacement : withoutNumber(replacement, typedNumber);
        yield { start: Math.max(0, at - shift), end: end - shift, text: own };
        at = hay.indexOf(needle, end);
      }
    },
  };
}

/** What of a replacement belongs to the text, where the hit began in the number: the number is computed and stays. */
function withoutNumber(replacement: string, typedNumber: string): string {
  const typed = replacement.startsWith(typedNumber) ? typedNumber.length : readNumber(replacement)?.length;
  return replacement.slice(typed ?? 0);
}

// Each form stands for exactly one character, so that offsets in the folded text are those of the text itself.
const BRACKETS: Record<string, string> = {
  ...sameAs("〔", "[［【（(﹝〖"),
  ...sameAs("〕", "]］】）)﹞〗"),
  ...sameAs("“", "「"),
  ...sameAs("”", "」"),
  ...sameAs("‘", "『"),
  ...sameAs("’", "』"),
};
const BRACKET = /[[\]［］【】（）()﹝﹞〖〗「」『』]/gu;
const WIDE: Record<string, string> = {
  ...sameAs('"', "“”"),
  ...sameAs("'", "‘’"),
  ...sameAs("¥", "￥"),
  ...sameAs("¢", "￠"),
  ...sameAs("£", "￡"),
};
const WIDE_FORM = /[！-～“”‘’￥￠￡\u00A0\u2000-\u200A\u202F\u205F\u3000]/gu;
/** From ！ to !, the same for the whole row of full-width forms. Source: Unicode, Halfwidth and Fullwidth Forms. */
const WIDTH_SHIFT = 0xff01 - 0x21;

function sameAs(form: string, others: string): Record<string, string> {
  return Object.fromEntries([...others].map((other) => [other, form]));
}

function narrow(form: string): string {
  const code = form.charCodeAt(0);
  if (code >= 0xff01) return WIDE[form] ?? String.fromCharCode(code - WIDTH_SHIFT);
  return WIDE[form] ?? " ";
}

function folding({ matchCase, sameWidth, sameBrackets }: FindOptions): (text: string) => string {
  return (text) => {
    let folded = text;
    if (sameBrackets) folded = folded.replace(BRACKET, (form) => BRACKETS[form] ?? form);
    if (sameWidth) folded = folded.replace(WIDE_FORM, narrow);
    return matchCase ? folded : lowerCase(folded);
  };
}

/** Lower case unit by unit: a few letters, such as İ, would get longer and shift what stands behind them. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
}

/** Whether `at` lies between the two halves of an emoji or a rare Han character. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/** Instructions of a compiled pattern; with more of them even a linear search of a long paragraph takes seconds. */
const MAX_PROGRAM = 2000;

function regexFinder(query: string, matchCase: boolean): Finder | { problem: string } {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(withCodePoints(query), matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    return { problem: problemOf(error) };
  }
  if (pattern.programSize() > MAX_PROGRAM) return { problem: TOO_LARGE };
  return {
    inNumber: () => false,
    *find(text, _number, replacement = "") {
      const matcher = pattern.matcher(text);
      const group = (name: string | number) => matcher.group(name) ?? "";
      while (matcher.find()) {
        const start = matcher.start();
        const end = matcher.end();
        if (start === end || splitsPair(text, start) || splitsPair(text, end)) continue;
        yield {
          start,
          end,
          text: expand(replacement, group, matcher.groupCount(), Object.keys(pattern.namedGroups())),
        };
      }
    },
  };
}

/** \\u4e00, as ranges of Han characters are mostly written, in the way of this engine. */
function withCodePoints(query: string): string {
  return query.replace(/\\(?:u([0-9a-f]{4})|[^u])/giu, (whole, code) => (code ? `\\x{${code}}` : whole));
}

/** Puts groups in place of $1 … $99, $<name> and $& (the whole hit); $$ is a $, and what names no group stays as it is. */
function expand(
  replacement: string,
  group: (name: string | number) => string,
  count: number,
  names: readonly string[],
): string {
  return replacement.replace(/\$(?:([$&])|(\d)(\d)?|<([^>]*)>)/gu, (whole, sign, first, second = "", name) => {
    if (sign === "$") return "$";
    if (sign === "&") return group(0);
    if (name !== undefined) return names.includes(name) ? group(name) : whole;
    const two = Number(first + second);
    if (two >= 1 && two <= count) return group(two);
    return first !== "0" && Number(first) <= count ? group(Number(first)) + second : whole;
  });
}

const TOO_LARGE = "这个表达式展开后太大，在长段落里会很慢。把重复的次数写少一些，或分几次查找。";

/** Says what is wrong with a pattern, in the words of someone who does not know the engine. */
function problemOf(error: unknown): string {
  if (!(error instanceof RE2JSSyntaxException)) return "这个表达式读不懂。检查一下括号和反斜杠。";
  const part = error.getPattern() ?? "";
  switch (error.getDescription()) {
    case "missing closing )":
      return "左括号 ( 没有配上右括号 )。要找括号本身，写成 \\(。";
    case "unexpected )":
      return "多了一个右括号 )。要找括号本身，写成 \\)。";
    case "missing closing ]":
      return "方括号 [ 没有收尾的 ]。要找方括号本身，写成 \\[。";
    case "invalid character class range":
      return `方括号或 \\p 里的“${part}”不是能用的范围。范围要从小到大，例如 [0-9]。`;
    case "missing argument to repetition operator":
      return `“${part}”前面没有可以重复的字。要找这个符号本身，在它前面加反斜杠。`;
    case "invalid nested repetition operator":
      return `“${part}”是重复符号叠在一起，只能留一个。`;
    case "invalid repeat count":
      return `“${part}”的次数不对：最多 1000 次，而且要从小到大。`;
    case "trailing backslash at end of expression":
      return "最后多了一个反斜杠。要找反斜杠本身，写成 \\\\。";
    case "invalid escape sequence":
      if (/^\\[1-9k]/u.test(part)) return `这里不支持反向引用“${part}”，换一种写法。`;
      return `反斜杠后面的写法“${part}”不认得。要找这个字本身，去掉反斜杠。`;
    case "duplicate capture group name":
      return `两个分组都叫“${part}”，改掉其中一个。`;
    case "invalid named capture":
    case "invalid or unsupported Perl syntax":
      if (/^\(\?<?[=!]/u.test(part)) return "这里不支持前后查看，也就是 (?= (?! (?<= (?<! 这几种写法。";
      return `“${part.slice(0, 20)}”这种写法不认得或不支持。`;
    case "expression nests too deeply":
    case "expression too large":
      return TOO_LARGE;
    default:
      return "这个表达式读不懂。检查一下括号和反斜杠。";
  }
}
