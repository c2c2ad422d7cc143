import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openDraft } from "#core/draft/open-draft";
import { plainText } from "#core/draft/plain-text";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { run } from "../../../electron/cli.ts";
import { createServices } from "../../../electron/services/create-services.ts";
import { claimDataFolder } from "../../../electron/services/instance.ts";
import { temporaryFolder, testPorts } from "./test-ports.ts";

const SAMPLE = resolve("assets/sample/joint-conference-2023.txt");

const CARD = {
  meeting: "2026年青云县知识产权联席会议",
  date: "2026-11-26",
  speaker: { name: "林向东", post: "青云县副县长" },
  topic: "知识产权",
};

/** The draft that a command wrote as `draft.json`. */
async function draftIn(folder: string) {
  const opened = openDraft(await readFile(join(folder, "draft.json"), "utf8"));
  if (opened.state !== "current") throw new Error(opened.state);
  return opened.draft;
}

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

describe("templates", () => {
  it("lists every template with its patterns, the usual one first, and the characters it is made for", async () => {
    const { speech } = await start();
    const { code, value, err } = await speech("templates", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(value).toHaveLength(13);
    expect(value.find(({ id }: { id: string }) => id === "joint-conference")).toEqual({
      id: "joint-conference",
      name: "联席会议",
      patterns: [
        { id: "awareness-task-guarantee", name: "认识—任务—保障", default: true },
        { id: "review-plan-demand", name: "总结—部署—要求", default: false },
      ],
      targetCharacters: { min: 2000, max: 3000 },
    });
  });

  it("lists and uses own ones, and changes nothing in the data folder", async () => {
    const { data, folder, speech } = await start();
    await mkdir(data);
    const { templates } = createServices(await testPorts({ dataFolder: data }));
    const { id } = await templates.duplicate({ id: "address" });
    await writeFile(join(data, "templates", `${crypto.randomUUID()}.json`), "broken");
    const { value } = await speech("templates");
    expect(value.at(-1)).toMatchObject({ id, name: "致辞" });
    expect((await speech("new", "--template", id, "-o", "draft.json")).code).toBe(0);
    expect(await draftIn(folder)).toMatchObject({ template: id, pattern: "ceremonial" });
    expect(await readdir(join(data, "templates"))).toHaveLength(2);
  });
});

describe("new", () => {
  it("writes a draft with its card in all places and counts what is open", async () => {
    const { folder, speech } = await start();
    await writeFile(join(folder, "card.json"), JSON.stringify(CARD));
    const words = ["new", "--template", "joint-conference", "-o", "draft.json"];
    const empty = await speech(...words);
    const { code, value, err } = await speech(...words, "--card", "card.json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const draft = await draftIn(folder);
    expect(value).toEqual({
      id: draft.id,
      title: "在2026年青云县知识产权联席会议上的讲话",
      openSlots: draft.body.flatMap(({ children }) => children.filter(({ slot }) => slot !== undefined)).length,
    });
    expect(empty.value.openSlots).toBeGreaterThan(value.openSlots);
    expect(draft).toMatchObject({ template: "joint-conference", pattern: "awareness-task-guarantee", card: CARD });
    expect(plainText(draft.body)).toContain("2026年11月26日");
  });

  it("takes another pattern of the template", async () => {
    const { folder, speech } = await start();
    const words = ["new", "--template", "joint-conference", "--pattern", "review-plan-demand", "-o", "draft.json"];
    expect((await speech(...words)).code).toBe(0);
    expect(await draftIn(folder)).toMatchObject({ pattern: "review-plan-demand" });
  });

  it.each([
    [["new", "-o", "draft.json"], "命令 new 要写明 --template"],
    [["new", "--template", "address"], "命令 new 要写明 -o"],
    [["new", "address", "--template", "address", "-o", "draft.json"], "命令 new 后面不写“address”"],
    [["new", "--template", "none", "-o", "draft.json"], "没有“none”这个模板。现有的模板是 "],
    [["new", "--template", "none", "-o", "draft.json"], "joint-conference（联席会议）"],
    [["new", "--template", "address", "--pattern", "parallel", "-o", "draft.json"], "ceremonial（篇段合一）"],
    [
      ["new", "--template", "address", "--card", "没有.json", "-o", "draft.json"],
      "没有读出信息卡“没有.json”：没有找到这个文件",
    ],
    [["new", "--template", "address", "--card", "散文.json", "-o", "draft.json"], "文件内容不是 JSON"],
    [["new", "--template", "address", "--card", "数组.json", "-o", "draft.json"], "文件里不是一张信息卡"],
    [["new", "--template", "address", "--card", "日期.json", "-o", "draft.json"], "日期（date）要写成 2026-11-26 这样"],
    [
      ["new", "--template", "address", "--card", "年份.json", "-o", "draft.json"],
      "“年份（year）”写得不对。它要写成 2026 这样的数字",
    ],
    [["new", "--template", "address", "--card", "长.json", "-o", "draft.json"], "会议全称最多 200 个字"],
    [["new", "--template", "address", "--card", "GBK.json", "-o", "draft.json"], "它不是 UTF-8 编码的文字"],
    [["new", "--template", "address", "--card", "长.json", "-o", "./长.json"], "-o 写的是要读的那个文件"],
    [["text", "散文.json", "-o", "散文.json"], "-o 写的是要读的那个文件"],
    [["new", "--template", "address", "--card", "", "-o", "draft.json"], "--card 后面是空的"],
    [["new", "--template", "address", "-o", "没有/draft.json"], "没有写文件：要写的文件夹不见了"],
    [["templates", "address"], "命令 templates 后面不写“address”"],
    [["search"], "命令 search 要写明找什么"],
    [["search", " "], "命令 search 要写明找什么"],
    [["search", "专利", "--kind", "law"], "没有“law”这种素材，只有 citation（引文）"],
    [["search", "专利", "--limit", "0"], "--limit 后面写 1 到 500 的数，不能写“0”"],
    [["search", "专利", "--limit", "3.5"], "--limit 后面写 1 到 500 的数，不能写“3.5”"],
    [["search", "专利", "--layout", "gb"], "命令 search 没有 --layout 这个选项"],
  ])("%j: one sentence, exit 2, nothing written", async (words, sentence) => {
    const { folder, speech } = await start();
    await writeFile(join(folder, "散文.json"), "今天开会");
    await writeFile(join(folder, "数组.json"), "[]");
    await writeFile(join(folder, "日期.json"), '{"date": "2026-02-30"}');
    await writeFile(join(folder, "年份.json"), '{"year": "2026"}');
    // 地区 in GBK.
    await writeFile(join(folder, "GBK.json"), Buffer.from("7b226d656574696e67223a22b5d8c7f8227d", "hex"));
    await writeFile(join(folder, "长.json"), JSON.stringify({ meeting: "长".repeat(201) }));
    const before = await readdir(folder);
    const { code, out, err } = await speech(...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain("\n");
    expect(await readdir(folder)).toEqual(before);
  });

  it("takes a name of 200 characters and markup as the text that they are", async () => {
    const { folder, speech } = await start();
    const meeting = `<b>${"长".repeat(190)}</b>\n会`;
    await writeFile(join(folder, "card.json"), JSON.stringify({ meeting, colour: "red" }));
    const { value } = await speech("new", "--template", "deployment", "--card", "card.json", "-o", "draft.json");
    expect(value.title).toContain(`<b>${"长".repeat(190)}</b>会`);
    expect(await draftIn(folder)).toMatchObject({ card: { colour: "red" } });
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

describe("search", () => {
  const own = "7f1f2f3e-0000-4000-8000-000000000001";

  it("finds by several words, by parts of a number and by pinyin, the best first", { timeout: 30_000 }, async () => {
    const { speech } = await start();
    const { code, value, err } = await speech("search", "专利", "条例", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(value[0]).toEqual({
      id: "P013",
      kind: "citation",
      title: "专利代理条例",
      text: "",
      documentNumber: "国务院令第706号",
      status: "in-force",
      score: expect.any(Number),
    });
    expect((await speech("search", "国发2021 20号")).value.map(({ id }: { id: string }) => id)).toEqual(["P031"]);
    expect((await speech("search", "zscqqg", "--limit", "1")).value).toEqual([expect.objectContaining({ id: "P030" })]);
    expect((await speech("search", "知识产权")).value).toHaveLength(20);
  });

  it("keeps to a kind, with null for what the kind has not", { timeout: 30_000 }, async () => {
    const { speech } = await start();
    const [term] = (await speech("search", "双减", "--kind", "term")).value;
    expect(term).toMatchObject({
      id: "T048",
      text: "减轻义务教育阶段学生作业负担和校外培训负担",
      documentNumber: null,
      status: null,
    });
    const [slogan] = (await speech("search", "对一对进度", "--kind", "slogan")).value;
    expect(slogan).toMatchObject({
      id: "S001",
      title: "",
      text: "今天的会议任务很明确：对一对进度，找一找差距，鼓一鼓干劲。",
    });
    expect((await speech("search", "双减", "--kind", "passage")).value).toEqual([]);
  });

  it("finds own entries while the program runs, tells what it cannot read, and writes nothing", {
    timeout: 30_000,
  }, async () => {
    const { data, speech } = await start();
    const { library } = createServices(await testPorts({ dataFolder: data }));
    await library.save({ id: own, kind: "slogan", text: "把账算到户。", place: "号召", themes: ["自拟"] });
    const file = join(data, "library", "entries.jsonl");
    const broken = `${await readFile(file, "utf8")}{"put":{"id"\n{"put":{"torn`;
    await writeFile(file, broken);
    const claim = await claimDataFolder(data, () => {});

    const { code, value, err } = await speech("search", "账算到户");
    if (claim.claimed) await claim.release();
    expect({ code, err }).toEqual({ code: 0, err: "自己的素材里有 1 条读不出来，没有读。\n" });
    expect(value.map(({ id }: { id: string }) => id)).toEqual([own]);
    expect(await readFile(file, "utf8")).toBe(broken);
    expect(await readdir(data)).toEqual(["library"]);
  });
});

it("helps in Chinese, on stderr", async () => {
  const { speech } = await start();
  const { code, out, err } = await speech("--help");
  expect({ code, out }).toEqual({ code: 0, out: "" });
  for (const command of ["templates", "new", "import", "outline", "text", "export", "search"])
    expect(err).toContain(`\n  ${command}`);
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
