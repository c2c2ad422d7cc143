import { DOCUMENT_KINDS, ENTRY_KINDS, type Entry, type EntryKind } from "#core/library/entry";

/** The name of a kind for the user. */
export function kindName(kind: EntryKind): string {
  return ENTRY_KINDS.find(({ id }) => id === kind)?.name ?? "";
}

/** The name of a kind of documents for the user. */
export function documentKindName(id: string): string {
  return DOCUMENT_KINDS.find((kind) => kind.id === id)?.name ?? "";
}

/** Whose a document is, for the line below its name: its number, else who issued it. */
export function documentOrigin({ documentNumber, issuer }: Extract<Entry, { kind: "citation" }>): string {
  return documentNumber ?? issuer ?? "";
}

/** The part of a note that says what follows a document or when it ends, for the line of the list; dates as they are written. */
export function successionOf(note: string | undefined): string | undefined {
  return note
    ?.split(/[；;]/u)
    .map((clause) => clause.trim())
    .find((clause) => /接续|替代|取代|代替|起适用|废止/u.test(clause))
    ?.replace(/^接续文件为/u, "接续：")
    .replace(/（[^（）]*）$/u, "")
    .replace(/(\d{4})-(\d{2})-(\d{2})/gu, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`);
}
