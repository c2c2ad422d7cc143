import { describe, expect, it } from "vitest";
import { type DatedVersion, isLasting, thinVersions, type VersionKind } from "#core/draft/thin-versions";

// Times without a zone are those of the machine, since days and weeks are those of its user.
const NOW = "2026-11-22T15:00:00";

const versions = (...entries: [at: string, kind?: VersionKind, name?: string][]): DatedVersion[] =>
  entries.map(([at, kind = "interval", name = ""]) => ({
    id: `${at}${kind === "interval" ? "" : ` ${kind}`}`,
    at,
    kind,
    name,
  }));

describe("thinning", () => {
  it.each<[name: string, given: DatedVersion[], dropped: string[]]>([
    ["leaves an empty list", [], []],
    ["leaves a single one however old", versions(["2019-01-01T00:00:00"]), []],
    [
      "keeps one of each ten minutes of the last day",
      versions(["2026-11-22T09:01:00"], ["2026-11-22T09:04:00"], ["2026-11-22T09:12:00"], ["2026-11-22T14:00:00"]),
      ["2026-11-22T09:01:00"],
    ],
    [
      "keeps all of the last day that stood before a change, whatever came next",
      versions(
        ["2026-11-22T09:01:00", "before-change"],
        ["2026-11-22T09:02:00", "before-change"],
        ["2026-11-22T09:03:00", "before-restore"],
        ["2026-11-22T09:04:00", "interval"],
        ["2026-11-22T14:00:00"],
      ),
      [],
    ],
    [
      "keeps one an hour up to three days, of whatever kind",
      versions(
        ["2026-11-20T09:05:00", "opened"],
        ["2026-11-20T09:20:00", "before-change"],
        ["2026-11-20T09:40:00"],
        ["2026-11-20T10:10:00"],
        ["2026-11-22T14:00:00"],
      ),
      ["2026-11-20T09:20:00 before-change", "2026-11-20T09:05:00 opened"],
    ],
    [
      "keeps one a day up to thirty days",
      versions(["2026-11-10T00:10:00"], ["2026-11-10T23:50:00"], ["2026-11-11T00:10:00"], ["2026-11-22T14:00:00"]),
      ["2026-11-10T00:10:00"],
    ],
    [
      "keeps one a week after that, weeks beginning on Monday",
      versions(
        ["2026-10-05T08:00:00"], // Monday
        ["2026-10-11T20:00:00"], // Sunday
        ["2026-10-12T08:00:00"], // Monday
        ["2026-11-22T14:00:00"],
      ),
      ["2026-10-05T08:00:00"],
    ],
    [
      "never drops what was kept by hand or named, and lets it stand for nothing else",
      versions(
        ["2026-10-05T08:00:00", "kept"],
        ["2026-10-05T09:00:00", "opened", "送审稿"],
        ["2026-10-05T10:00:00"],
        ["2026-10-05T11:00:00", "kept"],
        ["2026-11-22T14:00:00"],
      ),
      [],
    ],
    ["never drops the newest", versions(["2026-11-22T14:55:00"], ["2026-11-22T14:56:00"]), ["2026-11-22T14:55:00"]],
    [
      "counts what a clock set back left in the future as young, and goes by the order for which is newest",
      versions(["2027-01-01T00:01:00"], ["2027-01-01T00:02:00"], ["2026-11-22T14:59:00"]),
      ["2027-01-01T00:01:00"],
    ],
    [
      "keeps the newest also where a clock set back makes it the oldest by time",
      versions(["2026-11-22T14:00:00"], ["2026-10-05T08:00:00"], ["2026-10-04T08:00:00"]),
      [],
    ],
  ])("%s", (_, given, dropped) => {
    expect(thinVersions(given, NOW)).toEqual(dropped);
    const left = given.filter(({ id }) => !dropped.includes(id));
    expect(thinVersions(left, NOW)).toEqual([]);
  });

  it("goes by the order where times are equal", () => {
    const at = "2026-11-22T09:00:00";
    const same = ["a", "b", "c"].map((id): DatedVersion => ({ id, at, kind: "opened", name: "" }));
    expect(thinVersions(same, NOW)).toEqual(["b", "a"]);
  });

  it("drops nothing for a time that cannot be read", () => {
    expect(thinVersions(versions(["gestern"], ["gestern"], ["2026-11-22T09:00:00"]), NOW)).toEqual([]);
  });

  it("leaves a bounded number of a year of work", () => {
    const end = new Date(NOW).getTime();
    const given = Array.from({ length: 365 * 24 }, (_, hour) => {
      const at = new Date(end - (365 * 24 - hour) * 3_600_000).toISOString();
      return { id: at, at, kind: "interval", name: "" } as const;
    });
    const left = given.length - thinVersions(given, NOW).length;
    expect(left).toBeGreaterThan(100);
    expect(left).toBeLessThan(160);
  });
});

it("knows what lasts", () => {
  expect(isLasting({ kind: "kept", name: "" })).toBe(true);
  expect(isLasting({ kind: "opened", name: "一稿" })).toBe(true);
  expect(isLasting({ kind: "before-restore", name: "" })).toBe(false);
});
