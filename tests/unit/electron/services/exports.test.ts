import { execFileSync } from "node:child_process";
import { access, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { createServices } from "../../../../electron/services/create-services.ts";
import { testPorts } from "../test-ports.ts";
import { NO_HEAD } from "./saver.ts";

const own: Layout = { ...(SHIPPED_LAYOUTS[0] as Layout), id: "our-office", name: "我们办公室", shipped: false };
const BODY: Block[] = [
  { type: "title", children: [{ text: "在联席会议上的讲话" }] },
  { type: "paragraph", children: [{ text: "请X区的同志发言。" }] },
];

async function start() {
  const ports = await testPorts();
  const services = createServices(ports);
  const { id } = await services.drafts.create({});
  await services.drafts.save({ id, revision: 0, body: BODY, head: NO_HEAD, importNotes: [] });
  const run = (changes: Partial<Parameters<typeof services.exports.run>[0]> = {}) =>
    services.exports.run({ id, layoutId: "gb", fileName: "讲话.docx", target: "folder", ...changes });
  const downloads = () => readdir(ports.exportFolder.path);
  const target = async (name: string, content?: string) => {
    await mkdir(ports.exportFolder.path, { recursive: true });
    const path = join(ports.exportFolder.path, name);
    if (content !== undefined) await writeFile(path, content);
    ports.target = { path };
    return path;
  };
  return { ports, services, id, run, downloads, target };
}

describe("exporting into the download folder", () => {
  it("writes a Word file, tells what is open, and takes the next number instead of overwriting", async () => {
    const { ports, run, downloads } = await start();
    const first = await run();
    expect(first).toMatchObject({ fileName: "讲话.docx", folderName: "下载", open: [{ text: "X区", paragraph: 1 }] });
    const bytes = await readFile(join(ports.exportFolder.path, "讲话.docx"));
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(first?.bytes).toBe(bytes.length);
    expect((await run())?.fileName).toBe("讲话（2）.docx");
    expect((await run())?.fileName).toBe("讲话（3）.docx");
    expect((await downloads()).sort()).toEqual(["讲话.docx", "讲话（2）.docx", "讲话（3）.docx"]);
  });

  it("removes what no file name may hold, so that nothing lands outside the folder", async () => {
    const { run, downloads } = await start();
    expect((await run({ fileName: "../../etc/讲话:?" }))?.fileName).toBe("....etc讲话.docx");
    expect(await downloads()).toEqual(["....etc讲话.docx"]);
  });

  it("suggests title and day of the meeting", async () => {
    const { services, id } = await start();
    expect(await services.exports.suggest({ id })).toEqual({ fileName: "在联席会议上的讲话.docx", folderName: "下载" });
  });

  it("says so when the folder cannot be there", async () => {
    const { ports, run } = await start();
    await writeFile(ports.exportFolder.path, "a file in its place");
    await expect(run()).rejects.toMatchObject({ name: "SpeechError", message: expect.stringMatching(/^没有导出：/u) });
  });
});

describe("exporting to a chosen place", () => {
  it("replaces the file that the user chose", async () => {
    const { run, target } = await start();
    const path = await target("选的.docx", "旧的");
    expect(await run({ target: "choose" })).toMatchObject({ fileName: "选的.docx", folderName: "downloads" });
    expect((await readFile(path)).subarray(0, 2).toString()).toBe("PK");
  });

  it("adds the ending where the dialog left it out", async () => {
    const { run, target } = await start();
    await target("选的");
    expect((await run({ target: "choose" }))?.fileName).toBe("选的.docx");
  });

  it("does nothing when cancelled, and hands the bytes to the page of the browser door", async () => {
    const { ports, run } = await start();
    expect(await run({ target: "choose" })).toBeNull();
    ports.target = "download";
    expect(await run({ target: "choose" })).toMatchObject({ exportId: null, fileName: "讲话.docx" });
    expect(ports.downloads).toEqual([{ name: "讲话.docx", bytes: expect.any(Uint8Array) }]);
  });

  it.each([
    ["讲话.docx", "~$讲话.docx", "Word 或者 WPS"],
    ["七个字的文件名.docx", "~$个字的文件名.docx", "Word 或者 WPS"],
    ["八个字以上的文件名.docx", "~$字以上的文件名.docx", "Word 或者 WPS"],
    ["讲话.docx", ".~讲话.docx", "WPS"],
    ["讲话.docx", ".~lock.讲话.docx#", "LibreOffice"],
  ])("leaves %s alone while %s lies beside it", async (name, owner, program) => {
    const { ports, run, target, downloads } = await start();
    const path = await target(name, "正在改的");
    await writeFile(join(ports.exportFolder.path, owner), "");
    await writeFile(path.replace(".docx", "（2）.docx"), "");
    await expect(run({ target: "choose" })).rejects.toMatchObject({
      code: "export.target-busy",
      message: `没有导出：这个文件正在 ${program} 里打开。关掉它再试，或换个名字。`,
      details: { suggestedName: name.replace(".docx", "（3）.docx") },
    });
    expect(await readFile(path, "utf8")).toBe("正在改的");
    expect(await downloads()).toHaveLength(3);
  });

  it("is not stopped by the owner file of another document", async () => {
    const { ports, run, target } = await start();
    await target("今年全区的讲话稿.docx", "旧的");
    await writeFile(join(ports.exportFolder.path, "~$讲话.docx"), "");
    expect((await run({ target: "choose" }))?.fileName).toBe("今年全区的讲话稿.docx");
  });

  it.runIf(canHoldFiles())("leaves a file alone that the system will not have replaced", async () => {
    const { run, target, downloads } = await start();
    const path = await target("讲话.docx", "正在改的");
    execFileSync("chattr", ["+i", path]);
    try {
      await expect(run({ target: "choose" })).rejects.toMatchObject({
        code: "export.target-busy",
        message: "没有导出：这个文件正在别的程序里打开。关掉它再试，或换个名字。",
        details: { suggestedName: "讲话（2）.docx" },
      });
    } finally {
      execFileSync("chattr", ["-i", path]);
    }
    expect(await downloads()).toEqual(["讲话.docx"]);
  });
});

describe("what was exported", () => {
  it("opens and shows by its id only, and only while it is there", async () => {
    const { ports, services, run } = await start();
    const exportId = (await run())?.exportId ?? "";
    await services.exports.openFile({ exportId });
    await services.exports.showInFolder({ exportId });
    const path = join(ports.exportFolder.path, "讲话.docx");
    expect(ports.shown).toEqual([`open ${path}`, `show ${path}`]);

    await rm(path);
    await expect(services.exports.openFile({ exportId })).rejects.toMatchObject({ code: "export.gone" });
    await expect(services.exports.openFile({ exportId: ports.newId() })).rejects.toMatchObject({ code: "export.gone" });
  });
});

describe("layouts", () => {
  it("are the shipped ones and the user's own, which outlive the program", async () => {
    const { ports, services, run } = await start();
    await services.exports.saveLayout(own);
    await services.exports.saveLayout({ ...own, linePitchPt: 30 });
    const layouts = await createServices(ports).exports.layouts({});
    expect(layouts.map(({ id }) => id)).toEqual(["gb", "office", "speech", "our-office"]);
    expect(layouts.at(-1)).toEqual({ ...own, linePitchPt: 30 });
    expect(await run({ layoutId: "our-office" })).not.toBeNull();
    await services.exports.removeLayout({ id: "our-office" });
    await expect(run({ layoutId: "our-office" })).rejects.toMatchObject({ code: "layout.missing" });
  });

  it("that ship can neither be changed nor removed", async () => {
    const { services } = await start();
    for (const change of [
      services.exports.saveLayout({ ...own, id: "gb" }),
      services.exports.saveLayout({ ...own, shipped: true }),
      services.exports.removeLayout({ id: "office" }),
    ]) {
      await expect(change).rejects.toMatchObject({ code: "layout.shipped" });
    }
  });

  it("that cannot be read are set aside and told at the start", async () => {
    const { ports, services } = await start();
    const folder = join(ports.dataFolder, "layouts");
    await mkdir(folder);
    await writeFile(join(folder, "broken.json"), "{");
    await writeFile(join(folder, "gb.json"), JSON.stringify({ ...own, id: "gb" }));
    expect(await services.exports.layouts({})).toEqual(SHIPPED_LAYOUTS);
    expect(await services.app.startMessages({})).toEqual([
      expect.stringContaining("“broken.json”"),
      expect.stringContaining("“gb.json”"),
    ]);
    expect(await services.app.startMessages({})).toEqual([]);
    expect(await readdir(join(ports.dataFolder, "set-aside"))).toHaveLength(2);
    await expect(access(join(folder, "broken.json"))).rejects.toThrow();
  });
});

it("tells which program it is", async () => {
  const { services } = await start();
  expect(await services.app.info({})).toEqual({ version: "0.0.0", door: "browser" });
});

/** Whether this machine lets the test hold a file as a word processor on Windows does. */
function canHoldFiles(): boolean {
  try {
    execFileSync("sh", ["-c", 'f=$(mktemp) && chattr +i "$f" && chattr -i "$f" && rm "$f"'], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a PDF", () => {
  const PDF = new TextEncoder().encode("%PDF-1.4 …");

  it("is what the window prints, named like the export, and takes no other file's place", async () => {
    const ports = await testPorts({ printToPdf: async () => PDF });
    const services = createServices(ports);
    const { id } = await services.drafts.create({});
    await services.drafts.save({ id, revision: 0, body: BODY, head: NO_HEAD, importNotes: [] });
    const first = await services.exports.pdf({ id });
    expect(first).toMatchObject({ fileName: "在联席会议上的讲话.pdf", folderName: "下载", bytes: PDF.length });
    expect(first.open).toMatchObject([{ text: "X区" }]);
    expect((await services.exports.pdf({ id })).fileName).toBe("在联席会议上的讲话（2）.pdf");
    const path = join(ports.exportFolder.path, "在联席会议上的讲话.pdf");
    expect(new Uint8Array(await readFile(path))).toEqual(PDF);
    await services.exports.openFile({ exportId: first.exportId ?? "" });
    expect(ports.shown).toEqual([`open ${path}`]);
  });

  it("is refused where the window is a browser's, with the way that leads there", async () => {
    const { services, id } = await start();
    await expect(services.exports.pdf({ id })).rejects.toThrow("“目标”选“另存为 PDF”");
  });
});
