import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { SLOGAN_PLACES } from "#core/library/entry";
import { nearDuplicates } from "./near-duplicates.ts";

type Row = { id: string; text: string; place: string; themes: string };
const rows: Row[] = parse(readFileSync("assets/library/slogans.csv", "utf8"), { columns: true, bom: true });

describe("the slogans", () => {
  it("are at least 240, and at least 30 for each place", () => {
    expect(rows.length).toBeGreaterThanOrEqual(240);
    for (const place of SLOGAN_PLACES) {
      expect(rows.filter((row) => row.place === place).length, place).toBeGreaterThanOrEqual(30);
    }
  });

  it("have ids of their own, a known place and themes", () => {
    expect(rows.filter(({ id }, at) => rows.findIndex((row) => row.id === id) !== at)).toEqual([]);
    expect(rows.filter(({ id }) => !/^S\d{3}$/u.test(id))).toEqual([]);
    expect(rows.filter(({ place }) => !(SLOGAN_PLACES as readonly string[]).includes(place))).toEqual([]);
    expect(rows.filter(({ themes }) => themes.split(/[、；;|]/u).some((theme) => theme.trim() === ""))).toEqual([]);
  });

  it("are one to three clauses that can be said in one breath, in full-width signs, with brackets closed", () => {
    const length = ({ text }: Row) => [...text].length;
    expect(rows.filter((row) => length(row) < 6 || length(row) > 80)).toEqual([]);
    expect(rows.filter(({ text }) => /[,;:!?()"'\s]|\.(?!\d)/u.test(text))).toEqual([]);
    expect(rows.filter(({ text }) => text.split("“").length !== text.split("”").length)).toEqual([]);
  });

  it("name no year, no place and no figure, which only the writer knows", () => {
    expect(rows.filter(({ text }) => /[0-9０-９]|\{|\[/u.test(text))).toEqual([]);
  });

  it("have no near-duplicates", () => {
    expect(nearDuplicates(rows.map(({ id, text }) => ({ name: `${id} ${text}`, text })))).toEqual([]);
  });
});
