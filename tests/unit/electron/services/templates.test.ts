import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { failureOf } from "#core/api/errors";
import type { Template } from "#core/template/schema";
import { sharedFile, TEMPLATES_ENDING, templateFile } from "#core/template/template-file";
import { createServices } from "../../../../electron/services/create-services.ts";
import { temporaryFolder, testPorts } from "../test-ports.ts";

async function start() {
  const ports = await testPorts();
  const services = createServices(ports);
  const folder = join(ports.dataFolder, "templates");
  return { ports, services, templates: services.templates, folder };
}

/** The sentence that a call is refused with. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error) => failureOf(error).message,
  );

const own = async ({ templates }: Awaited<ReturnType<typeof start>>, id = "address") => {
  const copy = await templates.duplicate({ id });
  return templates.read(copy);
};

describe("the list", () => {
  it("has the thirteen shipped ones in their groups with what their pictures need", async () => {
    const { templates } = await start();
    const list = await templates.list({});
    expect(list).toHaveLength(13);
    expect(new Set(list.map(({ own }) => own))).toEqual(new Set([false]));
    expect([...new Set(list.map(({ group }) => group))]).toEqual([
      "部署推进",
      "专项会议",
      "座谈与调研",
      "总结",
      "礼仪与主持",
    ]);
    expect(list.slice(0, 5).map(({ name }) => name)).toEqual(["工作部署会", "动员会", "联席会议", "现场会", "调度会"]);
    const joint = list.find(({ id }) => id === "joint-conference");
    expect(joint?.patterns.map(({ id, name }) => [id, name])).toEqual([
      ["awareness-task-guarantee", "认识—任务—保障"],
      ["review-plan-demand", "总结—部署—要求"],
    ]);
    expect(joint?.patterns[0]?.levels.filter((level) => level === 1)).toHaveLength(3);
    expect(joint?.patterns[0]?.slots).toBeGreaterThan(joint?.patterns[0]?.required ?? 0);
    expect(Object.keys(joint ?? {}).sort()).toEqual([
      "group",
      "id",
      "name",
      "own",
      "patterns",
      "targetCharacters",
      "use",
    ]);
  });

  it("says in a sentence that the files of the program are damaged, and goes on once they are whole", async () => {
    const templatesFolder = await temporaryFolder();
    await writeFile(join(templatesFolder, "address.json"), '{"id": "address"');
    const services = createServices(await testPorts({ templatesFolder }));
    const damaged = "随讲稿匠提供的模板读不出来，讲稿不受影响。重新安装讲稿匠，再用模板。";
    expect(await services.app.startMessages({})).toEqual([damaged]);
    expect(await refusal(services.templates.list({}))).toBe(damaged);
    await copyFile(resolve("templates", "address.json"), join(templatesFolder, "address.json"));
    expect(await services.templates.list({})).toMatchObject([{ id: "address" }]);
  });

  it("has own ones behind them, by name", async () => {
    const all = await start();
    const second = await own(all, "deployment");
    const first = await own(all, "address");
    await all.templates.save({ ...first, name: "啊" });
    expect((await all.templates.list({})).slice(13).map(({ id, own }) => [id, own])).toEqual([
      [first.id, true],
      [second.id, true],
    ]);
  });
});

describe("own templates", () => {
  it("are files of their own that a new start reads", async () => {
    const all = await start();
    const copy = await own(all);
    expect(copy).toMatchObject({ name: "致辞", group: "我的模板" });
    expect(await readdir(all.folder)).toEqual([`${copy.id}.json`]);
    const again = createServices(all.ports);
    expect(await again.templates.read({ id: copy.id })).toEqual(copy);
  });

  it("a copy of an own one, and a second copy, get names that are free", async () => {
    const all = await start();
    const copy = await own(all);
    const names = [await own(all), await own(all, copy.id), await own(all, copy.id)].map(({ name }) => name);
    expect(names).toEqual(["致辞（2）", "致辞（副本）", "致辞（副本）（2）"]);
  });

  it("keep keys of a later program when they are saved", async () => {
    const all = await start();
    const copy = await own(all);
    const path = join(all.folder, `${copy.id}.json`);
    await writeFile(path, JSON.stringify({ ...copy, "x-later": [1] }));
    await all.templates.save({ ...copy, use: "换了用途" });
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ use: "换了用途", "x-later": [1] });
  });

  it("can be deleted and brought back byte by byte, but not after the next start", async () => {
    const all = await start();
    const copy = await own(all);
    const path = join(all.folder, `${copy.id}.json`);
    const before = await readFile(path, "utf8");
    await all.templates.remove({ id: copy.id });
    expect(await readdir(all.folder)).toEqual([]);
    expect(await refusal(all.templates.read({ id: copy.id }))).toContain("没有找到这个模板");
    await all.templates.restore({ id: copy.id });
    expect(await readFile(path, "utf8")).toBe(before);
    await all.templates.remove({ id: copy.id });
    const later = createServices(all.ports);
    expect(await refusal(later.templates.restore({ id: copy.id }))).toContain("没有还原：这个模板已经不在了");
  });

  it("refuse what could not be read again", async () => {
    const all = await start();
    const copy = await own(all);
    const dangling = { ...copy, slots: {} };
    expect(await refusal(all.templates.save(dangling))).toMatch(/^模板没有存上：它用到了“.+”这个空位/u);
    expect(await refusal(all.templates.save({ ...copy, id: "my-template" }))).toContain("它的编号不对");
    expect(await refusal(all.templates.save({ ...copy, id: "../../evil" }))).toContain("它的编号不对");
    expect(await all.templates.read({ id: copy.id })).toEqual(copy);
  });
});

describe("shipped templates", () => {
  it("are never changed or deleted", async () => {
    const { templates } = await start();
    const shipped = await templates.read({ id: "address" });
    const sentence = "随讲稿匠提供的模板不能改，也不能删。复制成自己的模板再改。";
    expect(await refusal(templates.save({ ...shipped, name: "改过" }))).toBe(sentence);
    expect(await refusal(templates.remove({ id: "address" }))).toBe(sentence);
    expect(await templates.read({ id: "address" })).toEqual(shipped);
  });
});

describe("files that cannot be used", () => {
  const broken = crypto.randomUUID();
  const future = crypto.randomUUID();

  async function withBadFiles() {
    const all = await start();
    const copy = await own(all);
    await writeFile(join(all.folder, `${broken}.json`), '{"name": "坏了的", "schema');
    await writeFile(
      join(all.folder, `${future}.json`),
      JSON.stringify({ ...copy, id: future, name: "明年的", schemaVersion: 2 }),
    );
    await writeFile(join(all.folder, "readme.txt"), "别人的文件");
    return { ...all, copy };
  }

  it("are set aside or left, and told once; the others are listed", async () => {
    const { services, templates, folder, ports, copy } = await withBadFiles();
    expect((await templates.list({})).filter(({ own }) => own).map(({ id }) => id)).toEqual([copy.id]);
    const told = await services.app.startMessages({});
    expect(told.sort()).toEqual(
      [
        "模板“坏了的”打不开：它的文件内容不完整，或者不是模板文件。文件没有删除，已移到数据文件夹里的 set-aside，其他模板不受影响。",
        "模板“明年的”打不开：它是更新版本的讲稿匠写的（格式版本 2），这个版本读不了。文件原样留着，更新讲稿匠以后就能用。",
      ].sort(),
    );
    expect((await readdir(folder)).sort()).toEqual([`${copy.id}.json`, `${future}.json`, "readme.txt"].sort());
    expect((await readdir(join(ports.dataFolder, "set-aside")))[0]).toContain(broken);
    await templates.list({});
    expect(await services.app.startMessages({})).toEqual([]);
  });

  it("of a later program are not overwritten", async () => {
    const { templates, folder, copy } = await withBadFiles();
    const path = join(folder, `${future}.json`);
    const before = await readFile(path, "utf8");
    expect(await refusal(templates.save({ ...copy, id: future }))).toContain("原来那个是更新版本的讲稿匠写的");
    expect(await readFile(path, "utf8")).toBe(before);
  });

  it("a folder that is a file is told in a sentence", async () => {
    const { ports, templates, folder } = await start();
    await mkdir(ports.dataFolder);
    await writeFile(folder, "");
    expect(await refusal(templates.list({}))).toContain("没有读出模板");
  });
});

describe("sharing", () => {
  it("writes own and shipped ones into one file, which elsewhere is new, here the same", async () => {
    const here = await start();
    const copy = await own(here);
    const path = join(await temporaryFolder(), "给同事的");
    here.ports.target = { path };
    const shared = await here.templates.share({ ids: [copy.id, "deployment"] });
    expect(shared).toEqual({
      saved: true,
      fileName: `给同事的${TEMPLATES_ENDING}`,
      folderName: basename(dirname(path)),
    });
    const bytes = await readFile(`${path}${TEMPLATES_ENDING}`);
    const chosen = [{ name: "给同事的.speech-template", bytes }];

    here.ports.chosen = chosen;
    expect((await here.templates.readFile({ source: "dialog" }))?.items.map(({ state }) => state)).toEqual([
      "same",
      "same",
    ]);
    const there = await start();
    there.ports.chosen = chosen;
    const incoming = await there.templates.readFile({ source: "drop" });
    expect(incoming?.items.map(({ state, template }) => [state, template.id])).toEqual([
      ["new", copy.id],
      ["same", "deployment"],
    ]);
    expect(await readdir(there.ports.dataFolder).catch(() => [])).toEqual([]);
    const [first] = incoming?.items ?? [];
    if (first) await there.templates.save(first.template);
    expect(await there.templates.read({ id: copy.id })).toEqual(copy);
  });

  it("is a download where the window is a browser's, named after the template", async () => {
    const all = await start();
    all.ports.target = "download";
    expect(await all.templates.share({ ids: ["address"] })).toEqual({
      saved: true,
      fileName: "致辞.speech-template",
      folderName: null,
    });
    expect(await all.templates.share({ ids: ["address", "safety"] })).toMatchObject({
      fileName: "讲稿匠模板（2 个）.speech-template",
    });
    expect(all.ports.downloads.map(({ name }) => name)).toEqual([
      "致辞.speech-template",
      "讲稿匠模板（2 个）.speech-template",
    ]);
  });

  it("does nothing when cancelled, and names what is gone", async () => {
    const all = await start();
    expect(await all.templates.share({ ids: ["address"] })).toEqual({ saved: false, fileName: "", folderName: null });
    expect(await refusal(all.templates.share({ ids: ["none"] }))).toContain("没有找到这个模板");
    expect(await all.templates.readFile({ source: "dialog" })).toBeNull();
  });

  it("tells what differs from an own one of the same id or name", async () => {
    const all = await start();
    const copy = await own(all);
    const file = (...templates: Template[]) => {
      all.ports.chosen = [{ name: "a", bytes: new TextEncoder().encode(sharedFile(templates)) }];
      return all.templates.readFile({ source: "dialog" });
    };
    expect((await file({ ...copy, use: "别的用途" }))?.items[0]?.state).toBe("changed");
    expect((await file({ ...copy, id: crypto.randomUUID() }))?.items[0]?.state).toBe("same");
    expect((await file({ ...copy, id: crypto.randomUUID(), use: "别的" }))?.items[0]?.state).toBe("changed");
    expect((await file({ ...copy, id: crypto.randomUUID(), name: "别的" }))?.items[0]?.state).toBe("new");
  });

  it.each([
    ["broken", new TextEncoder().encode('{"kind": "speechwright-templates"'), "文件内容不完整"],
    ["in another encoding", Buffer.from('{"kind": "speechwright-templates", "\xb5\xd8', "latin1"), "文件内容不完整"],
    ["a single own template", new TextEncoder().encode(templateFile({} as Template)), "它不是讲稿匠的模板文件"],
    ["50 MB", new Uint8Array(50 * 1024 * 1024), "文件超过 8 MB，模板文件不会这么大"],
  ])("refuses a file that is %s", async (_, bytes, sentence) => {
    const all = await start();
    all.ports.chosen = [{ name: "甲.speech-template", bytes }];
    expect(await refusal(all.templates.readFile({ source: "dialog" }))).toMatch(/^没有取入“甲.speech-template”：/u);
    expect(await refusal(all.templates.readFile({ source: "dialog" }))).toContain(sentence);
  });

  it("says where a file of templates belongs when it is opened as a draft", async () => {
    const { services, ports } = await start();
    const bytes = new TextEncoder().encode(sharedFile([await services.templates.read({ id: "address" })]));
    for (const name of ["甲.speech-template", "甲.json"]) {
      ports.chosen = [{ name, bytes }];
      const [opened] = await services.files.open({ source: "dialog" });
      expect(opened).toMatchObject({
        error: `没有打开“${name}”：里面是模板，不是讲稿。到开始页的“我的模板”里选“取入模板…”。`,
      });
    }
    const path = join(await temporaryFolder(), "甲.speech-template");
    await writeFile(path, bytes);
    await services.files.openPaths([path]);
    expect(ports.events).toMatchObject([{ name: "notice", data: { message: expect.stringContaining("取入模板…") } }]);
    expect(await services.drafts.list({})).toEqual([]);
  });
});
