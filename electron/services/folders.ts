import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** What decides where folders lie: environment, platform and home, passed in so that every system can be tested. */
export type Machine = { env: NodeJS.ProcessEnv; platform: NodeJS.Platform; home: string };

/** The one data folder of all doors; `SPEECHWRIGHT_DATA` overrides the system's place for it. */
export function dataFolder({ env, platform, home }: Machine): string {
  if (env.SPEECHWRIGHT_DATA) return env.SPEECHWRIGHT_DATA;
  if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "speechwright");
  if (platform === "darwin") return join(home, "Library", "Application Support", "speechwright");
  return join(configHome(env, home), "speechwright");
}

/** The user's download folder; on Linux as the desktop names it (`~/下载` on a Chinese one), read from `user-dirs.dirs`. */
export function downloadFolder({ env, platform, home }: Machine): string {
  const named = platform === "linux" ? userDirectory(join(configHome(env, home), "user-dirs.dirs"), home) : undefined;
  return named ?? join(home, "Downloads");
}

/** The folders that ship with the program, from source (`electron/…`) as well as from the bundle (`out/electron/`). */
export function shippedFolders(from = import.meta.dirname): { renderer: string; assets: string; version: string } {
  let root = from;
  while (!existsSync(join(root, "package.json")) && dirname(root) !== root) root = dirname(root);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { renderer: join(root, "out", "renderer"), assets: join(root, "assets"), version };
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
