import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { SpeechError } from "#core/api/errors";
import { damagedFile, hostileFile } from "#core/word/read/refusals";

/** Bounds for what a zip may unfold to. Bytes are counted as they come out; what the headers say is not believed. */
const ZIP_LIMITS = {
  entries: 2000,
  partBytes: 40 * 1024 * 1024,
  totalBytes: 80 * 1024 * 1024,
  /** Inflated to compressed bytes. Text reaches 20 or 30; deflate ends at about 1,000. */
  ratio: 200,
  /** Below this size a part may be as repetitive as it likes. */
  ratioFromBytes: 1024 * 1024,
} as const;

/** Only these are ever inflated; pictures, fonts and programs stay packed. */
const TEXT_PART = /\.(?:xml|rels)$|^mimetype$/iu;

// What yauzl says when a file lies about its sizes or names a place outside the package.
const HOSTILE_MESSAGE = /^(?:too many bytes|absolute path|invalid relative path|invalid characters in fileName)/u;

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;

/** Unpacks the text parts of a zip. Throws SpeechError file.damaged, or file.hostile beyond ZIP_LIMITS. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  try {
    return await readEntries(await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (error) {
    if (error instanceof SpeechError) throw error;
    const lies = error instanceof Error && HOSTILE_MESSAGE.test(error.message);
    throw lies ? hostileFile("内部记录的大小或名字是假的") : damagedFile();
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Uint8Array>> {
  if (zip.entryCount > ZIP_LIMITS.entries) throw hostileFile(`里面有 ${zip.entryCount} 个部分`);
  const parts = new Map<string, Uint8Array>();
  /** Part names are equal whatever their case (ECMA-376 part 2, 9.1.1). */
  const names = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (names.has(name)) throw hostileFile("里面有两个部分同名");
    names.add(name);
    if (!TEXT_PART.test(name)) continue;
    const part = await inflate(zip, entry, ZIP_LIMITS.totalBytes - total);
    total += part.length;
    parts.set(entry.fileName, part);
  }
  return parts;
}

async function inflate(zip: ZipFile, entry: Entry, left: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  let checksum = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += chunk.length;
    checksum = crc32(chunk, checksum);
    if (size > ZIP_LIMITS.partBytes) throw hostileFile(`一个部分展开后超过 ${megabytes(ZIP_LIMITS.partBytes)}`);
    if (size > left) throw hostileFile(`展开后超过 ${megabytes(ZIP_LIMITS.totalBytes)}`);
    if (size > ZIP_LIMITS.ratioFromBytes && size > entry.compressedSize * ZIP_LIMITS.ratio) {
      throw hostileFile(`展开后大了 ${ZIP_LIMITS.ratio} 倍以上`);
    }
    chunks.push(chunk);
  }
  // yauzl leaves the checksum to its callers; without it a flipped bit would pass as text.
  if (checksum !== entry.crc32) throw damagedFile();
  return Buffer.concat(chunks);
}
