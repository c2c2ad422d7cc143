import { describe, expect, it } from "vitest";
import { exportName, numberedName, safeFileName } from "#core/draft/export-name";

describe("exportName", () => {
  it("takes title and date of the card", () => {
    expect(exportName({ title: "在会议上的讲话", card: { date: "2026-11-26" } })).toBe("在会议上的讲话_20261126.docx");
  });

  it("leaves the date out where the card has none", () => {
    expect(exportName({ title: "在会议上的讲话", card: {} })).toBe("在会议上的讲话.docx");
  });

  it("cuts a long title so that date and ending stay", () => {
    const name = exportName({ title: "讲".repeat(300), card: { date: "2026-11-26" } });
    expect([...exportName({ title: "a".repeat(300), card: { date: "2026-11-26" } })]).toHaveLength(100);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(220);
    expect(name).toMatch(/_20261126\.docx$/u);
  });
});

describe("safeFileName", () => {
  it.each([
    ['a<b>:"/\\|?*c', "abc.docx"],
    ["", "讲稿.docx"],
    ["CON", "讲稿.docx"],
    ["  ..", "讲稿.docx"],
    ["名字. . ", "名字.docx"],
    ["换行\n与\u200b零宽", "换行与零宽.docx"],
  ])("makes %j acceptable everywhere", (name, expected) => {
    expect(safeFileName(name, ".docx")).toBe(expected);
  });

  it("never cuts a character in two", () => {
    expect(safeFileName("𠮷".repeat(120), ".docx")).toBe(`${"𠮷".repeat(53)}.docx`);
  });
});

describe("numberedName", () => {
  it("puts the number before the ending", () => {
    expect(numberedName("讲话_20261126.docx", 2)).toBe("讲话_20261126（2）.docx");
    expect(numberedName("讲话", 3)).toBe("讲话（3）");
  });
});
