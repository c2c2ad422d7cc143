import type { ImportMessage } from "../../draft/schema.ts";
import type { SourceDocument, SourceParagraph, SourceRun } from "../../draft/source.ts";
import { Losses, type LossKind } from "./losses.ts";
import type { Numbering } from "./numbering.ts";
import { type ParagraphProperties, type RunProperties, takeParagraphProperty, takeRunProperty } from "./properties.ts";
import { damagedFile } from "./refusals.ts";
import { headingLevel } from "./style-names.ts";
import type { Style, Styles } from "./styles.ts";
import { symbolOf } from "./symbols.ts";
import { attribute, readXml, type Spent, type XmlHandler, type XmlTag } from "./xml.ts";

/** Left out with everything in them: settings, earlier states, and what tracked changes took away. */
const LEFT_OUT = new Set([
  "w:del",
  "w:moveFrom",
  "w:delText",
  "w:delInstrText",
  "w:pPrChange",
  "w:rPrChange",
  "w:sectPr",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:tblPr",
  "w:tblPrEx",
  "w:tblGrid",
  "w:tcPr",
  "w:rubyPr",
]);

/** Elements that are reported where they stand. Those of the second list are left out with their content. */
const REPORTED = new Map<string, LossKind>(
  Object.entries({
    "pic:pic": "picture",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "v:imagedata": "picture",
    "w:tbl": "table",
    "w:txbxContent": "textBox",
  }),
);
const REPORTED_AND_LEFT_OUT = new Map<string, LossKind>(
  Object.entries({
    "m:oMath": "formula",
    "w:altChunk": "include",
    "w:subDoc": "include",
    "w:rt": "ruby",
  }),
);

/** A paragraph that is being read. */
type OpenParagraph = {
  /** Its place among all paragraphs, empty ones included. */
  slot: number;
  properties: ParagraphProperties;
  style: Style;
  runs: SourceRun[];
  /** Characters by size in points. */
  sizes: Map<number, number>;
  /** A tracked change deleted its mark: the next paragraph goes on in it. */
  markDeleted: boolean;
};

/** A sentence in which counts stand, for things that concern the whole file. */
const whole = (level: ImportMessage["level"], code: string, message: string): ImportMessage => ({
  level,
  code,
  message,
  paragraph: null,
});

/** A footnote or endnote as the text refers to it; its own text stands in another part. */
type NoteReference = { kind: "footnote" | "endnote"; id: string; paragraph: number | null };

/** What the main part holds. */
export type BodyText = SourceDocument & { notes: NoteReference[] };

/** Follows the main part element by element; one reader serves one file. */
class BodyReader implements XmlHandler {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #losses = new Losses();
  readonly #notes: { kind: NoteReference["kind"]; id: string; slot: number }[] = [];

  /** Every paragraph of the file in order; empty ones are undefined. */
  readonly #slots: (SourceParagraph | undefined)[] = [];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #runs: RunProperties[] = [];
  /** For each open body, cell and text box, the paragraph whose mark was deleted and that waits for the next one. */
  readonly #containers: (OpenParagraph | undefined)[] = [];
  readonly #fields: { instruction: string; shown: boolean }[] = [];
  #place: "text" | "paragraph" | "mark" | "run" | "row" = "text";
  #rowDeleted = false;
  #objects = 0;
  #cells = 0;
  #insertions = 0;
  #inText = false;
  #keepsSpaces = false;
  #content = "";

  #changes = 0;
  /** Kind and author of the change that the text just read belongs to; neighbours of one kind count once, as in Word. */
  #lastChange = "";
  #comments = 0;
  #links = 0;
  #hiddenCharacters = 0;
  #sawDocument = false;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  open(name: string, tag: XmlTag): "skip" | undefined {
    switch (this.#place) {
      case "paragraph":
        return this.#openParagraphProperty(name, tag);
      case "mark":
        this.#openMarkProperty(name, tag);
        return "skip";
      case "run":
        takeRunProperty(this.#runs.at(-1) ?? {}, name, tag);
        return "skip";
      case "row":
        if (name === "w:del") {
          this.#change(name, tag);
          this.#rowDeleted = true;
        }
        return "skip";
      default:
        return this.#openContent(name, tag);
    }
  }

  #openContent(name: string, tag: XmlTag): "skip" | undefined {
    if (!this.#sawDocument) {
      if (name !== "w:document") throw damagedFile();
      this.#sawDocument = true;
    }
    if (name === "w:del" || name === "w:moveFrom") this.#change(name, tag);
    if (LEFT_OUT.has(name)) return "skip";
    const leftOut = REPORTED_AND_LEFT_OUT.get(name);
    if (leftOut) {
      this.#note(leftOut);
      return "skip";
    }
    const reported = REPORTED.get(name);
    // An embedded object carries a picture of itself, which is not another loss.
    if (reported && !(reported === "picture" && this.#objects > 0)) this.#note(reported);

    switch (name) {
      case "w:body":
      case "w:txbxContent":
        this.#containers.push(undefined);
        break;
      case "w:tc":
        if (this.#rowDeleted) return "skip";
        this.#containers.push(undefined);
        this.#cells += 1;
        break;
      case "w:tr":
        this.#rowDeleted = false;
        break;
      case "w:trPr":
        this.#place = "row";
        break;
      case "w:tbl":
        this.#settlePending();
        break;
      case "w:p":
        this.#openParagraph();
        break;
      case "w:pPr":
        this.#place = "paragraph";
        break;
      case "w:r":
        this.#runs.push({});
        break;
      case "w:rPr":
        this.#place = "run";
        break;
      case "w:ins":
      case "w:moveTo":
        this.#insertions += 1;
        this.#change(name, tag);
        break;
      case "w:object":
        this.#objects += 1;
        this.#note("object");
        break;
      case "w:hyperlink":
        if (attribute(tag, "r:id") !== undefined) this.#links += 1;
        break;
      case "w:commentReference":
        this.#comments += 1;
        break;
      case "w:footnoteReference":
      case "w:endnoteReference":
        this.#notes.push({
          kind: name === "w:footnoteReference" ? "footnote" : "endnote",
          id: attribute(tag, "w:id") ?? "",
          slot: this.#slot(),
        });
        break;
      case "w:fldChar":
        this.#fieldCharacter(attribute(tag, "w:fldCharType"));
        break;
      case "w:t":
      case "w:instrText":
        this.#inText = true;
        this.#keepsSpaces = attribute(tag, "xml:space") === "preserve";
        this.#content = "";
        break;
      case "w:br":
        if (/^(?:page|column)$/u.test(attribute(tag, "w:type") ?? "")) break;
        this.#append("\n");
        break;
      case "w:cr":
        this.#append("\n");
        break;
      case "w:tab":
      case "w:ptab":
        this.#append("\t");
        break;
      case "w:noBreakHyphen":
        this.#append("\u2011");
        break;
      case "w:sym": {
        const character = symbolOf(attribute(tag, "w:font") ?? "", attribute(tag, "w:char") ?? "");
        if (character === undefined) this.#note("symbol");
        else this.#append(character);
        break;
      }
    }
    return undefined;
  }

  text(text: string): void {
    if (this.#inText) this.#content += text;
  }

  close(name: string): void {
    switch (name) {
      case "w:pPr":
      case "w:trPr":
        this.#place = "text";
        break;
      case "w:rPr":
        this.#place = this.#place === "mark" ? "paragraph" : "text";
        break;
      case "w:t": {
        this.#inText = false;
        const text = this.#content.replace(/[\t\r\n]/gu, " ");
        this.#append(this.#keepsSpaces ? text : text.replace(/^ +| +$/gu, ""));
        break;
      }
      case "w:instrText": {
        this.#inText = false;
        const field = this.#fields.at(-1);
        if (field) field.instruction = (field.instruction + this.#content).slice(0, 100);
        break;
      }
      case "w:r":
        this.#runs.pop();
        break;
      case "w:ins":
      case "w:moveTo":
        this.#insertions -= 1;
        break;
      case "w:object":
        this.#objects -= 1;
        break;
      case "w:tr":
        this.#rowDeleted = false;
        break;
      case "w:p":
        this.#closeParagraph();
        break;
      case "w:body":
      case "w:tc":
      case "w:txbxContent":
        this.#settlePending();
        this.#containers.pop();
        if (name === "w:tc") this.#cells -= 1;
        break;
    }
  }

  #openParagraphProperty(name: string, tag: XmlTag): "skip" | undefined {
    const paragraph = this.#paragraphs.at(-1);
    if (name === "w:rPr") this.#place = "mark";
    if (name === "w:rPr" || name === "w:numPr") return undefined;
    if (!paragraph) return "skip";
    takeParagraphProperty(paragraph.properties, name, tag);
    if (name === "w:pStyle") paragraph.style = this.#styles.paragraph(paragraph.properties.style);
    return "skip";
  }

  #openMarkProperty(name: string, tag: XmlTag): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || !/^w:(?:ins|del|moveFrom|moveTo)$/u.test(name)) return;
    this.#change(name, tag);
    if (name === "w:del" || name === "w:moveFrom") paragraph.markDeleted = true;
  }

  #openParagraph(): void {
    const waiting = this.#containers.at(-1);
    const style = this.#styles.paragraph(undefined);
    if (waiting) {
      // What follows a deleted mark belongs to the next paragraph, whose own properties then hold for both.
      this.#containers[this.#containers.length - 1] = undefined;
      this.#paragraphs.push({ ...waiting, properties: {}, style, markDeleted: false });
      return;
    }
    const slot = this.#slots.push(undefined) - 1;
    this.#paragraphs.push({ slot, properties: {}, style, runs: [], sizes: new Map(), markDeleted: false });
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    if (paragraph.markDeleted && this.#containers.length > 0) {
      this.#containers[this.#containers.length - 1] = paragraph;
    } else this.#settle(paragraph);
  }

  #settlePending(): void {
    const waiting = this.#containers.at(-1);
    if (!waiting) return;
    this.#containers[this.#containers.length - 1] = undefined;
    this.#settle(waiting);
  }

  /** Turns a whole paragraph into what recognition reads; an empty one only counts its number. */
  #settle({ slot, properties, style, runs, sizes }: OpenParagraph): void {
    const autoNumber = this.#numbering.label(properties, style.id, style.paragraph);
    if (!runs.some((run) => run.text.trim() !== "")) return;
    if (/^(?:toc \d|目录)/iu.test(style.name)) {
      this.#losses.note("contents", slot);
      return;
    }
    const alignment = properties.alignment === undefined ? style.paragraph.alignment : properties.alignment;
    const outline = properties.outlineLevel;
    let hint = style.hint;
    if (outline !== undefined && (hint === undefined || hint.kind === "heading")) {
      hint = outline < 9 ? { kind: "heading", level: headingLevel(outline + 1) } : undefined;
    }
    const sizePt = [...sizes].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];
    this.#slots[slot] = {
      // In a named title or heading a line break is layout; elsewhere recognition decides what it means.
      runs: hint ? withoutBreaks(runs) : runs,
      index: 0, // known when the whole file is read
      ...(hint && { style: hint }),
      ...(autoNumber !== undefined && { autoNumber }),
      ...(this.#cells > 0 && { inCell: true }),
      ...(alignment && { alignment }),
      ...(sizePt > 0 && { sizePt }),
    };
  }

  #append(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || text === "" || this.#fields.some((field) => !field.shown)) return;
    const run = this.#runs.at(-1) ?? {};
    const { style } = paragraph;
    const character = this.#styles.character(run.style);
    const { defaults } = this.#styles;
    // On/off properties of a paragraph and a character style cancel each other out; direct ones are final (ECMA-376 part 1, 17.7.3).
    if (run.hidden ?? (style.run.hidden === true) !== (character.run.hidden === true)) {
      this.#hiddenCharacters += text.length;
      return;
    }
    const emphasised = (each: Style) => each.run.bold === true && !each.ground;
    const bold = run.bold ?? emphasised(style) !== emphasised(character);
    if (this.#insertions === 0) this.#lastChange = "";
    const last = paragraph.runs.at(-1);
    if (last && (last.bold ?? false) === bold) last.text += text;
    else paragraph.runs.push(bold ? { text, bold } : { text });
    // 10 points: what Word takes when no style says a size.
    const size = run.sizePt ?? character.run.sizePt ?? style.run.sizePt ?? defaults.sizePt ?? 10;
    paragraph.sizes.set(size, (paragraph.sizes.get(size) ?? 0) + text.length);
  }

  #fieldCharacter(type: string | undefined): void {
    const field = this.#fields.at(-1);
    if (type === "begin") this.#fields.push({ instruction: "", shown: false });
    else if (type === "separate" && field) field.shown = true;
    else if (type === "end" && field) {
      this.#fields.pop();
      // EQ draws its formula (such as a number in a circle) from the instruction and has no result to keep.
      if (!field.shown && /^\s*EQ\b/iu.test(field.instruction)) this.#note("formula");
    }
  }

  #change(name: string, tag: XmlTag): void {
    const change = `${name} ${attribute(tag, "w:author") ?? ""}`;
    // A move is one change, told where the text went.
    if (change !== this.#lastChange && name !== "w:moveFrom") this.#changes += 1;
    this.#lastChange = change;
  }

  #slot(): number {
    return this.#paragraphs.at(-1)?.slot ?? this.#slots.length;
  }

  #note(kind: LossKind): void {
    const holdsParagraphs = kind === "table" || kind === "textBox";
    this.#losses.note(kind, holdsParagraphs ? this.#slots.length : this.#slot());
  }

  result(): BodyText {
    const paragraphs: SourceParagraph[] = [];
    /** For each slot, how many non-empty paragraphs there are up to its end. */
    const upTo: number[] = [];
    let count = 0;
    let afterBlank = false;
    for (const paragraph of this.#slots) {
      if (paragraph) {
        paragraph.index = count;
        if (afterBlank) paragraph.afterBlank = true;
        paragraphs.push(paragraph);
        count += 1;
      }
      afterBlank = !paragraph;
      upTo.push(count);
    }
    // What stands in an empty paragraph is told at the text before it.
    const indexOf = (slot: number) => (count === 0 ? null : Math.max(0, (upTo[slot] ?? count) - 1));
    return {
      paragraphs,
      messages: [...this.#wholeFile(), ...this.#losses.messages(indexOf)],
      notes: this.#notes.map(({ slot, ...note }) => ({ ...note, paragraph: indexOf(slot) })),
    };
  }

  #wholeFile(): ImportMessage[] {
    const messages: ImportMessage[] = [];
    if (this.#changes > 0) {
      const message = `文件里有 ${this.#changes} 处修订，读入的是全部接受后的文字；原来的文件没有改动。`;
      messages.push(whole("info", "changes-accepted", message));
    }
    if (this.#comments > 0) {
      messages.push(whole("info", "comments-left-out", `文件里有 ${this.#comments} 条批注，没有读入。`));
    }
    if (this.#hiddenCharacters > 0) {
      const message = `文件里有 ${this.#hiddenCharacters} 个字设成了隐藏，没有读入。`;
      messages.push(whole("info", "hidden-text-dropped", message));
    }
    if (this.#links > 0) {
      messages.push(whole("info", "links-dropped", `文件里有 ${this.#links} 处链接，只留了文字。`));
    }
    if (this.#fields.some((field) => !field.shown)) {
      const message = "文件里有一个域没有写完，它后面的文字可能没有读全，对照原文看一遍。";
      messages.push(whole("lost", "field-open", message));
    }
    return messages;
  }
}

/** The runs as one line. Between Latin words the break was the space. */
function withoutBreaks(runs: readonly SourceRun[]): SourceRun[] {
  const latin = /[\x21-\x7E]/u;
  const text = runs.map((run) => run.text).join("");
  let start = 0;
  return runs.map((run) => {
    const from = start;
    start += run.text.length;
    const joint = (_: string, offset: number) => {
      const place = from + offset;
      return latin.test(text[place - 1] ?? "") && latin.test(text[place + 1] ?? "") ? " " : "";
    };
    return { ...run, text: run.text.replace(/\n/gu, joint) };
  });
}

/** Reads the main part: its text with tracked changes accepted, and what the text cannot keep. */
export function readBody(bytes: Uint8Array, styles: Styles, numbering: Numbering, spent: Spent): BodyText {
  const reader = new BodyReader(styles, numbering);
  readXml(bytes, reader, spent);
  return reader.result();
}
