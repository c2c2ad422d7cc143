import { useMemo } from "react";
import { useStore } from "zustand";
import type { Block, Draft } from "#core/draft/schema";
import { citationIds, citationsIn } from "#core/library/passage";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { DraftSession } from "../../session/draft-session.ts";

/** How often the open draft cites an entry, by its id; as of the last pause of the writer. */
export function useCited(editor: SpeechEditor, session: DraftSession): ReadonlyMap<string, number> {
  const overview = useStore(session.store, (state) => state.overview);
  const citations = useStore(session.store, (state) => state.head.citations);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the overview says when the text has changed
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const id of citationIds(editor.children as Block[])) {
      const entryId = citations[id]?.entryId;
      if (entryId !== undefined) counts.set(entryId, (counts.get(entryId) ?? 0) + 1);
    }
    return counts;
  }, [overview, citations, editor]);
}

/** The draft without the copies of what it no longer cites: while it is open, undo may bring a mark back. */
export function withoutUncited(draft: Draft): Draft {
  return { ...draft, citations: citationsIn([...draft.body, ...(draft.unplaced ?? [])], draft.citations) };
}
