import { createStore, type StoreApi } from "zustand";
import type { ImportMessage } from "#core/draft/schema";
import type { PasteListener } from "../../editor/with-clipboard.ts";
import type { DraftSession } from "../../session/draft-session.ts";

/** What the last paste has to tell: why there was none, or what it changed and dropped. */
export type PasteTold = { refused: string } | { notes: ImportMessage[] };

/** Keeps what the last paste has to tell; guesses and losses also stand among the import notes as long as the paste does. */
export function createPasteTold(session: DraftSession): {
  store: StoreApi<{ last: PasteTold | null }>;
  listener: PasteListener;
} {
  const store = createStore<{ last: PasteTold | null }>(() => ({ last: null }));
  return {
    store,
    listener: {
      refused: (sentence) => store.setState({ last: { refused: sentence } }),
      noted: (notes) => {
        store.setState({ last: notes.length > 0 ? { notes } : null });
        const open = notes.filter(({ level }) => level !== "info");
        if (open.length > 0) session.addNotes(open);
      },
      undone: (notes) => {
        const { last } = store.getState();
        if (last && "notes" in last && last.notes === notes) store.setState({ last: null });
        if (notes.length > 0) session.confirmNotes(notes);
      },
    },
  };
}
