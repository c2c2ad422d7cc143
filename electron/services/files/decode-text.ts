import { SpeechError } from "#core/api/errors";
import type { ImportMessage } from "#core/draft/schema";

/** The text of a file. `certain` is false when the encoding was guessed and the text does not read like common Chinese. */
export type DecodedText = { text: string; encoding: "UTF-8" | "UTF-16LE" | "UTF-16BE" | "GB18030"; certain: boolean };

// The sign for a byte that stands for no character.
const REPLACEMENT = /\uFFFD/gu;
// Enough text to tell an encoding by.
const SAMPLE_CHARACTERS = 20_000;
// In Chinese running text these are a fifth to a third of all characters; in wrongly decoded text hardly any.
const FREQUENT =
  /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出会可主发年动同工能下过民面方后多定行学法所经，。、：；！“”《》\n]/gu;
const FREQUENT_SHARE = 0.12;
// Control characters of a text file are line ends, tabs and page breaks; many others mean that it is no text.
const CONTROL = /[\p{Cc}\p{Cn}]/gu;
const LAYOUT = /[\t\n\v\f\r]/gu;
const JUNK_SHARE = 0.02;

/** Reads the bytes of a text file: by its byte order mark, as UTF-8, or as the likelier of UTF-16 and GB18030. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) {
    const text = new TextDecoder(marked).decode(bytes);
    return refuseJunk({ text, encoding: marked, certain: count(text, REPLACEMENT) === 0 });
  }
  const hasNul = bytes.includes(0);
  const strict = hasNul ? undefined : decodeUtf8(bytes);
  if (strict !== undefined) return refuseJunk({ text: strict, encoding: "UTF-8", certain: true });

  // GB18030 holds no NUL byte, while UTF-16 has one in every line end.
  const guesses = (
    hasNul ? ["UTF-16LE", "UTF-16BE"] : ["GB18030", "UTF-16LE", "UTF-16BE"]
  ) as DecodedText["encoding"][];
  const [best] = guesses
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes);
      return { text, encoding, likeness: likeness(text) };
    })
    .sort((one, other) => other.likeness - one.likeness);
  // NUL bytes without common characters beside them: a program or a picture.
  if (best === undefined || (hasNul && best.likeness < FREQUENT_SHARE / 4)) throw notText();
  const { text, encoding } = best;
  return refuseJunk({ text, encoding, certain: best.likeness >= FREQUENT_SHARE && count(text, REPLACEMENT) === 0 });
}

/** What the import tells the user of the encoding: a guess, or bytes that stand for no character. */
export function encodingMessages({ text, encoding, certain }: DecodedText): ImportMessage[] {
  if (certain) return [];
  const broken = count(text, REPLACEMENT);
  const message =
    broken > 0
      ? `文件按 ${encoding} 编码读入，有 ${broken} 处读不出，显示为“\uFFFD”；请对照原稿补上，或者用记事本另存为 UTF-8 后再打开。`
      : `文件没有写明文字编码，按 ${encoding} 读入；如果出现乱码，请用记事本另存为 UTF-8 后再打开。`;
  return [{ level: "unsure", code: "encoding-guessed", message, paragraph: null }];
}

function markedEncoding([first, second, third]: Uint8Array): DecodedText["encoding"] | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "UTF-8";
  if (first === 0xff && second === 0xfe) return "UTF-16LE";
  if (first === 0xfe && second === 0xff) return "UTF-16BE";
  return undefined;
}

/** The text of a file that can only be UTF-8; undefined when it is not: an editor that saved it otherwise has made other words of names. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("UTF-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Share of frequent Chinese characters, less what no text holds. */
function likeness(text: string): number {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const strange = count(sample, CONTROL) - count(sample, LAYOUT) + count(sample, REPLACEMENT);
  const plain = count(sample, /[\x20-\x7e]/gu) / 4;
  return (count(sample, FREQUENT) + plain - 4 * strange) / Math.max(1, sample.length);
}

function refuseJunk(decoded: DecodedText): DecodedText {
  const { text } = decoded;
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const junk = count(sample, CONTROL) - count(sample, LAYOUT) + count(sample, REPLACEMENT);
  if (junk > 1 && junk > sample.length * JUNK_SHARE) throw notText();
  return decoded;
}

function notText(): SpeechError {
  return new SpeechError(
    "file.unknown-kind",
    "没有打开：这个文件里不是文字，可能是改了扩展名的其他文件。请换成 .txt、.md 或 .docx 文件再试。",
  );
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
