import type { HeadingLevel } from "../../draft/schema.ts";
import type { SourceParagraph } from "../../draft/source.ts";

/** What a named style or an outline level says of a paragraph. */
export type Hint = NonNullable<SourceParagraph["style"]>;

// Word and WPS know built-in styles by these English names; offices and our own writer use the Chinese ones.
const NAMED: Record<string, Exclude<Hint["kind"], "heading">> = {
  title: "title",
  标题: "title",
  大标题: "title",
  主标题: "title",
  题目: "title",
  subtitle: "subtitle",
  副标题: "subtitle",
  副题: "subtitle",
  author: "byline",
  作者: "byline",
  讲话人: "byline",
  date: "date",
  日期: "date",
  salutation: "salutation",
  称谓: "salutation",
  称呼: "salutation",
  signature: "signature",
  落款: "signature",
  署名: "signature",
};
const BODY = /^(?:normal|正文|body text.*|正文文本.*|normal \(web\)|普通\(网站\))$/u;
const HEADING = /^(?:heading|标题) ?([1-9])$|^([一二三四])级标题$|^([1-4])级标题$/u;

/** Levels below the fourth are read as the fourth: a speech has no more (GB/T 9704-2012, 7.3.3). */
export function headingLevel(level: number): HeadingLevel {
  return Math.min(level, 4) as HeadingLevel;
}

/** What a style name says: a hint, `body` for a name that promises plain text, undefined when it says nothing. */
export function hintOfName(name: string): Hint | "body" | undefined {
  const plain = name.trim().toLowerCase().replace(/\s+/gu, " ");
  const kind = Object.hasOwn(NAMED, plain) ? NAMED[plain] : undefined;
  if (kind) return { kind };
  const [, digit, han, first] = HEADING.exec(plain) ?? [];
  if (han) return { kind: "heading", level: headingLevel("一二三四".indexOf(han) + 1) };
  if (digit || first) return { kind: "heading", level: headingLevel(Number(digit ?? first)) };
  return BODY.test(plain) ? "body" : undefined;
}
