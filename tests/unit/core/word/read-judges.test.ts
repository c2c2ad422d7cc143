import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceDocument } from "#core/draft/source";
import { readDocxSource } from "#core/word/read-docx";
import { textsOf } from "./docx-of.ts";

const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

const HTML = `<html><head><meta charset="utf-8"></head><body>
<h1>加强组织领导</h1><p>各部门要<b>高度重视</b>，抓好“三件事”。</p>
<ol><li>成立专班</li><li>明确责任<ol type="a"><li>牵头单位</li><li>配合单位</li></ol></li><li>按月调度</li></ol>
<table><tr><td>单位</td><td>时限</td></tr></table><p align="center">居中的一段</p></body></html>`;

describe.skipIf(!has("soffice"))("a file that LibreOffice wrote", () => {
  const folder = mkdtempSync(join(tmpdir(), "read-judges-"));
  const file = join(folder, "made.docx");
  let source: SourceDocument;

  beforeAll(() => {
    writeFileSync(join(folder, "made.html"), HTML);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const words = [profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"];
    execFileSync("soffice", [...words, "--outdir", folder, join(folder, "made.html")], { stdio: "ignore" });
    source = readDocxSource(new Map(Object.entries(unzipSync(readFileSync(file)))));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("shows its automatic numbers, headings, bold and alignment", () => {
    expect(textsOf(source)).toEqual([
      "加强组织领导",
      "各部门要高度重视，抓好“三件事”。",
      "[1.]成立专班",
      "[2.]明确责任",
      "[a.]牵头单位",
      "[b.]配合单位",
      "[3.]按月调度",
      "单位",
      "时限",
      "居中的一段",
    ]);
    expect(source.paragraphs[0]?.style).toEqual({ kind: "heading", level: 1 });
    expect(source.paragraphs[1]?.runs[1]).toEqual({ text: "高度重视", bold: true });
    expect(source.paragraphs.at(-1)?.alignment).toBe("centre");
    expect(source.messages).toMatchObject([{ code: "table-as-text", paragraph: 7 }]);
  });

  it.skipIf(!has("pandoc"))("holds the same text for pandoc", () => {
    const judged = execFileSync("pandoc", ["-f", "docx", "-t", "json", file], { encoding: "utf8" });
    const words: string[] = [];
    const collect = (node: unknown): void => {
      if (Array.isArray(node)) for (const each of node) collect(each);
      else if (typeof node === "object" && node !== null) {
        const { t, c } = node as { t?: string; c?: unknown };
        if (t === "Str") words.push(String(c));
        else if (t === "Quoted" && Array.isArray(c)) {
          words.push("“");
          collect(c[1]);
          words.push("”");
        } else collect(c ?? Object.values(node));
      }
    };
    collect((JSON.parse(judged) as { blocks: unknown }).blocks);
    const own = source.paragraphs.flatMap(({ runs }) => runs.map((run) => run.text));
    expect(own.join("").replace(/\s/gu, "")).toBe(words.join("").replace(/\s/gu, ""));
  });
});
