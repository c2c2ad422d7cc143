import { describe, expect, it } from "vitest";
import { p, part, read, t } from "./docx-of.ts";

/** A paragraph style; `inner` follows its name. */
const style = (id: string, name: string, inner = "", type = "paragraph") =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;
const hintOf = (styles: string, properties = '<w:pStyle w:val="x"/>') =>
  read(p(t("字"), properties), { "word/styles.xml": part("styles", styles) }).paragraphs[0]?.style;

describe("hints from style names", () => {
  it.each([
    ["Title", { kind: "title" }],
    ["标题", { kind: "title" }],
    ["Subtitle", { kind: "subtitle" }],
    ["副标题", { kind: "subtitle" }],
    ["讲话人", { kind: "byline" }],
    ["Date", { kind: "date" }],
    ["日期", { kind: "date" }],
    ["称谓", { kind: "salutation" }],
    ["落款", { kind: "signature" }],
    ["heading 1", { kind: "heading", level: 1 }],
    ["Heading 3", { kind: "heading", level: 3 }],
    ["heading 7", { kind: "heading", level: 4 }],
    ["标题 2", { kind: "heading", level: 2 }],
    ["一级标题", { kind: "heading", level: 1 }],
    ["四级标题", { kind: "heading", level: 4 }],
    ["3级标题", { kind: "heading", level: 3 }],
    ["正文", undefined],
    ["Body Text", undefined],
    ["我的样式", undefined],
  ])("%s", (name, hint) => {
    expect(hintOf(style("x", name))).toEqual(hint);
  });

  it("follows an outline level, own or inherited, and the names of the styles below", () => {
    expect(hintOf(style("x", "某", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'))).toEqual({ kind: "heading", level: 2 });
    const base = style("b", "某", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>');
    expect(hintOf(base + style("x", "他", '<w:basedOn w:val="b"/>'))).toEqual({ kind: "heading", level: 1 });
    expect(hintOf(style("b", "heading 2") + style("x", "他", '<w:basedOn w:val="b"/>'))).toEqual({
      kind: "heading",
      level: 2,
    });
    expect(hintOf(style("b", "heading 2") + style("x", "正文", '<w:basedOn w:val="b"/>'))).toBeUndefined();
  });

  it("lets a direct outline level decide, but not over a named title", () => {
    const outline = (level: number) => `<w:pStyle w:val="x"/><w:outlineLvl w:val="${level}"/>`;
    expect(hintOf(style("x", "heading 1"), outline(9))).toBeUndefined();
    expect(hintOf(style("x", "正文"), outline(2))).toEqual({ kind: "heading", level: 3 });
    expect(hintOf(style("x", "Title"), outline(0))).toEqual({ kind: "title" });
  });

  it("leaves a table of contents to the outline", () => {
    const styles = part("styles", style("x", "toc 1"));
    const source = read(p(t("一、形势……1"), '<w:pStyle w:val="x"/>') + p(t("正文")), { "word/styles.xml": styles });
    expect(source.paragraphs.map(({ runs }) => runs[0]?.text)).toEqual(["正文"]);
    expect(source.messages).toMatchObject([{ level: "info", code: "contents-dropped" }]);
  });

  it("joins the lines of a named title and leaves other line breaks to recognition", () => {
    const lines = "<w:r><w:t>在全区</w:t><w:br/><w:t>会议上的讲话 AI</w:t><w:br/><w:t>Plus</w:t></w:r>";
    const styles = { "word/styles.xml": part("styles", style("x", "Title")) };
    const texts = read(p(lines, '<w:pStyle w:val="x"/>') + p(lines), styles).paragraphs.map(
      ({ runs }) => runs[0]?.text,
    );
    expect(texts).toEqual(["在全区会议上的讲话 AI Plus", "在全区\n会议上的讲话 AI\nPlus"]);
  });
});

describe("looks", () => {
  const looks = (body: string, styles: string) => read(body, { "word/styles.xml": part("styles", styles) }).paragraphs;

  it("inherits size and alignment from defaults and base styles, direct ones winning", () => {
    const styles =
      '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>' +
      style("b", "底", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr>') +
      style("x", "面", '<w:basedOn w:val="b"/>');
    const of = '<w:pStyle w:val="x"/>';
    const read = looks(
      p(t("默认")) +
        p(t("继承"), of) +
        p(t("直接", '<w:sz w:val="32"/>'), `${of}<w:jc w:val="both"/>`) +
        p(t("多数字", '<w:sz w:val="36"/>') + t("少")),
      styles,
    );
    expect(read.map(({ sizePt, alignment }) => [sizePt, alignment])).toEqual([
      [10.5, undefined],
      [22, "centre"],
      [16, undefined],
      [18, undefined],
    ]);
  });

  const bold = "<w:rPr><w:b/></w:rPr>";
  const boldOf = (body: string, styles: string) => looks(body, styles)[0]?.runs.map((run) => run.bold ?? false);

  it("lets bold of a paragraph style and of a character style cancel each other out", () => {
    const styles = style("x", "强调段", bold) + style("s", "强", bold, "character");
    expect(
      boldOf(
        p(t("甲") + t("乙", '<w:rStyle w:val="s"/>') + t("丙", '<w:rStyle w:val="s"/><w:b/>'), '<w:pStyle w:val="x"/>'),
        styles,
      ),
    ).toEqual([true, false, true]);
  });

  it("does not take the bold of a heading style, the default style or a run-in lead for emphasis", () => {
    const styles =
      `<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/>${bold}</w:style>` +
      style("x", "一级标题", bold) +
      style("lead2", "二级领句", bold, "character");
    expect(boldOf(p(t("题"), '<w:pStyle w:val="x"/>'), styles)).toEqual([false]);
    expect(boldOf(p(t("领句。", '<w:rStyle w:val="lead2"/>') + t("正文")), styles)).toEqual([false]);
    expect(boldOf(p(t("直接", "<w:b/>") + t("正文")), styles)).toEqual([true, false]);
  });
});
