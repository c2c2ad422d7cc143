import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { createServices } from "../../../../electron/services/create-services.ts";
import { dataFolder, type Machine, systemFolder } from "../../../../electron/services/folders.ts";
import { claimDataFolder } from "../../../../electron/services/instance.ts";
import { settleDataFolder } from "../../../../electron/services/move-data-folder.ts";
import { temporaryFolder, testPorts } from "../test-ports.ts";
import { canMount } from "./mount.ts";
import { NO_HEAD } from "./saver.ts";

const refused = (code: string, sentence = "") =>
  expect.objectContaining({ name: "SpeechError", code, message: expect.stringContaining(sentence) });
const body: Block[] = [
  { type: "title", children: [{ text: "题目" }] },
  { type: "paragraph", children: [{ text: "正文。" }] },
];

let home: string;
let machine: Machine;
let old: string;

beforeEach(async () => {
  home = await temporaryFolder();
  machine = { env: {}, platform: "linux", home };
  old = join(home, ".config", "speechwright");
  await settleDataFolder(machine);
});

/** The services of a start over the folder where the data are. */
async function start(more: Parameters<typeof testPorts>[0] = {}) {
  const { folder } = await settleDataFolder(machine);
  const ports = await testPorts({ dataFolder: folder, machine, ...more });
  return { ports, services: createServices(ports) };
}

/** Writes one of everything and wishes for a move to `path`. */
async function wish(path: string) {
  const { services } = await start();
  const { id } = await services.drafts.create({});
  await services.drafts.save({ id, revision: 0, body, head: NO_HEAD, importNotes: [] });
  await services.versions.keep({ id });
  const { id: binned } = await services.drafts.create({});
  await services.drafts.remove({ id: binned });
  const layout = (await services.exports.layouts({}))[0];
  if (layout) await services.exports.saveLayout({ ...layout, id: "own", name: "本单位", shipped: false });
  await writeFile(join(old, "config.json"), '{"settings": {"theme": "dark"}}');
  await mkdir(join(old, "browser-profile", "Default"), { recursive: true });
  const planned = await services.app.moveDataFolder({ path });
  return { id, planned };
}

const pointer = async () => JSON.parse(await readFile(join(old, "data-folder.json"), "utf8"));
const everything = async (folder: string) => {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !/^(?:data-folder\.json|browser-profile)/u.test(name)).sort();
};

describe("moving the data folder", () => {
  it("happens at the next start, whole, and is told; the old place keeps only the way to the new one", async () => {
    const target = join(home, "文稿");
    await mkdir(target);
    const { id, planned } = await wish("~/文稿");
    expect(planned).toEqual({ shown: "~/.config/speechwright", fixed: null, next: "~/文稿", asks: "path" });
    expect(await readdir(target)).toEqual([]);
    const before = await everything(old);
    const bin = join(old, "removed", (await readdir(join(old, "removed")))[0] ?? "");
    await utimes(bin, new Date("2026-01-02T03:04:05Z"), new Date("2026-01-02T03:04:05Z"));
    const draft = await readFile(join(old, "drafts", `${id}.json`), "utf8");

    const settled = await settleDataFolder(machine);
    expect(settled).toEqual({
      folder: target,
      open: [],
      notice: "数据文件夹搬到了“~/文稿”，逐个核对过，没有缺少。原来的位置已经清空。",
    });
    expect(await everything(target)).toEqual(before);
    expect(await readFile(join(target, "drafts", `${id}.json`), "utf8")).toBe(draft);
    expect((await stat(bin.replace(old, target))).mtime.toISOString()).toBe("2026-01-02T03:04:05.000Z");
    expect((await stat(join(target, "drafts", `${id}.json`))).mode & 0o777).toBe(0o600);
    expect(await readdir(old)).toEqual(["data-folder.json"]);
    expect(await pointer()).toEqual({ folder: target });
    expect(dataFolder(machine)).toBe(target);

    const { services } = await start();
    expect((await services.drafts.open({ id })).draft.body).toEqual(body);
    expect(await services.versions.list({ id })).toHaveLength(1);
    expect(await services.app.dataFolder({})).toMatchObject({ shown: "~/文稿", next: null });
  });

  it("makes a folder of our own where the chosen one holds other things, and can go back to where it came from", async () => {
    await mkdir(join(home, "文档"));
    await writeFile(join(home, "文档", "通知.docx"), "别的");
    const { id, planned } = await wish("~/文档");
    expect(planned.next).toBe("~/文档/讲稿匠");
    const target = join(home, "文档", "讲稿匠");
    expect((await settleDataFolder(machine)).folder).toBe(target);

    const { services } = await start();
    expect((await services.app.moveDataFolder({ path: old })).next).toBe("~/.config/speechwright");
    expect((await settleDataFolder(machine)).folder).toBe(old);
    expect(await readdir(join(home, "文档"))).toEqual(["通知.docx"]);
    expect(await readdir(old)).not.toContain("data-folder.json");
    expect((await (await start()).services.drafts.open({ id })).draft.body).toEqual(body);
  });

  it("takes links along as links to where they lead", async () => {
    await mkdir(join(home, "别处"));
    await writeFile(join(home, "别处", "x.json"), "{}");
    await symlink("../../别处", join(old, "layouts"));
    const { services } = await start();
    await services.app.moveDataFolder({ path: join(home, "新") });
    await settleDataFolder(machine);
    expect(await readlink(join(home, "新", "layouts"))).toBe(join(home, "别处"));
    expect(await readFile(join(home, "新", "layouts", "x.json"), "utf8")).toBe("{}");
  });

  it("takes files along that may only be read, as such", async () => {
    const path = join(old, "只读.json");
    await writeFile(path, "{}");
    await chmod(path, 0o400);
    const { services } = await start();
    await services.app.moveDataFolder({ path: "~/新" });
    expect((await settleDataFolder(machine)).folder).toBe(join(home, "新"));
    const mode = (await stat(join(home, "新", "只读.json"))).mode & 0o777;
    if (process.platform !== "win32") expect(mode).toBe(0o400);
  });

  it("is dropped when the user thinks better of it", async () => {
    const { services } = await start();
    await services.app.moveDataFolder({ path: "~/新" });
    await services.app.moveDataFolder({ path: "~/更新" });
    expect(await services.app.keepDataFolder({})).toMatchObject({ next: null });
    expect(await settleDataFolder(machine)).toEqual({ folder: old, open: [] });
    expect(await readdir(home)).toEqual([".config"]);
  });

  it("waits as long as another start runs in the folder", async () => {
    await wish("~/新");
    const claim = await claimDataFolder(old, () => {});
    try {
      expect(await settleDataFolder(machine)).toEqual({ folder: old, open: [] });
    } finally {
      if (claim.claimed) await claim.release();
    }
    expect((await settleDataFolder(machine)).folder).toBe(join(home, "新"));
  });

  it("goes on from a move that was cut short, without what that one had brought", async () => {
    const { id } = await wish("~/新");
    const target = join(home, "新");
    await mkdir(join(target, "drafts"), { recursive: true });
    await writeFile(join(target, "drafts", "半.json"), "{");
    await writeFile(join(target, "moving.json"), JSON.stringify({ names: ["drafts", "../../etc", ".."] }));
    expect((await settleDataFolder(machine)).folder).toBe(target);
    expect(await readdir(join(target, "drafts"))).toEqual([`${id}.json`]);
    expect(await readdir(target)).not.toContain("moving.json");
  });
});

describe("a folder that does not fit", () => {
  it.each<[name: string, path: () => string | Promise<string>, sentence: string]>([
    ["a path that is not whole", () => "文稿", "要写从根开始的完整路径"],
    ["a path with a sign that no path holds", () => "~/文\0稿", "要写从根开始的完整路径"],
    [
      "the folder itself",
      async () => {
        await writeFile(join(old, "config.json"), "{}");
        return `${old}/`;
      },
      "数据文件夹现在就在那里",
    ],
    ["one inside it", () => join(old, "新"), "它在现在的数据文件夹里面"],
    ["one whose parent is missing", () => "~/没有/新", "上一级文件夹不存在"],
    [
      "one that holds others' files under our name",
      async () => {
        await mkdir(join(home, "文档", "讲稿匠"), { recursive: true });
        await writeFile(join(home, "文档", "讲稿匠", "通知.docx"), "别的");
        return "~/文档";
      },
      "那个文件夹里已经有别的文件",
    ],
    [
      "a file",
      async () => {
        await writeFile(join(home, "文件"), "别的");
        return "~/文件";
      },
      "那里是一个文件",
    ],
    [
      "one that leads back by a link",
      async () => {
        await symlink(old, join(home, "链接"));
        return "~/链接";
      },
      "数据文件夹现在就在那里",
    ],
  ])("%s is refused at once, and nothing changes", async (_, path, sentence) => {
    const { services } = await start();
    const wished = services.app.moveDataFolder({ path: await path() });
    await expect(wished).rejects.toEqual(refused("input.invalid", sentence));
    expect(await settleDataFolder(machine)).toEqual({ folder: old, open: [] });
  });

  it.runIf(process.platform !== "win32" && process.getuid?.() !== 0)("one that may only be read", async () => {
    await mkdir(join(home, "新"));
    await chmod(join(home, "新"), 0o500);
    const { services } = await start();
    await expect(services.app.moveDataFolder({ path: "~/新" })).rejects.toEqual(refused("disk.read-only"));
  });

  it("is whatever SPEECHWRIGHT_DATA does not name", async () => {
    machine = { ...machine, env: { SPEECHWRIGHT_DATA: join(home, "定") } };
    const { services } = await start();
    const { shown, fixed } = await services.app.dataFolder({});
    expect(shown).toBe("~/定");
    expect(fixed).toContain("SPEECHWRIGHT_DATA");
    await expect(services.app.moveDataFolder({ path: "~/新" })).rejects.toEqual(refused("input.invalid"));
    expect(await services.app.keepDataFolder({})).toMatchObject({ next: null });
    await expect(lstat(join(systemFolder(machine), "data-folder.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("a move that fails", () => {
  it("because the folder has filled since leaves the data where they are, tells it once and tries no more", async () => {
    const { id } = await wish("~/新");
    await mkdir(join(home, "新", "讲稿匠"), { recursive: true });
    await writeFile(join(home, "新", "别的.txt"), "别的");
    await writeFile(join(home, "新", "讲稿匠", "别的.txt"), "别的");
    const settled = await settleDataFolder(machine);
    expect(settled).toMatchObject({ folder: old, notice: expect.stringContaining("数据文件夹没有搬：") });
    expect(await settleDataFolder(machine)).toEqual({ folder: old, open: [] });
    expect((await (await start()).services.drafts.open({ id })).draft.body).toEqual(body);
    expect(await readdir(join(home, "新", "讲稿匠"))).toEqual(["别的.txt"]);
  });

  it.runIf(canMount)("on another disk that is full or may only be read takes the copy away again", async () => {
    const disk = join(home, "盘");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=40m", "tmpfs", disk]);
    try {
      const { id } = await wish("~/盘/新");
      const before = await everything(old);
      await writeFile(join(disk, "占"), Buffer.alloc(38 * 1024 * 1024));
      expect(await settleDataFolder(machine)).toMatchObject({
        folder: old,
        notice: expect.stringMatching(/只剩 2 MB/u),
      });
      expect(await readdir(disk)).toEqual(["占"]);

      await rm(join(disk, "占"));
      await (await start()).services.app.moveDataFolder({ path: "~/盘/新" });
      execFileSync("mount", ["-o", "remount,ro", disk]);
      expect(await settleDataFolder(machine)).toMatchObject({
        folder: old,
        notice: expect.stringContaining("那个文件夹只能读，不能写"),
      });
      expect(await everything(old)).toEqual(before);

      execFileSync("mount", ["-o", "remount,rw", disk]);
      await (await start()).services.app.moveDataFolder({ path: "~/盘/新" });
      expect((await settleDataFolder(machine)).folder).toBe(join(disk, "新"));
      expect(await everything(join(disk, "新"))).toEqual(before);
      expect((await (await start()).services.drafts.open({ id })).draft.body).toEqual(body);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it.runIf(canMount)("in the midst, when the disk fills up while it copies, too", async () => {
    const disk = join(home, "盘");
    await mkdir(disk);
    // Space is there by the look of it, but no more files than a few fit on the disk.
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=40m,nr_inodes=6", "tmpfs", disk]);
    try {
      const { id } = await wish("~/盘/新");
      const before = await everything(old);
      expect(await settleDataFolder(machine)).toMatchObject({
        folder: old,
        notice: expect.stringContaining("磁盘已满。原来的文件都没有动。"),
      });
      expect(await everything(old)).toEqual(before);
      expect(await readdir(join(disk, "新"))).toEqual([]);
      expect((await (await start()).services.drafts.open({ id })).draft.body).toEqual(body);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

describe("a start", () => {
  it("refuses where the folder has gone, instead of showing an empty one", async () => {
    await wish("~/新");
    await settleDataFolder(machine);
    await rm(join(home, "新"), { recursive: true });
    await expect(settleDataFolder(machine)).rejects.toEqual(refused("disk.no-folder", "数据文件夹“~/新”不见了"));
    await mkdir(join(home, "新"));
    await expect(settleDataFolder(machine)).rejects.toEqual(refused("disk.no-folder"));
    expect(await readdir(join(home, "新"))).toEqual([]);
  });

  it.each(["", "{", '{"folder": "relative"}', '{"folder": 7}'])("refuses a pointer that says %o", async (text) => {
    await writeFile(join(old, "data-folder.json"), text);
    await expect(settleDataFolder(machine)).rejects.toEqual(refused("disk.failed", "data-folder.json"));
  });
});

it("opens the folder, and where the system can ask takes no path from a page", async () => {
  const { ports, services } = await start({
    dialogs: {
      chooseFiles: async () => [],
      chooseTarget: async () => null,
      download: async () => {},
      chooseFolder: async () => join(home, "选的"),
    },
  });
  await services.app.openDataFolder({});
  expect(ports.shown).toEqual([`open ${old}`]);
  expect(await services.app.moveDataFolder({ path: "/etc" })).toMatchObject({ next: "~/选的", asks: "dialog" });
  ports.desktop.openFile = async () => {
    throw new Error("no");
  };
  await expect(services.app.openDataFolder({})).rejects.toEqual(refused("unknown", "没有打开"));
});
