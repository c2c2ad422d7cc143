import { describe, expect, it } from "vitest";
import type { Block, MeetingCard } from "#core/draft/schema";
import { isProposed, surroundings, variablesIn } from "#core/template/variables";

const CARD: MeetingCard = {
  meeting: "2026年青云县知识产权联席会议",
  shortName: "联席会议",
  date: "2026-11-26",
  place: "县政府第一会议室",
  region: "青云县",
  speaker: { name: "林向东", post: "青云县副县长" },
  host: "李明",
  topic: "知识产权",
};

/** The variables of one paragraph, each as `field=words@start`. */
function found(text: string, card: MeetingCard = CARD) {
  const body: Block[] = [
    { type: "heading", level: 1, children: [{ text: "标题" }] },
    { type: "paragraph", children: [{ text }] },
  ];
  return variablesIn(body, card).map(({ field, text: words, start }) => `${field}=${words}@${start}`);
}

describe("words that say what the card says become variables", () => {
  it.each([
    ["今天召开2026年青云县知识产权联席会议，", ["meeting=2026年青云县知识产权联席会议@4"]],
    ["2026年11月26日在县政府第一会议室召开。", ["date=2026年11月26日@0", "place=县政府第一会议室@12"]],
    [
      "2026年是关键一年，2025年以来进展很大，2027年再接再厉。",
      ["year=2026@0", "previousYear=2025@11", "nextYear=2027@23"],
    ],
    ["2026年要开好会议季，抓好工作。", ["year=2026@0"]],
    ["2026年度的知识产权工作", ["year=2026@0", "topic=知识产权@7"]],
    ["青云县的知识产权部门要带头。", ["region=青云县@0", "topic=知识产权@4"]],
    ["我县、青云县城乡都要动起来，青云县委高度重视。", ["region=青云县@3", "region=青云县@14"]],
    ["林向东同志讲了话，会议由李明主持。", ["speaker.name=林向东@0", "host=李明@12"]],
    ["本次联席会议议定三件事。", ["shortName=联席会议@2"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("takes a topic of two characters only where work on it is meant", () => {
    expect(found("抓好安全工作，维护国家安全和生产安全。", { topic: "安全" })).toEqual(["topic=安全@2"]);
  });

  it("takes a short region only where no longer name ends in it", () => {
    expect(found("在城区推开，主城区先行，新城区跟上。", { region: "城区" })).toEqual(["region=城区@1"]);
  });
});

describe("words that only look like it stay text", () => {
  it.each([
    ["a document keeps its title", "学习《知识产权强国建设纲要（2021—2035年）》和《关于2026年知识产权工作的意见》。"],
    ["a number keeps its year", "国发〔2026〕8号文件"],
    ["a span of years", "2021—2026年的规划，2020至2025年的总结"],
    ["another day of the year", "2026年3月5日印发的通知"],
    ["the year of another meeting", "传达2026年全国打击侵权假冒工作电视电话会议精神，我们召开2025年白石县联席会议。"],
    ["an edition", "2026年版的目录"],
    ["an organ", "县知识产权局、知识产权法庭、知识产权办公室"],
    ["an office of the meeting", "联席会议办公室、联席会议制度、联席会议成员单位"],
    ["another meeting", "全省联席会议"],
    ["another person", "李明华同志、李明珠女士"],
    ["a town and a chronicle", "青云县城、青云县志、青云县级干部"],
    ["what somebody still has to write", "【知识产权案件数】件"],
    ["a number with more digits", "12026年、共2026件"],
  ])("%s: %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  const CITY: MeetingCard = { topic: "营商环境", region: "云州市" };
  it.each([
    ["a day that is counted", "今年是第25个营商环境日，第三个云州市营商环境宣传日。"],
    ["a day of the world", "世界营商环境日、国际营商环境组织"],
    ["a week, a month and a year", "开展营商环境宣传周活动，办好营商环境服务月，营商环境提升年启动。"],
    ["another meeting", "参加全市营商环境工作会议，传达全省优化营商环境大会精神，2025年营商环境推进会开得好。"],
    ["a meeting of the region", "传达云州市优化营商环境工作会议精神"],
    ["an organisation", "市营商环境建设局、市营商环境办、营商环境建设委员会、营商环境投诉中心、营商环境协会。"],
    ["an organisation of the region", "云州市发展和改革局、云州市城投公司、云州市政务服务中心、云州市发改委。"],
    ["a document", "贯彻《云州市营商环境条例》"],
  ])("%s keeps its name: %s", (_, text) => {
    expect(found(text, CITY)).toEqual([]);
  });

  it.each([
    ["优化营商环境，增强营商环境工作的主动性。", ["topic=营商环境@2", "topic=营商环境@9"]],
    ["营商环境工作要围绕中心、服务大局。", ["topic=营商环境@0"]],
    ["抓营商环境日常工作和营商环境月度调度", ["topic=营商环境@1", "topic=营商环境@10"]],
    ["这次营商环境工作会议很重要", ["topic=营商环境@2"]],
    ["全市营商环境持续向好", ["topic=营商环境@2"]],
    ["云州市要开好这次会议，云州市市委高度重视。", ["region=云州市@0", "region=云州市@11"]],
    ["云州市的中心工作，云州市办理案件，云州市政府承办", ["region=云州市@0", "region=云州市@9", "region=云州市@17"]],
  ])("which does not keep from finding in %s", (text, expected) => {
    expect(found(text, CITY)).toEqual(expected);
  });

  it("has nothing to find with an empty card, one letter or blanks", () => {
    expect(found("一二三四五，2026年。", { topic: "一", region: " ", meeting: "" })).toEqual([]);
  });

  it("leaves slots and citations alone", () => {
    const body: Block[] = [
      {
        type: "paragraph",
        children: [
          { text: "知识产权任务", slot: "task.items" },
          { text: "，" },
          { text: "知识产权纲要", citation: "c1" },
        ],
      },
    ];
    expect(variablesIn(body, CARD)).toEqual([]);
  });
});

describe("places with a field", () => {
  const body = (text: string): Block[] => [
    { type: "title", children: [{ text: "在" }, { text, field: "meeting" }, { text: "上的讲话" }] },
  ];

  it("are variables as long as they read as the card says", () => {
    expect(variablesIn(body(CARD.meeting ?? ""), CARD)).toMatchObject([{ field: "meeting", start: 1, linked: true }]);
    expect(variablesIn(body("另一个会议"), CARD)).toEqual([]);
  });

  it("are no longer offered a second time as words", () => {
    expect(variablesIn(body(CARD.meeting ?? ""), CARD)).toHaveLength(1);
  });
});

it("shows the words around a place, cut to what can be read at a glance", () => {
  const text = `${"前".repeat(20)}知识产权${"后".repeat(30)}`;
  const body: Block[] = [{ type: "paragraph", children: [{ text }] }];
  const [variable] = variablesIn(body, { topic: "知识产权" });
  expect(variable && surroundings(body, variable)).toEqual({
    before: `…${"前".repeat(11)}`,
    behind: `${"后".repeat(15)}…`,
  });
});

it("shows open slots around a place in their brackets", () => {
  const children = [{ text: "会议任务", slot: "opening.task" }, { text: "，抓好知识产权。" }];
  const body: Block[] = [{ type: "paragraph", children }];
  const [variable] = variablesIn(body, { topic: "知识产权" });
  expect(variable && surroundings(body, variable)).toEqual({ before: "【会议任务】，抓好", behind: "。" });
});

it("a topic that only stands in the text is not meant unless it is chosen, other words and linked places are", () => {
  const body: Block[] = [
    { type: "paragraph", children: [{ text: "知识产权", field: "topic" }, { text: "工作：青云县抓知识产权。" }] },
  ];
  expect(variablesIn(body, CARD).map((each) => [each.text, isProposed(each)])).toEqual([
    ["知识产权", true],
    ["青云县", true],
    ["知识产权", false],
  ]);
});
