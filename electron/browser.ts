import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Machine } from "./services/folders.ts";

/** Commands of Chromium browsers on Linux: the three named first, then those of 统信 and 麒麟. */
const LINUX_COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "uos-browser",
  "browser360-cn",
  "qaxbrowser-safe",
  "qaxbrowser",
];

/** A port on which nothing listens: the profile's traffic ends there, and the loopback address never takes a proxy. */
const NO_NETWORK = "--proxy-server=127.0.0.1:9";

/** Where a Chromium browser may be, the likeliest first. */
export function browserPaths({ env, platform, home }: Machine): string[] {
  if (platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    const chromium = "Chromium\\Application\\chrome.exe";
    return [...programs, chromium].flatMap((program) => roots.map((root) => `${root}\\${program}`));
  }
  if (platform === "darwin") {
    const programs = ["Google Chrome", "Microsoft Edge", "Chromium"];
    const folders = ["/Applications", join(home, "Applications")];
    return programs.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return LINUX_COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** The first installed browser, or undefined. */
export async function findBrowser(machine: Machine): Promise<string | undefined> {
  for (const path of browserPaths(machine)) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** Whether a window can appear at all; on Linux a browser without a display would start, and end unseen. */
export function hasDisplay({ env, platform }: Machine): boolean {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The profile of our own; a browser in a snap cannot see hidden folders of the home, only its own. */
export function profileFolder(browser: string, dataFolder: string, home: string): string {
  const snap = /^\/snap\/bin\/(.+)$/u.exec(browser)?.[1];
  return snap ? join(home, "snap", snap, "common", "speechwright-profile") : join(dataFolder, "browser-profile");
}

/** Arguments for an app window that talks to nobody but this machine. */
export function appWindowArguments(window: { address: string; profile: string; asRoot: boolean }): string[] {
  return [
    `--app=${window.address}`,
    `--user-data-dir=${window.profile}`,
    "--no-first-run",
    "--no-default-browser-check",
    NO_NETWORK,
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication",
    // Chromium refuses to run as root with its sandbox; only then is it given up.
    ...(window.asRoot ? ["--no-sandbox"] : []),
  ];
}

/** Opens `address` as an app window that outlives this process; false when there is no display, no browser, or it does not start. */
export async function openAppWindow(machine: Machine, dataFolder: string, address: string): Promise<boolean> {
  const browser = hasDisplay(machine) ? await findBrowser(machine) : undefined;
  if (!browser) return false;
  const profile = profileFolder(browser, dataFolder, machine.home);
  const asRoot = machine.platform === "linux" && process.getuid?.() === 0;
  return started(browser, appWindowArguments({ address, profile, asRoot }));
}

/** Starts a program of the desktop that outlives this process; false when there is none. `verbatim` words are quoted already (Windows). */
export function started(command: string, words: readonly string[], verbatim = false): Promise<boolean> {
  const child = spawn(command, words, { detached: true, stdio: "ignore", windowsVerbatimArguments: verbatim });
  child.unref();
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(true)).once("error", () => resolve(false));
  });
}
