import { describe, expect, it } from "vitest";
import type { CitationEntry } from "#core/library/entry";
import { confidenceName, issuedText, standing, standingText } from "#core/library/standing";

const law = (id: string, changes: Partial<CitationEntry>): CitationEntry => ({
  id,
  kind: "citation",
  title: "中华人民共和国商标法",
  documentKind: "law",
  status: "in-force",
  themes: [],
  ...changes,
});
const old = law("P001", { effectiveOn: "2019-11-01" });
const next = law("P005", { effectiveOn: "2027-01-01", status: "unknown" });
const both = [old, next];

describe("how a document stands", () => {
  it("goes by the day on which each text of a law takes effect", () => {
    expect(standing(old, "2026-12-31", both)).toEqual({ state: "in-force" });
    expect(standing(next, "2026-12-31", both)).toEqual({ state: "not-yet", from: "2027-01-01" });
    expect(standing(old, "2027-01-01", both)).toEqual({ state: "replaced", from: "2027-01-01", by: "P005" });
    expect(standing(next, "2027-01-01", both)).toEqual({ state: "unknown" });
  });

  it("names the text that stands on that day, not one before or behind it", () => {
    const between = law("P003", { effectiveOn: "2025-01-01" });
    expect(standing(old, "2026-06-01", [...both, between])).toMatchObject({ by: "P003" });
    expect(standing(old, "2027-06-01", [...both, between])).toMatchObject({ by: "P005" });
  });

  it("concludes nothing from another document, a plan's years or a missing date", () => {
    const plan = law("P031", { documentKind: "plan", period: "2021-2025", status: "in-force" });
    expect(standing(plan, "2026-11-22", [plan, next])).toEqual({ state: "in-force" });
    const report = law("P322", { documentKind: "report", issuedOn: "2026-03-05" });
    const later = law("own", { documentKind: "report", issuedOn: "2027-03-05" });
    expect(standing(report, "2027-04-01", [report, later])).toEqual({ state: "in-force" });
    expect(standing(old, "2027-01-01", [old, law("same", { effectiveOn: "2019-11-01" })])).toEqual({
      state: "in-force",
    });
  });

  it("takes a month or a year as begun within it", () => {
    const month = law("own", { effectiveOn: "2026-12" });
    expect(standing(month, "2026-12-01", [])).toEqual({ state: "in-force" });
    expect(standing(month, "2026-11-30", [])).toEqual({ state: "not-yet", from: "2026-12" });
  });

  it.each([
    [{ state: "in-force" }, "现行"],
    [{ state: "repealed" }, "已废止"],
    [{ state: "expired" }, "已过期"],
    [{ state: "unknown" }, "时效不明"],
    [{ state: "not-yet", from: "2027-01-01" }, "2027年1月1日起施行"],
    [{ state: "replaced", from: "2027-01", by: "x" }, "2027年1月起由新的文本代替"],
  ] as const)("%o reads %s", (found, words) => {
    expect(standingText(found)).toBe(words);
  });
});

describe("the date of a document", () => {
  it.each([
    [{ issuedOn: "2020-10-17", dateBasis: "adopted" }, "2020年10月17日通过"],
    [{ issuedOn: "2021-10-09", dateBasis: "adopted", documentKind: "plan" }, "2021年10月9日通过或者签署"],
    [{ issuedOn: "2021-09-22", dateBasis: "published" }, "2021年9月22日公布"],
    [{ issuedOn: "2017-03", dateBasis: "partial" }, "2017年3月"],
    [{ issuedOn: "2011", dateBasis: "partial" }, "2011年"],
    [{ dateBasis: "none" }, "日期不明"],
    [{ issuedOn: "2026-05-01" }, "2026年5月1日"],
  ] as const)("%o reads %s, and never 印发", (changes, words) => {
    expect(issuedText(law("P", changes))).toBe(words);
    expect(issuedText(law("P", changes))).not.toContain("印发");
  });
});

it("says how sure the facts of a shipped entry are, and nothing of an own one", () => {
  expect(confidenceName(law("P", { confidence: "medium" }))).toBe("可信度中");
  expect(confidenceName(law("P", {}))).toBeUndefined();
});
