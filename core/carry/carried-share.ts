import { plainParagraphs } from "../draft/plain-text.ts";
import type { Block } from "../draft/schema.ts";

/** How much of one paragraph stands word for word in the old speech. */
export type ParagraphShare = {
  /** Place in the body. */
  block: number;
  /** Characters of the paragraph as exported, without blanks. */
  characters: number;
  /** How many of them are carried over. */
  carried: number;
  /** The old paragraph that most of it comes from, by its place in the list; absent where nothing is carried over. */
  from?: number;
};

/** How much of a text stands word for word in the old speech, in all and paragraph by paragraph. */
export type CarriedShare = { characters: number; carried: number; paragraphs: ParagraphShare[] };

/**
 * A character is carried over when it lies in a run of at least this many that stands so in one paragraph of the old speech; a shorter
 * paragraph when it stands there as a whole. Shorter runs are words and set phrases, which any two speeches share. Source: the measure is
 * the containment of one text in another over runs of fixed length (A. Broder, On the resemblance and containment of documents, 1997); the
 * length is ours.
 */
const SHORTEST_RUN = 8;

/** A run that stands in very many paragraphs says of none that the text comes from there. */
const MOST_SOURCES = 8;

type Runs = Map<string, number[]>;
const runsOf = new WeakMap<readonly string[], Runs>();

/** Where each run of the old paragraphs stands, and each paragraph that is shorter than one. */
function runsIn(paragraphs: readonly string[]): Runs {
  const known = runsOf.get(paragraphs);
  if (known) return known;
  const runs: Runs = new Map();
  for (const [index, paragraph] of paragraphs.entries()) {
    const text = withoutBlanks(paragraph);
    for (let at = 0; at === 0 || at + SHORTEST_RUN <= text.length; at += 1) {
      const run = text.slice(at, at + SHORTEST_RUN);
      const sources = runs.get(run);
      if (!sources) runs.set(run, [index]);
      else if (sources.length < MOST_SOURCES && sources.at(-1) !== index) sources.push(index);
    }
  }
  runsOf.set(paragraphs, runs);
  return runs;
}

const withoutBlanks = (text: string) => text.replace(/\s/gu, "");

type Measured = Omit<ParagraphShare, "block"> & { text: string; runs: Runs };
const measured = new WeakMap<Block, Measured>();

/** The share of the old paragraphs in a text. Paragraphs that did not change are not measured again. */
export function carriedShare(body: readonly Block[], oldParagraphs: readonly string[]): CarriedShare {
  const runs = runsIn(oldParagraphs);
  const paragraphs = plainParagraphs(body).map(({ block, text }): ParagraphShare => {
    const source = body[block] as Block;
    const known = measured.get(source);
    const fresh =
      known?.text === text && known.runs === runs ? known : { ...measure(withoutBlanks(text), runs), text, runs };
    measured.set(source, fresh);
    const { characters, carried, from } = fresh;
    return { block, characters, carried, ...(from !== undefined && { from }) };
  });
  const sum = (of: "characters" | "carried") => paragraphs.reduce((total, each) => total + each[of], 0);
  return { characters: sum("characters"), carried: sum("carried"), paragraphs };
}

function measure(text: string, runs: Runs): Omit<ParagraphShare, "block"> {
  const hits = new Map<number, number>();
  let carried = 0;
  /** Up to where the text is counted already. */
  let counted = 0;
  for (let at = 0; at === 0 || at + SHORTEST_RUN <= text.length; at += 1) {
    const run = text.slice(at, at + SHORTEST_RUN);
    const sources = runs.get(run);
    if (!sources) continue;
    const end = at + run.length;
    carried += end - Math.max(at, counted);
    counted = end;
    for (const source of sources) hits.set(source, (hits.get(source) ?? 0) + 1);
  }
  const [from] = [...hits].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0] ?? [];
  return { characters: text.length, carried, ...(from !== undefined && { from }) };
}

/** A share as whole per cent; all but everything is never 100, all but nothing never 0. */
export function perCent({ carried, characters }: { carried: number; characters: number }): number {
  if (carried === 0 || characters === 0) return 0;
  if (carried === characters) return 100;
  return Math.min(99, Math.max(1, Math.round((carried / characters) * 100)));
}
