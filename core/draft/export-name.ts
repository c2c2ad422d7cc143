import type { Draft } from "./schema.ts";

/** The longest suggested file name, in code points, ending included. */
const LONGEST = 100;
/** The same in UTF-8 bytes: Linux takes 255, of which a number （2） and the ending of a temporary file need some. */
const LONGEST_BYTES = 220;
const utf8 = new TextEncoder();
// Windows forbids these in file names, and names of devices; source: Microsoft, "Naming Files, Paths, and Namespaces".
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}]/gu;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** A name that every system accepts: forbidden characters removed, no dot or space at the end; `讲稿` when nothing is left. */
export function safeFileName(name: string, ending: string): string {
  const letters = [...name.replace(FORBIDDEN, "")].slice(0, LONGEST - [...ending].length);
  while (utf8.encode(`${letters.join("")}${ending}`).length > LONGEST_BYTES) letters.pop();
  const stem = letters
    .join("")
    .replace(/[. ]+$/u, "")
    .trimStart();
  return `${stem === "" || DEVICE.test(stem) ? "讲稿" : stem}${ending}`;
}

/** `<title>_<yyyymmdd>.docx`, the date from the card; without a date only the title. */
export function exportName(draft: Pick<Draft, "title" | "card">, ending = ".docx"): string {
  const day = draft.card.date?.replaceAll("-", "");
  const tail = `${day ? `_${day}` : ""}${ending}`;
  return safeFileName(draft.title, tail);
}

/** The name to take when `name` exists: `名（2）.docx` for n = 2. */
export function numberedName(name: string, n: number): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? `${name.slice(0, dot)}（${n}）${name.slice(dot)}` : `${name}（${n}）`;
}
