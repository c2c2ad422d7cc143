import { readdirSync, readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { importSource } from "#core/draft/import-source";
import { type Block, type Draft, newDraft } from "#core/draft/schema";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { readDocxSource } from "#core/word/read-docx";
import { toDocx } from "#core/word/write-docx";
import { readDocumentFile } from "../../../../electron/services/files/read-file.ts";
import { docxSource } from "../../../fixtures/build-docx.ts";

const folder = new URL("../../../fixtures/speeches/", import.meta.url);
const names = readdirSync(folder).filter((name) => /\.(?:txt|md|docx)$/u.test(name));
const origin = { id: "3f0f3d64-2c0a-4d8e-9f6e-1b2c3d4e5f60", now: "2026-01-01T00:00:00.000Z" };

async function readBack(draft: Draft, layout = SHIPPED_LAYOUTS[0]) {
  if (!layout) throw new Error("No layout ships");
  return importSource(readDocxSource(new Map(Object.entries(unzipSync(await toDocx(draft, layout))))));
}

describe("a speech exported to Word and read back is the same", { timeout: 30_000 }, () => {
  it.each(names)("%s", async (name) => {
    const { body } = await readDocumentFile({ name, bytes: readFileSync(new URL(name, folder)) });
    for (const layout of SHIPPED_LAYOUTS) {
      const back = await readBack(newDraft(origin, body), layout);
      expect(back.body).toEqual(body);
      expect(back.messages.filter(({ level }) => level === "lost")).toEqual([]);
    }
  });

  it("in a profile with bold headings too", async () => {
    const [gb] = SHIPPED_LAYOUTS;
    if (!gb) throw new Error("No layout ships");
    const bold = structuredClone(gb);
    for (const face of Object.values(bold.styles)) face.bold = true;
    const body: Block[] = [
      { type: "title", children: [{ text: "在全区经济工作会议上的讲话" }] },
      { type: "salutation", children: [{ text: "同志们：" }] },
      { type: "heading", level: 1, children: [{ text: "认清形势" }] },
      {
        type: "paragraph",
        leadLevel: 2,
        children: [
          { text: "压实责任。", lead: true },
          { text: "各部门要" },
          { text: "抓好", bold: true },
          { text: "落实。" },
        ],
      },
    ];
    expect((await readBack(newDraft(origin, body), bold)).body).toEqual(body);
  });
});

describe("the Word files of the fixtures", () => {
  it.each(names.filter((name) => name.endsWith(".docx")))("%s gives the source written down beside it", (name) => {
    const bytes = readFileSync(new URL(name, folder));
    expect(readDocxSource(new Map(Object.entries(unzipSync(bytes))))).toMatchObject(docxSource(name));
  });
});
