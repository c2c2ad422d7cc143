import { describe, expect, it } from "vitest";
import { formatCounter } from "#core/word/read/number-format";
import { p, part, read, t, textsOf } from "./docx-of.ts";

const level = (at: number, format: string, text: string, more = "") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, of: number, overrides = "") =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
const item = (id: number, at = 0) => p(t("项"), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
const labels = (body: string, numbering: string, styles = "") =>
  textsOf(
    read(body, { "word/numbering.xml": part("numbering", numbering), "word/styles.xml": part("styles", styles) }),
  );

describe("automatic numbering", () => {
  const official = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3."),
  );

  it("counts on each level and starts lower ones anew", () => {
    const body = [0, 1, 1, 2, 0, 1].map((at) => item(5, at)).join("");
    expect(labels(body, official + num(5, 0))).toEqual([
      "[一、]项",
      "[（一）]项",
      "[（二）]项",
      "[1.]项",
      "[二、]项",
      "[（一）]项",
    ]);
  });

  it("counts on between lists of one definition, unless one starts anew", () => {
    const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>';
    const numbering = official + num(1, 0) + num(2, 0) + num(3, 0, restart);
    expect(labels(item(1) + item(2) + item(3) + item(3), numbering)).toEqual([
      "[一、]项",
      "[二、]项",
      "[七、]项",
      "[八、]项",
    ]);
  });

  it("shows higher levels, in digits where the list says so", () => {
    const numbering =
      abstract(
        0,
        level(0, "chineseCounting", "%1、") +
          level(1, "decimal", "%1.%2") +
          level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
      ) + num(1, 0);
    expect(labels(item(1) + item(1) + item(1, 1) + item(1, 2), numbering)).toEqual([
      "[一、]项",
      "[二、]项",
      "[二.1]项",
      "[2.1.1]项",
    ]);
    expect(labels(item(1, 2), numbering)).toEqual(["[1.1.1]项"]);
  });

  it("takes a level that a list replaces, and one that does not restart", () => {
    const replaced = `<w:lvlOverride w:ilvl="0">${level(0, "upperRoman", "%1)")}</w:lvlOverride>`;
    expect(labels(item(1) + item(1), official + num(1, 0, replaced))).toEqual(["[I)]项", "[II)]项"]);
    const running =
      abstract(0, level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')) + num(1, 0);
    expect(labels(item(1) + item(1, 1) + item(1) + item(1, 1), running)).toEqual([
      "[1.]项",
      "[1)]项",
      "[2.]项",
      "[2)]项",
    ]);
  });

  it("numbers by style, which a paragraph can switch off", () => {
    const numbering =
      abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>') +
          level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
      ) + num(1, 0);
    const list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>';
    const styles = ["h1", "h2"]
      .map((id) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/>${list}</w:style>`)
      .join("");
    const by = (id: string, more = "") => p(t("项"), `<w:pStyle w:val="${id}"/>${more}`);
    const off = '<w:numPr><w:numId w:val="0"/></w:numPr>';
    expect(labels(by("h1") + by("h2") + by("h2", off) + by("h1"), numbering, styles)).toEqual([
      "[一、]项",
      "[（一）]项",
      "项",
      "[二、]项",
    ]);
  });

  it("follows a list that only points to a numbering style", () => {
    const numbering = `${official}${abstract(1, '<w:numStyleLink w:val="ls"/>')}${num(1, 0)}${num(2, 1)}`;
    const styles =
      '<w:style w:type="numbering" w:styleId="ls"><w:name w:val="表"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    expect(labels(item(2), numbering, styles)).toEqual(["[一、]项"]);
  });

  it("shows bullets, those of symbol fonts as •", () => {
    const bullets = abstract(0, level(0, "bullet", "\uF06C") + level(1, "bullet", "◆")) + num(1, 0);
    expect(labels(item(1) + item(1, 1), bullets)).toEqual(["[•]项", "[◆]项"]);
  });

  it("does without a list that the file does not define", () => {
    expect(labels(item(9), official)).toEqual(["项"]);
  });
});

describe("number formats", () => {
  it.each([
    ["decimal", 12, "12"],
    ["decimalZero", 3, "03"],
    ["decimalFullWidth", 10, "１０"],
    ["decimalEnclosedCircle", 3, "③"],
    ["decimalEnclosedCircle", 21, "21"],
    ["decimalEnclosedParen", 2, "⑵"],
    ["decimalEnclosedFullstop", 2, "⒉"],
    ["chineseCounting", 11, "十一"],
    ["chineseCountingThousand", 105, "一百零五"],
    ["japaneseCounting", 20, "二十"],
    ["taiwaneseCounting", 32, "三十二"],
    ["ideographDigital", 10, "一〇"],
    ["chineseLegalSimplified", 20, "贰拾"],
    ["ideographTraditional", 3, "丙"],
    ["ideographZodiac", 12, "亥"],
    ["ideographEnclosedCircle", 2, "㊁"],
    ["upperRoman", 1994, "MCMXCIV"],
    ["lowerRoman", 4, "iv"],
    ["upperLetter", 28, "BB"],
    ["lowerLetter", 3, "c"],
    ["thaiCounting", 5, "5"],
    ["upperRoman", 0, "0"],
  ])("%s %d is %s", (format, value, shown) => {
    expect(formatCounter(format, value)).toBe(shown);
  });
});
