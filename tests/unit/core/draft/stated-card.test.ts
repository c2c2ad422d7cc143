import { describe, expect, it } from "vitest";
import type { Block, PlainBlockType } from "#core/draft/schema";
import { statedCard } from "#core/draft/stated-card";

const line = (type: PlainBlockType, text: string): Block => ({ type, children: [{ text }] });
const head = (date: string): Block[] => [
  line("title", "在全县安全生产工作会议上的讲话"),
  line("byline", "青云县副县长　林向东"),
  line("date", date),
  line("salutation", "同志们："),
];

describe("statedCard", () => {
  it("reads a speech that was written here as it reads one that was imported", () => {
    expect(statedCard({ body: head("（2026年11月26日）"), card: {} })).toMatchObject({
      meeting: "全县安全生产工作会议",
      date: "2026-11-26",
      year: 2026,
      speaker: { name: "林向东", post: "青云县副县长" },
      salutation: "同志们",
    });
  });

  it("believes a changed date line, not the card of the import", () => {
    const card = { date: "2025-11-20", year: 2025, place: "县政府" };
    expect(statedCard({ body: head("2026年11月26日"), card })).toMatchObject({ date: "2026-11-26", place: "县政府" });
  });

  it("leaves the date open where its line is open", () => {
    expect(statedCard({ body: head("2026年X月X日"), card: { date: "2025-11-20", year: 2025 } }).date).toBeUndefined();
  });

  it("keeps the card where the text is silent", () => {
    const card = { date: "2026-11-26", meeting: "全县会议" };
    expect(statedCard({ body: [line("title", "提纲"), line("date", "")], card })).toMatchObject(card);
  });
});
