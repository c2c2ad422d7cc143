import { levelOf } from "./numbering.ts";
import { type ItemWord, itemCandidates, ORDER, readItemWord, writeItemWord } from "./recognise/items.ts";
import { type Block, type Span, textOf } from "./schema.ts";

/** The marked word of an item (一是), with its place in the body; offsets are those of the block's own text. */
export type Item = ItemWord & {
  block: number;
  start: number;
  end: number;
  text: string;
  /** The first span of the word: what tells it from an equal one when blocks move. */
  span: Span;
};

/** Part of a block's own text that is to read `text`. */
export type Rewording = { block: number; start: number; end: number; text: string };

/** What stands at a pause, so that an item can follow: its closing marks and blanks included. */
const PAUSED = /[。！？；：，、!?;:,][”’」』）)】》]*\s*$/u;
const BEGINS_WITH_PAUSE = /^[”’」』）)】》]*[。！？；，!?;,]/u;
const SENTENCE_END = /[。！？；：!?;:][”’」』）)】》]*/u;
const ONE_SENTENCE = /^[^。！？；!?;]+[。！？!?][”’」』）)】》]*\s*$/u;
const BEGINS_SENTENCE = /(?:^|[。！？；：!?;:][”’」』）)】》]*)\s*$/u;
const COLON_END = /[：:]\s*$/u;

const NO_FIFTH =
  "“首先、其次、再次、最后”只能列四项，后面没有别的词了，所以没有加。要列更多，可以把它们改成“一是、二是”。";
const NOT_HERE = "“一是、二是”只写在正文里。把光标放到正文里再试。";

// Blocks that did not change are the same objects, so that their items are found once.
const found = new WeakMap<Block, Omit<Item, "block">[]>();

function itemsIn(block: Block): Omit<Item, "block">[] {
  const known = found.get(block);
  if (known) return known;
  const items: Omit<Item, "block">[] = [];
  let offset = 0;
  let word: { start: number; text: string; span: Span } | undefined;
  const close = () => {
    const read = word && readItemWord(word.text);
    if (word && read) items.push({ ...word, ...read, end: word.start + word.text.length });
    word = undefined;
  };
  // The body before a change may hold what nothing has brought into shape yet.
  const spans = (block.children ?? []).filter(({ text }) => typeof text === "string");
  for (const span of spans) {
    if (!span.item) close();
    else if (word) word.text += span.text;
    else word = { start: offset, text: span.text, span };
    offset += span.text.length;
  }
  close();
  found.set(block, items);
  return items;
}

/** The marked items of the body in order, those between two headings together. */
function sectionsOfItems(body: readonly Block[]): Item[][] {
  const sections: Item[][] = [[]];
  for (const [index, block] of body.entries()) {
    if (block.type === "heading" && sections.at(-1)?.length) sections.push([]);
    for (const item of itemsIn(block)) sections.at(-1)?.push({ ...item, block: index });
  }
  return sections;
}

/** The runs of items (一是, 二是 …) of a body as it stands: a heading ends every run, 一是 begins a new one of its family. */
function itemRuns(body: readonly Block[]): Item[][] {
  const runs: Item[][] = [];
  for (const section of sectionsOfItems(body)) {
    const open = new Map<string, Item[]>();
    for (const item of section) {
      const run = open.get(item.family);
      if (run && item.value !== 1 && item.value >= (run.at(-1)?.value ?? 0)) {
        run.push(item);
      } else {
        const fresh = [item];
        open.set(item.family, fresh);
        runs.push(fresh);
      }
    }
  }
  return runs;
}

/** Where an item stood before an edit. */
type Former = { run: Item[]; place: number };

/**
 * What must be reworded so that the runs that an edit changed count on: 一是, 三是 become 一是, 二是 when the second was taken
 * out. Only what the edit brought together is counted anew; a gap that was there before was left on purpose, or is told by the
 * notes of the import. `sameAs` names a span across edits that replaced it by an equal one.
 */
export function renumbering(
  before: readonly Block[],
  after: readonly Block[],
  sameAs: (span: Span) => object = (span) => span,
): Rewording[] {
  if (changedBlocks(before, after).every((block) => block.type !== "heading" && itemsIn(block).length === 0)) return [];
  if (sameItems(sectionsOfItems(before), sectionsOfItems(after), sameAs)) return [];
  const formers = new Map<object, Former>();
  for (const run of itemRuns(before)) {
    for (const [place, item] of run.entries()) formers.set(sameAs(item.span), { run, place });
  }
  const former = (item: Item) => formers.get(sameAs(item.span));
  return groupsAfter(after, former).flatMap((group) => {
    const words = wordsOf(group.items, group.run, former);
    return group.items.flatMap(({ block, start, end, text: old }, index) => {
      const text = words?.[index];
      return text === undefined || text === old ? [] : [{ block, start, end, text }];
    });
  });
}

/** The blocks between the first and the last that an edit changed, of both bodies: all else are the same objects. */
function changedBlocks(before: readonly Block[], after: readonly Block[]): Block[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
}

function sameItems(before: Item[][], after: Item[][], sameAs: (span: Span) => object): boolean {
  return (
    before.length === after.length &&
    before.every((section, index) => {
      const other = after[index] ?? [];
      return (
        section.length === other.length &&
        section.every((item, place) => sameAs(item.span) === sameAs((other[place] as Item).span))
      );
    })
  );
}

/** Items that belong together after an edit; `run` is what they were a run of before it, undefined when all are new. */
type Group = { items: Item[]; run?: Item[] };

/** The runs after an edit: an item stays with its run, a new or moved one joins the run that it now stands in. */
function groupsAfter(after: readonly Block[], former: (item: Item) => Former | undefined): Group[] {
  const groups: Group[] = [];
  const seen = new Set<Item[]>();
  for (const section of sectionsOfItems(after)) {
    const lastOf = new Map<Item[], number>();
    for (const [index, item] of section.entries()) {
      const run = former(item)?.run;
      if (run) lastOf.set(run, index);
    }
    const open = new Map<string, Group>();
    for (const [index, item] of section.entries()) {
      const home = former(item)?.run;
      const group = open.get(item.family);
      const follows = section.find(({ family }, place) => place > index && family === item.family);
      const beginsRun = follows?.value === 2 && former(follows) === undefined;
      const goesOn = group?.run !== undefined && (lastOf.get(group.run) ?? -1) > index;
      if (group && joins(item, group, { home, goesOn, seen, beginsRun })) {
        group.items.push(item);
        if (home && !group.run) group.run = home;
      } else {
        const fresh: Group = { items: [item], ...(home && { run: home }) };
        open.set(item.family, fresh);
        groups.push(fresh);
      }
      if (home) seen.add(home);
    }
  }
  return groups;
}

type Surroundings = {
  /** The run that the item was of before. */
  home: Item[] | undefined;
  /** Whether the group's own items go on behind it. */
  goesOn: boolean;
  /** Runs of which an item stands before this one. */
  seen: ReadonlySet<Item[]>;
  /** Whether a new 二是 follows. */
  beginsRun: boolean;
};

function joins(item: Item, group: Group, { home, goesOn, seen, beginsRun }: Surroundings): boolean {
  const last = group.items.at(-1);
  if (home === undefined) {
    if (item.value !== 1) return group.run !== undefined || item.value > (last?.value ?? 0);
    // A single 一是 that was put in beside a run belongs to it; two of them begin a run of their own.
    const beside =
      last !== undefined &&
      (item.block === last.block || (item.block === last.block + 1 && item.start === 0 && last.start === 0));
    return goesOn || (group.run !== undefined && !beginsRun && beside);
  }
  if (group.run === undefined) return group.items[0]?.value !== 1;
  return home === group.run || goesOn || seen.has(home);
}

/** The words of a group that counts on; undefined where they stay as they are. */
function wordsOf(
  items: readonly Item[],
  run: readonly Item[] | undefined,
  former: (item: Item) => Former | undefined,
): (string | undefined)[] | undefined {
  const [first] = items;
  if (!first || !run) return undefined;
  const kept =
    items.length === run.length &&
    items.every((item, place) => former(item)?.place === place && former(item)?.run === run);
  if (kept) return undefined;
  if (first.family === "order")
    return orderWords(
      items.length,
      items.some(({ value }) => value === ORDER.length),
    );
  let value = former(first)?.place === 0 ? first.value : (run[0]?.value ?? 1);
  return items.map((item, index) => {
    const before = items[index - 1];
    if (before) value += stepBetween(before, item, former);
    return writeItemWord(item.family, value);
  });
}

/** By how much the number grows from one item to the next: what stood together before keeps its distance. */
function stepBetween(one: Item, next: Item, former: (item: Item) => Former | undefined): number {
  const from = former(one);
  const to = former(next);
  const together = from && to ? from.run === to.run && to.place === from.place + 1 : !from && !to;
  return together ? Math.max(1, next.value - one.value) : 1;
}

/** 首先, 其次, 再次, 最后 for so many items; `closed` when 最后 is one of them. Undefined above four: no word is invented. */
function orderWords(count: number, closed: boolean): string[] | undefined {
  if (count > ORDER.length) return undefined;
  const words = ORDER.slice(0, count);
  if (closed && count > 1) words.splice(-1, 1, ...ORDER.slice(-1));
  return words;
}

/** What the command 一是、二是接着写 does. */
export type NextItem =
  /** Puts `before`, the word and `behind` into a block; the cursor goes behind the word. */
  | { kind: "into"; block: number; offset: number; before: string; word: string; behind: string }
  /** Begins a paragraph of its own behind a block. */
  | { kind: "below"; block: number; word: string }
  /** Does nothing; the sentence says why. */
  | { kind: "none"; sentence: string };

/** Goes on with the run that stands around the cursor, or begins one with 一是. */
export function nextItem(body: readonly Block[], at: { block: number; offset: number }): NextItem {
  const block = body[at.block];
  if (!block) return { kind: "none", sentence: NOT_HERE };
  if (block.type === "heading" || block.type === "salutation") return { kind: "below", block: at.block, word: "一是" };
  if (block.type !== "paragraph") return { kind: "none", sentence: NOT_HERE };
  const around = itemAround(body, at);
  if (!around || isOver(around, at)) return beginning(block, at);
  const { item, run } = around;
  const place = run.indexOf(item);
  const word =
    item.family === "order"
      ? orderWords(
          run.length + 1,
          run.some(({ value }) => value === ORDER.length),
        )?.[place + 1]
      : writeItemWord(item.family, item.value + 1);
  if (word === undefined) return { kind: "none", sentence: NO_FIFTH };
  if (item.block !== at.block) {
    // A paragraph that begins at the cursor becomes the next item itself.
    if (at.offset === 0) return { kind: "into", ...at, before: "", word, behind: "" };
    return { kind: "below", block: at.block, word };
  }
  const inParagraphs = run.length > 1 && new Set(run.map((each) => each.block)).size === run.length;
  return inParagraphs ? { kind: "below", block: at.block, word } : runIn(block, item, run, at, word);
}

/** Whether the run ended above: only a paragraph begun right behind its last item goes on with it, plain text between ends it. */
function isOver({ item, run }: { item: Item; run: Item[] }, at: { block: number; offset: number }): boolean {
  const directlyBehind = item.block === at.block - 1 && at.offset === 0;
  return item.block !== at.block && !directlyBehind && run.every(({ block }) => block < at.block);
}

/** The item that the cursor stands in or behind, with its run. A run within one paragraph ends with it once it has two items. */
function itemAround(
  body: readonly Block[],
  at: { block: number; offset: number },
): { item: Item; run: Item[] } | undefined {
  const runs = itemRuns(body);
  for (let index = at.block; index >= 0; index -= 1) {
    const block = body[index];
    if (block?.type !== "paragraph") return undefined;
    const items = runs.flat().filter((each) => each.block === index);
    const here = items.filter(({ start }) => start < at.offset);
    // Before the first word of a paragraph the cursor stands at that item.
    const before = index < at.block ? items : here.length > 0 ? here : items.filter(({ start }) => start === at.offset);
    for (const item of before.toReversed()) {
      const run = runs.find((each) => each.includes(item));
      if (!run) continue;
      if (index === at.block) return { item, run };
      const last = run.findLast((each) => each.block === index);
      if (last === item && (item.start === 0 || run.length === 1)) return { item, run };
    }
    if (levelOf(block) !== undefined) return undefined;
  }
  return undefined;
}

/** Where a run begins in a paragraph without one: at its start, behind its lead, or at the end of a sentence. */
function beginning(block: Block, at: { block: number; offset: number }): NextItem {
  const text = textOf(block);
  const offset = Math.max(at.offset, leadLength(block));
  const into = (place: number, before: string): NextItem => ({
    kind: "into",
    block: at.block,
    offset: place,
    before,
    word: "一是",
    behind: "",
  });
  if (offset === 0 || PAUSED.test(text.slice(0, offset))) return into(offset, "");
  const end = SENTENCE_END.exec(text.slice(offset));
  if (end) return into(offset + end.index + end[0].length, "");
  return into(text.length, PAUSED.test(text) ? "" : "：");
}

function leadLength(block: Block): number {
  return block.children.reduce((length, span) => length + (span.lead ? span.text.length : 0), 0);
}

/** The next item within the paragraph: at the cursor where a sentence ends there, else behind the item that the cursor stands in. */
function runIn(
  block: Block,
  item: Item,
  run: readonly Item[],
  at: { block: number; offset: number },
  word: string,
): NextItem {
  const text = textOf(block);
  const next = run.find((each) => each.block === at.block && each.start > item.start);
  const end = next?.start ?? text.length;
  const ended = PAUSED.test(text.slice(0, at.offset)) || BEGINS_WITH_PAUSE.test(text.slice(at.offset));
  const here = at.offset >= item.end && (ended || text.slice(at.offset, end).trim() === "");
  let offset = here ? at.offset : end;
  const joint = jointOf(block, run, at.block);
  // 一是…；二是…。 ends in its full stop: the new last item goes in before it.
  if (offset === text.length && joint === "；" && run.length > 1 && text.endsWith("。")) offset -= 1;
  const before = PAUSED.test(text.slice(0, offset)) ? "" : joint;
  return { kind: "into", block: at.block, offset, before, word, behind: offset === next?.start ? joint : "" };
}

/** The sign between the items of a run in this paragraph; a semicolon where there is none yet. */
function jointOf(block: Block, run: readonly Item[], index: number): string {
  const text = textOf(block);
  const signs = run
    .slice(1)
    .filter((item) => item.block === index)
    .map(({ start }) => text.slice(0, start).trimEnd().at(-1) ?? "");
  return signs.findLast((sign) => "；。，;,".includes(sign)) ?? "；";
}

/** The runs that a selection of blocks touches; for a cursor the run around it, or the one that it introduces. */
function runsAt(body: readonly Block[], from: { block: number; offset: number }, to: { block: number }): Item[][] {
  const around = from.block === to.block ? itemAround(body, from)?.run : undefined;
  if (around) return [around];
  const runs = itemRuns(body);
  const touched = runs.filter((run) => run.some(({ block }) => block >= from.block && block <= to.block));
  if (touched.length > 0) return touched;
  const introduced = runs.find(([first]) => first?.block === to.block + 1 && first.start === 0);
  return introduced && introduces(body[to.block]) ? [introduced] : [];
}

/** Where the paragraphs of a run must be cut so that each item has its own, from the last to the first. */
export function apartCuts(
  body: readonly Block[],
  from: { block: number; offset: number },
  to: { block: number },
): { block: number; offset: number }[] {
  return runsAt(body, from, to)
    .flatMap((run) =>
      run.flatMap(({ block, start }, place) => {
        const host = body[block];
        if (start === 0 || host?.type !== "paragraph") return [];
        // What introduces the run gets a paragraph of its own, from which it can come back; a long text before 一是 keeps it.
        const cut = place > 0 || introduces(host, textOf(host).slice(0, start));
        return cut ? [{ block, offset: start }] : [];
      }),
    )
    .sort((one, other) => other.block - one.block || other.offset - one.offset);
}

/** The paragraphs that must join the one above so that a run stands in one, from the last to the first, with the sign that is missing between. */
export function togetherJoins(
  body: readonly Block[],
  from: { block: number; offset: number },
  to: { block: number },
): { block: number; joint: string }[] {
  const joins = new Map<number, string>();
  for (const run of runsAt(body, from, to)) {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) continue;
    const start = first.start === 0 && introduces(body[first.block - 1]) ? first.block : first.block + 1;
    for (let block = start; block <= last.block; block += 1) {
      const joined = body[block];
      // A heading run on into its text begins something else.
      if (joined?.type !== "paragraph" || joined.leadLevel !== undefined) break;
      const above = textOf(body[block - 1] as Block);
      // Two words with nothing between could not be told apart again: what is still to be written keeps the end of its paragraph.
      if (endsInWord(body[block - 1] as Block)) continue;
      joins.set(block, above === "" || PAUSED.test(above) || endsInWord(joined) ? "" : "；");
    }
  }
  return [...joins].map(([block, joint]) => ({ block, joint })).sort((one, other) => other.block - one.block);
}

/** Whether the last item of a paragraph is empty: its word, and nothing behind. */
function endsInWord(block: Block): boolean {
  return itemsIn(block).at(-1)?.end === textOf(block).trimEnd().length;
}

/** Whether a paragraph, or its `text` before 一是, introduces a run: a run-in heading, words with a colon, or one sentence. */
function introduces(block: Block | undefined, text?: string): boolean {
  if (block?.type !== "paragraph") return false;
  const words = text ?? textOf(block);
  if (text === undefined && itemsIn(block).length > 0) return false;
  return words.trim() !== "" && (block.leadLevel !== undefined || COLON_END.test(words) || ONE_SENTENCE.test(words));
}

/** A word that is to become an item; `rest` is the span that its mark was left on when a part of it was typed anew. */
export type TypedItem = { block: number; start: number; end: number; rest?: Span };

/**
 * The words between `from` and `to` of a block that were typed and join a run: 二是 behind 一是. With the first of its run an
 * unmarked 一是 above becomes an item too, and a word of which a part was typed anew stays one; nothing else without the mark is touched.
 */
export function typedItems(body: readonly Block[], typed: { block: number; from: number; to: number }): TypedItem[] {
  const block = body[typed.block];
  if (block?.type !== "paragraph") return [];
  const marked = itemsIn(block);
  const candidates = itemCandidates(textOf(block));
  const half = brokenItems(block);
  const joined: TypedItem[] = [];
  for (const word of candidates) {
    const { start, end } = word;
    if (start > typed.to || end < typed.from) continue;
    if (marked.some((item) => item.start === start && item.end === end)) continue;
    const rest = half.find((part) => part.start < end && start < part.end);
    const before = itemBefore(body, { block: typed.block, offset: start }, word);
    if (!before && !rest) continue;
    if (before && !before.marked) joined.push({ block: before.block, start: before.start, end: before.end });
    joined.push({ block: typed.block, start, end, ...(rest && { rest: rest.span }) });
  }
  return joined;
}

/**
 * The words without a mark that the cursor stands behind, as they were typed by hand: a lone 一是 in this paragraph or at the start
 * of the one right above, with those that count on from it. They are to become items before the next one is written.
 */
export function unmarkedBefore(body: readonly Block[], at: { block: number; offset: number }): TypedItem[] {
  const nearest = nearestWord(body, at);
  if (!nearest || nearest.marked) return [];
  const chain = [nearest];
  let first: PlacedWord | undefined = nearest;
  while (first && !first.marked && first.value > 1) {
    first = wordBefore(body, { block: first.block, offset: first.start }, first);
    if (first && !first.marked) chain.unshift(first);
  }
  // 再次 and 最后 are words of a sentence unless 首先 stands before them.
  if (nearest.family === "order" && first === undefined) return [];
  let last = nearest;
  for (let block = nearest.block; block < body.length; block += 1) {
    const host = body[block];
    if (host?.type !== "paragraph" || (block > nearest.block && levelOf(host) !== undefined)) break;
    const words = wordsIn(host).filter(({ family }) => family === nearest.family);
    // Paragraphs go on with the run only where each begins with its word.
    if (block > nearest.block && words[0]?.start !== 0) break;
    for (const word of words) {
      if (word.marked || (block === last.block && word.start <= last.start) || word.value !== last.value + 1) continue;
      last = { ...word, block };
      chain.push(last);
    }
  }
  return chain.map(({ block, start, end }) => ({ block, start, end }));
}

type PlacedWord = ItemWord & { block: number; start: number; end: number; marked: boolean };

/** The word of any family that the cursor stands behind in its paragraph, else the one that the paragraph above is an item by. */
function nearestWord(body: readonly Block[], at: { block: number; offset: number }): PlacedWord | undefined {
  const block = body[at.block];
  if (block?.type !== "paragraph") return undefined;
  const text = textOf(block);
  const here = wordsIn(block)
    .filter(({ start }) => start < at.offset)
    // Behind a comma 首先 is a word of the sentence: 转变作风，首先从领导做起.
    .filter(({ marked, family, start }) => marked || family !== "order" || BEGINS_SENTENCE.test(text.slice(0, start)))
    .at(-1);
  if (here) return { ...here, block: at.block };
  const above = body[at.block - 1];
  if (at.offset > 0 || above?.type !== "paragraph" || levelOf(block) !== undefined) return undefined;
  const [first, ...others] = wordsIn(above);
  if (first?.start !== 0 || others.some(({ family }) => family === first.family)) return undefined;
  return { ...first, block: at.block - 1 };
}

/** All words of items in a paragraph in order, with and without the mark. */
function wordsIn(block: Block): Omit<PlacedWord, "block">[] {
  const marks = itemsIn(block);
  return [
    ...marks.map((item) => ({ ...item, marked: true })),
    ...itemCandidates(textOf(block))
      .filter(({ start, end }) => !marks.some((item) => item.start < end && start < item.end))
      .map((item) => ({ ...item, marked: false })),
  ].sort((one, other) => one.start - other.start);
}

/** The word that makes `word` an item: one that it counts on from, marked or the first of its family. */
function itemBefore(
  body: readonly Block[],
  at: { block: number; offset: number },
  word: ItemWord,
): PlacedWord | undefined {
  const before = wordBefore(body, at, word);
  const begins = before?.value === 1 && word.value < (word.family === "order" ? ORDER.length : 3);
  return before?.marked || begins ? before : undefined;
}

/** The word that `word` counts on from, marked or not: the nearest of its family above in the same section. */
function wordBefore(
  body: readonly Block[],
  at: { block: number; offset: number },
  word: ItemWord,
): PlacedWord | undefined {
  for (let index = at.block; index >= 0; index -= 1) {
    const block = body[index];
    if (block?.type !== "paragraph") return undefined;
    const nearest = wordsIn(block)
      .filter(({ family, end }) => family === word.family && (index < at.block || end <= at.offset))
      .at(-1);
    if (nearest) {
      const { value } = nearest;
      const countsOn = word.family === "order" ? value < word.value && value < ORDER.length : value === word.value - 1;
      return countsOn ? { ...nearest, block: index } : undefined;
    }
    if (levelOf(block) !== undefined) return undefined;
  }
  return undefined;
}

/** Parts of words under the mark `item` that are none any more, such as 是 after 二 was taken away. */
export function brokenItems(block: Block): { start: number; end: number; span: Span }[] {
  const items = itemsIn(block);
  const broken: { start: number; end: number; span: Span }[] = [];
  let offset = 0;
  for (const span of block.children) {
    const start = offset;
    offset += span.text.length;
    if (!span.item || span.text === "" || items.some((each) => each.start <= start && offset <= each.end)) continue;
    broken.push({ start, end: offset, span });
  }
  return broken;
}
