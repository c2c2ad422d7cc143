import type { ImportMessage } from "../schema.ts";
import type { SourceParagraph, SourceRun } from "../source.ts";
import { BLANK, INVISIBLE, LINE_BREAK } from "../visible-text.ts";
import { excerpt, keep, type Line, note, textOfRuns } from "./line.ts";

/** Something that web pages and page layouts leave in a text; its whole match is taken out. */
type Litter = { code: string; what: string; pattern: RegExp };

// Litter that fills a line of its own. The lines are short, so the patterns stay linear.
const LONGEST_LITTER = 120;
const PAGE_NUMBER: Litter = {
  code: "page-number-removed",
  what: "页码",
  pattern:
    /^(?:[-—–―─－·•~]+\s*[0-9０-９]{1,4}\s*[-—–―─－·•~]+|第\s*[0-9０-９]{1,4}\s*页(?:\s*[，,、/／|]?\s*[（(]?共\s*[0-9０-９]{1,4}\s*页[）)]?)?|共\s*[0-9]{1,4}\s*页(?:\s*[，,]?\s*第\s*[0-9]{1,4}\s*页)?|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4}|page\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?)$/iu,
};
const LITTER_LINES: readonly Litter[] = [
  PAGE_NUMBER,
  {
    code: "source-line-removed",
    what: "来源说明",
    pattern:
      /^[（(【[]?\s*(?:(?:文章|信息|稿件|资料|内容|本文)?来源|稿源|转载自|转自|原文(?:链接|地址)|本文(?:链接|地址))\s*[：:].*$/u,
  },
  {
    code: "web-line-removed",
    what: "网页上的文字",
    pattern:
      /^[【[]?\s*(?:(?:发布|更新)(?:时间|日期)|发布[者人]|浏览(?:次数|量)?|阅读(?:次数|量)|点击(?:数|量|次数)|字号|字体|分享到|上一篇|下一篇|责任编辑|责编|编辑)\s*[：:].*$|^[【[]?(?:打印本页|关闭窗口|扫一扫在手机打开当前页|返回顶部|打印|关闭)[】\]]?$/u,
  },
  {
    code: "promotion-removed",
    what: "推广文字",
    pattern:
      /^[（(【[]?\s*(?:更多[^。！？]{0,20}?|欢迎|请)?(?:(?:关注|扫码|扫描|长按|微信搜索)[^。！？，]{0,16}(?:公众号|二维码)|点击(?:下载|查看|阅读|此处|这里|链接|[上下]方|右上角)|添?加微信)/u,
  },
];

// Litter inside a paragraph.
const LITTER: readonly Litter[] = [
  { code: "scraping-mark-removed", what: "网页抓取留下的标记", pattern: /##[^#\s]{1,40}##/gu },
  {
    code: "page-number-removed",
    what: "页码",
    pattern: /(?<![0-9])(?: ?[-—–] [0-9]{1,4} [-—–] ?|第 ?[0-9]{1,4} ?页 ?[，,/／]? ?共 ?[0-9]{1,4} ?页)(?![0-9])/gu,
  },
  {
    code: "promotion-removed",
    what: "推广文字",
    pattern:
      /[（(【[](?:[^（）()【】[\]]{0,30}(?:关注[^（）()【】[\]]{0,10}公众号|点击下载|点击查看|扫码)[^（）()【】[\]]{0,40})[）)】\]]|(?<=[。！？])\s?(?:欢迎|请)?(?:(?:扫码)?关注(?:微信)?公众号|点击下载)[^。！？]{0,40}$/gu,
  },
];
// None of the litter inside paragraphs is without one of these, and nearly every paragraph is.
const LITTER_SIGN = /##|[-—–] |页|公众号|点击|扫码/u;
const SUSPECTED = /关注(?:微信)?公众号|点击下载|(?:文章|信息|稿件)来源[：:]|##/u;
const BULLET = /^[•●○◆◇■□▪▫➢➤►▶★☆※\uF06C\uF06E\uF075\uF0B7\uF0D8]\s*/u;

/** The source as lines: litter, invisible characters and indents by spaces taken out, each told; no empty line left. */
export function clean(paragraphs: readonly SourceParagraph[]): { lines: Line[]; messages: ImportMessage[] } {
  const messages: ImportMessage[] = [];
  const lines: Line[] = [];
  const pageNumbers = barePageNumbers(paragraphs);
  const indented: number[] = [];
  let acrossPage = false;

  for (const paragraph of paragraphs) {
    const { index } = paragraph;
    const raw: SourceRun[] = paragraph.runs.map((run) => ({ ...run, text: run.text.replace(BLANK, " ") }));
    const pieces = splitAtBreaks(withListNumber(raw, paragraph.autoNumber));
    if (pieces.length > 1) {
      messages.push(
        note("info", "line-break-removed", index, "这一段里有手动换行，已经按段落重新接好或分开。", pieces.length - 1),
      );
    }
    let afterBreak = false;
    for (const piece of pieces) {
      const visible = withoutInvisible(piece, index, messages);
      const text = textOfRuns(visible);
      const bare = text.trim();
      const litter = pageNumbers.has(index) ? PAGE_NUMBER : litterLine(bare);
      if (litter !== undefined) {
        const { code, what } = litter;
        messages.push(note("info", code, index, `删去了${what}“${bare}”。`));
        if (litter === PAGE_NUMBER) acrossPage = true;
        continue;
      }
      const ranges = litterRanges(text, index, messages);
      const cleaned = trimmed(ranges === undefined ? visible : keep(visible, ranges));
      const cleanedText = textOfRuns(cleaned);
      if (cleanedText === "") continue;
      if (SUSPECTED.test(cleanedText)) {
        const message = `“${excerpt(cleanedText)}”这一段里可能夹着网页上的文字，没有删，请看一下。`;
        messages.push(note("unsure", "scraping-suspected", index, message));
      }
      if (cleanedText.includes("\uFFFD")) {
        const message = `“${excerpt(cleanedText)}”这一段里有读不出的字，现在显示为“\uFFFD”，请对照原稿补上。`;
        messages.push(note("lost", "characters-unreadable", index, message));
      }
      const lead = /^\s*/u.exec(text)?.[0] ?? "";
      if (/\u3000| {2}/u.test(lead)) indented.push(index);
      lines.push({
        runs: cleaned,
        text: cleanedText,
        index,
        indent: lead.length + lead.split("\u3000").length - 1,
        afterBlank: !acrossPage && !afterBreak && Boolean(paragraph.afterBlank),
        afterBreak,
        numberedByList: !afterBreak && Boolean(paragraph.autoNumber),
        ...(paragraph.style && { style: paragraph.style }),
        ...(paragraph.inCell && { inCell: true }),
        ...(paragraph.alignment && { alignment: paragraph.alignment }),
        ...(paragraph.sizePt && { sizePt: paragraph.sizePt }),
      });
      afterBreak = true;
      acrossPage = false;
    }
  }
  const [first] = indented;
  if (first !== undefined) {
    const message = "段首用来缩进的空格已经删去，缩进由版式来做。";
    messages.push(note("info", "indent-removed", first, message, indented.length));
  }
  return { lines: lines.map((line) => withoutBullet(line, messages)), messages };
}

/** The number of automatic numbering as text before the paragraph, so that it is judged like a typed one. */
function withListNumber(runs: SourceRun[], number: string | undefined): SourceRun[] {
  return number ? [{ text: /[.．]$/u.test(number) ? `${number} ` : number }, ...runs] : runs;
}

function splitAtBreaks(runs: readonly SourceRun[]): SourceRun[][] {
  if (!runs.some(({ text }) => LINE_BREAK.test(text))) return textOfRuns(runs).trim() === "" ? [] : [[...runs]];
  const pieces: SourceRun[][] = [[]];
  for (const run of runs) {
    for (const [place, text] of run.text.split(LINE_BREAK).entries()) {
      if (place > 0) pieces.push([]);
      if (text !== "") pieces.at(-1)?.push({ ...run, text });
    }
  }
  return pieces.filter((piece) => textOfRuns(piece).trim() !== "");
}

function withoutInvisible(runs: readonly SourceRun[], index: number, messages: ImportMessage[]): SourceRun[] {
  let removed = 0;
  if (!runs.some(({ text }) => text.search(INVISIBLE) >= 0)) return [...runs];
  const visible = runs.map((run) => ({
    ...run,
    text: run.text.replace(INVISIBLE, (found) => {
      removed += found.length;
      return "";
    }),
  }));
  if (removed > 0) {
    messages.push(note("info", "invisible-removed", index, `删去了这一段里 ${removed} 个看不见的字符。`, removed));
  }
  return visible;
}

function litterLine(text: string): Litter | undefined {
  if (text.length > LONGEST_LITTER) return undefined;
  return LITTER_LINES.find(({ pattern }) => pattern.test(text));
}

/** What stays of `text` once litter is taken out; undefined when all of it stays. */
function litterRanges(text: string, index: number, messages: ImportMessage[]): [number, number][] | undefined {
  if (!LITTER_SIGN.test(text)) return undefined;
  const found = LITTER.flatMap(({ code, what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ code, what, start: match.index, text: match[0] })),
  ).sort((one, other) => one.start - other.start);
  if (found.length === 0) return undefined;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const { code, what, start, text: removed } of found) {
    if (start < from) continue;
    messages.push(note("info", code, index, `删去了${what}“${removed.trim()}”。`));
    ranges.push([from, start]);
    from = start + removed.length;
  }
  return [...ranges, [from, text.length]];
}

function trimmed(runs: readonly SourceRun[]): SourceRun[] {
  const text = textOfRuns(runs);
  const start = text.length - text.trimStart().length;
  return keep(runs, [[start, Math.max(start, text.trimEnd().length)]]);
}

function withoutBullet(line: Line, messages: ImportMessage[]): Line {
  const bullet = BULLET.exec(line.text)?.[0];
  if (bullet === undefined || bullet.length === line.text.length) return line;
  messages.push(note("info", "bullet-removed", line.index, `删去了段首的项目符号“${bullet.trim()}”。`));
  const runs = keep(line.runs, [[bullet.length, line.text.length]]);
  return { ...line, runs, text: textOfRuns(runs) };
}

/** Lines that hold a bare number: page numbers when there are several and they rise; one alone may be anything. */
function barePageNumbers(paragraphs: readonly SourceParagraph[]): Set<number> {
  const bare = paragraphs.flatMap(({ runs, index, inCell }) => {
    const text = inCell || runs.length > 3 ? "" : textOfRuns(runs).trim();
    return /^[0-9]{1,3}$/u.test(text) ? [{ index, value: Number(text) }] : [];
  });
  const rising = bare.every(({ value }, place) => place === 0 || value === (bare[place - 1]?.value ?? 0) + 1);
  return new Set(bare.length > 1 && rising ? bare.map(({ index }) => index) : []);
}
