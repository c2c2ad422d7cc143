import { chineseNumber } from "../draft/numbering.ts";
import type { Block, MeetingCard } from "../draft/schema.ts";

/** 参会层级: who listens, seen from the speaker. */
export const AUDIENCES = ["上级", "平级", "下级"] as const;

/** What a field is read from: the card, and how many parts (headings of level 1) the speech has. */
export type CardContext = { card: MeetingCard; parts: number };

type Field = {
  /** Its name for the user; an empty one stands in the text as the open slot 【label】. */
  label: string;
  /** As it stands in the text; undefined when the card does not say. */
  read(context: CardContext): string | undefined;
};

const filled = (text: string | undefined) => (text?.trim() ? text.trim() : undefined);
const year = (card: MeetingCard, add: number) => {
  const base = yearOf(card);
  return base === undefined ? undefined : `${base + add}`;
};

/** The fields that a text can hold under the mark `field`, by their path; those without a place of their own on the card are derived from it. */
export const CARD_FIELDS = {
  meeting: { label: "会议全称", read: ({ card }) => filled(card.meeting) },
  shortName: { label: "会议简称", read: ({ card }) => filled(card.shortName) },
  year: { label: "年份", read: ({ card }) => year(card, 0) },
  previousYear: { label: "上年", read: ({ card }) => year(card, -1) },
  nextYear: { label: "下年", read: ({ card }) => year(card, 1) },
  date: { label: "日期", read: ({ card }) => card.date && dateText(card.date) },
  place: { label: "地点", read: ({ card }) => filled(card.place) },
  region: { label: "地区", read: ({ card }) => filled(card.region) },
  topic: { label: "主题", read: ({ card }) => filled(card.topic) },
  host: { label: "主持人", read: ({ card }) => filled(card.host) },
  audience: { label: "参会层级", read: ({ card }) => filled(card.audience) },
  salutation: { label: "称谓", read: ({ card }) => filled(card.salutation) ?? salutationFor(card.audience) },
  "speaker.name": { label: "讲话人", read: ({ card }) => filled(card.speaker?.name) },
  "speaker.post": { label: "职务", read: ({ card }) => filled(card.speaker?.post) },
  timeLimitMinutes: { label: "时限", read: ({ card }) => card.timeLimitMinutes && `${card.timeLimitMinutes}` },
  promise: { label: "讲几点", read: promiseText },
} as const satisfies Record<string, { label: string; read(context: CardContext): string | undefined | 0 | "" }>;
export type CardField = keyof typeof CARD_FIELDS;

export function isCardField(path: string): path is CardField {
  return Object.hasOwn(CARD_FIELDS, path);
}

/** A field as it stands in the text; undefined when the card does not say, or when there is no such field. */
export function fieldText(path: string, context: CardContext): string | undefined {
  if (!isCardField(path)) return undefined;
  const field: Field = CARD_FIELDS[path] as Field;
  return field.read(context) || undefined;
}

/** Year of a draft: that of the card, else of its date, else of the meeting's name. Source: `definitions.md`. */
export function yearOf(card: MeetingCard): number | undefined {
  if (card.year !== undefined) return card.year;
  const stated = card.date?.slice(0, 4) ?? /(?<![0-9])(?:19|20)[0-9]{2}(?=年)/u.exec(card.meeting ?? "")?.[0];
  return stated === undefined ? undefined : Number(stated);
}

/** 2026-11-26 → 2026年11月26日. Source: GB/T 9704-2012, 7.3.5.1: no leading zeros. */
export function dateText(iso: string): string {
  const [years, months, days] = iso.split("-").map(Number);
  return `${years}年${months}月${days}日`;
}

/** The greeting to those who listen: who stands above the speaker is named first, 同志们 comes last. */
export function salutationFor(audience: string | undefined): string {
  if (audience === "上级") return "各位领导、同志们";
  if (audience === "平级") return "各位同事、同志们";
  return "同志们";
}

/** What the speaker announces, as his rank beside the listeners' allows: 提三点要求 to those below, 谈三点意见 among equals, 作三个方面的汇报 to those above. */
function promiseText({ card, parts }: CardContext): string {
  // With one part the speech is not laid out yet; and one says 两点, not 二点.
  const points = parts > 2 ? chineseNumber(parts) : parts === 2 ? "两" : "几";
  if (card.audience === "下级") return `提${points}点要求`;
  if (card.audience === "平级") return `谈${points}点意见`;
  if (card.audience === "上级") return parts > 1 ? `作${points}个方面的汇报` : "作个汇报";
  return `讲${points}点意见`;
}

/** The context of a text: its card and its headings of level 1. */
export function contextOf(card: MeetingCard, body: readonly Block[]): CardContext {
  return { card, parts: body.filter((block) => block.type === "heading" && block.level === 1).length };
}
