import { createStore, type StoreApi } from "zustand";
import type { Api } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { type Block, type Cursor, type Draft, type DraftHead, headOf, type ImportMessage } from "#core/draft/schema";
import { type Overview, overviewOf } from "./overview.ts";

/** How the text in the window stands to the file. `stopped`: saving would overwrite what another window wrote. */
export type SaveState =
  | { kind: "saved"; at: string }
  /** `since`: when the oldest unsaved change was made, in milliseconds; `at`: the last save. */
  | { kind: "unsaved"; since: number; at: string }
  | { kind: "failed"; message: string }
  | { kind: "stopped"; message: string };

export type SessionState = {
  save: SaveState;
  /** The meeting card and all else that changes with the text; the editor's, as of its last change. */
  head: DraftHead;
  /** What import reported and nobody confirmed yet. */
  importNotes: ImportMessage[];
  /** Derived from the text shortly after each change, never while a key is on its way to the screen. */
  overview: Overview;
};

/** The open draft: what of it is not in the editor, its saving, and what is derived from it. */
export type DraftSession = {
  store: StoreApi<SessionState>;
  /** Takes the text after a change; it is saved within a second. */
  textChanged: (body: Block[], cursor: Cursor | null) => void;
  /** Takes the head after a change; saved as the text is. */
  headChanged: (head: DraftHead) => void;
  /** Takes the cursor after a move alone; saved within a second too, without hurry. */
  cursorMoved: (cursor: Cursor | null) => void;
  /** Puts what the recognition of pasted text has to tell to the notes of the import. */
  addNotes: (notes: readonly ImportMessage[]) => void;
  /** Takes notes of the import off the list: the user has seen them. */
  confirmNotes: (notes: readonly ImportMessage[]) => void;
  /** Derives the overview at once, for what must not work on an old one. */
  derive: () => Overview;
  /** Saves what is not saved yet; false when that failed. */
  flush: () => Promise<boolean>;
  /** Ends the session; what is not saved by now is given up. */
  close: () => void;
};

/** Saves start this long after the last key … */
const QUIET_MS = 400;
/** … but no later than this after the first unsaved change, so that a crash loses at most a second. */
const LATEST_MS = 900;
const RETRY_MS = 5000;
/** The overview waits for a pause of the writer, but not for ever. */
const DERIVE_QUIET_MS = 200;
const DERIVE_LATEST_MS = 1500;

/** A session over an opened draft. With `readOnly` nothing is ever saved. */
export function createDraftSession(api: Pick<Api, "drafts">, draft: Draft, readOnly = false): DraftSession {
  const store = createStore<SessionState>(() => ({
    save: { kind: "saved", at: draft.updatedAt },
    head: headOf(draft),
    importNotes: draft.importNotes,
    overview: overviewOf(draft.body),
  }));
  let { body, cursor, revision } = draft;
  let derivedFrom = body;
  /** Counts the changes; what a save sent is compared with it, since typing goes on while it is under way. */
  let changes = 0;
  let saved = 0;
  let firstUnsaved = 0;
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let deriveBy = 0;
  let deriveTimer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;

  let savedAt = draft.updatedAt;

  const trouble = () => ["failed", "stopped"].includes(store.getState().save.kind);

  function changed(): void {
    if (readOnly) return;
    const first = changes === saved;
    if (first) firstUnsaved = Date.now();
    changes += 1;
    // A failed save is tried again every few seconds whether or not the writer goes on; its message stays meanwhile.
    if (trouble()) return;
    if (first) tellUnsaved();
    schedule();
  }

  function tellUnsaved(): void {
    store.setState({ save: { kind: "unsaved", since: firstUnsaved, at: savedAt } });
  }

  function schedule(): void {
    clearTimeout(saveTimer);
    const now = Date.now();
    saveTimer = setTimeout(save, Math.max(0, Math.min(now + QUIET_MS, firstUnsaved + LATEST_MS) - now));
  }

  /** One save after the other: a second one waits for the first and sends what is newest then. */
  function save(): Promise<boolean> {
    clearTimeout(saveTimer);
    running ??= sendOnce().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function sendOnce(): Promise<boolean> {
    if (store.getState().save.kind === "stopped") return false;
    const sending = changes;
    try {
      const { head, importNotes } = store.getState();
      const answer = await api.drafts.save({
        id: draft.id,
        revision,
        body,
        head,
        importNotes,
        ...(cursor && { cursor }),
      });
      revision = answer.revision;
      // Closed meanwhile, everything counts as saved.
      saved = Math.max(saved, sending);
      savedAt = answer.updatedAt;
      if (changes === saved) {
        store.setState({ save: { kind: "saved", at: savedAt } });
      } else {
        firstUnsaved = Date.now();
        tellUnsaved();
        schedule();
      }
      return true;
    } catch (error) {
      const { code, message } = failureOf(error);
      const stopped = code === "draft.conflict" || code === "draft.read-only";
      store.setState({ save: { kind: stopped ? "stopped" : "failed", message } });
      if (!stopped && changes !== saved) saveTimer = setTimeout(save, RETRY_MS);
      return false;
    }
  }

  function derive(): Overview {
    clearTimeout(deriveTimer);
    deriveTimer = undefined;
    if (derivedFrom !== body) {
      derivedFrom = body;
      store.setState({ overview: overviewOf(body) });
    }
    return store.getState().overview;
  }

  return {
    store,
    textChanged: (newBody, newCursor) => {
      body = newBody;
      cursor = newCursor ?? undefined;
      const now = Date.now();
      if (deriveTimer === undefined) deriveBy = now + DERIVE_LATEST_MS;
      clearTimeout(deriveTimer);
      deriveTimer = setTimeout(derive, Math.max(0, Math.min(DERIVE_QUIET_MS, deriveBy - now)));
      changed();
    },
    headChanged: (head) => {
      store.setState({ head });
      changed();
    },
    cursorMoved: (newCursor) => {
      if (!newCursor || readOnly) return;
      cursor = newCursor;
      changed();
    },
    addNotes: (notes) => {
      // The same passage pasted again has nothing new to tell.
      const known = new Set(store.getState().importNotes.map(({ message, excerpt }) => `${message}\n${excerpt}`));
      const fresh = notes.filter(({ message, excerpt }) => !known.has(`${message}\n${excerpt}`));
      store.setState(({ importNotes }) => ({ importNotes: [...importNotes, ...fresh] }));
      changed();
    },
    confirmNotes: (notes) => {
      store.setState(({ importNotes }) => ({ importNotes: importNotes.filter((note) => !notes.includes(note)) }));
      changed();
    },
    derive,
    flush: async () => {
      await running;
      while (changes !== saved) if (!(await save())) return false;
      return true;
    },
    close: () => {
      saved = changes;
      clearTimeout(saveTimer);
      clearTimeout(deriveTimer);
    },
  };
}
