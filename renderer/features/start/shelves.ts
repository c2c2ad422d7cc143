import { useCallback, useEffect, useState } from "react";
import type { DraftSummary, RecentFile, RemovedDraft, TemplateSummary } from "#core/api/contract";
import { useApi } from "../../api.ts";

export type Shelves = {
  drafts: readonly DraftSummary[];
  removed: readonly RemovedDraft[];
  recent: readonly RecentFile[];
  templates: readonly TemplateSummary[];
};

/** What the start page shows, null until it is read, `unread` where the first reading failed; read anew by `reload`, when `changes` changes and whenever the window gets the focus back. */
export function useShelves(
  onFailure: (error: unknown) => void,
  changes: number,
): [Shelves | null | "unread", () => Promise<void>] {
  const api = useApi();
  const [shelves, setShelves] = useState<Shelves | null | "unread">(null);
  const reload = useCallback(async () => {
    try {
      const [drafts, removed, recent, templates] = await Promise.all([
        api.drafts.list({}),
        api.drafts.removed({}),
        api.files.recent({}),
        api.templates.list({}),
      ]);
      setShelves({ drafts, removed, recent, templates });
    } catch (error) {
      setShelves((current) => current ?? "unread");
      onFailure(error);
    }
  }, [api, onFailure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` only says when
  useEffect(() => {
    reload();
    window.addEventListener("focus", reload);
    return () => window.removeEventListener("focus", reload);
  }, [reload, changes]);
  return [shelves, reload];
}

export type Search = { drafts: readonly DraftSummary[]; query: string };

/** The drafts that hold every word of `query`, asked of the host as the user types; what was found last stays until then. */
export function useSearch(drafts: readonly DraftSummary[], query: string, onFailure: (error: unknown) => void): Search {
  const api = useApi();
  const [found, setFound] = useState<Search>({ drafts, query: "" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is searched again
  useEffect(() => {
    if (query === "") return setFound({ drafts: [], query });
    let wanted = true;
    api.drafts.list({ query }).then((hits) => wanted && setFound({ drafts: hits, query }), onFailure);
    return () => {
      wanted = false;
    };
  }, [api, query, drafts, onFailure]);
  return found.query === "" ? { drafts, query: "" } : found;
}
