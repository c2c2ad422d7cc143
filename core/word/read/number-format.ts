import { chineseNumber } from "../../draft/numbering.ts";

const HAN_DIGITS = "〇一二三四五六七八九";
const LEGAL_SIMPLIFIED: Record<string, string> = Object.fromEntries(
  [..."一二三四五六七八九十百零"].map((plain, index) => [plain, "壹贰叁肆伍陆柒捌玖拾佰零"[index] ?? plain]),
);
const ROMAN = [
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
] as const;

function roman(value: number): string {
  let rest = value;
  let text = "";
  for (const [sign, worth] of ROMAN) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}

/** 1 → a, 26 → z, 27 → aa, 28 → bb: as Word counts letters (ECMA-376 part 1, 17.18.59). */
function letter(value: number): string {
  return String.fromCodePoint(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

/** One of `count` consecutive characters from `first` on; plain digits where they end. */
function sign(value: number, first: string, count: number): string {
  return value >= 1 && value <= count ? String.fromCodePoint((first.codePointAt(0) ?? 0) + value - 1) : String(value);
}

/** A number as automatic numbering shows it. Formats without a Chinese reader (Hebrew, Thai …) come out in plain digits. Source: ECMA-376 part 1, 17.18.59 ST_NumberFormat. */
export function formatCounter(format: string, value: number): string {
  if (value < 1 && format !== "decimal" && format !== "decimalZero") return String(value);
  switch (format) {
    case "none":
    case "bullet":
      return "";
    case "chineseCounting":
    case "chineseCountingThousand":
    case "japaneseCounting":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
      return chineseNumber(value);
    case "ideographDigital":
    case "taiwaneseDigital":
    case "japaneseDigitalTenThousand":
      return String(value).replace(/\d/gu, (digit) => HAN_DIGITS[Number(digit)] ?? digit);
    case "chineseLegalSimplified":
    case "ideographLegalTraditional":
    case "japaneseLegal":
      return chineseNumber(value).replace(/./gu, (han) => LEGAL_SIMPLIFIED[han] ?? han);
    case "ideographTraditional":
      return "甲乙丙丁戊己庚辛壬癸"[value - 1] ?? String(value);
    case "ideographZodiac":
      return "子丑寅卯辰巳午未申酉戌亥"[value - 1] ?? String(value);
    case "ideographEnclosedCircle":
      return sign(value, "㊀", 10);
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return sign(value, "①", 20);
    case "decimalEnclosedParen":
      return sign(value, "⑴", 20);
    case "decimalEnclosedFullstop":
      return sign(value, "⒈", 20);
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return String(value).replace(/\d/gu, (digit) => sign(Number(digit) + 1, "０", 10));
    case "decimalZero":
      return String(value).padStart(2, "0");
    case "upperRoman":
      return roman(value).toUpperCase();
    case "lowerRoman":
      return roman(value);
    case "upperLetter":
      return letter(value).toUpperCase();
    case "lowerLetter":
      return letter(value);
    default:
      return String(value);
  }
}
