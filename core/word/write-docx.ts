import { AlignmentType, Document, DocumentGridType, Footer, Packer, PageNumber, Paragraph, Tab, TextRun } from "docx";
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { plainParagraphs } from "../draft/plain-text.ts";
import { type Block, type Draft, type Span, titleOf } from "../draft/schema.ts";
import { fontKind, fontsOf, type Layout, PAGE_NUMBER_FACE, styleOf } from "./layouts.ts";
import { lineCapacity, type Page, pageOf } from "./page.ts";
import { escapeXml, stylesXml } from "./styles-xml.ts";
import { titleLines } from "./title-lines.ts";

/** Where the title ends and the speech begins. */
const TITLE_BLOCK = new Set<Block["type"]>(["title", "subtitle", "byline", "date"]);

/** Parts that the library always adds and no speech needs: the theme's fonts, bullets, and notes that Word offers to repair. */
const UNUSED = /(?:theme\/theme1|numbering|footnotes|endnotes|docProps\/custom|docProps\/app)\.xml/u;

/** The first time that a zip can hold, in local fields, so that equal drafts give equal bytes in every time zone. */
const ZIP_TIME = new Date(1980, 0, 1);

/** A piece of text in one format. */
type Piece = { text: string; bold: boolean; lead: boolean };

/** Drops what XML 1.0 cannot hold and other control characters; line breaks and tabs stay. */
function xmlText(text: string): string {
  return text.replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");
}

/** The block's number and spans, neighbours of one format joined. */
function piecesOf(block: Block, spans: readonly Span[], number: string): Piece[] {
  const inLead = block.type === "paragraph" && block.leadLevel !== undefined;
  const pieces: Piece[] = [];
  const all = [
    { text: number, bold: false, lead: inLead },
    ...spans.map((span) => ({
      text: xmlText(span.text),
      bold: span.bold === true,
      lead: inLead && span.lead === true,
    })),
  ];
  for (const piece of all) {
    const last = pieces.at(-1);
    if (piece.text === "") continue;
    if (last && last.bold === piece.bold && last.lead === piece.lead) last.text += piece.text;
    else pieces.push({ ...piece });
  }
  return pieces;
}

/** One run; the hint sets quotation marks and dashes in the Chinese face. */
function run(text: string, more: { bold?: boolean; style?: string; break?: number } = {}): TextRun {
  const children = text.split("\t").flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]));
  return new TextRun({ children, font: { hint: "eastAsia" }, ...more });
}

function runsOf(block: Block, spans: readonly Span[], number: string): TextRun[] {
  const leadStyle = block.type === "paragraph" && block.leadLevel ? `lead${block.leadLevel}` : undefined;
  return piecesOf(block, spans, number).flatMap(({ text, bold, lead }) =>
    text.split("\n").map((line, index) =>
      run(line, {
        ...(bold ? { bold } : {}),
        ...(lead && leadStyle ? { style: leadStyle } : {}),
        ...(index > 0 ? { break: 1 } : {}),
      }),
    ),
  );
}

function titleRuns(text: string, capacity: number): TextRun[] {
  const title = xmlText(text).replaceAll("\n", "");
  return titleLines(title, capacity).map((line, index) => run(line, index > 0 ? { break: 1 } : {}));
}

/** The paragraphs of the file: those of the plain text, an empty line after the title block and one before the signature. */
function paragraphsOf(body: readonly Block[], layout: Layout, page: Page): Paragraph[] {
  const capacity = lineCapacity(page, layout.styles.title.sizePt);
  const written: Paragraph[] = [];
  let before: Block | undefined;
  for (const { block: place, number, spans, text } of plainParagraphs(body)) {
    const block = body[place] as Block;
    const titleEnds = before && TITLE_BLOCK.has(before.type) && !TITLE_BLOCK.has(block.type);
    const signatureBegins = before && block.type === "signature" && before.type !== "signature";
    if (titleEnds || signatureBegins) written.push(new Paragraph({ style: "body" }));
    const children = block.type === "title" ? titleRuns(text, capacity) : runsOf(block, spans, number);
    written.push(new Paragraph({ style: styleOf(block), children }));
    before = block;
  }
  return written;
}

/** `— 1 —`; one character (4号) in from the edge that it stands at. */
function pageNumber(place: "left" | "center" | "right"): Footer {
  const indent = place === "center" ? undefined : { [place]: PAGE_NUMBER_FACE.sizePt * 20 };
  return new Footer({
    children: [
      new Paragraph({
        style: "footer",
        alignment: AlignmentType[place === "center" ? "CENTER" : place === "left" ? "LEFT" : "RIGHT"],
        ...(indent ? { indent } : {}),
        children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: { hint: "eastAsia" } })],
      }),
    ],
  });
}

/** Odd pages take the default footer. Source: GB/T 9704-2012, 7.5 (单页码居右空一字，双页码居左空一字). */
function footersOf(layout: Layout): { default?: Footer; even?: Footer } {
  if (layout.pageNumber === "none") return {};
  if (layout.pageNumber === "centre") return { default: pageNumber("center") };
  return { default: pageNumber("right"), even: pageNumber("left") };
}

/** What Word takes where a font is missing, instead of one of its own choice: the same kind of face as Windows and Office bring it. */
const STAND_INS: Record<string, string> = { 小标宋体: "华文中宋", 仿宋体: "仿宋", 楷体: "楷体" };

function fontTableXml(layout: Layout): string {
  const entries = fontsOf(layout).map(({ font }) => {
    const standIn = STAND_INS[fontKind(font)];
    const altName = standIn && standIn !== font ? `<w:altName w:val="${standIn}"/>` : "";
    return `<w:font w:name="${escapeXml(font)}">${altName}<w:charset w:val="86"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${entries.join("")}</w:fonts>`;
}

/** The title and nothing else: no author, no company, no machine, no times. */
function propertiesXml(title: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`;
}

/** Takes the library's package apart and puts it together with our own parts, without the unused ones and in a fixed order. */
function repack(bytes: Uint8Array, own: Record<string, string>): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, data] of Object.entries(parts)) {
    const isIndex = name === "[Content_Types].xml" || name.endsWith(".rels");
    if (!isIndex) continue;
    const entries = /<(?:Override|Relationship) [^>]*\/>/gu;
    parts[name] = strToU8(strFromU8(data).replace(entries, (entry) => (UNUSED.test(entry) ? "" : entry)));
  }
  for (const [name, text] of Object.entries(own)) parts[name] = strToU8(text);
  const kept = Object.keys(parts).filter((name) => !UNUSED.test(name) && !/word\/_rels\/(?!document)/u.test(name));
  // The content types come first: some programs tell a Word file from any zip by them.
  kept.sort((a, b) => Number(b.startsWith("[")) - Number(a.startsWith("[")) || (a < b ? -1 : 1));
  const entries: Zippable = {};
  for (const name of kept) entries[name] = parts[name] as Uint8Array;
  return zipSync(entries, { mtime: ZIP_TIME });
}

/** A draft as a Word file in the given layout. The same draft and layout give the same bytes, on every machine. */
export async function toDocx(draft: Draft, layout: Layout): Promise<Uint8Array> {
  const page = pageOf(layout);
  const { width, height, top, bottom, left, right, footer } = page;
  const document = new Document({
    evenAndOddHeaderAndFooters: layout.pageNumber === "outside",
    sections: [
      {
        properties: {
          page: { size: { width, height }, margin: { top, bottom, left, right, footer, gutter: 0 } },
          grid: {
            linePitch: page.linePitch,
            ...(page.charSpace === undefined
              ? {}
              : { type: DocumentGridType.LINES_AND_CHARS, charSpace: page.charSpace }),
          },
        },
        footers: footersOf(layout),
        children: paragraphsOf(draft.body, layout, page),
      },
    ],
  });
  return repack(await Packer.pack(document, "uint8array"), {
    "word/styles.xml": stylesXml(layout, page),
    "word/fontTable.xml": fontTableXml(layout),
    "docProps/core.xml": propertiesXml(xmlText(titleOf(draft.body)).replaceAll("\n", "")),
  });
}
