import { describe, expect, it } from "vitest";
import { importSource } from "#core/draft/import-source";
import type { SourceDocument } from "#core/draft/source";

const source = (...texts: string[]): SourceDocument => ({
  paragraphs: texts.map((text, index) => ({ runs: [{ text }], index })),
  messages: [],
});
const refusal = (code: string, words: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(words) });
const long = (characters: number) => source("同志们：", "字".repeat(characters - 4));

describe("importSource", () => {
  it("refuses a file without text, and says when it is only pictures", () => {
    expect(() => importSource(source())).toThrow(refusal("file.empty", "没有文字"));
    expect(() => importSource(source(" \u200B"))).toThrow(refusal("file.empty", "没有文字"));
    const picture = { level: "lost", code: "picture-lost", message: "", paragraph: null } as const;
    expect(() => importSource({ paragraphs: [], messages: [picture] })).toThrow(refusal("file.empty", "扫描件"));
  });

  it("takes 2,000,000 characters with a warning and refuses one more", () => {
    expect(importSource(long(2_000_000)).messages[0]).toMatchObject({ level: "info", code: "very-long" });
    expect(() => importSource(long(2_000_001))).toThrow(refusal("draft.too-large", "2000001 字，最多能打开 200 万字"));
  });

  it("does not warn up to 500,000 characters", () => {
    const codes = importSource(long(500_000)).messages.map(({ code }) => code);
    expect(codes).not.toContain("very-long");
  });
});
