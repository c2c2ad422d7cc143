import { SpeechError } from "#core/api/errors";
import { type Imported, importSource } from "#core/draft/import-source";
import { readMarkdown } from "#core/draft/read-markdown";
import { readText } from "#core/draft/read-text";
import { decodeText, encodingMessages } from "./decode-text.ts";
import { fileKind } from "./file-kind.ts";
import { readInChild } from "./read-in-child.ts";

/** The largest file that is opened, in bytes. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Reads a .txt, .md or .docx, told apart by content and ending, into the body of a draft. Throws SpeechError with the sentence that says why not. */
export async function readDocumentFile(file: { name: string; bytes: Uint8Array }): Promise<Imported> {
  if (file.bytes.length === 0) {
    throw new SpeechError("file.empty", "没有打开：这个文件是空的，里面没有文字。看一下是不是选错了文件。");
  }
  if (file.bytes.length > MAX_BYTES) {
    const megabytes = Math.ceil(file.bytes.length / 1024 / 1024);
    throw new SpeechError(
      "file.too-large",
      `没有打开：这个文件有 ${megabytes} MB，最多能打开 50 MB。里面多半有图片，把文字另存为一份再打开。`,
    );
  }
  const kind = fileKind(file.name, file.bytes);
  if (kind === "docx") return await readInChild(file.bytes);
  const decoded = decodeText(file.bytes);
  const source = kind === "markdown" ? readMarkdown(decoded.text) : readText(decoded.text);
  return importSource({ ...source, messages: [...encodingMessages(decoded), ...source.messages] });
}
