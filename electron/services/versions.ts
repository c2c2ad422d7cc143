import { type Api, DEFAULT_SETTINGS, type Version } from "#core/api/contract";
import { failureOf, SpeechError } from "#core/api/errors";
import { isLargeLoss } from "#core/draft/lost-characters";
import { type Block, type Draft, headOf, textOf } from "#core/draft/schema";
import type { VersionKind } from "#core/draft/thin-versions";
import { diskFailure, onDisk } from "./disk-failure.ts";
import type { DraftEvents, Drafts } from "./drafts.ts";
import type { Ports } from "./ports.ts";
import type { KeptVersion, VersionFolder } from "./version-folder.ts";

const MINUTE = 60_000;
const NO_ROOM = "磁盘快满了，剩下的地方留给讲稿，先不自动存版本。讲稿本身照常保存。腾出一些空间就会接着存。";
const LATER_PROGRAM = "是更新版本的讲稿匠写的，这里可以看，不能恢复。要恢复，先更新讲稿匠。";

/** What the windows may do with versions. */
export function createVersions(folder: VersionFolder, drafts: Pick<Drafts, "read">): Api["versions"] {
  const ownDraft = async (id: string, failed: string) => {
    const { draft, state } = await drafts.read(id);
    if (state === "current") return draft;
    throw new SpeechError("draft.read-only", `${failed}：这篇讲稿是更新版本的讲稿匠写的，这里不能改。先更新讲稿匠。`);
  };

  return {
    async list({ id }) {
      const versions = await onDisk("没有读出版本", () => folder.list(id));
      return versions.reverse().map(toldOf);
    },

    async read({ id, versionId }) {
      const { draft, state } = await onDisk("没有打开这个版本", () => folder.read(id, versionId));
      return { body: draft.body, readOnly: state === "future" ? `这个版本${LATER_PROGRAM}` : null };
    },

    async keep({ id }) {
      const draft = await ownDraft(id, "没有存成版本");
      const { version, added } = await onDisk("没有存成版本", () => folder.keep(draft, "kept"), "讲稿本身已经保存。");
      return { version: toldOf(version), added };
    },

    async rename({ id, versionId, name }) {
      const line = name.replace(/[\s\p{Cc}]+/gu, " ").trim();
      if (line === "") throw new SpeechError("input.invalid", "没有改名：名字里没有能看见的字。换一个再试。");
      await onDisk("没有改名", () => folder.rename(id, versionId, line));
      return {};
    },

    async restore({ id, versionId }) {
      const { draft: version, state } = await onDisk("没有恢复", () => folder.read(id, versionId));
      if (state === "future") throw new SpeechError("draft.read-only", `没有恢复：这个版本${LATER_PROGRAM}`);
      const draft = await ownDraft(id, "没有恢复");
      await onDisk("没有恢复", () => folder.keep(draft, "before-restore"), "现在的文字没能先存成一个版本。");
      return { body: version.body, head: headOf(version) };
    },

    async remove({ id, versionId }) {
      await onDisk("没有删除", () => folder.remove(id, versionId));
      return {};
    },
  };
}

/**
 * The versions that come by themselves, decided where drafts are opened and saved so that no window can forget them. One
 * that cannot be written never hinders the draft; the user is told once.
 */
export function automaticVersions(
  folder: VersionFolder,
  ports: Pick<Ports, "now" | "send">,
  settings: Pick<Api["settings"], "get">,
): DraftEvents {
  /** When drafts were opened whose text has not changed since: until then they need no version. */
  const openedAt = new Map<string, string>();
  /** When the writing began that no version holds yet, by draft, in milliseconds. */
  const writingSince = new Map<string, number>();
  let failing = false;

  const keep = async (draft: Draft, kind: VersionKind, at = ports.now()) => {
    writingSince.delete(draft.id);
    try {
      if (!(await folder.hasRoom())) throw new SpeechError("disk.full", NO_ROOM);
      await folder.keep(draft, kind, at);
      failing = false;
    } catch (error) {
      if (!failing) ports.send({ name: "notice", data: { message: notKept(error), level: "quiet" } });
      failing = true;
    }
  };

  return {
    opened({ id }) {
      openedAt.set(id, ports.now());
    },

    async changed(before, body) {
      const now = Date.parse(ports.now());
      const opened = openedAt.get(before.id);
      openedAt.delete(before.id);
      if (opened !== undefined && !isBlank(before.body)) await keep(before, "opened", opened);
      if (isLargeLoss(before.body, body)) await keep(before, "before-change");
      const since = writingSince.get(before.id);
      // Settings that the disk withholds must not make a save fail that is done: the window would build on an old revision.
      const { versionEveryMinutes } = await settings.get({}).catch(() => DEFAULT_SETTINGS);
      if (since !== undefined && now - since >= versionEveryMinutes * MINUTE) await keep(before, "interval");
      // A clock that was set back starts the time anew.
      if (!writingSince.has(before.id) || now < (since ?? now)) writingSince.set(before.id, now);
    },

    async purged(draftId) {
      openedAt.delete(draftId);
      writingSince.delete(draftId);
      // The draft is gone for good, which is what was asked for; a folder that cannot be deleted is no reason to say otherwise.
      await folder.removeAll(draftId).catch(() => {});
    },
  };
}

/** Whether there is no word yet beside the salutation that every new draft has: nothing anybody would want back. */
function isBlank(body: readonly Block[]): boolean {
  return body.every((block) => block.type === "salutation" || textOf(block).trim() === "");
}

function notKept(error: unknown): string {
  return failureOf(diskFailure(error, "有一个版本没能自动存下", "讲稿本身照常保存。")).message;
}

function toldOf({ id, kind, name, at, characters }: KeptVersion): Version {
  return { id, kind, name, at, characters };
}
