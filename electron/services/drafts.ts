import { isDeepStrictEqual } from "node:util";
import type { Api } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { MAX_CHARACTERS } from "#core/draft/limits";
import {
  BARE_HEAD,
  type Block,
  blankBody,
  type Draft,
  headOf,
  newDraft,
  textOf,
  titleOf,
  withTitle,
} from "#core/draft/schema";
import { onDisk } from "./disk-failure.ts";
import { DraftFolder, type ReadableDraft } from "./draft-folder.ts";
import { findWords } from "./find-words.ts";
import type { Ports } from "./ports.ts";
import type { StartMessages } from "./start-messages.ts";
import { createTurns } from "./turns.ts";

const KEPT = "文字还在窗口里，";

/** The drafts of the data folder; besides the window's calls, what the other services need of them. */
export type Drafts = Api["drafts"] & {
  /** The draft as it stands on disk; throws when there is none or it is broken. */
  read(id: string): Promise<ReadableDraft>;
  /** Takes a new draft in. */
  add(draft: Draft): Promise<{ id: string }>;
  /** Takes the draft of a portable file in; under an id of its own when another draft here has that one already. */
  take(draft: Draft): Promise<{ id: string; copied: boolean }>;
};

/** Who is told what happens to drafts; none of it may fail, since the draft itself is safe by then. */
export type DraftEvents = {
  /** A draft was opened to be written. */
  opened(draft: Draft): void;
  /** A save has put another text in place of that of `before`. */
  changed(before: Draft, body: readonly Block[]): Promise<void>;
  /** A draft was deleted for good. */
  purged(id: string): Promise<void>;
};

export function createDrafts(
  ports: Pick<Ports, "dataFolder" | "now" | "newId">,
  messages: StartMessages,
  events: DraftEvents,
): Drafts {
  const { now, newId } = ports;
  const folder = new DraftFolder(ports.dataFolder, messages, now);
  const inTurn = createTurns();
  /** Drafts as this process last saw them: when their folder goes away, the next save restores the whole file. */
  const lastSeen = new Map<string, Draft>();

  const write = async (draft: Draft, failed: string, comfort = "") => {
    await onDisk(failed, () => folder.write(draft), comfort);
    lastSeen.set(draft.id, draft);
  };

  const read = async (id: string): Promise<ReadableDraft> => {
    const found = await onDisk("没有打开这篇讲稿", () => folder.read(id));
    if (found) return found;
    throw new SpeechError("draft.missing", "没有找到这篇讲稿，它可能已经删除。到回收站里看看。");
  };

  /** The draft to build a change on: what is on disk, or what was last seen when the file vanished under us. */
  const writable = async (id: string, failed: string, comfort = ""): Promise<Draft> => {
    const found = await onDisk(failed, () => folder.read(id), comfort);
    if (found?.state === "future") throw new SpeechError("draft.read-only", `${failed}：${READ_ONLY}`);
    const draft = found?.draft ?? lastSeen.get(id);
    if (draft) return draft;
    throw new SpeechError("draft.missing", `${failed}：这篇讲稿已经删除。${comfort}先到回收站还原它，再重试。`);
  };

  const add = async (draft: Draft) => {
    await write(draft, "没有建立讲稿");
    return { id: draft.id };
  };

  return {
    read,
    add,

    async take(draft) {
      const here = await folder.read(draft.id).catch(() => undefined);
      if (here && isDeepStrictEqual(contentOf(here.draft), contentOf(draft))) return { id: draft.id, copied: false };
      const known = (await folder.has(draft.id, "drafts")) || (await folder.has(draft.id, "removed"));
      const { id } = await add(known ? { ...draft, id: newId() } : draft);
      return { id, copied: known };
    },

    async list({ query = "" }) {
      const entries = await folder.entries("drafts");
      return entries
        .flatMap((entry) => findWords(entry, query) ?? [])
        .map((entry) => entry.summary)
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    },

    async create({ content }) {
      const origin = { id: newId(), now: now() };
      if (!content) return add(newDraft(origin, blankBody()));
      const { body, head, carriedFrom } = content;
      refuseTooLong(body, "没有建立讲稿");
      return add(newDraft(origin, body, { ...head, ...(carriedFrom && { carriedFrom }) }));
    },

    async open({ id, toRead = false }) {
      const { draft, state } = await read(id);
      if (state === "current") {
        lastSeen.set(id, draft);
        if (!toRead) events.opened(draft);
      }
      return { draft, readOnly: state === "future" ? READ_ONLY : null };
    },

    save({ id, revision, body, head, importNotes, cursor }) {
      return inTurn(id, async () => {
        refuseTooLong(body, "没有存上", KEPT);
        const current = await writable(id, "没有存上", KEPT);
        if (revision !== current.revision) {
          throw new SpeechError(
            "draft.conflict",
            `没有存上：这篇讲稿在别处改过了。${KEPT}把要留的部分复制出来，再重新打开这篇讲稿。`,
          );
        }
        const textChanged = !isDeepStrictEqual(body, current.body);
        const changed = textChanged || !isDeepStrictEqual(head, headOf(current));
        const updatedAt = changed ? now() : current.updatedAt;
        // What left the head, such as 未归位 that all found their place, must leave the file too.
        const saved: Draft = {
          ...current,
          ...BARE_HEAD,
          ...head,
          title: titleOf(body),
          body,
          importNotes,
          cursor,
          updatedAt,
          revision: revision + 1,
        };
        await write(saved, "没有存上", KEPT);
        // Only now: the text comes first to what room is left on the disk.
        if (textChanged) await events.changed(current, body);
        return { revision: saved.revision, updatedAt };
      });
    },

    rename({ id, title }) {
      return inTurn(id, async () => {
        const current = await writable(id, "没有改名");
        const body = withTitle(current.body, title);
        const renamed = { ...current, title: titleOf(body), body, updatedAt: now(), revision: current.revision + 1 };
        await write(renamed, "没有改名");
        return {};
      });
    },

    async duplicate({ id }) {
      const original = await writable(id, "没有复制");
      const body = withTitle(original.body, `${original.title}（副本）`);
      const time = now();
      const copy = {
        ...original,
        id: newId(),
        title: titleOf(body),
        body,
        revision: 0,
        createdAt: time,
        updatedAt: time,
      };
      await write(copy, "没有复制");
      return { id: copy.id };
    },

    remove({ id }) {
      return inTurn(id, async () => {
        lastSeen.delete(id);
        if (!(await onDisk("没有删除", () => folder.move(id, "drafts", "removed")))) await read(id);
        return {};
      });
    },

    async removed() {
      const entries = await folder.entries("removed");
      return entries
        .map(({ summary, changedAt }) => ({ ...summary, removedAt: changedAt.toISOString() }))
        .sort((a, b) => b.removedAt.localeCompare(a.removedAt));
    },

    restore({ id }) {
      return inTurn(id, async () => {
        if (!(await onDisk("没有还原", () => folder.move(id, "removed", "drafts")))) {
          throw new SpeechError("draft.missing", "没有还原：回收站里已经没有这篇讲稿。");
        }
        return {};
      });
    },

    purge({ id }) {
      return inTurn(id, async () => {
        if (!(await folder.has(id, "removed"))) return {};
        await onDisk("没有删除", () => folder.delete(id, "removed"));
        await events.purged(id);
        return {};
      });
    },
  };
}

const READ_ONLY = "这篇讲稿是更新版本的讲稿匠写的，这里可以看，不能改。要改，先更新讲稿匠。";

/** What makes two files the same draft: everything but where the cursor stood and when it was saved. */
function contentOf({ cursor, revision, createdAt, updatedAt, ...content }: Draft): unknown {
  return content;
}

/** Refuses a text that is longer than anything the program was made for. */
export function refuseTooLong(body: readonly Block[], failed: string, comfort = ""): void {
  const length = body.reduce((sum, block) => sum + textOf(block).length, 0);
  if (length <= MAX_CHARACTERS) return;
  throw new SpeechError("draft.too-large", `${failed}：全文超过 200 万字，讲稿匠处理不了。${comfort}分成几篇再试。`);
}
