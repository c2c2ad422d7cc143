import type { ImportMessage } from "../schema.ts";
import type { SourceParagraph, SourceRun } from "../source.ts";

/** A line of the source on its way to a block: cleaned, trimmed, with what its format says of it. */
export type Line = Pick<SourceParagraph, "index" | "style" | "inCell" | "alignment" | "sizePt"> & {
  runs: SourceRun[];
  /** The text of `runs`. */
  text: string;
  /** Width of the blank space before the text in columns; a Han character takes two. */
  indent: number;
  /** Whether a blank line stands before it. */
  afterBlank: boolean;
  /** Whether only a line break inside the same source paragraph stands before it. */
  afterBreak: boolean;
  /** Whether the text begins with a number that the file shows by automatic numbering. */
  numberedByList: boolean;
};

/** A message about the source paragraph `paragraph` (from 0), or the whole file when null; `count` where it stands for several places. */
export function note(
  level: ImportMessage["level"],
  code: string,
  paragraph: number | null,
  message: string,
  count = 1,
): ImportMessage {
  return { level, code, message, paragraph, ...(count > 1 && { count }) };
}

/** The first characters of `text` for a sentence to the user. */
export function excerpt(text: string, length = 16): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length > length ? `${characters.slice(0, length).join("")}…` : characters.join("");
}

/** The first characters of a place in the draft, by which a message finds it again. */
export function firstWords(text: string): string {
  return [...text.slice(0, 40)].slice(0, 20).join("");
}

/** The text of some runs. */
export function textOfRuns(runs: readonly SourceRun[]): string {
  return runs.map((run) => run.text).join("");
}

/** The parts of `runs` within `ranges`, which are ascending and apart; neighbours of one weight become one run. */
export function keep(runs: readonly SourceRun[], ranges: readonly [number, number][]): SourceRun[] {
  const kept: SourceRun[] = [];
  let offset = 0;
  let at = 0;
  for (const run of runs) {
    const end = offset + run.text.length;
    while (at < ranges.length) {
      const [from, to] = ranges[at] as [number, number];
      if (from >= end) break;
      const text = run.text.slice(Math.max(0, from - offset), to - offset);
      const last = kept.at(-1);
      if (last !== undefined && Boolean(last.bold) === Boolean(run.bold)) last.text += text;
      else if (text !== "") kept.push(run.bold ? { text, bold: true } : { text });
      if (to > end) break;
      at += 1;
    }
    offset = end;
  }
  return kept;
}

/** The line's text from `start` to `end` as a line of its own. */
export function sliceLine(line: Line, start: number, end = line.text.length): Line {
  const text = line.text.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const runs = keep(line.runs, [[from, from + text.trim().length]]);
  return { ...line, runs, text: textOfRuns(runs) };
}

/** Lines as one, with the hints of the first; Latin words keep a space between them. */
export function joinLine(group: readonly [Line, ...Line[]]): Line {
  const runs: SourceRun[] = [];
  for (const line of group) {
    const before = runs.at(-1)?.text ?? "";
    if (/[A-Za-z,.;]$/u.test(before) && /^[A-Za-z]/u.test(line.text)) runs.push({ text: " " });
    runs.push(...line.runs);
  }
  const text = textOfRuns(runs);
  return { ...group[0], runs: keep(runs, [[0, text.length]]), text };
}
