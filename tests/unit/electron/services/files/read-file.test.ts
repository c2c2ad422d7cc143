import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { textOf } from "#core/draft/schema";
import { readDocumentFile } from "../../../../../electron/services/files/read-file.ts";
import { type ReadAnswer, readInChild } from "../../../../../electron/services/files/read-in-child.ts";
import { docxOf, p, partsOf, t } from "../../../core/word/docx-of.ts";

const refusal = (code: string, words = "") =>
  expect.objectContaining({ code, message: expect.stringContaining(words) });
const speech = p(t("在全区会议上的讲话")) + p(t("同志们：")) + p(t("今天我们开会，部署全年工作。"));

/** A compound file with one directory entry of this name, as [MS-CFB] lays it out. */
function compound(stream: string): Uint8Array {
  const file = Buffer.alloc(2048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.write(`${stream}\0`, 1024 + 128, "utf16le");
  return file;
}

describe("reading any file", { timeout: 30_000 }, () => {
  it("reads 5 MB of text whole, and warns that it is very long", async () => {
    const sentence = "各镇各部门要把责任牢牢扛在肩上，把任务落到实处。";
    const paragraphs = 70_000;
    const text = `在全区会议上的讲话\n\n同志们：\n${`　　${sentence}\n`.repeat(paragraphs)}`;
    const bytes = new TextEncoder().encode(text);
    expect(bytes.length).toBeGreaterThan(5_000_000);
    const { body, messages } = await readDocumentFile({ name: "很长.txt", bytes });
    expect(body.map(textOf)).toEqual(["在全区会议上的讲话", "同志们：", ...Array(paragraphs).fill(sentence)]);
    expect(messages).toContainEqual(expect.objectContaining({ level: "info", code: "very-long" }));
  });

  it("reads a Word file whatever its name, in a process of its own", async () => {
    const { body, messages } = await readDocumentFile({ name: "讲话.txt", bytes: docxOf(speech) });
    expect(body.map((block) => [block.type, textOf(block)])).toEqual([
      ["title", "在全区会议上的讲话"],
      ["salutation", "同志们："],
      ["paragraph", "今天我们开会，部署全年工作。"],
    ]);
    expect(messages.filter(({ level }) => level === "lost")).toEqual([]);
  });

  it("reads text and Markdown", async () => {
    const text = "在全区会议上的讲话\n\n同志们：\n今天我们开会，部署全年工作。\n";
    const plain = await readDocumentFile({ name: "讲话.txt", bytes: Buffer.from(text) });
    const markdown = await readDocumentFile({
      name: "讲话.MD",
      bytes: Buffer.from(`# ${text.replaceAll("\n", "\n\n")}`),
    });
    for (const { body } of [plain, markdown]) {
      expect(body.map(({ type }) => type)).toEqual(["title", "salutation", "paragraph"]);
    }
  });

  it.each([
    ["an empty file", "a.docx", new Uint8Array(0), "file.empty", "空的"],
    ["more than 50 MB", "a.txt", new Uint8Array(50 * 1024 * 1024 + 1), "file.too-large", "51 MB"],
    ["an old Word file under a new name", "a.docx", compound("WordDocument"), "file.old-word", "另存为 .docx"],
    ["an encrypted Word file", "a.docx", compound("EncryptedPackage"), "file.old-word", "密码"],
    ["an old Excel file", "a.xls", compound("Workbook"), "file.unknown-kind", "Excel"],
    ["an old PowerPoint file", "a.ppt", compound("PowerPoint Document"), "file.unknown-kind", "PowerPoint"],
    ["a PDF under a wrong name", "a.txt", Buffer.from("%PDF-1.7"), "file.unknown-kind", "PDF"],
    ["RTF", "a.doc", Buffer.from("{\\rtf1 }"), "file.unknown-kind", "RTF"],
    ["a picture", "a.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "file.unknown-kind", "图片"],
    ["text that claims to be Word", "a.docx", Buffer.from("同志们"), "file.damaged", "损坏"],
    ["an unknown ending", "a.exe", Buffer.from("MZ"), "file.unknown-kind", ".exe"],
    ["a damaged zip", "a.docx", docxOf(speech).subarray(0, 300), "file.damaged", "损坏"],
    ["a zip bomb", "a.docx", docxOf("", { "word/document.xml": new Uint8Array(30 << 20) }), "file.hostile", "200 倍"],
    ["text without any text", "a.txt", Buffer.from(" \n　\n"), "file.empty", "没有文字"],
    [
      "2,000,001 characters",
      "a.txt",
      Buffer.from(`${"字".repeat(1_000_000)}\n${"字".repeat(1_000_001)}`),
      "draft.too-large",
      "2000001 字",
    ],
  ])("refuses %s", async (_, name, bytes, code, words) => {
    await expect(readDocumentFile({ name, bytes })).rejects.toEqual(refusal(code, words));
  });

  it("warns above 500,000 characters", async () => {
    const bytes = Buffer.from(`同志们：\n${`${"会议强调，要抓好落实。".repeat(20)}\n`.repeat(2300)}`);
    const { messages } = await readDocumentFile({ name: "a.txt", bytes });
    expect(messages[0]).toMatchObject({ level: "info", code: "very-long", paragraph: null });
  });
});

describe("the reading process", () => {
  it("is ended when it does not come to an end", async () => {
    const folder = await mkdtemp(join(tmpdir(), "read-child-"));
    const script = join(folder, "endless.mjs");
    await writeFile(script, "process.on('message', () => { for (;;); });");
    const child = fork(script, { serialization: "advanced" });
    const ended = once(child, "exit");
    const start = () => ({
      send: (bytes: Uint8Array) => void child.send(bytes),
      onMessage: (listen: (answer: ReadAnswer) => void) =>
        void child.on("message", (answer: ReadAnswer) => listen(answer)),
      onExit: (listen: () => void) => void child.once("exit", listen),
      kill: () => void child.kill("SIGKILL"),
    });
    const reading = readInChild(docxOf(speech), { timeoutMs: 500, start });
    await expect(reading).rejects.toEqual(refusal("file.timeout", "读了 0.5 秒还没有读完"));
    expect(await ended).toEqual([null, "SIGKILL"]);
    await rm(folder, { recursive: true });
  });

  it("dies alone when a file takes all its memory", async () => {
    const parts = Object.fromEntries(partsOf(p(t("字")).repeat(150_000)));
    const reading = readInChild(zipSync(parts, { level: 0 }), { heapMb: 32, timeoutMs: 60_000 });
    await expect(reading).rejects.toEqual(refusal("file.hostile", "内存"));
  }, 60_000);

  it("survives 1.5 million empty paragraphs, and refuses them packed into a few kilobytes", async () => {
    const parts = Object.fromEntries(partsOf(p("").repeat(1_500_000) + speech));
    const { body } = await readInChild(zipSync(parts, { level: 0 }), { timeoutMs: 60_000 });
    expect(body).toHaveLength(3);
    await expect(readInChild(zipSync(parts))).rejects.toEqual(refusal("file.hostile", "200 倍"));
  }, 90_000);
});
