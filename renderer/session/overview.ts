import { type CarriedPlace, carriedPlaces } from "#core/carry/find-carried";
import { countWords, minutesOf, SPEAKING_RATE } from "#core/draft/counting";
import { outlineOf } from "#core/draft/outline";
import { openPlacesIn } from "#core/draft/placeholders";
import { plainParagraphs } from "#core/draft/plain-text";
import { type Block, titleOf } from "#core/draft/schema";
import { closingOf } from "#core/draft/sections";
import type { BlockRange } from "../editor/places.ts";

/** A row of the outline: a heading with its section, or what stands before and behind all sections. */
export type OutlineRow = {
  kind: "opening" | "section" | "closing";
  /** The number as it stands before the text (`一、`), `""` for opening and closing. */
  label: string;
  level: 1 | 2 | 3 | 4;
  text: string;
  characters: number;
  minutes: number;
  /** Place of the row's first block in `body`. */
  block: number;
};

/** What the window shows about the whole text. */
export type Overview = {
  /** The text that it was derived from: its places are places of this one, which the editor's may have left behind. */
  body: readonly Block[];
  title: string;
  rows: OutlineRow[];
  /** 字数 with numbers. */
  characters: number;
  /** Whole minutes at the fast and at the slow rate of speech. */
  minutes: { from: number; to: number };
  /** Where text is still to be filled in; what is optional may stay open. */
  openPlaces: (BlockRange & { optional?: true })[];
  /** 待换, in the order of the text. */
  carried: CarriedPlace[];
};

/** What Tab goes through: open places and what is 待换, in the order of the text. */
export function placesToVisit({ openPlaces, carried }: Overview): BlockRange[] {
  if (carried.length === 0) return openPlaces;
  return [...openPlaces, ...carried].sort((one, other) => one.block - other.block || one.start - other.start);
}

const TITLE_LINES: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date"]);

type Counted = { text: string; words: number; minutes: number };
// Blocks that did not change are the same objects from one overview to the next, so that only what was typed is counted.
const counted = new WeakMap<Block, Counted>();

function count(block: Block, text: string): Counted {
  const known = counted.get(block);
  if (known?.text === text) return known;
  const fresh = { text, words: countWords(text), minutes: minutesOf(text) };
  counted.set(block, fresh);
  return fresh;
}

// As with the counts: only blocks that changed are searched again.
const searched = new WeakMap<Block, ReturnType<typeof openPlacesIn>>();

function placesOf(block: Block): ReturnType<typeof openPlacesIn> {
  const known = searched.get(block) ?? openPlacesIn(block);
  searched.set(block, known);
  return known;
}

/** Derives the overview. The rows of level 1, opening, closing and the title lines add up to the total. */
export function overviewOf(body: readonly Block[]): Overview {
  const paragraphs = plainParagraphs(body);
  const words: number[] = body.map(() => 0);
  const minutes: number[] = body.map(() => 0);
  for (const { block, text } of paragraphs) {
    const counts = count(body[block] as Block, text);
    words[block] = counts.words;
    minutes[block] = counts.minutes;
  }
  const row = (entry: Pick<OutlineRow, "kind" | "label" | "level" | "text">, from: number, to: number): OutlineRow => ({
    ...entry,
    characters: sum(words, from, to),
    minutes: sum(minutes, from, to),
    block: from,
  });

  const entries = outlineOf(body, words);
  const closing = closingOf(body);
  const opening = body.findIndex((block) => !TITLE_LINES.has(block.type));
  const first = entries[0]?.block ?? body.length;
  const rows = entries.map(({ label, level, text, block, end }) =>
    row({ kind: "section", label, level, text }, block, Math.max(block + 1, Math.min(end, closing))),
  );
  if (entries.length > 0 && opening >= 0 && opening < first) {
    rows.unshift(row({ kind: "opening", label: "", level: 1, text: "开头" }, opening, first));
  }
  if (closing < body.length) {
    rows.push(row({ kind: "closing", label: "", level: 1, text: "结尾" }, closing, body.length));
  }

  const total = sum(minutes, 0, body.length) * SPEAKING_RATE.default;
  return {
    body,
    title: titleOf(body),
    rows,
    characters: sum(words, 0, body.length),
    minutes: { from: Math.round(total / SPEAKING_RATE.fast), to: Math.round(total / SPEAKING_RATE.slow) },
    carried: carriedPlaces(body),
    openPlaces: body.flatMap((each, block) => placesOf(each).map((part) => ({ block, ...part }))),
  };
}

function sum(values: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index += 1) total += values[index] ?? 0;
  return total;
}

/** The band of minutes in words: 约 9–12 分钟. */
export function minutesText({ from, to }: Overview["minutes"]): string {
  if (to < 1) return "不到 1 分钟";
  const fast = Math.max(1, from);
  return fast < to ? `约 ${fast}–${to} 分钟` : `约 ${to} 分钟`;
}
