import { ReactEditor } from "slate-react";
import { createStore, type StoreApi } from "zustand";
import type { Api, Version } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { canonicalJson } from "#core/canonical-json";
import { BARE_HEAD, type Block } from "#core/draft/schema";
import { keysOf } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { replaceBody } from "../../editor/replace-body.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { changeHead } from "../../editor/with-head.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { announce } from "../../ui/announce.ts";
import { versionTime } from "./version-words.ts";

type ShelfState = {
  /** The newest first; null until they were read. */
  versions: readonly Version[] | null;
  /** The sentence that says what was not done. */
  failure: string | null;
  /** What was just done, for the status bar; gone after a while. */
  said: string | null;
  /** The version that waits for a name. */
  naming: Version | null;
};

/** The versions of the open draft and what can be done with them. */
export type VersionShelf = {
  store: StoreApi<ShelfState>;
  reload: () => Promise<void>;
  /** Ctrl+S: keeps what stands on the sheet; where it was kept already, asks for its name. */
  keep: () => Promise<void>;
  read: (version: Version) => Promise<{ body: Block[]; readOnly: string | null } | undefined>;
  /** Puts the text of a version on the sheet, as a change that undo takes back. */
  restore: (version: Version) => Promise<void>;
  rename: (version: Version, name: string) => Promise<void>;
  remove: (version: Version) => Promise<void>;
  askName: (version: Version | null) => void;
  /** Shows a sentence in the status bar for a while. */
  say: (sentence: string) => void;
  dismissFailure: () => void;
  close: () => void;
};

const SAID_MS = 8_000;
const UNSAVED = "刚写的字还没有存上，原因写在窗口最下面一行。存上以后再试。";

export function createVersionShelf(
  api: Pick<Api, "versions">,
  draftId: string,
  session: Pick<DraftSession, "flush">,
  editor: SpeechEditor,
): VersionShelf {
  const store = createStore<ShelfState>(() => ({ versions: null, failure: null, said: null, naming: null }));
  let saidTimer: ReturnType<typeof setTimeout> | undefined;
  let keeping = false;
  let keepAgain = false;
  /** Counts the readings of the list: an older one that comes late is dropped. */
  let readings = 0;

  const say = (said: string) => {
    announce(said);
    store.setState({ said, failure: null });
    clearTimeout(saidTimer);
    saidTimer = setTimeout(() => store.setState({ said: null }), SAID_MS);
  };
  const fail = (failure: string) => store.setState({ failure, said: null });

  const reload = async () => {
    readings += 1;
    const mine = readings;
    try {
      const versions = await api.versions.list({ id: draftId });
      if (mine === readings) store.setState({ versions });
    } catch (error) {
      fail(failureOf(error).message);
    }
  };

  /** Does `work`, tells why when it fails, and reads the list anew in either case. */
  const act = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      fail(failureOf(error).message);
      return undefined;
    } finally {
      await reload();
    }
  };

  return {
    store,
    reload,
    // The second press, which asks for a name, may come before the first was answered; it is done behind it, and once.
    keep: async function keep(): Promise<void> {
      if (keeping) {
        keepAgain = true;
        return;
      }
      keeping = true;
      try {
        if (!(await session.flush())) return fail(`没有存成版本：${UNSAVED}`);
        const kept = await act(() => api.versions.keep({ id: draftId }));
        if (!kept) return;
        const { version, added } = kept;
        if (added) say(`已存为一个版本。再按 ${keysOf("draft.save")} 给它起名。`);
        else if (version.name === "") whenNotComposing(editor, () => store.setState({ naming: version }));
        else say(`和版本“${version.name}”一样，没有改动。`);
      } finally {
        keeping = false;
      }
      if (!keepAgain) return;
      keepAgain = false;
      await keep();
    },
    read: (version) => act(() => api.versions.read({ id: draftId, versionId: version.id })),
    restore: async (version) => {
      if (!(await session.flush())) return fail(`没有恢复：${UNSAVED}`);
      const restored = await act(() => api.versions.restore({ id: draftId, versionId: version.id }));
      if (!restored) return;
      whenNotComposing(editor, () => {
        const { body, head } = restored;
        const sameHead = canonicalJson(head) === canonicalJson(editor.head);
        let changed: number | undefined;
        const bring = () => {
          changed = replaceBody(editor, body);
        };
        // The card goes back too: the places that follow it would read as another card says.
        if (sameHead) bring();
        else changeHead(editor, "", { ...BARE_HEAD, ...head }, bring);
        ReactEditor.focus(editor);
        if (changed === undefined && sameHead) return say("现在的文字和这个版本一样。");
        say(`恢复成了${versionTime(version.at, new Date())} 的版本。要回到原来的文字，用撤销。`);
        // Not before the new blocks are drawn.
        requestAnimationFrame(() => {
          const block = editor.children[changed ?? 0];
          if (block) ReactEditor.toDOMNode(editor, block).scrollIntoView({ block: "center" });
        });
      });
    },
    rename: async (version, name) => {
      store.setState({ naming: null });
      const done = await act(() => api.versions.rename({ id: draftId, versionId: version.id, name }));
      if (done) say(`这个版本叫“${name}”了。`);
    },
    remove: async (version) => {
      await act(() => api.versions.remove({ id: draftId, versionId: version.id }));
    },
    askName: (naming) => store.setState({ naming }),
    say,
    dismissFailure: () => store.setState({ failure: null }),
    close: () => clearTimeout(saidTimer),
  };
}
