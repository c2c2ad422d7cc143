import type { Api, IncomingEntries } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import type { Entry } from "#core/library/entry";
import { LibraryIndex } from "#core/library/search";

/** The library in memory, searched as the real one is; without pinyin. */
export function memoryLibrary() {
  const index = new LibraryIndex();
  const own = new Set<string>();
  const favourites = new Set<string>();
  const removed = new Map<string, Entry>();
  const used: string[] = [];
  const shared: string[][] = [];
  const next: { file: IncomingEntries | null; failure: SpeechError | null } = { file: null, failure: null };
  const add = (entry: Entry, isOwn = false) => {
    index.put(entry, isOwn);
    if (isOwn) own.add(entry.id);
  };
  const get = (id: string) => {
    const entry = index.get(id);
    if (!entry) throw new SpeechError("entry.missing", "没有找到这条素材，它可能已经删除。换一条再试。");
    return entry;
  };
  const fail = () => {
    const { failure } = next;
    next.failure = null;
    if (failure) throw failure;
  };
  const usesOf = (id: string) => used.filter((each) => each === id).length;

  const api: Api["library"] = {
    search: async (wanted) => {
      const use = (id: string) => ({ favourite: favourites.has(id), weight: usesOf(id) });
      const { total, found } = index.search({ ...wanted, kind: wanted.kind }, { day: wanted.day ?? "2026-11-22", use });
      const hits = found.map((hit) => ({
        ...hit,
        own: own.has(hit.entry.id),
        favourite: favourites.has(hit.entry.id),
        uses: usesOf(hit.entry.id),
      }));
      return { total, hits };
    },
    themes: async ({ kind }) => index.themes(kind),
    read: async ({ id }) => get(id),
    save: async (entry) => {
      fail();
      add(entry, true);
      return {};
    },
    remove: async ({ id }) => {
      fail();
      removed.set(id, get(id));
      index.remove(id);
      return {};
    },
    restore: async ({ id }) => {
      const entry = removed.get(id);
      if (entry) add(entry, true);
      return {};
    },
    favour: async ({ id, favourite }) => {
      if (favourite) favourites.add(id);
      else favourites.delete(id);
      return {};
    },
    used: async ({ id }) => {
      used.push(id);
      return {};
    },
    share: async ({ ids }) => {
      fail();
      shared.push(ids);
      return { saved: true, fileName: "段落.speech-library", folderName: null };
    },
    readFile: async () => next.file,
  };
  return { api, add, get: (id: string) => index.get(id), used, shared, favourites, next };
}
