import { attribute, readXml, type Spent } from "./xml.ts";

/** The text of a part beside the document: of each footnote or endnote by id, of a header or footer under `""`. */
export function readTexts(bytes: Uint8Array, spent: Spent): Map<string, string> {
  const texts = new Map<string, string>();
  let id = "";
  let inText = false;
  readXml(
    bytes,
    {
      open(name, tag) {
        if (name === "w:del" || name === "w:moveFrom") return "skip";
        if (name === "w:footnote" || name === "w:endnote") id = attribute(tag, "w:id") ?? "";
        inText = name === "w:t";
        return undefined;
      },
      close() {
        inText = false;
      },
      text(text) {
        if (inText) texts.set(id, (texts.get(id) ?? "") + text);
      },
    },
    spent,
  );
  return texts;
}

/** Page numbers with the words around them: — 3 —, 第 3 页 共 12 页, Page 3 of 12. */
export const PAGE_NUMBER = /^(?:page|of|第|页|共|总|[\d\s\p{P}\p{S}])*$/iu;
