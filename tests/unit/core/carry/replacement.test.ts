import { describe, expect, it } from "vitest";
import { changesWithYear, isConfirmed, offerFor } from "#core/carry/replacement";
import type { CarriedKind, MeetingCard } from "#core/draft/schema";

const OLD: MeetingCard = {
  meeting: "2025年青云县知识产权联席会议暨打击侵权假冒工作领导小组会议",
  shortName: "联席会议",
  year: 2025,
  date: "2025-11-20",
  region: "青云县",
  place: "县政府第一会议室",
  speaker: { name: "林向东", post: "青云县副县长" },
  host: "何志远",
};
const NEW: MeetingCard = {
  meeting: "2026年白石县知识产权工作推进会议暨打击侵权假冒工作协调会议",
  shortName: "推进会议",
  year: 2026,
  date: "2026-11-26",
  region: "白石县",
  place: "县行政中心",
  speaker: { name: "陈思齐", post: "白石县县长" },
  host: "沈立",
};
const offered = (kind: CarriedKind, text: string, card = NEW, old = OLD) => offerFor({ kind, text }, old, card);

describe("what the new card offers", () => {
  it.each<[CarriedKind, string, string, string | undefined]>([
    ["meeting", OLD.meeting ?? "", NEW.meeting ?? "", "meeting"],
    ["meeting", "联席会议", "推进会议", "shortName"],
    [
      "meeting",
      "青云县知识产权联席会议暨打击侵权假冒工作领导小组会议",
      "白石县知识产权工作推进会议暨打击侵权假冒工作协调会议",
      undefined,
    ],
    ["meeting", "县知识产权联席会议", "县知识产权工作推进会议", undefined],
    ["meeting", "打击侵权假冒工作领导小组会议", "打击侵权假冒工作协调会议", undefined],
    ["place", "青云县", "白石县", "region"],
    ["place", "青云", "白石", undefined],
    ["place", "县政府第一会议室", "县行政中心", "place"],
    ["unit", "青云县科技局", "白石县科技局", "region"],
    ["person", "林向东", "陈思齐", "speaker.name"],
    ["person", "青云县副县长", "白石县县长", "speaker.post"],
    ["person", "何志远", "沈立", "host"],
    ["date", "2025年11月20日", "2026年11月26日", "date"],
    ["date", "11月20日上午", "11月26日上午", undefined],
    ["date", "二〇二五年十一月二十日", "二〇二六年十一月二十六日", undefined],
    ["year", "2025年", "2026年", "year"],
    ["year", "2024年", "2025年", "previousYear"],
    ["year", "2024—2025年", "2025—2026年", "previousYear"],
    ["year", "2026年", "2027年", "nextYear"],
    ["year", "二〇二五年", "二〇二六年", undefined],
    ["year", "２０２５年", "２０２６年", undefined],
  ])("for the %s %s is %s", (kind, text, expected, field) => {
    const offer = offered(kind, text);
    expect(offer?.text).toBe(expected);
    expect(offer?.parts.find((part) => part.field)?.field).toBe(field);
    // The parts cover the whole text in order.
    expect(offer?.parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
  });

  it.each<[CarriedKind, string]>([
    ["year", "2021—2035年"],
    ["year", "2021—2025年"],
    ["year", "2022年"],
    ["year", "2027年"],
    ["date", "10月底"],
    ["year", "〔2025〕18号"],
    ["year", "2023—2025年"],
    ["date", "2025年3月18日"],
    ["date", "11月21日"],
    ["unit", "县科技局"],
    ["unit", "云岭电子科技有限公司"],
    ["person", "周明远"],
    ["person", "林向东林"],
    ["place", "石门镇"],
    ["meeting", "另一个会议"],
  ])("for the %s %s is nothing", (kind, text) => {
    expect(offered(kind, text)).toBeUndefined();
  });

  it("is nothing where the card is empty, or the old one did not say", () => {
    expect(offered("year", "2025年", {})).toBeUndefined();
    expect(offered("date", "2025年11月20日", { year: 2026 })).toBeUndefined();
    expect(offered("meeting", OLD.meeting ?? "", { year: 2026 })).toBeUndefined();
    expect(offered("year", "2025年", NEW, {})).toBeUndefined();
    expect(offered("person", "林向东", NEW, {})).toBeUndefined();
  });

  it("moves other years on as a proposal only", () => {
    expect(offered("year", "2025年")?.shifted).toBe(false);
    expect(offered("year", "2024年")?.shifted).toBe(true);
    expect(offered("year", "2023年", { year: 2027 })?.text).toBe("2025年");
  });

  it("confirms what the new card says in the same words, but not a whole unit by its region", () => {
    const same = { ...NEW, region: "青云县" };
    expect(isConfirmed(offered("place", "青云县", same), "青云县")).toBe(true);
    expect(offered("unit", "青云县科技局", same)).toBeUndefined();
    expect(isConfirmed(undefined, "青云县")).toBe(false);
  });

  it("confirms what the old speech says as the new card does, though the old card did not know it", () => {
    expect(offered("place", "白石县", NEW, {})).toMatchObject({ text: "白石县", parts: [{ field: "region" }] });
    expect(offered("person", "陈思齐", NEW, {})?.text).toBe("陈思齐");
    // Who presided then and speaks now is not whom the sentence about the host means.
    expect(offered("person", "何志远", { ...NEW, speaker: { name: "何志远" } })?.text).toBe("沈立");
  });

  it("links a region only where the new card names it itself", () => {
    const { region: _, ...unnamed } = NEW;
    const offer = offered("place", "青云县", unnamed);
    expect(offer?.text).toBe("白石县");
    expect(offer?.parts[0]?.field).toBeUndefined();
  });

  it.each([
    ["2025年", "2025年是“十四五”规划收官之年，任务很重。"],
    ["2025年", "我们迎来2025年这个开局之年。"],
    ["2025年", "2025年是建县四十周年。"],
    ["2025年10月", "2025年10月是第三十个宣传月。"],
  ])("is nothing where the clause is true of %s only: %s", (text, paragraph) => {
    const kind: CarriedKind = text.endsWith("月") ? "date" : "year";
    const place = { kind, text, start: paragraph.indexOf(text) };
    expect(changesWithYear(place, paragraph)).toBe(true);
    expect(offerFor(place, OLD, NEW, paragraph)).toBeUndefined();
    expect(isConfirmed(offerFor({ kind: "year", text: "2025年", start: 0 }, OLD, OLD, paragraph), "2025年")).toBe(true);
  });

  it.each([
    ["2025年，“十四五”规划进入收官阶段。"],
    ["总结2025年工作，谋划开局。"],
    ["2025年第三季度，五个专项全部完成。"],
  ])("is the new year where another clause says so: %s", (paragraph) => {
    const place = { kind: "year" as const, text: "2025年", start: paragraph.indexOf("2025年") };
    expect(changesWithYear(place, paragraph)).toBe(false);
    expect(offerFor(place, OLD, NEW, paragraph)?.text).toBe("2026年");
  });

  it("moves the year of a month on as a proposal, and a host's name to the new host's name", () => {
    expect(offered("date", "2025年10月底")).toMatchObject({ text: "2026年10月底", shifted: true });
    const host = { ...NEW, host: "县政府办公室主任沈立" };
    expect(offered("person", "何志远", host)?.text).toBe("沈立");
    expect(offered("person", "县政府办公室主任何志远", host, { ...OLD, host: "县政府办公室主任何志远" })?.text).toBe(
      "县政府办公室主任沈立",
    );
  });
});
