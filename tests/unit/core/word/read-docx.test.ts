import { describe, expect, it } from "vitest";
import { readXml } from "#core/word/read/xml";
import { readDocxSource } from "#core/word/read-docx";
import { codesOf, p, part, read, rels, t, textsOf, W } from "./docx-of.ts";

const by = 'w:author="甲" w:date="2026-01-01T00:00:00Z"';
const ins = (content: string) => `<w:ins w:id="1" ${by}>${content}</w:ins>`;
const del = (text: string) => `<w:del w:id="2" ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

describe("text", () => {
  it("keeps tabs, hyphens and line breaks, and leaves out page breaks and soft hyphens", () => {
    const run =
      '<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t><w:br/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>';
    expect(textsOf(read(p(run)))).toEqual(["甲\t乙\u2011丙\n丁\n戊"]);
  });

  it("trims a w:t that does not ask to keep its spaces", () => {
    expect(textsOf(read(p("<w:r><w:t> 甲\n乙 </w:t></w:r>") + p(t(" 甲 "))))).toEqual(["甲 乙", " 甲 "]);
  });

  it("joins neighbouring runs of one weight", () => {
    const { paragraphs } = read(
      p(t("全") + t("区") + t("要", "<w:b/>") + t("求", '<w:b w:val="1"/>') + t("，", '<w:b w:val="false"/>')),
    );
    expect(paragraphs[0]?.runs).toEqual([{ text: "全区" }, { text: "要求", bold: true }, { text: "，" }]);
  });

  it("counts the index over non-empty paragraphs and tells what follows an empty one", () => {
    const { paragraphs } = read(p(t("甲")) + p("") + p(t("　 ")) + p(t("乙")) + p(t("丙")));
    expect(paragraphs.map(({ index, afterBlank }) => [index, afterBlank ?? false])).toEqual([
      [0, false],
      [1, true],
      [2, false],
    ]);
  });

  it("reads nested content controls, links, smart tags and simple fields", () => {
    const nested = `<w:sdt><w:sdtPr><w:alias w:val="不是正文"/></w:sdtPr><w:sdtContent><w:sdt><w:sdtContent>${p(
      `${t("甲")}<w:hyperlink r:id="rId9">${t("乙")}</w:hyperlink><w:smartTag>${t("丙")}</w:smartTag><w:fldSimple w:instr="PAGE">${t("丁")}</w:fldSimple>`,
    )}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>`;
    const source = read(nested);
    expect(textsOf(source)).toEqual(["甲乙丙丁"]);
    expect(codesOf(source)).toEqual(["info links-dropped null"]);
  });

  it("keeps the result of a field, nested ones too, and never its instruction", () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const instruction = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const inner = mark("begin") + instruction("DATE") + mark("separate") + t("内层") + mark("end");
    const source = read(
      p(t("前") + mark("begin") + instruction("IF ") + inner + mark("separate") + t("结果") + mark("end") + t("后")),
    );
    expect(textsOf(source)).toEqual(["前结果后"]);
    expect(source.messages).toEqual([]);
  });

  it("says so when a field never ends or draws what it has no text for", () => {
    const open = read(p(`${t("前")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>${t("没有了")}`));
    expect(codesOf(open)).toEqual(["lost field-open null"]);
    const circle = `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> EQ \\o\\ac(○,1)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(codesOf(read(p(t("前") + circle)))).toEqual(["lost formula-lost 0"]);
  });

  it("shows the symbols that Unicode has and reports the others", () => {
    const symbol = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
    const source = read(
      p(
        symbol("Wingdings", "F0FC") +
          symbol("Symbol", "B4") +
          symbol("宋体", "2460") +
          symbol("Wingdings", "F021") +
          symbol("别的", "F0FC"),
      ),
    );
    expect(textsOf(source)).toEqual(["✓×①"]);
    expect(source.messages).toMatchObject([
      { level: "lost", code: "symbol-lost", message: expect.stringContaining("2 个特殊符号"), paragraph: 0 },
    ]);
  });

  it("drops hidden text, direct or by style, and counts it", () => {
    const styles = part(
      "styles",
      '<w:style w:type="character" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>',
    );
    const source = read(p(t("看得见") + t("藏", "<w:vanish/>") + t("也藏", '<w:rStyle w:val="h"/>')), {
      "word/styles.xml": styles,
    });
    expect(textsOf(source)).toEqual(["看得见"]);
    expect(source.messages).toMatchObject([
      { code: "hidden-text-dropped", message: expect.stringContaining("3 个字") },
    ]);
  });
});

describe("tracked changes", () => {
  it("keeps insertions, drops deletions, a deletion inside an insertion too, and counts neighbours once", () => {
    const source = read(p(t("甲") + ins(t("乙") + del("丙")) + ins(t("丁")) + del("戊") + t("己") + ins(t("庚"))));
    expect(textsOf(source)).toEqual(["甲乙丁己庚"]);
    expect(source.messages).toMatchObject([{ level: "info", code: "changes-accepted", paragraph: null }]);
    expect(source.messages[0]?.message).toMatch(/有 5 处修订/u);
  });

  it("reads a move where it went, as one change", () => {
    const moved = `<w:moveFrom w:id="1" ${by}>${t("走")}</w:moveFrom>`;
    const source = read(p(`${moved}${t("留")}`) + p(`<w:moveTo w:id="2" ${by}>${t("走")}</w:moveTo>`));
    expect(textsOf(source)).toEqual(["留", "走"]);
    expect(source.messages[0]?.message).toContain("1 处修订");
  });

  it("merges paragraphs whose mark was deleted, with the properties of the last", () => {
    const mark = (name: string) => `<w:rPr><w:${name} w:id="3" ${by}/></w:rPr>`;
    const source = read(
      p(t("前"), `<w:jc w:val="center"/>${mark("del")}`) +
        p(del("整段删去"), mark("del")) +
        p(t("后"), '<w:jc w:val="right"/>') +
        p(t("新段"), mark("ins")),
    );
    expect(textsOf(source)).toEqual(["前后", "新段"]);
    expect(source.paragraphs[0]).toMatchObject({ alignment: "right", index: 0 });
  });

  it("keeps a paragraph whose deleted mark has nothing behind it", () => {
    const mark = `<w:rPr><w:del w:id="3" ${by}/></w:rPr>`;
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell(p(t("格"), mark))}${cell(p(t("邻")))}</w:tr></w:tbl>`;
    expect(textsOf(read(p(t("表前"), mark) + table + p(t("尾"), mark)))).toEqual(["表前", "格", "邻", "尾"]);
  });

  it("skips what formats were before, and rows that were deleted", () => {
    const changed = `<w:rPr><w:rPrChange w:id="4" ${by}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>`;
    const row = (text: string, properties = "") => `<w:tr>${properties}<w:tc>${p(t(text))}</w:tc></w:tr>`;
    const table = `<w:tbl>${row("删", `<w:trPr><w:del w:id="5" ${by}/></w:trPr>`)}${row("留")}</w:tbl>`;
    const source = read(
      `<w:p><w:pPr><w:pPrChange w:id="6" ${by}><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange></w:pPr><w:r>${changed}<w:t>字</w:t></w:r></w:p>${table}`,
    );
    expect(source.paragraphs).toMatchObject([{ runs: [{ text: "字" }] }, { runs: [{ text: "留" }] }]);
    expect(source.paragraphs[0]).not.toHaveProperty("alignment");
    expect(source.paragraphs[0]?.runs[0]).not.toHaveProperty("bold");
  });

  it("counts comments", () => {
    const comment = '<w:r><w:commentReference w:id="0"/></w:r>';
    const source = read(
      p(`<w:commentRangeStart w:id="0"/>${t("甲")}<w:commentRangeEnd w:id="0"/>${comment}${comment}`),
    );
    expect(textsOf(source)).toEqual(["甲"]);
    expect(source.messages).toMatchObject([
      { code: "comments-left-out", message: expect.stringContaining("2 条批注") },
    ]);
  });
});

describe("what a speech cannot hold", () => {
  it("reads tables and text boxes as paragraphs in order, nested tables too", () => {
    const table = (cells: string) =>
      `<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:cantSplit/></w:trPr>${cells}</w:tr></w:tbl>`;
    const cell = (content: string) => `<w:tc><w:tcPr/>${content}</w:tc>`;
    const source = read(p(t("前")) + table(cell(p(t("一"))) + cell(table(cell(p(t("二")))) + p(""))) + p(t("后")));
    expect(textsOf(source)).toEqual(["前", "一", "二", "后"]);
    expect(source.paragraphs.map(({ inCell }) => inCell ?? false)).toEqual([false, true, true, false]);
    expect(codesOf(source)).toEqual(["info table-as-text 1", "info table-as-text 2"]);
  });

  it("takes one branch of an alternative, never both", () => {
    const box = (text: string) => `<w:txbxContent>${p(t(text))}</w:txbxContent>`;
    const content = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>${box("框里")}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框里")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const source = read(p(t("前")) + p(`${t("主")}<w:r>${content}</w:r>${t("体")}`) + p(t("后")));
    expect(textsOf(source)).toEqual(["前", "主体", "框里", "后"]);
    expect(codesOf(source)).toEqual(["info text-box-as-text 2"]);
    const only = "<w:r><mc:AlternateContent><mc:Fallback><w:t>退路</w:t></mc:Fallback></mc:AlternateContent></w:r>";
    expect(textsOf(read(p(only)))).toEqual(["退路"]);
  });

  it("reports pictures, charts, diagrams, formulas, objects and ruby with their place", () => {
    const drawing = (inner: string) => `<w:r><w:drawing><a:graphicData>${inner}</a:graphicData></w:drawing></w:r>`;
    const source = read(
      p(t("零") + drawing("<pic:pic/>") + drawing("<pic:pic/>")) +
        p(drawing("<c:chart/>")) +
        p(`${t("一")}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>`) +
        p(
          `<w:r><w:object><v:imagedata r:id="rId1"/><o:OLEObject/></w:object></w:r>${t("二")}${drawing("<dgm:relIds/>")}`,
        ) +
        p(
          "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        ) +
        '<w:altChunk r:id="rId7"/>',
    );
    expect(textsOf(source)).toEqual(["零", "一", "二", "拼"]);
    expect(codesOf(source)).toEqual([
      "lost picture-lost 0",
      "lost chart-lost 0",
      "lost formula-lost 1",
      "lost object-lost 2",
      "lost diagram-lost 2",
      "lost ruby-lost 3",
      "lost include-lost 3",
    ]);
    expect(source.messages[0]?.message).toBe("这里的 2 张图片没有读入，讲稿匠只读文字。");
  });

  it("names twenty places of a kind and counts the rest", () => {
    const source = read(
      Array.from({ length: 25 }, () => p(`${t("段")}<w:r><w:drawing><pic:pic/></w:drawing></w:r>`)).join(""),
    );
    expect(source.messages).toHaveLength(21);
    expect(source.messages.find(({ paragraph }) => paragraph === null)?.message).toContain("还有 5 张图片");
  });

  it("says what footnotes, endnotes, headers and outside contents said", () => {
    const source = read(
      p(`${t("正文")}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
        p(`${t("二")}<w:r><w:endnoteReference w:id="2"/></w:r>`),
      {
        "word/_rels/document.xml.rels": rels(
          ["footnotes", "footnotes.xml"],
          ["endnotes", "/word/endnotes.xml"],
          ["header", "header1.xml"],
          ["footer", "footer1.xml"],
          ["settings", "settings.xml"],
          ["image", "http://example.invalid/a.png", true],
          ["hyperlink", "http://example.invalid/", true],
          ["vbaProject", "vbaProject.bin"],
        ),
        "word/footnotes.xml": part(
          "footnotes",
          `<w:footnote w:id="1">${p(t("不是这条"))}</w:footnote><w:footnote w:id="2">${p(t("数据来自统计局"))}</w:footnote>`,
        ),
        "word/endnotes.xml": part("endnotes", `<w:endnote w:id="2">${p(t("尾"))}</w:endnote>`),
        "word/header1.xml": part("hdr", p(t("内部资料"))),
        "word/footer1.xml": part("ftr", p(t("— 3 —"))),
        "word/_rels/settings.xml.rels": rels(["attachedTemplate", "file:///C:/模板.dotm", true]),
      },
    );
    expect(source.messages.map(({ message, paragraph }) => [paragraph, message])).toEqual([
      [null, "页眉或页脚里的“内部资料”没有读入。"],
      [null, "文件里的宏没有读入。"],
      [null, "文件里有 2 处内容放在文件外面（如模板、图片），讲稿匠没有去取。"],
      [0, "这里的一条脚注没有读入：“数据来自统计局”。"],
      [1, "这里的一条尾注没有读入：“尾”。"],
    ]);
  });
});

describe("packages", () => {
  const strict = (xml: string) =>
    xml
      .replaceAll(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
      .replaceAll("w:", "ns0:")
      .replace("xmlns:w=", "xmlns:ns0=");

  it("reads the strict form under any prefix", () => {
    const document = strict(part("document", `<w:body>${p(t("严格", "<w:b/>"), '<w:jc w:val="start"/>')}</w:body>`));
    const relationships = rels(["officeDocument", "word/document.xml"]).replace(
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
    );
    const { paragraphs } = read("", { "word/document.xml": document, "_rels/.rels": relationships });
    expect(paragraphs).toMatchObject([{ runs: [{ text: "严格", bold: true }], alignment: "left" }]);
  });

  it("finds the main part wherever the package says it lies", () => {
    const source = read("", {
      "_rels/.rels": rels(["officeDocument", "/content/../内容/main.xml"]),
      "内容/main.xml": part("document", `<w:body>${p(t("在这里"))}</w:body>`),
    });
    expect(textsOf(source)).toEqual(["在这里"]);
  });

  it.each([
    ["UTF-8 with a byte order mark", (xml: string) => new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(xml)])],
    ["UTF-16", (xml: string) => new Uint8Array(Buffer.from(`\uFEFF${xml.replace("UTF-8", "UTF-16")}`, "utf16le"))],
    [
      "UTF-16 without mark, big-endian",
      (xml: string) => new Uint8Array(Buffer.from(xml.replace("UTF-8", "UTF-16"), "utf16le").swap16()),
    ],
  ])("reads parts in %s", (_, encode) => {
    const xml = part("document", `<w:body>${p(t("编码"))}</w:body>`);
    expect(textsOf(read("", { "word/document.xml": encode(xml) }))).toEqual(["编码"]);
  });

  it.each([
    [
      "an Excel file",
      { "_rels/.rels": rels(["officeDocument", "xl/workbook.xml"]), "xl/workbook.xml": "<a/>" },
      "Excel 表格",
    ],
    ["a PowerPoint file", { "_rels/.rels": rels(["officeDocument", "ppt/presentation.xml"]) }, "PowerPoint"],
  ])("names %s", (_, extras, name) => {
    expect(() => read("", extras)).toThrow(
      expect.objectContaining({ code: "file.unknown-kind", message: expect.stringContaining(name) }),
    );
  });

  it.each([
    [
      "an OpenDocument text",
      { mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<a/>" },
      "OpenDocument",
    ],
    ["an OFD file", { "OFD.xml": "<a/>" }, "OFD"],
    ["any other zip", { "a.xml": "<a/>" }, "压缩包"],
  ])("names %s", (_, files, name) => {
    const parts = new Map(Object.entries(files).map(([key, text]) => [key, new TextEncoder().encode(text)]));
    expect(() => readDocxSource(parts)).toThrow(
      expect.objectContaining({ code: "file.unknown-kind", message: expect.stringContaining(name) }),
    );
  });

  it.each([
    ["no main part", { "_rels/.rels": rels(["officeDocument", "word/missing.xml"]) }],
    ["no relationships but a document", { "_rels/.rels": rels() }],
    ["another root element", { "word/document.xml": part("styles", "") }],
    ["broken XML", { "word/document.xml": part("document", "<w:body><w:p></w:body>") }],
    ["XML that ends early", { "word/document.xml": part("document", p(t("甲"))).slice(0, -20) }],
    ["bytes that are no text", { "word/document.xml": new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0xfd]) }],
    ["an empty document part", { "word/document.xml": "" }],
  ])("calls a file with %s damaged", (_, extras) => {
    expect(() => read("", extras)).toThrow(expect.objectContaining({ code: "file.damaged" }));
  });
});

describe("hostile XML", () => {
  const refusal = { code: "file.hostile" };

  it("refuses a DOCTYPE", () => {
    const bomb = `<!DOCTYPE w [<!ENTITY a "甲甲甲">]>${part("document", `<w:body>${p(t("&a;"))}</w:body>`).replace(/<\?xml.*?\?>/u, "")}`;
    expect(() => read("", { "word/document.xml": bomb })).toThrow(expect.objectContaining(refusal));
  });

  it("refuses a depth of 100,000", () => {
    expect(() => read("<w:sdt>".repeat(100_000) + "</w:sdt>".repeat(100_000))).toThrow(
      expect.objectContaining(refusal),
    );
  });

  it("counts elements and characters over all parts of a file", () => {
    const bytes = new TextEncoder().encode(part("document", `<w:body>${p(t("字"))}</w:body>`));
    const ignore = { open: () => undefined };
    expect(() => readXml(bytes, ignore, { elements: 2_999_990, characters: 19_999_990 })).not.toThrow();
    expect(() => readXml(bytes, ignore, { elements: 2_999_999, characters: 0 })).toThrow(
      expect.objectContaining(refusal),
    );
    expect(() => readXml(bytes, ignore, { elements: 0, characters: 20_000_000 })).toThrow(
      expect.objectContaining(refusal),
    );
  });

  it("takes no name in a file for one of JavaScript's own", () => {
    const body = `${p(t("字"), '<w:jc w:val="constructor"/>')}<constructor/><toString/>`;
    expect(read(body)).toEqual({ paragraphs: [{ runs: [{ text: "字" }], index: 0, sizePt: 10 }], messages: [] });
  });

  it("does not loop on styles or lists that refer to each other", () => {
    const styles = part(
      "styles",
      '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="甲"/><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="乙"/><w:basedOn w:val="a"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>',
    );
    const { paragraphs } = read(p(t("字"), '<w:pStyle w:val="a"/>'), { "word/styles.xml": styles });
    expect(paragraphs[0]).toMatchObject({ sizePt: 16 });
  });
});
