const two = (value: number) => String(value).padStart(2, "0");

/** An ISO calendar date as it is written in a document, `2026年11月26日`; `""` for none. */
export function calendarDate(date: string | null | undefined): string {
  const [year, month, day] = (date ?? "").split("-").map(Number);
  return year && month && day ? `${year}年${month}月${day}日` : "";
}

/** When something was changed, as short as is still clear at `now`: 今天 14:32, 昨天 17:05, 11月19日, 2025年11月20日. */
export function changeTime(iso: string, now: Date): string {
  const time = new Date(iso);
  const dayOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  // Rounded, since a day of a clock change has 23 or 25 hours.
  const daysAgo = Math.round((dayOf(now).getTime() - dayOf(time).getTime()) / 86_400_000);
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (daysAgo === 0) return `今天 ${clock}`;
  if (daysAgo === 1) return `昨天 ${clock}`;
  const day = `${time.getMonth() + 1}月${time.getDate()}日`;
  return time.getFullYear() === now.getFullYear() ? day : `${time.getFullYear()}年${day}`;
}
