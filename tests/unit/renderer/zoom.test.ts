import { expect, it } from "vitest";
import { zoomStep } from "../../../renderer/features/editor/zoom.ts";

it.each([
  [100, 1, 125],
  [100, -1, 90],
  [83, 1, 90],
  [83, -1, 75],
  [200, 1, 200],
  [50, -1, 50],
] as const)("from %d by %d to %d", (from, step, to) => {
  expect(zoomStep(from, step)).toBe(to);
});
