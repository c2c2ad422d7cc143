const FORMS = /^([0-9]{4})\s*(?:[年\-./]\s*(?:([0-9]{1,2})\s*(?:[月\-./]\s*(?:([0-9]{1,2})\s*日?)?)?)?)?$/u;
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/u;

/** Reads 2026年7月27日, 2026-7, 2026 and the like into the form of an entry; undefined where it is none, or no day of the calendar. */
export function readRoughDate(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim();
  const [, year, month, day] = COMPACT.exec(text) ?? FORMS.exec(text) ?? [];
  if (year === undefined || Number(year) < 1900) return undefined;
  const parts = [year, ...[month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, "0"))];
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  const exists = date.getUTCMonth() === Number(month ?? 1) - 1 && date.getUTCDate() === Number(day ?? 1);
  return exists ? parts.join("-") : undefined;
}
