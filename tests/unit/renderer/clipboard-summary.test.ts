import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportMessage } from "#core/draft/schema";
import { pasteSummary } from "../../../renderer/features/paste/paste-summary.ts";

const note = (code: string, count?: number): ImportMessage => ({
  level: "info",
  code,
  message: "。",
  paragraph: null,
  ...(count && { count }),
});

describe("the summary of a paste", () => {
  it("adds up what was taken out and what was changed, each kind once", () => {
    const notes = [
      note("page-number-removed"),
      note("scraping-mark-removed"),
      note("line-break-removed", 3),
      note("page-number-removed"),
      note("lines-joined", 2),
      note("table-as-text"),
    ];
    expect(pasteSummary(notes)).toBe("粘贴时去掉了：网页标记 1 处、手动换行 5 处、页码 2 处。改了写法：表格 1 个。");
  });

  it("says nothing of guesses, which stand among the import notes", () => {
    expect(pasteSummary([note("short-line"), note("title-missing")])).toBe("");
    expect(pasteSummary([])).toBe("");
  });

  it("knows every code that the fixtures of the clipboard tell", () => {
    const folder = join(import.meta.dirname, "../../fixtures/clipboard");
    const codes = readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .flatMap((file) => Object.keys(JSON.parse(readFileSync(join(folder, file), "utf8")).told));
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect(pasteSummary([note(code)]), code).not.toBe("");
  });
});
