import { describe, expect, it } from "vitest";
import { cardChanges, fieldSpan, withChanges } from "#core/card/field-places";
import { contextOf, fieldText } from "#core/card/fields";
import { textOf } from "#core/draft/schema";
import { heading, line, paragraph } from "./card-texts.ts";

describe("the promise", () => {
  it.each([
    [undefined, 3, "讲三点意见"],
    [undefined, 2, "讲两点意见"],
    [undefined, 12, "讲十二点意见"],
    // Nothing is counted before there are two parts.
    [undefined, 0, "讲几点意见"],
    [undefined, 1, "讲几点意见"],
    ["下级", 3, "提三点要求"],
    ["平级", 2, "谈两点意见"],
    ["上级", 2, "作两个方面的汇报"],
    ["上级", 0, "作个汇报"],
    ["各界", 3, "讲三点意见"],
  ])("to %s over %i parts is %s", (audience, parts, text) => {
    expect(fieldText("promise", { card: { ...(audience && { audience }) }, parts })).toBe(text);
  });

  it("and the greeting follow the audience at once", () => {
    const body = [
      line("salutation", "{salutation:同志们}："),
      paragraph("我{promise:讲两点意见}。"),
      heading("甲"),
      heading("乙"),
    ];
    const after = withChanges(body, cardChanges(body, contextOf({}, body), contextOf({ audience: "上级" }, body)));
    expect(after.map(textOf)).toEqual(["各位领导、同志们：", "我作两个方面的汇报。", "甲", "乙"]);
  });
});

it("what the card says is no longer carried over from another speech", () => {
  const context = { card: { place: "县政府" }, parts: 0 };
  expect(fieldSpan("place", context, { text: "县委", bold: true, carried: "place" })).toEqual({
    text: "县政府",
    bold: true,
    field: "place",
  });
});
