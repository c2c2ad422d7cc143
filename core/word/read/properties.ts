import type { SourceParagraph } from "../../draft/source.ts";
import { attribute, type XmlTag } from "./xml.ts";

/** What a w:rPr says; absent means that it says nothing. */
export type RunProperties = { bold?: boolean; hidden?: boolean; sizePt?: number; style?: string };

/** What a w:pPr says; absent means that it says nothing. */
export type ParagraphProperties = {
  style?: string;
  /** `null` for justified text, which undoes an inherited alignment. */
  alignment?: NonNullable<SourceParagraph["alignment"]> | null;
  /** From 0; 9 is body text. */
  outlineLevel?: number;
  numberId?: string;
  numberLevel?: number;
};

/** An on/off property: present without value means on. Source: ECMA-376 part 1, 17.17.4 ST_OnOff. */
function isOn(tag: XmlTag): boolean {
  return !["0", "false", "off", "none"].includes(attribute(tag, "w:val") ?? "1");
}

/** A whole number that a speech can have (0 to 9999), else undefined. */
export function smallNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,4}$/u.test(value) ? Number(value) : undefined;
}

const ALIGNMENTS = new Map<string, ParagraphProperties["alignment"]>(
  Object.entries({
    left: "left",
    start: "left",
    center: "centre",
    right: "right",
    end: "right",
    both: null,
    distribute: null,
  }),
);

/** Takes over one element of a w:rPr. */
export function takeRunProperty(into: RunProperties, name: string, tag: XmlTag): void {
  if (name === "w:b") into.bold = isOn(tag);
  else if (name === "w:vanish") into.hidden = isOn(tag);
  else if (name === "w:rStyle") into.style = attribute(tag, "w:val");
  else if (name === "w:sz") {
    // Half points; the strict form may write them with a unit.
    const [, digits, unit] = /^(\d{1,4}(?:\.\d+)?)(pt)?$/u.exec(attribute(tag, "w:val") ?? "") ?? [];
    if (digits) into.sizePt = unit ? Number(digits) : Number(digits) / 2;
  }
}

/** Takes over one element of a w:pPr, or of the w:numPr in it. */
export function takeParagraphProperty(into: ParagraphProperties, name: string, tag: XmlTag): void {
  const value = attribute(tag, "w:val");
  if (name === "w:pStyle") into.style = value;
  else if (name === "w:jc") into.alignment = ALIGNMENTS.get(value ?? "");
  else if (name === "w:outlineLvl") into.outlineLevel = smallNumber(value);
  else if (name === "w:numId") into.numberId = value;
  else if (name === "w:ilvl") into.numberLevel = smallNumber(value);
}
