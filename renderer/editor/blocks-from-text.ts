import { recognise } from "#core/draft/recognise";
import type { Block, ImportMessage } from "#core/draft/schema";
import type { SourceDocument, SourceParagraph } from "#core/draft/source";
import { LINE_BREAK, visibleText } from "#core/draft/visible-text";

/** Pasted text as blocks, with what the recognition changed in it or was unsure of. */
export type Pasted = { blocks: Block[]; notes: ImportMessage[] };

/** A head of its own keeps the recognition from taking the first lines of a passage for title and salutation. */
const HEAD: readonly SourceParagraph[] = [
  { runs: [{ text: "题目" }], index: 0, style: { kind: "title" } },
  { runs: [{ text: "同志们：" }], index: 0, style: { kind: "salutation" } },
];

/** Who sent a message and when, as chat programs copy it above each: 张三 2026-05-10 09:30:15. */
const CHAT_HEAD =
  /^[^\s，。、；：！？,;!?]{1,20}\s+(?:[0-9]{4}[-/年.])?[0-9]{1,2}[-/月.][0-9]{1,2}日?\s+(?:上午|下午|晚上|凌晨)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*[：:]?$/u;
/** One such line may be the time of a meeting. */
const FEWEST_CHAT_HEADS = 2;

/** The structure of a whole pasted speech. */
export function speechFrom(source: SourceDocument): Pasted {
  const { body, messages } = recognise(withoutChatHeads(source));
  return { blocks: body, notes: messages.map(withoutPlace) };
}

/** The structure of a passage for the middle of a speech: headings, leads, items and paragraphs. */
export function passageFrom(source: SourceDocument): Pasted {
  const { paragraphs, messages } = withoutChatHeads(source);
  const recognised = recognise({ messages, paragraphs: [...HEAD, ...paragraphs] });
  return {
    blocks: recognised.body.slice(HEAD.length),
    // Its numbers follow the place where it is put.
    notes: recognised.messages
      .filter(({ code }) => !/^(?:title|front|number-(?:differs|added)|level)/u.test(code))
      .map(withoutPlace),
  };
}

/** Each line of the text as a paragraph, nothing recognised; what nobody sees and blank lines are left out. */
export function plainBlocks(text: string): Block[] {
  return visibleText(text)
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ type: "paragraph", children: [{ text: line }] }));
}

/** Pasted text has no file whose paragraphs could be counted. */
const withoutPlace = (note: ImportMessage): ImportMessage => ({ ...note, paragraph: null });

function withoutChatHeads(source: SourceDocument): SourceDocument {
  const heads = new Set(
    source.paragraphs.filter(({ runs }) => {
      const text = runs.length > 8 ? "" : runs.map((run) => run.text).join("");
      return text.length <= 60 && CHAT_HEAD.test(text.trim());
    }),
  );
  if (heads.size < FEWEST_CHAT_HEADS) return source;
  const message = `聊天记录里的姓名和时间有 ${heads.size} 行，没有粘贴。`;
  return {
    paragraphs: source.paragraphs.filter((paragraph) => !heads.has(paragraph)),
    messages: [
      ...source.messages,
      { level: "info", code: "chat-heads-removed", message, paragraph: null, count: heads.size },
    ],
  };
}
