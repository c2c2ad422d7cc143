import { Range } from "slate";
import { ReactEditor } from "slate-react";
import { createStore, type StoreApi } from "zustand";
import type { Api, IncomingEntries } from "#core/api/contract";
import { failureOf, SpeechError } from "#core/api/errors";
import { type Block, textOf } from "#core/draft/schema";
import { tidyDocumentNumber } from "#core/library/document-number";
import type { Entry, EntryKind } from "#core/library/entry";
import { entryFault } from "#core/library/entry-fault";
import { nameOf } from "#core/library/texts";
import { whenNotComposing } from "../../editor/composition.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { whereSaved } from "../../ui/where-saved.ts";
import { insertPassage, insertWords } from "./insert-entry.ts";
import type { Way } from "./ways.ts";

/** Which entries of a kind are shown. */
export type Filter = {
  inForce: boolean;
  favourites: boolean;
  documentKind: string | null;
  theme: string | null;
  place: string | null;
};
export const NO_FILTER: Filter = { inForce: false, favourites: false, documentKind: null, theme: null, place: null };

/** What is asked of the user about the library. */
export type Question =
  /** The entry is written or changed; `isNew` when the library has none of its id. */
  { kind: "edit"; entry: Entry; isNew: boolean } | { kind: "share" } | { kind: "take-in"; incoming: IncomingEntries };

type ShelfState = {
  kind: EntryKind;
  query: string;
  filters: Readonly<Record<EntryKind, Filter>>;
  order: "use" | "new";
  selectedId: string | null;
  /** Counts what was changed in the library; each change searches anew. */
  changes: number;
  /** The entry that was just deleted and can be brought back. */
  removed: Entry | null;
  /** The sentence that says what was not done. */
  failure: string | null;
  question: Question | null;
  /** The user asked for the panel by name: its search takes the focus. */
  sought: boolean;
  /** Ctrl+K is open, with these words to look for. */
  palette: { query: string } | null;
};

/** The library beside one open draft: what is shown of it, and what can be done with its entries. */
export type LibraryShelf = {
  store: StoreApi<ShelfState>;
  readOnly: boolean;
  /** Puts an entry at the cursor of the draft, or at `at`, and goes on in the text. */
  insert: (entry: Entry, way: Way, at?: Range) => void;
  favour: (id: string, favourite: boolean) => Promise<void>;
  /** False when it was not saved; the sentence stands in `failure`. */
  save: (entry: Entry) => Promise<boolean>;
  remove: (entry: Entry) => Promise<void>;
  restore: (entry: Entry) => Promise<void>;
  share: (ids: string[]) => Promise<void>;
  takeIn: () => Promise<void>;
  ask: (question: Question | null) => void;
  /** Brings the focus into the search of the panel once that is shown. */
  seek: () => void;
  close: () => void;
};

/** How long 「撤销」 stands after an entry was deleted. */
const UNDO_MS = 8_000;
const NO_PLACE = "没有插入：光标还在题目的最前面。先在正文里点一下要插入的地方，再插入。";
const ONLY_READ = "没有插入：这篇讲稿只能阅读。";

export function createLibraryShelf(
  api: Pick<Api, "library">,
  draftId: string,
  editor: SpeechEditor,
  readOnly: boolean,
  say: (sentence: string) => void,
): LibraryShelf {
  const filters = { citation: NO_FILTER, term: NO_FILTER, slogan: NO_FILTER, passage: NO_FILTER };
  const store = createStore<ShelfState>(() => ({
    kind: "citation",
    query: "",
    filters,
    order: "use",
    selectedId: null,
    changes: 0,
    removed: null,
    failure: null,
    question: null,
    sought: false,
    palette: null,
  }));
  let undoTimer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => store.setState(({ changes }) => ({ changes: changes + 1 }));

  /** Does `work` and tells why when it fails. */
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      store.setState({ failure: null });
      return true;
    } catch (error) {
      store.setState({ failure: failureOf(error).message });
      return false;
    } finally {
      changed();
    }
  };

  return {
    store,
    readOnly,
    insert: (entry, way, at) => {
      if (readOnly) return store.setState({ failure: ONLY_READ });
      whenNotComposing(editor, () => {
        if (!at && way.words !== undefined && isUntouched(editor)) return store.setState({ failure: NO_PLACE });
        if (at && isInText(editor, at)) editor.select(at);
        if (way.words === undefined) {
          if (entry.kind === "passage") insertPassage(editor, entry);
        } else {
          insertWords(editor, way.words, way.citation);
        }
        store.setState({ failure: null });
        ReactEditor.focus(editor);
        // The next search counts it: now the list would move under the mouse. A count that fails is no reason to disturb who writes.
        api.library.used({ id: entry.id, draftId }).catch(() => {});
      });
    },
    favour: async (id, favourite) => {
      await act(() => api.library.favour({ id, favourite }));
    },
    save: (entry) =>
      act(async () => {
        const fault = entryFault(entry);
        if (fault) throw new SpeechError("input.invalid", `没有存上：${fault}。改过再存。`);
        const number = entry.kind === "citation" && entry.documentNumber;
        await api.library.save(number ? { ...entry, documentNumber: tidyDocumentNumber(number) } : entry);
      }),
    remove: async (entry) => {
      if (!(await act(() => api.library.remove({ id: entry.id })))) return;
      store.setState({ removed: entry });
      clearTimeout(undoTimer);
      undoTimer = setTimeout(() => store.setState({ removed: null }), UNDO_MS);
    },
    restore: async (entry) => {
      if (await act(() => api.library.restore({ id: entry.id }))) {
        store.setState({ removed: null, selectedId: entry.id });
        say(`“${nameOf(entry)}”放回来了。`);
      }
    },
    share: async (ids) => {
      await act(async () => {
        const { saved, fileName, folderName } = await api.library.share({ ids });
        if (!saved) return;
        store.setState({ question: null });
        say(`${ids.length} 段存成了“${fileName}”，在${whereSaved(folderName)}，可以发给同事。`);
      });
    },
    takeIn: async () => {
      await act(async () => {
        const incoming = await api.library.readFile({ source: "dialog" });
        if (incoming) store.setState({ question: { kind: "take-in", incoming } });
      });
    },
    seek: () => store.setState({ sought: true }),
    ask: (question) => store.setState({ question, failure: null }),
    close: () => clearTimeout(undoTimer),
  };
}

/** Whether the cursor stands where a draft that was just opened has it: nobody means the beginning of a written title. */
function isUntouched({ selection, children }: SpeechEditor): boolean {
  const first = children[0] as Block | undefined;
  if (first?.type !== "title" || textOf(first) === "") return false;
  return (
    selection === null ||
    (Range.isCollapsed(selection) &&
      selection.anchor.path[0] === 0 &&
      selection.anchor.path[1] === 0 &&
      selection.anchor.offset === 0)
  );
}

function isInText(editor: SpeechEditor, range: Range): boolean {
  return Range.edges(range).every(({ path, offset }) => {
    const [block = -1, span = -1] = path;
    const text = (editor.children[block] as Block | undefined)?.children[span]?.text;
    return text !== undefined && offset <= text.length;
  });
}
