import type { z } from "zod";
import { departures, type Layout, layoutSchema } from "#core/word/layouts";

const MARGINS: ReadonlySet<string> = new Set(["topMm", "bottomMm", "leftMm", "rightMm"]);

export const PAGE_NUMBERS = [
  { id: "outside", label: "单页居右、双页居左" },
  { id: "centre", label: "居中" },
  { id: "none", label: "不编页码" },
] as const;

/** One line that tells a profile from the others; margins only where they are not the standard's. */
export function layoutSummary(layout: Layout): string {
  const found = departures(layout);
  const pageNumber = { outside: "单页码居右、双页码居左", centre: "页码居中", none: "不编页码" }[layout.pageNumber];
  const margins = `上下左右边距 ${layout.topMm}、${layout.bottomMm}、${layout.leftMm}、${layout.rightMm} 毫米`;
  const parts = [
    layout.grid && "28 字 × 22 行",
    `行距 ${layout.linePitchPt} 磅`,
    found.some(({ field }) => MARGINS.has(field)) && margins,
    pageNumber,
  ].filter((part) => part !== false);
  return `${parts.join("，")}。${found.length === 0 ? "与 GB/T 9704—2012 一致。" : ""}`;
}

/** Where a profile departs from the standard, in one line; undefined when nowhere. */
export function departureLine(layout: Layout): string | undefined {
  const labels = departures(layout).map(({ field, label }) => (MARGINS.has(field) ? "页边距" : label));
  return labels.length === 0 ? undefined : `与国标不同：${[...new Set(labels)].join("、")}。`;
}

/** What is wrong with each field of `layout`, by its path (`topMm`, `styles.title.sizePt`), as sentences that say what fits. */
export function layoutProblems(layout: Layout, others: readonly Layout[]): Record<string, string> {
  const parsed = layoutSchema.safeParse(layout);
  const problems = Object.fromEntries(
    (parsed.error?.issues ?? []).map((issue) => [issue.path.join("."), sentenceOf(issue)]),
  );
  const name = layout.name.trim();
  if (others.some((other) => other.id !== layout.id && other.name === name)) {
    problems.name = `已经有一个叫“${name}”的版式，换个名字。`;
  }
  return problems;
}

/** The bounds as `layoutSchema` states them per kind of field. */
function sentenceOf({ path }: z.core.$ZodIssue): string {
  const field = String(path.at(-1));
  if (MARGINS.has(field)) return "填 5 到 80 之间的数。";
  if (field === "linePitchPt") return "填 12 到 80 之间的数。";
  if (field === "sizePt") return "填 5 到 72。";
  if (field === "font") return "填一种字体的名字，最多 64 个字。";
  return "起个名字，最多 30 个字。";
}

/** 号 of the sizes that documents are set in, in points. Source: Word's own list of Chinese sizes. */
const SIZE_NAMES: Record<number, string> = {
  42: "初号",
  36: "小初",
  26: "一号",
  24: "小一",
  22: "二号",
  18: "小二",
  16: "三号",
  15: "小三",
  14: "四号",
  12: "小四",
  10.5: "五号",
  9: "小五",
};

/** 磅, with the name of the size where it has one. */
export function sizeUnit(sizePt: number): string {
  const name = SIZE_NAMES[sizePt];
  return name ? `磅 ${name}` : "磅";
}
