import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../renderer/styles/tokens.css"), "utf8");

type Tokens = Record<string, string>;

/** The colours of one rule of tokens.css. */
function rule(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/gu)].map(([, name, value]) => [name, value]),
  );
}

const light = rule(":root");
const darkWhitePaper = { ...light, ...rule(':root[data-theme="dark"]') };
const dark = { ...darkWhitePaper, ...rule(':root[data-theme="dark"]:not([data-paper="white"])') };
const themes: [string, Tokens][] = [
  ["light", light],
  ["dark", dark],
  ["dark with white paper", darkWhitePaper],
];

/** Relative luminance. Source: WCAG 2.2, “relative luminance”. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, a: string, b: string): number {
  const [high = 0, low = 0] = [a, b].map((name) => luminance(tokens[name] ?? "")).sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const text: [string, string[]][] = [
  ["ink", ["chrome", "raised", "hover", "hover-raised", "pressed-raised", "sel", "mark"]],
  ["ink2", ["chrome", "raised", "hover", "hover-raised", "sel"]],
  ["ink3", ["chrome", "raised", "hover-raised", "sel"]],
  ["accent-text", ["chrome", "raised", "hover-raised", "sel"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["must", ["must-tint", "chrome", "raised"]],
  ["look", ["look-tint", "chrome", "raised", "hover-raised", "sel"]],
  ["info", ["chrome", "raised"]],
  ["paper-ink", ["paper", "paper-mark", "paper-mark-current"]],
  ["paper-accent", ["paper", "slot-tint"]],
  ["paper-must", ["paper"]],
  ["paper-look", ["paper"]],
];
const edges: [string, string[]][] = [
  ["ctl", ["raised", "hover-raised", "sel", "chrome"]],
  ["accent-text", ["raised", "chrome", "sel", "desk"]],
];

describe.each(themes)("%s", (_, tokens) => {
  test.each(text.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))(
    "%s can be read on %s",
    (ink, ground) => {
      expect(contrast(tokens, ink, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(edges.flatMap(([edge, grounds]) => grounds.map((ground) => [edge, ground] as const)))(
    "the edge %s is seen on %s",
    (edge, ground) => {
      expect(contrast(tokens, edge, ground)).toBeGreaterThanOrEqual(3);
    },
  );
});

// Half of what tells ink from ground would be loud, and what is less than this nobody sees.
test.each(themes)("%s: what the pointer is on is told from what lies beside it", (_, tokens) => {
  for (const [fill, ground] of [
    ["hover", "chrome"],
    ["hover-raised", "raised"],
    ["pressed", "hover"],
    ["pressed-raised", "hover-raised"],
  ] as const) {
    expect(contrast(tokens, fill, ground), `${fill} on ${ground}`).toBeGreaterThanOrEqual(1.06);
  }
});

test("the measure is that of the design: ink on chrome 15.2 light, 12.9 dark", () => {
  expect(contrast(light, "ink", "chrome")).toBeCloseTo(15.2, 1);
  expect(contrast(dark, "ink", "chrome")).toBeCloseTo(12.9, 1);
});
