import type { Entry } from "./draft-folder.ts";

const BEFORE = 10;
const AFTER = 40;

/** The entry with the place of its first hit, or undefined unless title, meeting and text together hold every word of `query`. */
export function findWords(entry: Entry, query: string): Entry | undefined {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const text = entry.text.toLowerCase();
  const head = `${entry.summary.title}\n${entry.summary.meeting}`.toLowerCase();
  if (!words.every((word) => head.includes(word) || text.includes(word))) return undefined;
  const places = words.map((word) => text.indexOf(word)).filter((place) => place >= 0);
  if (places.length === 0) return entry;
  return { ...entry, summary: { ...entry.summary, hit: excerpt(entry.text, Math.min(...places)) } };
}

/** The words around `place` in its own paragraph, with … where they were cut. */
function excerpt(text: string, place: number): string {
  const start = text.lastIndexOf("\n", place - 1) + 1;
  const end = text.indexOf("\n", place);
  const paragraph = [...text.slice(start, end < 0 ? undefined : end)];
  const offset = [...text.slice(start, place)].length;
  const from = Math.max(0, offset - BEFORE);
  const to = Math.min(paragraph.length, offset + AFTER);
  return `${from > 0 ? "…" : ""}${paragraph.slice(from, to).join("")}${to < paragraph.length ? "…" : ""}`;
}
