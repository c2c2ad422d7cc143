import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { type Block, type Cursor, type Draft, newDraft } from "#core/draft/schema";
import { createDraftSession } from "../../../renderer/session/draft-session.ts";
import { flushOpenDraft, registerOpenSession } from "../../../renderer/session/open-session.ts";

const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const START = "2026-11-26T06:00:00.000Z";
const text = (words: string): Block[] => [{ type: "paragraph", children: [{ text: words }] }];
const at = (offset: number): Cursor => ({ anchor: { path: [0, 0], offset }, focus: { path: [0, 0], offset } });

/** A host that keeps drafts in memory and refuses an older revision, as the real one does. */
function memoryHost(draft: Draft) {
  const host = {
    stored: draft,
    saves: 0,
    busy: 0,
    /** How long a save takes. */
    takes: 5,
    failure: undefined as SpeechError | undefined,
    api: {} as Pick<Api, "drafts">,
  };
  const save: Api["drafts"]["save"] = async ({ revision, body, importNotes, cursor }) => {
    host.busy += 1;
    expect(host.busy, "saves wait for each other").toBe(1);
    await new Promise((resolve) => setTimeout(resolve, host.takes));
    host.busy -= 1;
    if (host.failure) throw host.failure;
    if (revision !== host.stored.revision) throw new SpeechError("draft.conflict", "这篇讲稿在别的窗口里改过。");
    host.saves += 1;
    host.stored = { ...host.stored, body, importNotes, ...(cursor && { cursor }), revision: revision + 1 };
    return { revision: revision + 1, updatedAt: new Date().toISOString() };
  };
  host.api = { drafts: { save } } as unknown as Pick<Api, "drafts">;
  return host;
}

function open(rest: Parameters<typeof newDraft>[2] = {}, readOnly = false) {
  const draft = newDraft({ id: ID, now: START }, text("甲"), rest);
  const host = memoryHost(draft);
  const session = createDraftSession(host.api, draft, readOnly);
  return { host, session, saveState: () => session.store.getState().save };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(START) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("autosave", () => {
  it("saves text and cursor within a second of the first change, however the writer goes on", async () => {
    const { host, session } = open();
    for (let key = 1; key <= 9; key += 1) {
      session.textChanged(text("字".repeat(key)), at(key));
      await vi.advanceTimersByTimeAsync(110);
    }
    expect(host.stored.body[0]?.children[0]?.text.length).toBeGreaterThanOrEqual(8);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.stored).toMatchObject({ body: text("字".repeat(9)), cursor: at(9) });
    expect(host.saves).toBeLessThanOrEqual(3);
  });

  it("saves soon after the last key, and a moved cursor too", async () => {
    const { host, session, saveState } = open();
    session.textChanged(text("乙"), null);
    expect(saveState().kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(450);
    expect(host.stored.body).toEqual(text("乙"));
    expect(saveState()).toMatchObject({ kind: "saved" });
    session.cursorMoved(at(1));
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.stored.cursor).toEqual(at(1));
  });

  it("sends what was typed during a slow save afterwards, one save after the other", async () => {
    const { host, session, saveState } = open();
    host.takes = 2000;
    session.textChanged(text("一"), null);
    await vi.advanceTimersByTimeAsync(600);
    session.textChanged(text("二"), null);
    await vi.advanceTimersByTimeAsync(1900);
    expect(saveState().kind).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(3000);
    expect(host.stored).toMatchObject({ body: text("二"), revision: 2 });
  });

  it("never saves a draft that can only be read", async () => {
    const { host, session } = open({}, true);
    session.cursorMoved(at(1));
    await vi.advanceTimersByTimeAsync(2000);
    expect(host.saves).toBe(0);
    expect(await session.flush()).toBe(true);
  });
});

describe("a save that fails", () => {
  it("keeps the text, tells why and tries again by itself", async () => {
    const { host, session, saveState } = open();
    host.failure = new SpeechError("disk.full", "没有存上：磁盘已满。文字还在窗口里。");
    session.textChanged(text("乙"), null);
    await vi.advanceTimersByTimeAsync(500);
    expect(saveState()).toEqual({ kind: "failed", message: "没有存上：磁盘已满。文字还在窗口里。" });
    session.textChanged(text("丙"), null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saveState().kind).toBe("failed");
    host.failure = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    expect(saveState().kind).toBe("saved");
    expect(host.stored.body).toEqual(text("丙"));
  });

  it("tries at once when asked, and says whether it worked", async () => {
    const { host, session } = open();
    host.failure = new SpeechError("disk.read-only", "没有存上：这个文件夹不能写。");
    session.textChanged(text("乙"), null);
    const first = session.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await first).toBe(false);
    host.failure = undefined;
    const second = session.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(await second).toBe(true);
    expect(host.stored.body).toEqual(text("乙"));
  });

  it("stops at a conflict, so that nothing of the other window is overwritten", async () => {
    const { host, session, saveState } = open();
    host.stored = { ...host.stored, body: text("别处"), revision: 4 };
    session.textChanged(text("乙"), null);
    await vi.advanceTimersByTimeAsync(500);
    expect(saveState()).toEqual({ kind: "stopped", message: "这篇讲稿在别的窗口里改过。" });
    session.textChanged(text("丙"), null);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await session.flush()).toBe(false);
    expect(host.stored.body).toEqual(text("别处"));
  });
});

describe("leaving", () => {
  it("flushes the open draft, also what changes while a save is under way", async () => {
    const { host, session } = open();
    const unregister = registerOpenSession(session);
    host.takes = 300;
    session.textChanged(text("乙"), null);
    const flushed = flushOpenDraft();
    await vi.advanceTimersByTimeAsync(100);
    session.textChanged(text("丙"), null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await flushed).toBe(true);
    expect(host.stored.body).toEqual(text("丙"));
    unregister();
    expect(await flushOpenDraft()).toBe(true);
  });

  it("gives up what cannot be saved once the session is closed", async () => {
    const { host, session } = open();
    host.failure = new SpeechError("disk.full", "没有存上。");
    session.textChanged(text("乙"), null);
    await vi.advanceTimersByTimeAsync(500);
    session.close();
    expect(await session.flush()).toBe(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(host.saves).toBe(0);
  });
});

describe("closing while a save is under way", () => {
  it("tries no more when it fails", async () => {
    const { host, session } = open();
    host.takes = 300;
    host.failure = new SpeechError("disk.full", "没有存上。");
    session.textChanged(text("乙"), null);
    await vi.advanceTimersByTimeAsync(500);
    expect(host.busy).toBe(1);
    session.close();
    await vi.advanceTimersByTimeAsync(400);
    host.failure = undefined;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(host.saves).toBe(0);
  });

  it("sends nothing that was typed after it began", async () => {
    const { host, session } = open();
    host.takes = 300;
    session.textChanged(text("乙"), null);
    await vi.advanceTimersByTimeAsync(500);
    session.textChanged(text("丙"), null);
    session.close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(host.stored.body).toEqual(text("乙"));
  });
});

describe("import notes and overview", () => {
  const note = (code: string) => ({ level: "unsure" as const, code, message: "拿不准。", paragraph: 0 });

  it("a confirmed note is gone from the file too", async () => {
    const notes = [note("a"), note("b")];
    const { host, session } = open({ importNotes: notes });
    session.confirmNotes(notes.slice(0, 1));
    await vi.advanceTimersByTimeAsync(1000);
    expect(session.store.getState().importNotes).toEqual([note("b")]);
    expect(host.stored.importNotes).toEqual([note("b")]);
  });

  it("the overview follows the text a moment later, or at once when asked", async () => {
    const { session } = open();
    session.textChanged(text("甲乙丙"), null);
    expect(session.store.getState().overview.characters).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(session.store.getState().overview.characters).toBe(3);
    session.textChanged(text("甲乙丙丁"), null);
    expect(session.derive().characters).toBe(4);
  });
});
