import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import Conf from "conf";
import { openAppWindow } from "./browser.ts";
import { systemDesktop } from "./desktop.ts";
import { failureLines } from "./host/defect.ts";
import { HttpHost } from "./host/http.ts";
import { createServices } from "./services/create-services.ts";
import { downloadFolder, type Machine, shippedFolders } from "./services/folders.ts";
import { type Claim, claimDataFolder, type InstanceMessage } from "./services/instance.ts";
import { type Settled, settleDataFolder } from "./services/move-data-folder.ts";
import type { SettingsStore } from "./services/ports.ts";

// The browser door: the same app on the loopback address, in an app window of an installed browser.

/** A reload takes less, and nobody waits longer for a closed program to end. */
const IDLE_MS = 10_000;

const machine: Machine = { env: process.env, platform: process.platform, home: homedir() };

try {
  const request = readRequest(process.argv.slice(2));
  const settled = await settleDataFolder(machine);
  const door = await openDoor(settled, request.opensWindow);
  const claim = await claimDataFolder(settled.folder, (message) => void door.show(message).catch(report));
  await joinRunning(claim, request, door.host);
  endOnSignals(door.host);
  await door.show({ open: [...request.open, ...settled.open] });
  await door.host.closed;
  await release(claim);
} catch (error) {
  report(error);
  process.exit(1);
}

type StartRequest = { open: string[]; opensWindow: boolean };

/** Paths to open, from the folder that the user stands in; `--no-open` only prints the address, `--browser` chose this door. */
function readRequest(words: string[]): StartRequest {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    strict: false,
    options: { browser: { type: "boolean" }, "no-open": { type: "boolean" } },
  });
  const from = process.env.INIT_CWD ?? process.cwd();
  return { open: positionals.map((path) => resolve(from, path)), opensWindow: values["no-open"] !== true };
}

/** The host with its services, listening; `show` opens files and a window for them. */
async function openDoor({ folder, notice }: Settled, opensWindow: boolean) {
  const shipped = shippedFolders();
  const host = new HttpHost({ rendererFolder: shipped.renderer, idleMs: IDLE_MS, onDefect: report });
  const services = createServices({
    dataFolder: folder,
    machine,
    exportFolder: { path: downloadFolder(machine), name: "下载" },
    assetsFolder: shipped.assets,
    templatesFolder: shipped.templates,
    dialogs: host.dialogs,
    desktop: systemDesktop(process.platform),
    settings: settingsStore(folder),
    now: () => new Date().toISOString(),
    newId: randomUUID,
    send: (event) => host.send(event),
    version: shipped.version,
    door: "browser",
  });
  const address = await host.listen(services);
  if (notice) host.send({ name: "notice", data: { message: notice, level: "quiet" } });
  return {
    host,
    async show({ open = [] }: InstanceMessage): Promise<void> {
      await services.files.openPaths(open);
      const opened = opensWindow && (await openAppWindow(machine, folder, host.oneTimeAddress()));
      say(
        opened
          ? "讲稿匠已在浏览器窗口里打开，关掉窗口它就结束。窗口没有出现时，用这个地址："
          : "用浏览器打开这个地址：",
      );
      say(address);
    },
  };
}

function settingsStore(folder: string): SettingsStore {
  const store = new Conf({
    projectName: "speechwright",
    cwd: folder,
    configName: "config",
    clearInvalidConfig: true,
    configFileMode: 0o600,
  });
  return { get: (key) => store.get(key), set: (key, value) => store.set(key, value) };
}

/** Hands the request to the process that has the data folder, where there is one, and ends this one. */
async function joinRunning(claim: Claim, { open }: StartRequest, host: HttpHost): Promise<void> {
  if (claim.claimed) return;
  await host.close();
  await claim.send({ open });
  say("讲稿匠已经开着，这次要打开的交给了它。");
  process.exit(0);
}

async function release(claim: Claim): Promise<void> {
  if (claim.claimed) await claim.release();
}

/** Ctrl+C, a closed terminal and the end of the session let running writes finish. */
function endOnSignals(host: HttpHost): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => host.close());
}

/** Failures with a sentence are told; defects are named without anybody's text or path. */
function report(error: unknown): void {
  process.stderr.write(failureLines(error));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
