// Other programs judge what we write. A program that is not installed skips its tests by name; the pipeline has them all.
import { execFile } from "node:child_process";
import { accessSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "#core/draft/plain-text";
import type { Draft } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { toDocx } from "#core/word/write-docx";
import { draftOf, heading, mixedDraft, paragraph, sampleDraft } from "./write-drafts.ts";

const run = promisify(execFile);

function installed(...programs: string[]): boolean {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return programs.every((program) =>
    folders.some((folder) => {
      try {
        accessSync(join(folder, program));
        return true;
      } catch {
        return false;
      }
    }),
  );
}

/** Only Han characters, so that every full line has 28: a paragraph of 70 lines, a heading, another paragraph. */
function denseDraft(): Draft {
  const han = "发展是第一要务人才是第一资源创新是第一动力";
  return draftOf(paragraph(han.repeat(93)), heading(1, "坚持发展第一"), paragraph(han.repeat(40)));
}

const DRAFTS = { sample: sampleDraft(), mixed: mixedDraft(), dense: denseDraft() };
const [gb] = SHIPPED_LAYOUTS as [Layout];
const FILES = SHIPPED_LAYOUTS.flatMap((layout) =>
  Object.entries(DRAFTS).map(([name, draft]) => ({ file: `${name}-${layout.id}`, draft, layout })),
);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-docx-"));
  for (const { file, draft, layout } of FILES) {
    await writeFile(join(folder, `${file}.docx`), await toDocx(draft, layout));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Word = { left: number; right: number; top: number; text: string };
type Line = { left: number; right: number; top: number; text: string };
type PdfPage = { lines: Line[]; footer: Line | undefined };

const ptOfMm = (mm: number) => (mm * 72) / 25.4;

/** The pages of a PDF as lines from top to bottom; what stands below the text is the footer. Lengths in points. */
async function pagesOf(file: string, layout: Layout): Promise<PdfPage[]> {
  const { stdout } = await run("pdftotext", ["-bbox", join(folder, `${file}.pdf`), "-"], { maxBuffer: 50_000_000 });
  const textEnds = ptOfMm(297 - layout.bottomMm);
  return stdout
    .split("<page ")
    .slice(1)
    .map((page) => {
      const words = [...page.matchAll(/xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="\S+">([^<]*)</gu)].map(
        ([, left, top, right, text]): Word => ({
          left: Number(left),
          top: Number(top),
          right: Number(right),
          text: text ?? "",
        }),
      );
      const lines: Line[] = [];
      for (const word of words.sort((a, b) => a.top - b.top || a.left - b.left)) {
        const line = lines.at(-1);
        if (line && Math.abs(line.top - word.top) < 6) {
          line.text += word.text;
          line.right = Math.max(line.right, word.right);
          line.left = Math.min(line.left, word.left);
        } else lines.push({ ...word });
      }
      return {
        lines: lines.filter(({ top }) => top < textEnds),
        footer: lines.find(({ top }) => top >= textEnds),
      };
    });
}

/** The place of a line on its page, from 0, by its height; empty lines count. */
function placesOf(page: PdfPage, layout: Layout): number[] {
  const lastTop = ptOfMm(layout.topMm);
  return page.lines.map(({ top }) => Math.round((top - lastTop) / layout.linePitchPt));
}

describe.skipIf(!installed("soffice", "pdftotext"))("LibreOffice (needs soffice and pdftotext)", () => {
  beforeAll(async () => {
    const profile = join(folder, "profile");
    await mkdir(profile);
    await run("soffice", [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      ...FILES.map(({ file }) => join(folder, `${file}.docx`)),
    ]);
  }, 120_000);

  test("国标: every full line has 28 characters", async () => {
    const pages = await pagesOf("dense-gb", gb);
    const lines = pages.flatMap(({ lines }) => lines.map(({ text }) => [...text].length));
    // Both paragraphs are indented by two; after the heading the count starts again.
    const first = [26, ...Array.from({ length: 68 }, () => 28), 23];
    const second = [26, ...Array.from({ length: 29 }, () => 28), 2];
    expect(lines).toEqual([...first, "一、坚持发展第一".length, ...second]);
  });

  test("国标: every full page has 22 lines", async () => {
    for (const name of ["dense-gb", "sample-gb", "mixed-gb"]) {
      const pages = await pagesOf(name, gb);
      expect(pages.length).toBeGreaterThan(1);
      pages.forEach((page, index) => {
        const places = placesOf(page, gb);
        expect(Math.max(...places), `${name} page ${index + 1}`).toBeLessThanOrEqual(21);
        // A heading goes over to the page of its text.
        const headingNext = /^[一二三]、/u.test(pages[index + 1]?.lines[0]?.text ?? "");
        if (index < pages.length - 1 && !headingNext) expect(places.at(-1), `${name} page ${index + 1}`).toBe(21);
      });
    }
    const [full] = await pagesOf("dense-gb", gb);
    expect(full?.lines).toHaveLength(22);
  });

  test("国标: in running text a line of Han characters has 28, or 27 where a sign may not begin or end it", async () => {
    const lines = (await pagesOf("sample-gb", gb)).flatMap((page) => page.lines.slice());
    const rightEdge = ptOfMm(210 - gb.rightMm);
    let full = 0;
    lines.forEach((line, index) => {
      const reachesEdge = Math.abs(line.right - rightEdge) < 4 && line.left < ptOfMm(gb.leftMm) + 4;
      if (!reachesEdge || !/^[\p{Script=Han}、，。；：“”《》（）！]+$/u.test(line.text)) return;
      const next = lines[index + 1]?.text ?? "";
      const pushed = /^(?:.[、，。；：”》）！]|[“《（]|[A-Za-z0-9])/u.test(next);
      const count = [...line.text].length;
      if (!pushed) expect(count, line.text).toBe(28);
      else expect([26, 27, 28], line.text).toContain(count);
      if (count === 28) full += 1;
    });
    expect(full).toBeGreaterThan(30);
  });

  test.each(FILES)("$file: nothing stands outside the block, and lines keep the pitch", async ({ file, layout }) => {
    for (const page of await pagesOf(file, layout)) {
      const firstTop = page.lines[0]?.top ?? 0;
      for (const line of page.lines) {
        expect(line.left, line.text).toBeGreaterThan(ptOfMm(layout.leftMm) - 1.5);
        // A full stop may hang over the edge by its own width.
        expect(line.right, line.text).toBeLessThan(ptOfMm(210 - layout.rightMm) + 17);
        const pitches = (line.top - firstTop) / layout.linePitchPt;
        // Faces of another size stand a little higher or lower in the same line.
        expect(Math.abs(pitches - Math.round(pitches)), line.text).toBeLessThan(0.25);
      }
    }
  });

  test("the title is centred in two lines, paragraphs begin two characters in, the salutation flush left", async () => {
    for (const layout of SHIPPED_LAYOUTS) {
      const [page] = await pagesOf(`sample-${layout.id}`, layout);
      const [first, second, salutation, opening] = page?.lines ?? [];
      expect([first?.text, second?.text]).toEqual(["XX副区长在2023年区知识产权", "联席会议上的讲话"]);
      const middle = ptOfMm((layout.leftMm + 210 - layout.rightMm) / 2);
      for (const line of [first, second]) {
        expect(Math.abs(((line?.left ?? 0) + (line?.right ?? 0)) / 2 - middle)).toBeLessThan(3);
      }
      expect(salutation?.text).toBe("同志们：");
      expect(salutation?.left).toBeCloseTo(ptOfMm(layout.leftMm), -1);
      expect((opening?.left ?? 0) - (salutation?.left ?? 0)).toBeGreaterThan(30);
      expect((opening?.left ?? 0) - (salutation?.left ?? 0)).toBeLessThan(33);
      const places = placesOf(page as PdfPage, layout);
      expect((places[2] ?? 0) - (places[1] ?? 0)).toBe(2);
    }
  });

  test("page numbers: odd right and even left, one character in; centred in 讲话稿习惯", async () => {
    const pages = await pagesOf("sample-gb", gb);
    pages.forEach(({ footer }, index) => {
      expect(footer?.text).toBe(`—${index + 1}—`);
      if (index % 2 === 0) expect(ptOfMm(210 - gb.rightMm) - (footer?.right ?? 0)).toBeCloseTo(14, -0.5);
      else expect((footer?.left ?? 0) - ptOfMm(gb.leftMm)).toBeCloseTo(14, -0.5);
    });
    const speech = SHIPPED_LAYOUTS[2] as Layout;
    for (const { footer } of await pagesOf("sample-speech", speech)) {
      expect(((footer?.left ?? 0) + (footer?.right ?? 0)) / 2).toBeCloseTo(ptOfMm(105), -0.5);
    }
  });
});

describe.skipIf(!installed("pandoc"))("pandoc (needs pandoc)", () => {
  const squeezed = (text: string) => text.replace(/\s/gu, "");

  test.each(FILES)("$file: reads the same text back", async ({ file, draft }) => {
    const { stdout } = await run("pandoc", [join(folder, `${file}.docx`), "-t", "plain", "--wrap=none"]);
    const paragraphs = stdout.split(/\n{2,}/u).map(squeezed);
    const written = plainText(draft.body).split("\n").map(squeezed);
    expect(paragraphs.filter((each) => each !== "")).toEqual(written.filter((each) => each !== ""));
  });
});

describe.skipIf(!installed("xmllint"))("xmllint (needs xmllint)", () => {
  test.each(FILES)("$file: every part is well-formed", async ({ file }) => {
    const target = join(folder, `${file}-parts`);
    await mkdir(target);
    const parts = unzipSync(new Uint8Array(await readFile(join(folder, `${file}.docx`))));
    const paths = await Promise.all(
      Object.entries(parts).map(async ([name, data]) => {
        const path = join(target, name.replaceAll("/", "_"));
        await writeFile(path, data);
        return path;
      }),
    );
    expect(paths.length).toBeGreaterThan(7);
    await run("xmllint", ["--noout", "--nonet", ...paths]);
  });
});
