import { useEffect, useState } from "react";
import type { DraftSummary } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { useApi } from "../../api.ts";

/** What a search in the own drafts came to; `query` is the one that it answers. */
export type FoundDrafts = { query: string; drafts: readonly DraftSummary[]; failure?: string };

/** The own drafts with the words of `query` in title, meeting or text, the last changed first; null before the first answer. */
export function useFoundDrafts(query: string): FoundDrafts | null {
  const api = useApi();
  const [found, setFound] = useState<FoundDrafts | null>(null);
  const words = query.trim();
  useEffect(() => {
    let wanted = true;
    api.drafts.list({ query: words }).then(
      (drafts) => wanted && setFound({ query: words, drafts }),
      (error) => wanted && setFound({ query: words, drafts: [], failure: failureOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [api, words]);
  return found;
}
