import { describe, expect, it } from "vitest";
import type { CitationEntry, TermEntry } from "#core/library/entry";
import { inQuotes, insertionsOf, inTitleSigns, withoutTitleSigns } from "#core/library/insertion";

const citation = (changes: Partial<CitationEntry>): CitationEntry => ({
  id: "P1",
  kind: "citation",
  title: "关于强化知识产权保护的意见",
  documentKind: "opinion",
  status: "unknown",
  themes: [],
  ...changes,
});
const term = (changes: Partial<TermEntry>): TermEntry => ({
  id: "T1",
  kind: "term",
  title: "双减",
  themes: [],
  ...changes,
});
const texts = (entry: Parameters<typeof insertionsOf>[0]) => insertionsOf(entry).map(({ form, text }) => [form, text]);

describe("a title", () => {
  it.each([
    ["商标法", "《商标法》"],
    ["《商标法》", "《商标法》"],
    ["关于适用《反不正当竞争法》若干问题的解释", "《关于适用〈反不正当竞争法〉若干问题的解释》"],
    ["《关于适用〈反不正当竞争法〉若干问题的解释》", "《关于适用〈反不正当竞争法〉若干问题的解释》"],
    ["《商标法》和《专利法》的修改说明", "《〈商标法〉和〈专利法〉的修改说明》"],
    ["《商标法》和《专利法》", "《〈商标法〉和〈专利法〉》"],
    ["关于修改《关于实施〈商标法〉的规定》的决定", "《关于修改〈关于实施《商标法》的规定〉的决定》"],
    ["“十四五”市场监管现代化规划", "《“十四五”市场监管现代化规划》"],
  ])("%s stands as %s", (title, expected) => {
    expect(inTitleSigns(title)).toBe(expected);
  });
});

describe("words in quotation marks", () => {
  it.each([
    ["保护知识产权就是保护创新。", "“保护知识产权就是保护创新。”"],
    ["“保护知识产权就是保护创新。”", "“保护知识产权就是保护创新。”"],
    ["推进“放管服”改革", "“推进‘放管服’改革”"],
    ["“放管服”和“双随机”", "“‘放管服’和‘双随机’”"],
    ["他说“要读‘十五五’规划”", "“他说‘要读“十五五”规划’”"],
    ["Let’s go", "“Let’s go”"],
  ])("%s stands as %s", (words, expected) => {
    expect(inQuotes(words)).toBe(expected);
  });
});

describe("what an entry puts into a text", () => {
  it("is the title, the title with its number, and the words of the document where the record has them", () => {
    expect(texts(citation({}))).toEqual([["title", "《关于强化知识产权保护的意见》"]]);
    expect(texts(citation({ documentNumber: "国发〔2021〕20号", text: "严保护、大保护。" }))).toEqual([
      ["title", "《关于强化知识产权保护的意见》"],
      ["number", "《关于强化知识产权保护的意见》（国发〔2021〕20号）"],
      ["quote", "“严保护、大保护。”"],
    ]);
  });

  it("never brackets a number twice and never invents one", () => {
    expect(texts(citation({ documentNumber: "（国发〔2021〕20号）" }))[1]).toEqual([
      "number",
      "《关于强化知识产权保护的意见》（国发〔2021〕20号）",
    ]);
    expect(texts(citation({ documentNumber: " " }))).toHaveLength(1);
    expect(texts(citation({ text: "\n" }))).toHaveLength(1);
  });

  it("is one line without what nobody sees", () => {
    expect(
      texts(citation({ title: "关于强化\u200B知识产权\n保护的意见", text: "一、总体要求\r\n　　二、重点任务" })),
    ).toEqual([
      ["title", "《关于强化知识产权保护的意见》"],
      ["quote", "“一、总体要求二、重点任务”"],
    ]);
  });

  it("brings a copy of what it cites, with the title bare", () => {
    const [, number] = insertionsOf(citation({ title: "《商标法》", documentNumber: "主席令第二十九号" }));
    expect(number?.citation).toEqual({
      entryId: "P1",
      title: "商标法",
      documentNumber: "主席令第二十九号",
      text: "《商标法》（主席令第二十九号）",
    });
    expect(insertionsOf(term({}))[0].citation).toEqual({ entryId: "T1", title: "双减", text: "双减" });
  });

  it("is the term, the term with what it means, or that alone", () => {
    expect(texts(term({ expansion: "减轻作业负担和校外培训负担" }))).toEqual([
      ["term", "双减"],
      ["explained", "双减（减轻作业负担和校外培训负担）"],
      ["expansion", "减轻作业负担和校外培训负担"],
    ]);
    expect(texts(term({}))).toEqual([["term", "双减"]]);
  });

  it("leaves out what only tells a shipped term from others, and keeps the brackets of an own one", () => {
    expect(texts(term({ title: "三同时（安全设施）", confidence: "high" }))).toEqual([["term", "三同时"]]);
    expect(texts(term({ title: "三同时（安全设施）" }))).toEqual([["term", "三同时（安全设施）"]]);
    expect(
      texts(term({ title: "五位一体", expansion: "经济建设、政治建设（总体布局）", confidence: "medium" }))[1],
    ).toEqual(["explained", "五位一体（经济建设、政治建设）"]);
  });

  it.each([
    ["《专利法》", "专利法"],
    ["《专利法》和《商标法》", "《专利法》和《商标法》"],
    ["《关于实施〈专利法〉的意见》", "关于实施〈专利法〉的意见"],
  ])("has of a title %s without the signs around it: %s", (title, bare) => {
    expect(withoutTitleSigns(title)).toBe(bare);
  });

  it("is a slogan as it stands, without a copy", () => {
    const slogan = { id: "S1", kind: "slogan", text: "会议开到一线。", place: "开头", themes: [] } as const;
    expect(insertionsOf({ ...slogan, themes: [] })).toEqual([{ form: "slogan", text: "会议开到一线。" }]);
  });
});
