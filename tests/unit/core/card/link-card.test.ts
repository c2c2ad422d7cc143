import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { linkablePlaces, linkCard } from "#core/card/link-card";
import type { Block, MeetingCard } from "#core/draft/schema";
import { bodySchema, textOf } from "#core/draft/schema";
import { readSpeechFile } from "../../../../electron/services/files.ts";
import { heading, line, paragraph, placesOf } from "./card-texts.ts";

const CARD: MeetingCard = {
  meeting: "青云县安全生产工作会议",
  date: "2026-11-26",
  speaker: { name: "林向东", post: "青云县副县长" },
  salutation: "同志们",
};
const SPEECH: Block[] = [
  line("title", "在青云县安全生产工作会议上的讲话"),
  line("byline", "青云县副县长　林向东"),
  line("date", "（2026年11月26日）"),
  line("salutation", "同志们："),
  paragraph("今天召开青云县安全生产工作会议，任务是安排今冬明春的工作。下面，我讲两点意见："),
  heading("提高认识"),
  paragraph("青云县安全生产工作会议开得很好。"),
  heading("抓好落实"),
];

describe("linkCard", () => {
  it("marks what the lines around the text, the opening and the promise say as the card does", () => {
    expect(placesOf(linkCard(SPEECH, CARD))).toEqual([
      "0 meeting=青云县安全生产工作会议",
      "1 speaker.post=青云县副县长",
      "1 speaker.name=林向东",
      "2 date=2026年11月26日",
      "3 salutation=同志们",
      "4 meeting=青云县安全生产工作会议",
      "4 promise=讲两点意见",
    ]);
  });

  it("never changes a character and finds nothing more the second time", () => {
    const linked = linkCard(SPEECH, CARD);
    expect(linked.map(textOf)).toEqual(SPEECH.map(textOf));
    expect(linkablePlaces(linked, CARD)).toEqual([]);
    expect(linkCard(linked, CARD)).toEqual(linked);
  });

  it("keeps what else the words carry", () => {
    const [title] = linkCard([line("title", "在青云县*安全生产*工作会议上的讲话")], CARD);
    expect(title?.children).toEqual([
      { text: "在" },
      { text: "青云县", field: "meeting" },
      { text: "安全生产", field: "meeting", bold: true },
      { text: "工作会议", field: "meeting" },
      { text: "上的讲话" },
    ]);
  });

  it.each<[string, Block[]]>([
    ["last year's meeting", [paragraph("去年青云县安全生产工作会议以来，形势平稳。")]],
    ["a meeting of another year", [line("title", "在2025年青云县安全生产工作会议上的讲话")]],
    ["a numbered meeting", [paragraph("第三次青云县安全生产工作会议开过了。")]],
    ["a longer name", [line("title", "在青云县安全生产工作会议暨消防工作会议上的讲话")]],
    ["the end of a longer name", [line("title", "在临江市青云县安全生产工作会议上的讲话")]],
    [
      "the end of a longer name over two lines",
      [line("title", "在临江市"), line("title", "青云县安全生产工作会议上的讲话")],
    ],
    ["a room", [paragraph("请到青云县安全生产工作会议室签到。")]],
    ["the text behind the first heading", [heading("总结"), paragraph("青云县安全生产工作会议之后要抓落实。")]],
    [
      "words inside a citation",
      [{ type: "paragraph", children: [{ text: textOf(paragraph("青云县安全生产工作会议")), citation: "c" }] }],
    ],
    ["a name inside another", [line("byline", "青云县副县长助理　欧阳林向东明")]],
    ["one of two greetings", [line("salutation", "各位领导："), line("salutation", "同志们：")]],
    ["a greeting of more people", [line("salutation", "各位领导、同志们：")]],
    ["a later day", [line("date", "12026年11月26日")]],
  ])("leaves %s alone", (_, body) => {
    expect(placesOf(linkCard(body, CARD))).toEqual([]);
  });

  it.each<[string, string, number]>([
    ["counts other points than the speech has", "下面，我讲三点意见。", 2],
    ["is part of another sentence", "县长讲两点意见的时候，大家都在听。", 2],
    ["stands where nothing is counted", "下面，我讲几点意见。", 0],
  ])("leaves a promise alone that %s", (_, words, parts) => {
    const body = [paragraph(words), ...Array.from({ length: parts }, () => heading("任务"))];
    expect(placesOf(linkCard(body, {}))).toEqual([]);
  });

  it("does not take a short name in running text for the meeting", () => {
    const body = [line("title", "在全会上的讲话"), paragraph("全会提出了要求。")];
    expect(placesOf(linkCard(body, { meeting: "全会" }))).toEqual(["0 meeting=全会"]);
  });

  it("marks an empty card nowhere but in the commonest greeting", () => {
    const plain: Block[] = [line("title", "在会议上的讲话"), line("salutation", "各位代表："), paragraph("讲几句。")];
    expect(linkCard(plain, {})).toEqual(plain);
  });
});

const FOLDER = new URL("../../../fixtures/speeches/", import.meta.url);
const origin = () => ({ id: "7c9e6679-7425-40de-944b-e07fc1f90ae7", now: "2026-11-22T08:00:00.000Z" });
const names = readdirSync(FOLDER).filter((name) => !name.endsWith(".json"));

describe("speeches as they are opened", () => {
  it.each(names)("%s follows the card that was read from it", async (name) => {
    const { draft } = await readSpeechFile({ name, bytes: readFileSync(new URL(name, FOLDER)) }, origin);
    const { body, card } = draft;
    const says = new Set(placesOf(body).map((place) => place.replace(/^\d+ /u, "")));
    const title = body
      .filter(({ type }) => type === "title")
      .map(textOf)
      .join("");
    if (card.meeting && title.includes(card.meeting)) expect(says).toContain(`meeting=${card.meeting}`);
    const byline = body.find(({ type }) => type === "byline");
    if (card.speaker?.name && byline && textOf(byline).includes(card.speaker.name)) {
      expect(says).toContain(`speaker.name=${card.speaker.name}`);
    }
    expect(placesOf(body).length).toBeGreaterThan(0);
    expect(bodySchema.parse(linkCard(body, card))).toEqual(body);
  });
});
