import type { ImportMessage } from "../schema.ts";
import { readDate } from "./dates.ts";
import { startsWithItem } from "./items.ts";
import { excerpt, firstWords, joinLine, type Line, note } from "./line.ts";
import { readNumber } from "./number.ts";
import { isSalutation, opensSalutation } from "./salutation.ts";

/** Whether the text ends as a sentence does. */
export const ENDED = /(?:[。！？!?；;：:…]|(?<=[\p{Script=Han}”’）)》])\.)(?:[”’」』）)》]+)?$/u;
/** A place that waits to be written stands for whole sentences as well as for words. */
const WAITS = /【[^【】]{1,60}】$/u;
// Nothing that ends so, or stops without a full stop after whole sentences, can be a whole paragraph.
const OPEN_END = /[，,、（(《“‘]$|[。；！？](?![”’」』）)]?$)/u;
const CANNOT_START = /^[，。、；：！？）》”’,.;:!?)]/u;
// The widest line that somebody wraps text at, in columns; wider lines are whole paragraphs.
const WIDEST_WRAP = 160;
// Nobody wraps text narrower than twelve characters: shorter lines are a column of names or figures.
const NARROWEST_WRAP = 24;
// Punctuation and Latin words are not cut, so a wrapped line may be this many columns short of the full width.
const RAGGED = 6;
// A comma may hang over the edge, so the widest line may be this many columns wider than the wrap.
const HANGING = 2;
// What is not parted at a line's end: a word or character with the brackets before and the punctuation behind it.
const UNIT = /^[“‘《（【〈]*(?:[A-Za-z0-9.,%'-]{1,40}|.)[，。、；：！？）》”’】〉…—]*/u;
const FEWEST_FULL_LINES = 3;
const SHORTEST_BODY_LINE = 12;
// Blank lines before this share of all lines but the first say nothing about paragraphs.
const BLANK_EVERYWHERE = 0.9;

/** Width of `text` in columns: a Han character or a full-width sign takes two. */
function columns(text: string): number {
  let width = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    width += code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027) ? 2 : 1;
  }
  return width;
}

/** How the file was wrapped: full width of a line, and whether new paragraphs are indented; undefined when it was not. */
type Wrapping = { width: number; byIndent: boolean };

function wrappingOf(lines: readonly Line[]): Wrapping | undefined {
  const widths = lines.map((line) => line.indent + columns(line.text));
  const width = widths.reduce((widest, one) => Math.max(widest, one), 0);
  if (width > WIDEST_WRAP || width < NARROWEST_WRAP) return undefined;
  let open = 0;
  let long = 0;
  for (const [place, line] of lines.entries()) {
    const next = lines[place + 1];
    if (next === undefined || ENDED.test(line.text) || line.style || next.afterBlank || startsParagraph(next)) continue;
    if (cellsPart(line, next)) continue;
    if ((widths[place] ?? 0) > width / 2) long += 1;
    if ((widths[place] ?? 0) >= width - RAGGED) open += 1;
  }
  if (open < FEWEST_FULL_LINES || open * 2 < long) return undefined;
  const indented = lines.filter((line) => line.indent >= 2).length;
  return { width, byIndent: indented >= 2 && indented < lines.length };
}

/** The wrapping of the lines, and the lines without blank ones between them where every wrapped line has one (as copied from a PDF). */
function wrapped(lines: readonly Line[]): { lines: readonly Line[]; wrapping: Wrapping | undefined } {
  const wrapping = wrappingOf(lines);
  const blanks = lines.filter(({ afterBlank }) => afterBlank).length;
  if (wrapping !== undefined || blanks < (lines.length - 1) * BLANK_EVERYWHERE) return { lines, wrapping };
  const close = lines.map((line) => ({ ...line, afterBlank: false }));
  const closely = wrappingOf(close);
  return closely === undefined ? { lines, wrapping } : { lines: close, wrapping: closely };
}

function startsParagraph(line: Line): boolean {
  const { style, text } = line;
  if (style || readNumber(text) || startsWithItem(text) || isSalutation(text) || opensSalutation(text)) return true;
  return text.length < 40 && readDate(text)?.rest === "";
}

/** What stands between two lines: a new paragraph, one paragraph, or one by guess. */
function between(line: Line, next: Line, wrapping: Wrapping | undefined): "new" | "same" | "guess" {
  if (line.style || next.style) return next.afterBreak ? "same" : "new";
  if (next.afterBlank) return "new";
  const number = readNumber(line.text);
  if (number !== undefined && number.length === line.text.length && !startsParagraph(next)) return "same";
  if (cellsPart(line, next)) return "new";
  if (wrapping !== undefined) {
    if (wrapping.byIndent && next.indent >= 2) return "new";
    // Had the next word fitted on the line, then somebody broke it on purpose.
    const unit = UNIT.exec(next.text)?.[0] ?? "";
    if (line.indent + columns(line.text) + columns(unit) > wrapping.width - HANGING) {
      if (startsParagraph(next)) return "new";
      return ENDED.test(line.text) && !wrapping.byIndent ? "guess" : "same";
    }
  }
  if (CANNOT_START.test(next.text)) return "guess";
  if (startsParagraph(next) || isSalutation(line.text)) return "new";
  if (ENDED.test(line.text) || WAITS.test(line.text) || next.indent >= 2) return "new";
  if (line.text.length < SHORTEST_BODY_LINE && !/[，,、]$/u.test(line.text)) return "new";
  return next.afterBreak || OPEN_END.test(line.text) || bracketOpen(line.text) ? "guess" : "new";
}

/** Whether the edge of a table or of a cell stands between two lines; only a line break inside a cell does not part them. */
function cellsPart(line: Line, next: Line): boolean {
  return Boolean(line.inCell || next.inCell) && !next.afterBreak;
}

function bracketOpen(text: string): boolean {
  const last = (brackets: string) => Math.max(...[...brackets].map((bracket) => text.lastIndexOf(bracket)));
  return last("（《“【") > last("）》”】");
}

/** Lines with hard line breaks inside paragraphs, joined to paragraphs; each guess is told. */
export function joinLines(source: readonly Line[]): { lines: Line[]; messages: ImportMessage[] } {
  const { lines, wrapping } = wrapped(source);
  const messages: ImportMessage[] = [];
  const joined: Line[] = [];
  let group: [Line, ...Line[]] | undefined;
  let breaks = 0;
  let firstBreak: number | undefined;
  for (const line of lines) {
    const last = group?.at(-1);
    const relation = last ? between(last, line, wrapping) : "new";
    if (group === undefined || relation === "new") {
      if (group !== undefined) joined.push(joinLine(group));
      group = [line];
      continue;
    }
    group.push(line);
    breaks += 1;
    firstBreak ??= group[0].index;
    if (relation === "guess") {
      const message = `“${excerpt(line.text)}”接在了上一行后面，当作同一段；如果这里本来另起一段，请在它前面按回车。`;
      messages.push({
        ...note("unsure", "paragraph-break-unsure", line.index, message),
        excerpt: firstWords(line.text),
      });
    }
  }
  if (group !== undefined) joined.push(joinLine(group));
  if (wrapping !== undefined && firstBreak !== undefined) {
    const characters = Math.floor(wrapping.width / 2);
    const message = `文件在每行约 ${characters} 字处硬换行，已经接成整段，共 ${breaks} 处；请看一下分段对不对。`;
    messages.push(note("unsure", "lines-joined", firstBreak, message, breaks));
  }
  return { lines: joined, messages };
}
