import { join } from "node:path";
import { LibraryIndex } from "#core/library/search";
import { onDisk } from "../disk-failure.ts";
import { type JournalKind, readJournal } from "./journal.ts";
import { ENTRIES_JOURNAL, OwnEntries } from "./own-entries.ts";
import { starterEntries } from "./starter.ts";
import { USES_JOURNAL, Uses } from "./uses.ts";

/** The library as it stands on disk, read beside a running program without changing anything; `problems` tell in sentences what is left out. */
export async function readLibrary(
  assetsFolder: string,
  dataFolder: string,
): Promise<{ index: LibraryIndex; uses: Uses; problems: string[] }> {
  const index = new LibraryIndex();
  for (const entry of await starterEntries(assetsFolder)) index.put(entry);
  const own = new OwnEntries();
  const uses = new Uses();
  const problems = [
    await readInto(dataFolder, ENTRIES_JOURNAL, (record) => own.take(record)),
    await readInto(dataFolder, USES_JOURNAL, (record) => uses.take(record)),
  ].filter((problem) => problem !== undefined);
  for (const entry of own.all()) index.put(entry, true);
  return { index, uses, problems };
}

async function readInto<R>(
  dataFolder: string,
  { file, kind, name, read }: JournalKind<R>,
  take: (record: R) => void,
): Promise<string | undefined> {
  const path = join(dataFolder, "library", file);
  const content = await onDisk(`${name}没有读出`, () => readJournal(path, kind));
  if (content.state === "future") return `${name}是更新版本的讲稿匠写的，没有读。`;
  if (content.state === "foreign") return `${name}读不出来，没有读。`;
  let broken = content.broken.length;
  for (const record of content.records) {
    const known = read(record);
    if (known === undefined) broken += 1;
    else take(known);
  }
  return broken > 0 ? `${name}里有 ${broken} 条读不出来，没有读。` : undefined;
}
