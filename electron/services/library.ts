import { setImmediate as nextRound } from "node:timers/promises";
import { z } from "zod";
import type { Api, LibraryHit } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { type Entry, entrySchema } from "#core/library/entry";
import { LibraryIndex } from "#core/library/search";
import { incomingState, LIBRARY_ENDING, openSharedEntries, sharedEntries } from "#core/library/share-file";
import { nameOf } from "#core/library/texts";
import type { Spelled } from "#core/pinyin";
import { saveCopy, textOfCopy } from "./copies.ts";
import { Journal } from "./library/journal.ts";
import { ENTRIES_JOURNAL, type EntryRecord, OwnEntries } from "./library/own-entries.ts";
import { starterEntries } from "./library/starter.ts";
import { localDay, USES_JOURNAL, Uses } from "./library/uses.ts";
import type { Ports } from "./ports.ts";
import type { StartMessages } from "./start-messages.ts";

/** The largest file of entries that is read; 100,000 documents without their words take less. */
const MOST_MEGABYTES = 50;
/** Characters that are spelled between two other works of the process: some milliseconds. */
const SPELLED_AT_ONCE = 2000;

export type Library = Api["library"] & {
  /** Reads the own entries and tells what of them is broken. */
  open(): Promise<void>;
};

export function createLibrary(ports: Ports, messages: StartMessages): Library {
  const own = new OwnEntries();
  const uses = new Uses();
  const index = new LibraryIndex();
  /** Deleted since the start, so that they can come back. */
  const removed = new Map<string, Entry>();
  let journals: ReturnType<typeof openJournals> | undefined;
  let shipped: Promise<void> | undefined;
  let spelling: Promise<(text: string) => Spelled> | undefined;

  const openJournals = async () => {
    const world = { messages, now: ports.now };
    const entries = await Journal.open(ports.dataFolder, ENTRIES_JOURNAL, {
      ...world,
      take: (record) => own.take(record),
      counting: () => own.records(),
    });
    const counts = await Journal.open(ports.dataFolder, USES_JOURNAL, {
      ...world,
      take: (record) => uses.take(record),
      counting: () => uses.records(),
    });
    for (const entry of own.all()) index.put(entry, true);
    return { entries, counts };
  };
  const opened = () => {
    journals ??= openJournals().catch((error) => {
      journals = undefined;
      throw error;
    });
    return journals;
  };
  /** Opens the own entries as far as the disk allows: what is shipped can be used without them. */
  const openedIfPossible = async () => {
    await opened().catch(messages.reportFailure);
  };
  const fill = async () => {
    for (const entry of await starterEntries(ports.assetsFolder)) index.put(entry);
    speller().catch(() => {});
  };
  const ready = async () => {
    shipped ??= fill().catch((error) => {
      shipped = undefined;
      throw error;
    });
    await shipped;
    await openedIfPossible();
  };
  /** Spells everything in small steps, so that the first search by pinyin finds it done and no other call waits for it. */
  const spellAll = async () => {
    const { spell } = await import("#core/pinyin-dictionary");
    while (index.spellSome(spell, SPELLED_AT_ONCE)) await nextRound();
    return spell;
  };
  const speller = () => {
    spelling ??= spellAll().catch((error) => {
      spelling = undefined;
      throw error;
    });
    return spelling;
  };
  const existing = (id: string): Entry => {
    const entry = index.get(id);
    if (entry) return entry;
    throw new SpeechError("entry.missing", "没有找到这条素材，它可能已经删除。换一条再试。");
  };

  const take = (record: EntryRecord) => {
    own.take(record);
    if ("put" in record) index.put(record.put, true);
    else index.remove(record.remove);
  };
  const refuseShipped = (id: string) => {
    if (!index.get(id) || own.get(id)) return;
    throw new SpeechError("entry.shipped", "随讲稿匠提供的素材不能改，也不能删。复制成自己的一条再改。");
  };

  return {
    open: openedIfPossible,

    async search(wanted) {
      await ready();
      const now = ports.now();
      const spell = /[a-z]/iu.test(wanted.query.normalize("NFKC")) ? await speller() : undefined;
      const { total, found } = index.search(wanted, {
        day: wanted.day ?? localDay(now),
        use: (id) => uses.of(id, now),
        spell,
      });
      const hits = found.map(({ entry, ...hit }): LibraryHit => {
        const use = uses.of(entry.id, now);
        return {
          ...hit,
          entry,
          own: own.get(entry.id) !== undefined,
          favourite: use?.favourite ?? false,
          uses: use?.count ?? 0,
          ...(use?.usedAt && { usedAt: use.usedAt }),
        };
      });
      return { total, hits };
    },

    async themes({ kind }) {
      await ready();
      return index.themes(kind);
    },

    async read({ id }) {
      await ready();
      return existing(id);
    },

    async save(entry) {
      await ready();
      const { entries } = await opened();
      refuseShipped(entry.id);
      if (!z.uuid().safeParse(entry.id).success) {
        throw new SpeechError("input.invalid", "素材没有存上：它的编号不对。复制成另一条再存。");
      }
      const known = own.get(entry.id);
      // What a later version of the program wrote into the entry and the window does not know stays in it.
      const put = { ...unknownOf(known), ...entry };
      await entries.append({ put, at: ports.now() }, take);
      return {};
    },

    async remove({ id }) {
      await ready();
      const { entries } = await opened();
      refuseShipped(id);
      const entry = existing(id);
      await entries.append({ remove: id, at: ports.now() }, take);
      removed.set(id, entry);
      return {};
    },

    async restore({ id }) {
      await ready();
      const { entries } = await opened();
      const entry = removed.get(id);
      if (!entry)
        throw new SpeechError("entry.missing", "没有放回：这条素材不在刚删除的里面。重新打开讲稿匠以后不能再放回。");
      if (!own.get(id)) await entries.append({ put: entry, at: ports.now() }, take);
      removed.delete(id);
      return {};
    },

    async favour({ id, favourite }) {
      await ready();
      const { counts } = await opened();
      existing(id);
      const at = ports.now();
      await counts.append(favourite ? { favourite: id, at } : { unfavourite: id, at }, (record) => uses.take(record));
      return {};
    },

    async used({ id, draftId }) {
      await ready();
      const { counts } = await opened();
      existing(id);
      await counts.append({ used: id, draftId, at: ports.now() }, (record) => uses.take(record));
      return {};
    },

    async share({ ids }) {
      await ready();
      const entries = ids.map(existing);
      for (const { id } of entries) {
        if (!own.get(id))
          throw new SpeechError("entry.shipped", "没有存成文件：随讲稿匠提供的素材同事那里也有，不用分享。");
      }
      const [first] = entries;
      const title = entries.length === 1 && first ? nameOf(first) : `讲稿匠素材（${entries.length} 条）`;
      const text = sharedEntries(entries);
      return saveCopy(ports.dialogs, { title, ending: LIBRARY_ENDING, text, failed: "没有存成文件" });
    },

    async readFile({ source }) {
      await ready();
      const [file] = await ports.dialogs.chooseFiles({ accept: [LIBRARY_ENDING], source });
      if (!file) return null;
      const incoming = openSharedEntries(file.name, textOfCopy(file, "素材", MOST_MEGABYTES));
      const here = own.all();
      return { fileName: file.name, items: incoming.map((entry) => ({ state: incomingState(entry, here), entry })) };
    },
  };
}

/** The properties that the schema of the entry's kind does not know. */
function unknownOf(entry: Entry | undefined): Record<string, unknown> {
  if (!entry) return {};
  const schema = entrySchema.options.find(({ shape }) => shape.kind.value === entry.kind);
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !schema || !Object.hasOwn(schema.shape, key)));
}
