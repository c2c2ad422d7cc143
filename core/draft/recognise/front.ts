import type { ImportMessage, MeetingCard, PlainBlockType } from "../schema.ts";
import { readDate } from "./dates.ts";
import { ENDED } from "./join.ts";
import { excerpt, joinLine, keep, type Line, note, sliceLine, textOfRuns } from "./line.ts";
import { readNumber } from "./number.ts";
import { isOrganisation, readPerson } from "./people.ts";
import { isSalutation, opensSalutation, salutationLength, salutationWords } from "./salutation.ts";

/** A line with its place in the speech. */
export type Placed = { role: PlainBlockType; line: Line };

/** What stands before the running text, and what it tells of the meeting. */
export type Front = { placed: Placed[]; rest: Line[]; card: MeetingCard; messages: ImportMessage[] };

const GENRE =
  /(?:讲话|致辞|致词|主持词|主持讲话|发言|报告|述职|讲稿|提纲|总结|汇报|表态|党课|(?:祝|贺|献|欢迎|欢送|答谢|开幕|闭幕|祝酒)[词辞]|动员令|点评|演讲)(?:材料|提纲|稿|要点|摘要|辞|词)?(?:[（(][^（）()]{1,20}[）)])?$/u;
const DASH = /^[（(]?\s*(?:——|―{1,2}|—|--)\s*/u;
const BRACKETED = /^[（(【[].*[）)】\]]$/u;
// A title that begins in the middle of itself: 在…会议上的讲话, 林向东在….
const AT_MEETING = /^.{0,24}?在.{2,60}(?:上|中|时|期间|暨)/u;
const SPEECH = "的?(?:主持)?(?:讲话|致[辞词]|主持[词稿]|发言|报告|总结|汇报|表态|点评|答谢词|祝词|贺词).{0,12}$";
const MEETING = new RegExp(
  `在(?<meeting>.{2,60}(?:会议?|仪式|活动|论坛|典礼|式|班|现场|节))(?:上|中|期间|时)?${SPEECH}`,
  "u",
);
const SPEAKER = new RegExp(`^(?<who>.{2,24}?)在.{2,60}${SPEECH}`, "u");
const HOSTING = /^(?<meeting>.{4,60}(?:会议?|仪式|活动|论坛|典礼))的?主持(?:词|稿|讲话)/u;
const TITLE_LABEL = /^(?:讲话|发言)?(?:题目|标题)\s*[：:]\s*(?=.)/u;
// What an office puts above a speech: the head of its paper, document number, signs of approval, notes on the draft.
const LETTERHEAD =
  /^.{2,30}文件$|〔[12][0-9]{3}〕.{0,8}号$|^(?:签发人?|会签|拟稿人?|起草人?|核稿人?|审核人?|校对|密级|紧急程度|编号|份号)\s*[：:]|^(?:秘密|机密|绝密)|(?:初稿|送审稿|讨论稿|审阅稿|代拟稿|征求意见稿)/u;
const LONGEST_TITLE_LINE = 60;
const MOST_FRONT_LINES = 16;
// A motto or a note to the reader above the title.
const MOST_LINES_ABOVE = 3;
// A title in the look of the page: this many points above the size of the text.
const TITLE_LARGER_BY_PT = 3;

/** Splits title, byline, date and salutations from the text that follows. */
export function readFront(lines: readonly Line[]): Front {
  const messages: ImportMessage[] = [];
  const salutations: Line[] = [];
  const head: Line[] = [];
  let at = 0;
  for (; at < lines.length && at < MOST_FRONT_LINES; at += 1) {
    const line = lines[at] as Line;
    if (salutationsEnd(lines, at) > at) break;
    if (isRunning(line) && !(at < MOST_LINES_ABOVE && titleFollows(lines, at + 1))) break;
    head.push(withoutTitleLabel(line, messages));
  }
  const end = salutationsEnd(lines, at);
  salutations.push(...lines.slice(at, end));
  at = end;
  let rest = lines.slice(at);
  const runIn = salutations.length === 0 ? salutationLength(rest[0]?.text ?? "") : 0;
  if (runIn > 0 && rest[0] !== undefined) {
    const [first, ...others] = rest;
    salutations.push(sliceLine(first, 0, runIn));
    rest = [sliceLine(first, runIn), ...others];
    messages.push(note("info", "salutation-split", first.index, "称谓和正文写在一段里，已经把称谓单独成行。"));
  }
  if (salutations.length === 0 && head.length === lines.length && lines.length > 1) {
    // Nothing but short lines: only the first can be told as a title.
    rest = head.splice(1);
  }
  const placed = placeHead(head, bodySize(lines), rest, messages);
  placed.push(...salutations.map((line): Placed => ({ role: "salutation", line })));
  if (!placed.some(({ role }) => role === "title")) {
    messages.push(note("unsure", "title-missing", null, "没有找到标题，请在最上面补上。"));
  }
  return { placed, rest, card: cardOf(placed.map(({ role, line }) => ({ role, text: line.text }))), messages };
}

/** Where the lines that greet the listeners from `at` on end; `at` when there are none. */
function salutationsEnd(lines: readonly Line[], at: number): number {
  let end = at;
  for (let next = at; next < lines.length; next += 1) {
    const { style, text } = lines[next] as Line;
    const greets = style?.kind === "salutation" || (style === undefined && isSalutation(text));
    if (greets) end = next + 1;
    else if (style !== undefined || !opensSalutation(text)) break;
  }
  return end;
}

/** Whether a title that says what the speech is, with nothing but its name and date lines, stands between `from` and a salutation. */
function titleFollows(lines: readonly Line[], from: number): boolean {
  let titled = false;
  for (let at = from; at < Math.min(lines.length, MOST_FRONT_LINES); at += 1) {
    if (titled && salutationsEnd(lines, at) > at) return true;
    const line = lines[at] as Line;
    if (isRunning(line) && (titled || at >= MOST_LINES_ABOVE)) return false;
    titled ||= !isRunning(line) && namesKind(line.text);
  }
  return false;
}

/** 题目：在…上的讲话 as the title that it announces. */
function withoutTitleLabel(line: Line, messages: ImportMessage[]): Line {
  const label = line.style === undefined ? TITLE_LABEL.exec(line.text)?.[0] : undefined;
  if (label === undefined) return line;
  messages.push(note("info", "title-label-removed", line.index, `删去了标题前面的“${label.trim()}”。`));
  return { ...sliceLine(line, label.length), style: { kind: "title" } };
}

/** Whether a title says what the speech is (讲话, 致辞, 主持词); 讲　话 is often spaced. */
function namesKind(title: string): boolean {
  return GENRE.test(title.replace(/\s/gu, ""));
}

/** Whether the line already belongs to the text: a sentence, a numbered heading, or too long for a title. */
function isRunning(line: Line): boolean {
  if (line.style !== undefined) return line.style.kind === "heading" && readNumber(line.text) !== undefined;
  const { text } = line;
  if (text.length > LONGEST_TITLE_LINE + 20) return true;
  if (readDate(text) !== undefined && text.length < 60 && !/[。；]/u.test(text)) return false;
  if (readNumber(text) !== undefined) return true;
  return ENDED.test(text) ? !/^[（(].*[）)]$/u.test(text) : /[。；，]$|[。；]/u.test(text);
}

/** The commonest size of the text in points, weighed by length. */
function bodySize(lines: readonly Line[]): number | undefined {
  const weights = new Map<number, number>();
  for (const { sizePt, text } of lines) {
    if (sizePt !== undefined) weights.set(sizePt, (weights.get(sizePt) ?? 0) + text.length);
  }
  return [...weights].sort((one, other) => other[1] - one[1])[0]?.[0];
}

function placeHead(head: readonly Line[], size: number | undefined, rest: readonly Line[], messages: ImportMessage[]) {
  const roles = head.map((line) => roleOf(line, size));
  const title = titleGroup(head, roles);
  const placed: Placed[] = [];
  for (let at = 0; at < head.length; at += 1) {
    const line = head[at] as Line;
    if (at === title?.from) {
      placed.push(...titleOf(head.slice(title.from, title.to), messages, roles[at] === "title"));
      at = title.to - 1;
      continue;
    }
    const found = roles[at];
    const role = found === "title" || found === "above" ? undefined : found;
    if (role === undefined) {
      const message = `“${excerpt(line.text)}”这一行不像题目也不像姓名，当作副题，请看一下。`;
      messages.push(note("unsure", "front-line-unsure", line.index, message));
    }
    placed.push({ role: role ?? "subtitle", line });
  }
  const heading = placed.find(({ role }) => role === "title")?.line;
  const certain = roles.includes("title") || namesKind(heading?.text ?? "") || head.length > 1;
  if (heading !== undefined && !certain && rest.length > 0 && !isSalutation(rest[0]?.text ?? "")) {
    const message = `第一行“${excerpt(heading.text)}”当作标题，它没有写明是讲话、致辞还是别的，请看一下。`;
    messages.push(note("unsure", "title-unsure", heading.index, message));
  }
  return placed;
}

/** The role of a line above the text; "above" for what stands over a title and is none, undefined for what may be (part of) it. */
type Role = PlainBlockType | "above" | undefined;

function roleOf(line: Line, size: number | undefined): Role {
  const { style, text, sizePt } = line;
  if (style !== undefined && style.kind !== "heading") return style.kind;
  if (style !== undefined) return undefined;
  if (size !== undefined && sizePt !== undefined && sizePt >= size + TITLE_LARGER_BY_PT) return "title";
  if (isRunning(line) || (LETTERHEAD.test(text) && !namesKind(text))) return "above";
  const date = readDate(text);
  if (date !== undefined && text.length < 60) {
    if (date.rest === "" || BRACKETED.test(text)) return "date";
    if (!namesKind(text)) return readPerson(date.rest.trim()) ? "byline" : "date";
  }
  if (DASH.test(text)) return "subtitle";
  if (namesKind(text) && !/^(?:讲话|发言|汇报|报告|述职|致辞)人/u.test(text))
    return BRACKETED.test(text) ? "subtitle" : undefined;
  if (BRACKETED.test(text)) return "subtitle";
  if (/^(?:会议)?(?:地点|参加人员|参会人员|出席人员|议程|范围)[：:]/u.test(text)) return "subtitle";
  return readPerson(text) || isOrganisation(text) ? "byline" : undefined;
}

/** The neighbouring lines that make up the title: those the format names, else those around the line that says what the speech is. */
function titleGroup(head: readonly Line[], roles: readonly Role[]) {
  const named = roles.indexOf("title");
  const open = (at: number) => at >= 0 && at < head.length && roles[at] === roles[anchor];
  let anchor = named;
  if (anchor < 0) anchor = head.findIndex((line, at) => roles[at] === undefined && namesKind(line.text));
  if (anchor < 0) anchor = roles.indexOf(undefined);
  if (anchor < 0) return undefined;
  let from = anchor;
  let to = anchor + 1;
  while (open(from - 1)) from -= 1;
  // Behind a title that is complete nothing more belongs to it.
  while (open(to) && (named >= 0 || !namesKind(head[to - 1]?.text ?? ""))) to += 1;
  return { from, to };
}

/** A line whose every character stands alone (讲　话) without the blanks, which are layout. */
function unspaced(line: Line, messages: ImportMessage[]): Line {
  if (!/^\S(?:\s+\S)+$/u.test(line.text)) return line;
  messages.push(
    note("info", "title-spaces-removed", line.index, `标题“${excerpt(line.text)}”里字与字之间的空格已经删去。`),
  );
  const places = [...line.text.matchAll(/\S/gu)].map(({ index }): [number, number] => [index, index + 1]);
  const runs = keep(line.runs, places);
  return { ...line, runs, text: textOfRuns(runs) };
}

function titleOf(group: readonly Line[], messages: ImportMessage[], named: boolean): Placed[] {
  const [first, ...others] = group.map((line) => unspaced(line, messages));
  if (first === undefined) return [];
  const second = named ? -1 : others.findIndex((line) => AT_MEETING.test(line.text) && namesKind(line.text));
  if (second >= 0 && !/^.{0,24}?在/u.test(first.text) && !/[于、的和与暨]$/u.test(group[second]?.text ?? "")) {
    const title = joinLine([first, ...others.slice(0, second)]);
    const subtitle = joinLine([others[second] as Line, ...others.slice(second + 1)]);
    const message = `“${excerpt(title.text)}”当作题目，“${excerpt(subtitle.text)}”当作副题，请看一下。`;
    messages.push(note("unsure", "title-unsure", title.index, message));
    return [
      { role: "title", line: title },
      { role: "subtitle", line: subtitle },
    ];
  }
  const line = joinLine([first, ...others]);
  if (others.length > 0) {
    const certain = namesKind(line.text) || named;
    const message = certain
      ? `标题原来分成 ${group.length} 行，已经接成一行；导出时按版式重新分行。`
      : `前 ${group.length} 行接成了标题“${excerpt(line.text)}”，请看一下。`;
    messages.push(note(certain ? "info" : "unsure", certain ? "title-joined" : "title-unsure", line.index, message));
  }
  return [{ role: "title", line }];
}

/** What title, byline, date and salutation say of the meeting; only what is beyond doubt. */
export function cardOf(lines: readonly { role: PlainBlockType; text: string }[]): MeetingCard {
  const card: MeetingCard = {};
  const lineOf = (role: PlainBlockType) => lines.filter((line) => line.role === role).map((line) => line.text);
  const [title = ""] = lineOf("title");
  const titles = [title, ...lineOf("subtitle").map((text) => text.replace(DASH, ""))];
  for (const text of titles) {
    const meeting = (MEETING.exec(text) ?? HOSTING.exec(text))?.groups?.meeting;
    if (meeting !== undefined) card.meeting ??= meeting;
    const person = readPerson(SPEAKER.exec(text)?.groups?.who ?? "");
    if (person?.speaker.name !== undefined) card.speaker ??= person.speaker;
  }
  for (const text of [...lineOf("date"), ...lineOf("byline")]) {
    const date = readDate(text);
    if (date?.date !== undefined) card.date ??= date.date;
    const person = readPerson(date === undefined ? text : date.rest.trim());
    if (person === undefined || !person.certain) continue;
    if (person.presides) {
      if (person.speaker.name !== undefined) card.host ??= person.speaker.name;
    } else if (Object.keys(person.speaker).length > 0) card.speaker ??= person.speaker;
  }
  const place = lineOf("subtitle").map((text) => /^(?:会议)?地点[：:]\s*(.{2,40})$/u.exec(text)?.[1]);
  const found = place.find((text) => text !== undefined);
  if (found !== undefined) card.place = found;
  const year = Number(/(?<![0-9])(?:19|20)[0-9]{2}(?=年)/u.exec(card.meeting ?? "")?.[0] ?? card.date?.slice(0, 4));
  if (Number.isInteger(year)) card.year = year;
  const salutations = lineOf("salutation");
  if (salutations.length === 1) card.salutation = salutationWords(salutations[0] ?? "");
  return card;
}

/** Whether a line at the end of the text signs it: a name, an office or a date. */
export function isSignature(line: Line): boolean {
  const { text } = line;
  if (line.style?.kind === "signature") return true;
  if (line.style !== undefined || text.length > 40 || ENDED.test(text) || readNumber(text) !== undefined) return false;
  if (readDate(text)?.rest === "") return true;
  const person = readPerson(text);
  return (
    isOrganisation(text) ||
    /(?:录音|记录)整理[）)]?$/u.test(text) ||
    (person !== undefined && (person.speaker.name !== undefined || /[：:]/u.test(text)))
  );
}
