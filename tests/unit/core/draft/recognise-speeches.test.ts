import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countHan } from "#core/draft/counting";
import { numbersOf } from "#core/draft/numbering";
import { outlineOf } from "#core/draft/outline";
import { plainParagraphs, plainText } from "#core/draft/plain-text";
import { readMarkdown } from "#core/draft/read-markdown";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { type Block, bodySchema, cardSchema, type MeetingCard, textOf } from "#core/draft/schema";
import type { SourceDocument } from "#core/draft/source";
import { decodeText } from "../../../../electron/services/files/decode-text.ts";
import { buildDocx, docxSource } from "../../../fixtures/build-docx.ts";

type ExpectedBlock = {
  role: Block["type"];
  level?: number;
  number?: string;
  /** The whole text, or its beginning and end. */
  text?: string;
  starts?: string;
  ends?: string;
  lead?: string;
  items?: string[];
  bold?: string;
};
type Structure = {
  encoding?: string;
  card: MeetingCard;
  body: ExpectedBlock[];
  messages: { level: string; code: string; paragraph: number | null }[];
};

const FOLDER = new URL("../../../fixtures/speeches/", import.meta.url);
const SAMPLE = new URL("../../../../assets/sample/joint-conference-2023.txt", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => !name.endsWith(".json"));

function sourceOf(name: string): SourceDocument {
  if (name.endsWith(".docx")) return docxSource(name);
  const { text } = decodeText(readFileSync(new URL(name, FOLDER)));
  return name.endsWith(".md") ? readMarkdown(text) : readText(text);
}

function structureOf(name: string): Structure {
  return JSON.parse(readFileSync(new URL(`${name.replace(/\.\w+$/u, "")}.structure.json`, FOLDER), "utf8"));
}

function marked(block: Block, mark: "lead" | "item" | "bold"): string[] {
  return block.children.filter((span) => span[mark]).map((span) => span.text);
}

/** A block in the words of a structure file, its text cut to what `expected` writes down. */
function described(block: Block, number: string, expected: ExpectedBlock): ExpectedBlock {
  const text = textOf(block);
  const level = block.type === "heading" ? block.level : block.type === "paragraph" ? block.leadLevel : undefined;
  const items = marked(block, "item");
  const bold = marked(block, "bold").join("");
  return {
    role: block.type,
    ...(level !== undefined && { level, number }),
    ...(level !== undefined && block.type === "paragraph" && { lead: marked(block, "lead").join("") }),
    ...(items.length > 0 && { items }),
    ...(bold !== "" && { bold }),
    ...(expected.text === undefined
      ? { starts: text.slice(0, expected.starts?.length), ends: text.slice(-(expected.ends?.length ?? 0)) }
      : { text }),
  };
}

const squeeze = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]/gu, "");
const A_NUMBER = /^(?:第?[（(]?[一二三四五六七八九十\d０-９㈠-㈩①-⑳⑴-⒇]+[）)]?(?:部分)?[、.．]?)?$/u;

/** Fails unless every character of the source is in the body, in order, or told by a message, or a number that is computed now. */
function expectNothingLost(source: SourceDocument): void {
  const { body, messages } = recognise({ ...source, messages: [] });
  const told = messages
    .filter(({ code }) => code.endsWith("-removed"))
    .flatMap(({ message, paragraph }) =>
      [...message.matchAll(/“(.*)”/gsu)].map((match) => ({ text: squeeze(match[1] ?? ""), paragraph })),
    );
  const removed: string[] = [];
  const lines = source.paragraphs.map(({ autoNumber = "", runs, index }) => {
    const text = squeeze(`${autoNumber}${runs.map((run) => run.text).join("")}`);
    const own = told.filter(({ paragraph }) => paragraph === index);
    if (own.some((one) => one.text === text)) return "";
    removed.push(...own.map((one) => one.text));
    return text;
  });
  const from = lines.join("");
  const splits = messages.filter(({ code }) => code === "heading-split").length;
  let stops = 0;
  const explain = (gap: string, numbered: boolean) => {
    let rest = gap;
    while (removed[0] !== undefined && rest.includes(removed[0])) rest = rest.replace(removed.shift() ?? "", "");
    if (/^[。：]/u.test(rest) && stops < splits) {
      stops += 1;
      rest = rest.slice(1);
    }
    expect(numbered ? rest.replace(A_NUMBER, "") : rest).toBe("");
  };
  let at = 0;
  for (const block of body) {
    const text = squeeze(textOf(block));
    const place = from.indexOf(text, at);
    expect(place, text).toBeGreaterThanOrEqual(at);
    explain(
      from.slice(at, place),
      block.type === "heading" || (block.type === "paragraph" && Boolean(block.leadLevel)),
    );
    at = place + text.length;
  }
  explain(from.slice(at), false);
  expect(removed).toEqual([]);
}

describe("the speeches written for these tests", () => {
  it("are twelve, each with its structure written down and a length of 350 to 1,500 characters", () => {
    expect(files).toHaveLength(12);
    for (const name of files) {
      const { length } = plainText(recognise(sourceOf(name)).body);
      expect(length, name).toBeGreaterThan(350);
      expect(length, name).toBeLessThan(1500);
    }
  });

  it.each(files)("%s has the structure written down beside it", (name) => {
    const { body, card, messages } = recognise(sourceOf(name));
    const structure = structureOf(name);
    const numbers = numbersOf(body);
    const found = body.map((block, at) =>
      described(block, numbers[at] ?? "", structure.body[at] ?? { role: "paragraph" }),
    );
    expect(found).toEqual(structure.body);
    expect(card).toEqual(structure.card);
    expect(messages.map(({ level, code, paragraph }) => ({ level, code, paragraph }))).toEqual(structure.messages);
    expect(bodySchema.parse(body)).toEqual(body);
    expect(cardSchema.parse(card)).toEqual(card);
    expect(body.every((block) => textOf(block).trim() !== "")).toBe(true);
  });

  it.each(files.filter((name) => !name.endsWith(".docx")))("%s is decoded without a guess", (name) => {
    const decoded = decodeText(readFileSync(new URL(name, FOLDER)));
    expect(decoded).toMatchObject({ encoding: structureOf(name).encoding, certain: true });
  });

  it.each(files)("%s loses no character without a message", (name) => {
    expectNothingLost(sourceOf(name));
  });

  it.each(files)("%s gives the same structure when its own plain text is read again", (name) => {
    const first = recognise(sourceOf(name));
    const again = recognise(readText(plainText(first.body)));
    expect(plainText(again.body)).toBe(plainText(first.body));
    expect(outlineOf(again.body)).toEqual(outlineOf(first.body));
    expect(again.body.map(({ type }) => type)).toEqual(first.body.map(({ type }) => type));
  });

  it.each(files)("every message about %s names a place that can be found in the draft, or one that is gone", (name) => {
    const { body, messages } = recognise(sourceOf(name));
    const text = body.map(textOf);
    for (const { excerpt, message } of messages) {
      expect(message).toMatch(/。$/u);
      if (excerpt !== undefined) expect(text.some((one) => one.includes(excerpt))).toBe(true);
    }
  });

  it.each(files.filter((name) => name.endsWith(".docx")))("%s is the file that the builder builds", (name) => {
    expect(Buffer.from(buildDocx(name)).equals(readFileSync(new URL(name, FOLDER)))).toBe(true);
  });
});

describe("the sample speech", () => {
  const source = readText(readFileSync(SAMPLE, "utf8"));
  const { body, card, messages } = recognise(source);
  const paragraphs = plainParagraphs(body);

  it("has 16 paragraphs, three first-level headings and 2,043 Han characters with numbers", () => {
    expect(paragraphs).toHaveLength(16);
    expect(outlineOf(body).map(({ label, level }) => [label, level])).toEqual([
      ["一、", 1],
      ["二、", 1],
      ["三、", 1],
    ]);
    expect(countHan(plainText(body))).toBe(2043);
  });

  it("keeps the placeholder in the one-line title and fills the card only with what is certain", () => {
    expect(body.slice(0, 2).map((block) => [block.type, textOf(block)])).toEqual([
      ["title", "XX副区长在2023年区知识产权联席会议上的讲话"],
      ["salutation", "同志们："],
    ]);
    expect(card).toEqual({ meeting: "2023年区知识产权联席会议", year: 2023, salutation: "同志们" });
  });

  it("marks 一是 to 三是 as paragraphs in part two and run in in part three", () => {
    const items = body.map((block) => marked(block, "item")).filter((words) => words.length > 0);
    expect(items).toEqual([["一是"], ["二是"], ["三是"], ["一是", "二是", "三是"]]);
  });

  it("removes the two scraping marks, reports them and leaves no empty paragraph", () => {
    expect(messages.map(({ level, code, paragraph }) => [level, code, paragraph])).toEqual([
      ["info", "scraping-mark-removed", 9],
      ["info", "scraping-mark-removed", 16],
    ]);
    expect(messages[0]?.message).toContain("##paidbegin##");
    expect(plainText(body)).not.toContain("#");
    expectNothingLost(source);
  });
});
