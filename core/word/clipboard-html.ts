import type { Block, Span } from "../draft/schema.ts";
import { type Face, type Layout, SHIPPED_LAYOUTS, type StyleKey, styleOf } from "./layouts.ts";
import { escapeXml, PLACES } from "./styles-xml.ts";

/** A copied block as exports write it, with the number that is copied along; `""` where it has none or the copy begins behind it. */
export type CopiedBlock = { block: Block; number: string; spans: readonly Span[] };

const [GB] = SHIPPED_LAYOUTS as [Layout];

/** The classes by which Word and WPS know their built-in styles in HTML. */
const CLASSES: Partial<Record<StyleKey, string>> = {
  title: "MsoTitle",
  subtitle: "MsoSubtitle",
  date: "MsoDate",
  salutation: "MsoSalutation",
  signature: "MsoSignature",
};

/**
 * Copied blocks as HTML that Word and WPS take for paragraphs of their own: numbers as text, the faces, indents and exact
 * line pitch of `layout`, outline levels for the navigation pane. With `inline` only the words, to go into a line.
 */
export function clipboardHtml(copied: readonly CopiedBlock[], inline: boolean, layout: Layout = GB): string {
  const written = copied.filter(({ spans }) => spans.some(({ text }) => text.trim() !== ""));
  if (inline) return written.map((each) => spansOf(each, layout)).join("");
  return written.map((each) => paragraphOf(each, layout)).join("\n");
}

function paragraphOf(copied: CopiedBlock, layout: Layout): string {
  const { block } = copied;
  const key = styleOf(block);
  const level = block.type === "heading" ? block.level : undefined;
  const tag = level === undefined ? "p" : `h${level}`;
  const kind = level === undefined ? ` class="${CLASSES[key] ?? "MsoNormal"}"` : "";
  return `<${tag}${kind} style="${paragraphStyle(key, level, layout)}">${spansOf(copied, layout)}</${tag}>`;
}

function paragraphStyle(key: StyleKey, level: number | undefined, layout: Layout): string {
  const { sizePt } = layout.styles[key];
  const place = PLACES[key];
  // 右空二字. Source: GB/T 9704-2012, 7.3.5.2.
  const margin = key === "signature" ? `margin:0pt;margin-right:${2 * sizePt}pt` : "margin:0pt";
  const indent = place === undefined ? `text-indent:${2 * sizePt}pt;mso-char-indent-count:2.0` : "text-indent:0";
  const outline = level === undefined ? "" : `;mso-outline-level:${level};page-break-after:avoid;font-weight:normal`;
  const pitch = `line-height:${layout.linePitchPt}pt;mso-line-height-rule:exactly`;
  return `${margin};text-align:${place ?? "justify"};${indent};${pitch}${outline}`;
}

/** The number and the words of a block, each in its face: the lead of a run-in heading in that of its level. */
function spansOf({ block, number, spans }: CopiedBlock, layout: Layout): string {
  const leadLevel = block.type === "paragraph" ? block.leadLevel : undefined;
  const own = layout.styles[styleOf(block)];
  const lead = leadLevel === undefined ? own : layout.styles[`heading${leadLevel}`];
  const pieces: { text: string; face: Face; bold: boolean }[] = [];
  for (const { text, bold, lead: inLead } of [{ text: number, lead: true as const }, ...spans] as {
    text: string;
    bold?: true;
    lead?: true;
  }[]) {
    if (text === "") continue;
    const face = inLead ? lead : own;
    const last = pieces.at(-1);
    if (last && last.face === face && last.bold === (bold === true)) last.text += text;
    else pieces.push({ text, face, bold: bold === true });
  }
  return pieces.map(({ text, face, bold }) => spanOf(text, face, bold || face.bold)).join("");
}

function spanOf(text: string, face: Face, bold: boolean): string {
  const font = escapeXml(face.font);
  const style = `font-family:'${font}';mso-fareast-font-family:'${font}';font-size:${face.sizePt}pt`;
  const words = escapeXml(text).replace(/ (?= )/gu, "&#160;");
  const span = `<span lang="ZH-CN" style="${style}">${words}</span>`;
  return bold ? `<b>${span}</b>` : span;
}
