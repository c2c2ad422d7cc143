import { describe, expect, it } from "vitest";
import { carriedShare, perCent } from "#core/carry/carried-share";
import type { Block } from "#core/draft/schema";

const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const heading = (text: string): Block => ({ type: "heading", level: 1, children: [{ text }] });
const OLD = ["一、认真学习，深刻领会", "要层层压实责任，形成齐抓共管的合力。", "同志们，蓝图已经绘就。", "散会。"];
const shareOf = (...body: Block[]) => carriedShare(body, OLD);

describe("how much is carried over word for word", () => {
  it("counts characters in runs of eight or more, and names the old paragraph", () => {
    const { paragraphs, characters, carried } = shareOf(
      heading("认真学习，深刻领会"),
      paragraph("今年要层层压实责任，形成新的合力。"),
      paragraph("全是新写的话，一句也没有抄。"),
    );
    expect(paragraphs).toEqual([
      { block: 0, characters: 11, carried: 11, from: 0 },
      // 要层层压实责任，形成 stands there; 合力。 is too short to tell.
      { block: 1, characters: 17, carried: 10, from: 1 },
      { block: 2, characters: 14, carried: 0 },
    ]);
    expect([characters, carried]).toEqual([42, 21]);
  });

  it("takes a paragraph shorter than a run only as a whole", () => {
    expect(shareOf(paragraph("散会。")).paragraphs).toEqual([{ block: 0, characters: 3, carried: 3, from: 3 }]);
    expect(shareOf(paragraph("散会")).carried).toBe(0);
  });

  it("leaves blanks aside, and never counts a character twice", () => {
    const { paragraphs } = shareOf(
      paragraph("要 层层压实责任，　形成齐抓共管的合力。要层层压实责任，形成齐抓共管的合力。"),
    );
    expect(paragraphs[0]).toMatchObject({ characters: 36, carried: 36 });
  });

  it("joins no two old paragraphs to one run", () => {
    expect(shareOf(paragraph("管的合力。同志们，蓝")).carried).toBe(0);
  });

  it("measures only paragraphs that changed", () => {
    const same = paragraph("要层层压实责任，形成齐抓共管的合力。");
    expect(shareOf(same).carried).toBe(18);
    expect(carriedShare([same], ["别的旧稿，一个字也不一样。"]).carried).toBe(0);
    expect(shareOf(same).carried).toBe(18);
  });

  it("is nothing of an empty text, or beside an empty one", () => {
    expect(shareOf(paragraph(""))).toEqual({ characters: 0, carried: 0, paragraphs: [] });
    expect(carriedShare([paragraph("有字")], []).carried).toBe(0);
  });

  it("is whole per cent, all and nothing only when it is so", () => {
    expect(perCent({ carried: 0, characters: 0 })).toBe(0);
    expect(perCent({ carried: 1, characters: 1000 })).toBe(1);
    expect(perCent({ carried: 999, characters: 1000 })).toBe(99);
    expect(perCent({ carried: 5, characters: 5 })).toBe(100);
    expect(perCent({ carried: 71, characters: 100 })).toBe(71);
  });
});
