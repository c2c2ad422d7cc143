import type { ImportMessage } from "../draft/schema.ts";
import type { SourceDocument } from "../draft/source.ts";
import { readBody } from "./read/body.ts";
import { PAGE_NUMBER, readTexts } from "./read/notes.ts";
import { readNumbering } from "./read/numbering.ts";
import { mainPart, type Parts, relationships } from "./read/package.ts";
import { readStyles } from "./read/styles.ts";
import type { Spent } from "./read/xml.ts";

/** The first words of a text that was not read in, for its message. */
function excerptOf(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  return plain.length > 30 ? `${plain.slice(0, 30)}…` : plain;
}

/**
 * Reads the parts of a .docx as paragraphs with their hints. Tracked changes are read as accepted, comments counted;
 * what a speech cannot hold is reported. Throws SpeechError file.damaged, file.hostile or file.unknown-kind.
 */
export function readDocxSource(parts: Parts): SourceDocument {
  const spent: Spent = { elements: 0, characters: 0 };
  const main = mainPart(parts, spent);
  const related = relationships(parts, main, spent);
  const inside = (type: string) => related.filter((each) => each.type === type && !each.external);
  const partsOf = (type: string) => inside(type).flatMap(({ target }) => parts.get(target) ?? []);

  const styles = readStyles(partsOf("styles")[0], spent);
  const numbering = readNumbering(partsOf("numbering")[0], styles, spent);
  const { paragraphs, messages, notes } = readBody(parts.get(main) ?? new Uint8Array(), styles, numbering, spent);

  for (const [kind, name] of [
    ["footnote", "脚注"],
    ["endnote", "尾注"],
  ] as const) {
    const references = notes.filter((note) => note.kind === kind);
    const texts = references.length > 0 ? partsOf(`${kind}s`).map((part) => readTexts(part, spent))[0] : undefined;
    for (const { id, paragraph } of references) {
      const text = excerptOf(texts?.get(id) ?? "");
      const message = `这里的一条${name}没有读入${text && `：“${text}”`}。`;
      messages.push({ level: "lost", code: `${kind}-lost`, message, paragraph });
    }
  }

  const about = (level: ImportMessage["level"], code: string, message: string) =>
    messages.push({ level, code, message, paragraph: null });
  const margins = [...partsOf("header"), ...partsOf("footer")].map((part) => readTexts(part, spent).get("") ?? "");
  for (const text of new Set(margins.filter((margin) => !PAGE_NUMBER.test(margin)))) {
    about("lost", "margin-lost", `页眉或页脚里的“${excerptOf(text)}”没有读入。`);
  }
  if (inside("vbaProject").length > 0) about("info", "macros-dropped", "文件里的宏没有读入。");
  // Links are told with the text; everything else that points outside would be fetched by Word when it opens the file.
  const fetched = inside("settings").flatMap(({ target }) => relationships(parts, target, spent));
  const outside = [...related, ...fetched].filter(({ external, type }) => external && type !== "hyperlink").length;
  if (outside > 0) {
    const message = `文件里有 ${outside} 处内容放在文件外面（如模板、图片），讲稿匠没有去取。`;
    about("info", "outside-not-followed", message);
  }
  return { paragraphs, messages: messages.toSorted((a, b) => (a.paragraph ?? -1) - (b.paragraph ?? -1)) };
}
