import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSource } from "#core/draft/import-source";
import { type Block, newDraft } from "#core/draft/schema";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { readDocxSource } from "#core/word/read-docx";
import { toDocx } from "#core/word/write-docx";
import { readInChild } from "../electron/services/files/read-in-child.ts";
import { unzip } from "../electron/services/files/unzip.ts";

// Reading a .docx of 20,000 and 100,000 characters: parts alone, with recognition, in a process of its own, beside pandoc.

const SENTENCE = "各部门要把思想统一到会议精神上来，压实责任、细化措施，按月调度、逐项销号，确保全年任务落到实处。";

/** A speech of about this many characters, a heading every ten paragraphs. */
function speech(characters: number): Block[] {
  const paragraphs = Math.round(characters / (SENTENCE.length * 4));
  const text = Array.from({ length: paragraphs }, (_, index): Block[] => [
    ...(index % 10 === 0
      ? [{ type: "heading" as const, level: 1 as const, children: [{ text: "抓好工作落实" }] }]
      : []),
    { type: "paragraph", children: [{ text: SENTENCE.repeat(4) }] },
  ]);
  return [{ type: "title", children: [{ text: "在全区会议上的讲话" }] }, ...text.flat()];
}

async function medianMs(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const [layout] = SHIPPED_LAYOUTS;
if (!layout) throw new Error("No layout ships");
const folder = mkdtempSync(join(tmpdir(), "bench-read-"));
const pandoc = spawnSync("pandoc", ["--version"]).status === 0;
try {
  for (const characters of [20_000, 100_000]) {
    const origin = { id: "3f0f3d64-2c0a-4d8e-9f6e-1b2c3d4e5f60", now: "2026-01-01T00:00:00.000Z" };
    const bytes = await toDocx(newDraft(origin, speech(characters)), layout);
    const file = join(folder, `${characters}.docx`);
    writeFileSync(file, bytes);
    const read = await medianMs(21, async () => readDocxSource(await unzip(bytes)));
    const whole = await medianMs(21, async () => importSource(readDocxSource(await unzip(bytes))));
    const child = await medianMs(5, () => readInChild(bytes));
    const line = [`${characters} characters: read ${read.toFixed(1)} ms`, `with structure ${whole.toFixed(1)} ms`];
    line.push(`in its own process ${child.toFixed(0)} ms`);
    if (pandoc) {
      const other = await medianMs(5, () => execFileSync("pandoc", ["-f", "docx", "-t", "plain", file]));
      line.push(`pandoc ${other.toFixed(0)} ms (${(other / whole).toFixed(1)} times reading with structure)`);
    }
    console.log(line.join(", "));
  }
} finally {
  rmSync(folder, { recursive: true });
}
