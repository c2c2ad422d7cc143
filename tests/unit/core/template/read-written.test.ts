import { describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { withItems } from "#core/template/read-written";

const paragraph = (...children: Block["children"]): Block => ({ type: "paragraph", children });
const items = (body: readonly Block[]) =>
  body.flatMap(({ children }) => children.filter(({ item }) => item).map(({ text }) => text));

describe("items of a template", () => {
  it("are found behind slots, which will be whole sentences", () => {
    const body = [
      paragraph({ text: "一是有突破。" }, { text: "事例", slot: "review.1", optional: true }, { text: "二是有创新。" }),
    ];
    expect(items(withItems(body))).toEqual(["一是", "二是"]);
  });

  it("are not found behind a field of the card, which is a word of the sentence, nor in a prompt", () => {
    const field = { text: "主题", slot: "card.topic" };
    expect(items(withItems([paragraph(field, { text: "一是好事，" }, field, { text: "二是大事。" })]))).toEqual([]);
    expect(items(withItems([paragraph({ text: "一是突破，二是创新", slot: "review.1" })]))).toEqual([]);
  });
});
