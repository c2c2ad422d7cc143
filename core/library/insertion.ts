import type { Citation } from "../draft/schema.ts";
import { LINE_BREAK, visibleText } from "../draft/visible-text.ts";
import type { CitationEntry, SloganEntry, TermEntry } from "./entry.ts";

/** One form in which an entry can stand in a text. */
export type Insertion = {
  form: "title" | "number" | "quote" | "term" | "explained" | "expansion" | "slogan";
  /** One line, with its own signs. */
  text: string;
  /** The copy that the draft keeps of what it cites; a slogan is nobody's. */
  citation?: Citation;
};

/** The forms in which an entry can stand in a text, the usual one first. A passage is blocks: see `passageUnder`. */
export function insertionsOf(entry: CitationEntry | TermEntry | SloganEntry): [Insertion, ...Insertion[]] {
  switch (entry.kind) {
    case "citation":
      return citationForms(entry);
    case "term":
      return termForms(entry);
    case "slogan":
      return [{ form: "slogan", text: oneLine(entry.text) }];
  }
}

function citationForms(entry: CitationEntry): [Insertion, ...Insertion[]] {
  const title = inTitleSigns(oneLine(entry.title));
  const number = oneLine(entry.documentNumber ?? "").replace(/^（(.*)）$/u, "$1");
  const copy = {
    entryId: entry.id,
    title: withoutTitleSigns(oneLine(entry.title)),
    ...(number && { documentNumber: number }),
  };
  const cited = (form: Insertion["form"], text: string) => ({ form, text, citation: { ...copy, text } });
  const words = oneLine(entry.text ?? "");
  return [
    cited("title", title),
    ...(number ? [cited("number", `${title}（${number}）`)] : []),
    ...(words ? [cited("quote", inQuotes(words))] : []),
  ];
}

function termForms(entry: TermEntry): [Insertion, ...Insertion[]] {
  const term = withoutGloss(oneLine(entry.title), entry);
  const expansion = withoutGloss(oneLine(entry.expansion ?? ""), entry);
  const cited = (form: Insertion["form"], text: string) => ({
    form,
    text,
    citation: { entryId: entry.id, title: term, text },
  });
  return [
    cited("term", term),
    ...(expansion ? [cited("explained", `${term}（${expansion}）`), cited("expansion", expansion)] : []),
  ];
}

/** What stands in brackets behind a shipped term tells it from others and is no part of it: 三同时（安全设施）. */
function withoutGloss(text: string, { confidence }: TermEntry): string {
  return confidence === undefined ? text : text.replace(/(?<=.)（[^（）]*）$/u, "");
}

type Signs = { outer: readonly [string, string]; inner: readonly [string, string] };

const TITLE_SIGNS: Signs = { outer: ["《", "》"], inner: ["〈", "〉"] };
const QUOTES: Signs = { outer: ["“", "”"], inner: ["‘", "’"] };

/** A title in 《》; what is a title within it stands in 〈〉, and in turn. Source: GB/T 15834-2011, 4.15.3.6. */
export function inTitleSigns(title: string): string {
  return wrapped(title, TITLE_SIGNS);
}

/** A title without the 《》 that stand around it as a whole. */
export function withoutTitleSigns(title: string): string {
  return within(title, TITLE_SIGNS);
}

/** Words in “”; what is quoted within them stands in ‘’, and in turn. Source: GB/T 15834-2011, 4.9.3.2. */
export function inQuotes(words: string): string {
  return wrapped(words, QUOTES);
}

function wrapped(text: string, signs: Signs): string {
  const { outer, inner } = signs;
  let depth = 1;
  const nested = Array.from(within(text, signs), (character) => {
    if (character === outer[0] || character === inner[0]) {
      depth += 1;
      return (depth % 2 === 1 ? outer : inner)[0];
    }
    // A closing sign that closes nothing is something else, such as the apostrophe of a Latin word.
    if ((character !== outer[1] && character !== inner[1]) || depth === 1) return character;
    depth -= 1;
    return (depth % 2 === 0 ? outer : inner)[1];
  });
  return `${outer[0]}${nested.join("")}${outer[1]}`;
}

/** The text without the signs that stand around it as a whole: not those of 《甲》和《乙》. */
function within(text: string, { outer: [open, close] }: Signs): string {
  if (!text.startsWith(open) || !text.endsWith(close)) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return text;
  }
  return text.slice(open.length, -close.length);
}

/** Text as it may stand in a line of a draft. */
function oneLine(text: string): string {
  return visibleText(text)
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .join("")
    .trim();
}
