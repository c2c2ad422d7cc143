import { type Face, type Layout, PAGE_NUMBER_FACE, STYLE_KEYS, STYLE_NAMES, type StyleKey } from "./layouts.ts";
import { PAGE_NUMBER_LINE_TWIPS, type Page } from "./page.ts";

/**
 * Names in the file that differ from those in the dialog. Word shows its built-in Normal, Subtitle and Date as 正文,
 * 副标题 and 日期; styles of our own with those names would collide with them and be renamed. All others are our own, named
 * as the office names them: the built-in "heading 1" would be shown as 标题 1 (outline levels carry the navigation pane),
 * and a leading "Title" is taken out of the text by pandoc and what is built on it.
 */
const NAMES_IN_FILE: Partial<Record<StyleKey, string>> = {
  title: "主标题",
  subtitle: "Subtitle",
  date: "Date",
  body: "Normal",
};
const BUILT_IN = new Set<StyleKey>(["body", "subtitle", "date"]);

/** Styles in the middle of the line, flush left, and at the right; all others are indented by two characters. */
export const PLACES: Partial<Record<StyleKey, "center" | "left" | "right">> = {
  title: "center",
  subtitle: "center",
  byline: "center",
  date: "center",
  salutation: "left",
  signature: "right",
};

/** Heading levels whose lead sentence may run in. */
const LEAD_LEVELS = [2, 3, 4] as const;
const LEAD_NAMES = { 2: "二级领句", 3: "三级领句", 4: "四级领句" };

/** Text as it may stand in XML; what XML 1.0 cannot hold must be gone already. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

/** All four slots, so that no character falls to a font of the renderer's choice; quotation marks and digits are set in the Chinese face. */
function fonts(font: string): string {
  const name = escapeXml(font);
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;
}

/** Run properties of a face; size in half points, spacing in twips. */
function runProperties(face: Face, letterSpacing = 0): string {
  const bold = face.bold ? "<w:b/><w:bCs/>" : '<w:b w:val="0"/><w:bCs w:val="0"/>';
  const size = Math.round(face.sizePt * 2);
  return `<w:rPr>${fonts(face.font)}${bold}<w:snapToGrid w:val="0"/><w:spacing w:val="${letterSpacing}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
}

// Off: widow control and the automatic space between Han characters and digits, which would break 28 × 22. Paragraphs
// keep off the grid that the section states (see page.ts); kinsoku and hanging punctuation are on as in every office.
function paragraphProperties(
  linePitch: number,
  indent: string,
  place: string,
  more: { keepNext?: boolean; outline?: number } = {},
): string {
  return `<w:pPr>${more.keepNext ? "<w:keepNext/>" : ""}<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${linePitch}" w:lineRule="exact"/>${indent}<w:jc w:val="${place}"/>${more.outline === undefined ? "" : `<w:outlineLvl w:val="${more.outline}"/>`}</w:pPr>`;
}

const FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>';

function indentOf(key: StyleKey, twoCharacters: number): string {
  // 右空二字. Source: GB/T 9704-2012, 7.3.5.2.
  if (key === "signature") {
    return `<w:ind w:rightChars="200" w:right="${twoCharacters}" w:firstLineChars="0" w:firstLine="0"/>`;
  }
  return PLACES[key] ? FLUSH : `<w:ind w:firstLineChars="200" w:firstLine="${twoCharacters}"/>`;
}

function paragraphStyle(key: StyleKey, layout: Layout, page: Page): string {
  const face = layout.styles[key];
  const spacing = face.sizePt === layout.styles.body.sizePt ? page.letterSpacing : 0;
  const level = /^heading(\d)$/u.exec(key)?.[1];
  const name = NAMES_IN_FILE[key] ?? STYLE_NAMES[key];
  const kind = key === "body" ? ' w:default="1"' : BUILT_IN.has(key) ? "" : ' w:customStyle="1"';
  const relations = key === "body" ? "" : '<w:basedOn w:val="body"/><w:next w:val="body"/>';
  const twoCharacters = Math.round(face.sizePt * 40 + spacing * 2);
  const paragraph = paragraphProperties(page.linePitch, indentOf(key, twoCharacters), PLACES[key] ?? "both", {
    keepNext: level !== undefined,
    outline: level === undefined ? undefined : Number(level) - 1,
  });
  return `<w:style w:type="paragraph"${kind} w:styleId="${key}"><w:name w:val="${name}"/>${relations}<w:qFormat/>${paragraph}${runProperties(face, spacing)}</w:style>`;
}

function leadStyle(level: (typeof LEAD_LEVELS)[number], layout: Layout, page: Page): string {
  const heading = layout.styles[`heading${level}`];
  // Bold is a toggle: a character style that is bold in a bold paragraph style would be regular. Source: ISO/IEC 29500-1, 17.7.3.
  const face = { ...heading, bold: heading.bold !== layout.styles.body.bold };
  const spacing = face.sizePt === layout.styles.body.sizePt ? page.letterSpacing : 0;
  return `<w:style w:type="character" w:customStyle="1" w:styleId="lead${level}"><w:name w:val="${LEAD_NAMES[level]}"/><w:qFormat/>${runProperties(face, spacing)}</w:style>`;
}

/**
 * The whole styles part of a layout: every style names its fonts in full, none refers to a theme. Style ids are the keys
 * of the layout (`heading1`) and `lead2` to `lead4` for run-in leads, so that the reader knows its own files.
 */
export function stylesXml(layout: Layout, page: Page): string {
  const body = layout.styles.body;
  const pageNumber = `<w:style w:type="paragraph" w:styleId="footer"><w:name w:val="footer"/><w:basedOn w:val="body"/>${paragraphProperties(PAGE_NUMBER_LINE_TWIPS, FLUSH, "center")}${runProperties(PAGE_NUMBER_FACE)}</w:style>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
    `<w:docDefaults><w:rPrDefault><w:rPr>${fonts(body.font)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
    // The default style first: LibreOffice reads the width of its grid from it.
    ...["body" as const, ...STYLE_KEYS.filter((key) => key !== "body")].map((key) => paragraphStyle(key, layout, page)),
    ...LEAD_LEVELS.map((level) => leadStyle(level, layout, page)),
    pageNumber,
    "</w:styles>",
  ].join("");
}
