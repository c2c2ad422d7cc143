import { describe, expect, it } from "vitest";
import { carryOver, readOldSpeech, SOUGHT } from "#core/carry/carry-over";
import { carriedPlaces } from "#core/carry/find-carried";
import { plainParagraphs, plainText } from "#core/draft/plain-text";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { type Block, bodySchema, type MeetingCard, textOf } from "#core/draft/schema";

const SPEECH = `在2025年青云县河湖保护联席会议上的讲话
青云县副县长　林向东
（2025年11月20日）
同志们：
今天，我们召开2025年青云县河湖保护联席会议，总结2024年以来的工作。刚才，县水利局作了汇报，周明远同志讲了意见。
一、认清形势
青云县的河湖，要管到每一段。
二、抓好落实
11月30日前，请县水利局交出清单。《河湖保护规划（2021—2035年）》要落地。`;
const read = (text: string) => {
  const { body, card } = recognise(readText(text));
  return readOldSpeech({ body, card });
};
const CARD: MeetingCard = {
  meeting: "2026年青云县河湖保护联席会议",
  year: 2026,
  date: "2026-11-26",
  region: "青云县",
  speaker: { name: "陈思齐", post: "青云县县长" },
  salutation: "各位领导、同志们",
};
const texts = (body: readonly Block[]) => body.map(textOf);
const left = (body: readonly Block[]) => carriedPlaces(body).map(({ kind, text }) => `${kind} ${text}`);

describe("a new draft from an old speech", () => {
  it("puts the new card into the lines around the text and marks the rest", () => {
    const { body, head, carriedFrom } = carryOver(read(SPEECH), CARD);
    expect(bodySchema.safeParse(body).success).toBe(true);
    expect(texts(body).slice(0, 4)).toEqual([
      "在2026年青云县河湖保护联席会议上的讲话",
      "青云县县长　陈思齐",
      "（2026年11月26日）",
      "各位领导、同志们：",
    ]);
    expect(body.slice(0, 4).flatMap(({ children }) => children.flatMap(({ field }) => field ?? []))).toEqual([
      "meeting",
      "speaker.post",
      "speaker.name",
      "date",
      "salutation",
    ]);
    expect(left(body)).toEqual([
      "meeting 2025年青云县河湖保护联席会议",
      "year 2024年",
      "unit 县水利局",
      "person 周明远",
      "date 11月30日",
      "unit 县水利局",
    ]);
    // The region is the same: the card has confirmed it, and the place follows it.
    expect(body[6]?.children).toContainEqual({ text: "青云县", field: "region" });
    expect(body.map(({ type }) => type)).toEqual(read(SPEECH).body.map(({ type }) => type));
    expect(head.card).toBe(CARD);
    expect(carriedFrom.title).toBe("在2025年青云县河湖保护联席会议上的讲话");
    expect(carriedFrom.card).toMatchObject({ year: 2025, region: "青云县", speaker: { name: "林向东" } });
    expect(carriedFrom.paragraphs).toHaveLength(9);
    expect(carriedFrom.paragraphs[5]).toBe("一、认清形势");
  });

  it("changes no other character, whatever the card says", () => {
    const old = read(SPEECH);
    expect(plainText(carryOver(old, {}).body)).toBe(plainText(old.body));
    expect(left(carryOver(old, {}).body).slice(0, 4)).toEqual([
      "meeting 2025年青云县河湖保护联席会议",
      "person 青云县副县长",
      "person 林向东",
      "date 2025年11月20日",
    ]);
  });

  it("lets what followed the old card follow the new one, and keeps the old words where that one is silent", () => {
    const body: Block[] = [
      {
        type: "paragraph",
        children: [
          { text: "2025年县里的会", field: "meeting" },
          { text: "由" },
          { text: "何志远", field: "host", bold: true },
          { text: "主持，" },
          { text: "知识产权", field: "topic" },
          { text: "，原" },
          { text: "改过的会", field: "meeting" },
          { text: "填", slot: "card.place" },
        ],
      },
    ];
    const card = { meeting: "2025年县里的会", host: "何志远", topic: "知识产权" };
    const old = readOldSpeech({ body, card });
    expect(carryOver(old, { meeting: "2026年县里的会", place: "礼堂" }).body.at(-1)?.children).toEqual([
      { text: "2026年县里的会", field: "meeting" },
      { text: "由" },
      { text: "何志远", bold: true, carried: "person" },
      { text: "主持，" },
      { text: "知识产权" },
      { text: "，原" },
      { text: "改过的会" },
      { text: "礼堂", field: "place" },
    ]);
  });

  it("keeps slots, citations, pattern and bold; leaves 未归位 and old marks behind", () => {
    const body: Block[] = [
      { type: "title", children: [{ text: "讲话" }] },
      {
        type: "paragraph",
        key: "opening.point",
        leadLevel: 2,
        children: [
          { text: "2025年要带头。", lead: true, bold: true },
          { text: "《条例》", citation: "c1" },
          { text: "牵头单位", slot: "opening.unit", optional: true },
          { text: "不是", carried: "unit" },
        ],
      },
    ];
    const citations = { c1: { entryId: "p1", title: "条例", text: "《条例》" } };
    const old = readOldSpeech({
      body,
      card: { year: 2025 },
      template: "symposium",
      pattern: "parallel",
      citations,
      unplaced: [{ type: "paragraph", children: [{ text: "旧段" }] }],
    });
    const { body: fresh, head } = carryOver(old, { year: 2026 });
    expect(fresh[1]).toEqual({
      type: "paragraph",
      key: "opening.point",
      leadLevel: 2,
      children: [
        { text: "2025年", lead: true, bold: true, carried: "year" },
        { text: "要带头。", lead: true, bold: true },
        { text: "《条例》", citation: "c1" },
        { text: "牵头单位", slot: "opening.unit", optional: true },
        { text: "不是" },
      ],
    });
    expect(head).toEqual({ card: { year: 2026 }, citations, template: "symposium", pattern: "parallel" });
  });
});

describe("an old speech without structure", () => {
  const missing = (text: string) => {
    const old = read(text);
    return SOUGHT.filter(({ missing }) => missing(old)).map(({ name }) => name);
  };

  it("loses nothing and says what was not found", () => {
    const text = "今年我们在青云县干成了几件事，2025年3月建成了水厂。大家要接着干，不要松劲。";
    const { body, carriedFrom } = carryOver(read(text), CARD);
    expect(body[0]).toEqual({ type: "title", children: [{ text: "" }] });
    expect(plainParagraphs(body).map((each) => each.text)).toEqual([text]);
    expect(left(body)).toEqual(["date 2025年3月"]);
    expect(carriedFrom).toEqual({ title: "", card: { year: 2025 }, paragraphs: [text] });
    expect(missing(text)).toEqual(["题目", "会议名称", "年份", "讲话人", "层次标题"]);
    expect(missing(SPEECH)).toEqual([]);
  });

  it("works on a text of 100,000 characters", () => {
    const text = `在2025年青云县工作会议上的讲话\n同志们：\n${"2025年，县科技局和石门镇要把这件事办好，周明远同志牵头。\n".repeat(3400)}`;
    const old = read(text);
    const { body } = carryOver(old, CARD);
    expect(plainText(body).length).toBeGreaterThan(100_000);
    expect(carriedPlaces(body).length).toBe(3400 * 4);
  });
});

describe("an old speech that says no year on its head", () => {
  const from = (text: string) => {
    const old = readOldSpeech({ body: [{ type: "paragraph", children: [{ text }] }], card: {} });
    return carryOver(old, {}).carriedFrom.card.year;
  };

  it("gives the one year that its text names to the offers, and none where it names several", () => {
    expect(from("2025年10月底前完成，2025年不留尾巴，落实《纲要（2021—2035年）》。")).toBe(2025);
    expect(from("2024年开头，2025年收尾。")).toBeUndefined();
    expect(from("今年的工作。")).toBeUndefined();
  });
});
