import type { TemplateSummary } from "#core/api/contract";

/** Size of a picture, in pixels of the design. */
export const WIDTH = 40;
export const HEIGHT = 52;
/** Where the strokes of the text begin; left of it stand ticks and dots. */
const TEXT_X = 10;
export const TICK = 7;
const STEP = 4;
/** How many strokes a picture holds: more would run into each other at 52 px. */
const MOST_STROKES = 9;
/** Distances from stroke to stroke: within a part, and before a part. */
const NEAR = 4;
const APART = 7;

export type Pattern = Pick<TemplateSummary["patterns"][number], "id" | "levels">;
type Stroke = { y: number; x: number; width: number; thin: boolean };
type Picture = { strokes: Stroke[]; ticks: number[]; dots: number[] };

/** Where the strokes of a pattern stand; of long speeches a part shows fewer paragraphs than it has. */
export function pictureOf({ id, levels }: Pattern): Picture {
  const parts = partsOf(levels);
  if (levels.length === 0) return BLANK_SHEET;
  return parts.length === 0 ? plainPicture(id === "agenda") : partedPicture(parts, id === "progressive");
}

/** A title and a salutation. */
const BLANK_SHEET: Picture = {
  strokes: [
    { y: 10, x: 10, width: 20, thin: false },
    { y: 20, x: 2, width: 12, thin: true },
  ],
  ticks: [],
  dots: [],
};

/** The number of blocks under each heading of level 1. */
function partsOf(levels: readonly number[]): number[] {
  const starts = levels.flatMap((level, place) => (level === 1 ? place : []));
  return starts.map((start, index) => (starts[index + 1] ?? levels.length) - start - 1);
}

function partedPicture(parts: readonly number[], stepsIn: boolean): Picture {
  const counts = strokesOf(parts);
  const picture: Picture = { strokes: [], ticks: [], dots: [] };
  const height = 2 + counts.reduce((sum, count) => sum + APART + (count - 1) * NEAR, 0) + APART;
  const scale = Math.min(1, (HEIGHT - 2) / height);
  let y = (HEIGHT - (height - 2) * scale) / 2;
  const add = (x: number, width: number, thin: boolean) => picture.strokes.push({ y: round(y), x, width, thin });
  add(TEXT_X, WIDTH - TEXT_X, true);
  for (const [place, count] of counts.entries()) {
    const x = TEXT_X + (stepsIn ? place * STEP : 0);
    y += APART * scale;
    picture.ticks.push(round(y));
    for (let stroke = 0; stroke < count; stroke += 1) {
      if (stroke > 0) y += NEAR * scale;
      add(x, (WIDTH - x) * (stroke > 0 && stroke === count - 1 ? 0.6 : 1), false);
    }
  }
  y += APART * scale;
  add(TEXT_X, (WIDTH - TEXT_X) * 0.7, true);
  return picture;
}

/** How many strokes each part gets: one at least, the rest by its share of the paragraphs, four at most. */
function strokesOf(parts: readonly number[]): number[] {
  const counts = parts.map(() => 1);
  for (let left = MOST_STROKES - parts.length; left > 0; left -= 1) {
    const wants = parts.map((size, place) => {
      const count = counts[place] ?? 1;
      return count < Math.min(4, size) ? size / count : 0;
    });
    const most = Math.max(...wants);
    if (most <= 0) break;
    const place = wants.indexOf(most);
    counts[place] = (counts[place] ?? 1) + 1;
  }
  return counts.slice(0, MOST_STROKES);
}

/** A speech without numbered parts: paragraphs with their first lines indented, or the items of an agenda. */
function plainPicture(agenda: boolean): Picture {
  const picture: Picture = { strokes: [], ticks: [], dots: [] };
  if (agenda) {
    for (const y of [4, 15, 26, 37, 48]) {
      picture.dots.push(y);
      picture.strokes.push({ y, x: TEXT_X, width: WIDTH - TEXT_X, thin: false });
      if (y < 48) picture.strokes.push({ y: y + NEAR, x: TEXT_X, width: (WIDTH - TEXT_X) * 0.6, thin: false });
    }
    return picture;
  }
  for (const top of [6, 22, 38]) {
    picture.strokes.push({ y: top, x: 8, width: WIDTH - 8, thin: false });
    picture.strokes.push({ y: top + NEAR, x: 2, width: WIDTH - 2, thin: false });
    picture.strokes.push({ y: top + 2 * NEAR, x: 2, width: (WIDTH - 2) * 0.7, thin: false });
  }
  return picture;
}

const round = (value: number) => Math.round(value * 10) / 10;
