import { execFileSync, spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDraft } from "#core/draft/open-draft";
import { plainText } from "#core/draft/plain-text";
import { type Door, openDoor } from "./door.ts";
import { cursorBehind, saved, sheet } from "./text.ts";

// What comes out of the printer, read back from the PDF that the browser makes of it.

const NUMBERS = [..."一二三四五六七八九"].flatMap((ten) => [..."一二三四五六"].map((one) => `${ten}十${one}`));
/** 60 characters without a sign that could not begin a line, so that full lines have 28. */
const SENTENCE =
  "各级各部门要紧紧围绕全年目标任务抓好落实确保各项工作按照时间节点扎实推进到位不折不扣完成全年任务努力开创各项事业发展新局面";
const LONG = [
  "区长在全区高质量发展大会暨重点项目集中开工现场推进会议上的讲话",
  "张三",
  "（2026年11月22日）",
  "",
  "同志们：",
  ...NUMBERS.flatMap((number, n) => [
    `${number}、关于第${n + 1}项工作的意见`,
    ...Array.from({ length: 8 }, () => `${SENTENCE}${SENTENCE}。`),
  ]),
  "区人民政府办公室",
  "",
].join("\n");

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor({ colorScheme: "dark" });
  page = door.page;
  const file = join(door.dataFolder, "长稿.txt");
  await writeFile(file, LONG);
  await page
    .getByRole("button", { name: /打开文件/u })
    .first()
    .waitFor();
  await door.chooseFiles([file], () => page.keyboard.press("Control+o"));
  await sheet(page).waitFor();
});
afterAll(() => door.close());

/** The pages of the PDF: the lines of each as a reader sees them, the page number last. */
async function printed(): Promise<{ path: string; pages: string[][] }> {
  const path = join(door.dataFolder, "print.pdf");
  await page.pdf({ path, preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  const pages = text.split("\f").slice(0, -1);
  return { path, pages: pages.map((each) => each.split("\n").filter((line) => line.trim() !== "")) };
}

const bare = (text: string) => text.replace(/\s/gu, "");

/** Headless Chromium alone prints into a file; poppler reads it. */
const canRead = !process.env.ELECTRON_BIN && spawnSync("pdftotext", ["-v"]).error === undefined;

describe.skipIf(!canRead)("printing 50,000 characters in the dark theme", () => {
  let result: Awaited<ReturnType<typeof printed>>;
  beforeAll(async () => {
    await saved(page);
    // Neither the zoom of the screen nor the size of its text reaches the page.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "150%";
    });
    result = await printed();
  });

  it("prints all of the text and nothing else", async () => {
    const folder = join(door.dataFolder, "drafts");
    const [name = ""] = await readdir(folder);
    const opened = openDraft(await readFile(join(folder, name), "utf8"));
    if (opened.state !== "current") throw new Error(opened.state);
    const expected = plainText(opened.draft.body);
    expect(expected.length).toBeGreaterThan(50_000);
    const text = result.pages.map((lines) => lines.slice(0, -1).join("")).join("");
    expect(bare(text)).toBe(bare(expected));
  });

  it("numbers every page, odd ones at the right and even ones at the left", () => {
    const numbers = result.pages.map((lines) => lines.at(-1) ?? "");
    expect(numbers.map(bare)).toEqual(result.pages.map((_, place) => `—${place + 1}—`));
    const indents = numbers.map((line) => line.length - line.trimStart().length);
    expect(Math.min(...indents.filter((_, place) => place % 2 === 0))).toBeGreaterThan(
      Math.max(...indents.filter((_, place) => place % 2 === 1)),
    );
  });

  it("sets 22 lines a page and 28 characters a line on A4", () => {
    expect(execFileSync("pdfinfo", [result.path], { encoding: "utf8" })).toContain("(A4)");
    const body = result.pages.slice(1, -1);
    const lines = body.map((page) => page.length - 1);
    expect(Math.max(...lines)).toBe(22);
    // Fewer only where a heading moves on to the page of its text.
    expect(lines.filter((count) => count === 22).length).toBeGreaterThan(lines.length * 0.8);
    const widths = body.flatMap((page) => page.slice(0, -1)).filter((line) => !/^\s/u.test(line));
    expect(Math.max(...widths.map((line) => [...line.trim()].length))).toBe(28);
  });

  it("breaks the title as the export does and leaves no heading alone at the foot of a page", () => {
    const [first = []] = result.pages;
    expect(first.slice(0, 2).map(bare).join("")).toBe(LONG.split("\n")[0]);
    expect(bare(first[0] ?? "").length).toBeLessThanOrEqual(20);
    const feet = result.pages.map((lines) => bare(lines.at(-2) ?? ""));
    expect(feet.filter((line) => /^[一二三四五六七八九十]+、/u.test(line))).toEqual([]);
  });

  it("prints black on white, the number included", () => {
    const picture = execFileSync("pdftoppm", ["-r", "20", "-f", "2", "-l", "2", "-gray", result.path]);
    // PGM: the header ends with the largest value; then one byte a dot.
    const dots = picture.subarray(picture.indexOf("255\n") + 4);
    const count = (fits: (dot: number) => boolean) => dots.filter(fits).length;
    expect(count((dot) => dot === 255)).toBeGreaterThan(dots.length * 0.5);
    expect(dots[0]).toBe(255);
  });

  it("takes nothing away from the screen", async () => {
    expect(await page.locator(".print-sheet").count()).toBe(0);
    expect(await sheet(page).isVisible()).toBe(true);
  });
});

describe.skipIf(process.env.ELECTRON_BIN)("the commands", () => {
  beforeAll(async () => {
    await page.evaluate(() => {
      window.print = () => {
        window.dispatchEvent(new Event("beforeprint"));
        document.body.dataset.printed = document.querySelector(".print-sheet")?.textContent ?? "";
        window.dispatchEvent(new Event("afterprint"));
      };
    });
  });
  const sent = () => page.evaluate(() => document.body.dataset.printed ?? "");

  it("print what is in the window, saved or not, with empty lines and open slots as in the Word file", async () => {
    await door.kill();
    await cursorBehind(page, "同志们：");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("还没有存上的一句。");
    await page.keyboard.press("Control+p");
    expect(await sent()).toContain("同志们：还没有存上的一句。");
  });

  it("tell how a PDF is made of it where the window is a browser's", async () => {
    await page.evaluate(() => delete document.body.dataset.printed);
    await page.keyboard.press("Control+Shift+p");
    await page.keyboard.type("PDF");
    await page.getByRole("option", { name: /存为 PDF/u }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("在打印窗口里，“目标”选“另存为 PDF”，再点“保存”。").waitFor();
    await expect.poll(sent).toContain("还没有存上的一句。");
  });
});
