import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runWatched } from "../../../scripts/watchdog.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchdog-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs `source` as a Node program under the watchdog; its progress is the size of the file `grows`. */
async function watched(source: string, quietMs: number) {
  const script = join(folder, "child.mjs");
  const grows = join(folder, "grows");
  await writeFile(script, source);
  const seen: number[] = [];
  const started = performance.now();
  const result = await runWatched(process.execPath, [script, grows], {
    environment: process.env,
    quietMs,
    progress: () =>
      stat(grows).then(
        (file) => file.size,
        () => 0,
      ),
    onProgress: (bytes) => seen.push(bytes),
  });
  return { result, seen, milliseconds: performance.now() - started };
}

const GROW = `import { appendFileSync } from "node:fs";
let left = 8;
const timer = setInterval(() => { appendFileSync(process.argv[2], "bytes"); if (--left === 0) clearInterval(timer); }, 250);`;

describe("a program under watch", () => {
  it("may take longer than the patience as long as it gets on", async () => {
    const { result, seen, milliseconds } = await watched(GROW, 1500);
    expect(result).toBe("done");
    expect(milliseconds).toBeGreaterThan(1500);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("is ended when nothing moves any more", async () => {
    const { result, milliseconds } = await watched("setInterval(() => {}, 1000);", 400);
    expect(result).toBe("stalled");
    expect(milliseconds).toBeLessThan(5000);
  });

  it("counts output as progress", async () => {
    const { result } = await watched(
      `let left = 8; const timer = setInterval(() => { console.log("still here"); if (--left === 0) clearInterval(timer); }, 250);`,
      1500,
    );
    expect(result).toBe("done");
  });

  it("reports a program that fails at once, without waiting", async () => {
    const { result, milliseconds } = await watched("process.exit(1);", 60_000);
    expect(result).toBe("failed");
    expect(milliseconds).toBeLessThan(5000);
  });

  it("reports a program that is not there", async () => {
    const watch = { environment: process.env, quietMs: 1000, progress: async () => 0, onProgress: () => {} };
    expect(await runWatched(join(folder, "missing"), [], watch)).toBe("failed");
  });
});
