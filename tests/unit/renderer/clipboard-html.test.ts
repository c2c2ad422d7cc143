// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readText } from "#core/draft/read-text";
import { textOf } from "#core/draft/schema";
import { passageFrom, speechFrom } from "../../../renderer/editor/blocks-from-text.ts";
import { readHtml } from "../../../renderer/editor/read-html.ts";
import { notationOf, toldIn } from "../../fixtures/clipboard/notation.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/clipboard");
// The hostile page is for a real browser alone: the DOM of this test would try to load what it names.
const names = readdirSync(FOLDER)
  .flatMap((file) => /^(.*)\.json$/u.exec(file)?.[1] ?? [])
  .filter((name) => name !== "hostile");
const read = (file: string) => {
  try {
    return readFileSync(join(FOLDER, file), "utf8");
  } catch {
    return "";
  }
};

describe("what programs put on the clipboard", () => {
  it.each(names)("%s", (name) => {
    const expected = JSON.parse(read(`${name}.json`));
    const html = read(`${name}.html`);
    const copied = html === "" ? undefined : readHtml(html);
    const source = copied?.tellsMore ? copied.source : readText(read(`${name}.txt`));
    const { blocks, notes } = expected.passage ? passageFrom(source) : speechFrom(source);
    expect(blocks.map(notationOf)).toEqual(expected.blocks);
    expect(toldIn(notes)).toEqual(expected.told);
  });
});

/** The paragraphs of some HTML, each with what was found of it beside its text. */
function paragraphsIn(html: string) {
  return readHtml(html).source.paragraphs.map(({ runs, index: _, ...hints }) => ({
    text: runs.map(({ text, bold }) => (bold ? `**${text}**` : text)).join(""),
    ...hints,
  }));
}
const textsIn = (html: string) => paragraphsIn(html).map(({ text }) => text);

describe("copied HTML", () => {
  it.each([
    ["<b>粗</b><strong>重</strong>", "**粗重**"],
    ["<span style='font-weight:600'>六</span><span style='font-weight:500'>五</span>", "**六**五"],
    ["<b style='font-weight:normal'>不粗</b>", "不粗"],
    ["<b style='mso-bidi-font-weight:normal'>粗</b><span style='mso-bidi-font-weight:bold'>细</span>", "**粗**细"],
    ["<span style='font:bold 16pt 仿宋'>粗</span>", "**粗**"],
  ])("takes the weight of %s", (html, expected) => expect(textsIn(`<p>${html}</p>`)).toEqual([expected]));

  it("keeps the cells of a table apart, as a sheet program copies them", () => {
    const rows = [
      ["城关镇", "12", "34.5%", "1286"],
      ["河东镇", "6", "7.2%", "345"],
    ];
    const cells = (row: string[]) => row.map((cell) => `<td>${cell}</td>`).join("\n");
    const html = `<p>前文。</p><table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table><p>后文。</p>`;
    const { blocks, notes } = passageFrom(readHtml(html).source);
    expect(blocks.map(textOf)).toEqual(["前文。", ...rows.flat(), "后文。"]);
    // A cell is short by nature: a remark on each would bury the one on the table.
    expect(notes.filter(({ code }) => code === "short-line")).toEqual([]);
  });

  it("finds the number of a list as it is shown", () => {
    const list = (attributes: string) =>
      paragraphsIn(`<ol ${attributes}><li>甲</li><li>乙</li></ol>`).map(({ autoNumber }) => autoNumber);
    expect(list("")).toEqual(["1.", "2."]);
    expect(list('start="3"')).toEqual(["3.", "4."]);
    expect(list('type="a"')).toEqual(["a.", "b."]);
    expect(list('style="list-style-type: cjk-ideographic"')).toEqual(["一、", "二、"]);
    expect(list('style="list-style: none"')).toEqual([undefined, undefined]);
    expect(list("reversed start=2")).toEqual(["2.", "1."]);
    const nested = "<ol><li>甲<ul><li>点</li></ul></li><li value=7><p>乙</p><p>又一段</p></li></ol>";
    expect(paragraphsIn(nested).map(({ autoNumber }) => autoNumber)).toEqual(["1.", undefined, "7.", undefined]);
  });

  it("leaves out the signs that only mark an item, and tells so", () => {
    const item = (sign: string) =>
      `<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>${sign}</span>词</p>`;
    const { source } = readHtml(["·", "o", "§", "（1）", "iv.", "②"].map(item).join(""));
    expect(source.paragraphs.map(({ autoNumber }) => autoNumber)).toEqual([
      ...[undefined, undefined, undefined],
      ...["（1）", "iv.", "②"],
    ]);
    expect(source.messages).toMatchObject([{ code: "bullet-removed", count: 3 }]);
  });

  it("knows headings by tag, role, outline level and the names of styles", () => {
    const styles = (html: string) => paragraphsIn(html).map(({ style }) => style);
    const heading = (level: number) => ({ kind: "heading", level });
    expect(styles("<h1>题</h1><h2>一</h2><p>文</p><h3>二</h3>")).toEqual([
      { kind: "title" },
      heading(1),
      undefined,
      heading(2),
    ]);
    expect(styles("<h3>一、甲</h3><h4>（一）乙</h4>")).toEqual([heading(1), heading(2)]);
    expect(styles('<h2>一</h2><div role="heading" aria-level="3">二</div>')).toEqual([{ kind: "title" }, heading(1)]);
    expect(styles("<p class=MsoNormal style='mso-outline-level:2'>甲</p><p class=MsoSubtitle>乙</p>")).toEqual([
      heading(2),
      { kind: "subtitle" },
    ]);
  });

  it("drops a space only where the source was broken between Chinese characters", () => {
    expect(textsIn("<p>加强\n领导 和\n AI\nmodel 建设</p>")).toEqual(["加强领导 和 AI model 建设"]);
    expect(textsIn("<p>甲</p>\n\n<p>\n  乙  </p>")).toEqual(["甲", "乙"]);
  });

  it("takes breaks in a paragraph for breaks, two of them and those of bare text for paragraphs, those of a heading for layout", () => {
    expect(textsIn("<p>甲<br>乙</p>")).toEqual(["甲\n乙"]);
    expect(textsIn("<p>甲<br><br>乙<br></p>")).toEqual(["甲", "乙"]);
    expect(textsIn("<div>甲<br>乙</div>丙<br>丁")).toEqual(["甲", "乙", "丙", "丁"]);
    expect(textsIn("<h1>在大会上的<br>讲话</h1>")).toEqual(["在大会上的讲话"]);
    expect(textsIn("<pre>甲\n  乙</pre>")).toEqual(["甲", "  乙"]);
  });

  it("keeps to the part that was copied", () => {
    expect(textsIn("<div><p>外</p><!--StartFragment--><p>内</p><!--EndFragment--><p>外</p></div>")).toEqual(["内"]);
    expect(textsIn("<p>外<!--StartFragment-->内<b>里</b><!--EndFragment-->外</p>")).toEqual(["内**里**"]);
    expect(paragraphsIn("<ol><li>外</li><!--StartFragment--><li>内</li></ol>")).toEqual([
      { text: "内", autoNumber: "2." },
    ]);
  });

  it("weighs sizes by the text that has them", () => {
    const [paragraph] = paragraphsIn('<p style="font-size:16px"><span style="font-size:16pt">正文正文</span>小</p>');
    expect(paragraph?.sizePt).toBe(16);
    expect(paragraphsIn('<font size="4">字</font>')[0]?.sizePt).toBe(13.5);
    expect(paragraphsIn('<p style="font-size:16px">字</p>')[0]?.sizePt).toBe(12);
  });

  it.each([
    ["a tag whose name never ends", `<p>字</p><${"a".repeat(300_000)}`],
    ["remarks in a sheet that never end", `<style>p {} ${"/*a".repeat(150_000)}</style><p>字</p>`],
  ])("takes time in proportion to %s", (_, html) => {
    expect(textsIn(html)[0]).toBe("字");
  });

  it("says of plain words that their text alone would do", () => {
    const told = (html: string) => readHtml(html).tellsMore;
    expect(told("<meta charset='utf-8'><span style='color:red'>词</span>")).toBe(false);
    expect(told("<div>甲</div><div>乙</div>")).toBe(false);
    expect(told("<p>有<b>粗</b></p>")).toBe(true);
    expect(told("<h2>一</h2>")).toBe(true);
  });

  it.each(["", "<", "<!--", "<!--StartFragment-->", "<table><tr><td></table>"])("finds nothing in %j", (html) =>
    expect(textsIn(html).join("").trim()).toMatch(/^<?$/u),
  );
});
