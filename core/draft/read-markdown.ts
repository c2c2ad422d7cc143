import { textOfRuns } from "./recognise/line.ts";
import { readNumber } from "./recognise/number.ts";
import type { HeadingLevel, ImportMessage } from "./schema.ts";
import type { SourceDocument, SourceParagraph, SourceRun } from "./source.ts";

const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/u;
const CLOSING_SIGNS = /(?:^|[ \t])#+$/u;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/u;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/u;
// Stands on a trimmed line: two runs of blanks at its start would be quadratic.
const TABLE_RULE = /^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$/u;
const TABLE_ROW = /^\s*\|(.*)\|\s*$/u;
const FENCE = /^ {0,3}(?:```|~~~)/u;
const BULLET = /^\s*[-*+][ \t]+/u;
const QUOTE = /^ {0,3}(?:> ?)+/u;
const ESCAPED = /\\([!-/:-@[-`{-~])/gu;
const COMMENT = /<!--(?:(?!-->|<!--)[\s\S])*-->/gu;
// ____ is a blank to fill in, no mark.
const BOLD = /\*\*(?=\S)(.{1,2000}?)\*\*|(?<!_)__(?=[^\s_])([^_]{1,2000})__(?!_)/gu;
const ITALIC = /(?<!\*)\*([^*\s][^*]{0,500})\*(?!\*)/gu;
const SHELTERED = /[\uE021-\uE07E]/gu;
const ENTITIES: Record<string, string> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  emsp: "\u3000",
  ensp: " ",
};
// Escaped signs wait here as private-use characters, so that no later step takes them for marks.
const SHELTER = 0xe000;

/** Reads Markdown: headings and bold are kept as hints; links, pictures and tags leave their text, and messages say what went. */
export function readMarkdown(text: string): SourceDocument {
  const paragraphs: SourceParagraph[] = [];
  const messages: ImportMessage[] = [];
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u);
  let index = -1;
  let afterBlank = false;
  let fenced = false;
  let level = 0;
  const headings: { paragraph: SourceParagraph; level: number }[] = [];
  const tell = (levelOfMessage: ImportMessage["level"], code: string, message: string) =>
    messages.push({ level: levelOfMessage, code, message, paragraph: Math.max(0, index) });

  for (const [place, raw] of lines.entries()) {
    if (raw.trim() === "") {
      afterBlank = true;
      continue;
    }
    index += 1;
    const last = paragraphs.at(-1);
    if (FENCE.test(raw)) {
      fenced = !fenced;
      tell("info", "markdown-removed", `删去了代码块的标记“${raw.trim()}”。`);
      continue;
    }
    const underline = fenced ? null : UNDERLINE.exec(raw);
    if (underline !== null && last !== undefined && !afterBlank && last.style === undefined && place > 0) {
      headings.push({ paragraph: last, level: underline[1]?.startsWith("=") ? 1 : 2 });
      continue;
    }
    if (!fenced && (RULE.test(raw) || TABLE_RULE.test(raw.trim()))) {
      tell("info", "markdown-removed", `删去了分隔线“${raw.trim()}”。`);
      afterBlank = true;
      continue;
    }
    const heading = fenced ? null : HEADING.exec(raw);
    level = heading?.[1]?.length ?? 0;
    const row = fenced ? null : TABLE_ROW.exec(raw);
    if (row !== null) tell("info", "table-row", "表格的一行改成了一段文字，各格之间用空格隔开。");
    const content = fenced
      ? raw
      : heading !== null
        ? raw.slice(heading[0].length).trim().replace(CLOSING_SIGNS, "").trimEnd()
        : row !== null
          ? (row[1] ?? "").replaceAll("|", "\u3000")
          : raw.replace(QUOTE, "").replace(BULLET, "");
    const separate =
      afterBlank || heading !== null || row !== null || (!fenced && (BULLET.test(raw) || endsHard(lines[place - 1])));
    const runs = fenced ? [{ text: content }] : inline(content, tell);
    const paragraph: SourceParagraph = { runs, index, ...(separate && { afterBlank: true }) };
    afterBlank = heading !== null;
    paragraphs.push(paragraph);
    if (level > 0) headings.push({ paragraph, level });
  }
  nameHeadings(headings, paragraphs);
  return { paragraphs, messages };
}

/** Whether a line ends in Markdown's own line break: two spaces or a backslash. */
function endsHard(line: string | undefined): boolean {
  return line !== undefined && /(?: {2}|\\)$/u.test(line);
}

/** The only `#` heading at the top is the title, unless it is numbered, and the next lower level the first of the text. */
export function nameHeadings(
  headings: readonly { paragraph: SourceParagraph; level: number }[],
  paragraphs: SourceParagraph[],
) {
  const [first, ...others] = headings;
  if (first === undefined) return;
  const numbered = readNumber(textOfRuns(first.paragraph.runs).trim()) ?? first.paragraph.autoNumber;
  const alone = first.paragraph === paragraphs[0] && others.every(({ level }) => level > first.level);
  const titled = alone && numbered === undefined;
  if (titled) first.paragraph.style = { kind: "title" };
  const text = titled ? others : headings;
  const top = text.reduce((least, { level }) => Math.min(least, level), 6);
  for (const { paragraph, level } of text) {
    paragraph.style = { kind: "heading", level: Math.min(4, level - top + 1) as HeadingLevel };
  }
}

type Tell = (level: ImportMessage["level"], code: string, message: string) => void;

/** The text of a line without the signs of Markdown; bold words stay bold. */
function inline(line: string, tell: Tell): SourceRun[] {
  const plain = line
    .replace(ESCAPED, (_, sign: string) => String.fromCharCode(SHELTER + sign.charCodeAt(0)))
    .replace(COMMENT, (comment) => {
      tell("info", "markdown-removed", `删去了注释“${comment}”。`);
      return "";
    })
    .replace(/!\[([^[\]]{0,200})\]\([^()]{0,500}\)/gu, (_, words: string) => {
      tell("lost", "picture-lost", words ? `图片没有读入，只留下它的说明“${words}”。` : "图片没有读入。");
      return words;
    })
    .replace(/\[([^[\]]{1,200})\]\(([^()]{0,500})\)/gu, (_, words: string, target: string) => {
      tell("info", "link-removed", `“${words}”上的链接“${target}”没有保留。`);
      return words;
    })
    .replace(/<br\s*\/?>/giu, "\n")
    .replace(/<\/?[A-Za-z][^<>]{0,300}>/gu, (tag) => {
      tell("info", "markdown-removed", `删去了标签“${tag}”。`);
      return "";
    })
    .replace(/&(\w{2,4});/gu, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\\$/u, "")
    .replace(/`([^`]{1,500})`/gu, "$1")
    .replace(/\*{3}/gu, "**");
  const runs: SourceRun[] = [];
  const push = (words: string, bold: boolean) => {
    const text = words.replace(ITALIC, "$1").replace(SHELTERED, unshelter);
    if (text !== "") runs.push(bold ? { text, bold } : { text });
  };
  let from = 0;
  for (const match of plain.matchAll(BOLD)) {
    push(plain.slice(from, match.index), false);
    push(match[1] ?? match[2] ?? "", true);
    from = match.index + match[0].length;
  }
  push(plain.slice(from), false);
  return runs;
}

function unshelter(sheltered: string): string {
  return String.fromCharCode(sheltered.charCodeAt(0) - SHELTER);
}
