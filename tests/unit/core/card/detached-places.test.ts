import { describe, expect, it } from "vitest";
import { detachedPlaces, unusedFields } from "#core/card/detached-places";
import { withChanges } from "#core/card/field-places";
import { withFieldValue } from "#core/card/typed";
import type { Block, MeetingCard } from "#core/draft/schema";
import { textOf } from "#core/draft/schema";
import { heading, line, paragraph, placesOf } from "./card-texts.ts";

const CARD: MeetingCard = {
  meeting: "青云县安全生产工作会议",
  date: "2026-11-26",
  speaker: { name: "林向东", post: "副县长" },
};
const brief = (body: readonly Block[], card = CARD) =>
  detachedPlaces(body, card).map(({ block, field, text, value }) => `${block} ${field}: ${text} → ${value}`);
/** The text once every place that can be is linked again. */
const relinked = (body: readonly Block[], card = CARD) =>
  withChanges(
    body,
    detachedPlaces(body, card).flatMap(({ relinking }) => relinking),
  );

describe("detached places", () => {
  it("are those whose text was typed over, and linking them again brings back what the card says", () => {
    const body = [
      line("title", "在{meeting:青云县消防工作会议}上的讲话"),
      paragraph("召开{meeting:青云县安全生产工作会议}。"),
    ];
    expect(brief(body)).toEqual(["0 meeting: 青云县消防工作会议 → 青云县安全生产工作会议"]);
    const after = relinked(body);
    expect(after.map(textOf)).toEqual(["在青云县安全生产工作会议上的讲话", "召开青云县安全生产工作会议。"]);
    expect(brief(after)).toEqual([]);
  });

  it("count one that a break parted as one, and put it together again", () => {
    const body = [line("title", "在{meeting:青云县}"), line("title", "{meeting:安全生产工作会议}上的讲话")];
    expect(brief(body)).toEqual(["0 meeting: 青云县安全生产工作会议 → 青云县安全生产工作会议"]);
    expect(relinked(body).map(textOf)).toEqual(["在青云县安全生产工作会议", "上的讲话"]);
  });

  it("count one as one that words without the mark were pasted into", () => {
    const body = [paragraph("召开{meeting:青云县}今年的{meeting:安全生产工作会议}。")];
    expect(brief(body)).toEqual(["0 meeting: 青云县今年的安全生产工作会议 → 青云县安全生产工作会议"]);
    expect(relinked(body).map(textOf)).toEqual(["召开青云县安全生产工作会议。"]);
  });

  it("keep two of one block apart that are two", () => {
    const body = [paragraph("从{meeting:去年的会议}到{meeting:今年的会议}。")];
    expect(brief(body)).toHaveLength(2);
  });

  it("are also the lines that name another meeting, day or speaker than the card", () => {
    const body = [
      line("title", "在青云县消防工作会议上的讲话"),
      line("byline", "副县长　何志远"),
      line("date", "（2025.11.20）"),
      line("salutation", "各位领导、同志们："),
    ];
    const card = { ...CARD, salutation: "同志们" };
    expect(brief(body, card)).toEqual([
      "0 meeting: 青云县消防工作会议 → 青云县安全生产工作会议",
      "1 speaker.name: 何志远 → 林向东",
      "2 date: 2025.11.20 → 2026年11月26日",
      "3 salutation: 各位领导、同志们 → 同志们",
    ]);
    const after = relinked(body, card);
    expect(after.map(textOf)).toEqual([
      "在青云县安全生产工作会议上的讲话",
      "副县长　林向东",
      "（2026年11月26日）",
      "同志们：",
    ]);
    expect(brief(after, card)).toEqual([]);
  });

  it("tell what the text says and the card lacks, with the value for the card", () => {
    const body = [
      line("title", "在青云县消防工作会议上的讲话"),
      line("byline", "副县长　林　向东"),
      line("date", "二〇二六年十一月二十六日"),
      paragraph("在{place:县政府}召开。"),
    ];
    const found = detachedPlaces(body, {});
    expect(found.map(({ value, relinking }) => [value, relinking.length])).toEqual(found.map(() => [undefined, 0]));
    const card = found.reduce<MeetingCard>(
      (filled, { filling }) => (filling ? withFieldValue(filled, filling.field, filling.value) : filled),
      {},
    );
    expect(card).toEqual({
      meeting: "青云县消防工作会议",
      speaker: { post: "副县长", name: "林向东" },
      date: "2026-11-26",
      place: "县政府",
    });
  });

  it("offer no value for the card where the words are none, as for a date that is half typed", () => {
    const [date, previous] = detachedPlaces([line("date", "{date:2026年X月}"), paragraph("{previousYear:去}年")], CARD);
    expect(date).toMatchObject({ text: "2026年X月", value: "2026年11月26日" });
    expect(date?.filling).toBeUndefined();
    expect(previous?.filling).toBeUndefined();
  });

  it.each<[string, Block[], MeetingCard]>([
    ["linked places", [line("title", "在{meeting:青云县安全生产工作会议}上的讲话")], CARD],
    ["lines that say what the card says", [line("byline", "副县长　林向东"), line("date", "2026.11.26")], CARD],
    ["the prompt of an open slot", [line("title", "在[会议全称]工作会议上的讲话"), line("byline", "[某某书记]")], CARD],
    ["an open place of the card", [{ type: "byline", children: [{ text: "讲话人", slot: "card.speaker.name" }] }], {}],
    ["a title that names no meeting", [line("title", "严守纪律规矩　永葆清廉本色")], CARD],
    ["the greeting that goes without saying", [line("salutation", "同志们：")], {}],
    ["two greetings", [line("salutation", "各位领导："), line("salutation", "各位来宾：")], { salutation: "同志们" }],
    ["marks of a newer program", [paragraph("{weather:晴}")], CARD],
  ])("are not %s", (_, body, card) => {
    expect(brief(body, card)).toEqual([]);
  });

  it("survive signs that mean something to a search", () => {
    const body = [line("title", "在青云县（A+B）$(x)\\d工作会议上的讲话")];
    expect(brief(body)).toEqual(["0 meeting: 青云县（A+B）$(x)\\d工作会议 → 青云县安全生产工作会议"]);
  });
});

it("a field that is filled in and stands nowhere is named, those that only tell of the speech are not", () => {
  const card: MeetingCard = { ...CARD, year: 2026, place: "县政府", audience: "下级", timeLimitMinutes: 15 };
  const body = [line("title", "在{meeting:青云县安全生产工作会议}上的讲话"), heading("任务")];
  expect(placesOf(body)).toHaveLength(1);
  expect(unusedFields(body, card)).toEqual(["date", "speaker.name", "speaker.post", "place"]);
});
