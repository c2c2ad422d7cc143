import { describe, expect, it } from "vitest";
import type { Template } from "#core/template/schema";
import { isSharedFile, openSharedFile, openTemplate, sharedFile, templateFile } from "#core/template/template-file";

function templateWith(changes: Partial<Record<keyof Template | "x-later", unknown>> = {}): Template {
  return {
    schemaVersion: 1,
    id: "7f0c2f4e-8c1d-4a53-9d52-0a6f4f2a3b11",
    name: "每周例会",
    group: "我的模板",
    use: "周一上午用",
    targetCharacters: { min: 500, max: 900 },
    slots: {
      "opening.point": {
        purpose: "会议点题",
        required: true,
        characters: { min: 10, max: 40 },
        wordings: ["今天研究{topic}工作"],
      },
    },
    patterns: [
      {
        id: "own",
        parts: "一件事",
        body: [
          { type: "title", key: "title", children: [{ text: "会议全称", slot: "card.meeting" }] },
          { type: "paragraph", key: "opening", children: [{ text: "会议点题", slot: "opening.point" }] },
        ],
      },
    ],
    ...changes,
  } as Template;
}

const slotWith = (changes: object) => ({
  slots: { "opening.point": { ...templateWith().slots["opening.point"], ...changes } },
});
const bodyWith = (...children: object[]) => ({
  patterns: [{ id: "own", parts: "", body: [{ type: "paragraph", children }] }],
});
const pattern = templateWith().patterns[0];

describe("a template's file", () => {
  it("comes back as it was, with keys that this program does not know", () => {
    const template = templateWith({ "x-later": { kept: true } });
    expect(openTemplate(templateFile(template))).toEqual({ state: "current", template });
  });

  it("loses the marks that belong to one speech", () => {
    const opened = openTemplate(
      templateFile(
        templateWith({ slots: {}, ...bodyWith({ text: "甲", carried: "year" }, { text: "乙", citation: "1" }) }),
      ),
    );
    expect(opened).toMatchObject({
      template: { patterns: [{ body: [{ children: [{ text: "甲" }, { text: "乙" }] }] }] },
    });
    expect(JSON.stringify(opened)).not.toMatch(/carried|citation/u);
  });

  it.each([
    ["broken JSON", '{"schemaVersion": 1, "name"', "文件内容不完整"],
    ["a list", "[]", "内容不是模板"],
    ["no version", '{"name": "甲"}', "没有写明格式版本"],
    ["a later version", templateFile(templateWith({ schemaVersion: 2 })), "更新版本的讲稿匠写的（格式版本 2）"],
    [
      "a name of 200 characters",
      templateFile(templateWith({ name: "长".repeat(200) })),
      "的名字有 200 个字，最多 40 个",
    ],
    ["no name", templateFile(templateWith({ name: "  " })), "里的“name”不合模板的格式"],
    [
      "a thousand patterns",
      templateFile(templateWith({ patterns: Array(1000).fill(pattern) })),
      "有 1000 种结构，最多 10 种",
    ],
    ["no pattern", templateFile(templateWith({ patterns: [] })), "里的“patterns”不合模板的格式"],
    ["the same pattern twice", templateFile(templateWith({ patterns: [pattern, pattern] })), "把“own”这种结构写了两遍"],
    [
      "a pattern nobody knows",
      templateFile(templateWith({ patterns: [{ ...pattern, id: "circle" }] })),
      "patterns.0.id",
    ],
    [
      "ten thousand blocks",
      templateFile(templateWith({ patterns: [{ ...pattern, body: Array(10_000).fill(pattern?.body[0]) }] })),
      "有 10000 段，最多 3000 段",
    ],
    [
      "a thousand slots",
      templateFile(
        templateWith({ slots: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`a.b${n}`, {}])) }),
      ),
      "有 1000 个空位，最多 500 个",
    ],
    [
      "fifty wordings",
      templateFile(templateWith(slotWith({ wordings: Array(50).fill("一句") }))),
      "有 50 种写法，最多 12 种",
    ],
    [
      "a slot that nothing explains",
      templateFile(templateWith({ slots: {} })),
      "用到了“opening.point”这个空位，却没有写明它是什么",
    ],
    [
      "a slot named like what every object has",
      templateFile(templateWith(bodyWith({ text: "甲", slot: "constructor" }))),
      "用到了“constructor”",
    ],
    [
      "a field that no card has",
      templateFile(templateWith(bodyWith({ text: "甲", field: "weather" }))),
      "用到了“weather”，信息卡里没有这一项",
    ],
    [
      "an open field that no card has",
      templateFile(templateWith(bodyWith({ text: "甲", slot: "card.weather" }))),
      "用到了“weather”",
    ],
    [
      "a wording that names its own slot",
      templateFile(templateWith(slotWith({ wordings: ["先看[opening.point]"] }))),
      "“opening.point”这个空位的写法有错：它又套着空位“opening.point”，填不完",
    ],
    [
      "a wording with an unknown slot",
      templateFile(templateWith(slotWith({ wordings: ["[a.b]"] }))),
      "没有写明“a.b”这个空位",
    ],
    [
      "a wording with an unknown field",
      templateFile(templateWith(slotWith({ wordings: ["{weather}"] }))),
      "信息卡里没有“weather”这一项",
    ],
    [
      "a purpose that is no text",
      templateFile(templateWith(slotWith({ purpose: 5 }))),
      "里的“slots.opening.point.purpose”不合模板的格式",
    ],
    [
      "a target the wrong way round",
      templateFile(templateWith({ targetCharacters: { min: 9, max: 1 } })),
      "targetCharacters",
    ],
  ])("%s is broken, with a reason", (_, json, reason) => {
    expect(openTemplate(json)).toMatchObject({ state: "broken", reason: expect.stringContaining(reason) });
  });

  it("tells a later version from damage", () => {
    expect(openTemplate(templateFile(templateWith({ schemaVersion: 2 })))).toMatchObject({ version: 2 });
    expect(openTemplate("[]")).not.toHaveProperty("version");
  });

  it("takes markup in a name as the text that it is", () => {
    const template = templateWith({ name: "<img src=x onerror=alert(1)>" });
    expect(openTemplate(templateFile(template))).toMatchObject({ template: { name: "<img src=x onerror=alert(1)>" } });
  });
});

describe("a file for colleagues", () => {
  it("brings all its templates", () => {
    const templates = [templateWith(), templateWith({ id: "joint-conference", name: "联席会议" })];
    expect(openSharedFile("甲.speech-template", `\uFEFF${sharedFile(templates)}`)).toEqual(templates);
    expect(isSharedFile(sharedFile(templates))).toBe(true);
    expect(isSharedFile(templateFile(templateWith()))).toBe(false);
  });

  const file = (changes: object) =>
    JSON.stringify({ kind: "speechwright-templates", schemaVersion: 1, templates: [templateWith()], ...changes });

  it.each([
    [
      "broken JSON",
      sharedFile([templateWith()]).slice(0, 300),
      "没有取入“甲.speech-template”：文件内容不完整，或者不是模板文件",
    ],
    ["another kind of file", '{"schemaVersion": 1, "body": []}', "它不是讲稿匠的模板文件"],
    ["a list", "[]", "它不是讲稿匠的模板文件"],
    ["no version", file({ schemaVersion: "1" }), "没有写明模板的格式版本"],
    ["nothing in it", file({ templates: [] }), "里面没有模板"],
    ["too much in it", file({ templates: Array(101).fill(templateWith()) }), "里面有 101 个模板，一个文件最多 100 个"],
    [
      "the same template twice",
      file({ templates: [templateWith(), templateWith()] }),
      "第 2 个模板和前面一个用了同一个编号",
    ],
    [
      "one broken among good ones",
      file({ templates: [templateWith(), templateWith({ id: "other", slots: {} })] }),
      "第 2 个模板用到了“opening.point”",
    ],
  ])("%s: nothing of it is taken in, and a sentence says why", (_, json, sentence) => {
    expect(() => openSharedFile("甲.speech-template", json)).toThrow(sentence);
  });

  it.each([
    ["the file", file({ schemaVersion: 2 })],
    ["one of its templates", file({ templates: [templateWith({ schemaVersion: 2 })] })],
  ])("%s of a later version asks for the update", (_, json) => {
    expect(() => openSharedFile("甲.speech-template", json)).toThrow(
      "它是更新版本的讲稿匠写的。先更新讲稿匠，再取入。",
    );
  });
});
