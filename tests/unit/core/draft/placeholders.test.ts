import { describe, expect, it } from "vitest";
import { openPlaces } from "#core/draft/placeholders";

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
});
