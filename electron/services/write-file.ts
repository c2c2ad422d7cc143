import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { numberedName } from "#core/draft/export-name";

/** The ending of a file that is still being written; the number is the process that writes it. */
export const UNFINISHED = /\.(\d+)-[0-9a-f]{8}\.tmp$/u;

/** What a rename fails with while another program holds the file. */
export const HELD_CODES: readonly (string | undefined)[] = ["EBUSY", "EPERM", "EACCES"];
/** On Windows virus scanners and indexers hold for moments what was just written; elsewhere nothing hinders a rename. */
const RENAME_TRIES = process.platform === "win32" ? 10 : 1;
const RENAME_PAUSE_MS = 100;

/**
 * Replaces `path` whole or not at all: temporary file, fsync, rename. A link stays and what it leads to is replaced.
 * Written here because write-file-atomic 7 and atomically ignore the short write of a disk that fills up and put a
 * truncated file in place; `FileHandle.writeFile` writes until everything is down or throws.
 */
export async function replaceFile(path: string, data: string | Uint8Array, mode = 0o666): Promise<void> {
  const target = await fileBehind(path);
  await viaTemporary(target, data, mode, (temporary) => renameWhenFree(temporary, target));
  await syncFolder(dirname(target));
}

/** Makes the rename itself outlast a power cut; systems that cannot open a folder, such as Windows, see to it themselves. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** The file that `path` leads to; a rename would put an ordinary file in place of a device, which root is allowed to do. */
async function fileBehind(path: string): Promise<string> {
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => undefined);
  if (found && !found.isFile()) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
  return target;
}

async function renameWhenFree(from: string, to: string): Promise<void> {
  for (let left = RENAME_TRIES - 1; ; left -= 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (left === 0 || !HELD_CODES.includes((error as NodeJS.ErrnoException).code)) throw error;
    }
    await wait(RENAME_PAUSE_MS);
  }
}

/** Writes a new file under the first free of `name`, `name（2）`, `name（3）` …, never over another; gives the name taken. */
export async function writeNumbered(folder: string, name: string, data: Uint8Array): Promise<string> {
  return viaTemporary(join(folder, name), data, 0o666, async (temporary) => {
    for (let n = 1; ; n += 1) {
      const taken = n === 1 ? name : numberedName(name, n);
      const path = join(folder, taken);
      // An empty file of our own holds the name for the instant until the rename; a hard link would not work on USB sticks.
      const held = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      if (!held) continue;
      await held.close();
      await renameWhenFree(temporary, path).catch(async (error) => {
        await rm(path, { force: true });
        throw error;
      });
      return taken;
    }
  });
}

async function viaTemporary<T>(
  path: string,
  data: string | Uint8Array,
  mode: number,
  finish: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, "wx", mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return await finish(temporary);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
