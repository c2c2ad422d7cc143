// From a key to the paint after it, in the product as it ships, beside a bare contenteditable and ProseMirror in one run:
// npm run build && npx tsx bench/key-to-paint.ts [characters …]
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, type Rollup } from "vite";
import { type Block, newDraft, textOf } from "#core/draft/schema";
import { findChromium } from "../scripts/chromium.ts";
import { openDoor } from "../tests/e2e/door.ts";
import { sampleDraft } from "../tests/unit/core/word/write-drafts.ts";
import type { PeerName, showPeer } from "./key-to-paint/peers.ts";

const PROJECT = join(import.meta.dirname, "..");
const VIEWPORT = { width: 1280, height: 800 };
const DRAFT_ID = "3f0f3d64-2c0a-4d8e-9f6e-1b2c3d4e5f60";
const WARM_UP = 10;
const KEYS = 60;
const THROTTLES = [1, 4];
/** Without the screen's beat a frame follows at once, so that the time to it is the work done for the key. */
const NO_BEAT = ["--disable-frame-rate-limit", "--disable-gpu-vsync", "--font-render-hinting=none"];

type Measured = { median: number; p95: number };

/** A speech of `characters` with headings and paragraphs in the proportion of the sample. */
function bodyOfLength(characters: number): Block[] {
  const { body } = sampleDraft();
  const blocks: Block[] = body.slice(0, 2);
  const round = body.slice(2);
  for (let at = 0, length = 0; length < characters; at += 1) {
    const block = structuredClone(round[at % round.length] as Block);
    length += textOf(block).length;
    blocks.push(block);
  }
  return blocks;
}

/** Types in the middle of the text on the page and gives the milliseconds from each key to the paint behind it. */
async function measureKeys(page: Page, throttle: number): Promise<Measured> {
  await page.evaluate(() => {
    const times: number[] = [];
    let start = 0;
    addEventListener("keydown", () => (start = performance.now()), true);
    addEventListener(
      "beforeinput",
      () =>
        requestAnimationFrame(() => {
          const afterPaint = new MessageChannel();
          afterPaint.port1.onmessage = () => times.push(performance.now() - start);
          afterPaint.port2.postMessage(null);
        }),
      true,
    );
    Object.assign(window, { times });
    const blocks = [...document.querySelectorAll(".text .paragraph")];
    const middle = blocks[Math.floor(blocks.length / 2)] as Element;
    middle.scrollIntoView({ block: "center" });
    const walker = document.createTreeWalker(middle, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode() as Text;
    while (node.data.length < 10) node = walker.nextNode() as Text;
    (document.querySelector(".text") as HTMLElement).focus({ preventScroll: true });
    getSelection()?.collapse(node, 8);
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  const count = () => page.evaluate(() => (window as unknown as { times: number[] }).times.length);
  for (let key = 1; key <= WARM_UP + KEYS; key += 1) {
    await page.keyboard.press("a");
    while ((await count()) < key);
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
  return { median: sorted[Math.floor(KEYS / 2)] as number, p95: sorted[Math.floor(KEYS * 0.95)] as number };
}

async function peersScript(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      lib: { entry: join(PROJECT, "bench/key-to-paint/peers.ts"), name: "bench", formats: ["iife"] },
    },
  })) as Rollup.RollupOutput[];
  return built[0]?.output[0].code ?? "";
}

async function measurePeer(browser: Browser, name: PeerName, body: readonly Block[], throttle: number) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.setContent("<!doctype html><html lang=zh-CN><body></body></html>");
    for (const file of ["tokens", "base", "paper"]) {
      await page.addStyleTag({ content: await readFile(join(PROJECT, `renderer/styles/${file}.css`), "utf8") });
    }
    await page.addStyleTag({ content: ".desk { height: 100vh; overflow: auto; }" });
    await page.addScriptTag({ content: script });
    await page.evaluate(
      ([peer, paragraphs]) =>
        (window as unknown as { bench: { showPeer: typeof showPeer } }).bench.showPeer(peer, paragraphs),
      [name, body.map(textOf)] as const,
    );
    return await measureKeys(page, throttle);
  } finally {
    await page.close();
  }
}

async function measureProduct(body: Block[], throttle: number): Promise<Measured> {
  const dataFolder = await mkdtemp(join(tmpdir(), "bench-keys-"));
  await mkdir(join(dataFolder, "drafts"));
  const draft = newDraft({ id: DRAFT_ID, now: "2026-01-01T00:00:00.000Z" }, body);
  await writeFile(join(dataFolder, "drafts", `${DRAFT_ID}.json`), JSON.stringify(draft));
  const door = await openDoor({ dataFolder, viewport: VIEWPORT, browserArguments: NO_BEAT });
  try {
    await door.page.getByRole("row").first().dblclick();
    await door.page.locator(".text .paragraph").first().waitFor();
    return await measureKeys(door.page, throttle);
  } finally {
    await door.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

const sizes = process.argv.slice(2).map(Number);
const script = await peersScript();
const browser = await chromium.launch({
  executablePath: findChromium() ?? "",
  args: NO_BEAT,
  chromiumSandbox: process.getuid?.() !== 0,
});
const cell = ({ median, p95 }: Measured) => `${median.toFixed(1)} (${p95.toFixed(1)})`.padStart(14);
console.log(
  "characters  throttle  contenteditable     ProseMirror            ours   ratio to contenteditable; median (p95), ms",
);
for (const characters of sizes.length > 0 ? sizes : [5_000, 50_000, 100_000]) {
  for (const throttle of THROTTLES) {
    const body = bodyOfLength(characters);
    const bare = await measurePeer(browser, "contenteditable", body, throttle);
    const prosemirror = await measurePeer(browser, "prosemirror", body, throttle);
    const ours = await measureProduct(body, throttle);
    const ratio = (ours.median / bare.median).toFixed(2);
    console.log(
      `${String(characters).padStart(10)}  ${String(throttle).padStart(7)}×  ${cell(bare)}  ${cell(prosemirror)}  ${cell(ours)}   ${ratio}`,
    );
  }
}
await browser.close();
