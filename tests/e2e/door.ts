import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { _electron, type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";

const PROJECT = join(import.meta.dirname, "../..");

/** How a door is opened. */
export type DoorOptions = {
  /** Files named at the start. */
  files?: readonly string[];
  /** A data folder to go on with; without one the door gets an empty one of its own, removed by `close`. */
  dataFolder?: string;
  /** Size of the page's viewport, in pixels. */
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
  /** Further arguments of the browser, for benchmarks. */
  browserArguments?: readonly string[];
};

/** The running app, whichever door it was opened through. */
export type Door = {
  kind: "browser" | "desktop";
  page: Page;
  dataFolder: string;
  /** Where exports and downloads of this app go: a folder of the test's own. */
  downloads: string;
  /** Lets the next wish for files be answered with these, while `ask` makes the app wish for them. */
  chooseFiles(paths: readonly string[], ask: () => Promise<void>): Promise<void>;
  /** Ends the app at once, as a power cut would; the page stays. */
  kill(): Promise<void>;
  /** Opens the app again over the same data folder, with a new page. */
  reopen(): Promise<void>;
  close(): Promise<void>;
};

type Running = Pick<Door, "page" | "chooseFiles" | "kill" | "close">;

/** Opens the built app: in headless Chromium, or in Electron when `ELECTRON_BIN` names its program. Specs do not know which. */
export async function openDoor(options: DoorOptions = {}): Promise<Door> {
  const own = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), "speechwright-")));
  const program = process.env.ELECTRON_BIN;
  const open = (files: readonly string[]) =>
    program ? openDesktop(program, dataFolder, files, options) : openBrowser(dataFolder, files, options);
  let running = await open(options.files ?? []);
  return {
    kind: program ? "desktop" : "browser",
    get page() {
      return running.page;
    },
    dataFolder,
    downloads: downloadsOf(dataFolder),
    chooseFiles: (paths, ask) => running.chooseFiles(paths, ask),
    kill: () => running.kill(),
    async reopen() {
      await running.close();
      running = await open([]);
    },
    async close() {
      await running.close();
      if (own) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function openBrowser(dataFolder: string, files: readonly string[], options: DoorOptions): Promise<Running> {
  const host = spawn(process.execPath, [join(PROJECT, "out/electron/serve.js"), "--no-open", ...files], {
    env: environmentOf(dataFolder),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let browser: Browser | undefined;
  try {
    const address = await addressOf(host);
    browser = await launchChromium(options.browserArguments);
    const page = await (await browser.newContext(pageOptions(options))).newPage();
    await page.goto(address);
    return {
      page,
      async chooseFiles(paths, ask) {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), ask()]);
        await chooser.setFiles([...paths]);
      },
      kill: () => end(host, "SIGKILL"),
      async close() {
        await browser?.close();
        await end(host, "SIGTERM");
      },
    };
  } catch (error) {
    await browser?.close();
    await end(host, "SIGKILL");
    throw error;
  }
}

/** A home of its own inside the data folder, so that no test writes into the folders of whoever runs it. */
function environmentOf(dataFolder: string): Record<string, string> {
  const home = join(dataFolder, "home");
  return { ...(process.env as Record<string, string>), HOME: home, USERPROFILE: home, SPEECHWRIGHT_DATA: dataFolder };
}

function downloadsOf(dataFolder: string): string {
  return join(dataFolder, "home", "Downloads");
}

/** Headless Chromium that talks to nobody but this machine. */
function launchChromium(further: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium found: npm test says how to get one.");
  return chromium.launch({
    executablePath,
    args: ["--disable-background-networking", "--disable-component-update", "--font-render-hinting=none", ...further],
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** Electron itself answers with its native dialogs; the test replaces their answers from outside, so the app holds no code for it. */
async function openDesktop(
  program: string,
  dataFolder: string,
  files: readonly string[],
  options: DoorOptions,
): Promise<Running> {
  const app = await _electron.launch({
    executablePath: program,
    args: [PROJECT, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...files],
    env: environmentOf(dataFolder),
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
  });
  const page = await app.firstWindow();
  if (options.viewport) await page.setViewportSize(options.viewport);
  return {
    page,
    async chooseFiles(paths, ask) {
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      );
      await ask();
    },
    kill: () => end(app.process(), "SIGKILL"),
    close: () => app.close(),
  };
}

function pageOptions({ viewport = { width: 1280, height: 800 }, colorScheme = "light" }: DoorOptions) {
  return { viewport, colorScheme, locale: "zh-CN", acceptDownloads: true };
}

/** The address that the host prints once it listens. */
async function addressOf(host: ChildProcess): Promise<string> {
  if (!host.stdout) throw new Error("the host was started without a pipe");
  for await (const line of createInterface({ input: host.stdout })) {
    if (line.startsWith("http://127.0.0.1:")) return line.trim();
  }
  throw new Error("The host ended without an address. Is out/ built? npm run build");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
