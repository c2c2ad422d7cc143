import type { Version } from "#core/api/contract";
import { changeTime } from "../start/dates.ts";

const KINDS: Record<Version["kind"], string> = {
  kept: "手动",
  opened: "打开时",
  interval: "自动",
  "before-change": "大改之前",
  "before-restore": "恢复之前",
};
const figures = new Intl.NumberFormat("zh-CN");
const two = (value: number) => String(value).padStart(2, "0");

/** What a version is called in the list: its name, else what brought it about. */
export function versionLabel({ name, kind }: Pick<Version, "name" | "kind">): string {
  return name || KINDS[kind];
}

/** 14:32 */
export function clockOf(iso: string): string {
  const time = new Date(iso);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** 今天, 昨天, 11月20日, 2025年11月20日. */
function dayName(iso: string, now: Date): string {
  return changeTime(iso, now).split(" ")[0] ?? "";
}

/** The day and the hour in a sentence: 11月20日 14:32. */
export function versionTime(iso: string, now: Date): string {
  return `${dayName(iso, now)} ${clockOf(iso)}`;
}

/** 3,412 字，比现在少 120 字. */
export function lengthWords(characters: number, present: number): string {
  const difference = characters - present;
  const compared =
    difference === 0
      ? "和现在一样多"
      : `比现在${difference > 0 ? "多" : "少"} ${figures.format(Math.abs(difference))} 字`;
  return `${figures.format(characters)} 字，${compared}`;
}

/** The versions by day in the order given; a clock that was set back may bring a day twice. */
export function byDay(versions: readonly Version[], now: Date): { key: string; day: string; versions: Version[] }[] {
  const days: { key: string; day: string; versions: Version[] }[] = [];
  for (const version of versions) {
    const day = dayName(version.at, now);
    const last = days.at(-1);
    if (last?.day === day) last.versions.push(version);
    else days.push({ key: version.id, day, versions: [version] });
  }
  return days;
}
