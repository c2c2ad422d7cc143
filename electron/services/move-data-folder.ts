import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  chmod,
  constants,
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  statfs,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { failureOf, SpeechError } from "#core/api/errors";
import { diskFailure, onDisk } from "./disk-failure.ts";
import {
  dataFolder,
  type Machine,
  POINTER_FILE,
  type Pointer,
  readPointer,
  shownPath,
  systemFolder,
} from "./folders.ts";
import { claimDataFolder } from "./instance.ts";
import { replaceFile, UNFINISHED } from "./write-file.ts";

// The data folder is moved at a start, before anything opens: a running program would have to stop every save while it
// copies, and whatever was typed meanwhile would be in neither place. The settings only write the wish into the pointer
// file. The old folder is the data folder until the copy was read back and compared; then the pointer is replaced, which is
// one rename, and only then the old one is emptied. Whatever fails before leaves everything where it was.

/** What a browser or a running program keeps there: of no use elsewhere, or not to be copied. */
const OWN_TO_THE_PLACE: ReadonlySet<string> = new Set([
  POINTER_FILE,
  "browser-profile",
  "desktop-profile",
  "instance.sock",
  "claim.lock",
]);
/** What file managers put into a folder by themselves. */
const OF_FILE_MANAGERS: ReadonlySet<string> = new Set([".DS_Store", "desktop.ini", "Thumbs.db"]);
/** In the new folder while it is being filled: names what a move that was cut short has put there. */
const MARKER = "moving.json";
const markerSchema = z.object({ names: z.array(z.string()) });
/** The name of the folder that is made where the chosen one holds other things. */
const OWN_NAME = "讲稿匠";
const SPARE_BYTES = 16 * 1024 * 1024;

/** Where the data lie at this start. */
export type Settled = {
  folder: string;
  /** Files that another start asked to open while the data were being moved. */
  open: string[];
  /** What came of the move that was wished for. */
  notice?: string;
};

/** Makes the data folder ready for a door, moving it first where the user wished so; throws where it has gone. */
export async function settleDataFolder(machine: Machine): Promise<Settled> {
  const pointer = machine.env.SPEECHWRIGHT_DATA ? {} : readPointer(machine);
  const folder = resolve(dataFolder(machine));
  if (pointer.folder) {
    await refuseMissing(folder, machine);
    await rm(join(folder, MARKER), { force: true }).catch(() => {});
  } else await onDisk("讲稿匠没有打开", () => mkdir(folder, { recursive: true, mode: 0o700 }));
  if (!pointer.moveTo) return { folder, open: [] };

  const late: string[] = [];
  const claim = await claimDataFolder(folder, ({ open: paths = [] }) => void late.push(...paths));
  // The program that runs there goes on; the wish is for the start after it.
  if (!claim.claimed) return { folder, open: [] };
  try {
    // Another start may have moved it while this one waited for the claim.
    if (!isDeepStrictEqual(readPointer(machine), pointer)) return await settleDataFolder(machine);
    return { ...(await move(folder, pointer, machine)), open: late };
  } finally {
    await claim.release();
    // Empty once the claim's own file has gone; the system's place keeps the pointer.
    if (resolve(dataFolder(machine)) !== folder) await rmdir(folder).catch(() => {});
  }
}

/** The folder that `chosen` means, fit to take the data: itself when empty, else one of our own name in it. Throws with the sentence to show. */
export async function fitTarget(from: string, chosen: string, { home }: Machine): Promise<string> {
  const path = chosen.replace(/^~(?=$|[\\/])/u, () => home);
  if (!isAbsolute(path) || path.includes("\0")) throw unfit("要写从根开始的完整路径，例如 ~/文档/讲稿匠");
  return onDisk(FAILED, async () => {
    const found = await stat(path).catch(ifMissing);
    if (found && !found.isDirectory()) throw unfit("那里是一个文件，不是文件夹");
    const parent = await realpath(dirname(path)).catch(ifMissing);
    if (!parent) throw unfit("上一级文件夹不存在");
    const named = found ? await realpath(path) : join(parent, basename(path));
    const old = await realpath(from);
    if (named === old) throw unfit("数据文件夹现在就在那里");
    const real = found && (await foreignNames(named)).length > 0 ? join(named, OWN_NAME) : named;
    if (isInside(old, real)) throw unfit("它在现在的数据文件夹里面");
    if (isInside(real, old)) throw unfit("现在的数据文件夹就在它里面");
    const made = await mkdir(real, { mode: 0o700 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
        return false;
      },
    );
    try {
      if (!made && (await foreignNames(real)).length > 0) throw unfit("那个文件夹里已经有别的文件");
      await tryWriting(real);
      await refuseTooSmall(old, real);
    } finally {
      // Only a try: the folder is made for good when the data come.
      if (made) await rmdir(real).catch(() => {});
    }
    return real;
  });
}

/** Writes the pointer; one that says nothing is deleted. */
export async function writePointer(machine: Machine, pointer: Pointer): Promise<void> {
  const place = systemFolder(machine);
  const path = join(place, POINTER_FILE);
  if (!pointer.folder && !pointer.moveTo) return rm(path, { force: true });
  await mkdir(place, { recursive: true, mode: 0o700 });
  await replaceFile(path, `${JSON.stringify(pointer, null, 2)}\n`, 0o600);
}

const FAILED = "数据文件夹没有搬";
const STAYED = "原来的文件都没有动。";

function unfit(why: string): SpeechError {
  return new SpeechError("input.invalid", `${FAILED}：${why}。换一个文件夹再试。`);
}

/** A folder that the pointer names is never made anew: where a drive is unplugged, an empty one would look like lost drafts. */
async function refuseMissing(folder: string, machine: Machine): Promise<void> {
  const drafts = await stat(join(folder, "drafts")).catch(() => undefined);
  if (drafts?.isDirectory()) return;
  const pointer = shownPath(join(systemFolder(machine), POINTER_FILE), machine);
  throw new SpeechError(
    "disk.no-folder",
    `讲稿匠没有打开：数据文件夹“${shownPath(folder, machine)}”不见了。接上它所在的磁盘，或者把它放回原处，再打开。它再也找不回来时，删掉“${pointer}”，讲稿匠就从空白开始。`,
  );
}

async function move(from: string, { folder, moveTo = "" }: Pointer, machine: Machine): Promise<Omit<Settled, "open">> {
  let to: string;
  try {
    to = await fitTarget(from, moveTo, machine);
    await onDisk(FAILED, () => copyVerified(from, to), STAYED);
    const isSystemPlace = (await realpath(to)) === (await realpath(systemFolder(machine)).catch(ifMissing));
    await writePointer(machine, isSystemPlace ? {} : { folder: to }).catch(async (error) => {
      await clear(to);
      throw error;
    });
  } catch (error) {
    // The wish is dropped, else every start would try and tell the same.
    await writePointer(machine, folder ? { folder } : {}).catch(() => {});
    return { folder: from, notice: failureOf(diskFailure(error, FAILED, STAYED)).message };
  }
  await rm(join(to, MARKER), { force: true }).catch(() => {});
  const left = await empty(from);
  const rest = left
    ? `原来的位置“${shownPath(from, machine)}”还有文件没能删掉，可以自己去删。`
    : "原来的位置已经清空。";
  return { folder: to, notice: `数据文件夹搬到了“${shownPath(to, machine)}”，逐个核对过，没有缺少。${rest}` };
}

/** Copies everything and reads it back; whatever fails takes the copy away again. */
async function copyVerified(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  await clear(to);
  const names = await ownNames(from);
  try {
    await writeFile(join(to, MARKER), JSON.stringify({ names: [...names, "drafts"] }));
    for (const name of names) await copy(join(from, name), join(to, name));
    // By this folder a later start knows that the place is the right one.
    await mkdir(join(to, "drafts"), { recursive: true, mode: 0o700 });
    for (const name of names) {
      const [original, copied] = [await contents(join(from, name)), await contents(join(to, name))];
      if (!isDeepStrictEqual(original, copied)) {
        throw new SpeechError("disk.failed", `${FAILED}：搬过去的文件读回来和原来的不一样。${STAYED}换一块磁盘再试。`);
      }
    }
  } catch (error) {
    await clear(to);
    throw error;
  }
}

/** Takes away what an unfinished move has put into a folder, and nothing else; its own marker last. */
async function clear(to: string): Promise<void> {
  const marker = await readFile(join(to, MARKER), "utf8").catch(() => undefined);
  if (marker === undefined) return;
  for (const name of namesIn(marker)) await rm(join(to, name), { recursive: true, force: true }).catch(() => {});
  await rm(join(to, MARKER), { force: true }).catch(() => {});
}

function namesIn(marker: string): string[] {
  try {
    // Names only: nothing outside the folder is ever reached by them.
    return markerSchema
      .parse(JSON.parse(marker))
      .names.filter((name) => basename(name) === name && !/^\.*$/u.test(name));
  } catch {
    return [];
  }
}

/** Deletes what was moved, and the browser's profiles with it; true when something of it is left. */
async function empty(from: string): Promise<boolean> {
  let left = false;
  for (const name of [...(await ownNames(from)), "browser-profile", "desktop-profile"]) {
    await rm(join(from, name), { recursive: true, force: true }).catch(() => {
      left = true;
    });
  }
  return left;
}

/** What of a data folder is moved. */
async function ownNames(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name !== MARKER && !OWN_TO_THE_PLACE.has(name) && !UNFINISHED.test(name)).sort();
}

/** What keeps a folder from being taken; what an unfinished move left does not. */
async function foreignNames(folder: string): Promise<string[]> {
  const unfinished = await readFile(join(folder, MARKER), "utf8").then(namesIn, () => []);
  const known = new Set([...unfinished, MARKER]);
  const names = await readdir(folder);
  return names.filter((name) => !known.has(name) && !OWN_TO_THE_PLACE.has(name) && !OF_FILE_MANAGERS.has(name));
}

async function copy(from: string, to: string): Promise<void> {
  const found = await lstat(from);
  if (found.isSymbolicLink()) {
    // What a link leads to stays where it is; from the new place only its full path finds it.
    await symlink(resolve(dirname(from), await readlink(from)), to);
  } else if (found.isDirectory()) {
    await mkdir(to, { mode: 0o700 });
    for (const name of await readdir(from)) {
      if (!UNFINISHED.test(name)) await copy(join(from, name), join(to, name));
    }
  } else if (found.isFile()) {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    // What may only be read is copied as such, and could not be opened to be synced.
    await chmod(to, 0o600).catch(() => {});
    const handle = await open(to, "r+");
    try {
      // In the recycle bin the time of a file says since when it lies there.
      await handle.utimes(found.atime, found.mtime);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Drives without permissions refuse the mode.
    await chmod(to, found.mode).catch(() => {});
  }
}

/** Every file below `path` with its size and SHA-256, by its path from there; links by where they lead. */
async function contents(path: string, from = path): Promise<Record<string, string>> {
  const found = await lstat(path);
  const name = relative(from, path).replaceAll("\\", "/");
  if (found.isSymbolicLink()) return { [name]: `link ${resolve(dirname(path), await readlink(path))}` };
  if (found.isFile()) return { [name]: `${found.size} ${await digestOfFile(path)}` };
  const inside: Record<string, string> = {};
  if (!found.isDirectory()) return inside;
  for (const each of await readdir(path)) {
    if (!UNFINISHED.test(each)) Object.assign(inside, await contents(join(path, each), from));
  }
  return inside;
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function tryWriting(folder: string): Promise<void> {
  const path = join(folder, `${OWN_NAME}-${process.pid}.tmp`);
  try {
    await writeFile(path, "讲稿");
  } finally {
    await rm(path, { force: true });
  }
}

async function refuseTooSmall(from: string, to: string): Promise<void> {
  const { bavail, bsize } = await statfs(to);
  const room = bavail * bsize;
  let wanted = SPARE_BYTES;
  for (const name of await ownNames(from)) wanted += await sizeOf(join(from, name));
  // Some network drives name no size at all.
  if (room > 0 && room < wanted) {
    const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
    throw unfit(`那块磁盘只剩 ${megabytes(room)} MB，要 ${megabytes(wanted)} MB 才放得下`);
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path);
  if (!found.isDirectory()) return found.size;
  let size = 0;
  for (const name of await readdir(path)) size += await sizeOf(join(path, name));
  return size;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return way !== "" && !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/u.test(way);
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
