import { strToU8, zipSync } from "fflate";
import type { SourceDocument } from "#core/draft/source";
import { readDocxSource } from "#core/word/read-docx";

export const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** Every prefix that the tests use, bound on the root of each part. */
const NAMESPACES = [
  ["w", W],
  ["r", OFFICE],
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["m", "http://schemas.openxmlformats.org/officeDocument/2006/math"],
  ["v", "urn:schemas-microsoft-com:vml"],
  ["o", "urn:schemas-microsoft-com:office:office"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"],
  ["c", "http://schemas.openxmlformats.org/drawingml/2006/chart"],
  ["dgm", "http://schemas.openxmlformats.org/drawingml/2006/diagram"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** A part with `content` in its root element. */
export function part(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`;
}

/** A relationships part; each entry is type, target and whether it points outside. */
export function rels(...entries: [type: string, target: string, external?: boolean][]): string {
  const list = entries.map(
    ([type, target, external], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ""}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${list.join("")}</Relationships>`;
}

/** The parts of a small .docx around the content of w:body; `extras` adds parts or replaces them. */
export function partsOf(body: string, extras: Record<string, string | Uint8Array> = {}): Map<string, Uint8Array> {
  const all = {
    "_rels/.rels": rels(["officeDocument", "word/document.xml"]),
    "word/_rels/document.xml.rels": rels(["styles", "styles.xml"], ["numbering", "numbering.xml"]),
    "word/document.xml": part("document", `<w:body>${body}</w:body>`),
    ...extras,
  };
  return new Map(
    Object.entries(all).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]),
  );
}

/** The same as a zip. */
export function docxOf(body: string, extras: Record<string, string | Uint8Array> = {}): Uint8Array {
  return zipSync(Object.fromEntries(partsOf(body, extras)));
}

/** What the reader makes of a body. */
export function read(body: string, extras: Record<string, string | Uint8Array> = {}): SourceDocument {
  return readDocxSource(partsOf(body, extras));
}

/** The text of each paragraph as read, its automatic number in square brackets. */
export function textsOf({ paragraphs }: SourceDocument): string[] {
  return paragraphs.map(({ runs, autoNumber }) => {
    const text = runs.map((run) => run.text).join("");
    return autoNumber === undefined ? text : `[${autoNumber}]${text}`;
  });
}

/** Level, code and paragraph of each message. */
export function codesOf({ messages }: SourceDocument): string[] {
  return messages.map(({ level, code, paragraph }) => `${level} ${code} ${paragraph}`);
}

/** A run, and a paragraph of runs. */
export const t = (text: string, properties = "") =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (content: string, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
