import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SpeechError } from "#core/api/errors";
import { onDisk } from "../disk-failure.ts";
import { setAside } from "../draft-folder.ts";
import type { StartMessages } from "../start-messages.ts";
import { createTurns } from "../turns.ts";
import { replaceFile } from "../write-file.ts";

/** The version that this program writes into the first line of a journal. */
const SCHEMA_VERSION = 1;

/** What a journal holds: its records in the order in which they were written. */
type JournalContent =
  | { state: "read"; records: unknown[]; broken: string[]; torn: boolean }
  | { state: "future" }
  | { state: "foreign" };

/** Reads a journal without changing anything, as the command line does beside a running program; a missing one is empty. */
export async function readJournal(path: string, kind: string): Promise<JournalContent> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (text === "") return { state: "read", records: [], broken: [], torn: false };
  const [first = "", ...lines] = text.split("\n");
  const head = parsed(first) as { kind?: unknown; schemaVersion?: unknown } | undefined;
  if (head?.kind !== kind || typeof head.schemaVersion !== "number") return { state: "foreign" };
  if (head.schemaVersion > SCHEMA_VERSION) return { state: "future" };
  // Every record that was confirmed ends with a line break; what stands behind the last one was never finished.
  const torn = lines.pop() !== "";
  const records: unknown[] = [];
  const broken: string[] = [];
  for (const line of lines) {
    const record = parsed(line);
    if (record === undefined) broken.push(line);
    else records.push(record);
  }
  return { state: "read", records, broken, torn };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Writes until everything is down or the disk refuses: one that fills up takes the first part of a line and calls that a success. */
async function writeWhole(file: FileHandle, text: string, place: number): Promise<void> {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, place + done);
    done += bytesWritten;
  }
}

/** What a journal file is to the program. */
export type JournalKind<R> = {
  file: string;
  /** Stands in the first line. */
  kind: string;
  /** What the user calls its content, such as 素材库. */
  name: string;
  /** The record as it is understood; undefined for one that is not valid. */
  read(record: unknown): R | undefined;
};

/**
 * One file of records, one a line, to which every change is appended and synced: saving one of 100,000 entries costs one line, the
 * start reads one file, and a crash can only tear the last line.
 */
export class Journal<R> {
  readonly #root: string;
  readonly #path: string;
  readonly #type: JournalKind<R>;
  readonly #counting: () => R[];
  readonly #inTurn = createTurns();
  #length = 0;
  #locked: string | undefined;

  private constructor(root: string, type: JournalKind<R>, counting: () => R[]) {
    this.#root = root;
    this.#path = join(root, "library", type.file);
    this.#type = type;
    this.#counting = counting;
  }

  /**
   * Reads the journal and takes in each of its records; `counting` gives those that still count. Broken lines are moved to `set-aside/`
   * and told; a journal of a later program stays as it is, and nothing can be saved into it.
   */
  static async open<R>(
    root: string,
    type: JournalKind<R>,
    world: { messages: StartMessages; now(): string; take(record: R): void; counting(): R[] },
  ): Promise<Journal<R>> {
    const journal = new Journal(root, type, world.counting);
    await journal.#open(world.messages, world.now(), world.take);
    return journal;
  }

  /** Adds a record and takes it in once it is durable; when most of the file no longer counts, the file is written anew. */
  append(record: R, take: (record: R) => void): Promise<void> {
    return this.#inTurn(this.#path, async () => {
      if (this.#locked) throw new SpeechError("disk.read-only", this.#locked);
      await onDisk(`${this.#type.name}没有存上`, () => this.#add(record));
      take(record);
      const kept = this.#counting();
      // Whatever keeps the file from being made smaller, the record is in it.
      if (this.#length > 1000 + 2 * kept.length) await this.#rewrite(kept).catch(() => {});
    });
  }

  async #add(record: R): Promise<void> {
    if (this.#length > 0 && (await this.#addLine(`${JSON.stringify(record)}\n`))) this.#length += 1;
    else await this.#rewrite([...this.#counting(), record]);
  }

  /** Appends a line whole or not at all; false when the file has gone away since. */
  async #addLine(line: string): Promise<boolean> {
    const file = await open(this.#path, "r+").catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (!file) return false;
    try {
      const { size } = await file.stat();
      if (size === 0) return false;
      try {
        await writeWhole(file, line, size);
        await file.datasync();
      } catch (error) {
        await file.truncate(size).catch(() => {
          // Else the next record would join what stands there: it is written with all the others into a new file.
          this.#length = 0;
        });
        throw error;
      }
      return true;
    } finally {
      await file.close();
    }
  }

  async #rewrite(records: readonly R[]): Promise<void> {
    // Not their parent: that would hide a drive that is unplugged.
    for (const folder of [this.#root, dirname(this.#path)]) {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
    const head = { kind: this.#type.kind, schemaVersion: SCHEMA_VERSION };
    await replaceFile(this.#path, [head, ...records].map((record) => `${JSON.stringify(record)}\n`).join(""), 0o600);
    this.#length = records.length;
  }

  async #open(messages: StartMessages, now: string, take: (record: R) => void): Promise<void> {
    const { name, kind, read } = this.#type;
    const content = await onDisk(`${name}没有读出`, () => readJournal(this.#path, kind));
    if (content.state === "future") {
      this.#locked = `${name}没有存上：它是更新版本的讲稿匠写的，这里不能改它。先更新讲稿匠，再存。`;
      messages.report(`${name}没有打开：它是更新版本的讲稿匠写的，文件原样留着。更新讲稿匠以后就能打开。`);
      return;
    }
    if (content.state === "foreign") {
      await this.#putAside(`${name}读不出来，文件`, messages, () => setAside(this.#root, this.#path, now));
      return;
    }
    const broken = [...content.broken];
    for (const record of content.records) {
      const known = read(record);
      if (known === undefined) broken.push(JSON.stringify(record));
      else take(known);
    }
    this.#length = content.records.length;
    if (broken.length > 0) {
      await this.#putAside(`${name}里有 ${broken.length} 条读不出来，它们`, messages, async () => {
        await this.#keepBroken(broken, now);
        await this.#rewrite(this.#counting());
      });
    } else if (content.torn) {
      // The next record would join the torn line: the first append writes the file anew.
      this.#length = 0;
    }
  }

  /** Moves away what cannot be read and tells it; where the disk refuses, everything stays and nothing is saved over it. */
  async #putAside(what: string, messages: StartMessages, move: () => Promise<void>): Promise<void> {
    const { name } = this.#type;
    try {
      await move();
      messages.report(`${what}已移到数据文件夹里的 set-aside，没有删除，其他内容不受影响。`);
    } catch {
      this.#locked = `${name}没有存上：里面有读不出来的内容，还没有移开。看看磁盘是不是满了，再重新打开讲稿匠。`;
      messages.report(`${what}原样留着，没有删除。看看磁盘是不是满了，再重新打开讲稿匠。`);
    }
  }

  async #keepBroken(lines: readonly string[], now: string): Promise<void> {
    const folder = join(this.#root, "set-aside");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceFile(join(folder, `${now.replace(/\D/gu, "")}-${this.#type.file}`), `${lines.join("\n")}\n`, 0o600);
  }
}
