import { dateText } from "../card/fields.ts";
import type { CitationEntry, Entry } from "./entry.ts";
import { STATUSES, type Status } from "./entry.ts";

/**
 * How a document stands on a day. `not-yet`: it takes effect later; `replaced`: a later text of the same title has taken over, as
 * the trade mark law of 2026 does on 2027-01-01; else the status that the record has. Nothing is concluded from the years of a plan.
 */
export type Standing =
  | { state: Status }
  | { state: "not-yet"; from: string }
  | { state: "replaced"; from: string; by: string };

/** How `entry` stands on `day` (ISO date) among the documents of its title. */
export function standing(entry: CitationEntry, day: string, sameTitle: readonly CitationEntry[]): Standing {
  const { effectiveOn, status } = entry;
  if (effectiveOn === undefined) return { state: status };
  if (isAfter(effectiveOn, day)) return { state: "not-yet", from: effectiveOn };
  const later = sameTitle
    .filter((other) => other.effectiveOn !== undefined && other.effectiveOn > effectiveOn)
    .filter((other) => other.effectiveOn !== undefined && !isAfter(other.effectiveOn, day))
    .sort((one, other) => ((one.effectiveOn ?? "") < (other.effectiveOn ?? "") ? 1 : -1));
  const [successor] = later;
  if (successor?.effectiveOn) return { state: "replaced", from: successor.effectiveOn, by: successor.id };
  return { state: status };
}

/** Whether a date, be it a year or a month only, lies surely behind `day`. */
function isAfter(date: string, day: string): boolean {
  return date > day.slice(0, date.length);
}

/** A standing in words: `现行`, `2027年1月1日起施行`. */
export function standingText(found: Standing): string {
  if (found.state === "not-yet") return `${roughDateText(found.from)}起施行`;
  if (found.state === "replaced") return `${roughDateText(found.from)}起由新的文本代替`;
  return STATUSES.find(({ id }) => id === found.state)?.name ?? "时效不明";
}

const CONFIDENCES = { high: "可信度高", medium: "可信度中", low: "可信度低" } as const;

/** How sure the facts of a shipped entry are; undefined for own ones. */
export function confidenceName({ confidence }: Entry): string | undefined {
  return confidence && CONFIDENCES[confidence];
}

/** The date of a document with what it is the date of. No basis of the starter library allows to say 印发. Source: its README. */
export function issuedText({ issuedOn, dateBasis, documentKind }: CitationEntry): string {
  if (issuedOn === undefined) return "日期不明";
  const date = roughDateText(issuedOn);
  if (dateBasis === "adopted") return documentKind === "law" ? `${date}通过` : `${date}通过或者签署`;
  if (dateBasis === "published") return `${date}公布`;
  return date;
}

/** 2027-01-01 → 2027年1月1日, 2017-03 → 2017年3月, 2011 → 2011年. */
export function roughDateText(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  if (day !== undefined) return dateText(date);
  return month === undefined ? `${year}年` : `${year}年${month}月`;
}
