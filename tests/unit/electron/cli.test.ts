import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openDraft } from "#core/draft/open-draft";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { run } from "../../../electron/cli.ts";
import { createServices } from "../../../electron/services/create-services.ts";
import { claimDataFolder } from "../../../electron/services/instance.ts";
import { temporaryFolder, testPorts } from "./test-ports.ts";

const SAMPLE = resolve("assets/sample/joint-conference-2023.txt");

async function start() {
  const folder = await temporaryFolder();
  const data = join(folder, "data");
  const speech = async (...words: string[]) => {
    const told = { out: "", err: "" };
    const code = await run(words, {
      env: { SPEECHWRIGHT_DATA: data },
      folder,
      out: (text) => {
        told.out += text;
      },
      err: (text) => {
        told.err += text;
      },
    });
    return { code, err: told.err, out: told.out, value: told.out === "" ? undefined : JSON.parse(told.out) };
  };
  return { folder, data, speech };
}

describe("import", () => {
  it("writes a draft and tells what it changed, on stdout as JSON and on stderr in words", async () => {
    const { folder, speech } = await start();
    const { code, value, err } = await speech("import", SAMPLE, "-o", "draft.json");
    expect(code).toBe(0);
    const opened = openDraft(await readFile(join(folder, "draft.json"), "utf8"));
    expect(opened).toMatchObject({ state: "current" });
    expect(value.length).toBeGreaterThan(0);
    for (const message of value) expect(Object.keys(message)).toEqual(["level", "code", "message", "paragraph"]);
    expect(err.trim().split("\n")).toEqual(value.map(({ message }: { message: string }) => message));
  });
});

describe("outline", () => {
  it("lists the headings of a draft as of any file it can read", async () => {
    const { speech } = await start();
    await speech("import", SAMPLE, "-o", "draft.json");
    const fromText = await speech("outline", SAMPLE, "--json");
    const fromDraft = await speech("outline", "draft.json");
    expect(fromDraft.value).toEqual(fromText.value);
    const first = fromText.value.filter(({ level }: { level: number }) => level === 1);
    expect(first.map(({ number }: { number: string }) => number)).toEqual(["一", "二", "三"]);
    for (const entry of fromText.value) expect(Object.keys(entry)).toEqual(["number", "level", "text", "characters"]);
  });
});

describe("text", () => {
  it("writes the text with numbers, one paragraph a line", async () => {
    const { folder, speech } = await start();
    const { value } = await speech("text", SAMPLE, "-o", "out.txt");
    const text = await readFile(join(folder, "out.txt"), "utf8");
    expect(value).toEqual({ path: join(folder, "out.txt"), bytes: Buffer.byteLength(text) });
    expect(text.trimEnd().split("\n")).toHaveLength(16);
    expect(text).toMatch(/^一、/mu);
  });
});

describe("export", () => {
  it("writes a Word file in a shipped layout and lists what is open", async () => {
    const { folder, speech } = await start();
    const { code, value } = await speech("export", SAMPLE, "--layout", "gb", "-o", "out.docx");
    expect(code).toBe(0);
    const bytes = await readFile(join(folder, "out.docx"));
    expect(value).toMatchObject({ path: join(folder, "out.docx"), bytes: bytes.length, open: expect.any(Array) });
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
  });

  it("takes the user's own layouts by their id", async () => {
    const { data, speech } = await start();
    const { exports } = createServices(await testPorts({ dataFolder: data }));
    const own = { ...SHIPPED_LAYOUTS[1], id: "our-office", name: "我们办公室", shipped: false };
    await exports.layouts({});
    await createServices(await testPorts({ dataFolder: data })).drafts.create({});
    await exports.saveLayout(own as (typeof SHIPPED_LAYOUTS)[number]);
    expect((await speech("export", SAMPLE, "--layout", "our-office", "-o", "out.docx")).code).toBe(0);
    const missing = await speech("export", SAMPLE, "--layout", "none", "-o", "other.docx");
    expect(missing).toMatchObject({ code: 2, out: "", err: expect.stringContaining("没有找到这个版式") });
  });
});

describe("words or input that cannot be used", () => {
  it.each([
    [[], "没有写命令"],
    [["constructor"], "没有“constructor”这个命令"],
    [["outline"], "命令 outline 要写明读哪个文件"],
    [["outline", SAMPLE, SAMPLE], "命令 outline 一次只读一个文件"],
    [["text", SAMPLE], "命令 text 要写明 -o"],
    [["export", SAMPLE, "-o", "out.docx"], "命令 export 要写明 --layout"],
    [["outline", SAMPLE, "-o", "out.json"], "命令 outline 没有 -o 这个选项"],
    [["outline", SAMPLE, "--colour"], "选项 --colour 用得不对"],
    [["text", SAMPLE, "-o"], "选项 -o"],
    [["outline", "没有.txt"], "没有打开“没有.txt”：没有找到这个文件"],
    [["outline", "."], "它是文件夹"],
    [["import", "空.txt", "-o", "out.json"], "这个文件是空的"],
    [["import", "坏.json", "-o", "out.json"], "没有打开“坏.json”：文件内容不是一篇讲稿"],
    [["import", "明年.speech", "-o", "out.json"], "先更新讲稿匠"],
    [["import", "照片.png", "-o", "out.json"], "没有打开"],
    [["text", SAMPLE, "-o", "没有/out.txt"], "没有写文件：要写的文件夹不见了"],
    [["text", SAMPLE, "-o", "."], "没有写文件：那里已经有一个同名的文件夹"],
    [["text", SAMPLE, "-o", `${"长".repeat(100)}.txt`], "没有写文件：文件名太长"],
  ])("%j: one sentence, exit 2, nothing written", async (words, sentence) => {
    const { folder, speech } = await start();
    await writeFile(join(folder, "空.txt"), "");
    await writeFile(join(folder, "坏.json"), "[]");
    await writeFile(join(folder, "明年.speech"), '{"schemaVersion": 3}');
    await writeFile(join(folder, "照片.png"), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    const before = await readdir(folder);
    const { code, out, err } = await speech(...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain("\n");
    expect(await readdir(folder)).toEqual(before);
  });

  it("leaves an earlier file as it was", async () => {
    const { folder, speech } = await start();
    await writeFile(join(folder, "out.docx"), "earlier");
    expect((await speech("export", SAMPLE, "--layout", "none", "-o", "out.docx")).code).toBe(2);
    expect(await readFile(join(folder, "out.docx"), "utf8")).toBe("earlier");
  });

  it("does not write into the data folder while the program is open", async () => {
    const { data, speech } = await start();
    await createServices(await testPorts({ dataFolder: data })).drafts.create({});
    const claim = await claimDataFolder(data, () => {});
    const refused = await speech("text", SAMPLE, "-o", "data/out.txt");
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("讲稿匠正开着") });
    if (claim.claimed) await claim.release();
    expect((await speech("text", SAMPLE, "-o", "data/out.txt")).code).toBe(0);
  });
});

it("helps in Chinese, on stderr", async () => {
  const { speech } = await start();
  const { code, out, err } = await speech("--help");
  expect({ code, out }).toEqual({ code: 0, out: "" });
  for (const command of ["import", "outline", "text", "export"]) expect(err).toContain(`\n  ${command}`);
});

it("runs by npm from the folder where the user stands", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "稿.txt"), "讲话\n同志们：\n一、抓好落实\n正文。");
  const npm = (...words: string[]) =>
    promisify(execFile)("npm", ["run", "--silent", "--prefix", resolve("."), "speech", "--", ...words], {
      cwd: folder,
    });
  const { stdout, stderr } = await npm("text", "稿.txt", "-o", "out.txt");
  expect(JSON.parse(stdout).path).toBe(join(folder, "out.txt"));
  expect(stderr.replace(/^npm warn.*\n/gmu, "")).not.toContain("Error");
  expect(await readFile(join(folder, "out.txt"), "utf8")).toContain("一、抓好落实");
  await expect(npm("outline", "没有.txt")).rejects.toMatchObject({ code: 2, stdout: "" });
});
