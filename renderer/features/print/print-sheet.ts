import { type PlainParagraph, plainParagraphs } from "#core/draft/plain-text";
import type { Block } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { lineCapacity, pageOf } from "#core/word/page";
import { titleLines } from "#core/word/title-lines";
import "../../styles/print.css";

/** Where the title ends and the speech begins, as in the Word file. */
const HEAD: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date"]);

const [gb] = SHIPPED_LAYOUTS as readonly [Layout, ...Layout[]];
const TITLE_CAPACITY = lineCapacity(pageOf(gb), gb.styles.title.sizePt);

/**
 * The text as plain paragraphs on the page of GB/T 9704: those of the Word file, with its blank lines, numbers and title
 * lines. What is on the screen is not printed itself: most of a long text has no layout there, and marks belong to the work.
 */
export function printSheet(body: readonly Block[]): HTMLElement {
  const sheet = document.createElement("div");
  sheet.className = "paper print-sheet";
  sheet.lang = "zh-CN";
  let before: Block | undefined;
  for (const paragraph of plainParagraphs(body)) {
    const block = body[paragraph.block] as Block;
    const headEnds = before && HEAD.has(before.type) && !HEAD.has(block.type);
    const signatureBegins = before && block.type === "signature" && before.type !== "signature";
    if (headEnds || signatureBegins) sheet.append(blankLine());
    sheet.append(paragraphOf(block, paragraph));
    before = block;
  }
  return sheet;
}

/** Lays the sheet over the page for the printer in place of one that is there already; the answer takes it away. */
export function laySheet(body: readonly Block[]): () => void {
  for (const old of document.querySelectorAll(".print-sheet")) old.remove();
  const sheet = printSheet(body);
  document.body.append(sheet);
  return () => sheet.remove();
}

function blankLine(): HTMLElement {
  const line = document.createElement("p");
  line.className = "block";
  line.append(document.createElement("br"));
  return line;
}

function paragraphOf(block: Block, { number, spans, text }: PlainParagraph): HTMLElement {
  const level = block.type === "heading" ? block.level : undefined;
  const lead = block.type === "paragraph" ? block.leadLevel : undefined;
  const element = document.createElement(block.type === "title" ? "h1" : level ? `h${level + 1}` : "p");
  element.className = `block ${block.type}`;
  if (level) element.dataset.level = String(level);
  if (lead) element.dataset.lead = String(lead);
  if (block.type === "title") {
    titleLines(text, TITLE_CAPACITY).forEach((line, index) => {
      if (index > 0) element.append(document.createElement("br"));
      element.append(line);
    });
    return element;
  }
  if (number) element.append(lead ? spanOf(number, "lead") : number);
  for (const span of spans) {
    const marks = [span.bold && "bold", span.lead && "lead"].filter((mark) => typeof mark === "string");
    element.append(marks.length > 0 ? spanOf(span.text, marks.join(" ")) : span.text);
  }
  return element;
}

function spanOf(text: string, className: string): HTMLElement {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}
