import { SpeechError } from "../api/errors.ts";
import { MAX_CHARACTERS, WARN_CHARACTERS } from "./limits.ts";
import { recognise } from "./recognise.ts";
import type { Block, ImportMessage, MeetingCard } from "./schema.ts";
import type { SourceDocument } from "./source.ts";

/** What an import gives for a new draft. */
export type Imported = { body: Block[]; card: MeetingCard; messages: ImportMessage[] };

/** Recognises the structure of what a reader found. Throws file.empty without any text, draft.too-large above MAX_CHARACTERS. */
export function importSource(source: SourceDocument): Imported {
  let characters = 0;
  for (const { runs } of source.paragraphs) for (const { text } of runs) characters += text.length;
  if (characters > MAX_CHARACTERS) {
    throw new SpeechError(
      "draft.too-large",
      `没有打开：这个文件有 ${characters} 字，最多能打开 ${MAX_CHARACTERS / 10_000} 万字。把它分成几个文件再打开。`,
    );
  }
  const recognised = recognise(source);
  if (recognised.body.length === 0) throw withoutText(source);
  if (characters <= WARN_CHARACTERS) return recognised;
  const message = `这篇文字有 ${characters} 字，超过 ${WARN_CHARACTERS / 10_000} 万字，大纲和字数可能比输入慢一点。`;
  const warning: ImportMessage = { level: "info", code: "very-long", message, paragraph: null };
  return { ...recognised, messages: [warning, ...recognised.messages] };
}

function withoutText(source: SourceDocument): SpeechError {
  const scanned = source.messages.some(({ code }) => code === "picture-lost");
  return new SpeechError(
    "file.empty",
    scanned
      ? "没有打开：这个文件里只有图片，没有文字，多半是扫描件。用带文字识别的软件转成文字，再打开。"
      : "没有打开：这个文件里没有文字。看一下是不是选错了文件。",
  );
}
