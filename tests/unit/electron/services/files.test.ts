import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { draftFile, openDraft } from "#core/draft/open-draft";
import { plainParagraphs } from "#core/draft/plain-text";
import { newDraft } from "#core/draft/schema";
import { createServices } from "../../../../electron/services/create-services.ts";
import { temporaryFolder, testPorts } from "../test-ports.ts";

const ID = "5d0f3f6a-2a1e-4a35-9a0f-0123456789ab";
const bytes = (text: string) => new TextEncoder().encode(text);
const speech = (text: string, more: object = {}) => {
  const body = [{ type: "paragraph" as const, children: [{ text }] }];
  return bytes(JSON.stringify({ ...newDraft({ id: ID, now: "2026-01-02T03:04:05.000Z" }, body), ...more }));
};

async function start() {
  const ports = await testPorts();
  const services = createServices(ports);
  const choose = (...chosen: [name: string, content: string | Uint8Array][]) => {
    ports.chosen = chosen.map(([name, content]) => ({
      name,
      bytes: typeof content === "string" ? bytes(content) : content,
    }));
    return services.files.open({ source: "dialog" });
  };
  return { ports, services, choose };
}

describe("opening", () => {
  it("makes a text a draft of its own that keeps what import had to say", async () => {
    const { services, choose } = await start();
    const [opened] = await choose(["去年.txt", "在会议上的讲话\n\n同志们：\n##记号##\n一、抓好落实\n正文。"]);
    const { draft } = await services.drafts.open({ id: opened?.draftId ?? "" });
    expect(draft.title).toBe("在会议上的讲话");
    expect(opened?.messages.length).toBeGreaterThan(0);
    expect(draft.importNotes).toEqual(opened?.messages);
    expect(await services.files.recent({})).toEqual([
      expect.objectContaining({ name: "去年.txt", draftId: opened?.draftId }),
    ]);
  });

  it("reports each file of a drop for itself", async () => {
    const { choose } = await start();
    const results = await choose(
      ["空.txt", ""],
      ["坏.speech", "{"],
      ["照片.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
      ["好.md", "# 标题\n\n正文。"],
    );
    expect(results.map(({ name, draftId, error }) => [name, draftId !== undefined, error !== undefined])).toEqual([
      ["空.txt", false, true],
      ["坏.speech", false, true],
      ["照片.png", false, true],
      ["好.md", true, false],
    ]);
    expect(results[1]?.error).toBe("没有打开“坏.speech”：文件内容不完整，或者不是讲稿文件。换一份完好的文件再试。");
  });

  it("opens nothing when the dialog was cancelled", async () => {
    expect(await (await start()).choose()).toEqual([]);
  });

  it("takes a portable draft under its own id, and the identical one again as the same draft", async () => {
    const { services, choose } = await start();
    const file = speech("正文", { unknown: 1 });
    expect((await choose(["稿.speech", file]))[0]).toEqual({ name: "稿.speech", draftId: ID, messages: [] });
    expect((await choose(["稿.speech", file]))[0]?.draftId).toBe(ID);
    expect(await services.drafts.list({})).toHaveLength(1);
    expect((await services.drafts.open({ id: ID })).draft).toHaveProperty("unknown", 1);
  });

  it("opens a different draft of the same id as a copy and says so", async () => {
    const { services, choose } = await start();
    await choose(["稿.speech", speech("先来的")]);
    const [copy] = await choose(["稿.json", speech("后来的")]);
    expect(copy?.draftId).not.toBe(ID);
    expect(copy?.messages).toEqual([expect.objectContaining({ level: "info", code: "opened-as-copy" })]);
    expect((await services.drafts.open({ id: ID })).draft.body[0]?.children).toEqual([{ text: "先来的" }]);
  });

  it("does not stand in the way of a draft in the recycle bin that has the same id", async () => {
    const { services, choose } = await start();
    await choose(["稿.speech", speech("正文")]);
    await services.drafts.remove({ id: ID });
    const [again] = await choose(["稿.speech", speech("正文")]);
    expect(again?.draftId).not.toBe(ID);
    await services.drafts.restore({ id: ID });
    expect(await services.drafts.list({})).toHaveLength(2);
  });

  it.each([
    ["a readable one", speech("正文", { schemaVersion: 7 })],
    ["an unreadable one", bytes('{"schemaVersion": 7, "scenes": []}')],
  ])("refuses a draft of a future version: %s", async (_, file) => {
    const { services, choose } = await start();
    expect((await choose(["明年.speech", file]))[0]?.error).toBe(
      "没有打开“明年.speech”：它是更新版本的讲稿匠写的。先更新讲稿匠，再打开它。",
    );
    expect(await services.drafts.list({})).toEqual([]);
  });

  it("refuses a draft of 2,000,001 characters", async () => {
    const { choose } = await start();
    const [opened] = await choose(["长.speech", speech("字".repeat(2_000_001))]);
    expect(opened?.error).toContain("没有打开“长.speech”：全文超过 200 万字");
  });
});

describe("files named by path", () => {
  it("are shown in the window, and what went wrong is told", async () => {
    const { ports, services } = await start();
    const folder = await temporaryFolder();
    await writeFile(join(folder, "一.txt"), "标题\n同志们：\n正文。");
    await writeFile(join(folder, "二.txt"), "标题\n同志们：\n正文。");
    await mkdir(join(folder, "材料"));
    await services.files.openPaths(["一.txt", "没有.txt", "材料", "二.txt"].map((name) => join(folder, name)));
    const [first] = (await services.files.recent({})).filter(({ name }) => name === "一.txt");
    expect(ports.events).toEqual([
      { name: "notice", data: { message: "没有打开“没有.txt”：没有找到这个文件。看看名字和位置再试。" } },
      { name: "notice", data: { message: "没有打开“材料”：它是文件夹。打开里面的文件。" } },
      { name: "draft.show", data: { id: first?.draftId } },
      { name: "notice", data: { message: "一共打开了 2 个文件，其余的在“全部讲稿”里。" } },
    ]);
  });

  it("say nothing when there are none", async () => {
    const { ports, services } = await start();
    await services.files.openPaths([]);
    expect(ports.events).toEqual([]);
  });
});

describe("the recent list", () => {
  it("holds the last twelve, newest first, each file once", async () => {
    const { services, choose } = await start();
    for (let n = 1; n <= 14; n += 1) await choose([`第${n}份.txt`, `标题${n}\n同志们：\n正文。`]);
    const names = (await services.files.recent({})).map(({ name }) => name);
    expect(names).toHaveLength(12);
    expect(names.at(0)).toBe("第14份.txt");
    expect(names.at(-1)).toBe("第3份.txt");
  });

  it("forgets a draft that is deleted for good", async () => {
    const { services, choose } = await start();
    const [opened] = await choose(["稿.txt", "标题\n同志们：\n正文。"]);
    const id = opened?.draftId ?? "";
    await services.drafts.remove({ id });
    expect(await services.files.recent({})).toHaveLength(1);
    await services.drafts.purge({ id });
    expect(await services.files.recent({})).toEqual([]);
  });

  it("does not stop a file from opening when it cannot be written or is broken", async () => {
    const ports = await testPorts();
    const full = () => {
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    };
    const services = createServices({ ...ports, settings: { get: () => "broken", set: full } });
    ports.chosen = [{ name: "稿.txt", bytes: bytes("标题\n同志们：\n正文。") }];
    expect((await services.files.open({ source: "drop" }))[0]?.draftId).toBeDefined();
    expect(await services.files.recent({})).toEqual([]);
  });
});

it("opens the sample with its 16 paragraphs", async () => {
  const { services } = await start();
  const { draftId, name } = await services.files.openSample({});
  const { draft } = await services.drafts.open({ id: draftId ?? "" });
  expect(name).toBe("示例讲稿");
  expect(plainParagraphs(draft.body)).toHaveLength(16);
});

describe("saving a portable copy", () => {
  it("writes the draft as it stands, adding the ending where it is missing", async () => {
    const { ports, services, choose } = await start();
    await choose(["稿.speech", speech("正文", { unknown: 1 })]);
    const folder = await temporaryFolder();
    ports.target = { path: join(folder, "带走") };
    expect(await services.files.saveSpeech({ id: ID })).toMatchObject({ saved: true, fileName: "带走.speech" });
    const opened = openDraft(await readFile(join(folder, "带走.speech"), "utf8"));
    expect(opened).toMatchObject({ state: "current", draft: { id: ID, unknown: 1 } });
  });

  it("hands it to the page where the browser takes it, and does nothing when cancelled", async () => {
    const { ports, services, choose } = await start();
    await choose(["稿.speech", speech("正文", { title: "", body: [{ type: "title", children: [{ text: "" }] }] })]);
    expect(await services.files.saveSpeech({ id: ID })).toMatchObject({ saved: false, fileName: "" });
    ports.target = "download";
    expect(await services.files.saveSpeech({ id: ID })).toMatchObject({ saved: true, fileName: "讲稿.speech" });
    const { draft } = await services.drafts.open({ id: ID });
    expect(ports.downloads).toEqual([{ name: "讲稿.speech", bytes: bytes(draftFile(draft)) }]);
  });

  it("says so when the place is gone", async () => {
    const { ports, services, choose } = await start();
    await choose(["稿.speech", speech("正文")]);
    ports.target = { path: join(await temporaryFolder(), "拔掉的优盘", "稿.speech") };
    await expect(services.files.saveSpeech({ id: ID })).rejects.toMatchObject({
      code: "disk.no-folder",
      message: expect.not.stringContaining(basename(ports.dataFolder)),
    });
  });
});

describe("reading beside", () => {
  it("gives the text of a file with what import had to say, and makes no draft of it", async () => {
    const { ports, services } = await start();
    ports.chosen = [{ name: "去年.txt", bytes: bytes("在会议上的讲话\n\n同志们：\n##记号##\n一、抓好落实\n正文。") }];
    const read = await services.files.readBeside({ source: "dialog" });
    expect(read?.name).toBe("去年.txt");
    expect(plainParagraphs(read?.body ?? []).map(({ text }) => text)).toContain("一、抓好落实");
    expect(read?.messages.length).toBeGreaterThan(0);
    expect(await services.drafts.list({})).toEqual([]);
    expect(await services.files.recent({})).toEqual([]);
  });

  it("reads a portable draft without taking it in", async () => {
    const { ports, services } = await start();
    ports.chosen = [{ name: "旧稿.speech", bytes: speech("原来的话。") }];
    const read = await services.files.readBeside({ source: "drop" });
    expect(plainParagraphs(read?.body ?? []).map(({ text }) => text)).toEqual(["原来的话。"]);
    expect(await services.drafts.list({})).toEqual([]);
  });

  it("answers null when the dialog was cancelled, and says by name which file it could not read", async () => {
    const { ports, services } = await start();
    ports.chosen = [];
    expect(await services.files.readBeside({ source: "dialog" })).toBeNull();
    ports.chosen = [{ name: "照片.docx", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }];
    await expect(services.files.readBeside({ source: "dialog" })).rejects.toThrow(/^没有打开“照片.docx”：/u);
    ports.chosen = [{ name: "走了.txt", bytes: new Uint8Array(), problem: "没有打开“走了.txt”：没有找到这个文件。" }];
    await expect(services.files.readBeside({ source: "drop" })).rejects.toThrow("没有找到这个文件");
  });
});
