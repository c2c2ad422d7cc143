import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { plainParagraphs } from "#core/draft/plain-text";
import type { Block, Draft } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS, STYLE_KEYS } from "#core/word/layouts";
import { toDocx } from "#core/word/write-docx";
import { draftOf, heading, mixedDraft, paragraph, sampleDraft } from "./write-drafts.ts";

const [gb, office, speech] = SHIPPED_LAYOUTS as [Layout, Layout, Layout];

type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

/** The parts of a package by name; those in XML parsed, so that a malformed one throws. */
function partsOf(bytes: Uint8Array): Record<string, Element> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, parse(strFromU8(data))]));
}

function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const path = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: "" };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on("text", (text) => {
    const open = path.at(-1);
    if (open) open.text += text;
  });
  parser.on("closetag", () => path.pop());
  parser.write(xml).close();
  return root;
}

function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

const only = (element: Element, name: string) => element.children.find((child) => child.name === name);
const value = (element: Element | undefined, name: string) => element && only(element, name)?.attributes["w:val"];

async function write(draft: Draft, layout: Layout = gb) {
  const parts = partsOf(await toDocx(draft, layout));
  const part = (name: string): Element => {
    const found = parts[name];
    if (!found) throw new Error(`no part ${name}`);
    return found;
  };
  const document = part("word/document.xml");
  const styles = new Map(
    all(part("word/styles.xml"), "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]),
  );
  return { parts, part, document, styles, paragraphs: all(document, "w:p") };
}

/** A paragraph's text as a reader sees it: breaks and tabs as characters. */
function textOfParagraph(element: Element): string {
  return element.children
    .map((child) => {
      if (child.name === "w:t") return child.text;
      if (child.name === "w:br") return "\n";
      return child.name === "w:tab" ? "\t" : textOfParagraph(child);
    })
    .join("");
}

const styleOfParagraph = (element: Element) => value(only(element, "w:pPr"), "w:pStyle");

describe("the text", () => {
  test("is that of the plain text, paragraph by paragraph, in named styles", async () => {
    const draft = mixedDraft();
    const { paragraphs } = await write(draft);
    const written = paragraphs.filter((each) => textOfParagraph(each) !== "");
    expect(written.map((each) => textOfParagraph(each).replaceAll("\n", ""))).toEqual(
      plainParagraphs(draft.body).map(({ text }) => text),
    );
    expect(written.map(styleOfParagraph)).toEqual([
      "title",
      "subtitle",
      "byline",
      "date",
      "salutation",
      "body",
      "heading1",
      "heading2",
      "heading3",
      "heading4",
      "body",
      "body",
      "signature",
      "signature",
    ]);
  });

  test("has one empty line after the title block and one before the signature, and no other", async () => {
    const { paragraphs } = await write(mixedDraft());
    const empty = paragraphs.flatMap((each, index) => (textOfParagraph(each) === "" ? [index] : []));
    expect(empty).toEqual([4, paragraphs.length - 3]);
    const bare = await write(draftOf(paragraph("只有正文。")));
    expect(bare.paragraphs.map(textOfParagraph)).toEqual(["只有正文。"]);
  });

  test("leaves out empty blocks, and an empty draft is a file that opens", async () => {
    const { paragraphs } = await write(draftOf(paragraph("一"), paragraph(""), heading(1, " "), paragraph("二")));
    expect(paragraphs.map(textOfParagraph)).toEqual(["一", "二"]);
    const { document } = await write(draftOf(paragraph("")));
    expect(all(document, "w:sectPr")).toHaveLength(1);
  });

  test("breaks the title by line breaks in one paragraph", async () => {
    const { paragraphs } = await write(sampleDraft());
    expect(textOfParagraph(paragraphs[0] as Element)).toBe("XX副区长在2023年区知识产权\n联席会议上的讲话");
    const narrow = await write(sampleDraft(), { ...gb, leftMm: 60, rightMm: 50 });
    expect(textOfParagraph(narrow.paragraphs[0] as Element).split("\n").length).toBeGreaterThan(2);
  });

  test("drops what XML cannot hold, splits at line breaks and keeps tabs, signs and rare characters", async () => {
    const { paragraphs, part } = await write(
      draftOf(
        { type: "title", children: [{ text: 'A<B&"C"\u0000\nD\ufffe' }] },
        paragraph("甲\u0000\u0008乙\ufffe\uffff丙\ud800丁\r\n戊\u000b己\t庚\u2028辛 𠮷<&>\u001f"),
      ),
    );
    expect(textOfParagraph(paragraphs[0] as Element)).toBe('A<B&"C"D');
    expect(textOfParagraph(paragraphs.at(-1) as Element)).toBe("甲乙丙丁\n戊\n己\t庚\n辛 𠮷<&>");
    expect(all(part("docProps/core.xml"), "dc:title")[0]?.text).toBe('A<B&"C"D');
  });

  test("says of an open slot that it waits", async () => {
    const draft = draftOf({
      type: "paragraph",
      children: [{ text: "今天召开" }, { text: "会议名称", slot: "meeting" }, { text: "。" }],
    });
    const { paragraphs } = await write(draft);
    expect(paragraphs.map(textOfParagraph)).toEqual(["今天召开【待填：会议名称】。"]);
  });
});

describe("formatting", () => {
  test("lies in the styles: paragraphs carry their style only, runs the hint and where they differ bold or a lead style", async () => {
    const { document, paragraphs } = await write(mixedDraft());
    for (const each of paragraphs) {
      expect(only(each, "w:pPr")?.children.map(({ name }) => name)).toEqual(["w:pStyle"]);
    }
    const formats = all(document, "w:rPr").map(({ children }) =>
      children.map((child) => `${child.name}=${Object.values(child.attributes).join()}`).join(" "),
    );
    expect([...new Set(formats)].sort()).toEqual([
      "w:rFonts=eastAsia",
      "w:rFonts=eastAsia w:b= w:bCs=",
      "w:rStyle=lead2 w:rFonts=eastAsia",
    ]);
    for (const run of all(document, "w:r")) expect(only(run, "w:rPr")).toBeDefined();
  });

  test("a lead and its number stand in the face of their level, the rest in that of the text", async () => {
    const { paragraphs, styles } = await write(mixedDraft());
    const lead = all(paragraphs.find((each) => textOfParagraph(each).startsWith("（二）压实")) as Element, "w:r");
    expect(lead.map((run) => [value(only(run, "w:rPr"), "w:rStyle"), textOfParagraph(run).slice(0, 8)])).toEqual([
      ["lead2", "（二）压实责任。"],
      [undefined, "他强调：“要抓住"],
      [undefined, "必须到位"],
      [undefined, "，不留死角。"],
    ]);
    expect(all(styles.get("lead2") as Element, "w:rFonts")[0]?.attributes["w:eastAsia"]).toBe("楷体_GB2312");
  });

  test("a bold lead in bold text stays bold, though bold is a toggle", async () => {
    const bold = (key: "body" | "heading2") => ({ ...gb.styles[key], bold: true });
    const { styles } = await write(mixedDraft(), {
      ...gb,
      styles: { ...gb.styles, body: bold("body"), heading2: bold("heading2") },
    });
    expect(all(styles.get("body") as Element, "w:b")[0]?.attributes["w:val"]).toBeUndefined();
    expect(all(styles.get("lead2") as Element, "w:b")[0]?.attributes["w:val"]).toBe("0");
    expect(all(styles.get("lead3") as Element, "w:b")[0]?.attributes["w:val"]).toBeUndefined();
  });

  test("headings have outline levels and stay with their text, other styles have none", async () => {
    const { styles } = await write(mixedDraft());
    const levels = STYLE_KEYS.map((key) => value(only(styles.get(key) as Element, "w:pPr"), "w:outlineLvl"));
    expect(levels).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "0",
      "1",
      "2",
      "3",
      undefined,
    ]);
    expect(all(styles.get("heading2") as Element, "w:keepNext")).toHaveLength(1);
  });

  test("the names are Word's own where Word shows them as the office calls them, else Chinese", async () => {
    const { styles } = await write(mixedDraft());
    expect([...styles.values()].map((style) => value(style, "w:name"))).toEqual([
      "Normal",
      "主标题",
      "Subtitle",
      "讲话人",
      "Date",
      "称谓",
      "一级标题",
      "二级标题",
      "三级标题",
      "四级标题",
      "落款",
      "二级领句",
      "三级领句",
      "四级领句",
      "footer",
    ]);
  });

  test("indents by two characters with twips beside them; title, salutation and page number are not indented", async () => {
    const { styles } = await write(mixedDraft());
    const indent = (key: string) => all(styles.get(key) as Element, "w:ind")[0]?.attributes;
    expect(indent("body")).toEqual({ "w:firstLineChars": "200", "w:firstLine": "628" });
    expect(indent("heading1")).toEqual(indent("body"));
    for (const key of ["title", "byline", "date", "salutation", "footer"]) {
      expect(indent(key)).toEqual({ "w:firstLineChars": "0", "w:firstLine": "0" });
    }
    expect(indent("signature")).toMatchObject({ "w:rightChars": "200", "w:firstLine": "0" });
  });

  test("every style names its fonts in all four slots, and nothing refers to a theme", async () => {
    for (const layout of SHIPPED_LAYOUTS) {
      const { parts, styles } = await write(mixedDraft(), layout);
      for (const [key, style] of styles) {
        const {
          "w:ascii": ascii,
          "w:hAnsi": hAnsi,
          "w:eastAsia": eastAsia,
          "w:cs": cs,
        } = all(style, "w:rFonts")[0]?.attributes ?? {};
        expect(new Set([ascii, hAnsi, eastAsia, cs]).size, key).toBe(1);
        if (key in layout.styles) expect(ascii).toBe(layout.styles[key as keyof Layout["styles"]].font);
      }
      const attributes = (element: Element): string[] => [
        ...Object.keys(element.attributes),
        ...element.children.flatMap(attributes),
      ];
      expect(Object.values(parts).flatMap(attributes).join()).not.toMatch(/[Tt]heme/u);
    }
  });

  test("a font name with signs of XML is only a name", async () => {
    const odd = { ...gb.styles.body, font: '"<&>' };
    const { styles } = await write(mixedDraft(), { ...gb, styles: { ...gb.styles, body: odd } });
    expect(all(styles.get("body") as Element, "w:rFonts")[0]?.attributes["w:ascii"]).toBe('"<&>');
  });
});

describe("the page", () => {
  const sectionOf = (document: Element) => {
    const section = all(document, "w:sectPr")[0] as Element;
    const attributes = (name: string) => only(section, name)?.attributes;
    return { margins: attributes("w:pgMar"), grid: attributes("w:docGrid"), size: attributes("w:pgSz") };
  };

  test("国标: 37/35/28/26 mm, the grid of 28 × 22, exact lines that keep off it", async () => {
    const { document, styles } = await write(sampleDraft());
    const { margins, grid, size } = sectionOf(document);
    expect(size).toMatchObject({ "w:w": "11906", "w:h": "16838" });
    expect(margins).toMatchObject({ "w:top": "2098", "w:bottom": "1984", "w:left": "1587", "w:right": "1474" });
    expect(grid).toEqual({ "w:type": "linesAndChars", "w:linePitch": "579", "w:charSpace": "-842" });
    const body = styles.get("body") as Element;
    expect(all(body, "w:snapToGrid").map(({ attributes }) => attributes["w:val"])).toEqual(["0", "0"]);
    expect(all(body, "w:spacing").map(({ attributes }) => attributes)).toEqual([
      { "w:before": "0", "w:after": "0", "w:line": "579", "w:lineRule": "exact" },
      { "w:val": "-6" },
    ]);
    expect(all(body, "w:sz")[0]?.attributes["w:val"]).toBe("32");
  });

  test.each([
    [office, "560", "2098"],
    [speech, "600", "1417"],
  ])("$name has no grid", async (layout, line, top) => {
    const { document, styles } = await write(sampleDraft(), layout);
    const { margins, grid } = sectionOf(document);
    expect(grid?.["w:type"]).toBeUndefined();
    expect(margins?.["w:top"]).toBe(top);
    expect(all(styles.get("body") as Element, "w:spacing").map(({ attributes }) => attributes)).toMatchObject([
      { "w:line": line, "w:lineRule": "exact" },
      { "w:val": "0" },
    ]);
  });

  test.each([
    ["outside", ["default", "even"], undefined],
    ["centre", ["default"], "false"],
    ["none", [], "false"],
  ] as const)("page numbers: %s", async (pageNumber, kinds, evenAndOdd) => {
    const { document, parts, part } = await write(sampleDraft(), { ...gb, pageNumber });
    expect(all(document, "w:footerReference").map(({ attributes }) => attributes["w:type"])).toEqual(kinds);
    const settings = part("word/settings.xml").children[0] as Element;
    expect(only(settings, "w:evenAndOddHeaders")?.attributes["w:val"]).toBe(evenAndOdd);
    const footers = Object.keys(parts).filter((name) => name.includes("footer"));
    expect(footers).toHaveLength(kinds.length);
    for (const name of footers) {
      expect(textOfParagraph(part(name))).toMatch(/^— (?:PAGE)? —$/u);
      expect(all(part(name), "w:instrText").map(({ text }) => text)).toEqual(["PAGE"]);
    }
  });

  test("odd pages stand right, even pages left, each one character of 14 pt in", async () => {
    const { part } = await write(sampleDraft());
    const place = (name: string) => {
      const properties = all(part(name), "w:pPr")[0];
      return [value(properties, "w:jc"), properties && only(properties, "w:ind")?.attributes];
    };
    expect(place("word/footer1.xml")).toEqual(["right", { "w:right": "280" }]);
    expect(place("word/footer2.xml")).toEqual(["left", { "w:left": "280" }]);
  });
});

describe("the package", () => {
  test("holds these parts, each named in the content types, and every link leads to one", async () => {
    const { parts, part } = await write(sampleDraft());
    const names = Object.keys(parts);
    expect(names).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/core.xml",
      "word/_rels/document.xml.rels",
      "word/document.xml",
      "word/fontTable.xml",
      "word/footer1.xml",
      "word/footer2.xml",
      "word/settings.xml",
      "word/styles.xml",
    ]);
    const typed = all(part("[Content_Types].xml"), "Override").map(({ attributes }) => attributes.PartName);
    expect(typed.sort()).toEqual(
      names
        .filter((name) => !/rels$|Content_Types/u.test(name))
        .map((name) => `/${name}`)
        .sort(),
    );
    const targets = (name: string) => all(part(name), "Relationship").map(({ attributes }) => attributes.Target);
    for (const target of targets("_rels/.rels")) expect(names).toContain(target);
    for (const target of targets("word/_rels/document.xml.rels")) expect(names).toContain(`word/${target}`);
  });

  test("tells the title, and neither author, company, machine nor time", async () => {
    const { part } = await write(sampleDraft());
    const properties = part("docProps/core.xml").children[0] as Element;
    expect(properties.children.map(({ name, text }) => [name, text])).toEqual([
      ["dc:title", "XX副区长在2023年区知识产权联席会议上的讲话"],
    ]);
  });

  test("names stand-ins for faces that a machine may lack", async () => {
    const { part } = await write(sampleDraft());
    const fonts = all(part("word/fontTable.xml"), "w:font");
    expect(fonts.map((font) => [font.attributes["w:name"], value(font, "w:altName")])).toEqual([
      ["方正小标宋简体", "华文中宋"],
      ["楷体_GB2312", "楷体"],
      ["仿宋_GB2312", "仿宋"],
      ["黑体", undefined],
      ["宋体", undefined],
    ]);
  });

  test("equal drafts give equal bytes, in another process and another time zone too", async () => {
    const bytes = await toDocx(sampleDraft(), gb);
    expect(await toDocx(sampleDraft(), gb)).toEqual(bytes);
    const program = `
      import { createHash } from "node:crypto";
      import { SHIPPED_LAYOUTS } from "#core/word/layouts";
      import { toDocx } from "#core/word/write-docx";
      import { sampleDraft } from "./tests/unit/core/word/write-drafts.ts";
      toDocx(sampleDraft(), SHIPPED_LAYOUTS[0]).then((bytes) => process.stdout.write(createHash("sha256").update(bytes).digest("hex")));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", program],
      { cwd: new URL("../../../..", import.meta.url), env: { ...process.env, TZ: "Asia/Shanghai" } },
    );
    expect(stdout).toBe(createHash("sha256").update(bytes).digest("hex"));
  }, 30_000);

  test("another draft or layout gives other bytes", async () => {
    const bytes = await toDocx(sampleDraft(), gb);
    expect(await toDocx(sampleDraft(), office)).not.toEqual(bytes);
    expect(await toDocx(mixedDraft(), gb)).not.toEqual(bytes);
  });
});

// The sequences of ISO/IEC 29500-4, Annex A (wml.xsd), as far as we write them; Word refuses a file that breaks them.
const SEQUENCES: Record<string, string[]> = {
  "w:pPr":
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange".split(
      " ",
    ),
  "w:rPr":
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split(
      " ",
    ),
  "w:style":
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr".split(
      " ",
    ),
  "w:sectPr":
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange".split(
      " ",
    ),
  "w:font":
    "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic".split(
      " ",
    ),
  "w:settings": "displayBackgroundShape defaultTabStop evenAndOddHeaders compat".split(" "),
  "w:styles": "docDefaults latentStyles style".split(" "),
  "w:docDefaults": "rPrDefault pPrDefault".split(" "),
  "w:p": "pPr r".split(" "),
  "w:body": "p sectPr".split(" "),
};
const REPEATED = new Set(["headerReference", "footerReference", "style", "r", "p"]);

test("elements stand in the schema's sequence, each once", async () => {
  const check = (element: Element) => {
    const sequence = SEQUENCES[element.name];
    if (sequence) {
      const names = element.children.map(({ name }) => name.replace("w:", ""));
      const places = names.map((name) => sequence.indexOf(name));
      expect(places, `${element.name}: ${names}`).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
      const single = names.filter((name) => !REPEATED.has(name));
      expect(new Set(single).size, `${element.name}: ${names}`).toBe(single.length);
    }
    element.children.forEach(check);
  };
  for (const layout of SHIPPED_LAYOUTS) Object.values((await write(mixedDraft(), layout)).parts).forEach(check);
});

test("every style that a paragraph, a run or another style names is there", async () => {
  const { parts, styles } = await write(mixedDraft());
  for (const name of ["w:pStyle", "w:rStyle", "w:basedOn", "w:next"]) {
    const named = Object.values(parts).flatMap((part) => all(part, name).map(({ attributes }) => attributes["w:val"]));
    for (const id of named) expect(styles.has(id ?? "")).toBe(true);
  }
});

test("a draft of 100,000 characters in one paragraph and one of 2,000 headings are written whole", async () => {
  const long = "发展是第一要务。".repeat(12_500);
  const { paragraphs } = await write(draftOf(paragraph(long)));
  expect(textOfParagraph(paragraphs[0] as Element)).toBe(long);
  const many: Block[] = Array.from({ length: 2000 }, (_, index) => heading(1, `第${index}件事`));
  expect((await write(draftOf(...many))).paragraphs).toHaveLength(2000);
});
