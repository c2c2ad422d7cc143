import { z } from "zod";
import type { Use } from "#core/library/search";

const recordSchema = z.union([
  z.object({ used: z.string(), draftId: z.string(), at: z.string() }),
  z.object({ favourite: z.string(), at: z.string() }),
  z.object({ unfavourite: z.string(), at: z.string() }),
]);
export type UseRecord = z.infer<typeof recordSchema>;

/** `library/uses.jsonl`: favourites, and each insertion with its draft, which may have been deleted since. */
export const USES_JOURNAL = {
  file: "uses.jsonl",
  kind: "speechwright-uses",
  name: "收藏和使用记录",
  read: (record: unknown) => recordSchema.safeParse(record).data,
};

/** An insertion is worth half as much after this time. */
const HALF_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

type Known = { favouredAt?: string; insertions: { draftId: string; at: string }[]; weight: number; weighedAt: number };

/** What the user favours and how often and when she inserted what. */
export class Uses {
  readonly #known = new Map<string, Known>();

  take(record: UseRecord): void {
    if ("used" in record) {
      const { used, draftId, at } = record;
      const known = this.#of(used);
      const time = Math.max(Date.parse(at) || 0, known.weighedAt);
      known.insertions.push({ draftId, at });
      known.weight = faded(known, time) + 1;
      known.weighedAt = time;
    } else if ("favourite" in record) {
      this.#of(record.favourite).favouredAt = record.at;
    } else {
      delete this.#of(record.unfavourite).favouredAt;
    }
  }

  of(id: string, now: string): (Use & { count: number; usedAt?: string }) | undefined {
    const known = this.#known.get(id);
    if (!known) return undefined;
    const usedAt = known.insertions.at(-1)?.at;
    return {
      favourite: known.favouredAt !== undefined,
      weight: faded(known, Date.parse(now)),
      count: known.insertions.length,
      ...(usedAt && { usedAt }),
    };
  }

  records(): UseRecord[] {
    return [...this.#known].flatMap(([id, { favouredAt, insertions }]) => [
      ...insertions.map((insertion) => ({ used: id, ...insertion })),
      ...(favouredAt ? [{ favourite: id, at: favouredAt }] : []),
    ]);
  }

  #of(id: string): Known {
    const known = this.#known.get(id) ?? { insertions: [], weight: 0, weighedAt: 0 };
    this.#known.set(id, known);
    return known;
  }
}

/** The calendar day of an ISO time where the program runs: texts of laws take effect at its midnight. */
export function localDay(time: string): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function faded({ weight, weighedAt }: Known, time: number): number {
  return weight * 0.5 ** (Math.max(0, time - weighedAt) / HALF_LIFE_MS);
}
