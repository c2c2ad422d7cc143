import { execFileSync, spawn } from "node:child_process";
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { type Block, headOf } from "#core/draft/schema";
import { createDrafts } from "../../../../electron/services/drafts.ts";
import { createStartMessages } from "../../../../electron/services/start-messages.ts";
import { testPorts } from "../test-ports.ts";
import { canMount } from "./mount.ts";
import { longBody, NO_HEAD, noEvents } from "./saver.ts";

const line = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const titled = (title: string, ...texts: string[]): Block[] => [
  { type: "title", children: [{ text: title }] },
  ...texts.map(line),
];

async function start() {
  const ports = await testPorts();
  const messages = createStartMessages();
  const purged: string[] = [];
  const open = () => createDrafts(ports, messages, { ...noEvents, purged: async (id) => void purged.push(id) });
  const drafts = open();
  const file = (id: string, place = "drafts") => join(ports.dataFolder, place, `${id}.json`);
  const write = async (body: Block[]) => {
    const { id } = await drafts.create({});
    const saved = await drafts.save({ id, revision: 0, body, head: NO_HEAD, importNotes: [] });
    return { id, ...saved };
  };
  return { ports, messages, purged, drafts, reopen: open, file, write };
}

const refused = (code: string, sentence = "") =>
  expect.objectContaining({ name: "SpeechError", code, message: expect.stringContaining(sentence) });

describe("saving", () => {
  it("holds every confirmed save when the process is killed in the midst of the next", {
    timeout: 30_000,
  }, async () => {
    const saver = resolve("tests/unit/electron/services/saver.ts");
    const killed = [1, 4, 7, 10].map(async (rounds) => {
      const { ports, reopen } = await start();
      const child = spawn(process.execPath, ["--import", "tsx", saver, ports.dataFolder], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let last = { id: "", revision: 0 };
      for await (const line of createInterface({ input: child.stdout })) {
        last = JSON.parse(line);
        if (last.revision === rounds) child.kill("SIGKILL");
      }
      const { draft } = await reopen().open({ id: last.id });
      return { last, draft };
    });
    for (const { last, draft } of await Promise.all(killed)) {
      expect(draft.revision - last.revision).toBeLessThanOrEqual(1);
      expect(draft.revision).toBeGreaterThanOrEqual(last.revision);
      expect(draft.body).toEqual(longBody(draft.revision));
    }
  });

  it("gives the text back whole, with cursor and notes, to a program started anew", async () => {
    const { drafts, reopen } = await start();
    const { id } = await drafts.create({});
    const body = titled("在联席会议上的讲话", "同志们好。");
    const cursor = { anchor: { path: [1, 0], offset: 2 }, focus: { path: [1, 0], offset: 4 } };
    const note = { level: "unsure", code: "guess", message: "这里拿不准。", paragraph: 0 } as const;
    await drafts.save({ id, revision: 0, body, head: NO_HEAD, importNotes: [note], cursor });

    const { draft, readOnly } = await reopen().open({ id });
    expect(draft).toMatchObject({ title: "在联席会议上的讲话", body, cursor, importNotes: [note], revision: 1 });
    expect(readOnly).toBeNull();
  });

  it("takes off the file what left the head", async () => {
    const { drafts, write } = await start();
    const body = titled("标题", "文字。");
    const { id } = await write(body);
    const whole = {
      ...NO_HEAD,
      template: "deployment",
      pattern: "what-why-how",
      unplaced: [line("没处放的话")],
      arranged: { "what-why-how": ["opening"] },
    };
    await drafts.save({ id, revision: 1, body, head: whole, importNotes: [] });
    expect(headOf((await drafts.open({ id, toRead: true })).draft)).toEqual(whole);
    await drafts.save({ id, revision: 2, body, head: NO_HEAD, importNotes: [] });
    expect(headOf((await drafts.open({ id, toRead: true })).draft)).toEqual(NO_HEAD);
  });

  it("changes the time of the last change only when the text changed", async () => {
    const { drafts, write } = await start();
    const body = titled("标题", "正文");
    const { id, updatedAt } = await write(body);
    const cursor = { anchor: { path: [1, 0], offset: 1 }, focus: { path: [1, 0], offset: 1 } };
    const same = await drafts.save({ id, revision: 1, body, head: NO_HEAD, importNotes: [], cursor });
    expect(same).toEqual({ revision: 2, updatedAt });
    const changed = await drafts.save({
      id,
      revision: 2,
      body: titled("标题", "正文。"),
      head: NO_HEAD,
      importNotes: [],
    });
    expect(changed.updatedAt > updatedAt).toBe(true);
  });

  it("refuses a save that does not build on the newest one and keeps what is there", async () => {
    const { drafts, write } = await start();
    const { id } = await write(titled("标题", "先存的"));
    const late = drafts.save({ id, revision: 0, body: titled("标题", "后到的"), head: NO_HEAD, importNotes: [] });
    await expect(late).rejects.toEqual(refused("draft.conflict", "文字还在窗口里"));
    expect((await drafts.open({ id })).draft.body).toEqual(titled("标题", "先存的"));
  });

  it("lets only one of two saves at once win", async () => {
    const { drafts, write } = await start();
    const { id } = await write(titled("标题"));
    const both = await Promise.allSettled(
      ["甲", "乙"].map((text) =>
        drafts.save({ id, revision: 1, body: titled("标题", text), head: NO_HEAD, importNotes: [] }),
      ),
    );
    expect(both.map((each) => each.status)).toEqual(["fulfilled", "rejected"]);
    expect((await drafts.open({ id })).draft.body).toEqual(titled("标题", "甲"));
  });

  it("keeps keys that it does not know, in the file, the card and a block", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write(titled("标题", "正文"));
    const stored = JSON.parse(await readFile(file(id), "utf8"));
    stored.speakerNotes = { slow: true };
    stored.card = { meeting: "会议", room: "三楼" };
    stored.body[1].origin = "去年";
    await writeFile(file(id), JSON.stringify(stored));

    const { draft } = await drafts.open({ id });
    await drafts.save({
      id,
      revision: draft.revision,
      body: [...draft.body, line("又一段")],
      head: headOf(draft),
      importNotes: [],
    });
    const saved = JSON.parse(await readFile(file(id), "utf8"));
    expect(saved).toMatchObject({ speakerNotes: { slow: true }, card: { meeting: "会议", room: "三楼" } });
    expect(saved.body[1].origin).toBe("去年");
    expect(saved.body).toHaveLength(3);
  });

  it("takes 2,000,000 characters, refuses one more and leaves the file as it was", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write([line("字".repeat(2_000_000))]);
    const before = await readFile(file(id), "utf8");
    const save = drafts.save({ id, revision: 1, body: [line("字".repeat(2_000_001))], head: NO_HEAD, importNotes: [] });
    await expect(save).rejects.toEqual(refused("draft.too-large", "文字还在窗口里"));
    expect((await readFile(file(id), "utf8")) === before).toBe(true);
  });
});

describe("a disk that fails", () => {
  it.runIf(canMount)(
    "that fills up leaves the last saved text and no rest, and takes the text once there is room",
    async () => {
      const { ports, drafts, file } = await start();
      await mkdir(ports.dataFolder, { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", ports.dataFolder]);
      try {
        const { id } = await drafts.create({});
        const before = await readFile(file(id), "utf8");
        const body = titled("标题", "字".repeat(100_000));
        await expect(drafts.save({ id, revision: 0, body, head: NO_HEAD, importNotes: [] })).rejects.toEqual(
          refused("disk.full", "没有存上：磁盘已满。文字还在窗口里，"),
        );
        expect(await readFile(file(id), "utf8")).toBe(before);
        expect(await readdir(join(ports.dataFolder, "drafts"))).toEqual([`${id}.json`]);
        execFileSync("mount", ["-o", "remount,size=4m", ports.dataFolder]);
        await expect(drafts.save({ id, revision: 0, body, head: NO_HEAD, importNotes: [] })).resolves.toMatchObject({
          revision: 1,
        });

        execFileSync("mount", ["-o", "remount,ro", ports.dataFolder]);
        await expect(drafts.save({ id, revision: 1, body, head: NO_HEAD, importNotes: [] })).rejects.toEqual(
          refused("disk.read-only", "没有存上：那个文件夹只能读，不能写。文字还在窗口里，"),
        );
        expect(await drafts.list({})).toHaveLength(1);
      } finally {
        execFileSync("umount", [ports.dataFolder]);
      }
    },
  );

  it.runIf(process.platform !== "win32" && process.getuid?.() !== 0)("that may only be read says so", async () => {
    const { ports, drafts, write } = await start();
    const { id } = await write(titled("标题"));
    const folder = join(ports.dataFolder, "drafts");
    await chmod(folder, 0o500);
    const save = drafts.save({ id, revision: 1, body: titled("新"), head: NO_HEAD, importNotes: [] });
    await expect(save).rejects.toEqual(refused("disk.read-only"));
    await chmod(folder, 0o700);
  });

  it("puts the whole draft back when the data folder went away under an open window", async () => {
    const { ports, drafts, file, write } = await start();
    const { id } = await write(titled("标题", "旧"));
    await rm(ports.dataFolder, { recursive: true });
    expect(await drafts.list({})).toEqual([]);
    await drafts.save({ id, revision: 1, body: titled("标题", "新"), head: NO_HEAD, importNotes: [] });
    expect(JSON.parse(await readFile(file(id), "utf8"))).toMatchObject({ body: titled("标题", "新"), revision: 2 });
  });

  it("does not invent a folder where a whole drive is gone", async () => {
    const ports = await testPorts();
    const gone = { ...ports, dataFolder: join(ports.dataFolder, "drive", "data") };
    const drafts = createDrafts(gone, createStartMessages(), noEvents);
    await expect(drafts.create({})).rejects.toEqual(refused("disk.no-folder", "没有建立讲稿：要写的文件夹不见了。"));
    await expect(drafts.list({})).rejects.toEqual(refused("disk.no-folder"));
  });

  it("says so when a file stands in the place of the folder", async () => {
    const { ports, drafts, write } = await start();
    const { id } = await write(titled("标题"));
    await rename(ports.dataFolder, `${ports.dataFolder}-moved`);
    await writeFile(ports.dataFolder, "");
    const save = drafts.save({ id, revision: 1, body: titled("新"), head: NO_HEAD, importNotes: [] });
    await expect(save).rejects.toEqual(expect.objectContaining({ code: "disk.no-folder" }));
  });
});

describe("files that cannot be used", () => {
  it("sets a broken file aside untouched, tells it once and lists the others", async () => {
    const { ports, drafts, file, messages, write } = await start();
    const { id } = await write(titled("好的"));
    const broken = "0b9d1c5e-6f70-4f6e-9a55-0123456789ab";
    await writeFile(file(broken), '{"schemaVersion": 1, "title": "写了一半的讲稿", "bo');

    expect((await drafts.list({})).map((each) => each.id)).toEqual([id]);
    expect(messages.take()).toEqual([
      "讲稿“写了一半的讲稿”打不开：文件内容不完整，或者不是讲稿文件。文件没有删除，已移到数据文件夹里的 set-aside，其他讲稿不受影响。",
    ]);
    await drafts.list({});
    expect(messages.take()).toEqual([]);
    const [aside = ""] = await readdir(join(ports.dataFolder, "set-aside"));
    expect(await readFile(join(ports.dataFolder, "set-aside", aside), "utf8")).toContain("写了一半的讲稿");
  });

  it("refuses to open a broken draft with the sentence that says where it went", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write(titled("标题"));
    await writeFile(file(id), "");
    await expect(drafts.open({ id })).rejects.toEqual(refused("draft.broken", "set-aside"));
    await expect(drafts.open({ id })).rejects.toEqual(refused("draft.missing"));
  });

  it("opens a draft of a future version to read and never rewrites it", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write(titled("明年的讲稿", "正文"));
    const future = JSON.stringify({ ...JSON.parse(await readFile(file(id), "utf8")), schemaVersion: 9, laser: true });
    await writeFile(file(id), future);

    const { draft, readOnly } = await drafts.open({ id });
    expect(draft.title).toBe("明年的讲稿");
    expect(readOnly).toContain("更新版本的讲稿匠写的");
    const save = drafts.save({ id, revision: draft.revision, body: titled("改"), head: NO_HEAD, importNotes: [] });
    await expect(save).rejects.toEqual(refused("draft.read-only"));
    await expect(drafts.rename({ id, title: "改" })).rejects.toEqual(refused("draft.read-only"));
    await expect(drafts.duplicate({ id })).rejects.toEqual(refused("draft.read-only"));
    await drafts.remove({ id });
    await drafts.restore({ id });
    expect(await readFile(file(id), "utf8")).toBe(future);
  });

  it("leaves a draft of a future version that it cannot even read where it is", async () => {
    const { drafts, file, messages, write } = await start();
    const { id } = await write(titled("标题"));
    const future = JSON.stringify({ schemaVersion: 9, title: "后年的讲稿", scenes: [] });
    await writeFile(file(id), future);
    expect(await drafts.list({})).toEqual([]);
    expect(messages.take()).toEqual([expect.stringContaining("讲稿“后年的讲稿”打不开")]);
    expect(await readFile(file(id), "utf8")).toBe(future);
  });

  it("removes what a killed process had half written, and nothing else", async () => {
    const { ports, drafts, file, write } = await start();
    const { id } = await write(titled("标题"));
    await writeFile(`${file(id)}.999999-0123abcd.tmp`, '{"half');
    await writeFile(join(ports.dataFolder, "drafts", "备注.txt"), "别人放的");
    expect(await drafts.list({})).toHaveLength(1);
    expect((await readdir(join(ports.dataFolder, "drafts"))).sort()).toEqual([`${id}.json`, "备注.txt"].sort());
  });
});

describe("the list", () => {
  it("shows title, meeting, date and 字数, the last changed first", async () => {
    const { drafts, file, write } = await start();
    const older = await write(titled("先写的", "四个汉字。"));
    const newer = await write(titled("后写的"));
    const stored = JSON.parse(await readFile(file(older.id), "utf8"));
    await writeFile(file(older.id), JSON.stringify({ ...stored, card: { meeting: "联席会议", date: "2026-11-26" } }));
    expect(await drafts.list({})).toEqual([
      expect.objectContaining({ id: newer.id, title: "后写的", meeting: "", date: null, characters: 3 }),
      {
        id: older.id,
        title: "先写的",
        meeting: "联席会议",
        date: "2026-11-26",
        characters: 8,
        updatedAt: older.updatedAt,
      },
    ]);
  });

  it("finds drafts that hold every word in title, meeting or text and shows the place", async () => {
    const { drafts, write } = await start();
    const long = `${"前".repeat(30)}知识产权保护${"后".repeat(60)}`;
    const { id } = await write(titled("在联席会议上的讲话", "开头。", long));
    await write(titled("春耕动员", "抓好Spring春耕。"));
    const [found, ...more] = await drafts.list({ query: " 联席  知识产权" });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ id, hit: `…${"前".repeat(10)}知识产权保护${"后".repeat(34)}…` });
    expect((await drafts.list({ query: "spring" }))[0]?.hit).toBe("抓好Spring春耕。");
    expect((await drafts.list({ query: "春耕动员" }))[0]).not.toHaveProperty("hit");
    expect(await drafts.list({ query: "联席 春耕" })).toEqual([]);
  });

  it("sees a file that was changed behind its back", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write(titled("标题"));
    await drafts.list({});
    const stored = JSON.parse(await readFile(file(id), "utf8"));
    await writeFile(file(id), JSON.stringify({ ...stored, title: "换过的标题" }));
    expect((await drafts.list({}))[0]?.title).toBe("换过的标题");
  });
});

describe("renaming and duplicating", () => {
  it("puts the new name into the title block, which takes the place of a broken title", async () => {
    const { drafts, write } = await start();
    const { id } = await write([
      { type: "title", children: [{ text: "旧题目" }] },
      { type: "title", children: [{ text: "第二行" }] },
      line("正文"),
    ]);
    await drafts.rename({ id, title: "新题目" });
    const { draft } = await drafts.open({ id });
    expect(draft.title).toBe("新题目");
    expect(draft.body).toEqual(titled("新题目", "正文"));
  });

  it("adds a title block where there was none", async () => {
    const { drafts, write } = await start();
    const { id } = await write([line("正文")]);
    await drafts.rename({ id, title: "题目" });
    expect((await drafts.open({ id })).draft.body).toEqual(titled("题目", "正文"));
  });

  it("duplicates under a new id and leaves the original alone", async () => {
    const { drafts, write } = await start();
    const { id } = await write(titled("题目", "正文"));
    const copy = await drafts.duplicate({ id });
    expect(copy.id).not.toBe(id);
    const { draft } = await drafts.open(copy);
    expect(draft).toMatchObject({ title: "题目（副本）", body: titled("题目（副本）", "正文"), revision: 0 });
    expect((await drafts.open({ id })).draft.title).toBe("题目");
  });
});

describe("the recycle bin", () => {
  it("takes a draft, says since when, and gives it back byte by byte", async () => {
    const { drafts, file, write } = await start();
    const { id } = await write(titled("题目", "正文"));
    const before = await readFile(file(id), "utf8");
    await drafts.remove({ id });
    expect(await drafts.list({})).toEqual([]);
    const [removed] = await drafts.removed({});
    expect(removed).toMatchObject({ id, title: "题目", removedAt: "2026-11-22T08:00:02.000Z" });
    await expect(drafts.open({ id })).rejects.toEqual(refused("draft.missing", "回收站"));
    await drafts.restore({ id });
    expect(await readFile(file(id), "utf8")).toBe(before);
    expect(await drafts.removed({})).toEqual([]);
  });

  it("does not bring a removed draft back by a late save", async () => {
    const { drafts, write } = await start();
    const { id } = await write(titled("题目"));
    await drafts.remove({ id });
    const save = drafts.save({ id, revision: 1, body: titled("晚到的"), head: NO_HEAD, importNotes: [] });
    await expect(save).rejects.toEqual(refused("draft.missing", "文字还在窗口里"));
    expect(await drafts.list({})).toEqual([]);
  });

  it("deletes for good, from the bin only", async () => {
    const { drafts, purged, write } = await start();
    const { id } = await write(titled("题目"));
    await drafts.purge({ id });
    expect(await drafts.list({})).toHaveLength(1);
    expect(purged).toEqual([]);
    await drafts.remove({ id });
    await drafts.purge({ id });
    expect(await drafts.removed({})).toEqual([]);
    await expect(drafts.restore({ id })).rejects.toEqual(refused("draft.missing"));
    expect(purged).toEqual([id]);
  });
});
