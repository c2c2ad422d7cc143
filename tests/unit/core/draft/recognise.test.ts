import { describe, expect, it } from "vitest";
import { plainText } from "#core/draft/plain-text";
import { readMarkdown } from "#core/draft/read-markdown";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { type Block, textOf } from "#core/draft/schema";
import type { SourceParagraph } from "#core/draft/source";

const HEAD = "在全县工作会议上的讲话\n同志们：\n今天开会，讲几点意见。\n";

const read = (text: string) => recognise(readText(text));
/** The blocks behind title, salutation and opening of HEAD. */
const body = (text: string) => read(HEAD + text).body.slice(3);
const brief = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    const level = block.type === "heading" ? block.level : block.type === "paragraph" ? (block.leadLevel ?? "") : "";
    return `${block.type}${level} ${textOf(block)}`;
  });
const codes = (text: string) => read(text).messages.map(({ level, code }) => `${level} ${code}`);
const items = (blocks: readonly Block[]) =>
  blocks.flatMap(({ children }) => children.filter(({ item }) => item).map(({ text }) => text));
const paragraphs = (...list: Partial<SourceParagraph>[]) => ({
  paragraphs: list.map((one, index): SourceParagraph => ({ runs: [{ text: "正文一句。" }], index, ...one })),
  messages: [],
});
const text = (words: string) => ({ runs: [{ text: words }] });

describe("typed numbers", () => {
  it.each([
    ["一、提高认识", 1],
    ["一.提高认识", 1],
    ["一．提高认识", 1],
    ["第一部分　提高认识", 1],
    ["第一、提高认识", 1],
    ["（一）提高认识", 2],
    ["(一)提高认识", 2],
    ["（一）、提高认识", 2],
    ["㈠提高认识", 2],
    ["1、提高认识", 3],
    ["1.提高认识", 3],
    ["１．提高认识", 3],
    ["⒈提高认识", 3],
    ["（1）提高认识", 4],
    ["(１)提高认识", 4],
    ["1）提高认识", 4],
    ["⑴提高认识", 4],
    ["①提高认识", 4],
    ["一　提高认识", 1],
  ])("%s stands for a heading", (line, level) => {
    expect(brief(body(`${line}\n要把认识提上去。`))).toEqual([
      `heading${level} 提高认识`,
      "paragraph 要把认识提上去。",
    ]);
  });

  it("puts 一、 below 第一部分 where both occur", () => {
    const blocks = body("第一部分　回顾\n一、办了几件实事\n很实在。\n第二部分　打算\n一、继续办实事\n更实在。");
    expect(brief(blocks).filter((line) => line.startsWith("heading"))).toEqual([
      "heading1 回顾",
      "heading2 办了几件实事",
      "heading1 打算",
      "heading2 继续办实事",
    ]);
  });

  it.each([
    "一、二、三产业要融合发展，互相促进。",
    "1.5亿元的投资已经到位。",
    "3.15晚会播出以后，反响很大。",
    "（一）和（二）两条意见，请会后研究。",
    "2026年是打基础的一年。",
    "十里长街灯火通明。",
    "①水要通；②电要通；③路要通。",
    "一、水要通。二、电要通。三、路要通。",
    "第一部分是总结，第二部分是打算。",
    "一 是压实责任；二 是严格考核。",
  ])("a sentence is no heading: %s", (line) => {
    expect(brief(body(line))).toEqual([`paragraph ${line}`]);
  });

  it("tells both forms where the computed number is another one", () => {
    const { messages } = read(`${HEAD}一、看形势\n很好。\n三、定措施\n很实。`);
    expect(messages).toMatchObject([{ level: "unsure", code: "number-differs", paragraph: 5, excerpt: "定措施" }]);
    expect(messages[0]?.message).toContain("“三、”");
    expect(messages[0]?.message).toContain("“二、”");
  });

  it("keeps a number that stands before a long paragraph as text, and says so", () => {
    const line = `一、${"各镇各部门要按照统一部署，结合各自实际，".repeat(5)}抓好落实。`;
    expect(brief(body(line))).toEqual([`paragraph ${line}`]);
    expect(codes(HEAD + line)).toEqual(["unsure number-kept-as-text"]);
  });

  it("keeps a number without text", () => {
    expect(plainText(body("二、"))).toBe("二、\n");
  });

  it("takes numbered clauses that end in semicolons for items and says that it guessed", () => {
    const blocks = body("要求如下：\n1、加强领导；\n2、落实责任；\n3、严格考核。");
    expect(items(blocks)).toEqual(["1、", "2、", "3、"]);
    expect(codes(`${HEAD}1、加强领导；\n2、落实责任。`)).toContain("unsure heading-or-item");
  });
});

describe("parts and lists", () => {
  it("takes 第一，…。 above its own text for a part where no other number heads one, and says so", () => {
    const lines = "第一，要有信心。\n信心最要紧。\n第二，要有办法。\n办法总比困难多。";
    expect(brief(body(lines))).toEqual([
      "heading1 要有信心。",
      "paragraph 信心最要紧。",
      "heading1 要有办法。",
      "paragraph 办法总比困难多。",
    ]);
    expect(codes(HEAD + lines)).toEqual(["unsure ordinal-parts", "info number-form-changed"]);
  });

  it.each([
    ["other numbers head the parts", "一、看形势\n第一，要有信心。\n很要紧。\n第二，要有办法。\n很要紧。"],
    ["text runs on behind it", "第一，要有信心。信心最要紧。\n第二，要有办法。\n很要紧。"],
    ["one follows the other", "第一，要有信心。\n第二，要有办法。\n第三，要有行动。"],
    ["it does not begin with 第一", "第二，要有信心。\n很要紧。\n第三，要有办法。\n很要紧。"],
  ])("leaves 第一，…。 as an item where %s", (_, lines) => {
    expect(brief(body(lines)).filter((line) => line.includes("第二，"))).toHaveLength(1);
  });

  it("reads the last of a run of leads like those before it, not as a heading of the sentence that closes the run", () => {
    const blocks = body("1.抓学习。会后就学。\n2.抓方案。\n3.抓督查。\n散会。");
    expect(brief(blocks)).toEqual([
      "paragraph3 抓学习。会后就学。",
      "paragraph3 抓方案。",
      "paragraph3 抓督查。",
      "paragraph 散会。",
    ]);
  });

  it("takes the last of a run for a heading where a list of its own stands below", () => {
    const blocks = body("1.抓学习。会后就学。\n2.抓督查。\n（1）明查；\n（2）暗访。");
    expect(brief(blocks)[1]).toBe("heading3 抓督查。");
  });

  it("asks once about a list, not once for each of its items", () => {
    const list = "一、看形势\n1.讲政治；\n2.讲大局；\n3.讲规矩。";
    expect(codes(HEAD + list)).toEqual(["unsure heading-or-item"]);
  });

  it("takes a sentence that only lacks its full stop for a run-in lead", () => {
    const blocks = body("（一）抓责任。各镇要落实\n（二）抓督查。县里要督办；\n");
    expect(brief(blocks)).toEqual(["paragraph2 抓责任。各镇要落实", "paragraph2 抓督查。县里要督办；"]);
  });

  it("reads half-width full stops as ends of sentences, not those in numbers", () => {
    const [block] = body("(一)抓责任.增长3.5个百分点.");
    expect(block).toMatchObject({
      leadLevel: 2,
      children: [{ text: "抓责任.", lead: true }, { text: "增长3.5个百分点." }],
    });
  });

  it("keeps the list of attachments as it was typed", () => {
    const blocks = body("一、看形势\n散会。\n附件：1．任务清单\n2．责任分工表");
    expect(brief(blocks).slice(2)).toEqual(["paragraph 附件：1．任务清单", "paragraph 2．责任分工表"]);
  });

  it("says nothing of what the chair notes in brackets", () => {
    expect(codes(`${HEAD}请书记讲话。\n（林书记讲话）\n散会。`)).toEqual([]);
  });
});

describe("run-in leads", () => {
  it("marks the lead sentence with its full stop, beside bold words", () => {
    const source = paragraphs(text("在会上的讲话"), text("同志们："), {
      runs: [{ text: "（一）抓" }, { text: "责任", bold: true }, { text: "。各镇要落实。" }],
    });
    expect(recognise(source).body[2]).toEqual({
      type: "paragraph",
      leadLevel: 2,
      children: [
        { text: "抓", lead: true },
        { text: "责任", bold: true, lead: true },
        { text: "。", lead: true },
        { text: "各镇要落实。" },
      ],
    });
  });

  it("takes a short phrase before a colon for the lead", () => {
    const [block] = body("（一）抓好责任落实：各镇要逐级签订责任书，层层传导压力。");
    expect(block?.children[0]).toEqual({ text: "抓好责任落实：", lead: true });
  });

  it("takes no sign inside the prompt of an open place for the end of the lead", () => {
    const [block] = body("（一）【待填：任务一：摸清底数】。逐户登记。\n（二）【待填：任务二。改革】。逐项改。");
    expect(block?.children).toEqual([{ text: "【待填：任务一：摸清底数】。", lead: true }, { text: "逐户登记。" }]);
  });

  it("says when the first sentence is too long for a lead", () => {
    const sentence = "各镇各部门要按照统一部署，结合各自实际，细化任务分工，".repeat(3);
    expect(codes(`${HEAD}（一）${sentence}抓好落实。散会。`)).toEqual(["unsure lead-long"]);
  });
});

describe("items", () => {
  it.each([
    ["要做到：一是快；二是准；三是实。", ["一是", "二是", "三是"]],
    ["一要快，二要准，三要实。", ["一要", "二要", "三要"]],
    ["第一，要快。第二，要准。", ["第一", "第二"]],
    ["首先，要快。其次，要准。最后，要实。", ["首先", "其次", "最后"]],
    ["第一要快。第二要准。", ["第一", "第二"]],
    ["第一要务是发展。第二是民生。", []],
    ["第一句话：要快。慢不得。\n第二句话：要准。", ["第一句话", "第二句话"]],
    ["首先要快。\n其次要准。\n再次要实。", ["首先", "其次", "再次"]],
    ["一是快。\n我们要坚持。\n二是准。", ["一是", "二是"]],
    ["我们的思想要统一，这一是大局所需，这二是民心所向。", []],
    ["一是快，这就够了。", []],
    ["首先，我代表县委表示祝贺。\n最后，祝大家身体健康。", []],
    ["第一、第二产业要并进。", []],
  ])("%s", (lines, expected) => {
    expect(items(body(lines))).toEqual(expected);
  });

  it("finds the items behind open places, and none where the bracket ends in the middle of a sentence", () => {
    expect(items(body("一是有突破。【待填：事例】二是有创新。【待填：事例】"))).toEqual(["一是", "二是"]);
    expect(items(body("由【单位】统一是对的，【单位】专一是好的。"))).toEqual([]);
  });

  it("does not carry a run over a heading", () => {
    expect(items(body("一、看形势\n一是快。\n二、定措施\n二是准。"))).toEqual([]);
  });

  it("says where a run has a gap", () => {
    const { messages } = read(`${HEAD}一是快；三是准。`);
    expect(messages).toMatchObject([{ level: "unsure", code: "item-sequence", paragraph: 3 }]);
    expect(messages[0]?.message).toContain("“一是”之后是“三是”");
  });
});

describe("title, names, dates and salutations", () => {
  const front = (...lines: string[]) => brief(read(`${lines.join("\n")}\n今天开会，讲几点意见。`).body).slice(0, -1);

  it.each([
    [
      ["在全县工作会议上的讲话", "同志们："],
      ["title 在全县工作会议上的讲话", "salutation 同志们："],
    ],
    [
      ["林向东", "在全县工作会议上的讲话"],
      ["byline 林向东", "title 在全县工作会议上的讲话"],
    ],
    [
      ["在全县工作会议", "暨动员大会上的讲话", "县长　欧阳明"],
      ["title 在全县工作会议暨动员大会上的讲话", "byline 县长　欧阳明"],
    ],
    [
      ["凝心聚力　再开新局", "在全县工作会议上的讲话"],
      ["title 凝心聚力　再开新局", "subtitle 在全县工作会议上的讲话"],
    ],
    [
      ["在全县工作会议上的讲话", "（讲话提纲）", "（2026年11月）"],
      ["title 在全县工作会议上的讲话", "subtitle （讲话提纲）", "date （2026年11月）"],
    ],
    [
      ["在全县工作会议上的讲话", "青云县副县长　林向东（2026年11月26日）"],
      ["title 在全县工作会议上的讲话", "byline 青云县副县长　林向东（2026年11月26日）"],
    ],
    [
      ["2026年11月26日", "在全县工作会议上的讲话", "XX副县长"],
      ["date 2026年11月26日", "title 在全县工作会议上的讲话", "byline XX副县长"],
    ],
    [
      ["在酒会上的致辞", "尊敬的王书记、各位领导：", "各位来宾，女士们、先生们："],
      ["title 在酒会上的致辞", "salutation 尊敬的王书记、各位领导：", "salutation 各位来宾，女士们、先生们："],
    ],
    [
      ["中共青云县委文件", "青发〔2026〕3号", "签发：林向东", "在全县工作会议上的讲话", "同志们："],
      [
        "subtitle 中共青云县委文件",
        "subtitle 青发〔2026〕3号",
        "subtitle 签发：林向东",
        "title 在全县工作会议上的讲话",
        "salutation 同志们：",
      ],
    ],
    [
      ["“一勤天下无难事。”", "在全县工作会议上的讲话", "县委书记：林向东", "同志们："],
      ["subtitle “一勤天下无难事。”", "title 在全县工作会议上的讲话", "byline 县委书记：林向东", "salutation 同志们："],
    ],
    [
      ["讲话初稿（第三稿）", "题目：在全县工作会议上的讲话", "（202X年X月X日）"],
      ["subtitle 讲话初稿（第三稿）", "title 在全县工作会议上的讲话", "date （202X年X月X日）"],
    ],
    [
      ["在全县工作会议上的", "主　持　词", "县长　周　海", "3月18日"],
      ["title 在全县工作会议上的主持词", "byline 县长　周　海", "date 3月18日"],
    ],
    [
      ["在庆典上的致辞", "尊敬的张副会长，尊敬的李院士，", "各位劳模、先进工作者，", "朋友们："],
      [
        "title 在庆典上的致辞",
        "salutation 尊敬的张副会长，尊敬的李院士，",
        "salutation 各位劳模、先进工作者，",
        "salutation 朋友们：",
      ],
    ],
  ])("%j", (lines, expected) => {
    expect(front(...lines)).toEqual(expected);
  });

  it("reads the card from what is certain", () => {
    const { card } = read(
      "在青云县2026年安全生产工作会议上的讲话\n青云县副县长　林　立\n（二〇二六年十一月二十六日）\n同志们：\n今天开会。",
    );
    expect(card).toEqual({
      meeting: "青云县2026年安全生产工作会议",
      year: 2026,
      date: "2026-11-26",
      speaker: { name: "林立", post: "青云县副县长" },
      salutation: "同志们",
    });
  });

  it.each(["XX副县长", "×××", "青云县副县长　XXX", "XX同志"])("%s is a name line and no name", (line) => {
    const { body: blocks, card } = read(`在全县工作会议上的讲话\n${line}\n同志们：\n今天开会。`);
    expect(brief(blocks)[1]).toBe(`byline ${line}`);
    expect(card.speaker?.name).toBeUndefined();
  });

  it("leaves a date that the calendar does not have out of the card", () => {
    const { body: blocks, card } = read("在全县工作会议上的讲话\n（2026年2月30日）\n同志们：\n今天开会。");
    expect(brief(blocks)[1]).toBe("date （2026年2月30日）");
    expect(card.date).toBeUndefined();
  });

  it("takes a later 同志们 for running text", () => {
    expect(brief(body("同志们，任务已经明确。\n同志们：\n让我们一起努力！"))).toEqual([
      "paragraph 同志们，任务已经明确。",
      "paragraph 同志们：",
      "paragraph 让我们一起努力！",
    ]);
  });

  it("says when there is no title, and when the title is a guess", () => {
    expect(codes("同志们：\n今天开会。")).toEqual(["unsure title-missing"]);
    expect(codes("凝心聚力再出发\n今天开会，讲几点意见。")).toEqual(["unsure title-unsure"]);
  });

  it("reads name and date at the end", () => {
    const { body: blocks, card } = read(`${HEAD}谢谢大家！\n青云县人民政府\n林向东\n2026年11月26日`);
    expect(brief(blocks).slice(3)).toEqual([
      "paragraph 谢谢大家！",
      "signature 青云县人民政府",
      "signature 林向东",
      "signature 2026年11月26日",
    ]);
    expect(card).toMatchObject({ date: "2026-11-26", speaker: { name: "林向东" } });
  });

  it("uses the look of the page: large and centred lines are the title", () => {
    const source = paragraphs(
      { ...text("奋进新时代"), sizePt: 22, alignment: "centre" },
      { ...text("建设新青云"), sizePt: 22, alignment: "centre" },
      { ...text("林向东"), sizePt: 16, alignment: "centre" },
      { ...text("同志们："), sizePt: 16 },
      { ...text("今天开会，讲几点意见。"), sizePt: 16 },
    );
    expect(brief(recognise(source).body).slice(0, 2)).toEqual(["title 奋进新时代建设新青云", "byline 林向东"]);
  });
});

describe("hints of the format", () => {
  it("trusts named styles", () => {
    const source = paragraphs(
      { ...text("我们的路"), style: { kind: "title" } },
      { ...text("张三丰的讲述"), style: { kind: "byline" } },
      { ...text("大家好"), style: { kind: "salutation" } },
      {},
      { ...text("看形势"), style: { kind: "heading", level: 1 } },
      {},
      { ...text("某某"), style: { kind: "signature" } },
    );
    const { body: blocks, messages } = recognise(source);
    expect(brief(blocks)).toEqual([
      "title 我们的路",
      "byline 张三丰的讲述",
      "salutation 大家好",
      "paragraph 正文一句。",
      "heading1 看形势",
      "paragraph 正文一句。",
      "signature 某某",
    ]);
    expect(messages.map(({ code }) => code)).toEqual(["number-added"]);
  });

  it("takes the level from the style where the number is automatic", () => {
    const source = paragraphs(
      text("在会上的讲话"),
      text("同志们："),
      { ...text("看形势"), autoNumber: "1.", style: { kind: "heading", level: 1 } },
      {},
    );
    expect(brief(recognise(source).body)[2]).toBe("heading1 看形势");
  });

  it("drops bullets of a list with a message and keeps its numbers as text", () => {
    const source = paragraphs(
      text("在会上的讲话"),
      text("同志们："),
      { autoNumber: "•" },
      { autoNumber: "一是", ...text("快。") },
    );
    const { body: blocks, messages } = recognise(source);
    expect(brief(blocks).slice(2)).toEqual(["paragraph 正文一句。", "paragraph 一是快。"]);
    expect(messages).toMatchObject([{ level: "info", code: "bullet-removed", paragraph: 2 }]);
  });

  it("leaves the look of a heading to the layout and keeps bold words", () => {
    const source = paragraphs(
      text("在会上的讲话"),
      text("同志们："),
      { runs: [{ text: "一、看形势", bold: true }] },
      { runs: [{ text: "要" }, { text: "快", bold: true }, { text: "。" }] },
    );
    const [heading, paragraph] = recognise(source).body.slice(2);
    expect(heading?.children).toEqual([{ text: "看形势" }]);
    expect(paragraph?.children).toEqual([{ text: "要" }, { text: "快", bold: true }, { text: "。" }]);
  });
});

describe("cleaning", () => {
  it.each([
    ["##paidbegin##", "scraping-mark-removed"],
    ["来源：青云日报", "source-line-removed"],
    ["（文章来源：网络）", "source-line-removed"],
    ["关注公众号“某某文稿”，获取更多范文", "promotion-removed"],
    ["点击下载全文", "promotion-removed"],
    ["- 3 -", "page-number-removed"],
    ["— 3 —", "page-number-removed"],
    ["第3页 共12页", "page-number-removed"],
    ["3/12", "page-number-removed"],
    ["\u200b\u200d", "invisible-removed"],
    ["发布时间：2026-11-26 浏览次数：12", "web-line-removed"],
  ])("removes the line %j, says so and leaves nothing", (line, code) => {
    const { body: blocks, messages } = read(`${HEAD}${line}\n散会。`);
    expect(brief(blocks).slice(3)).toEqual(["paragraph 散会。"]);
    expect(messages).toMatchObject([{ level: "info", code, paragraph: 3 }]);
    expect(messages[0]?.excerpt).toBeUndefined();
  });

  it.each([
    ["工作##ad##要抓实。", "工作要抓实。", "scraping-mark-removed"],
    ["工作（关注公众号：某某文稿）要抓实。", "工作要抓实。", "promotion-removed"],
    ["工作要抓实。点击下载", "工作要抓实。", "promotion-removed"],
    ["工作 — 12 — 要抓实。", "工作要抓实。", "page-number-removed"],
    ["工\u200b作\u0007要抓\ufeff实。", "工作要抓实。", "invisible-removed"],
    ["　　工作要抓实。", "工作要抓实。", "indent-removed"],
    ["● 工作要抓实。", "工作要抓实。", "bullet-removed"],
  ])("removes what is no speech from %j", (line, left, code) => {
    const { body: blocks, messages } = read(`${HEAD}${line}`);
    expect(brief(blocks).slice(3)).toEqual([`paragraph ${left}`]);
    expect(messages.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    "请各单位会后关注公众号“青云应急”，及时接收预警信息。",
    "关注企业需求，帮助中小企业获取贷款。",
    "增收的来源：一靠产业，二靠务工。",
    "2026—2030年要迈上新台阶。",
    "# 字键不要按错。",
  ])("leaves a sentence of the speech alone: %s", (line) => {
    expect(brief(body(line))).toEqual([`paragraph ${line}`]);
  });

  it("says when web text may be left, and when characters are broken", () => {
    expect(codes(`${HEAD}请大家关注公众号，及时办理。`)).toEqual(["unsure scraping-suspected"]);
    expect(codes(`${HEAD}工作要\uFFFD抓实。`)).toEqual(["lost characters-unreadable"]);
  });

  it("removes bare page numbers only when they run on", () => {
    expect(brief(body("工作要抓实。\n1\n责任要压实。\n2"))).toEqual([
      "paragraph 工作要抓实。",
      "paragraph 责任要压实。",
    ]);
    expect(brief(body("工作要抓实。\n7\n责任要压实。"))).toContain("paragraph 7");
  });

  it("gives an empty body for a file of marks only", () => {
    const { body: blocks, messages } = read("##begin##\n##end##\n");
    expect(blocks).toEqual([]);
    expect(messages).toHaveLength(2);
    expect(recognise({ paragraphs: [], messages: [] })).toEqual({ body: [], card: {}, messages: [] });
  });
});

describe("hard line breaks", () => {
  it("takes no column of short lines for wrapped text, which would run its figures together", () => {
    const column = "1286\n345.5\n34.5%\n1200\n7.25\n2025\n2026";
    const { body: blocks, messages } = read(`讲话\n同志们：\n${column}`);
    expect(brief(blocks.slice(2))).toEqual(column.split("\n").map((line) => `paragraph ${line}`));
    expect(messages.map(({ code }) => code)).not.toContain("lines-joined");
  });

  it("leaves each cell of a table apart, and figures in cells are no page numbers", () => {
    const cells = ["1", "城关镇人民政府办公室主任会议审定", "2", "河东镇人民政府办公室主任会议审定"];
    const wide = ["河西镇人民政府办公室主任会议审定", "河南镇人民政府办公室主任会议审定", "完成后"];
    const { body: blocks } = recognise(
      paragraphs(...[...cells, ...wide].map((one) => ({ ...text(one), inCell: true }))),
    );
    expect(blocks.map(textOf)).toEqual(expect.arrayContaining([...cells, ...wide]));
  });

  it("joins a line that stops in the middle, and says that it guessed", () => {
    const { body: blocks, messages } = read(`${HEAD}各镇各部门要把责任扛在肩上，\n把任务抓在手上。`);
    expect(brief(blocks).slice(3)).toEqual(["paragraph 各镇各部门要把责任扛在肩上，把任务抓在手上。"]);
    expect(messages).toMatchObject([
      { level: "unsure", code: "paragraph-break-unsure", paragraph: 4, excerpt: "把任务抓在手上。" },
    ]);
  });

  it("lets a paragraph end with a place that waits for text, but not in the middle of one", () => {
    const ended = "抓好落实是第一位的。【待填：上级精神，核对原文】\n从自身差距看，还要再加力。";
    expect(brief(body(ended))).toEqual(ended.split("\n").map((line) => `paragraph ${line}`));
    expect(codes(HEAD + ended)).not.toContain("unsure lines-joined");
    expect(brief(body("抓好落实是第一位的。【待填：上级精神，\n核对原文】从自身差距看。"))).toHaveLength(1);
  });

  it("joins even a short line that stops at a comma", () => {
    expect(brief(body("物资已经备足，\n请大家放心。"))).toEqual(["paragraph 物资已经备足，请大家放心。"]);
  });

  it("joins wrapped paragraphs without indents by their full stops", () => {
    const lines = [
      "今天我们召开这次会议，主要任务是总结工作，分析形",
      "势，部署任务，动员全县上下进一步统一思想、鼓足干",
      "劲、狠抓落实，确保全年各项目标任务圆满完成。",
      "下面，我讲几点意见。",
      "一、认清形势",
      "当前的形势总体是好的，但是也要看到，困难不少，挑",
      "战不小，我们要有充分的思想准备，要把困难估计得足",
      "一些，把工作做得细一些。",
    ];
    expect(brief(read(`在全县工作会议上的讲话\n同志们：\n${lines.join("\n")}`).body).slice(2)).toEqual([
      `paragraph ${lines.slice(0, 3).join("")}`,
      `paragraph ${lines[3]}`,
      "heading1 认清形势",
      `paragraph ${lines.slice(5).join("")}`,
    ]);
  });

  it("joins wrapped lines that all have blank lines between them, as copied from a PDF", () => {
    const lines = [
      "今天我们召开这次会议，主要任务是总结工作，分析形",
      "势，部署任务，动员全县上下进一步统一思想、鼓足干",
      "劲、狠抓落实，确保全年各项目标任务圆满完成。",
      "一、认清形势",
      "当前的形势总体是好的，但是也要看到，困难不少，挑",
      "战不小，我们要有充分的思想准备。",
    ];
    const { body: blocks } = read(["在全县工作会议上的讲话", "同志们：", ...lines].join("\n\n"));
    expect(brief(blocks).slice(2)).toEqual([
      `paragraph ${lines.slice(0, 3).join("")}`,
      "heading1 认清形势",
      `paragraph ${lines.slice(4).join("")}`,
    ]);
  });

  it("does not join headings, short paragraphs or paragraphs apart by a blank line", () => {
    const lines = ["一、认清形势", "（一）形势好", "好得很。", "（二）问题多", "多得很。"];
    expect(body(lines.join("\n"))).toHaveLength(5);
    expect(body(lines.join("\n\n"))).toHaveLength(5);
  });

  it("parts a paragraph at manual line breaks (\\v) where sentences end, and joins it elsewhere", () => {
    const { body: blocks, messages } = read(`${HEAD}工作要抓实。\v责任要压实。`);
    expect(brief(blocks).slice(3)).toEqual(["paragraph 工作要抓实。", "paragraph 责任要压实。"]);
    expect(messages).toMatchObject([{ level: "info", code: "line-break-removed", paragraph: 3 }]);
  });

  it("joins Latin words with a space", () => {
    const [block] = body("要办好国际产业大会（International Industry\nConference），办出水平。").map(textOf);
    expect(block).toBe("要办好国际产业大会（International Industry Conference），办出水平。");
  });
});

describe("Markdown", () => {
  const markdown = (source: string) => recognise(readMarkdown(source));

  it("reads the only # as the title and numbers lower headings that have none", () => {
    const { body: blocks } = markdown("# 奋进\n\n同志们：\n\n## 看形势\n\n形势好。\n\n### 说成绩 ###\n\n成绩多。\n");
    expect(brief(blocks)).toEqual([
      "title 奋进",
      "salutation 同志们：",
      "heading1 看形势",
      "paragraph 形势好。",
      "heading2 说成绩",
      "paragraph 成绩多。",
    ]);
  });

  it("reads underlined headings, bold, escapes, quotes, lists and tables", () => {
    const { body: blocks } = markdown(
      "在会上的讲话\n======\n\n> 同志们：\n\n要__抓实__，**抓细**，*抓好*，不要\\*号。\n\n- 第一项。\n- 第二项。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
    );
    expect(brief(blocks).slice(0, 5)).toEqual([
      "title 在会上的讲话",
      "salutation 同志们：",
      "paragraph 要抓实，抓细，抓好，不要*号。",
      "paragraph 第一项。",
      "paragraph 第二项。",
    ]);
    expect(plainText(blocks)).toContain("丙");
    expect(blocks[2]?.children.filter(({ bold }) => bold).map((span) => span.text)).toEqual(["抓实", "抓细"]);
  });

  it("tells of links, pictures, tags and comments", () => {
    const { messages, body: blocks } = markdown(
      "在会上的讲话\n\n详见[方案](a.html)。\n\n![合影](b.png)\n\n<b>要快</b>。<!-- 删 -->\n",
    );
    expect(messages.map(({ level, code }) => `${level} ${code}`).filter((one) => !one.includes("short"))).toEqual([
      "info link-removed",
      "lost picture-lost",
      "info markdown-removed",
      "info markdown-removed",
      "info markdown-removed",
    ]);
    expect(plainText(blocks)).toBe("在会上的讲话\n详见方案。\n合影\n要快。\n");
  });

  it("reads plain text that a chat program wrote as Markdown, and says so", () => {
    const { body: blocks, messages } = read("# 在会上的讲话\n\n同志们：\n\n**一、看形势**\n\n形势**很好**。\n");
    expect(brief(blocks)).toEqual([
      "title 在会上的讲话",
      "salutation 同志们：",
      "heading1 看形势",
      "paragraph 形势很好。",
    ]);
    expect(messages).toMatchObject([{ level: "info", code: "markdown-read", paragraph: null }]);
  });

  it("leaves blanks to fill in alone", () => {
    expect(plainText(markdown("在会上的讲话\n\n____年____月，***要快***。\n").body)).toBe(
      "在会上的讲话\n____年____月，要快。\n",
    );
  });

  it("keeps scraping marks apart from headings", () => {
    expect(markdown("在会上的讲话\n\n##paidbegin##一是快；二是准。\n").messages).toMatchObject([
      { code: "scraping-mark-removed", paragraph: 1 },
    ]);
  });
});

// The suite's own limit of five seconds a test is the guard: a pattern that goes quadratic takes minutes here.
describe("half a million characters", () => {
  const section = `一、提高认识\n${"各镇要抓好落实，一是快；二是准。".repeat(20)}\n（一）抓责任。${"层层压实责任，".repeat(30)}抓出成效。\n`;
  const long = HEAD + section.repeat(Math.ceil(500_000 / section.length));

  it.each([
    ["a speech", long],
    ["one paragraph", `在会上的讲话\n${"各镇要抓好落实，".repeat(62_500)}`],
    ["one line after another that stops in the middle", "各镇各部门要把责任牢牢扛在肩上，\n".repeat(30_000)],
    ["short lines", "一、认清形势抓落实\n各项工作要抓实，各方责任要压实，各类隐患要清零。\n".repeat(14_000)],
    ["brackets", `在会上的讲话\n${"（".repeat(500_000)}`],
    ["spaces", `在会上的讲话\n字${" ".repeat(500_000)}字`],
    ["signs of scraping", `在会上的讲话\n${"##a".repeat(166_000)}`],
    ["invisible characters", `在会上的讲话\n${"字\u200b".repeat(250_000)}`],
    ["digits", `在会上的讲话\n${"1".repeat(500_000)}`],
    ["dashes", `在会上的讲话\n${"- 1 ".repeat(125_000)}`],
  ])("of %s do not hang it", (_, words) => {
    expect(recognise(readText(words)).body).not.toEqual([]);
  });

  it.each([
    ["words", "各镇要**抓好**落实，按照[方案](a)把每一项任务落到人头、落到实处、落到位。\n\n".repeat(11_000)],
    ["open brackets", `${"[".repeat(250_000)}${"*".repeat(125_000)}${"<!--".repeat(30_000)}`],
    ["open links", "![a](".repeat(100_000)],
    ["spaces", `${" ".repeat(500_000)}字`],
    ["a heading of spaces", `# 字${" ".repeat(500_000)}字`],
  ])("of Markdown with %s do not hang it", (_, words) => {
    expect(recognise(readMarkdown(words)).body).not.toEqual([]);
  });
});
