import { describe, expect, it } from "vitest";
import { openPlaces, openPlacesIn } from "#core/draft/placeholders";
import { plainParagraphs } from "#core/draft/plain-text";
import type { Block, Span } from "#core/draft/schema";

const found = (text: string) => openPlaces([{ type: "paragraph", children: [{ text }] }]).map((place) => place.text);

describe("openPlaces", () => {
  it.each([
    ["XX副区长在会上讲话", ["XX副区长"]],
    ["刚才，X同志作了报告", ["X同志"]],
    ["召开2022年X区联席会议", ["X区"]],
    ["围绕《X市知识产权强市建设纲要》", ["X市"]],
    ["于××年××月前完成", ["××年", "××月"]],
    ["由＿＿＿牵头，____配合", ["＿＿＿", "____"]],
    ["由【责任单位】牵头", ["【责任单位】"]],
    ["会议名称待补，另行通知", ["待补"]],
  ])("finds what waits for text in %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    "患者须做X光检查",
    "采用X射线检测",
    "长3×宽4的展板",
    "XR、XBRL等新技术",
    "要完善待遇保障",
    "这一问题有待补齐短板",
    "iPhoneX已经停产",
    "〔2026〕30号",
  ])("stays quiet at %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("gives offsets within the paragraph with its number", () => {
    expect(openPlaces([{ type: "heading", level: 1, children: [{ text: "建设X区" }] }])).toEqual([
      { paragraph: 0, start: 4, end: 6, text: "X区" },
    ]);
  });

  it("takes a number as no part of a place", () => {
    expect(openPlaces([{ type: "heading", level: 4, children: [{ text: "X区" }] }])[0]).toMatchObject({
      start: 3,
      end: 5,
    });
  });
});

describe("open slots", () => {
  const slot = (text: string, more: Partial<Span> = {}): Span => ({ text, slot: "k", ...more });
  const paragraph = (...children: Span[]): Block => ({ type: "paragraph", children });
  const foundIn = (block: Block) => {
    const text = block.children.map((span) => span.text).join("");
    return openPlacesIn(block).map(({ start, end }) => text.slice(start, end));
  };

  it.each<[string, Block, string[], string[]]>([
    [
      "once, with the words of their export",
      paragraph({ text: "由" }, slot("责任单位"), { text: "牵头" }),
      ["责任单位"],
      ["【待填：责任单位】"],
    ],
    ["once where the prompt holds XX itself", paragraph(slot("XX副区长")), ["XX副区长"], ["【待填：XX副区长】"]],
    [
      "once where brackets stand around it",
      paragraph({ text: "【" }, slot("姓名"), { text: "】" }),
      ["姓名"],
      ["【待填：姓名】"],
    ],
    [
      "once where part of the prompt is bold",
      paragraph(slot("责任"), slot("单位", { bold: true }), { text: "牵头" }),
      ["责任单位"],
      ["【待填：责任单位】"],
    ],
    [
      "twice where two meet",
      paragraph(slot("姓名"), slot("职务", { slot: "other" })),
      ["姓名", "职务"],
      ["【待填：姓名】", "【待填：职务】"],
    ],
    [
      "in order among the others",
      paragraph({ text: "X区由" }, slot("单位"), { text: "于＿＿年前完成，" }, slot("时限"), { text: "待补" }),
      ["X区", "单位", "＿＿", "时限", "待补"],
      ["X区", "【待填：单位】", "＿＿", "【待填：时限】", "待补"],
    ],
    ["not where nothing is left of the prompt", paragraph({ text: "空" }, slot("")), [], []],
  ])("are found %s", (_, block, own, exported) => {
    expect(foundIn(block)).toEqual(own);
    const body: Block[] = [{ type: "heading", level: 1, children: [{ text: "题" }] }, block];
    const paragraphs = plainParagraphs(body);
    const places = openPlaces(body);
    expect(places.map(({ text }) => text)).toEqual(exported);
    for (const { paragraph: at, start, end, text } of places) expect(paragraphs[at]?.text.slice(start, end)).toBe(text);
  });

  it("are still open places once the exported text has been read back", () => {
    const [exported] = plainParagraphs([paragraph({ text: "由" }, slot("责任单位"), { text: "牵头" })]);
    expect(found(exported?.text ?? "")).toEqual(["【待填：责任单位】"]);
  });
});
