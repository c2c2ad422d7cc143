import { describe, expect, it } from "vitest";
import { createFinder, type FindOptions, quoteRegex } from "#core/draft/find";

const PLAIN: FindOptions = { matchCase: false, sameWidth: false, sameBrackets: false, regex: false };
const REGEX: FindOptions = { ...PLAIN, regex: true };

/** The hits of `query` in `text` as the words they mark. */
function hits(query: string, text: string, options: Partial<FindOptions> = {}, number = ""): string[] {
  const finder = createFinder(query, { ...PLAIN, ...options });
  if ("problem" in finder) throw new Error(finder.problem);
  return [...finder.find(text, number)].map(({ start, end }) => text.slice(start, end));
}

/** `text` with every hit replaced, as an editor applies the edits. */
function replaced(query: string, text: string, replacement: string, options: Partial<FindOptions> = {}, number = "") {
  const finder = createFinder(query, { ...PLAIN, ...options });
  if ("problem" in finder) throw new Error(finder.problem);
  return [...finder.find(text, number, replacement)].reduceRight(
    (rest, { start, end, text: fresh }) => rest.slice(0, start) + fresh + rest.slice(end),
    text,
  );
}

function problem(query: string): string {
  const finder = createFinder(query, REGEX);
  return "problem" in finder ? finder.problem : "";
}

describe("plain text", () => {
  it.each([
    ["落实", "抓落实、再落实，落实到位", ["落实", "落实", "落实"]],
    ["哈哈", "哈哈哈哈哈", ["哈哈", "哈哈"]],
    ["  ", "甲   乙", ["  "]],
    [".*", "甲.*乙", [".*"]],
    ["没有的", "甲乙丙", []],
    ["", "甲乙丙", []],
    ["gdp", "GDP增速，Gdp总量", ["GDP", "Gdp"]],
    ["👍", "好👍🏽", ["👍"]],
  ])("%s", (query, text, found) => {
    expect(hits(query, text)).toEqual(found);
  });

  it("keeps the case apart on wish", () => {
    expect(hits("GDP", "GDP增速，Gdp总量", { matchCase: true })).toEqual(["GDP"]);
  });

  it("keeps its offsets behind letters that get longer in lower case", () => {
    expect(hits("落实", "İİİ抓落实Abc")).toEqual(["落实"]);
    expect(hits("abc", "İİİ抓落实Abc")).toEqual(["Abc"]);
  });

  it("never takes half an emoji or half a rare character", () => {
    expect(hits("\uD83D", "好👍好")).toEqual([]);
    expect(hits("\uDC4D", "好👍好")).toEqual([]);
    expect(hits("\uD83D", "坏\uD83D字")).toEqual(["\uD83D"]);
  });

  it("takes the replacement as it is", () => {
    expect(replaced("三年", "三年行动，三年攻坚", "$1五$&年$$")).toBe("$1五$&年$$行动，$1五$&年$$攻坚");
    expect(replaced("落实", "落实", "落实落实")).toBe("落实落实");
    expect(replaced("的", "我的你的", "")).toBe("我你");
  });
});

describe("全角半角一样", () => {
  it.each([
    ["2026", "２０２６年、2026年", ["２０２６", "2026"]],
    ["２０２６", "2026年", ["2026"]],
    ["(试行)", "办法（试行）", ["（试行）"]],
    ["5%,", "增长５％，", ["５％，"]],
    ["ａｂ", "AB", ["AB"]],
    ["甲 乙", "甲　乙，甲\u00A0乙", ["甲　乙", "甲\u00A0乙"]],
    ['"两个"', "“两个”", ["“两个”"]],
  ])("%s", (query, text, found) => {
    expect(hits(query, text, { sameWidth: true })).toEqual(found);
    expect(hits(query, text)).toEqual(found.filter((words) => words.toLowerCase() === query.toLowerCase()));
  });

  it("keeps its offsets beside signs that are several characters in another form, and takes none of them apart", () => {
    expect(hits("2026", "５㎡……㈠２０２６年", { sameWidth: true })).toEqual(["２０２６"]);
    expect(hits("m2", "５㎡", { sameWidth: true })).toEqual([]);
    expect(hits("。", "1.5", { sameWidth: true })).toEqual([]);
  });
});

describe("括号形式一样", () => {
  it.each([
    ["〔2026〕", "国发[2026]1号、国发【2026】2号、国发（2026）3号、国发(2026)4号、国发［2026］5号"],
    ["(2026)", "国发〔2026〕1号、国发[2026]2号、国发【2026】3号、国发（2026）4号、国发﹝2026﹞5号"],
  ])("%s finds every form", (query, text) => {
    expect(hits(query, text, { sameBrackets: true })).toHaveLength(5);
    expect(hits(query, text)).toEqual([]);
    expect(replaced(query, text, "〔2026〕", { sameBrackets: true })).toBe(
      "国发〔2026〕1号、国发〔2026〕2号、国发〔2026〕3号、国发〔2026〕4号、国发〔2026〕5号",
    );
  });

  it("keeps opening and closing ones apart, and digits of other widths", () => {
    expect(hits("〕", "（一）", { sameBrackets: true })).toEqual(["）"]);
    expect(hits("〔2026〕", "〔２０２６〕", { sameBrackets: true })).toEqual([]);
    expect(hits("[2026]", "〔２０２６〕", { sameBrackets: true, sameWidth: true })).toEqual(["〔２０２６〕"]);
  });

  it("knows the quotation marks of both forms", () => {
    expect(hits("“两个维护”", "「两个维护」", { sameBrackets: true })).toEqual(["「两个维护」"]);
    expect(hits('"两个维护"', "「两个维护」", { sameBrackets: true, sameWidth: true })).toEqual(["「两个维护」"]);
  });
});

describe("computed numbers", () => {
  it("are read with the text, and only the text is marked", () => {
    expect(hits("一、加强", "加强领导", {}, "一、")).toEqual(["加强"]);
    expect(hits("(二)狠抓", "狠抓落实", { sameWidth: true }, "（二）")).toEqual(["狠抓"]);
    expect(hits("一、加强", "加强领导", {}, "二、")).toEqual([]);
  });

  it("are no hit by themselves, but are told", () => {
    expect(hits("一、", "加强领导", {}, "一、")).toEqual([]);
    const finder = createFinder("一、", PLAIN);
    expect("problem" in finder || [finder.inNumber("一、"), finder.inNumber("二、")]).toEqual([true, false]);
    expect(hits("一", "一心一意", {}, "一、")).toEqual(["一", "一"]);
  });

  it.each([
    ["一、增强", "增强领导"],
    ["二、增强", "增强领导"],
    ["增强", "增强领导"],
    ["", "领导"],
  ])("stay when “一、加强” becomes “%s”", (replacement, after) => {
    expect(replaced("一、加强", "加强领导", replacement, {}, "一、")).toBe(after);
  });

  it("leave a typed number in running text to be replaced", () => {
    expect(replaced("一、加强", "要点：一、加强领导", "二、增强")).toBe("要点：二、增强领导");
  });
});

describe("regular expressions", () => {
  it.each([
    ["\\d{4}年", "2026年、２０２６年、26年", ["2026年"]],
    ["[\\u4e00-\\u9fa5]+", "国发2026号", ["国发", "号"]],
    ["^同志们", "同志们，同志们", ["同志们"]],
    ["gdp|CPI", "GDP和cpi", ["GDP", "cpi"]],
    ["a*", "baab", ["aa"]],
    ["x*", "没有", []],
    [".", "好👍", ["好", "👍"]],
    ["（.+?）", "（一）甲（二）", ["（一）", "（二）"]],
  ])("%s", (query, text, found) => {
    expect(hits(query, text, { regex: true })).toEqual(found);
  });

  it("do not read computed numbers, so that ^ is where the text begins", () => {
    expect(hits("^加强", "加强领导", { regex: true }, "一、")).toEqual(["加强"]);
    expect(hits("一、加强", "加强领导", { regex: true }, "一、")).toEqual([]);
  });

  it.each([
    ["(\\d+)年(\\d+)月", "2026年11月", "$2月$1年", "11月2026年"],
    ["(\\d)", "5", "$10$11$2", "5051$2"],
    ["(甲)|(乙)", "乙", "[$1][$2]", "[][乙]"],
    ["甲", "甲", "$$1$&$0$", "$1甲$0$"],
    ["(?<y>\\d)|甲", "甲", "[$<y>]$<m>", "[]$<m>"],
    ["(?<y>\\d{4})", "2026", "$<y>年", "2026年"],
  ])("%s in “%s” by “%s”", (query, text, replacement, after) => {
    expect(replaced(query, text, replacement, { regex: true })).toBe(after);
  });

  it("take time in proportion to the text where others would never end", () => {
    expect(hits("(a+)+$", `${"a".repeat(20_000)}!`, { regex: true })).toEqual([]);
    expect(hits("(的+)+x", "的".repeat(20_000), { regex: true })).toEqual([]);
  });

  it.each([
    ["(甲", "左括号"],
    ["甲)", "右括号"],
    ["[甲", "方括号"],
    ["[9-0]", "“9-0”"],
    ["*甲", "“*”"],
    ["甲**", "叠在一起"],
    ["甲{3,1}", "次数"],
    ["甲\\", "反斜杠"],
    ["(甲)\\1", "反向引用"],
    ["\\k<a>", "反向引用"],
    ["甲(?=乙)", "前后查看"],
    ["(?<!甲)乙", "前后查看"],
    ["\\q", "“\\q”"],
    ["(?>甲)", "不支持"],
    ["(?<n>甲)(?<n>乙)", "“n”"],
    ["(.{1,100}甲){9}".repeat(9), "太大"],
    [`${"(".repeat(400)}甲`, "左括号"],
    ["\uD83D(", "左括号"],
  ])("%s is told to be wrong", (query, word) => {
    expect(problem(query)).toContain(word);
    expect(problem(query)).toMatch(/。$/u);
  });

  it("can be made of any text", () => {
    const text = "（一）a.b*[c]\\d$^{1}|(x)+?";
    expect(hits(quoteRegex(text), `甲${text}乙`, { regex: true })).toEqual([text]);
  });
});
