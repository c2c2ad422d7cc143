import { readFileSync } from "node:fs";
import { type Block, type Draft, newDraft } from "#core/draft/schema";

/** A draft with fixed id and times around `body`. */
export function draftOf(...body: Block[]): Draft {
  return newDraft({ id: "3f0f3d64-2c0a-4d8e-9f6e-1b2c3d4e5f60", now: "2026-01-01T00:00:00.000Z" }, body);
}

export const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({
  type: "heading",
  level,
  children: [{ text }],
});

/** The shipped sample, its blocks told apart by what stands in this one file. */
export function sampleDraft(): Draft {
  const file = new URL("../../../../assets/sample/joint-conference-2023.txt", import.meta.url);
  const lines = readFileSync(file, "utf8")
    .replace(/##\w+##/gu, "")
    .split("\n")
    .filter((line) => line !== "");
  return draftOf(
    ...lines.map((line, index): Block => {
      if (index === 0) return { type: "title", children: [{ text: line }] };
      if (index === 1) return { type: "salutation", children: [{ text: line }] };
      return /^[一二三]、/u.test(line) ? heading(1, line.slice(2)) : paragraph(line);
    }),
  );
}

/** Every kind of block and mark, with quotation marks, digits and Latin in the text. */
export function mixedDraft(): Draft {
  const mixed =
    "他强调：“要抓住‘三件事’”，《条例》第12条规定，全年GDP增长5.5%，完成率100%——这是2023年A区的目标……各部门要抓好落实。";
  return draftOf(
    { type: "title", children: [{ text: "在2024年全区经济工作会议暨“两会”精神传达学习会上的讲话" }] },
    { type: "subtitle", children: [{ text: "——兼谈作风建设" }] },
    { type: "byline", children: [{ text: "区委书记　李某" }] },
    { type: "date", children: [{ text: "（2024年1月5日）" }] },
    { type: "salutation", children: [{ text: "同志们：" }] },
    paragraph(mixed.repeat(4)),
    heading(1, "认清形势"),
    heading(2, "提高站位"),
    heading(3, "抓学习"),
    heading(4, "学原文"),
    {
      type: "paragraph",
      leadLevel: 2,
      children: [
        { text: "压实责任。", lead: true },
        { text: mixed },
        { text: "一是", item: true },
        { text: "必须到位", bold: true },
        { text: "，不留" },
        { text: "死角", citation: "c1" },
        { text: "。" },
      ],
    },
    paragraph(mixed.repeat(16)),
    { type: "signature", children: [{ text: "区委办公室" }] },
    { type: "signature", children: [{ text: "2024年1月5日" }] },
  );
}
