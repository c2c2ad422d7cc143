import { access, mkdir, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { DraftSummary } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { countWords } from "#core/draft/counting";
import { draftFile, type Opened, openDraft } from "#core/draft/open-draft";
import { plainText } from "#core/draft/plain-text";
import type { Draft } from "#core/draft/schema";
import { statedCard } from "#core/draft/stated-card";
import { diskFailure, onDisk } from "./disk-failure.ts";
import type { StartMessages } from "./start-messages.ts";
import { replaceFile, UNFINISHED } from "./write-file.ts";

/** Where a draft lies: among the drafts or in the recycle bin. */
export type Place = "drafts" | "removed";
/** A draft that can be read; one of a future version must not be rewritten. */
export type ReadableDraft = Exclude<Opened, { state: "broken" }>;
/** What lists and searches need of a draft; `text` is the plain text without the title. */
export type Entry = { summary: DraftSummary; text: string; changedAt: Date };

const DRAFT_FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/u;

/** The files `drafts/<uuid>.json` and `removed/<uuid>.json` of the data folder. */
export class DraftFolder {
  readonly #root: string;
  readonly #messages: StartMessages;
  readonly #now: () => string;
  /** Entries by path, with the size and time of the file that they were read from. */
  readonly #entries = new Map<string, { stamp: string; entry: Entry }>();

  constructor(root: string, messages: StartMessages, now: () => string) {
    this.#root = root;
    this.#messages = messages;
    this.#now = now;
  }

  /** Every readable draft of a place; a broken one is set aside and reported, and the others are still listed. */
  async entries(place: Place): Promise<Entry[]> {
    const names = await onDisk("没有读出讲稿", async () => {
      await this.#ensure(place);
      return readdir(join(this.#root, place));
    });
    const entries: Entry[] = [];
    for (const name of names) {
      const id = DRAFT_FILE.exec(name)?.[1];
      const entry = id ? await this.#entry(place, id) : await this.#sweep(place, name);
      if (entry) entries.push(entry);
    }
    return entries;
  }

  /** The draft, or undefined when there is none of this id; a broken one is set aside and refused. Disk errors pass as they are. */
  async read(id: string, place: Place = "drafts"): Promise<ReadableDraft | undefined> {
    const path = this.#path(place, id);
    let json: string;
    try {
      json = await readFile(path, "utf8");
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    const opened = openDraft(json);
    if (opened.state === "broken") {
      throw new SpeechError("draft.broken", await this.#setAside(path, json, opened));
    }
    // The name of the file is what every call refers to, also when somebody copied the file under another one.
    return { ...opened, draft: { ...opened.draft, id } };
  }

  async has(id: string, place: Place): Promise<boolean> {
    return access(this.#path(place, id)).then(
      () => true,
      () => false,
    );
  }

  /** Replaces the draft's file; the folder is made anew when it went away and its parent still stands. */
  async write(draft: Draft): Promise<void> {
    await this.#ensure("drafts");
    await replaceFile(this.#path("drafts", draft.id), draftFile(draft), 0o600);
  }

  /** Moves the file untouched, so that even a draft of a future version survives the recycle bin; false when there is none. */
  async move(id: string, from: Place, to: Place): Promise<boolean> {
    await this.#ensure(to);
    try {
      await rename(this.#path(from, id), this.#path(to, id));
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    // In the recycle bin the file's own time says since when it lies there.
    const now = new Date(this.#now());
    if (to === "removed") await utimes(this.#path(to, id), now, now).catch(() => {});
    return true;
  }

  async delete(id: string, place: Place): Promise<void> {
    await rm(this.#path(place, id), { force: true });
  }

  #path(place: Place, id: string): string {
    return join(this.#root, place, `${id}.json`);
  }

  /** Makes the data folder and the place in it, but not their parent: that would hide a drive that is unplugged. */
  async #ensure(place: string): Promise<void> {
    for (const folder of [this.#root, join(this.#root, place)]) {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
  }

  async #entry(place: Place, id: string): Promise<Entry | undefined> {
    const path = this.#path(place, id);
    try {
      const { mtimeMs, mtime, size, ino } = await stat(path);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      const known = this.#entries.get(path);
      if (known?.stamp === stamp) return known.entry;
      const opened = await this.read(id, place);
      if (!opened) return undefined;
      const entry = entryOf(opened.draft, mtime);
      this.#entries.set(path, { stamp, entry });
      return entry;
    } catch (error) {
      if (isMissing(error)) return undefined;
      const failure = diskFailure(error, "有一篇讲稿没有读出");
      if (!(failure instanceof SpeechError)) throw error;
      // A broken one was reported when it was set aside; one that the disk withholds must not hide the others.
      if (failure.code !== "draft.broken") this.#messages.report(failure.message);
      return undefined;
    }
  }

  /** Only one process holds the data folder, so what another one was still writing will never be finished. */
  async #sweep(place: Place, name: string): Promise<undefined> {
    const writer = UNFINISHED.exec(name)?.[1];
    if (writer && Number(writer) !== process.pid) await rm(join(this.#root, place, name), { force: true });
  }

  /** Moves a broken file to `set-aside/`, where nothing touches it again, and reports it; one of a later program stays. */
  async #setAside(path: string, json: string, broken: Extract<Opened, { state: "broken" }>): Promise<string> {
    const title = /"title"\s*:\s*"([^"\\]{1,80})"/u.exec(json)?.[1];
    const what = `${title ? `讲稿“${title}”` : "一篇讲稿"}打不开：${broken.reason}。`;
    const moved = `${what}文件没有删除，已移到数据文件夹里的 set-aside，其他讲稿不受影响。`;
    const told = broken.version
      ? `${what}文件原样留着，更新讲稿匠以后就能打开。`
      : await setAside(this.#root, path, this.#now()).then(
          () => moved,
          // Two calls may read the same file at once; where it is missing the other one has just moved it.
          (error) => (isMissing(error) ? moved : `${what}文件原样留着，其他讲稿不受影响。`),
        );
    this.#messages.report(told);
    return told;
  }
}

/** Moves a file that cannot be read to `set-aside/` under a name that no earlier one has. */
export async function setAside(root: string, path: string, now: string): Promise<void> {
  const folder = join(root, "set-aside");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, join(folder, `${now.replace(/\D/gu, "")}-${path.split(/[\\/]/u).at(-1)}`));
}

/** The line of the start page for a draft. */
function entryOf(draft: Draft, changedAt: Date): Entry {
  const { meeting = "", date = null } = statedCard(draft);
  return {
    summary: {
      id: draft.id,
      title: draft.title,
      meeting,
      date,
      characters: countWords(plainText(draft.body)),
      updatedAt: draft.updatedAt,
    },
    text: plainText(draft.body.filter((block) => block.type !== "title")),
    changedAt,
  };
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
