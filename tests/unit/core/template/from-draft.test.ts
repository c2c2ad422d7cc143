import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Block, type MeetingCard, type Span, textOf } from "#core/draft/schema";
import { templateFrom, templateSource } from "#core/template/from-draft";
import { instantiate } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { type Template, writtenTemplateSchema } from "#core/template/schema";
import { openTemplate, templateFile } from "#core/template/template-file";
import { variablesIn } from "#core/template/variables";

const CARD: MeetingCard = {
  meeting: "2026年青云县知识产权联席会议",
  date: "2026-11-26",
  speaker: { name: "林向东", post: "青云县副县长" },
  topic: "知识产权",
  audience: "下级",
};
const NAMING = { id: "7f0c2f4e-8c1d-4a53-9d52-0a6f4f2a3b11", name: "我的联席会议", use: "每年开会用" };

const shipped = (id: string) =>
  readWritten(writtenTemplateSchema.parse(JSON.parse(readFileSync(`templates/${id}.json`, "utf8"))));

const paragraph = (...children: Span[]): Block => ({ type: "paragraph", children });

/** The template of a body under the card, with everything that can be a variable as one. */
function templateOf(body: Block[], known: { origin?: Template; replaced?: Template; pattern?: string } = {}) {
  const source = templateSource(body);
  return templateFrom(source, known, variablesIn(source, CARD), NAMING, known);
}

const bodyOf = (template: Template) => template.patterns[0]?.body ?? [];

describe("a draft that was made from a template", () => {
  it("becomes the template again", () => {
    const origin = shipped("joint-conference");
    for (const pattern of origin.patterns) {
      const again = templateOf(instantiate(pattern, CARD), { origin, pattern: pattern.id });
      expect(again.patterns).toHaveLength(1);
      expect(again.patterns[0]).toMatchObject({ id: pattern.id, parts: pattern.parts });
      expect(instantiate(again.patterns[0] as (typeof again.patterns)[0], {})).toEqual(instantiate(pattern, {}));
      const used = new Set(pattern.body.flatMap(({ children }) => children.flatMap(({ slot }) => slot ?? [])));
      for (const [key, slot] of Object.entries(again.slots)) {
        expect(used).toContain(key);
        expect(slot).toEqual(origin.slots[key]);
      }
    }
  });

  it("reads as another card says when it is used again", () => {
    const origin = shipped("joint-conference");
    const again = templateOf(instantiate(origin.patterns[0] as Template["patterns"][0], CARD), { origin });
    const other = instantiate(again.patterns[0] as Template["patterns"][0], {
      ...CARD,
      meeting: "2027年白石县联席会议",
      date: "2027-01-05",
      audience: "平级",
    });
    const text = other.map(textOf).join("\n");
    expect(text).toContain("2027年白石县联席会议");
    expect(text).toContain("2027年1月5日");
    expect(text).toContain("谈三点意见");
    expect(text).not.toContain("青云县知识产权");
  });
});

it("a type that greets others than 同志们 goes on greeting them", () => {
  const origin = { ...shipped("address"), salutation: "各位来宾" };
  const card = { ...CARD, salutation: "各位来宾" };
  const source = templateSource(instantiate(origin.patterns[0] as Template["patterns"][0], card));
  const template = templateFrom(source, {}, variablesIn(source, card), NAMING, { origin });
  expect(template.salutation).toBe("各位来宾");
  expect(bodyOf(template).find(({ type }) => type === "salutation")?.children[0]).toMatchObject({
    field: "salutation",
  });
});

describe("what of a draft goes into its template", () => {
  it("words that were unchecked, and places typed over, are text", () => {
    const source = templateSource([
      paragraph({ text: "今天召开" }, { text: CARD.meeting ?? "", field: "meeting" }, { text: "。" }),
      paragraph({ text: "昨天的会", field: "meeting", bold: true }, { text: "开得好。" }),
    ]);
    const template = templateFrom(source, {}, [], NAMING);
    expect(bodyOf(template).map(({ children }) => children)).toEqual([
      [{ text: "今天召开2026年青云县知识产权联席会议。" }],
      [{ text: "昨天的会", bold: true }, { text: "开得好。" }],
    ]);
  });

  it("marks of this speech alone go and their text stays", () => {
    const template = templateOf([
      paragraph(
        { text: "去年", carried: "year" },
        { text: "印发《纲要》", citation: "c1" },
        { text: "一是", item: true },
      ),
    ]);
    expect(bodyOf(template)[0]?.children).toEqual([{ text: "去年印发《纲要》" }, { text: "一是", item: true }]);
  });

  it("open slots stay with their purpose and whether they may be left out; 【…】 stays text", () => {
    const template = templateOf([
      paragraph({ text: "会议任务", slot: "opening.task" }, { text: "，【责任单位】负责。" }),
      paragraph({ text: "可写可不写", slot: "Strange Key", optional: true }, { text: "再说。" }),
    ]);
    expect(template.slots).toEqual({
      "opening.task": { purpose: "会议任务", required: true, characters: { min: 10, max: 200 }, wordings: [] },
      "own.slot-1": { purpose: "可写可不写", required: false, characters: { min: 10, max: 200 }, wordings: [] },
    });
    expect(bodyOf(template)[0]?.children.map(({ text }) => text)).toEqual(["会议任务", "，【责任单位】负责。"]);
    expect(bodyOf(template)[1]?.children[0]).toMatchObject({ slot: "own.slot-1", optional: true });
  });

  it("keys stay, and blocks without one or with that of another get their own", () => {
    const body: Block[] = [
      { type: "paragraph", key: "opening.point", children: [{ text: "一段" }] },
      { type: "paragraph", key: "opening.point", children: [{ text: "分出来的一段" }] },
      { type: "paragraph", key: "own.1", children: [{ text: "早先的" }] },
      { type: "paragraph", children: [{ text: "新写的" }] },
    ];
    expect(bodyOf(templateOf(body)).map(({ key }) => key)).toEqual(["opening.point", "own.2", "own.1", "own.3"]);
  });

  it("the title comes in one line, so that the meeting's name broken over two is found", () => {
    const template = templateOf([
      { type: "title", children: [{ text: "在2026年青云县" }] },
      { type: "title", children: [{ text: "知识产权联席会议上的讲话" }] },
      paragraph({ text: "" }),
      paragraph({ text: "正文。" }),
    ]);
    expect(bodyOf(template).map((block) => [block.type, textOf(block)])).toEqual([
      ["title", "在会议全称上的讲话"],
      ["paragraph", "正文。"],
    ]);
    expect(bodyOf(template)[0]?.children[1]).toEqual({ text: "会议全称", slot: "card.meeting" });
  });

  it("the pattern is the draft's, or one of its own with its headings as parts", () => {
    const headings = ["提高认识，统一思想", "突出重点"].map(
      (text): Block => ({ type: "heading", level: 1, children: [{ text }] }),
    );
    expect(templateOf(headings).patterns[0]).toMatchObject({ id: "own", parts: "提高认识，突出重点" });
    expect(templateOf(headings, { pattern: "parallel" }).patterns[0]).toMatchObject({ id: "parallel" });
    expect(templateOf(headings, { pattern: "later-pattern" }).patterns[0]).toMatchObject({ id: "own" });
  });

  it("gives a file that can be read again, even from an empty draft", () => {
    for (const body of [[paragraph({ text: "" })], [paragraph({ text: "很长的提示".repeat(30), slot: "a.b" })]]) {
      const template = templateOf(body);
      expect(openTemplate(templateFile(template))).toEqual({ state: "current", template });
    }
  });
});

describe("taking the place of an own template", () => {
  it("replaces the pattern of the draft and leaves the others with their slots", () => {
    const replaced = { ...shipped("joint-conference"), id: NAMING.id };
    const template = templateOf([paragraph({ text: "只有一句。" })], {
      replaced,
      pattern: "awareness-task-guarantee",
    });
    expect(template.patterns.map(({ id }) => id)).toEqual(["awareness-task-guarantee", "review-plan-demand"]);
    expect(template.patterns[0]?.body).toHaveLength(1);
    expect(template.patterns[1]).toEqual(replaced.patterns[1]);
    expect(openTemplate(templateFile(template))).toMatchObject({ state: "current" });
  });

  it("names nothing as the other patterns name something else", () => {
    const slot = (text: string) => [paragraph({ text: "请" }, { text, slot: "own.1" }, { text: "到场。" })];
    const replaced = templateOf(slot("单位"), { pattern: "parallel" });
    const { slots, patterns } = templateOf(slot("时间"), { replaced, pattern: "progressive" });
    const [first, second] = patterns.map(({ body }) => ({
      key: body[0]?.key,
      purpose: slots[body[0]?.children[1]?.slot ?? ""]?.purpose,
    }));
    expect([first?.purpose, second?.purpose]).toEqual(["单位", "时间"]);
    expect(first?.key).not.toBe(second?.key);
    const again = templateOf(slot("单位"), { replaced, pattern: "progressive" });
    expect(Object.keys(again.slots)).toEqual(["own.1"]);
  });

  it("adds a pattern that it did not have", () => {
    const replaced = { ...shipped("address"), id: NAMING.id };
    const template = templateOf([paragraph({ text: "只有一句。" })], { replaced });
    expect(template.patterns.map(({ id }) => id)).toEqual(["ceremonial", "own"]);
  });
});
