// @vitest-environment happy-dom
// Other programs judge what is copied out. A program that is not installed skips its tests by name.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Editor, type Range, Transforms } from "slate";
import { afterAll, describe, expect, it } from "vitest";
import type { Block } from "#core/draft/schema";
import { speechFrom } from "../../../renderer/editor/blocks-from-text.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { readHtml } from "../../../renderer/editor/read-html.ts";

const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

const SPEECH: Block[] = [
  { type: "title", children: [{ text: "在全县秋粮收购工作会议上的讲话" }] },
  { type: "byline", children: [{ text: "县长　周明" }] },
  { type: "date", children: [{ text: "（2026年9月18日）" }] },
  { type: "salutation", children: [{ text: "同志们：" }] },
  { type: "paragraph", children: [{ text: "秋粮收购，" }, { text: "时间很紧", bold: true }, { text: "，任务很重。" }] },
  { type: "heading", level: 1, children: [{ text: "认清形势 & <任务>" }] },
  { type: "heading", level: 2, children: [{ text: "看到有利条件" }] },
  { type: "paragraph", children: [{ text: "今年丰收已成定局。" }] },
  {
    type: "paragraph",
    leadLevel: 2,
    children: [{ text: "看到困难。", lead: true }, { text: "仓容不足，要早腾。" }],
  },
  { type: "heading", level: 1, children: [{ text: "抓好落实" }] },
  { type: "paragraph", children: [{ text: "各乡镇要在月底前完成。" }] },
  { type: "signature", children: [{ text: "县政府办公室" }] },
];

function copy(body: Block[], at?: Range): Map<string, string> {
  const editor = createSpeechEditor(structuredClone(body), undefined, {
    refused: expect.fail,
    noted: () => expect.fail(),
  });
  Transforms.select(editor, at ?? Editor.range(editor, []));
  const held = new Map<string, string>();
  const data = { setData: (type: string, value: string) => held.set(type, value) };
  editor.setFragmentData(data as unknown as DataTransfer, "copy");
  return held;
}
const htmlOf = (body: Block[], at?: Range) => copy(body, at).get("text/html") ?? "";
const point = (block: number, offset: number) => ({ path: [block, 0], offset });

describe("the HTML that is copied out", () => {
  it("comes back through our own reader as the same blocks", () => {
    const { blocks } = speechFrom(readHtml(htmlOf(SPEECH)).source);
    expect(blocks).toEqual(SPEECH);
  });

  it("names the faces, sizes, indents and the exact line pitch of the standard", () => {
    const page = new DOMParser().parseFromString(htmlOf(SPEECH), "text/html");
    const [title, , , , paragraph, heading] = page.body.children;
    expect(title?.outerHTML).toMatch(/class="MsoTitle".*text-align: ?center.*方正小标宋简体.*22pt/su);
    const style = (element?: Element) => element?.getAttribute("style") ?? "";
    expect(style(paragraph)).toContain("text-indent:32pt;mso-char-indent-count:2.0");
    expect(style(paragraph)).toContain("line-height:28.95pt;mso-line-height-rule:exactly");
    expect(style(heading)).toContain("mso-outline-level:1");
    expect(heading?.outerHTML).toContain("黑体");
    expect(page.body.children[8]?.firstElementChild?.textContent).toBe("（二）看到困难。");
    expect(page.body.children[8]?.firstElementChild?.outerHTML).toContain("楷体_GB2312");
    expect(page.body.children[8]?.lastElementChild?.outerHTML).toContain("仿宋_GB2312");
  });

  it("is words alone where a part of one block is selected, and a number only where it is selected from its start", () => {
    expect(htmlOf(SPEECH, { anchor: point(7, 0), focus: point(7, 2) })).toMatch(/^<span [^>]*>今年<\/span>$/u);
    const cut = htmlOf(SPEECH, { anchor: point(9, 2), focus: point(10, 3) });
    expect(cut).toMatch(/^<h1 [^>]*><span [^>]*>落实<\/span><\/h1>\n<p [^>]*><span [^>]*>各乡镇<\/span><\/p>$/u);
    const whole = htmlOf(SPEECH, { anchor: point(10, 3), focus: point(9, 0) });
    expect(whole).toContain(">二、抓好落实<");
  });

  it("says of open slots that they wait, and leaves out what is empty", () => {
    const body: Block[] = [
      { type: "paragraph", children: [{ text: "请" }, { text: "领导姓名", slot: "leader" }, { text: "讲话。" }] },
      { type: "paragraph", children: [{ text: "" }] },
      { type: "paragraph", children: [{ text: "谢谢。" }] },
    ];
    expect(htmlOf(body)).toContain("请【待填：领导姓名】讲话。");
    expect(htmlOf(body).match(/<p /gu)).toHaveLength(2);
  });

  it("does not turn into tags what a text holds of their signs", () => {
    const html = htmlOf([{ type: "paragraph", children: [{ text: '<img src=x onerror="a">&amp;' }] }, ...SPEECH]);
    const page = new DOMParser().parseFromString(html, "text/html");
    expect(page.querySelector("img")).toBeNull();
    expect(page.body.textContent).toContain('<img src=x onerror="a">&amp;');
  });
});

describe("judges of the copied HTML", () => {
  const folder = mkdtempSync(join(tmpdir(), "copied-"));
  const file = join(folder, "copied.html");
  writeFileSync(file, `<html><head><meta charset="utf-8"></head><body>${htmlOf(SPEECH)}</body></html>`);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.skipIf(!has("pandoc"))("pandoc finds headings, bold and the numbers", () => {
    const words = ["-f", "html", "-t", "gfm-raw_html", "--wrap=none", file];
    const markdown = execFileSync("pandoc", words, { encoding: "utf8" });
    expect(markdown).toMatch(/^# 一、认清形势 & \\<任务\\>/mu);
    expect(markdown).toMatch(/^## （一）看到有利条件/mu);
    expect(markdown).toMatch(/^# 二、抓好落实/mu);
    expect(markdown).toContain("秋粮收购，**时间很紧**，任务很重。");
    expect(markdown).toMatch(/^（二）看到困难。仓容不足，要早腾。$/mu);
  });

  it.skipIf(!has("soffice"))("LibreOffice sets headings, faces, sizes and line pitch", { timeout: 120_000 }, () => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const words = [
      profile,
      "--headless",
      "--infilter=HTML (StarWriter)",
      "--convert-to",
      "fodt:OpenDocument Text Flat XML",
    ];
    execFileSync("soffice", [...words, "--outdir", folder, file], { stdio: "ignore" });
    const text = readFileSync(join(folder, "copied.fodt"), "utf8");
    expect(text).toMatch(/<text:h [^>]*text:outline-level="1"[^>]*>.*一、认清形势/u);
    expect(text).toMatch(/<text:h [^>]*text:outline-level="2"[^>]*>.*（一）看到有利条件/u);
    for (const face of ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"]) expect(text).toContain(face);
    expect(text).toContain('style:font-size-asian="22pt"');
    // 28.95 pt; LibreOffice takes every line height of HTML for a least one.
    expect(text).toContain('style:line-height-at-least="0.402in"');
  });
});
