import { expect, test } from "vitest";
import { HEIGHT, pictureOf, WIDTH } from "../../../renderer/features/new-draft/picture.ts";

const THREE_PARTS = [0, 0, 1, 0, 0, 0, 1, 0, 2, 2, 2, 2, 1, 0, 0, 0, 0, 0];

test.each([
  ["three parts", "awareness-task-guarantee", THREE_PARTS],
  ["steps", "progressive", THREE_PARTS],
  ["nine parts", "own", [0, ...Array.from({ length: 9 }, () => [1, 0, 0, 0]).flat()]],
  ["forty parts", "own", Array.from({ length: 40 }, () => 1)],
  ["no parts", "ceremonial", [0, 0, 0, 0]],
  ["an agenda", "agenda", [0, 0, 0, 0]],
  ["nothing", "own", []],
])("the picture of %s stays on its ground, and its strokes apart", (_, id, levels) => {
  const { strokes, ticks, dots } = pictureOf({ id, levels });
  for (const { x, y, width } of strokes) {
    expect(x >= 0 && x + width <= WIDTH && y > 0 && y < HEIGHT).toBe(true);
  }
  for (const y of [...ticks, ...dots]) expect(strokes.map((stroke) => stroke.y)).toContain(y);
  const heights = strokes.map(({ y }) => y);
  expect(heights).toEqual([...new Set(heights)].sort((one, other) => one - other));
});

test("each numbered part has a tick, opening and closing are thin", () => {
  const { strokes, ticks, dots } = pictureOf({ id: "awareness-task-guarantee", levels: THREE_PARTS });
  expect([ticks.length, dots.length]).toEqual([3, 0]);
  expect(strokes.flatMap(({ thin }, place) => (thin ? place : []))).toEqual([0, strokes.length - 1]);
});

test("a progressive speech steps in, others do not", () => {
  const begins = (id: string) => {
    const { strokes, ticks } = pictureOf({ id, levels: THREE_PARTS });
    return ticks.map((y) => strokes.find((stroke) => stroke.y === y)?.x ?? 0);
  };
  const [first = 0, second = 0, third = 0] = begins("progressive");
  expect(first < second && second < third).toBe(true);
  expect(new Set(begins("parallel")).size).toBe(1);
});

test("an address has neither ticks nor dots, a host's script has dots", () => {
  expect(pictureOf({ id: "ceremonial", levels: [0, 0, 0] })).toMatchObject({ ticks: [], dots: [] });
  expect(pictureOf({ id: "agenda", levels: [0, 0, 0] }).dots.length).toBeGreaterThan(2);
});
