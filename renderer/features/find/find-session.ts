import { Editor, Range, type RangeRef } from "slate";
import { ReactEditor } from "slate-react";
import { createStore, type StoreApi } from "zustand";
import { createFinder, type Finder, type FindOptions, MAX_QUERY, quoteRegex } from "#core/draft/find";
import { MAX_CHARACTERS } from "#core/draft/limits";
import { numbersOf } from "#core/draft/numbering";
import { type Block, textOf } from "#core/draft/schema";
import { LINE_BREAK, visibleText } from "#core/draft/visible-text";
import { whenNotComposing } from "../../editor/composition.ts";
import { applyEdits, type BlockEdit } from "../../editor/find-edits.ts";
import {
  type BlockRange,
  canHighlight,
  highlightPlaces,
  placesIn,
  rangeOf,
  scrollToPlace,
  showPlace,
} from "../../editor/places.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";

/** Whether the bar is shown, and with the row for replacing or without. */
export type FindMode = "closed" | "find" | "replace";

/** A sentence for the user; after `replaced` the key of undo takes the replacing back. */
type Outcome = { text: string; replaced: boolean };

export type FindState = {
  mode: FindMode;
  query: string;
  replacement: string;
  options: FindOptions;
  /** 只在选中部分: the search keeps to what was selected when this was switched on. */
  scoped: boolean;
  /** Hits found, all of them once `searching` is over. */
  count: number;
  searching: boolean;
  /** Place of the hit in turn among all, from 0; -1 when none is. */
  current: number;
  /** The sentence that says what is wrong with the pattern. */
  problem: string | undefined;
  /** The query stands before headings, in numbers that are computed and not searched. */
  inNumbers: boolean;
  /** What came of the last replacing, or what stands in the way of what was asked. */
  outcome: Outcome | undefined;
};

/** Search in one open draft: what the bar shows and what its keys do, whether it is shown or not. */
export type FindSession = {
  store: StoreApi<FindState>;
  /** Shows the bar; a short selection becomes the query. */
  open: (mode: "find" | "replace") => void;
  /** Takes the bar away and gives the text the focus, with the hit in turn selected. */
  close: () => void;
  setQuery: (query: string) => void;
  setReplacement: (replacement: string) => void;
  setOption: (option: keyof FindOptions, on: boolean) => void;
  setScoped: (scoped: boolean) => void;
  /** Goes to the next (1) or previous (-1) hit from the cursor or the hit in turn, round at the ends. */
  step: (direction: 1 | -1) => void;
  /** Replaces the hit in turn and goes to the next; where none is in turn, only goes to one. */
  replaceOne: () => void;
  replaceAll: () => void;
  /** To be called some time after the text changed, on the screen too. */
  textChanged: () => void;
  /** Takes every mark off the page. */
  end: () => void;
};

/** Selections up to this many characters are what someone wants to find; longer ones are where. */
const SHORT_SELECTION = 50;
/** Marks beyond these make the page slow and help nobody; the count goes on. */
const MARKED = 5000;
/** A search pauses after this long, so that keys and drawing come in between. */
const SLICE_MS = 8;
/** A key in the field may wait this long for its hit. */
const TYPING_MS = 30;
/** A step may wait this long for a search that is not done yet. */
const PATIENCE_MS = 100;

const TOO_LONG = "没有替换：换上这些字，讲稿会超过 200 万字，讲稿匠打不开这么长的稿子。把替换的字写短一些。";
const NOTHING_SELECTED = "先在正文里选中一部分，再按“只在选中部分”。";

// What was searched last holds for every draft, as long as the window is open.
const last: Pick<FindState, "query" | "replacement" | "options"> = {
  query: "",
  replacement: "",
  options: { matchCase: false, sameWidth: false, sameBrackets: false, regex: false },
};

type Hits = { number: string; from: number; to: number; hits: readonly { start: number; end: number }[] };

/** A search over `editor`; a text that is read only is searched and never replaced in. */
export function createFindSession(editor: SpeechEditor, readOnly: boolean): FindSession {
  const store = createStore<FindState>(() => ({
    ...last,
    mode: "closed",
    scoped: false,
    count: 0,
    searching: false,
    current: -1,
    problem: undefined,
    inNumbers: false,
    outcome: undefined,
  }));
  let finder: Finder | undefined;
  /** Hits of blocks that did not change since are still good. */
  let known = new WeakMap<Block, Hits>();
  let hits: BlockRange[] = [];
  /** The text that `hits` are of. */
  let searched: unknown;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Follows the hit in turn through changes of the text. */
  let inTurn: RangeRef | undefined;
  let scope: RangeRef | undefined;
  /** Cursor or selection when the bar came up: later the selection is the hit in turn, and a text that is only read has none. */
  let picked: RangeRef | undefined;
  /** The selection as this session left it; another one is the user's, and the next step goes from there. */
  let left: Range | null = null;

  const state = store.getState;
  const set = store.setState;
  const shown = () => state().mode !== "closed";

  function prepare(): void {
    const { query, options } = state();
    const wanted = options.regex ? query : oneLine(query);
    const made = wanted === "" ? undefined : createFinder(wanted, options);
    finder = made && "find" in made ? made : undefined;
    set({ problem: made && "problem" in made ? made.problem : undefined, outcome: undefined });
    known = new WeakMap();
  }

  /** Searches from the start; what is not done after `patience` milliseconds goes on in slices behind the keys. */
  function search(patience: number = SLICE_MS): void {
    clearTimeout(timer);
    searched = editor.children;
    hits = [];
    const body = editor.children as Block[];
    const numbers = finder ? numbersOf(body) : [];
    const work = finder ? scan(body, numbers, finder) : undefined;
    const go = (until: number) => {
      let done = !work;
      while (work && !done && performance.now() < until) done = work.next().done === true;
      set({
        count: hits.length,
        searching: !done,
        current: currentIndex(),
        inNumbers: done && hits.length === 0 && numbers.some((number) => number !== "" && finder?.inNumber(number)),
      });
      if (done) paint();
      else timer = setTimeout(() => go(performance.now() + SLICE_MS));
    };
    go(performance.now() + patience);
  }

  function* scan(body: readonly Block[], numbers: readonly string[], by: Finder): Generator<void, void> {
    for (const { block, start: from, end: to } of scopePlaces()) {
      const each = body[block];
      if (!each) continue;
      const number = from === 0 ? (numbers[block] ?? "") : "";
      const before = known.get(each);
      if (before && before.number === number && before.from === from && before.to === to) {
        for (const { start, end } of before.hits) hits.push({ block, start, end });
      } else {
        const fresh: { start: number; end: number }[] = [];
        for (const { start, end } of by.find(textOf(each).slice(from, to), number)) {
          const hit = { start: from + start, end: from + end };
          fresh.push(hit);
          hits.push({ block, ...hit });
          yield;
        }
        known.set(each, { number, from, to, hits: fresh });
      }
      yield;
    }
  }

  /** The parts of the text that are searched. */
  function scopePlaces(): BlockRange[] {
    if (!state().scoped) {
      return (editor.children as Block[]).map((each, block) => ({ block, start: 0, end: textOf(each).length }));
    }
    const range = scope?.current;
    if (range && Range.isExpanded(range)) return placesIn(editor, range);
    set({ scoped: false });
    return scopePlaces();
  }

  function placeInTurn(): BlockRange | undefined {
    const range = inTurn?.current;
    return range ? joined(placesIn(editor, range)) : undefined;
  }

  function currentIndex(): number {
    const place = placeInTurn();
    if (!place) return -1;
    const index = firstFrom(place.block, place.start);
    const hit = hits[index];
    return hit && hit.block === place.block && hit.start === place.start && hit.end === place.end ? index : -1;
  }

  /** The first hit that starts at or behind a point; the number of hits when there is none. */
  function firstFrom(block: number, offset: number): number {
    let low = 0;
    let high = hits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const hit = hits[middle] as BlockRange;
      if (hit.block < block || (hit.block === block && hit.start < offset)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function paint(): void {
    whenNotComposing(editor, () => {
      const current = state().current;
      const from = Math.max(0, Math.min(current - MARKED / 2, hits.length - MARKED));
      const inTurn = hits[current];
      const visible = shown() && searched === editor.children;
      highlightPlaces(editor, visible ? hits.slice(from, from + MARKED) : [], "find-hit");
      highlightPlaces(editor, visible && inTurn ? [inTurn] : [], "find-current");
      highlightPlaces(editor, visible && state().scoped ? scopePlaces() : [], "find-scope");
    });
  }

  /** Where a step goes from: the user's selection, or the hit in turn where nobody has moved since. */
  function origin(): { start: BlockRange; end: BlockRange } {
    const own = hasMoved() || !inTurn?.current ? editor.selection : null;
    const range = own ?? inTurn?.current ?? picked?.current ?? Editor.range(editor, Editor.start(editor, []));
    const places = placesIn(editor, range);
    const start = places[0] ?? { block: 0, start: 0, end: 0 };
    return { start, end: places.at(-1) ?? start };
  }

  /** Whether the selection is another one than this session left behind. */
  function hasMoved(): boolean {
    const { selection } = editor;
    return selection !== null && !(left && Range.equals(selection, left));
  }

  /** Makes a hit the one in turn and brings it into sight. */
  function show(index: number, select: boolean): void {
    const hit = hits[index];
    const range = hit && rangeOf(editor, hit);
    inTurn?.unref();
    inTurn = range ? Editor.rangeRef(editor, range, { affinity: "inward" }) : undefined;
    set({ current: hit ? index : -1 });
    if (hit && range) {
      const inText = !shown() || !canHighlight() || isInText();
      if (select && inText) showPlace(editor, hit);
      else {
        if (select && !readOnly) editor.select(range);
        scrollToPlace(editor, hit);
      }
    }
    left = editor.selection;
    paint();
  }

  /** Whether the focus is in the text rather than in the bar. */
  function isInText(): boolean {
    return document.activeElement === ReactEditor.toDOMNode(editor, editor);
  }

  function ensureFresh(): void {
    if (!finder) prepare();
    if (searched !== editor.children || state().searching) search(PATIENCE_MS);
  }

  function step(direction: 1 | -1): void {
    whenNotComposing(editor, () => {
      ensureFresh();
      if (hits.length === 0) {
        if (!shown()) open("find");
        return;
      }
      const { start, end } = origin();
      const index = direction === 1 ? firstFrom(end.block, end.end) : lastBefore(start.block, start.start);
      show((index + hits.length) % hits.length, true);
    });
  }

  /** The last hit that ends at or before a point; -1 when there is none. */
  function lastBefore(block: number, offset: number): number {
    let index = firstFrom(block, offset) - 1;
    while (index >= 0 && hits[index]?.block === block && (hits[index]?.end ?? 0) > offset) index -= 1;
    return index;
  }

  function open(mode: "find" | "replace"): void {
    const { selection } = editor;
    const selected = selection && Range.isExpanded(selection) ? Editor.string(editor, selection) : "";
    const oneBlock = selection && selection.anchor.path[0] === selection.focus.path[0];
    picked?.unref();
    picked = selection ? Editor.rangeRef(editor, selection, { affinity: "outward" }) : undefined;
    set({ mode: readOnly ? "find" : mode, outcome: undefined });
    // Pressed in the bar, the key must not take the hit in turn for a new query: 2026 might just have found ２０２６.
    if (oneBlock && hasMoved() && selected.trim() !== "" && selected.length <= SHORT_SELECTION) {
      const query = state().options.regex ? quoteRegex(selected) : selected;
      set({ query });
      last.query = query;
      inTurn?.unref();
      inTurn = Editor.rangeRef(editor, selection, { affinity: "inward" });
      left = selection;
    }
    prepare();
    search();
  }

  /** Searches anew for what the bar says now, and shows the first hit from where the last one began. */
  function renew(): void {
    const { start } = origin();
    prepare();
    search(TYPING_MS);
    const index = firstFrom(start.block, start.start);
    const found = index < hits.length || (hits.length > 0 && !state().searching);
    show(found ? index % hits.length : -1, false);
  }

  function editOf(hit: BlockRange): BlockEdit | undefined {
    return editsOf(new Set([hit.block])).find(({ start, end }) => start === hit.start && end === hit.end);
  }

  /** The edits of all hits in the scope, or in those of its blocks alone. */
  function editsOf(blocks?: ReadonlySet<number>): BlockEdit[] {
    const body = editor.children as Block[];
    const numbers = numbersOf(body);
    const by = finder;
    const replacement = oneLine(state().replacement);
    if (!by) return [];
    return scopePlaces().flatMap(({ block, start: from, end: to }) => {
      const each = body[block];
      if (!each || (blocks && !blocks.has(block))) return [];
      const text = textOf(each).slice(from, to);
      const number = from === 0 ? (numbers[block] ?? "") : "";
      return [...by.find(text, number, replacement)].map((edit) => ({
        block,
        start: from + edit.start,
        end: from + edit.end,
        text: edit.text,
      }));
    });
  }

  function replaceOne(): void {
    if (readOnly) return;
    whenNotComposing(editor, () => {
      ensureFresh();
      const hit = hits[currentIndex()];
      const edit = hit && editOf(hit);
      if (!edit) return step(1);
      if (!fits([edit])) return set({ outcome: { text: TOO_LONG, replaced: false } });
      applyEdits(editor, [edit]);
      search(PATIENCE_MS);
      if (hits.length === 0) {
        show(-1, false);
        set({ outcome: { text: "替换了 1 处，没有别的了。", replaced: true } });
      } else {
        const next = firstFrom(edit.block, edit.start + edit.text.length);
        set({ outcome: undefined });
        show(next % hits.length, true);
      }
    });
  }

  function replaceAll(): void {
    if (readOnly || !finder) return;
    whenNotComposing(editor, () => {
      const edits = editsOf();
      if (edits.length === 0) return;
      if (!fits(edits)) return set({ outcome: { text: TOO_LONG, replaced: false } });
      applyEdits(editor, edits);
      left = editor.selection;
      inTurn?.unref();
      inTurn = undefined;
      search();
      set({ outcome: { text: `替换了 ${edits.length} 处。`, replaced: true } });
    });
  }

  function fits(edits: readonly BlockEdit[]): boolean {
    const before = (editor.children as Block[]).reduce((length, block) => length + textOf(block).length, 0);
    const after = edits.reduce((length, { start, end, text }) => length + text.length - (end - start), before);
    return after <= MAX_CHARACTERS;
  }

  return {
    store,
    open,
    close: () => {
      const place = placeInTurn();
      const found = place && currentIndex() >= 0;
      clearTimeout(timer);
      set({ mode: "closed", scoped: false, outcome: undefined });
      scope?.unref();
      scope = undefined;
      paint();
      if (found) showPlace(editor, place);
      else ReactEditor.focus(editor);
      left = editor.selection;
    },
    setQuery: (query) => {
      last.query = query.slice(0, MAX_QUERY);
      set({ query: last.query });
      renew();
    },
    setReplacement: (replacement) => {
      last.replacement = replacement;
      set({ replacement, outcome: undefined });
    },
    setOption: (option, on) => {
      last.options = { ...last.options, [option]: on };
      set({ options: last.options });
      renew();
    },
    setScoped: (scoped) => {
      const range = hasMoved() ? editor.selection : picked?.current;
      scope?.unref();
      scope =
        scoped && range && Range.isExpanded(range)
          ? Editor.rangeRef(editor, range, { affinity: "outward" })
          : undefined;
      set({ scoped: scope !== undefined });
      inTurn?.unref();
      inTurn = undefined;
      prepare();
      search();
      if (scoped && !scope) set({ outcome: { text: NOTHING_SELECTED, replaced: false } });
      // The first hit of the part, wherever the search stood before.
      if (hits.length > 0) show(0, false);
    },
    step,
    replaceOne,
    replaceAll,
    textChanged: () => {
      if (!shown()) return;
      const same = searched === editor.children;
      if (!same) set({ outcome: undefined });
      if (same && !state().searching) paint();
      else search();
    },
    end: () => {
      clearTimeout(timer);
      for (const name of ["find-hit", "find-current", "find-scope"] as const) highlightPlaces(editor, [], name);
      for (const ref of [inTurn, scope, picked]) ref?.unref();
    },
  };
}

/** Several parts of blocks are no hit. */
function joined(places: readonly BlockRange[]): BlockRange | undefined {
  return places.length === 1 ? places[0] : undefined;
}

/** Text as it may stand in a block: a query or a replacement that was pasted brings line breaks and invisible signs with it. */
function oneLine(text: string): string {
  return visibleText(text).split(LINE_BREAK).join("");
}
