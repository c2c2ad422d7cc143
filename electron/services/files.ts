import { readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { z } from "zod";
import type { Api, OpenedFile, RecentFile } from "#core/api/contract";
import { failureOf, SpeechError } from "#core/api/errors";
import { linkCard } from "#core/card/link-card";
import { draftFile, openDraft } from "#core/draft/open-draft";
import { type Draft, type ImportMessage, newDraft } from "#core/draft/schema";
import { isSharedLibrary, LIBRARY_ENDING } from "#core/library/share-file";
import { isSharedFile, TEMPLATES_ENDING } from "#core/template/template-file";
import { saveCopy } from "./copies.ts";
import { diskFailure } from "./disk-failure.ts";
import { type Drafts, refuseTooLong } from "./drafts.ts";
import { decodeUtf8 } from "./files/decode-text.ts";
import { readDocumentFile } from "./files/read-file.ts";
import type { ChosenFile, Ports, SettingsStore } from "./ports.ts";

/** The largest file that is read into memory; what a reader takes may be less. */
export const LARGEST_FILE = 64 * 1024 * 1024;
/** What can be opened, in the order of the file dialog. */
const ACCEPTED = [".docx", ".txt", ".md", ".speech", ".json"];
const RECENT_LENGTH = 12;

export type Files = Api["files"] & {
  /** Opens files by path (named at start, double-clicked) and tells the window by events what came of it. */
  openPaths(paths: readonly string[]): Promise<void>;
};

export function createFiles(ports: Ports, drafts: Drafts, recent: RecentFiles): Files {
  const readChosen = async (file: ChosenFile) => {
    if (file.problem) throw new SpeechError("file.missing", file.problem);
    return readSpeechFile(file, () => ({ id: ports.newId(), now: ports.now() }));
  };

  const openFile = async (file: ChosenFile): Promise<OpenedFile> => {
    try {
      const read = await readChosen(file);
      const { id, copied } = await drafts.take(read.draft);
      recent.add({ name: file.name, draftId: id, openedAt: ports.now() });
      return { name: file.name, draftId: id, messages: copied ? [...read.messages, COPIED] : read.messages };
    } catch (error) {
      return { name: file.name, messages: [], error: sentenceFor(file, error) };
    }
  };

  const openFiles = async (files: readonly ChosenFile[]) => {
    const opened: OpenedFile[] = [];
    for (const file of files) opened.push(await openFile(file));
    return opened;
  };

  return {
    open: async ({ source }) => openFiles(await ports.dialogs.chooseFiles({ accept: ACCEPTED, source })),

    async readBeside({ source }) {
      const [file] = await ports.dialogs.chooseFiles({ accept: ACCEPTED, source });
      if (!file) return null;
      try {
        const { draft, messages } = await readChosen(file);
        return { name: file.name, body: draft.body, card: draft.card, messages };
      } catch (error) {
        throw error instanceof SpeechError ? new SpeechError(error.code, sentenceFor(file, error)) : error;
      }
    },

    recent: async () => recent.all(),

    async openSample() {
      const bytes = await readFile(join(ports.assetsFolder, "sample", "joint-conference-2023.txt"));
      const read = await readSpeechFile({ name: "示例讲稿.txt", bytes }, () => ({
        id: ports.newId(),
        now: ports.now(),
      }));
      const { id } = await drafts.add(read.draft);
      return { name: "示例讲稿", draftId: id, messages: read.messages };
    },

    async saveSpeech({ id }) {
      const { draft } = await drafts.read(id);
      const text = draftFile(draft);
      return saveCopy(ports.dialogs, { title: draft.title, ending: ".speech", text, failed: "没有另存" });
    },

    async openPaths(paths) {
      const files: ChosenFile[] = [];
      for (const path of paths) files.push(await chosenFile(path));
      const opened = await openFiles(files);
      for (const { error } of opened) if (error) ports.send({ name: "notice", data: { message: error } });
      const ids = opened.flatMap(({ draftId }) => draftId ?? []);
      if (ids[0]) ports.send({ name: "draft.show", data: { id: ids[0] } });
      if (ids.length > 1) {
        const message = `一共打开了 ${ids.length} 个文件，其余的在“全部讲稿”里。`;
        ports.send({ name: "notice", data: { message } });
      }
    },
  };
}

/** The readers see bytes only; of several files at once the user must know which one is meant. */
function sentenceFor(file: ChosenFile, error: unknown): string {
  return failureOf(error).message.replace(/^没有打开：/u, `没有打开“${file.name}”：`);
}

const COPIED: ImportMessage = {
  level: "info",
  code: "opened-as-copy",
  message: "这台电脑上已经有这篇讲稿，内容不一样，所以作为另一篇打开，原来那篇没有动。",
  paragraph: null,
};

/** Any file that holds a speech as a draft: a draft file keeps its id, every other kind gets one from `origin`. */
export async function readSpeechFile(
  { name, bytes }: Pick<ChosenFile, "name" | "bytes">,
  origin: () => { id: string; now: string },
): Promise<{ draft: Draft; messages: ImportMessage[] }> {
  if (extname(name).toLowerCase() === TEMPLATES_ENDING) throw isTemplates(name);
  if (extname(name).toLowerCase() === LIBRARY_ENDING) throw isLibrary(name);
  if (![".speech", ".json"].includes(extname(name).toLowerCase())) {
    const { body, card, messages } = await readDocumentFile({ name, bytes });
    return { draft: newDraft(origin(), linkCard(body, card), { card, importNotes: messages }), messages };
  }
  const json = decodeUtf8(bytes) ?? "";
  if (isSharedFile(json)) throw isTemplates(name);
  if (isSharedLibrary(json)) throw isLibrary(name);
  const opened = openDraft(json);
  if (opened.state === "future" || (opened.state === "broken" && opened.version)) {
    throw new SpeechError("file.future", `没有打开“${name}”：它是更新版本的讲稿匠写的。先更新讲稿匠，再打开它。`);
  }
  if (opened.state === "broken") {
    throw new SpeechError("file.damaged", `没有打开“${name}”：${opened.reason}。换一份完好的文件再试。`);
  }
  refuseTooLong(opened.draft.body, `没有打开“${name}”`);
  return { draft: opened.draft, messages: [] };
}

function isTemplates(name: string): SpeechError {
  return new SpeechError(
    "file.unknown-kind",
    `没有打开“${name}”：里面是模板，不是讲稿。到开始页的“我的模板”里选“取入模板…”。`,
  );
}

function isLibrary(name: string): SpeechError {
  return new SpeechError(
    "file.unknown-kind",
    `没有打开“${name}”：里面是素材，不是讲稿。打开一篇讲稿，在右边“素材”的“段落”里选“从文件取入…”。`,
  );
}

/** The file at `path`, or the sentence that says why it cannot be read. */
export async function chosenFile(path: string): Promise<ChosenFile> {
  const name = basename(path);
  const without = (problem: string): ChosenFile => ({ name, bytes: new Uint8Array(), path, problem });
  try {
    const found = await stat(path);
    if (found.isDirectory()) return without(`没有打开“${name}”：它是文件夹。打开里面的文件。`);
    if (found.size > LARGEST_FILE) return without(tooLarge(name));
    return { name, bytes: await readFile(path), path };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return without(`没有打开“${name}”：没有找到这个文件。看看名字和位置再试。`);
    }
    return without(failureOf(diskFailure(error, `没有打开“${name}”`)).message);
  }
}

export function tooLarge(name: string): string {
  return `没有打开“${name}”：文件超过 ${LARGEST_FILE / 1024 / 1024} MB。讲话稿不会这么大，看看是不是选错了。`;
}

const recentSchema = z.array(z.object({ name: z.string(), draftId: z.uuid(), openedAt: z.string() }));

/** The files opened last, newest first; each leads to the draft it became. */
export class RecentFiles {
  readonly #store: SettingsStore;

  constructor(store: SettingsStore) {
    this.#store = store;
  }

  all(): RecentFile[] {
    const stored = recentSchema.safeParse(this.#store.get("recent"));
    return stored.success ? stored.data : [];
  }

  add(file: RecentFile): void {
    const others = this.all().filter(({ draftId }) => draftId !== file.draftId);
    this.#write([file, ...others].slice(0, RECENT_LENGTH));
  }

  drop(draftId: string): void {
    this.#write(this.all().filter((file) => file.draftId !== draftId));
  }

  #write(files: RecentFile[]): void {
    try {
      this.#store.set("recent", files);
    } catch {
      // The file itself is open and saved; a full disk must not turn that into a failure for the sake of this list.
    }
  }
}
