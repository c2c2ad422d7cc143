import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { LibrarySearch } from "#core/api/contract";
import type { CitationEntry, Entry, SloganEntry } from "#core/library/entry";
import { sharedEntries } from "#core/library/share-file";
import { createServices } from "../../../../../electron/services/create-services.ts";
import { createLibrary } from "../../../../../electron/services/library.ts";
import { createStartMessages } from "../../../../../electron/services/start-messages.ts";
import { temporaryFolder, testPorts } from "../../test-ports.ts";
import { canMount } from "../mount.ts";

const ID = "7f1f2f3e-0000-4000-8000-000000000001";
const OTHER = "7f1f2f3e-0000-4000-8000-000000000002";
const DRAFT = "7f1f2f3e-0000-4000-8000-00000000000a";
const slogan = (id: string, text: string): SloganEntry => ({
  id,
  kind: "slogan",
  text,
  place: "号召",
  themes: ["自拟"],
});

const ASKED = {
  query: "",
  themes: [],
  statuses: [],
  places: [],
  documentKinds: [],
  favourites: false,
  order: "use" as const,
  limit: 50,
};

/** A starter library of one row a table, so that programs can be started many times. */
async function smallAssets(): Promise<string> {
  const assets = await temporaryFolder();
  await mkdir(join(assets, "library"));
  for (const table of ["policies.csv", "terms.csv", "slogans.csv"]) {
    const [head, row] = (await readFile(resolve("assets", "library", table), "utf8")).split(/\r?\n/u);
    await writeFile(join(assets, "library", table), `${head}\n${row}\n`);
  }
  return assets;
}

async function start(assets?: string) {
  const ports = await testPorts({ assetsFolder: assets ?? (await smallAssets()) });
  const folder = join(ports.dataFolder, "library");
  const open = () => {
    const messages = createStartMessages();
    const library = createLibrary(ports, messages);
    const search = (wanted: string | Partial<LibrarySearch>) =>
      library.search({ ...ASKED, ...(typeof wanted === "string" ? { query: wanted } : wanted) });
    const texts = async (query: string) =>
      (await search(query)).hits.flatMap(({ entry }) => (entry.kind === "slogan" ? entry.text : []));
    return { library, messages, search, texts };
  };
  const entriesFile = join(folder, "entries.jsonl");
  const aside = () => readdir(join(ports.dataFolder, "set-aside")).catch(() => []);
  return { ports, folder, entriesFile, aside, open, ...open() };
}

const refused = (code: string, sentence: string) =>
  expect.objectContaining({ name: "SpeechError", code, message: expect.stringContaining(sentence) });

describe("finding", () => {
  it("gives entries with marks, and what is known of their use", async () => {
    const { search, library } = await start(resolve("assets"));
    const { total, hits } = await search({ query: "商标法", kind: "citation" });
    expect(total).toBe(3);
    expect(hits[0]).toMatchObject({
      entry: { id: "P001", status: "in-force", confidence: "high" },
      marks: [{ start: 7, end: 10 }],
      own: false,
      favourite: false,
      uses: 0,
    });
    expect((await search("zscqqg")).hits[0]?.entry.id).toBe("P030");
    expect(await library.read({ id: "T048" })).toMatchObject({ title: "双减" });
    await expect(library.read({ id: "P999" })).rejects.toEqual(refused("entry.missing", "没有找到这条素材"));
    expect((await library.themes({ kind: "citation" }))[0]).toEqual({ name: "知识产权", count: 69 });
  });

  it("puts what is used and favoured first, also in a program started anew", async () => {
    const { library, search, open } = await start(resolve("assets"));
    const before = (await search({ query: "条例", kind: "citation" })).hits.map(({ entry }) => entry.id);
    const last = before.at(-1) ?? "";
    await library.used({ id: last, draftId: DRAFT });
    await library.used({ id: last, draftId: DRAFT });
    await library.favour({ id: "P002", favourite: true });
    await library.favour({ id: "P003", favourite: true });
    await library.favour({ id: "P003", favourite: false });

    const again = open();
    const after = (await again.search({ query: "", kind: "citation" })).hits;
    expect(after.slice(0, 2).map(({ entry, uses, favourite }) => [entry.id, uses, favourite])).toEqual([
      [last, 2, false],
      ["P002", 0, true],
    ]);
    expect(after[0]?.usedAt).toMatch(/^2026-11-22T08:00:/u);
    expect((await again.search({ query: "", favourites: true })).hits.map(({ entry }) => entry.id)).toEqual(["P002"]);
    await expect(library.used({ id: "P999", draftId: DRAFT })).rejects.toEqual(refused("entry.missing", "没有找到"));
    await expect(library.favour({ id: "P999", favourite: true })).rejects.toEqual(refused("entry.missing", "没有找到"));
  });

  it("keeps the count when the draft is deleted for good", async () => {
    const ports = await testPorts();
    const { drafts, library } = createServices(ports);
    const { id: draftId } = await drafts.create({});
    await library.used({ id: "P002", draftId });
    await drafts.remove({ id: draftId });
    await drafts.purge({ id: draftId });
    const { hits } = await createServices(ports).library.search({ ...ASKED, query: "专利法" });
    expect(hits[0]).toMatchObject({ entry: { id: "P002" }, uses: 1 });
  });
});

describe("own entries", () => {
  it("are found at once and by a program started anew, replaced, deleted and brought back", async () => {
    const { library, texts, search, open } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    expect(await texts("账算到户")).toEqual(["把账算到户。"]);
    expect(await texts("bzsdh")).toEqual(["把账算到户。"]);
    expect((await search("账算到户")).hits[0]?.own).toBe(true);
    expect(await library.themes({ kind: "slogan" })).toContainEqual({ name: "自拟", count: 1 });

    await library.save(slogan(ID, "把账算到人。"));
    expect(await open().texts("把账算到")).toEqual(["把账算到人。"]);

    await library.remove({ id: ID });
    expect(await texts("把账算到")).toEqual([]);
    expect(await open().texts("把账算到")).toEqual([]);
    await expect(open().library.restore({ id: ID })).rejects.toEqual(refused("entry.missing", "没有放回"));

    await library.restore({ id: ID });
    expect(await texts("把账算到")).toEqual(["把账算到人。"]);
    expect(await open().texts("把账算到")).toEqual(["把账算到人。"]);
    await expect(library.restore({ id: ID })).rejects.toEqual(refused("entry.missing", "没有放回"));
  });

  it("come back with their use and favour", async () => {
    const { library, search } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    await library.used({ id: ID, draftId: DRAFT });
    await library.favour({ id: ID, favourite: true });
    await library.remove({ id: ID });
    await library.restore({ id: ID });
    expect((await search("把账算到户")).hits[0]).toMatchObject({ uses: 1, favourite: true });
  });

  it("never take the place of shipped ones", async () => {
    const { library, search } = await start();
    const shipped = (await library.read({ id: "P001" })) as CitationEntry;
    const never = refused("entry.shipped", "不能改，也不能删");
    await expect(library.save({ ...shipped, title: "别的" })).rejects.toEqual(never);
    await expect(library.remove({ id: "P001" })).rejects.toEqual(never);
    await expect(library.save(slogan("S9999", "编号不对。"))).rejects.toEqual(refused("input.invalid", "编号不对"));
    expect(await library.read({ id: "P001" })).toEqual(shipped);

    await library.save({ ...shipped, id: ID, note: "自己的说明" });
    expect((await search("自己的说明")).hits.map(({ entry, own }) => [entry.id, own])).toEqual([[ID, true]]);
    await expect(library.remove({ id: OTHER })).rejects.toEqual(refused("entry.missing", "没有找到"));
  });

  it("keep what a later program wrote into them, and lose what the user took out", async () => {
    const { library, open } = await start();
    await library.save({ ...slogan(ID, "把账算到户。"), rhyme: "户", note: "旧说明" } as Entry);
    await library.save(slogan(ID, "把账算到人。"));
    expect(await open().library.read({ id: ID })).toEqual({ ...slogan(ID, "把账算到人。"), rhyme: "户" });
  });

  it("are all kept when many are saved at once", async () => {
    const { library, open } = await start();
    const ids = Array.from({ length: 30 }, (_, n) => `7f1f2f3e-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`);
    await Promise.all(ids.map((id) => library.save(slogan(id, `第${id}条。`))));
    expect((await open().search({ query: "自拟", limit: 100 })).total).toBe(30);
  });

  it("take no more room however often one is changed", async () => {
    const { folder, entriesFile, library, open } = await start();
    const head = `{"kind":"speechwright-entries","schemaVersion":1}\n`;
    const line = `${JSON.stringify({ put: slogan(ID, "把账算到户。"), at: "2026-11-22T08:00:00.000Z" })}\n`;
    await mkdir(folder, { recursive: true });
    await writeFile(entriesFile, head + line.repeat(1500));
    await library.save(slogan(OTHER, "把事办到家。"));
    expect((await readFile(entriesFile, "utf8")).trimEnd().split("\n")).toHaveLength(3);
    expect(await open().texts("自拟")).toHaveLength(2);
  });
});

describe("what befalls the files", () => {
  it("holds every confirmed entry wherever a crash tears the last line", async () => {
    const { library, entriesFile, open, aside } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    const confirmed = (await readFile(entriesFile)).length;
    await library.save(slogan(OTHER, "把事办到家。"));
    const whole = await readFile(entriesFile);
    for (let cut = confirmed; cut < whole.length; cut += 7) {
      await writeFile(entriesFile, whole.subarray(0, cut));
      const { texts, library: again, messages } = open();
      expect(await texts("自拟")).toEqual(["把账算到户。"]);
      // What is saved next stands on a line of its own.
      await again.save(slogan(OTHER, "又一条。"));
      expect(await open().texts("自拟")).toEqual(["又一条。", "把账算到户。"]);
      expect(messages.take()).toEqual([]);
    }
    expect(await aside()).toEqual([]);
  });

  it("sets broken lines aside, tells how many, and keeps the others", async () => {
    const { library, entriesFile, open, aside, ports } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    const before = await readFile(entriesFile, "utf8");
    const faulty = JSON.stringify({ put: { ...slogan(OTHER, ""), text: "" }, at: "2026-11-22T08:00:00.000Z" });
    await writeFile(entriesFile, `${before}{"put":{"id\n${faulty}\n{"unknown":1}\n`);

    const { texts, messages } = open();
    expect(await texts("自拟")).toEqual(["把账算到户。"]);
    expect(messages.take()).toEqual([
      "自己的素材里有 3 条读不出来，它们已移到数据文件夹里的 set-aside，没有删除，其他内容不受影响。",
    ]);
    expect((await readFile(entriesFile, "utf8")).split("\n")).toHaveLength(3);
    const [name = ""] = await aside();
    expect(
      (await readFile(join(ports.dataFolder, "set-aside", name), "utf8")).trimEnd().split("\n").toSorted(),
    ).toEqual(['{"put":{"id', faulty, '{"unknown":1}'].toSorted());

    const second = open();
    await second.search("x");
    expect(second.messages.take()).toEqual([]);
  });

  it("sets a file aside that is no library at all, and goes on", async () => {
    const { folder, entriesFile, aside, library, texts, messages } = await start();
    await mkdir(folder, { recursive: true });
    await writeFile(entriesFile, "\u0000\u0001 not a library");
    await library.open();
    expect(messages.take()).toEqual([
      "自己的素材读不出来，文件已移到数据文件夹里的 set-aside，没有删除，其他内容不受影响。",
    ]);
    expect(await aside()).toHaveLength(1);
    await library.save(slogan(ID, "把账算到户。"));
    expect(await texts("自拟")).toEqual(["把账算到户。"]);
  });

  it("leaves the file of a later program alone and says so; what is shipped is still found", async () => {
    const { folder, entriesFile, library, search, messages } = await start();
    const later = `{"kind":"speechwright-entries","schemaVersion":2}\n{"something":"new"}\n`;
    await mkdir(folder, { recursive: true });
    await writeFile(entriesFile, later);
    expect((await search("商标法")).total).toBe(1);
    expect(messages.take()).toEqual([
      "自己的素材没有打开：它是更新版本的讲稿匠写的，文件原样留着。更新讲稿匠以后就能打开。",
    ]);
    await expect(library.save(slogan(ID, "把账算到户。"))).rejects.toEqual(refused("disk.read-only", "先更新讲稿匠"));
    expect(await readFile(entriesFile, "utf8")).toBe(later);
  });

  it("finds what is shipped and says why nothing is saved when the disk refuses", async () => {
    const { ports, folder, library, search, messages } = await start();
    await mkdir(ports.dataFolder, { recursive: true });
    await writeFile(folder, "a file where the folder should be");
    await library.open();
    expect(messages.take()).toEqual([expect.stringContaining("自己的素材没有读出")]);
    expect((await search("商标法")).total).toBe(1);
    await expect(library.save(slogan(ID, "把账算到户。"))).rejects.toEqual(
      refused("disk.no-folder", "自己的素材没有读出"),
    );

    await rm(folder);
    await library.save(slogan(ID, "把账算到户。"));
    expect((await search("自拟")).total).toBe(1);
  });

  it("writes everything again when the file went away while the program ran", async () => {
    const { library, folder, entriesFile, open } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    await rm(folder, { recursive: true });
    await library.save(slogan(OTHER, "把事办到家。"));
    expect(await open().texts("自拟")).toHaveLength(2);
    await truncate(entriesFile);
    await library.save(slogan(OTHER, "把事办成。"));
    expect((await open().texts("自拟")).toSorted()).toEqual(["把事办成。", "把账算到户。"].toSorted());
  });

  it.runIf(canMount)(
    "holds every confirmed entry on a disk that fills up, and goes on once there is room",
    async () => {
      const { ports, library, open, aside } = await start();
      const { dataFolder } = ports;
      await mkdir(dataFolder, { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dataFolder]);
      try {
        await library.save(slogan(ID, "把账算到户。"));
        // Nothing is left but the rest of the page that the file has begun: a line of this length is taken in part.
        await writeFile(join(dataFolder, "filler"), Buffer.alloc(64 * 1024)).catch(() => {});
        const long = { ...slogan(OTHER, "把事办到家。"), note: "长".repeat(2000) };
        const full = refused("disk.full", "自己的素材没有存上：磁盘已满。");
        await expect(library.save(long)).rejects.toEqual(full);
        expect(await open().texts("自拟")).toEqual(["把账算到户。"]);
        await expect(library.remove({ id: OTHER })).rejects.toEqual(refused("entry.missing", "没有找到"));

        await library.save(slogan(OTHER, "又一条。"));
        expect(await open().texts("自拟")).toEqual(["又一条。", "把账算到户。"]);
        await rm(join(dataFolder, "filler"));
        await library.save(long);
        const again = open();
        expect(await again.texts("自拟")).toEqual(["把事办到家。", "把账算到户。"]);
        expect(again.messages.take()).toEqual([]);
        expect(await aside()).toEqual([]);
      } finally {
        execFileSync("umount", [dataFolder]);
      }
    },
  );

  it("does not make the folder above the data folder: that would hide a drive that is unplugged", async () => {
    const { ports, library, open } = await start();
    await library.save(slogan(ID, "把账算到户。"));
    await rm(join(ports.dataFolder, ".."), { recursive: true });
    await expect(library.save(slogan(OTHER, "把事办到家。"))).rejects.toEqual(
      refused("disk.no-folder", "自己的素材没有存上"),
    );
    expect((await open().search("自拟")).total).toBe(0);
  });
});

describe("sharing", () => {
  it("takes own entries to another machine, where nothing is written before the user accepts", async () => {
    const here = await start();
    await here.library.save(slogan(ID, "把账算到户。"));
    await here.library.save(slogan(OTHER, "把事办到家。"));
    here.ports.target = "download";
    expect(await here.library.share({ ids: [ID, OTHER] })).toEqual({
      saved: true,
      fileName: "讲稿匠素材（2 条）.speech-library",
      folderName: null,
    });

    const there = await start();
    await there.library.save(slogan(OTHER, "把事办好。"));
    there.ports.chosen = here.ports.downloads;
    expect(await there.library.readFile({ source: "dialog" })).toEqual({
      fileName: "讲稿匠素材（2 条）.speech-library",
      items: [
        { state: "new", entry: slogan(ID, "把账算到户。") },
        { state: "changed", entry: slogan(OTHER, "把事办到家。") },
      ],
    });
    expect(await there.open().texts("自拟")).toEqual(["把事办好。"]);
  });

  it("writes where the user wants it, under the entry's own name", async () => {
    const { ports, library } = await start();
    await library.save(slogan(ID, "把账算到户/人？"));
    expect(await library.share({ ids: [ID] })).toMatchObject({ saved: false });
    ports.target = { path: join(ports.dataFolder, "给同事") };
    expect(await library.share({ ids: [ID] })).toMatchObject({ saved: true, fileName: "给同事.speech-library" });
    ports.chosen = [
      { name: "给同事.speech-library", bytes: await readFile(join(ports.dataFolder, "给同事.speech-library")) },
    ];
    expect((await library.readFile({ source: "drop" }))?.items.map(({ state }) => state)).toEqual(["same"]);
    await expect(library.share({ ids: ["P001"] })).rejects.toEqual(refused("entry.shipped", "不用分享"));
    await expect(library.share({ ids: [OTHER] })).rejects.toEqual(refused("entry.missing", "没有找到"));
  });

  it("says where its file belongs when it is opened as a draft", async () => {
    const { ports } = await start();
    const { files, drafts } = createServices(ports);
    const bytes = new TextEncoder().encode(sharedEntries([slogan(ID, "把账算到户。")]));
    for (const name of ["甲.speech-library", "甲.json"]) {
      ports.chosen = [{ name, bytes }];
      expect(await files.open({ source: "dialog" })).toMatchObject([
        { error: expect.stringMatching(/^没有打开“甲\..+”：里面是素材，不是讲稿。.+“从文件取入…”。$/u) },
      ]);
    }
    expect(await drafts.list({})).toEqual([]);
  });

  it("refuses what is too large, cannot be read or is broken, in a sentence with the file's name", async () => {
    const { ports, library } = await start();
    expect(await library.readFile({ source: "dialog" })).toBeNull();
    const read = (bytes: Uint8Array, problem?: string) => {
      ports.chosen = [{ name: "同事.speech-library", bytes, ...(problem && { problem }) }];
      return library.readFile({ source: "dialog" });
    };
    await expect(read(new Uint8Array(50 * 1024 * 1024 + 1))).rejects.toEqual(
      refused("file.too-large", "没有取入“同事.speech-library”：文件超过 50 MB"),
    );
    await expect(read(new Uint8Array(), "没有打开“同事.speech-library”：没有找到这个文件。")).rejects.toEqual(
      refused("file.missing", "没有取入“同事.speech-library”：没有找到这个文件。"),
    );
    // Saved anew in another encoding, its words would read as others.
    const recoded = Buffer.from(sharedEntries([slogan(ID, "把账算到户。")]));
    recoded[recoded.indexOf("把")] = 0xb0;
    await expect(read(recoded)).rejects.toEqual(refused("file.damaged", "不是素材文件"));
    await expect(read(new TextEncoder().encode("{}"))).rejects.toEqual(refused("file.damaged", "不是讲稿匠的素材文件"));
  });
});
