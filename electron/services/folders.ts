import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { z } from "zod";
import { SpeechError } from "#core/api/errors";

/** What decides where folders lie: environment, platform and home, passed in so that every system can be tested. */
export type Machine = { env: NodeJS.ProcessEnv; platform: NodeJS.Platform; home: string };

/** In the system's place for the data: says that they lie elsewhere, or shall be moved there at the next start. */
export const POINTER_FILE = "data-folder.json";
const absolute = z.string().refine((path) => isAbsolute(path));
const pointerSchema = z.object({ folder: absolute.optional(), moveTo: absolute.optional() });
/** `folder`: where the data lie, absent for the system's place; `moveTo`: where the next start shall move them. */
export type Pointer = z.infer<typeof pointerSchema>;

/** The one data folder of all doors: what `SPEECHWRIGHT_DATA` names, else where the user moved it, else the system's place for it. */
export function dataFolder(machine: Machine): string {
  return machine.env.SPEECHWRIGHT_DATA || (readPointer(machine).folder ?? systemFolder(machine));
}

/** The system's place for the data of this program. */
export function systemFolder({ env, platform, home }: Machine): string {
  if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "speechwright");
  if (platform === "darwin") return join(home, "Library", "Application Support", "speechwright");
  return join(configHome(env, home), "speechwright");
}

/** What the pointer file says, nothing where there is none. A broken one is refused: an empty folder would look like lost drafts. */
export function readPointer(machine: Machine): Pointer {
  const path = join(systemFolder(machine), POINTER_FILE);
  if (!existsSync(path)) return {};
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new SpeechError(
      "disk.failed",
      `讲稿匠没有打开：记着数据文件夹在哪里的文件“${shownPath(path, machine)}”读不出来。讲稿都还在。在里面写回 {"folder": "数据文件夹的完整路径"}；从来没有搬过的话，删掉它再打开。`,
    );
  }
}

/** A path as it is shown to the user, with the home shortened to `~` where that is the custom. */
export function shownPath(path: string, { platform, home }: Machine): string {
  const inHome = platform !== "win32" && path.startsWith(`${home}/`);
  return inHome ? `~${path.slice(home.length)}` : path;
}

/** The user's download folder; on Linux as the desktop names it (`~/下载` on a Chinese one), read from `user-dirs.dirs`. */
export function downloadFolder({ env, platform, home }: Machine): string {
  const named = platform === "linux" ? userDirectory(join(configHome(env, home), "user-dirs.dirs"), home) : undefined;
  return named ?? join(home, "Downloads");
}

type Shipped = { renderer: string; assets: string; templates: string; version: string };

/** The folders that ship with the program, from source (`electron/…`) as well as from the bundle (`out/electron/`). */
export function shippedFolders(from = import.meta.dirname): Shipped {
  let root = from;
  while (!existsSync(join(root, "package.json")) && dirname(root) !== root) root = dirname(root);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return {
    renderer: join(root, "out", "renderer"),
    assets: join(root, "assets"),
    templates: join(root, "templates"),
    version,
  };
}

/** XDG Base Directory Specification: a relative path counts as unset. */
function configHome(env: NodeJS.ProcessEnv, home: string): string {
  const named = env.XDG_CONFIG_HOME;
  return named && isAbsolute(named) ? named : join(home, ".config");
}

function userDirectory(file: string, home: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const named = /^\s*XDG_DOWNLOAD_DIR="(.+)"/mu.exec(readFileSync(file, "utf8"))?.[1]?.replace(/^\$HOME/u, home);
  return named && isAbsolute(named) ? named : undefined;
}
