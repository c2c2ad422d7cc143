import { chineseNumber } from "#core/draft/numbering";
import { nameHeadings } from "#core/draft/read-markdown";
import type { ImportMessage } from "#core/draft/schema";
import type { SourceDocument, SourceParagraph, SourceRun } from "#core/draft/source";
import { Losses } from "#core/word/read/losses";
import { type Hint, headingLevel, hintOfName } from "#core/word/read/style-names";
import {
  type Declarations,
  declarationsOf,
  isBold,
  type NamedStyles,
  namedDeclarations,
  namedStyles,
  pointsOf,
} from "./html-styles.ts";

/** A copied page as the recognition reads it. */
export type CopiedHtml = {
  source: SourceDocument;
  /** Whether it says more than its plain text does: headings, numbers, bold, sizes, or parts that are no text. */
  tellsMore: boolean;
};

// Never shown as text, and nothing of them is told.
const SILENT = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "head",
  "title",
  "meta",
  "link",
  "xml",
  "rp",
  "datalist",
]);
// What makes a page work and is no part of its text.
const PAGE_PARTS = new Set([
  "nav",
  "button",
  "select",
  "textarea",
  "input",
  "dialog",
  "iframe",
  "object",
  "embed",
  "canvas",
  "video",
  "audio",
  "svg",
  "map",
]);
const PAGE_ROLES =
  /^(?:navigation|button|menu|menubar|menuitem|toolbar|tab|tablist|search|searchbox|dialog|alertdialog)$/iu;
// A line break in these belongs to a paragraph; in all other blocks it ends one.
const PARAGRAPHS = new Set([
  "p",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "td",
  "th",
  "dt",
  "dd",
  "caption",
  "figcaption",
]);
const BLOCKS = new Set([
  ...PARAGRAPHS,
  ...[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
  ],
  ...[
    "form",
    "header",
    "hr",
    "html",
    "main",
    "ol",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
  ],
]);
const BLOCK_DISPLAY = /^(?:block|flex|grid|list-item|table(?:-(?:row|cell|caption))?)$/iu;
/** The classes that Word and WPS write for their built-in styles. */
const OFFICE_CLASSES: Record<string, Hint> = {
  MsoTitle: { kind: "title" },
  MsoSubtitle: { kind: "subtitle" },
  MsoDate: { kind: "date" },
  MsoSalutation: { kind: "salutation" },
  MsoSignature: { kind: "signature" },
};
// The number of an item, apart from the signs that only mark it (·, §, o from fonts of signs).
const NUMBER = /[\d０-９一二三四五六七八九十①-⑳㈠-㈩⒈-⒛⑴-⒇]|^[（(]?[A-Za-z]{1,4}[.)、．）]/u;
const WIDE = /[\u2014\u2018-\u201D\u2026\u2E80-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]/u;
const FONT_SIZES_PT = [7.5, 7.5, 10, 12, 13.5, 18, 24, 36];
const MONOSPACE = /monospace|consolas|menlo|courier/iu;

/** Reads copied HTML as text with its hints. The parsed page is inert: nothing of it runs and nothing is fetched. */
export function readHtml(html: string): CopiedHtml {
  const { body, sheets } = tamed(html);
  const page = new DOMParser().parseFromString(body, "text/html");
  const reader = new HtmlReader(
    page,
    sheets,
    /<!--\s*StartFragment/iu.test(html),
    /\bmso-|class=["']?Mso/iu.test(html),
  );
  const source = reader.read();
  return { source, tellsMore: !isCode(page) && (source.messages.length > 0 || hasHints(source.paragraphs)) };
}

// What a style attribute is called while the page is parsed; a handler such as onclick is renamed alike.
const STYLE = "data-style";
// Comments, sheets and scripts as a whole, marks of Word (<![if …]>), tags with their quoted values, and any other sign of a tag.
// A name is taken whole: tried shorter again and again, a long one without end would stop the window.
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(style|script)(?=[\s>/])[^<>]*>([\s\S]*?)(?:<\/\1[^<>]*>|$)|<[!?][^<>]*>|<\/?([a-z][^\s<>"'/]*)(?![^\s<>"'/])[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>|</giu;
const FRAGMENT_MARK = /^<!--\s*(?:Start|End)Fragment\s*-->$/iu;
// Elements that never hold others, or that the next one of their kind ends.
const SHALLOW =
  /^(?:area|br|col|dd|dt|embed|frame|hr|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr)$/iu;
/** Deeper elements are left out and their text kept: for a page nested without end a browser takes minutes. */
const DEEPEST = 400;
/** Longer tags hold pictures written out as letters, or attributes to choke on. */
const LONGEST_TAG = 20_000;

/**
 * The page as it may be parsed, and its style sheets. Styles and handlers are renamed so that only this reader sees them: even in
 * an inert page a browser weighs each of them against the policy of the window and reports that it refuses it.
 */
function tamed(html: string): { body: string; sheets: string[] } {
  const sheets: string[] = [];
  let depth = 0;
  const body = html.replace(TOKEN, (token: string, raw?: string, sheet?: string, tag?: string) => {
    if (raw !== undefined) {
      if (/^style$/iu.test(raw)) sheets.push(sheet ?? "");
      return "";
    }
    if (tag === undefined) return token === "<" ? "&lt;" : FRAGMENT_MARK.test(token) ? token : "";
    // Not even an inert page may say where addresses lead.
    if (/^base$/iu.test(tag)) return "";
    const closing = token.startsWith("</");
    if (!SHALLOW.test(tag) && !token.endsWith("/>")) {
      if (closing) depth = Math.max(0, depth - 1);
      else depth += 1;
      if (depth > DEEPEST || (closing && depth === DEEPEST)) return "";
    }
    if (token.length > LONGEST_TAG) return closing ? `</${tag}>` : `<${tag}>`;
    return closing ? token : token.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/giu, "$1data-$2");
  });
  return { body, sheets };
}

/** Whether a program editor copied it: its weights and sizes are colouring, not structure. */
function isCode(page: Document): boolean {
  const style = declarationsOf(page.body.firstElementChild?.getAttribute(STYLE) ?? null);
  return /^pre/u.test(style.get("white-space") ?? "") && MONOSPACE.test(style.get("font-family") ?? "");
}

function hasHints(paragraphs: readonly SourceParagraph[]): boolean {
  const sizes = new Set(paragraphs.map(({ sizePt }) => sizePt));
  const hinted = ({ style, autoNumber, alignment, runs }: SourceParagraph) =>
    style || autoNumber || alignment === "centre" || alignment === "right" || runs.some(({ bold }) => bold);
  return sizes.size > 1 || paragraphs.some(hinted);
}

/** What holds inside an element and everything in it. */
type State = {
  bold: boolean;
  sizePt?: number;
  alignment?: SourceParagraph["alignment"];
  hint?: Hint;
  /** White space is kept as it stands. */
  pre: boolean;
  /** A line break belongs to the paragraph. */
  inParagraph: boolean;
  inTable: boolean;
  /** The list whose items come next. */
  list?: { next: number; step: number; format: (value: number) => string };
};

type Frame = { state: State; block: boolean; before: number };

type OpenParagraph = {
  runs: SourceRun[];
  /** The last character of all; to ask a text that grows piece by piece for it each time would copy it each time. */
  last: string;
  hint?: Hint;
  inCell: boolean;
  alignment?: State["alignment"];
  sizes: Map<number, number>;
};

/** Counts of what is told once for the whole page. */
type Counts = Record<"hidden" | "deleted" | "comments" | "notes" | "links" | "parts" | "bullets" | "marks", number>;

class HtmlReader {
  readonly #page: Document;
  readonly #named: NamedStyles;
  readonly #office: boolean;
  /** Whether the walk is inside the part that was copied; the rest only shows where it stood. */
  #copied: boolean;
  readonly #frames: Frame[] = [
    { state: { bold: false, pre: false, inParagraph: false, inTable: false }, block: true, before: 0 },
  ];
  readonly #paragraphs: SourceParagraph[] = [];
  readonly #headings: { paragraph: SourceParagraph; level: number }[] = [];
  readonly #losses = new Losses();
  readonly #counts: Counts = { hidden: 0, deleted: 0, comments: 0, notes: 0, links: 0, parts: 0, bullets: 0, marks: 0 };
  #open: OpenParagraph | undefined;
  /** White space that waits for the text behind it. */
  #gap: "" | " " | "\n" = "";
  #afterBlank = false;
  readonly #fields: { shown: boolean }[] = [];
  #number: string | undefined;

  constructor(page: Document, sheets: readonly string[], hasFragment: boolean, office: boolean) {
    this.#page = page;
    this.#named = namedStyles(sheets);
    this.#office = office;
    this.#copied = !hasFragment;
  }

  /** Without recursion: a hostile page is nested as deep as its author likes. */
  read(): SourceDocument {
    const root: Node = this.#page.body;
    let node: Node = root;
    for (;;) {
      const inside = this.#enter(node);
      if (inside && node.firstChild) {
        node = node.firstChild;
        continue;
      }
      if (inside) this.#leave(node);
      while (node !== root && !node.nextSibling) {
        node = node.parentNode as Node;
        this.#leave(node);
      }
      if (node === root) break;
      node = node.nextSibling as Node;
    }
    this.#close();
    if (this.#office) {
      for (const { paragraph, level } of this.#headings) {
        paragraph.style = { kind: "heading", level: headingLevel(level) };
      }
    } else nameHeadings(this.#headings, this.#paragraphs);
    const last = this.#paragraphs.length - 1;
    const indexOf = (slot: number) => (last < 0 ? null : Math.min(slot, last));
    return { paragraphs: this.#paragraphs, messages: [...this.#messages(), ...this.#losses.messages(indexOf)] };
  }

  get #state(): State {
    return (this.#frames.at(-1) as Frame).state;
  }

  /** Takes a node in; true when what is inside it comes next. */
  #enter(node: Node): boolean {
    if (node.nodeType === node.TEXT_NODE) {
      if (this.#copied) this.#append(node.nodeValue ?? "");
      return false;
    }
    if (node.nodeType === node.COMMENT_NODE) {
      const mark = /^\s*(Start|End)Fragment\s*$/iu.exec(node.nodeValue ?? "")?.[1];
      if (mark) this.#copied = mark.toLowerCase() === "start";
      return false;
    }
    return node.nodeType === node.ELEMENT_NODE && this.#enterElement(node as Element);
  }

  #enterElement(element: Element): boolean {
    const tag = tagOf(element);
    if (SILENT.has(tag)) return false;
    const own = declarationsOf(element.getAttribute(STYLE));
    const classes = element.className === "" ? [] : (element.getAttribute("class") ?? "").split(/\s+/u);
    if (this.#isNoText(element, tag, own, classes)) return false;
    const named = namedDeclarations(this.#named, tag, classes);
    const block = BLOCKS.has(tag) || BLOCK_DISPLAY.test(own.get("display") ?? "");
    if (tag === "br") {
      if (this.#copied) this.#break();
      return false;
    }
    if (block) this.#close();
    const state = this.#stateOf(element, tag, own, named, classes, block);
    if (tag === "li") this.#number = this.#nextNumber(element);
    this.#frames.push({ state, block, before: this.#paragraphs.length });
    return true;
  }

  #leave(node: Node): void {
    const { block, before } = this.#frames.pop() as Frame;
    if (!block) return;
    this.#close();
    const tag = tagOf(node as Element);
    if (tag === "p" && this.#paragraphs.length === before) this.#afterBlank = true;
    if (tag === "li") this.#number = undefined;
  }

  /** Whether an element is left out with all that is in it; what a reader of the page would miss is told. */
  #isNoText(element: Element, tag: string, own: Declarations, classes: readonly string[]): boolean {
    const drop = (kind: keyof Counts, count = 1) => {
      if (this.#copied) this.#counts[kind] += count;
      return true;
    };
    const lose = (kind: Parameters<Losses["note"]>[0]) => {
      if (this.#copied) this.#losses.note(kind, this.#paragraphs.length);
    };
    if (/^none$/iu.test(own.get("display") ?? "") || element.hasAttribute("hidden") || isHidden(own)) {
      return drop("hidden", (element.textContent ?? "").trim() === "" ? 0 : 1);
    }
    if (PAGE_PARTS.has(tag) || PAGE_ROLES.test(element.getAttribute("role") ?? "")) {
      return drop("parts", tag !== "svg" && (tag === "input" || (element.textContent ?? "").trim() !== "") ? 1 : 0);
    }
    if (tag === "img" || tag === "picture" || tag === "v:imagedata") {
      // Pages count their readers by pictures of one dot.
      if (!/^[0-2](?:px)?$/u.test(element.getAttribute("width") ?? "")) lose("picture");
      return true;
    }
    if (tag === "math") lose("formula");
    if (tag === "rt") lose("ruby");
    if (tag === "math" || tag === "rt") return true;
    if (tag === "del" || classes.includes("msoDel")) return drop("deleted");
    const part = own.get("mso-element") ?? "";
    if (/^comment-list$/iu.test(part)) return true;
    if (/^(?:footnote|endnote)-list$/iu.test(part)) return true;
    if (/^(?:header|footer)$/iu.test(part)) return true;
    this.#field(part);
    if (own.has("mso-footnote-id") || own.has("mso-endnote-id")) return drop("notes");
    const remark = classes.includes("MsoCommentReference") || classes.includes("msocomanchor");
    if (remark || /^comment$/iu.test(own.get("mso-special-character") ?? "")) return drop("comments");
    if (tag === "sup" && /^\s*\[\d{1,3}\]\s*$/u.test(element.textContent ?? "")) return drop("marks");
    if (/^ignore$/iu.test(own.get("mso-list") ?? "")) {
      const label = (element.textContent ?? "").replace(/[\s\u00A0]+/gu, "");
      if (NUMBER.test(label)) this.#number = label;
      else if (label !== "") drop("bullets");
      return true;
    }
    if (own.has("mso-tab-count")) {
      if (this.#copied) this.#push("\t", this.#state);
      return true;
    }
    if (classes.some((name) => /^MsoToc\d$/u.test(name))) {
      lose("contents");
      return true;
    }
    if (tag === "table" && !this.#state.inTable && element.querySelectorAll("td, th").length > 1) lose("table");
    if (tag === "a" && /^\w/u.test(element.getAttribute("href") ?? "") && (element.textContent ?? "").trim() !== "") {
      drop("links");
    }
    return false;
  }

  #stateOf(
    element: Element,
    tag: string,
    own: Declarations,
    named: Declarations,
    classes: readonly string[],
    block: boolean,
  ): State {
    const before = this.#state;
    const heading = /^h[1-6]$/u.test(tag);
    const state: State = { ...before };
    if (block) state.inParagraph = PARAGRAPHS.has(tag) || (before.inParagraph && tag !== "pre");
    if (heading) state.bold = false;
    else if (tag === "b" || tag === "strong") state.bold = true;
    // The weight of a named paragraph style is the look of the whole kind, from which nothing stands out.
    const weight = isBold(
      own.get("font-weight") ?? (block ? undefined : named.get("font-weight")) ?? shorthandWeight(own),
    );
    if (weight !== undefined && !heading) state.bold = weight;
    const size = sizeOf(element, tag, own, named, before.sizePt);
    if (size !== undefined) state.sizePt = size;
    const align = own.get("text-align") ?? (block ? element.getAttribute("align") : null) ?? named.get("text-align");
    const alignment = tag === "center" ? "centre" : alignmentOf(align);
    if (alignment) state.alignment = alignment;
    const space = own.get("white-space");
    if (tag === "pre") state.pre = true;
    else if (space !== undefined) state.pre = /^(?:pre|break-spaces)/iu.test(space);
    if (tag === "table") state.inTable = true;
    if (tag === "ol") state.list = listOf(element, own);
    if (tag === "ul") state.list = undefined;
    const hint = block || element.hasAttribute("aria-level") ? hintOf(element, tag, own, named, classes) : undefined;
    if (hint) state.hint = hint === "body" ? undefined : hint;
    return state;
  }

  /** The instruction of a field (PAGE, HYPERLINK …) is not shown, its result is. */
  #field(part: string): void {
    if (part === "field-begin") this.#fields.push({ shown: false });
    const field = this.#fields.at(-1);
    if (part === "field-separator" && field) field.shown = true;
    if (part === "field-end") this.#fields.pop();
  }

  #nextNumber(item: Element): string | undefined {
    const { list } = this.#state;
    if (!list) return undefined;
    const value = Number.parseInt(item.getAttribute("value") ?? "", 10);
    if (Number.isInteger(value)) list.next = value;
    const label = list.format(list.next);
    list.next += list.step;
    return label || undefined;
  }

  #append(text: string): void {
    const state = this.#state;
    if (this.#fields.some(({ shown }) => !shown)) return;
    if (state.sizePt === 0) {
      if (text.trim() !== "") this.#counts.hidden += 1;
      return;
    }
    if (state.pre) {
      for (const [place, line] of text.split(/\r\n|[\n\r]/u).entries()) {
        if (place > 0) this.#break();
        if (line !== "") this.#push(line, state);
      }
      return;
    }
    for (const [, blanks, words] of text.matchAll(/([ \t\r\n\f]+)|([^ \t\r\n\f]+)/gu)) {
      if (words !== undefined) this.#push(words, state);
      else if (this.#gap !== "\n") this.#gap = /[\r\n]/u.test(blanks ?? "") ? "\n" : " ";
    }
  }

  #push(text: string, state: State): void {
    this.#open ??= {
      runs: [],
      last: "",
      sizes: new Map(),
      inCell: state.inTable,
      ...(state.hint && { hint: state.hint }),
      ...(state.alignment && { alignment: state.alignment }),
    };
    const { runs, sizes } = this.#open;
    const before = this.#open.last;
    this.#open.last = text.charAt(text.length - 1);
    const gap = this.#gap;
    this.#gap = "";
    // The source of a page is broken anywhere; between Chinese characters that is no space. Source: CSS Text 3, 4.1.3.
    const joined = gap === "\n" && WIDE.test(before) && WIDE.test(text.charAt(0));
    const shown = gap !== "" && before !== "" && before !== "\n" && !joined ? ` ${text}` : text;
    const last = runs.at(-1);
    if (last && Boolean(last.bold) === state.bold) last.text += shown;
    else runs.push(state.bold ? { text: shown, bold: true } : { text: shown });
    if (state.sizePt !== undefined) sizes.set(state.sizePt, (sizes.get(state.sizePt) ?? 0) + text.length);
  }

  /** A line break: within a paragraph the recognition decides what it means, in a heading it is layout. */
  #break(): void {
    const state = this.#state;
    const open = this.#open;
    const run = open?.runs.at(-1);
    if (!open || !run) this.#afterBlank = true;
    else if (!state.inParagraph) this.#close();
    else if (open.hint) this.#gap = "\n";
    else if (open.last === "\n") {
      this.#close();
      this.#afterBlank = true;
    } else {
      run.text += "\n";
      open.last = "\n";
      this.#gap = "";
    }
  }

  /** Ends the open paragraph. */
  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    this.#gap = "";
    if (!open) return;
    const last = open.runs.at(-1);
    if (last?.text.endsWith("\n")) last.text = last.text.slice(0, -1);
    if (open.runs.every(({ text }) => text.trim() === "")) {
      this.#afterBlank = true;
      return;
    }
    const sizePt = [...open.sizes].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];
    const paragraph: SourceParagraph = {
      runs: open.runs,
      index: this.#paragraphs.length,
      ...(open.hint && open.hint.kind !== "heading" && { style: open.hint }),
      ...(this.#number && { autoNumber: this.#number }),
      ...(open.inCell && { inCell: true }),
      ...(this.#afterBlank && { afterBlank: true }),
      ...(open.alignment && { alignment: open.alignment }),
      ...(sizePt > 0 && { sizePt }),
    };
    if (open.hint?.kind === "heading") this.#headings.push({ paragraph, level: open.hint.level });
    this.#paragraphs.push(paragraph);
    this.#afterBlank = false;
    this.#number = undefined;
  }

  #messages(): ImportMessage[] {
    const { hidden, deleted, comments, notes, links, parts, bullets, marks } = this.#counts;
    const told: [level: ImportMessage["level"], code: string, count: number, message: string][] = [
      ["info", "web-parts-dropped", parts, `网页上的导航、按钮一类有 ${parts} 处，没有粘贴。`],
      ["info", "hidden-text-dropped", hidden, `有 ${hidden} 处文字设成了隐藏，没有粘贴。`],
      ["info", "deleted-text-dropped", deleted, `有 ${deleted} 处文字在修订里已经删去，没有粘贴。`],
      ["info", "comments-left-out", comments, `有 ${comments} 条批注，没有粘贴。`],
      ["lost", "footnote-lost", notes, `有 ${notes} 条脚注或尾注，没有粘贴。`],
      ["info", "note-marks-removed", marks, `有 ${marks} 处网页的注释编号，没有粘贴。`],
      ["info", "links-dropped", links, `有 ${links} 处链接，只留了文字。`],
      ["info", "bullet-removed", bullets, `有 ${bullets} 处项目符号，没有粘贴。`],
    ];
    return told.flatMap(([level, code, count, message]) =>
      count === 0 ? [] : [{ level, code, message, paragraph: null, ...(count > 1 && { count }) }],
    );
  }
}

/** The tag as it was written: `o:p` is no `p`. */
function tagOf(element: Element): string {
  return element.tagName.toLowerCase();
}

function isHidden(own: Declarations): boolean {
  return /^(?:hidden|collapse)$/iu.test(own.get("visibility") ?? "") || /^all$/iu.test(own.get("mso-hide") ?? "");
}

/** The weight inside `font: bold 16pt …`. */
function shorthandWeight(own: Declarations): string | undefined {
  return /(?:^|\s)(bold|[1-9]00)(?=\s)/iu.exec(own.get("font") ?? "")?.[1];
}

function sizeOf(element: Element, tag: string, own: Declarations, named: Declarations, around: number | undefined) {
  const stated = own.get("font-size") ?? named.get("font-size");
  if (stated !== undefined) return pointsOf(stated, around);
  if (tag !== "font") return undefined;
  const size = Number(element.getAttribute("size") ?? Number.NaN);
  return FONT_SIZES_PT[size];
}

function alignmentOf(align: string | null | undefined): State["alignment"] {
  if (!align) return undefined;
  if (/center$/iu.test(align)) return "centre";
  if (/^(?:right|end)$/iu.test(align)) return "right";
  return /^(?:left|start|justify)$/iu.test(align) ? "left" : undefined;
}

/** What the page says of a paragraph's role; `body` where it promises plain text. */
function hintOf(
  element: Element,
  tag: string,
  own: Declarations,
  named: Declarations,
  classes: readonly string[],
): Hint | "body" | undefined {
  const outline = own.get("mso-outline-level") ?? named.get("mso-outline-level");
  const styleName = named
    .get("mso-style-name")
    ?.replace(/^["']|["']$/gu, "")
    .split(/[,;]/u)[0];
  const byName = styleName ? hintOfName(styleName) : undefined;
  if (byName && byName !== "body") return byName;
  for (const name of classes) if (Object.hasOwn(OFFICE_CLASSES, name)) return OFFICE_CLASSES[name];
  if (outline !== undefined) {
    return /^[1-9]$/u.test(outline) ? { kind: "heading", level: headingLevel(Number(outline)) } : "body";
  }
  // Headings of pages are counted from the highest that occurs, so their own six levels are kept until then.
  const level = /^h([1-6])$/u.exec(tag)?.[1] ?? ariaLevel(element);
  return level === undefined ? byName : ({ kind: "heading", level: Number(level) } as Hint);
}

function ariaLevel(element: Element): string | undefined {
  if (element.getAttribute("role") !== "heading") return undefined;
  return /^[1-6]$/u.exec(element.getAttribute("aria-level") ?? "2")?.[0];
}

function listOf(element: Element, own: Declarations): State["list"] {
  const start = Number.parseInt(element.getAttribute("start") ?? "", 10);
  const styled = own.get("list-style-type") ?? own.get("list-style")?.split(/\s+/u)[0];
  return {
    next: Number.isInteger(start) ? start : 1,
    step: element.hasAttribute("reversed") ? -1 : 1,
    format: formatOf(styled ?? element.getAttribute("type") ?? "1"),
  };
}

function formatOf(type: string): (value: number) => string {
  if (type === "none") return () => "";
  if (type === "a" || /^lower-(?:alpha|latin)$/u.test(type)) return (value) => `${letters(value)}.`;
  if (type === "A" || /^upper-(?:alpha|latin)$/u.test(type)) return (value) => `${letters(value).toUpperCase()}.`;
  if (/^(?:cjk-ideographic|(?:simp|trad)-chinese-(?:in)?formal|cjk-decimal)$/u.test(type)) {
    return (value) => `${chineseNumber(value)}、`;
  }
  return (value) => `${value}.`;
}

/** 1 → a, 27 → aa. */
function letters(value: number): string {
  let text = "";
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}
