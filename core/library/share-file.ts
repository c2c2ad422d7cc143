import { z } from "zod";
import { SpeechError } from "../api/errors.ts";
import { canonicalJson } from "../canonical-json.ts";
import { type Entry, entrySchema } from "./entry.ts";
import { entryFault } from "./entry-fault.ts";

/** The ending of a file that carries entries to another machine. */
export const LIBRARY_ENDING = ".speech-library";
const KIND = "speechwright-library";
const SCHEMA_VERSION = 1;

/** The text of a file for colleagues. */
export function sharedEntries(entries: readonly Entry[]): string {
  return `${JSON.stringify({ kind: KIND, schemaVersion: SCHEMA_VERSION, entries }, null, 2)}\n`;
}

/** Whether the text is that of a file for colleagues, however damaged: it opens elsewhere than a draft. */
export function isSharedLibrary(json: string): boolean {
  return json.slice(0, 200).includes(`"${KIND}"`);
}

/**
 * All entries of a file for colleagues, or the SpeechError that says why none of them can be taken in: half a file is never read.
 * Unknown keys are kept.
 */
export function openSharedEntries(fileName: string, json: string): Entry[] {
  const refused = (reason: string) =>
    new SpeechError("file.damaged", `没有取入“${fileName}”：${reason}。换一份完好的文件再试。`);
  const value = parsed(json);
  if (value === undefined) throw refused("文件内容不完整，或者不是素材文件");
  const { kind, schemaVersion, entries } = Object(value) as Record<string, unknown>;
  if (kind !== KIND) throw refused("它不是讲稿匠的素材文件");
  if (typeof schemaVersion !== "number" || !Number.isInteger(schemaVersion) || schemaVersion < 1) {
    throw refused("文件里没有写明素材的格式版本");
  }
  if (schemaVersion > SCHEMA_VERSION) {
    throw new SpeechError("file.future", `没有取入“${fileName}”：它是更新版本的讲稿匠写的。先更新讲稿匠，再取入。`);
  }
  if (!Array.isArray(entries) || entries.length === 0) throw refused("里面没有素材");
  const ids = new Map<string, number>();
  return entries.map((each, index) => {
    const place = index + 1;
    const fault = entryFault(each);
    if (fault) throw refused(`第 ${place} 条的${fault}`);
    const entry = entrySchema.parse(each) as Entry;
    // Shipped entries have other ids, so that no file can take their place.
    if (!z.uuid().safeParse(entry.id).success) throw refused(`第 ${place} 条的编号不对`);
    const earlier = ids.get(entry.id);
    if (earlier !== undefined) throw refused(`第 ${earlier} 条和第 ${place} 条用了同一个编号`);
    ids.set(entry.id, place);
    if (!isWritable(entry)) throw refused(`第 ${place} 条套得太深，读不下去`);
    return entry;
  });
}

/** How an entry of a file stands to the own ones: `same` also when it is here under another id. */
export function incomingState(entry: Entry, own: readonly Entry[]): "new" | "same" | "changed" {
  const content = contentOf(entry);
  if (own.some((each) => each.kind === entry.kind && contentOf(each) === content)) return "same";
  return own.some(({ id }) => id === entry.id) ? "changed" : "new";
}

function contentOf({ id: _, ...content }: Entry): string {
  return canonicalJson(content);
}

/** What is nested beyond measure could be read, but never be written again. */
function isWritable(entry: Entry): boolean {
  try {
    canonicalJson(entry);
    return true;
  } catch {
    return false;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/u, ""));
  } catch {
    return undefined;
  }
}
