import { numbersOf } from "../numbering.ts";
import type { Block, HeadingLevel, ImportMessage, LeadLevel, Span } from "../schema.ts";
import { findItems, startsWithItem } from "./items.ts";
import { ENDED } from "./join.ts";
import { excerpt, type Line, note, sliceLine } from "./line.ts";
import { type NumberForm, numeralValue, readNumber, type TypedNumber } from "./number.ts";

/** A block of the running text on its way into the draft. */
type Entry = {
  line: Line;
  level?: HeadingLevel;
  /** Whether the block is a heading of its own; a level without it is that of a run-in lead. */
  heading: boolean;
  /** Length of the lead sentence, 0 without one. */
  lead: number;
  /** Length of a number that stays in the text as an item's word, 0 without one. */
  item: number;
  number?: TypedNumber;
};

/** A finished block with the source paragraph it begins in. */
export type Built = { block: Block; index: number };

const FORM_ORDER: readonly NumberForm[] = [
  "part",
  "chinese",
  "ordinal",
  "bracketChinese",
  "arabic",
  "bracketArabic",
  "circle",
];
const RUNNING_ON: Partial<Record<NumberForm, RegExp>> = {
  chinese: /(?<=[；;。])\s*([一二三四五六七八九十]{1,3})、/gu,
  bracketChinese: /[（(]([一二三四五六七八九十]{1,3})[）)]/gu,
  arabic: /(?<=[；;。])\s*([0-9０-９]{1,2})(?:、|[.．](?![0-9０-９]))/gu,
  bracketArabic: /([⑴-⒇]|(?<=[（(])[0-9０-９]{1,2}(?=[）)]))/gu,
  circle: /([①-⑳])/gu,
};
// A half-width full stop behind a Han character ends a sentence too; one in 3.5 or in a Latin word does not.
const HALF_STOP = "(?<=[\\p{Script=Han}”’）)》])\\.(?![0-9A-Za-z.])";
const SENTENCE_END = new RegExp(`(?:[。！？!?]|${HALF_STOP})[”’」』）)]?`, "u");
const CLAUSE_ENDED = new RegExp(`(?:[。！？；!?;]|${HALF_STOP})[”’」』）)]?$`, "u");
const LEAD_COLON = /^[^。！？；，,]{2,30}[：:]/u;
const ORDINAL_PART = /^第([一二三四五六七八九十]{1,2})[，,：:]\s*/u;
const ATTACHMENTS = /^附件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]/u;
const LONGEST_HEADING = 80;
const LONGEST_LEAD = 60;
// A line this short that ends in a full stop and is followed by text of its own is a heading with a full stop.
const SHORT_HEADING = 20;
const LONGEST_SHORT_LINE = 40;
// （林书记讲话）, （发言）: what happens between the words of the chair.
const DIRECTION = /^[（(][^（）()]*[）)]$/u;

/** Builds headings, run-in leads, items and paragraphs from the lines behind the salutation. */
export function readBody(lines: readonly Line[]): { built: Built[]; messages: ImportMessage[] } {
  const messages: ImportMessage[] = [];
  const numbers = withOrdinalParts(
    lines,
    lines.map((line) => readNumber(line.text)),
    messages,
  );
  const levels = levelsOfForms(numbers);
  const numberedStyles = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (line.style?.kind === "heading" && numbers[at] !== undefined) numberedStyles.add(line.style.level);
  }
  const entries: Entry[] = [];
  let attached = false;
  for (const [at, line] of lines.entries()) {
    const number = numbers[at];
    attached = ATTACHMENTS.test(line.text) || (attached && number !== undefined);
    if (attached) {
      entries.push({ line, heading: false, lead: 0, item: 0 });
      continue;
    }
    if (number === undefined || runsOn(line.text, number)) {
      entries.push(unnumbered(line, numberedStyles, messages));
      continue;
    }
    const styled = line.style?.kind === "heading" && line.numberedByList ? line.style.level : undefined;
    const level = styled ?? levels[number.form];
    const last = entries.at(-1);
    const follows = numbers[at - 1]?.form === number.form && numbers[at - 1]?.value === number.value - 1;
    const inList = last !== undefined && last.item > 0 && numbers[at - 1]?.form === number.form;
    const inRun = follows && last !== undefined && last.lead > 0;
    const next = lines[at + 1]?.text ?? "";
    // A sentence behind the last of a run of leads belongs to all of them.
    const closes = inRun && numbers[at + 1] === undefined && !startsWithItem(next) && isLast(numbers, at, number);
    const ownText = next !== "" && isBelow(numbers[at + 1], number) && !closes;
    entries.push(...numbered(line, number, level, { inList, inRun, ownText }, messages));
  }
  const { items, messages: itemMessages } = findItems(
    entries.map(({ line, heading }) => ({ text: line.text, heading, index: line.index })),
  );
  const marks = new Map<number, [number, number][]>();
  for (const { paragraph, start, end } of items) marks.set(paragraph, [...(marks.get(paragraph) ?? []), [start, end]]);
  const built = entries.map((entry, at): Built => {
    const ranges = marks.get(at) ?? [];
    return { block: blockOf(entry, entry.item > 0 ? [[0, entry.item], ...ranges] : ranges), index: entry.line.index };
  });
  messages.push(...itemMessages, ...compareNumbers(entries, built));
  return { built, messages };
}

/** The heading level of each form: the standard's order, one lower where 第一部分 stands above 一、. Source: GB/T 9704-2012, 7.3.3. */
function levelsOfForms(numbers: readonly (TypedNumber | undefined)[]): Record<NumberForm, HeadingLevel> {
  const has = (form: NumberForm) => numbers.some((number) => number?.form === form);
  const below = has("part") && has("chinese");
  return {
    part: 1,
    chinese: below ? 2 : 1,
    ordinal: has("chinese") ? 2 : 1,
    bracketChinese: below ? 3 : 2,
    arabic: below ? 4 : 3,
    bracketArabic: 4,
    circle: 4,
  };
}

/** Whether the number only begins an enumeration that runs on in the same paragraph (①…②…). */
function runsOn(text: string, { form, value, length }: TypedNumber): boolean {
  const next = RUNNING_ON[form];
  if (next === undefined) return false;
  for (const match of text.slice(length).matchAll(next)) if (numeralValue(match[1] ?? "") === value + 1) return true;
  return false;
}

/** Whether what follows belongs to a heading with this number: text without a number, a lower form, or a list from 1. */
function isBelow(next: TypedNumber | undefined, number: TypedNumber): boolean {
  if (next === undefined || (next.form === number.form && next.value === 1)) return true;
  return FORM_ORDER.indexOf(next.form) > FORM_ORDER.indexOf(number.form);
}

/** Whether no further number of this form follows in the same section. */
function isLast(numbers: readonly (TypedNumber | undefined)[], at: number, number: TypedNumber): boolean {
  for (let next = at + 1; next < numbers.length; next += 1) {
    const other = numbers[next];
    if (other === undefined) continue;
    if (other.form === number.form) return other.value !== number.value + 1;
    if (FORM_ORDER.indexOf(other.form) < FORM_ORDER.indexOf(number.form)) return true;
  }
  return true;
}

/** The numbers with 第一，…。 as those of the parts, where each stands on a line of its own above its text and no other number does. */
function withOrdinalParts(
  lines: readonly Line[],
  numbers: readonly (TypedNumber | undefined)[],
  messages: ImportMessage[],
): readonly (TypedNumber | undefined)[] {
  if (numbers.some((number) => number && levelsOfForms([number])[number.form] === 1)) return numbers;
  const parts = new Map<number, TypedNumber>();
  for (const [at, { text }] of lines.entries()) {
    const match = ORDINAL_PART.exec(text);
    if (match === null) continue;
    const value = numeralValue(match[1] ?? "");
    const words = text.length - match[0].length;
    const next = lines[at + 1]?.text;
    const alone = words <= LONGEST_LEAD && leadLength(text.slice(match[0].length)) === words;
    if (!alone || value !== parts.size + 1 || next === undefined || ORDINAL_PART.test(next)) return numbers;
    parts.set(at, { form: "part", value, typed: match[0].trimEnd(), length: match[0].length });
  }
  const [first] = parts.keys();
  if (first === undefined || parts.size < 2) return numbers;
  const message = `“第一，”这样的 ${parts.size} 行各自成段，当作一级标题；如果只是列举，请设成正文。`;
  messages.push(note("unsure", "ordinal-parts", lines[first]?.index ?? null, message));
  return numbers.map((number, at) => parts.get(at) ?? number);
}

/** A paragraph, or a heading where the format says so although no number is typed. */
function unnumbered(line: Line, numberedStyles: ReadonlySet<number>, messages: ImportMessage[]): Entry {
  const { text, index } = line;
  if (line.style?.kind === "heading" && text.length <= LONGEST_HEADING) {
    const { level } = line.style;
    if (!numberedStyles.has(level)) return { line, level, heading: true, lead: 0, item: 0 };
    const message = `“${excerpt(text)}”用了标题样式，但没有编号，而同级标题都有编号，当作正文，请看一下。`;
    messages.push(note("unsure", "heading-without-number", index, message));
  } else if (
    !line.inCell &&
    text.length <= LONGEST_SHORT_LINE &&
    !ENDED.test(text) &&
    !startsWithItem(text) &&
    !DIRECTION.test(text)
  ) {
    const message = `“${excerpt(text)}”这一行很短，没有编号也没有句末标点，当作正文；如果是标题，请设成标题。`;
    messages.push(note("unsure", "short-line", index, message));
  }
  return { line, heading: false, lead: 0, item: 0 };
}

/** What a typed number makes of its line, judged by its form, its length and its end, and by what follows. */
function numbered(
  line: Line,
  number: TypedNumber,
  level: HeadingLevel,
  context: { inList: boolean; inRun: boolean; ownText: boolean },
  messages: ImportMessage[],
): Entry[] {
  const { index } = line;
  const rest = sliceLine(line, number.length);
  const shown = `${number.typed}${excerpt(rest.text, 12)}`;
  const asHeading = { line: rest, level, heading: true, lead: 0, item: 0, number };
  const asText = { line, heading: false, lead: 0, item: 0 };
  if (rest.text === "") {
    messages.push(note("unsure", "number-alone", index, `“${number.typed}”后面没有文字，当作正文，请看一下。`));
    return [asText];
  }
  // A sentence that is only missing its last full stop is no heading: （一）抓责任。各镇要落实
  const ended = CLAUSE_ENDED.test(rest.text) || (level > 1 && /[。；]|[，,]$/u.test(rest.text));
  const lead = leadLength(rest.text);
  const single = lead === rest.text.length;
  if (!ended && rest.text.length <= LONGEST_HEADING) return [asHeading];
  if (line.style?.kind === "heading" && (!ended || single)) return [asHeading];
  if (single && lead <= SHORT_HEADING && context.ownText && !context.inList) return [asHeading];
  if (level === 1) {
    if (single && lead <= LONGEST_HEADING && number.form !== "ordinal") return [asHeading];
    if (number.form !== "ordinal" && number.form !== "part" && !single && lead <= LONGEST_LEAD) {
      const message = `“${shown}”后面直接跟着正文，已经分成标题和正文两段，标题末尾的标点没有保留。`;
      messages.push(note("unsure", "heading-split", index, message));
      const heading = sliceLine(rest, 0, rest.text.slice(0, lead).replace(/[。：:.]$/u, "").length);
      return [
        { ...asHeading, line: heading },
        { line: sliceLine(rest, lead), heading: false, lead: 0, item: 0 },
      ];
    }
    const message = `“${shown}”带着一级编号，却是一整段文字，编号照原样留在文字里，请看一下。`;
    if (number.form !== "ordinal") messages.push(note("unsure", "number-kept-as-text", index, message));
    return [{ ...asText, item: number.form === "ordinal" ? number.typed.length - 1 : 0 }];
  }
  const ownNumber = number.form === "chinese" || number.form === "bracketChinese" || number.form === "part";
  if (!ownNumber && single) {
    if (context.inList || /[；;]$/u.test(rest.text)) {
      const message = `从“${shown}”起当作列举，编号照原样留在文字里；如果是标题，请设成标题。`;
      if (!context.inList) messages.push(note("unsure", "heading-or-item", index, message));
      return [{ ...asText, item: number.typed.length }];
    }
    const message = `从“${shown}”起可能是小标题，也可能只是列举，当作带编号的段落，请看一下。`;
    if (!context.inRun) messages.push(note("unsure", "heading-or-item", index, message));
  } else if (lead > LONGEST_LEAD) {
    messages.push(note("unsure", "lead-long", index, `“${shown}”的第一句很长，当作这一段的领句，请看一下。`));
  }
  return [{ line: rest, level: level as LeadLevel, heading: false, lead, item: 0, number }];
}

/** Length of the sentence that leads a run-in heading: to its full stop, or to a colon behind a short phrase. */
function leadLength(source: string): number {
  // The signs inside 【待填：…】 are those of its prompt.
  const text = source.replace(/【[^【】]*】/gu, (place) => "□".repeat(place.length));
  const colon = LEAD_COLON.exec(text.slice(0, LONGEST_LEAD));
  if (colon !== null) return colon[0].length;
  const end = SENTENCE_END.exec(text);
  return end === null ? text.length : end.index + end[0].length;
}

function blockOf({ line, level, heading, lead }: Entry, items: readonly [number, number][]): Block {
  if (heading && level !== undefined) return { type: "heading", level, children: plainSpans(line) };
  const children = spansOf(line, lead, items);
  return level === undefined || level === 1
    ? { type: "paragraph", children }
    : { type: "paragraph", leadLevel: level, children };
}

/** A line of which all is bold carries the look of its role, which belongs to the layout; a bold word stays bold. */
function withoutLook(line: Line): Line {
  const whole = line.runs.every((run) => run.bold === true);
  return whole ? { ...line, runs: [{ text: line.text }] } : line;
}

/** The runs of a line as spans, with the marks of its lead sentence and its items. */
function spansOf(line: Line, lead: number, items: readonly [number, number][]): Span[] {
  const cuts = new Set([0, lead, line.text.length, ...items.flat()]);
  const places = [...cuts].sort((one, other) => one - other);
  const spans: Span[] = [];
  let offset = 0;
  let cut = 0;
  let item = 0;
  for (const run of line.runs) {
    const end = offset + run.text.length;
    let from = offset;
    while (from < end) {
      while ((places[cut] ?? end) <= from) cut += 1;
      while ((items[item]?.[1] ?? end) <= from) item += 1;
      const to = Math.min(end, places[cut] ?? end);
      spans.push({
        text: run.text.slice(from - offset, to - offset),
        ...(run.bold && { bold: true }),
        ...(from < lead && { lead: true }),
        ...(from >= (items[item]?.[0] ?? end) && { item: true }),
      });
      from = to;
    }
    offset = end;
  }
  return spans.length > 0 ? spans : [{ text: "" }];
}

/** Tells where the number that now stands before a heading is not the one that was typed. */
function compareNumbers(entries: readonly Entry[], built: readonly Built[]): ImportMessage[] {
  const messages: ImportMessage[] = [];
  const computed = numbersOf(built.map(({ block }) => block));
  const forms = new Map<string, { typed: string; now: string; count: number; index: number }>();
  const above = new Set<HeadingLevel>();
  for (const [at, { level, number, line }] of entries.entries()) {
    const now = computed[at] ?? "";
    if (level === undefined || now === "") continue;
    if (level > 2 && above.size === 0 && number !== undefined) {
      const message = `全文的编号从“${number.typed}”开始，上面没有“一、”，按${level === 3 ? "三" : "四"}级标题读入；要改级别，在段落样式里选。`;
      messages.push(note("unsure", "level-skipped", line.index, message));
    }
    above.add(level);
    if (number === undefined) {
      const message = `标题“${excerpt(line.text)}”原来没有编号，现在显示为“${now}”，请看一下。`;
      messages.push(note("unsure", "number-added", line.index, message));
      continue;
    }
    const valueNow = readNumber(now)?.value;
    if (valueNow !== number.value) {
      const message = `“${excerpt(line.text)}”原来的编号是“${number.typed}”，按顺序现在显示为“${now}”，请看一下。`;
      messages.push(note("unsure", "number-differs", line.index, message));
    } else if (number.typed !== now) {
      const kind = `${number.form}${number.typed.replace(/[\p{Nl}\p{No}\p{Nd}一二三四五六七八九十百〇零]/gu, "")}${level}`;
      const form = forms.get(kind);
      if (form === undefined) forms.set(kind, { typed: number.typed, now, count: 1, index: line.index });
      else form.count += 1;
    }
  }
  for (const { typed, now, count, index } of forms.values()) {
    const message = `“${typed}”这样的编号共 ${count} 处，现在按公文写法显示为“${now}”这样。`;
    messages.push(note("info", "number-form-changed", index, message));
  }
  return messages;
}

/** The spans of a line whose role has neither lead nor items. */
export function plainSpans(line: Line): Span[] {
  return spansOf(withoutLook(line), 0, []);
}
