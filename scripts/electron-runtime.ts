import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CACHE, PROJECT } from "./project.ts";
import { runWatched } from "./watchdog.ts";

// Everything here reads files of the package `electron`; importing it, even to ask, would try to download a runtime.
const PACKAGE = join(PROJECT, "node_modules/electron");
const TRIED = join(CACHE, "electron-tried");

/** The program to start, null when it is not in place. `ELECTRON_OVERRIDE_DIST_PATH` names a folder as it does for Electron itself. */
export async function findRuntime(environment: NodeJS.ProcessEnv, electronPackage = PACKAGE): Promise<string | null> {
  const name = await readFile(join(electronPackage, "path.txt"), "utf8").catch(() => null);
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  const program = override
    ? join(override, name ?? PROGRAM_NAMES[process.platform] ?? "electron")
    : name && join(electronPackage, "dist", name);
  return program && existsSync(program) ? program : null;
}

const PROGRAM_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
};

/** Whether Electron is built for this kind of machine at all: its package lists the checksum of every build. */
export async function isPublished(
  platform: string = process.platform,
  arch: string = process.arch,
  electronPackage = PACKAGE,
): Promise<boolean> {
  try {
    const { version } = JSON.parse(await readFile(join(electronPackage, "package.json"), "utf8"));
    const checksums = JSON.parse(await readFile(join(electronPackage, "checksums.json"), "utf8"));
    return Object.hasOwn(checksums, `electron-v${version}-${platform}-${arch}.zip`);
  } catch {
    return false;
  }
}

/** Whether the runtime was asked for on the day `today` (ISO). */
export async function triedOn(today: string): Promise<boolean> {
  return (await readFile(TRIED, "utf8").catch(() => "")) === today;
}

/** Patience with a download that does not move, in milliseconds. */
const QUIET_MS = 60_000;

/**
 * Runs Electron's own installer. It says nothing while it downloads, so its progress is read from the bytes on disk: in a temporary
 * folder of its own and in `dist`, where it unpacks.
 */
export async function fetchRuntime(today: string, say: (line: string) => void): Promise<"done" | "failed" | "stalled"> {
  await mkdir(CACHE, { recursive: true });
  // Written first: an attempt that is broken off counts as well.
  await writeFile(TRIED, today);
  const folder = await mkdtemp(join(CACHE, "electron-"));
  try {
    return await runWatched(process.execPath, [join(PACKAGE, "install.js")], {
      environment: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: "1" },
      quietMs: QUIET_MS,
      progress: async () => (await bytesBelow(folder)) + (await bytesBelow(join(PACKAGE, "dist"))),
      onProgress: (bytes) => say(`已取到 ${Math.round(bytes / 1024 / 1024)} MB（下载约 120 MB，展开约 300 MB）`),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        (file) => file.size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
