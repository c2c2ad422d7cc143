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

  it("believes the card where a line follows it, and the line where it was typed over", () => {
    const card = { meeting: "全县会议", date: "2026-11-26", speaker: { name: "林向东", post: "副县长" } };
    const linked = (field: string, text: string) => ({ text, field });
    const body: Block[] = [
      { type: "title", children: [{ text: "在" }, linked("meeting", "全县会议"), { text: "上的讲话" }] },
      {
        type: "byline",
        children: [linked("speaker.post", "副县长"), { text: "　" }, linked("speaker.name", "何志远")],
      },
      { type: "date", children: [linked("date", "2026年11月27日")] },
    ];
    expect(statedCard({ body, card })).toMatchObject({
      meeting: "全县会议",
      date: "2026-11-27",
      speaker: { name: "何志远", post: "副县长" },
    });
    expect(statedCard({ body: body.slice(0, 1), card })).toEqual(card);
  });

  it("takes no meeting from a title that puts one together from other fields", () => {
    const title: Block = {
      type: "title",
      children: [{ text: "在" }, { text: "青云县", field: "region" }, { text: "工作会议上的讲话" }],
    };
    const card = { meeting: "青云县安全生产工作会议", region: "青云县" };
    expect(statedCard({ body: [title], card })).toEqual(card);
  });

  it("reads a title that the writer broke into lines", () => {
    const body = [line("title", "在2026年青云县知识产权联席会议"), line("title", "暨领导小组会议上的讲话")];
    expect(statedCard({ body, card: {} }).meeting).toBe("2026年青云县知识产权联席会议暨领导小组会议");
  });

  it("never takes the prompt of an open slot for a name or a meeting", () => {
    const open = (type: PlainBlockType, text: string): Block => ({ type, children: [{ text, slot: "card.some" }] });
    const body: Block[] = [
      {
        type: "title",
        children: [{ text: "在" }, { text: "全县某某会议", slot: "own.meeting" }, { text: "上的讲话" }],
      },
      open("byline", "县长　王明"),
      open("salutation", "各位领导"),
    ];
    expect(statedCard({ body, card: {} })).toEqual({});
  });
});
