import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { numberedName } from "#core/draft/export-name";

/** The ending of a file that is still being written; the number is the process that writes it. */
export const UNFINISHED = /\.(\d+)-[0-9a-f]{8}\.tmp$/u;

/**
 * Replaces `path` whole or not at all: temporary file, fsync, rename.
 * Written here because write-file-atomic 7 and atomically ignore the short write of a disk that fills up and put a
 * truncated file in place; `FileHandle.writeFile` writes until everything is down or throws.
 */
export async function replaceFile(path: string, data: string | Uint8Array): Promise<void> {
  await viaTemporary(path, data, (temporary) => rename(temporary, path));
}

/** Writes a new file under the first free of `name`, `name（2）`, `name（3）` …, never over another; gives the name taken. */
export async function writeNumbered(folder: string, name: string, data: Uint8Array): Promise<string> {
  return viaTemporary(join(folder, name), data, async (temporary) => {
    for (let n = 1; ; n += 1) {
      const taken = n === 1 ? name : numberedName(name, n);
      const path = join(folder, taken);
      // An empty file of our own holds the name for the instant until the rename; a hard link would not work on USB sticks.
      const held = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      if (!held) continue;
      await held.close();
      await rename(temporary, path).catch(async (error) => {
        await rm(path, { force: true });
        throw error;
      });
      return taken;
    }
  });
}

async function viaTemporary<T>(path: string, data: string | Uint8Array, finish: (temporary: string) => Promise<T>) {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, "wx");
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
