import { findSpelled, type Spelled } from "../pinyin.ts";
import type { CitationEntry, Entry, EntryKind, Status } from "./entry.ts";
import { fold, foldedPlaces, type Part } from "./fold.ts";
import { type Standing, standing } from "./standing.ts";
import { nameOf, textOfEntry } from "./texts.ts";

/** What is looked for; empty lists ask for nothing in particular, and an entry without the property answers no list. */
export type Wanted = {
  query: string;
  kind?: EntryKind | undefined;
  themes: readonly string[];
  /** How documents must stand on the day; one that is not yet in force or was replaced has none of these. */
  statuses: readonly Status[];
  places: readonly string[];
  documentKinds: readonly string[];
  favourites: boolean;
  order: "use" | "new";
  limit: number;
};

/** How an entry was used. */
export type Use = {
  favourite: boolean;
  /** Number of insertions, each worth half as much after thirty days. */
  weight: number;
};

/** What a search needs to know beside the entries. */
export type Surroundings = {
  /** ISO date that decides which text of a law stands. */
  day: string;
  use(id: string): Use | undefined;
  /** Spells a text; without it nothing is found by pinyin. */
  spell?: ((text: string) => Spelled) | undefined;
};

/** An entry that was found, with the places of the words in its name, else in an excerpt of what it says; a document with how it stands. */
export type Found = {
  entry: Entry;
  marks: Part[];
  excerpt?: { text: string; marks: Part[] };
  standing?: Standing;
  score: number;
};

/** An entry made ready to be looked for: folded texts, and its pinyin once that is asked for. */
type Row = {
  entry: Entry;
  /** Later rows stand behind where nothing else tells rows apart. */
  order: number;
  /** The name, and under what other names it goes. */
  names: readonly string[];
  number: string;
  body: string;
  themes: readonly string[];
  /** Issuing body, year, notes and what else finds an entry without being what it says. */
  rest: readonly string[];
  spelled?: {
    /** The spoken characters of the name; a slogan has none. */
    name: Spelled;
    /** Where the short name begins among them. */
    shortFrom: number;
    /** Initials of what the entry says, one for each unit of the folded text. */
    initials: string;
  };
};

/** Shortest run of initials that is looked for in what entries say; shorter ones are in nearly every text. */
const FEWEST_INITIALS = 3;

/** What a hit is worth by where it lies; a name that begins with the word or is filled by it more is worth up to ten more. */
const WORTH = {
  exactName: 100,
  beginsName: 80,
  inName: 60,
  exactNumber: 95,
  inNumber: 56,
  spelledLess: 4,
  inText: 45,
  spelledInText: 30,
  theme: 35,
  rest: 20,
  whole: 8,
} as const;

/** What an entry loses that does not stand on the day: less than the way from one place of the hit to the next. */
const LOSS: Readonly<Record<Status | "not-yet" | "replaced", number>> = {
  "in-force": 0,
  unknown: 3,
  revised: 12,
  expired: 15,
  repealed: 15,
  "not-yet": 15,
  replaced: 15,
};

/** What a document gains that was issued in the year of the search, and less down to nothing over so many years: speeches cite what is new. */
const FRESH_GAIN = 2.5;
const FRESH_YEARS = 5;
const FAVOURITE_GAIN = 6;
/** The gain by use doubles slowly and never lifts a hit in the text above one in a name. */
const LARGEST_USE_GAIN = 14;

/** The library in memory: entries by id, searched by a plain scan over folded texts, which misses nothing and finds nothing wrong. */
export class LibraryIndex {
  readonly #rows = new Map<string, Row>();
  readonly #sameTitle = new Map<string, CitationEntry[]>();
  #order = 0;

  /** Adds an entry or replaces the one of its id; `first` puts it before those already there. */
  put(entry: Entry, first = false): void {
    const known = this.#rows.get(entry.id);
    if (known) this.remove(entry.id);
    this.#order += 1;
    this.#rows.set(entry.id, rowOf(entry, first ? -this.#order : this.#order));
    if (entry.kind !== "citation") return;
    const title = fold(entry.title);
    this.#sameTitle.set(title, [...(this.#sameTitle.get(title) ?? []), entry]);
  }

  remove(id: string): void {
    const entry = this.get(id);
    this.#rows.delete(id);
    if (entry?.kind !== "citation") return;
    const title = fold(entry.title);
    const others = (this.#sameTitle.get(title) ?? []).filter((other) => other.id !== id);
    if (others.length > 0) this.#sameTitle.set(title, others);
    else this.#sameTitle.delete(title);
  }

  get(id: string): Entry | undefined {
    return this.#rows.get(id)?.entry;
  }

  /** Themes of a kind with their number of entries, the most frequent first. */
  themes(kind: EntryKind): { name: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const { entry } of this.#rows.values()) {
      if (entry.kind !== kind) continue;
      for (const theme of new Set(entry.themes)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    }
    return [...counts].map(([name, count]) => ({ name, count })).sort((one, other) => other.count - one.count);
  }

  /** Spells the next entries that are not yet spelled, about so many characters of them, so that nothing must wait for all; false when none is left. */
  spellSome(spell: (text: string) => Spelled, characters: number): boolean {
    let left = characters;
    for (const row of this.#rows.values()) {
      if (row.spelled) continue;
      if (left <= 0) return true;
      left -= nameOf(row.entry).length + row.body.length;
      row.spelled = spelledOf(row.entry, spell);
    }
    return false;
  }

  /** What holds every word of the query: as part of a text, or as pinyin. */
  search(wanted: Wanted, surroundings: Surroundings): { total: number; found: Found[] } {
    const words = wordsOf(wanted.query);
    const hits: Hit[] = [];
    for (const row of this.#rows.values()) {
      const use = surroundings.use(row.entry.id);
      if (!answers(row.entry, wanted, use)) continue;
      const worth = worthOf(row, words, surroundings.spell);
      if (worth === undefined) continue;
      const stands = this.#standing(row, surroundings.day);
      if (wanted.statuses.length > 0 && !wanted.statuses.some((status) => status === stands?.state)) continue;
      const score = worth + timeliness(row.entry, stands, surroundings.day) + gainOf(use);
      hits.push({ row, score, ...(stands && { standing: stands }) });
    }
    hits.sort(wanted.order === "new" ? newestFirst : bestFirst);
    const found = hits.slice(0, wanted.limit).map(({ row, score, ...hit }) => ({
      entry: row.entry,
      ...marksOf(row, words),
      ...hit,
      score: Math.round(score * 10) / 10,
    }));
    return { total: hits.length, found };
  }

  #standing({ entry, names }: Row, day: string): Standing | undefined {
    return entry.kind === "citation" ? standing(entry, day, this.#sameTitle.get(names[0] ?? "") ?? []) : undefined;
  }
}

/** What a document is worth more or less by the day. */
function timeliness(entry: Entry, stands: Standing | undefined, day: string): number {
  if (entry.kind !== "citation" || !stands) return 0;
  const age = Number(day.slice(0, 4)) - Number(entry.issuedOn?.slice(0, 4) ?? 0);
  return FRESH_GAIN * Math.min(1, Math.max(0, 1 - age / FRESH_YEARS)) - LOSS[stands.state];
}

/** The words of a query as they are compared; what is only punctuation asks for nothing. */
function wordsOf(query: string): string[] {
  return [...new Set(query.split(/\s+/u).map(fold))].filter((word) => word !== "");
}

function rowOf(entry: Entry, order: number): Row {
  const citation = entry.kind === "citation" ? entry : undefined;
  const term = entry.kind === "term" ? entry : undefined;
  const from = entry.kind === "passage" ? entry.from : undefined;
  const rest = [
    citation?.issuer,
    citation?.issuedOn && `${citation.issuedOn.slice(0, 4)}年`,
    citation?.period,
    term?.commonErrors,
    term?.firstSource,
    from?.title,
    from?.speaker,
    entry.note,
  ];
  return {
    entry,
    order,
    names: namesOf(nameOf(entry)),
    number: fold(citation?.documentNumber ?? ""),
    body: fold(textOfEntry(entry)),
    themes: [...entry.themes, ...(entry.kind === "slogan" ? [entry.place] : [])].map(fold),
    rest: rest.map((text) => fold(text ?? "")).filter((text) => text !== ""),
  };
}

const STATE = /^《?中华人民共和国(?:国民经济和社会发展)?/u;
const FIVE_YEARS = /第(十[一二三四五六七八九]?)个五年规划/u;

/** A name folded, and as it is said for short: without the state's name, and 十五五 for 第十五个五年规划, in which the state's own is meant. */
function namesOf(name: string): string[] {
  const short = name.replace(STATE, "");
  const names = [name, short];
  const fiveYears = FIVE_YEARS.exec(short);
  if (fiveYears) names.push(short.replace(FIVE_YEARS, "$1五规划"));
  if (fiveYears?.index === 0) names.push(`${fiveYears[1]}五`, `${fiveYears[1]}五规划`);
  return [...new Set(names.map(fold))].filter((folded) => folded !== "");
}

function answers(entry: Entry, wanted: Wanted, use: Use | undefined): boolean {
  const { kind, themes, places, documentKinds, favourites } = wanted;
  if (kind && entry.kind !== kind) return false;
  if (favourites && !use?.favourite) return false;
  if (themes.length > 0 && !entry.themes.some((theme) => themes.includes(theme))) return false;
  if (places.length > 0 && !(entry.kind === "slogan" && places.includes(entry.place))) return false;
  return documentKinds.length === 0 || (entry.kind === "citation" && documentKinds.includes(entry.documentKind));
}

/** What the words are worth together, 0 for no words; undefined when one of them is nowhere in the entry. */
function worthOf(row: Row, words: readonly string[], spell: Surroundings["spell"]): number | undefined {
  let sum = 0;
  for (const word of words) {
    const worth = worthOfWord(row, word, spell);
    if (worth === 0) return undefined;
    sum += worth;
  }
  if (words.length === 0) return 0;
  const whole = words.length > 1 && row.names.some((name) => name.includes(words.join("")));
  return sum / words.length + (whole ? WORTH.whole : 0);
}

function worthOfWord(row: Row, word: string, spell: Surroundings["spell"]): number {
  const slogan = row.entry.kind === "slogan";
  const named = Math.max(...row.names.map((name) => worthOfName(name, word)), 0);
  // A slogan has no name: it stands with what other entries say.
  if (named > 0) return slogan ? WORTH.inText + (named - WORTH.inName) / 10 : named;
  if (row.number === word) return WORTH.exactNumber;
  if (row.number.includes(word)) return WORTH.inNumber;
  const letters = spell && LETTERS.test(word);
  if (letters && !slogan) {
    row.spelled ??= spelledOf(row.entry, spell);
    const spelled = worthOfSpelledName(row.spelled, word);
    if (spelled > 0) return spelled - WORTH.spelledLess;
  }
  if (row.body.includes(word)) return WORTH.inText;
  if (row.themes.some((theme) => theme.includes(word))) return WORTH.theme;
  if (letters && word.length >= FEWEST_INITIALS) {
    row.spelled ??= spelledOf(row.entry, spell);
    if (row.spelled.initials.includes(word)) return WORTH.spelledInText;
  }
  return row.rest.some((text) => text.includes(word)) ? WORTH.rest : 0;
}

function worthOfName(name: string, word: string): number {
  const at = name.indexOf(word);
  if (at < 0) return 0;
  if (word.length === name.length) return WORTH.exactName;
  return (at === 0 ? WORTH.beginsName : WORTH.inName) + (10 * word.length) / name.length;
}

function worthOfSpelledName({ name, shortFrom }: NonNullable<Row["spelled"]>, word: string): number {
  const match = findSpelled(name, word);
  if (!match) return 0;
  const from = name.findIndex(({ start }) => start === match.start);
  const length = name.findIndex(({ end }) => end === match.end) - from + 1;
  const whole = name.length - (from >= shortFrom ? shortFrom : 0);
  if (length === whole) return WORTH.exactName;
  const begins = from === 0 || from === shortFrom;
  return (begins ? WORTH.beginsName : WORTH.inName) + (10 * length) / whole;
}

const LETTERS = /^[a-z][a-z\d]*$/u;

function spelledOf(entry: Entry, spell: (text: string) => Spelled): NonNullable<Row["spelled"]> {
  const slogan = entry.kind === "slogan";
  const title = slogan ? "" : entry.title;
  const name = spell(title).filter(({ written }) => fold(written) !== "");
  const shortAt = STATE.exec(title)?.[0].length ?? 0;
  const initials = spell(slogan ? entry.text : textOfEntry(entry))
    .map(({ written, syllable }) => {
      const units = fold(written);
      return syllable === "" ? units : syllable.charAt(0).repeat(units.length);
    })
    .join("");
  return { name, shortFrom: name.findIndex(({ start }) => start >= shortAt), initials };
}

function gainOf(use: Use | undefined): number {
  if (!use) return 0;
  const byUse = Math.min(LARGEST_USE_GAIN, 6 * Math.log2(1 + use.weight));
  return byUse + (use.favourite ? FAVOURITE_GAIN : 0);
}

type Hit = { row: Row; score: number; standing?: Standing };

function bestFirst(one: Hit, other: Hit): number {
  return other.score - one.score || newestFirst(one, other);
}

function newestFirst(one: Hit, other: Hit): number {
  const mine = issuedOn(one.row.entry);
  const its = issuedOn(other.row.entry);
  if (mine !== its) return mine < its ? 1 : -1;
  return one.row.order - other.row.order;
}

/** The day of a document, "" for what has none. */
function issuedOn(entry: Entry): string {
  return entry.kind === "citation" ? (entry.issuedOn ?? "") : "";
}

const BEFORE = 10;
const AFTER = 40;

/** Where the words stand in the name; where they do not, the words around the first of them in what the entry says. */
function marksOf({ entry, spelled }: Row, words: readonly string[]): Pick<Found, "marks" | "excerpt"> {
  if (words.length === 0) return { marks: [] };
  const name = nameOf(entry);
  const slogan = entry.kind === "slogan";
  const marks = placesOf(name, words, slogan ? undefined : spelled?.name, slogan ? spelled?.initials : undefined);
  if (marks.length > 0) return { marks };
  const body = textOfEntry(entry);
  const said = excerptOf(body, placesOf(body, words, undefined, spelled?.initials));
  if (said) return { marks, excerpt: said };
  for (const text of otherTexts(entry)) {
    const excerpt = excerptOf(text, placesOf(text, words));
    if (excerpt) return { marks, excerpt };
  }
  return { marks };
}

/** What else an entry can be found by and its reader can be shown. */
function otherTexts(entry: Entry): string[] {
  const own =
    entry.kind === "citation"
      ? [entry.documentNumber, entry.issuer]
      : entry.kind === "term"
        ? [entry.commonErrors, entry.firstSource]
        : entry.kind === "passage"
          ? [entry.from?.title, entry.from?.speaker]
          : [];
  return [...own, entry.note].filter((text) => text !== undefined);
}

/** The parts of `text` that the words found, in order and without overlaps. */
function placesOf(text: string, words: readonly string[], spelled?: Spelled, initials?: string): Part[] {
  const folded = fold(text);
  const places = foldedPlaces(text);
  const parts = words.flatMap((word) => {
    const written = occurrences(folded, word, places);
    if (written.length > 0) return written;
    if (FIVE_YEARS.test(text) && namesOf(text).some((name) => name.includes(word))) {
      const match = FIVE_YEARS.exec(text);
      return match ? [{ start: match.index, end: match.index + match[0].length }] : [];
    }
    if (!LETTERS.test(word)) return [];
    const match = spelled && findSpelled(spelled, word);
    if (match) return [{ start: match.start, end: match.end }];
    return initials && word.length >= FEWEST_INITIALS ? occurrences(initials, word, places) : [];
  });
  return joined(parts);
}

function occurrences(folded: string, word: string, places: readonly Part[]): Part[] {
  const parts: Part[] = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
    const first = places[at];
    const last = places[at + word.length - 1];
    if (first && last) parts.push({ start: first.start, end: last.end });
  }
  return parts;
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const { start, end } of parts.toSorted((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** The words around the first mark in its own line, with … where they were cut; undefined without a mark. */
function excerptOf(text: string, marks: readonly Part[]): Found["excerpt"] {
  const [first] = marks;
  if (!first) return undefined;
  const lineStart = text.lastIndexOf("\n", first.start) + 1;
  const lineEnd = text.indexOf("\n", first.start);
  const from = wholeCharacter(text, Math.max(lineStart, first.start - BEFORE));
  const to = wholeCharacter(
    text,
    Math.min(lineEnd < 0 ? text.length : lineEnd, Math.max(first.end, first.start + AFTER)),
  );
  const before = from > lineStart ? "…" : "";
  const after = to < (lineEnd < 0 ? text.length : lineEnd) ? "…" : "";
  const moved = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    marks: marks
      .filter(({ start }) => start >= from && start < to)
      .map(({ start, end }) => ({ start: start + moved, end: Math.min(end, to) + moved })),
  };
}

/** `place`, or the one behind it where it would cut a character in two. */
function wholeCharacter(text: string, place: number): number {
  return /[\uDC00-\uDFFF]/u.test(text.charAt(place)) ? place + 1 : place;
}
