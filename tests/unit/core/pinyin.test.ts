import { describe, expect, it } from "vitest";
import { findSpelled, unspelled } from "#core/pinyin";
import { spell } from "#core/pinyin-dictionary";

/** The part of `text` in which `word` is found. */
function found(text: string, word: string): string | undefined {
  const match = findSpelled(spell(text), word);
  return match && text.slice(match.start, match.end);
}

describe("findSpelled", () => {
  it.each([
    ["导出 Word…", "导出", "导出"],
    ["导出 Word…", "WORD", "Word"],
    ["导出 Word…", "Ｗｏｒｄ", "Word"],
    ["导出 Word…", "dc", "导出"],
    ["导出 Word…", "daochu", "导出"],
    ["导出 Word…", "DaoCh", "导出"],
    ["导出 Word…", "dchu", "导出"],
    ["导出 Word…", "d", "导"],
    ["放大…纸面", "大…纸", "大…纸"],
    ["导出 Word…", "dcword", "导出 Word"],
    ["一是、二是接着写", "ysesjzx", "一是、二是接着写"],
    ["查找下一处", "xyc", "下一处"],
    ["查找下一处", "xiayichu", "下一处"],
    ["查找下一处", "zh", "找"],
    ["查找下一处", "czh", "查找"],
    ["西安市", "xi'an", "西安"],
  ])("in %s by %s: %s", (text, word, part) => {
    expect(found(text, word)).toBe(part);
  });

  it("reads a character as its word wants it", () => {
    expect(found("重做", "cz")).toBe("重做");
    expect(found("重点工作", "zd")).toBe("重点");
    expect(found("中国银行", "yinhang")).toBe("银行");
    expect(found("自觉行动", "xd")).toBe("行动");
    expect(found("长江", "cj")).toBe("长江");
    expect(found("县长讲话", "xz")).toBe("县长");
    expect(found("长江", "zj")).toBeUndefined();
  });

  it("takes ü as v, and lüe as lue too", () => {
    expect(found("妇女工作", "funv")).toBe("妇女");
    expect(found("发展战略", "zhanlue")).toBe("战略");
    expect(found("发展战略", "zhanlve")).toBe("战略");
  });

  it.each([
    ["导出 Word…", "cd"],
    ["导出 Word…", "doc"],
    ["导出 Word…", "daochuu"],
    ["导出 Word…", "dc打"],
    ["导出 Word…", "…d"],
    ["放大纸面", "fangdb"],
    ["放大纸面", ""],
    ["", "a"],
  ])("not in %s: %s", (text, word) => {
    expect(found(text, word)).toBeUndefined();
  });

  it("gives places in UTF-16 units, also behind characters of two", () => {
    expect(found("𠮷祥导出", "dc")).toBe("导出");
  });

  it("tells what is written from what is only spelled so", () => {
    expect(findSpelled(spell("导出 Word"), "word")).toEqual({ start: 3, end: 7, byPinyin: false });
    expect(findSpelled(spell("导出 Word"), "dc")).toEqual({ start: 0, end: 2, byPinyin: true });
  });

  it("finds what is written before the dictionary is there", () => {
    expect(findSpelled(unspelled("𠮷祥导出"), "导出")).toEqual({ start: 3, end: 5, byPinyin: false });
    expect(findSpelled(unspelled("导出"), "dc")).toBeUndefined();
  });
});
