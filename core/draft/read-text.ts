import { readMarkdown } from "./read-markdown.ts";
import type { SourceDocument, SourceParagraph } from "./source.ts";

const MARKDOWN_LINE = /^(?:#{1,6}[ \t]+\S|\*\*[^*]+\*\*[ \t]*$)/u;
// One such line may be anything; text copied from a chat program has more.
const FEWEST_MARKDOWN_LINES = 2;

/**
 * Reads plain text: each non-empty line is a paragraph; whether lines belong together is decided by the recognition.
 * Text that chat programs wrote as Markdown (`## 一、…`, `**一、…**`) is read as such, and a message says so.
 */
export function readText(text: string): SourceDocument {
  const lines = text.split(/\r\n|[\n\r\f\u0085\u2028\u2029]/u);
  if (lines.filter((line) => MARKDOWN_LINE.test(line)).length >= FEWEST_MARKDOWN_LINES) {
    const { paragraphs, messages } = readMarkdown(lines.join("\n"));
    const message = "文字里有 Markdown 的标记（如 #、**），已经按标题和加粗读入，标记没有保留。";
    return { paragraphs, messages: [{ level: "info", code: "markdown-read", message, paragraph: null }, ...messages] };
  }
  const paragraphs: SourceParagraph[] = [];
  let afterBlank = false;
  for (const line of lines) {
    if (line.trim() === "") afterBlank = true;
    else {
      paragraphs.push({ runs: [{ text: line }], index: paragraphs.length, ...(afterBlank && { afterBlank }) });
      afterBlank = false;
    }
  }
  return { paragraphs, messages: [] };
}
