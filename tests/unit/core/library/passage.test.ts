import { describe, expect, it } from "vitest";
import type { Block, Span } from "#core/draft/schema";
import { citationsIn, passageBody } from "#core/library/passage";

const paragraph = (...children: (string | Span)[]): Block => ({
  type: "paragraph",
  children: children.map((child) => (typeof child === "string" ? { text: child } : child)),
});
const CARD = { meeting: "2026年青云县知识产权联席会议", region: "青云县", year: 2026 };

describe("passageBody", () => {
  it("opens what follows the card, and words that say the same, for another card", () => {
    const body = [
      paragraph("前文。"),
      paragraph(
        { text: "青云县", field: "region" },
        "各部门要把",
        { text: "2026", field: "year" },
        "年任务落实到青云县每个乡镇。",
      ),
    ];
    const [block] = passageBody(body, 1, 2, CARD);
    expect(block?.children).toEqual([
      { text: "地区", slot: "card.region" },
      { text: "各部门要把" },
      { text: "年份", slot: "card.year" },
      { text: "年任务落实到" },
      { text: "地区", slot: "card.region" },
      { text: "每个乡镇。" },
    ]);
  });

  it("leaves a topic that only stands in the text, as in a name", () => {
    const body = [paragraph("知识产权工作：", { text: "知识产权", field: "topic" }, "宣传。")];
    expect(passageBody(body, 0, 1, { ...CARD, topic: "知识产权" })[0]?.children).toEqual([
      { text: "知识产权工作：" },
      { text: "主题", slot: "card.topic" },
      { text: "宣传。" },
    ]);
  });

  it("keeps places that were typed over as text, and what the card does not say", () => {
    const body = [paragraph({ text: "白水县", field: "region" }, "和青云大道。")];
    expect(passageBody(body, 0, 1, CARD)[0]?.children).toEqual([{ text: "白水县" }, { text: "和青云大道。" }]);
  });

  it("counts the parts of the whole speech, not those of the passage", () => {
    const heading = (text: string): Block => ({ type: "heading", level: 1, children: [{ text }] });
    const body = [paragraph("下面，我", { text: "讲两点意见", field: "promise" }, "。"), heading("甲"), heading("乙")];
    expect(passageBody(body, 0, 1, {})[0]?.children[1]).toMatchObject({ field: "promise" });
  });

  it("takes away what blocks were to the template, and keeps slots, items and leads", () => {
    const block: Block = {
      type: "paragraph",
      key: "task.items",
      leadLevel: 2,
      children: [
        { text: "抓重点。", lead: true },
        { text: "一是", item: true },
        { text: "单位", slot: "task.unit" },
      ],
    };
    const { key: _, ...rest } = block;
    expect(passageBody([block], 0, 1, CARD)).toEqual([rest]);
  });
});

describe("citationsIn", () => {
  it("gives the copies that are named in the text, and no others", () => {
    const copy = { entryId: "P001", title: "甲", text: "《甲》" };
    const body = [paragraph("落实", { text: "《甲》", citation: "one" })];
    expect(citationsIn(body, { one: copy, two: copy })).toEqual({ one: copy });
  });
});
