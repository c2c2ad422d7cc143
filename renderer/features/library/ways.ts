import type { Citation } from "#core/draft/schema";
import type { Entry } from "#core/library/entry";
import { type Insertion, insertionsOf } from "#core/library/insertion";

/** One way to put an entry into a text, as a button offers it. */
export type Way = {
  id: Insertion["form"] | "passage";
  label: string;
  /** What stands in the text; absent for a passage, whose blocks follow the card. */
  words?: string;
  /** The copy that the draft keeps of the document that it cites. */
  citation?: Citation;
};

const LABELS: Readonly<Record<Insertion["form"], string>> = {
  title: "插入《题名》",
  number: "插入《题名》（文号）",
  quote: "插入原文",
  term: "插入提法",
  explained: "连同解释",
  expansion: "只插解释",
  slogan: "插入",
};

/** The ways in which an entry can be put into a text, the usual one first. */
export function waysOf(entry: Entry): Way[] {
  if (entry.kind === "passage") return [{ id: "passage", label: "插入" }];
  return insertionsOf(entry).map(({ form, text, citation }) => ({
    id: form,
    label: LABELS[form],
    words: text,
    // A term is a turn of speech: it stands in the text as one's own words.
    ...(entry.kind === "citation" && citation && { citation }),
  }));
}

/** The usual way, or with `shift` the second one where there is one. */
export function wayBy(entry: Entry, shift: boolean): Way {
  const ways = waysOf(entry);
  return (shift && ways[1]) || (ways[0] as Way);
}
