import { failureOf, SpeechError } from "#core/api/errors";
import { importSource } from "#core/draft/import-source";
import { readDocxSource } from "#core/word/read-docx";
import type { ReadAnswer } from "./read-in-child.ts";
import { unzip } from "./unzip.ts";

// The process that opens strangers' Word files: it gets one file, answers once, and is ended by whoever started it.

type Port = {
  postMessage(answer: ReadAnswer): void;
  once(name: "message", listen: (event: { data: unknown }) => void): void;
};

async function answerTo(bytes: unknown): Promise<ReadAnswer> {
  try {
    if (!(bytes instanceof Uint8Array)) throw new TypeError("The first message holds the bytes of the file.");
    return { ok: true, value: importSource(readDocxSource(await unzip(bytes))) };
  } catch (error) {
    if (error instanceof SpeechError) return { ok: false, error: failureOf(error) };
    return { ok: false, defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// Electron's utilityProcess has a port of its own; a child of Node's fork has the channel of its process.
const port = (process as { parentPort?: Port }).parentPort;
if (port) port.once("message", async ({ data }) => port.postMessage(await answerTo(data)));
else process.once("message", async (data) => process.send?.(await answerTo(data)));
