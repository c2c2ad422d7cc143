import { useEffect, useState } from "react";
import type { Api, LibraryHit } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { useApi } from "../../api.ts";

export type Search = Parameters<Api["library"]["search"]>[0];

/** A search that asks for nothing in particular. */
export const EVERYTHING: Search = {
  query: "",
  themes: [],
  statuses: [],
  places: [],
  documentKinds: [],
  favourites: false,
  order: "use",
  limit: 50,
};

/** What was found last; `search` is what it answers, so that nobody acts on an older answer. */
export type Found = {
  search: Search;
  total: number;
  hits: readonly LibraryHit[];
  /** The sentence that says why nothing could be looked for. */
  failure?: string;
};

/** Asks the host as the user types; what was found last stays until the next answer. `changes` says when the library itself has changed. */
export function useLibrarySearch(search: Search, changes: number): Found | null {
  const api = useApi();
  const [found, setFound] = useState<Found | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` only says when
  useEffect(() => {
    let wanted = true;
    api.library.search(search).then(
      ({ total, hits }) => wanted && setFound({ search, total, hits }),
      (error) => wanted && setFound({ search, total: 0, hits: [], failure: failureOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [api, search, changes]);
  return found;
}
