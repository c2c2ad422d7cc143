// Export time beside pandoc's in the same run, so that the ratio holds on any machine: npx tsx bench/write-docx.ts
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainText } from "#core/draft/plain-text";
import { type Block, type Draft, newDraft } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { toDocx } from "#core/word/write-docx";
import { sampleDraft } from "../tests/unit/core/word/write-drafts.ts";

const ROUNDS = 9;
const layout = SHIPPED_LAYOUTS[0] as Layout;

/** The sample's paragraphs over and over until there are `characters`. */
function draftOfLength(characters: number): Draft {
  const { body } = sampleDraft();
  const blocks: Block[] = body.slice(0, 2);
  const round = body.slice(2);
  for (let at = 0, length = 0; length < characters; at += 1) {
    const block = round[at % round.length] as Block;
    length += block.children.reduce((sum, { text }) => sum + text.length, 0);
    blocks.push(block);
  }
  return newDraft({ id: "3f0f3d64-2c0a-4d8e-9f6e-1b2c3d4e5f60", now: "2026-01-01T00:00:00.000Z" }, blocks);
}

async function medianMs(work: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}

const folder = mkdtempSync(join(tmpdir(), "bench-write-docx-"));
try {
  const start = performance.now();
  await toDocx(sampleDraft(), layout);
  console.log(`first export of the sample, cold: ${(performance.now() - start).toFixed(0)} ms`);
  const cases = { sample: sampleDraft(), "20,000": draftOfLength(20_000), "100,000": draftOfLength(100_000) };
  for (const [name, draft] of Object.entries(cases)) {
    const source = join(folder, "draft.md");
    const target = join(folder, "draft.docx");
    writeFileSync(source, plainText(draft.body).replaceAll("\n", "\n\n"));
    const ours = await medianMs(async () => writeFileSync(join(folder, "own.docx"), await toDocx(draft, layout)));
    const pandoc = await medianMs(() => execFileSync("pandoc", [source, "-o", target]));
    console.log(
      `${name.padStart(8)}: ${ours.toFixed(0)} ms, pandoc ${pandoc.toFixed(0)} ms, ratio ${(ours / pandoc).toFixed(2)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
