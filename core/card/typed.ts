import { readDate } from "../draft/recognise/dates.ts";
import { numeralValue } from "../draft/recognise/number.ts";
import { salutationWords } from "../draft/recognise/salutation.ts";
import type { MeetingCard } from "../draft/schema.ts";
import { LINE_BREAK, visibleText } from "../draft/visible-text.ts";
import { AUDIENCES, CARD_FIELDS, type CardField, dateText, yearOf } from "./fields.ts";

/** The fields that a person fills in, in the order of the form. */
export const FORM_FIELDS = [
  "meeting",
  "shortName",
  "year",
  "date",
  "speaker.name",
  "speaker.post",
  "region",
  "place",
  "host",
  "topic",
  "timeLimitMinutes",
  "audience",
  "salutation",
] as const satisfies readonly CardField[];
export type FormField = (typeof FORM_FIELDS)[number];

/** The most characters that a field of text takes: the longest names of real meetings have about half of it. */
const MAX_FIELD_LENGTH = 200;
const MAX_MINUTES = 600;
const YEARS = { from: 1900, to: 2999 };

export type FieldValue = string | number | undefined;
/** What typed text comes to: the value for the card, undefined to take the field off it, or the sentence that says what is wrong. */
export type Typed = { value: FieldValue } | { error: string };

/** The value of a field as the card holds it. */
export function fieldValue(card: MeetingCard, field: FormField): FieldValue {
  switch (field) {
    case "speaker.name":
      return card.speaker?.name;
    case "speaker.post":
      return card.speaker?.post;
    default:
      return card[field];
  }
}

/** The card with one field set, or taken off by undefined; whatever else it holds, unknown keys too, stays. */
export function withFieldValue(card: MeetingCard, field: FormField, value: FieldValue): MeetingCard {
  const [key, part] = field.split(".") as [keyof MeetingCard, string | undefined];
  if (part === undefined) return withKey(card, key, value);
  const speaker = withKey(card.speaker ?? {}, part, value);
  return withKey(card, key, Object.keys(speaker).length > 0 ? speaker : undefined);
}

function withKey<T extends object>(record: T, key: string, value: unknown): T {
  const { [key]: _, ...rest } = record as Record<string, unknown>;
  return (value === undefined ? rest : { ...record, [key]: value }) as T;
}

/** The value of a field as it stands in the form. */
export function shownValue(card: MeetingCard, field: FormField): string {
  const value = fieldValue(card, field);
  if (value === undefined) return "";
  return field === "date" ? dateText(`${value}`) : `${value}`;
}

/** Reads what was typed into a field; the card gives the year to a date without one. */
export function readTyped(field: FormField, typed: string, card: MeetingCard): Typed {
  const text = oneLine(typed).trim();
  if (text === "") return { value: undefined };
  switch (field) {
    case "year":
      return readYear(text);
    case "date":
      return readTypedDate(text, card);
    case "timeLimitMinutes":
      return readMinutes(text);
    case "audience": {
      const value = AUDIENCES.find((level) => level === text);
      return value === undefined ? { error: "参会层级写“上级”“平级”或者“下级”。" } : { value };
    }
    case "salutation":
      // The colon behind it is the text's own.
      return readText(field, salutationWords(text));
    default:
      return readText(field, text);
  }
}

function readText(field: FormField, text: string): Typed {
  const length = [...text].length;
  if (length <= MAX_FIELD_LENGTH) return { value: text === "" ? undefined : text };
  return { error: `${CARD_FIELDS[field].label}最多 ${MAX_FIELD_LENGTH} 个字，现在有 ${length} 个，请删去一些。` };
}

/** Text as it may enter a field: visible, in one line. A break between Han characters is only one of layout, as in a title of two lines. */
export function oneLine(text: string): string {
  const lines = visibleText(text).split(new RegExp(`(?:${LINE_BREAK.source})+`, "u"));
  return lines.reduce((whole, line) => {
    const [before, after] = [whole.trimEnd(), line.trimStart()];
    return /[\p{Script=Latin}\p{N}]$/u.test(before) && /^\p{Script=Latin}/u.test(after)
      ? `${before} ${after}`
      : before + after;
  });
}

function readYear(text: string): Typed {
  const bare = text.normalize("NFKC").replace(/\s*年度?$/u, "");
  const digits = /^[0-9]{4}$/u.test(bare) || /^[一二][〇○零一二三四五六七八九]{3}$/u.test(bare);
  const year = digits ? numeralValue(bare.replace(/[○零]/gu, "〇")) : 0;
  if (year >= YEARS.from && year <= YEARS.to) return { value: year };
  return { error: "年份没有看懂，请写成四位数字，例如 2026。" };
}

const WRONG_DATE = "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。";
const WITHOUT_YEAR = /^[0-9]{1,2}\s*[月.\-/]\s*[0-9]{1,2}\s*日?$/u;
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/u;

function readTypedDate(text: string, card: MeetingCard): Typed {
  const plain = text.normalize("NFKC");
  const year = yearOf(card);
  if (WITHOUT_YEAR.test(plain) && year === undefined) {
    return { error: "还不知道是哪一年，请连年份一起写，例如 2026年11月26日。" };
  }
  const whole = WITHOUT_YEAR.test(plain) ? `${year}年${plain}` : plain;
  const read = readDate(whole.replace(COMPACT, "$1-$2-$3"));
  if (read === undefined || read.rest !== "") return { error: WRONG_DATE };
  if (read.date === undefined) {
    return { error: /[0-9一二三四五六七八九十]\s*日?$/u.test(plain) ? "日历上没有这一天，请改一下日期。" : WRONG_DATE };
  }
  const typedYear = Number(read.date.slice(0, 4));
  return typedYear >= YEARS.from && typedYear <= YEARS.to ? { value: read.date } : { error: WRONG_DATE };
}

function readMinutes(text: string): Typed {
  const match = /^([0-9]{1,3}(?:\.[0-9])?)\s*(?:分钟?|min)?$/iu.exec(text.normalize("NFKC"));
  const minutes = Number(match?.[1] ?? 0);
  if (minutes > 0 && minutes <= MAX_MINUTES) return { value: minutes };
  return { error: `时限写分钟数，例如 15，最长 ${MAX_MINUTES} 分钟。` };
}
