import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { CitationEntry, SloganEntry, TermEntry } from "#core/library/entry";
import { starterEntries } from "../../../../../electron/services/library/starter.ts";
import { temporaryFolder } from "../../test-ports.ts";

type Row = Record<string, string>;

async function rows(file: string): Promise<Row[]> {
  return parse<Row>(await readFile(resolve("assets/library", file)), { columns: true });
}
const orEmpty = (text: string | undefined) => text ?? "";

describe("the starter library", async () => {
  const entries = await starterEntries(resolve("assets"));
  const citations = entries.filter((entry) => entry.kind === "citation") as CitationEntry[];
  const terms = entries.filter((entry) => entry.kind === "term") as TermEntry[];
  const slogans = entries.filter((entry) => entry.kind === "slogan") as SloganEntry[];

  it("holds every document with every cell", async () => {
    expect(citations).toHaveLength(366);
    const back = citations.map((entry) => ({
      id: entry.id,
      title: entry.title,
      kind: entry.documentKind,
      issuer: orEmpty(entry.issuer),
      doc_number: orEmpty(entry.documentNumber),
      issued_on: orEmpty(entry.issuedOn),
      date_basis: orEmpty(entry.dateBasis),
      effective_on: orEmpty(entry.effectiveOn),
      status: entry.status,
      period: orEmpty(entry.period),
      themes: entry.themes.join(";"),
      note: orEmpty(entry.note),
      evidence: orEmpty(entry.evidence),
      confidence: orEmpty(entry.confidence),
    }));
    expect(back).toEqual(await rows("policies.csv"));
  });

  it("holds every formulation with every cell", async () => {
    expect(terms).toHaveLength(121);
    const back = terms.map((entry) => ({
      id: entry.id,
      term: entry.title,
      expansion: orEmpty(entry.expansion),
      theme: entry.themes.join(";"),
      first_source: orEmpty(entry.firstSource),
      evidence: orEmpty(entry.evidence),
      confidence: orEmpty(entry.confidence),
      common_errors: orEmpty(entry.commonErrors),
    }));
    expect(back).toEqual(await rows("terms.csv"));
  });

  it("holds every slogan with its place and themes, at least 240 of them", async () => {
    expect(slogans.length).toBeGreaterThanOrEqual(240);
    const back = slogans.map(({ id, text, place, themes }) => ({ id, text, place, themes: themes.join(";") }));
    expect(back).toEqual(await rows("slogans.csv"));
  });

  it("has no id twice", () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

it("says in a sentence that the files of the program are damaged", async () => {
  const folder = await temporaryFolder();
  await cp(resolve("assets/library"), join(folder, "library"), { recursive: true });
  const path = join(folder, "library", "policies.csv");
  const text = await readFile(path, "utf8");
  const refused = expect.objectContaining({ code: "file.damaged", message: expect.stringContaining("重新安装讲稿匠") });

  await writeFile(path, text.replace("in-force", "valid"));
  await expect(starterEntries(folder)).rejects.toEqual(refused);
  await writeFile(path, text.slice(0, 4000));
  await expect(starterEntries(folder)).rejects.toEqual(refused);
  await expect(starterEntries(join(folder, "nowhere"))).rejects.toEqual(refused);
});
