import { z } from "zod";
import { type Entry, entrySchema } from "#core/library/entry";

const recordSchema = z.union([
  z.object({ put: entrySchema, at: z.string() }),
  z.object({ remove: z.string(), at: z.string() }),
]);
/** A change of the own entries; the last one of an id counts. */
export type EntryRecord = { put: Entry; at: string } | { remove: string; at: string };

/** `library/entries.jsonl`: what the user made herself. */
export const ENTRIES_JOURNAL = {
  file: "entries.jsonl",
  kind: "speechwright-entries",
  name: "自己的素材",
  read: (record: unknown) => recordSchema.safeParse(record).data as EntryRecord | undefined,
};

/** The own entries by id, in the order in which they were first saved. */
export class OwnEntries {
  readonly #entries = new Map<string, { put: Entry; at: string }>();

  take(record: EntryRecord): void {
    if ("put" in record) this.#entries.set(record.put.id, record);
    else this.#entries.delete(record.remove);
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id)?.put;
  }

  all(): Entry[] {
    return [...this.#entries.values()].map(({ put }) => put);
  }

  records(): EntryRecord[] {
    return [...this.#entries.values()];
  }
}
