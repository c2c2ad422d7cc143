import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { findChromium, withoutChromium } from "./chromium.ts";
import { PROJECT } from "./project.ts";
import { countTests, summary } from "./test-counts.ts";

const REPORT = join(PROJECT, "coverage/tests.json");

/** Steps before the tests; those in one row run at the same time. */
const STEPS: { name: string; words: string[] }[][] = [
  [
    { name: "lint", words: ["biome", "check", "."] },
    { name: "types", words: ["tsx", "scripts/types.ts"] },
    { name: "unused code", words: ["knip"] },
  ],
  [{ name: "build", words: ["tsx", "scripts/build.ts"] }],
];

await ensureChromium();
let passed = 0;
let failed = 0;
for (const row of STEPS) {
  for (const fine of await Promise.all(row.map(({ name, words }) => step(name, words)))) {
    if (fine) passed += 1;
    else failed += 1;
  }
}
const tests = await runTests();
const counts = { passed: passed + tests.passed, failed: failed + tests.failed, skipped: tests.skipped };
console.log(summary(counts));
process.exit(counts.failed === 0 ? 0 : 1);

async function ensureChromium(): Promise<void> {
  if (findChromium()) return;
  const missing = withoutChromium(process.getuid?.() === 0, existsSync("/etc/debian_version"));
  if ("advice" in missing) {
    console.error(missing.advice);
    console.log(summary({ passed: 0, failed: 1, skipped: 0 }));
    process.exit(1);
  }
  console.log("No Chromium found: installing chromium and fonts-noto-cjk with apt-get.");
  for (const [program = "", ...words] of missing.commands) await run(program, words, false);
}

/** Runs one step and shows its output as a whole, so that steps side by side do not mix. */
async function step(name: string, words: string[]): Promise<boolean> {
  const { code, output, seconds } = await run("npx", words, true);
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}

async function runTests() {
  await rm(REPORT, { force: true });
  // A relative path: on Windows these words go through a shell, where a space in the project's own path would part it.
  const reporters = ["--reporter=default", "--reporter=json", "--outputFile.json=coverage/tests.json"];
  const { code, seconds } = await run("npx", ["vitest", "run", "--coverage", ...reporters], false);
  console.log(`tests (${seconds} s)`);
  return countTests(await readFile(REPORT, "utf8").then(JSON.parse, () => null), code);
}

function run(
  program: string,
  words: string[],
  quiet: boolean,
): Promise<{ code: number; output: string; seconds: string }> {
  const started = performance.now();
  const child = spawn(program, words, {
    cwd: PROJECT,
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    shell: process.platform === "win32",
  });
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk) => chunks.push(chunk));
  child.stderr?.on("data", (chunk) => chunks.push(chunk));
  return new Promise((done) => {
    const finish = (code: number) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      done({ code, output: Buffer.concat(chunks).toString(), seconds });
    };
    child.on("error", () => finish(127));
    child.on("close", (code) => finish(code ?? 1));
  });
}
