import { extname } from "node:path";
import { SpeechError } from "#core/api/errors";
import { damagedFile, otherKind } from "#core/word/read/refusals";

export type FileKind = "docx" | "markdown" | "text";

const ZIP = [0x50, 0x4b, 0x03, 0x04];
// [MS-CFB] 2.2: the container of old Office files and of every encrypted one.
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Files that a secretary may take for a text, by their first bytes. */
const OTHERS: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46], " PDF 文件"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], " RTF 文件"],
  [[0x89, 0x50, 0x4e, 0x47], "一张图片"],
  [[0xff, 0xd8, 0xff], "一张图片"],
  [[0x52, 0x61, 0x72, 0x21], "一个 RAR 压缩包"],
  [[0x37, 0x7a, 0xbc, 0xaf], "一个 7z 压缩包"],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);

/** Whether a compound file has a stream of this name. Directory entries are 128 bytes long and begin with the name in UTF-16 ([MS-CFB] 2.6.1). */
function hasStream(bytes: Uint8Array, stream: string): boolean {
  const name = Buffer.from(`${stream}\0`, "utf16le");
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1)) if (at % 128 === 0) return true;
  return false;
}

function compoundFile(bytes: Uint8Array): SpeechError {
  if (hasStream(bytes, "EncryptedPackage")) {
    return new SpeechError(
      "file.old-word",
      "没有打开：这个文件设了打开密码。用 Word 或 WPS 打开它，把打开密码去掉、保存，再到这里打开。",
    );
  }
  if (hasStream(bytes, "Workbook") || hasStream(bytes, "Book")) return otherKind("旧版 Excel 表格");
  if (hasStream(bytes, "PowerPoint Document")) return otherKind("旧版 PowerPoint 演示文稿");
  return new SpeechError(
    "file.old-word",
    "没有打开：这是旧版 Word 或 WPS 的文件（.doc、.wps），改了扩展名也还是旧格式。用 Word 或 WPS 打开它，另存为 .docx 再打开。",
  );
}

/** What a file is, by its content first and its ending second. Throws the sentence for everything that cannot become a draft. */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  if (startsWith(bytes, ZIP)) return "docx";
  if (startsWith(bytes, COMPOUND)) throw compoundFile(bytes);
  const other = OTHERS.find(([start]) => startsWith(bytes, start));
  if (other) throw otherKind(other[1]);
  const ending = extname(name).toLowerCase();
  if (ending === ".md" || ending === ".markdown") return "markdown";
  if (ending === ".txt" || ending === ".text" || ending === "") return "text";
  if (/^\.do[ct][xm]?$/u.test(ending)) throw damagedFile();
  throw otherKind(` ${ending} 文件`);
}
