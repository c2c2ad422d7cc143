import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { createServices } from "../../../../electron/services/create-services.ts";
import { VersionFolder } from "../../../../electron/services/version-folder.ts";
import { type TestPorts, testPorts } from "../test-ports.ts";
import { canMount } from "./mount.ts";
import { NO_HEAD } from "./saver.ts";

const titled = (title: string, ...texts: string[]): Block[] => [
  { type: "title", children: [{ text: title }] },
  ...texts.map((text): Block => ({ type: "paragraph", children: [{ text }] })),
];
const refused = (code: string, sentence = "") =>
  expect.objectContaining({ name: "SpeechError", code, message: expect.stringContaining(sentence) });

let ports: TestPorts;
let services: ReturnType<typeof createServices>;
let clock = Date.parse("2026-11-22T08:00:00.000Z");

beforeEach(async () => {
  clock = Date.parse("2026-11-22T08:00:00.000Z");
  ports = await testPorts({ now: () => new Date(clock).toISOString() });
  services = createServices(ports);
});

const pass = (minutes: number) => {
  clock += minutes * 60_000;
};
const list = async (id: string) => services.versions.list({ id });
const kinds = async (id: string) => (await list(id)).map(({ kind }) => kind);
const folderOf = (id: string) => join(ports.dataFolder, "versions", id);
const fileOf = (id: string, versionId: string) => join(folderOf(id), `${versionId}.json`);
const newest = async (id: string) => {
  const [version] = await list(id);
  if (!version) throw new Error("there is no version");
  return version;
};

/** A draft with `texts` as its paragraphs, and how to write on it as a window does. */
async function writing(...texts: string[]) {
  const { id } = await services.drafts.create({});
  let revision = 0;
  const write = async (body: Block[], head = NO_HEAD) => {
    ({ revision } = await services.drafts.save({ id, revision, body, head, importNotes: [] }));
  };
  await write(titled("题目", ...texts));
  return { id, write };
}

const long = (word: string) => word.repeat(300);

describe("versions by themselves", () => {
  it("hold the text as it was found on opening, once it changes, and never that of a new draft", async () => {
    const { id } = await services.drafts.create({});
    await services.drafts.open({ id });
    await services.drafts.save({ id, revision: 0, body: titled("题目", "正文。"), head: NO_HEAD, importNotes: [] });
    expect(await list(id)).toEqual([]);

    await services.drafts.open({ id });
    pass(5);
    await services.drafts.open({ id, toRead: true });
    expect(await list(id)).toEqual([]);
    await services.drafts.save({
      id,
      revision: 1,
      body: titled("题目", "正文，改了。"),
      head: NO_HEAD,
      importNotes: [],
    });
    await services.drafts.save({
      id,
      revision: 2,
      body: titled("题目", "正文，又改了。"),
      head: NO_HEAD,
      importNotes: [],
    });
    expect(await list(id)).toEqual([
      { id: expect.any(String), kind: "opened", name: "", at: "2026-11-22T08:00:00.000Z", characters: 5 },
    ]);
    const { body, readOnly } = await services.versions.read({ id, versionId: (await newest(id)).id });
    expect(body).toEqual(titled("题目", "正文。"));
    expect(readOnly).toBeNull();
  });

  it("come after half an hour of writing, or what the setting says, and not for moving the cursor", async () => {
    const { id, write } = await writing("一");
    await write(titled("题目", "一二"));
    pass(29);
    await write(titled("题目", "一二三"));
    expect(await kinds(id)).toEqual([]);
    pass(1);
    await write(titled("题目", "一二三"));
    expect(await kinds(id)).toEqual([]);
    await write(titled("题目", "一二三四"));
    expect(await kinds(id)).toEqual(["interval"]);
    expect((await services.versions.read({ id, versionId: (await newest(id)).id })).body).toEqual(
      titled("题目", "一二三"),
    );

    await services.settings.set({ versionEveryMinutes: 10 });
    pass(9);
    await write(titled("题目", "一二三四五"));
    expect(await kinds(id)).toHaveLength(1);
    pass(1);
    await write(titled("题目", "一二三四五六"));
    expect(await kinds(id)).toHaveLength(2);
  });

  it("start their time anew when the clock was set back", async () => {
    const { id, write } = await writing("一");
    await write(titled("题目", "一二"));
    pass(-600);
    await write(titled("题目", "一二三"));
    pass(29);
    await write(titled("题目", "一二三四"));
    expect(await kinds(id)).toEqual([]);
    pass(1);
    await write(titled("题目", "一二三四五"));
    expect(await kinds(id)).toEqual(["interval"]);
  });

  it("hold the text that stood before a large part of it went", async () => {
    const { id, write } = await writing(long("一"), long("二"), long("三"));
    await write(titled("题目", long("一"), long("二"), `${long("三")}。`));
    expect(await kinds(id)).toEqual([]);
    await write(titled("题目", "重写"));
    expect(await kinds(id)).toEqual(["before-change"]);
    const { body } = await services.versions.read({ id, versionId: (await newest(id)).id });
    expect(body).toEqual(titled("题目", long("一"), long("二"), `${long("三")}。`));
  });

  it("are thinned as they age, but for those that were named or kept", async () => {
    const { id, write } = await writing("零");
    await write(titled("题目", "第1次"));
    for (let count = 1; count <= 12; count += 1) {
      pass(1);
      await services.drafts.open({ id });
      await write(titled("题目", `第${count + 1}次`));
      if (count === 2) await services.versions.rename({ id, versionId: (await newest(id)).id, name: "二稿" });
      if (count === 4) await services.versions.rename({ id, versionId: (await newest(id)).id, name: "四稿" });
    }
    const texts = await Promise.all(
      (await list(id)).map(async ({ id: versionId }) => (await services.versions.read({ id, versionId })).body[1]),
    );
    const words = texts.map((block) => block?.children[0]?.text);
    expect(words).toEqual(["第12次", "第9次", "第4次", "第2次"]);
    expect(await readdir(folderOf(id))).toHaveLength(4);
  });

  it("go with the draft when it is deleted for good, stay with it in the bin, and are nobody else's", async () => {
    const { id } = await writing("正文。");
    await services.versions.keep({ id });
    const copy = await services.drafts.duplicate({ id });
    expect(await list(copy.id)).toEqual([]);
    ports.target = "download";
    await services.files.saveSpeech({ id });
    const [portable] = ports.downloads;
    expect(JSON.parse(new TextDecoder().decode(portable?.bytes))).not.toHaveProperty("version");

    await services.drafts.remove({ id });
    expect(await list(id)).toHaveLength(1);
    await services.drafts.restore({ id });
    expect(await list(id)).toHaveLength(1);
    await services.drafts.remove({ id });
    await services.drafts.purge({ id });
    expect(await readdir(join(ports.dataFolder, "versions"))).toEqual([]);
  });
});

describe("a version kept by hand", () => {
  it("is added once for one text; then the window may ask for a name", async () => {
    const { id, write } = await writing("正文。");
    const first = await services.versions.keep({ id });
    expect(first).toMatchObject({ added: true, version: { kind: "kept", name: "" } });
    pass(1);
    expect(await services.versions.keep({ id })).toEqual({ version: first.version, added: false });
    await services.versions.rename({ id, versionId: first.version.id, name: "送局领导\n审定 " });
    expect(await services.versions.keep({ id })).toEqual({
      version: { ...first.version, name: "送局领导 审定" },
      added: false,
    });
    await write(titled("题目", "正文。又一句。"));
    expect((await services.versions.keep({ id })).added).toBe(true);
    expect(await list(id)).toHaveLength(2);
  });

  it("makes the automatic one of the same text last", async () => {
    const { id, write } = await writing("正文。");
    await services.drafts.open({ id });
    await write(titled("题目", "改了。"));
    await write(titled("题目", "正文。"));
    expect(await kinds(id)).toEqual(["opened"]);
    pass(5);
    expect(await services.versions.keep({ id })).toMatchObject({
      added: true,
      version: { kind: "kept", at: "2026-11-22T08:05:00.000Z" },
    });
    expect(await list(id)).toHaveLength(1);
  });

  it.each([
    ["of 200 characters", "字".repeat(200)],
    ["with markup", `<b>"一"</b> & \\ {"version": 1},`],
  ])("keeps a name %s as it is", async (_, name) => {
    const { id } = await writing("正文。");
    const { version } = await services.versions.keep({ id });
    await services.versions.rename({ id, versionId: version.id, name });
    expect((await newest(id)).name).toBe(name);
    expect((await new VersionFolder(ports).list(id))[0]?.name).toBe(name);
    expect((await services.versions.read({ id, versionId: version.id })).body).toEqual(titled("题目", "正文。"));
  });

  it("refuses a name without a word, and one for a version that is gone", async () => {
    const { id } = await writing("正文。");
    const { version } = await services.versions.keep({ id });
    const blank = services.versions.rename({ id, versionId: version.id, name: "\u0000" });
    await expect(blank).rejects.toEqual(refused("input.invalid", "没有改名"));
    await services.versions.remove({ id, versionId: version.id });
    await services.versions.remove({ id, versionId: version.id });
    const late = services.versions.rename({ id, versionId: version.id, name: "晚了" });
    await expect(late).rejects.toEqual(refused("draft.missing", "没有找到这个版本"));
    expect(await list(id)).toEqual([]);
  });
});

describe("restoring", () => {
  it("keeps the present text first and gives the earlier one; the draft itself is the window's to save", async () => {
    const { id, write } = await writing("旧的。");
    const { version } = await services.versions.keep({ id });
    await write(titled("题目", "新的。"));
    const { body } = await services.versions.restore({ id, versionId: version.id });
    expect(body).toEqual(titled("题目", "旧的。"));
    expect((await services.drafts.open({ id })).draft.body).toEqual(titled("题目", "新的。"));
    expect(await kinds(id)).toEqual(["before-restore", "kept"]);

    await write(body);
    await services.versions.restore({ id, versionId: (await newest(id)).id });
    // The text that stands was kept already: equal texts never make a second version.
    expect(await kinds(id)).toEqual(["before-restore", "kept"]);
  });

  it("gives the card that the text was written under, and keeps a text under another card as a version of its own", async () => {
    const { id, write } = await writing("旧的。");
    const body = titled("题目", "旧的。");
    await write(body, { card: { meeting: "2025年全县工作会议" }, citations: {} });
    const { version } = await services.versions.keep({ id });
    await write(body, { card: { meeting: "2026年全县工作会议" }, citations: {} });
    const { head } = await services.versions.restore({ id, versionId: version.id });
    expect(head).toEqual({ card: { meeting: "2025年全县工作会议" }, citations: {} });
    expect(await kinds(id)).toEqual(["before-restore", "kept"]);
  });

  it("happens in two windows at once without losing either text", async () => {
    const { id, write } = await writing("一。");
    const { version: one } = await services.versions.keep({ id });
    await write(titled("题目", "二。"));
    const { version: two } = await services.versions.keep({ id });
    await write(titled("题目", "三。"));
    const both = await Promise.all([one, two].map(({ id: versionId }) => services.versions.restore({ id, versionId })));
    expect(both.map(({ body }) => body[1]?.children[0]?.text)).toEqual(["一。", "二。"]);
    expect(await kinds(id)).toEqual(["before-restore", "kept", "kept"]);
  });
});

describe("version files", () => {
  it("are drafts themselves, with keys that nobody knows, for this user alone", async () => {
    const { id } = await writing("正文。");
    const path = join(ports.dataFolder, "drafts", `${id}.json`);
    const stored = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...stored, version: "不是我们的", room: "三楼" }));
    const { version } = await services.versions.keep({ id });
    const file = fileOf(id, version.id);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ id, room: "三楼", version: { kind: "kept" } });
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("that are broken are set aside and told of, and hide no other", async () => {
    const { id, write } = await writing("正文。");
    await services.versions.keep({ id });
    const broken = "0b9d1c5e-6f70-4f6e-9a55-0123456789ab";
    await writeFile(fileOf(id, broken), '{"version": {"numb');
    await writeFile(join(folderOf(id), "备注.txt"), "别人放的");
    await writeFile(`${fileOf(id, broken)}.999999-0123abcd.tmp`, "{");
    expect(await kinds(id)).toEqual(["kept"]);
    expect(ports.events).toEqual([
      { name: "notice", data: { message: expect.stringContaining("已移到数据文件夹里的 set-aside") } },
    ]);
    expect((await readdir(folderOf(id))).sort()).toEqual([`${(await newest(id)).id}.json`, "备注.txt"].sort());
    await write(titled("题目", "正文。又一句。"));
    expect((await services.versions.keep({ id })).added).toBe(true);
    expect(ports.events).toHaveLength(1);
  });

  it("whose text is cut off are refused when opened and set aside then", async () => {
    const { id } = await writing("正文。");
    const { version } = await services.versions.keep({ id });
    const whole = await readFile(fileOf(id, version.id), "utf8");
    await writeFile(fileOf(id, version.id), whole.slice(0, -40));
    expect(await list(id)).toHaveLength(1);
    const read = services.versions.read({ id, versionId: version.id });
    await expect(read).rejects.toEqual(refused("draft.broken", "set-aside"));
    expect(await list(id)).toEqual([]);
    expect(await readdir(join(ports.dataFolder, "set-aside"))).toHaveLength(1);
  });

  it("of a later program can be read and named, not restored, and are never rewritten", async () => {
    const { id } = await writing("正文。");
    const { version } = await services.versions.keep({ id });
    const [, ...lines] = (await readFile(fileOf(id, version.id), "utf8")).split("\n");
    const rest = lines.join("\n").replace('"schemaVersion": 1', '"schemaVersion": 9,\n  "laser": true');
    const head =
      '{"version": {"number":1,"kind":"sent","name":"","at":"2027-01-01T00:00:00.000Z","characters":9,"digest":"x","to":"局长"},\n';
    await writeFile(fileOf(id, version.id), head + rest);

    expect((await newest(id)).kind).toBe("kept");
    const { body, readOnly } = await services.versions.read({ id, versionId: version.id });
    expect(body).toEqual(titled("题目", "正文。"));
    expect(readOnly).toContain("更新版本的讲稿匠写的");
    const restored = services.versions.restore({ id, versionId: version.id });
    await expect(restored).rejects.toEqual(refused("draft.read-only", "没有恢复"));
    await services.versions.rename({ id, versionId: version.id, name: "明年的" });
    const renamed = await readFile(fileOf(id, version.id), "utf8");
    expect(renamed.endsWith(rest)).toBe(true);
    expect(JSON.parse(renamed).version).toMatchObject({ name: "明年的", to: "局长" });
  });

  it("of a draft that a later program wrote are made by that program alone", async () => {
    const { id } = await writing("正文。");
    const { version } = await services.versions.keep({ id });
    const path = join(ports.dataFolder, "drafts", `${id}.json`);
    const stored = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...stored, schemaVersion: 9, title: "改过" }));
    await services.drafts.open({ id });
    await expect(services.versions.keep({ id })).rejects.toEqual(refused("draft.read-only"));
    await expect(services.versions.restore({ id, versionId: version.id })).rejects.toEqual(refused("draft.read-only"));
    expect(await list(id)).toHaveLength(1);
  });

  it("may be gone with their folder, which comes back with the next one", async () => {
    const { id, write } = await writing("正文。");
    await services.versions.keep({ id });
    await rm(join(ports.dataFolder, "versions"), { recursive: true });
    expect(await list(id)).toEqual([]);
    await write(titled("题目", "正文。又一句。"));
    await services.versions.keep({ id });
    expect(await list(id)).toHaveLength(1);
  });

  it("are listed by their first lines alone", async () => {
    const { id } = await writing("正文。");
    await services.versions.keep({ id });
    const head = (await readFile(fileOf(id, (await newest(id)).id), "utf8")).split("\n")[0];
    for (let count = 10; count < 60; count += 1) {
      const numbered = head?.replace('"number":1', `"number":${count}`);
      await writeFile(fileOf(id, `0b9d1c5e-6f70-4f6e-9a55-0123456789${count}`), `${numbered}\nno draft at all`);
    }
    expect(await list(id)).toHaveLength(51);
    expect((await newest(id)).id).toMatch(/59$/u);
  });
});

describe("a disk that fails", () => {
  it("as the versions' folder only, saves the draft all the same and tells it once", async () => {
    await mkdir(ports.dataFolder, { recursive: true });
    await writeFile(join(ports.dataFolder, "versions"), "");
    const { id, write } = await writing(long("一"));
    await write(titled("题目", "重写"));
    await write(titled("题目", long("三")));
    await write(titled("题目", "再重写"));
    expect((await services.drafts.open({ id })).draft.body).toEqual(titled("题目", "再重写"));
    expect(ports.events).toEqual([
      { name: "notice", data: { message: expect.stringContaining("讲稿本身照常保存"), level: "quiet" } },
    ]);
    await expect(services.versions.keep({ id })).rejects.toEqual(refused("disk.no-folder", "没有存成版本"));
  });

  it("as the settings only, saves the draft all the same, so that the next save builds on it", async () => {
    const { write } = await writing(long("一"));
    ports.settings.get = () => {
      throw Object.assign(new Error("broken"), { code: "EIO" });
    };
    pass(31);
    await write(titled("题目", "重写"));
    await write(titled("题目", "再重写"));
  });

  it.runIf(canMount)(
    "that is nearly full is left to the drafts, and a text that cannot be kept is not restored over",
    async () => {
      await mkdir(ports.dataFolder, { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", ports.dataFolder]);
      try {
        const body = (word: string) => titled("题目", word.repeat(60_000));
        const { id, write } = await writing("字".repeat(60_000));
        const { version } = await services.versions.keep({ id });
        for (const word of "一二三四五六七八") await write(body(word));
        expect((await services.drafts.open({ id })).draft.body).toEqual(body("八"));
        expect(await kinds(id)).toEqual(["kept"]);
        expect(ports.events).toEqual([
          { name: "notice", data: { message: expect.stringContaining("讲稿本身照常保存"), level: "quiet" } },
        ]);

        await writeFile(join(ports.dataFolder, "filler"), Buffer.alloc(1024 * 1024)).catch(() => {});
        await expect(services.versions.restore({ id, versionId: version.id })).rejects.toEqual(
          refused("disk.full", "没有恢复：磁盘已满。现在的文字没能先存成一个版本。"),
        );
        expect(await readdir(folderOf(id))).toEqual([`${version.id}.json`]);
        expect((await services.drafts.open({ id })).draft.body).toEqual(body("八"));
      } finally {
        execFileSync("umount", [ports.dataFolder]);
      }
    },
  );
});
