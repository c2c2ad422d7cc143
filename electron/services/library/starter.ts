import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { SpeechError } from "#core/api/errors";
import { type Entry, entrySchema } from "#core/library/entry";

type Row = Record<string, string | undefined>;

/** The tables of `assets/library/`, in the order in which they are listed, with what their columns are called in an entry. */
const TABLES: readonly { file: string; read(row: Row): unknown }[] = [
  {
    file: "policies.csv",
    read: (row) => ({
      kind: "citation",
      id: row.id,
      title: row.title,
      documentKind: row.kind,
      issuer: row.issuer,
      documentNumber: row.doc_number,
      issuedOn: row.issued_on,
      dateBasis: row.date_basis,
      effectiveOn: row.effective_on,
      status: row.status,
      period: row.period,
      themes: listOf(row.themes),
      note: row.note,
      evidence: row.evidence,
      confidence: row.confidence,
    }),
  },
  {
    file: "terms.csv",
    read: (row) => ({
      kind: "term",
      id: row.id,
      title: row.term,
      expansion: row.expansion,
      themes: listOf(row.theme),
      firstSource: row.first_source,
      evidence: row.evidence,
      confidence: row.confidence,
      commonErrors: row.common_errors,
    }),
  },
  {
    file: "slogans.csv",
    read: (row) => ({ kind: "slogan", id: row.id, text: row.text, place: row.place, themes: listOf(row.themes) }),
  },
];

/** The entries that come with the program; their order is that of the tables. Empty cells are absent properties. */
export async function starterEntries(assetsFolder: string): Promise<Entry[]> {
  try {
    const tables = await Promise.all(
      TABLES.map(async ({ file, read }) => {
        const rows = parse<Row>(await readFile(join(assetsFolder, "library", file)), {
          bom: true,
          columns: true,
          cast: (value) => (value === "" ? undefined : value),
        });
        return rows.map((row) => entrySchema.parse(read(row)) as Entry);
      }),
    );
    return tables.flat();
  } catch {
    throw new SpeechError("file.damaged", "随讲稿匠提供的素材读不出来，讲稿不受影响。重新安装讲稿匠，再打开素材。");
  }
}

function listOf(cell = ""): string[] {
  return cell.split(";").filter(Boolean);
}
