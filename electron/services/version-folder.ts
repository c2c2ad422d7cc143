import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Version } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { canonicalJson } from "#core/canonical-json";
import { countWords } from "#core/draft/counting";
import { openDraft } from "#core/draft/open-draft";
import { plainText } from "#core/draft/plain-text";
import { type Draft, headOf } from "#core/draft/schema";
import { isLasting, thinVersions, VERSION_KINDS, type VersionKind } from "#core/draft/thin-versions";
import { type ReadableDraft, setAside } from "./draft-folder.ts";
import type { Ports } from "./ports.ts";
import { createTurns } from "./turns.ts";
import { replaceFile, UNFINISHED } from "./write-file.ts";

const headSchema = z.looseObject({
  /** The place in the order of keeping, from 1: times do not tell it where a clock was set back. */
  number: z.int().min(1),
  // What a later program names otherwise, this one never thins out.
  kind: z.enum(VERSION_KINDS).catch("kept"),
  name: z.string(),
  at: z.iso.datetime(),
  characters: z.number(),
  /** SHA-256 of text and head, so that equal texts are known without reading them. */
  digest: z.string(),
});
type Head = z.infer<typeof headSchema>;
/** A version without its text. */
export type KeptVersion = Version & { number: number; digest: string };

const VERSION_FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/u;
/** The first line of a version file is never longer: a name of 200 characters takes at most 1,200 bytes. */
const HEAD_BYTES = 4096;
/** A draft of the largest size and its temporary file. */
const SPARE_BYTES = 16 * 1024 * 1024;

/**
 * The files `versions/<draft>/<version>.json` of the data folder. Each is a whole draft file whose first line is the key
 * `version`, so that a list reads only that line and everything that opens drafts opens versions too.
 */
export class VersionFolder {
  readonly #root: string;
  readonly #now: () => string;
  readonly #newId: () => string;
  readonly #send: Ports["send"];
  readonly #inTurn = createTurns();
  /** Paths of broken files that the user was told of, in case they cannot be moved away. */
  readonly #told = new Set<string>();
  /** Versions by path, with the size and time of the file that they were read from. */
  readonly #known = new Map<string, { stamp: string; version: KeptVersion }>();

  constructor(ports: Pick<Ports, "dataFolder" | "now" | "newId" | "send">) {
    this.#root = ports.dataFolder;
    this.#now = ports.now;
    this.#newId = ports.newId;
    this.#send = ports.send;
  }

  /** The versions of a draft in the order they were kept, the oldest first; broken ones are set aside and reported. */
  async list(draftId: string): Promise<KeptVersion[]> {
    const names = await readdir(this.#folder(draftId)).catch((error) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const versions: KeptVersion[] = [];
    for (const name of names) {
      const id = VERSION_FILE.exec(name)?.[1];
      const version = id ? await this.#version(draftId, id) : await this.#sweep(draftId, name);
      if (version) versions.push(version);
    }
    return versions.sort((a, b) => a.number - b.number || a.at.localeCompare(b.at));
  }

  /** The whole draft of a version; one that is broken is set aside and refused. */
  async read(draftId: string, id: string): Promise<ReadableDraft> {
    const path = this.#path(draftId, id);
    const json = await readText(path);
    if (json === undefined) throw gone();
    const opened = openDraft(json);
    if (opened.state !== "broken") return opened;
    const told = `这个版本打不开：${opened.reason}。`;
    if (opened.version) throw new SpeechError("draft.broken", `${told}文件原样留着，更新讲稿匠以后就能打开。`);
    throw new SpeechError("draft.broken", `${told}${await this.#setAside(path)}`);
  }

  /**
   * Keeps `draft` as a version. Equal texts never make a second one: a lasting one stands for them, an automatic one moves
   * up to now. `added` is false where nothing of that was needed.
   */
  keep(draft: Draft, kind: VersionKind, at = this.#now()): Promise<{ version: KeptVersion; added: boolean }> {
    return this.#inTurn(draft.id, async () => {
      const versions = await this.list(draft.id);
      const newest = versions.at(-1);
      const next = (newest?.number ?? 0) + 1;
      const digest = digestOf(draft);
      const equal = versions.findLast((version) => version.digest === digest);
      if (equal && (isLasting(equal) || (equal === newest && kind !== "kept"))) return { version: equal, added: false };
      if (equal) {
        const changes = { kind, at, number: equal === newest ? equal.number : next };
        return { version: await this.#rewrite(draft.id, equal.id, changes), added: true };
      }
      const head: Head = {
        number: next,
        kind,
        name: "",
        at,
        characters: countWords(plainText(draft.body)),
        digest,
      };
      const id = this.#newId();
      await this.#ensure(draft.id);
      await replaceFile(this.#path(draft.id, id), versionFile(head, draft), 0o600);
      const version = versionOf(id, head);
      await this.#thin(draft.id, [...versions, version]);
      return { version, added: true };
    });
  }

  /** Whether the disk has room to spare; what it has left at the end belongs to the drafts. */
  async hasRoom(): Promise<boolean> {
    const disk = await statfs(this.#root).catch(() => undefined);
    // Some network drives name no size at all.
    return !disk || disk.blocks === 0 || disk.bavail * disk.bsize >= SPARE_BYTES;
  }

  rename(draftId: string, id: string, name: string): Promise<void> {
    return this.#inTurn(draftId, async () => void (await this.#rewrite(draftId, id, { name })));
  }

  /** Deletes a version; one that is gone already is none to fail for. */
  remove(draftId: string, id: string): Promise<void> {
    return this.#inTurn(draftId, () => rm(this.#path(draftId, id), { force: true }));
  }

  /** Deletes every version of a draft. */
  removeAll(draftId: string): Promise<void> {
    return this.#inTurn(draftId, () => rm(this.#folder(draftId), { recursive: true, force: true }));
  }

  #folder(draftId: string): string {
    return join(this.#root, "versions", draftId);
  }

  #path(draftId: string, id: string): string {
    return join(this.#folder(draftId), `${id}.json`);
  }

  /** Makes the folders down to that of the draft, but not the parent of the data folder: that would hide a drive that is unplugged. */
  async #ensure(draftId: string): Promise<void> {
    for (const folder of [this.#root, join(this.#root, "versions"), this.#folder(draftId)]) {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
  }

  async #version(draftId: string, id: string): Promise<KeptVersion | undefined> {
    const path = this.#path(draftId, id);
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.version;
      const head = await readHead(path);
      if (!head) return await this.#reportBroken(path);
      const version = versionOf(id, head);
      this.#known.set(path, { stamp, version });
      return version;
    } catch (error) {
      // One that the disk withholds must not hide the others.
      if (isSystem(error)) return undefined;
      throw error;
    }
  }

  /** Replaces the first line of a version file and nothing else, so that even one of a later program can be named. */
  async #rewrite(draftId: string, id: string, changes: Partial<Head>): Promise<KeptVersion> {
    const path = this.#path(draftId, id);
    const json = await readText(path);
    if (json === undefined) throw gone();
    const head = firstLineOf(json);
    if (!head) {
      await this.#reportBroken(path);
      throw gone();
    }
    const changed = { ...head, ...changes };
    const rest = json.indexOf("\n");
    await replaceFile(path, `${firstLine(changed)}${json.slice(rest + 1)}`, 0o600);
    return versionOf(id, changed);
  }

  /** Deletes what is too dense for its age; what cannot be deleted is tried again with the next version. */
  async #thin(draftId: string, versions: readonly KeptVersion[]): Promise<void> {
    for (const id of thinVersions(versions, this.#now())) await rm(this.#path(draftId, id)).catch(() => {});
  }

  async #reportBroken(path: string): Promise<undefined> {
    if (this.#told.has(path)) return;
    this.#told.add(path);
    this.#send({ name: "notice", data: { message: `讲稿有一个版本读不出来。${await this.#setAside(path)}` } });
  }

  /** Moves a broken file away and says where it is now. */
  async #setAside(path: string): Promise<string> {
    return setAside(this.#root, path, this.#now()).then(
      () => "文件没有删除，已移到数据文件夹里的 set-aside，讲稿和其他版本不受影响。",
      () => "文件原样留着，讲稿和其他版本不受影响。",
    );
  }

  /** Only one process holds the data folder, so what another one was still writing will never be finished. */
  async #sweep(draftId: string, name: string): Promise<undefined> {
    const writer = UNFINISHED.exec(name)?.[1];
    if (writer && Number(writer) !== process.pid) await rm(join(this.#folder(draftId), name), { force: true });
  }
}

function gone(): SpeechError {
  return new SpeechError("draft.missing", "没有找到这个版本，它可能已经删除。看看列表里的其他版本。");
}

function versionOf(id: string, { number, kind, name, at, characters, digest }: Head): KeptVersion {
  return { id, number, kind, name, at, characters, digest };
}

function versionFile(head: Head, draft: Draft): string {
  // A version file that was opened as a draft brings the key along.
  const { version: _, ...content } = draft as Draft & { version?: unknown };
  return `${firstLine(head)}${JSON.stringify(content, null, 2).slice(2)}\n`;
}

/** The head as the opening line of a JSON object that goes on behind it. */
function firstLine(head: Head): string {
  return `{"version": ${JSON.stringify(head)},\n`;
}

async function readHead(path: string): Promise<Head | undefined> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return firstLineOf(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** The head out of the beginning of a file, undefined when there is none that can be read. */
function firstLineOf(beginning: string): Head | undefined {
  const end = beginning.indexOf(",\n");
  if (end < 0) return undefined;
  try {
    return headSchema.parse(JSON.parse(`${beginning.slice(0, end)}}`).version);
  } catch {
    return undefined;
  }
}

/** A fingerprint of the text with its structure and of what changes with it. */
function digestOf(draft: Draft): string {
  return createHash("sha256")
    .update(canonicalJson([draft.body, headOf(draft)]))
    .digest("hex");
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

function isSystem(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === "string";
}
