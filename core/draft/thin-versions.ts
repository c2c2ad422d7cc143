/** What brought a version about. All but `kept` (Ctrl+S) come by themselves. */
export const VERSION_KINDS = ["kept", "opened", "interval", "before-change", "before-restore"] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

/** What thinning looks at. */
export type DatedVersion = {
  id: string;
  kind: VersionKind;
  /** `""` when nobody named it. */
  name: string;
  /** ISO time at which it was kept. */
  at: string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How densely automatic versions stand, by age: of each stretch of time the newest stays. What was kept before a change or
 * a restoration holds a text that was about to go, so that none of a day's is dropped for another.
 */
const DENSITIES: readonly { youngerThan: number; stretch: (version: DatedVersion) => string }[] = [
  {
    youngerThan: DAY,
    stretch: ({ id, kind, at }) =>
      kind === "before-change" || kind === "before-restore"
        ? `one ${id}`
        : `ten minutes ${Math.floor(Date.parse(at) / (10 * MINUTE))}`,
  },
  { youngerThan: 3 * DAY, stretch: ({ at }) => `hour ${Math.floor(Date.parse(at) / HOUR)}` },
  { youngerThan: 30 * DAY, stretch: ({ at }) => `day ${dayOf(at)}` },
  { youngerThan: Number.POSITIVE_INFINITY, stretch: ({ at }) => `week ${Math.floor((dayOf(at) + 3) / 7)}` },
];

/** Whether a version stays until the user deletes it: it was kept by hand, or somebody gave it a name. */
export function isLasting({ kind, name }: Pick<DatedVersion, "kind" | "name">): boolean {
  return kind === "kept" || name !== "";
}

/**
 * The ids of the automatic versions that are too many for their age; `versions` in the order they were kept, the oldest
 * first. Never the newest, nor one that lasts. Thinning what is left finds nothing more at the same `now`.
 */
export function thinVersions(versions: readonly DatedVersion[], now: string): string[] {
  const taken = new Set<string>();
  // A clock that was set back makes ages negative; they count as young.
  const ageOf = ({ at }: DatedVersion) => Date.parse(now) - Date.parse(at);
  return [...versions].reverse().flatMap((version, index) => {
    if (isLasting(version)) return [];
    const density = DENSITIES.find(({ youngerThan }) => ageOf(version) < youngerThan);
    const stretch = density?.stretch(version);
    // A time that cannot be read gives no age, and no reason to drop anything.
    if (!stretch) return [];
    const isFirst = !taken.has(stretch);
    taken.add(stretch);
    return isFirst || index === 0 ? [] : [version.id];
  });
}

/** The calendar day where the program runs, counted from 1970-01-01, a Thursday. */
function dayOf(at: string): number {
  const time = new Date(at);
  return Math.floor(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / DAY);
}
