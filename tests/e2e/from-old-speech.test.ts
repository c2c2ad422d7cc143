import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { newDraft } from "#core/draft/schema";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { toDocx } from "#core/word/write-docx";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, saved, sheet } from "./text.ts";

// What secretaries really do: last year's speech becomes this year's, gone through by the keyboard alone.

const OLD = join(import.meta.dirname, "../fixtures/old-speech/water-2025.txt");
let folder: string;
let word: string;
let door: Door;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "old-speech-"));
  word = join(folder, "去年的讲话.docx");
  const { body, card } = recognise(readText(await readFile(OLD, "utf8")));
  const draft = newDraft({ id: crypto.randomUUID(), now: new Date().toISOString() }, body, { card });
  await writeFile(word, await toDocx(draft, SHIPPED_LAYOUTS[0] as Layout));
  door = await openDoor();
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString() ?? "");
const status = (page: Page) => page.getByRole("region", { name: "状态栏" });

/** What a secretary does at a place, by what stands there: `offer` and `keep` by their keys, anything else is typed over it. */
const DECIDED: Record<string, string> = {
  "2024年": "offer",
  "2025年": "offer",
  石门镇: "keep",
  柳河镇: "双溪镇",
  周明远: "何志远",
  "11月30日": "11月28日",
  "12月底": "keep",
  "2026年1月底": "2027年1月底",
};

describe("last year's speech", () => {
  it("is taken from a Word file, and the card says what was and what is new", async () => {
    const { page } = door;
    await page.getByRole("heading", { name: "还没有讲稿" }).waitFor();
    await page.keyboard.press("Control+Shift+N");
    const choose = page.getByRole("dialog", { name: "从旧稿新建" }).getByRole("button", { name: "打开文件…" });
    await door.chooseFiles([word], () => choose.press("Enter"));
    await expect.poll(() => field(page, "讲话人").inputValue()).toBe("林向东");
    await field(page, "会议全称").fill("2026年青云县农村供水保障工作联席会议");
    await field(page, "年份").fill("2026");
    await field(page, "日期").fill("2026年11月26日");
    await field(page, "讲话人").fill("陈思齐");
    await page.getByText("旧稿：林向东").waitFor();
    await page.getByText("待换 20 处").waitFor();
    // Enter in the form builds the draft.
    await field(page, "讲话人").press("Enter");
    await sheet(page).waitFor();
    const blocks = await blocksOnSheet(page);
    expect(blocks.slice(0, 4)).toEqual([
      "在2026年青云县农村供水保障工作联席会议上的讲话",
      "青云县副县长　陈思齐",
      "（2026年11月26日）",
      "同志们：",
    ]);
    expect(blocks.filter((text) => /^[一二三]、/u.test(text))).toHaveLength(3);
    await status(page).getByText("待换 20 处").waitFor();
  });

  it("is gone through by keys alone until nothing is left, and each step can be undone", async () => {
    const { page } = door;
    // The first place is already selected.
    expect(await selected(page)).toBe("2024年");
    for (let left = 20; left > 0; left -= 1) {
      await status(page).getByText(`待换 ${left} 处`).waitFor();
      const text = await selected(page);
      const decision = DECIDED[text] ?? "keep";
      if (decision === "offer") await page.keyboard.press("Alt+Enter");
      else if (decision === "keep") await page.keyboard.press("Alt+Shift+Enter");
      else {
        await page.keyboard.type(decision);
        await page.keyboard.press("Tab");
      }
    }
    await status(page).getByText("待换 0 处").waitFor();
    expect(await page.locator(".paper .carried").count()).toBe(0);
    await page.getByText(/^全文 [0-9,]+ 字，沿用旧稿 9[0-9]%$/u).waitFor();
    await page.keyboard.press("Control+Z");
    await status(page).getByText("待换 1 处").waitFor();
    await page.keyboard.press("Control+Y");
    await status(page).getByText("待换 0 处").waitFor();
  });

  it("follows the card from then on where the card was the offer", async () => {
    const { page } = door;
    const linked = await sheet(page).locator(".field").allTextContents();
    expect(linked.filter((text) => /^20/u.test(text.replaceAll("\uFEFF", ""))).length).toBeGreaterThanOrEqual(4);
    const text = (await blocksOnSheet(page)).join("\n");
    expect(text).toContain("主要任务是总结2025年以来的工作");
    expect(text).toContain("把2026年的各项工作干扎实");
    expect(text).toContain("到石门镇、双溪镇看了两处水厂");
  });

  it.skipIf(!hasPandoc())("leaves nothing of its year in the Word file but what moved on", async () => {
    const { page } = door;
    await saved(page);
    await page.keyboard.press("Control+E");
    const dialog = page.getByRole("dialog", { name: "导出 Word" });
    await dialog.getByRole("textbox", { name: "文件名" }).fill("新稿.docx");
    expect(await dialog.textContent()).not.toContain("待换");
    await dialog.getByRole("button", { name: "导出", exact: true }).click();
    await dialog.getByRole("button", { name: "完成" }).waitFor();
    const file = join(door.downloads, "新稿.docx");
    const text = execFileSync("pandoc", ["-f", "docx", "-t", "plain", "--wrap=none", file], { encoding: "utf8" });
    expect([...text.matchAll(/2025.{0,6}/gu)].map(([words]) => words)).toEqual([
      "2025年以来的工作",
      "2025年，全县新改",
    ]);
    for (const left of ["2024", "林向东", "周明远", "柳河镇", "11月20日", "11月30日"]) expect(text).not.toContain(left);
    expect(text).toContain("《青云县农村供水保障规划（2021—2035年）》（青政发〔2021〕8号）");
    await page.keyboard.press("Escape");
  });
});

describe("an own draft", () => {
  it("is chosen on the start page, and places left over are listed at the export", async () => {
    const { page } = door;
    await page.getByRole("button", { name: "全部讲稿" }).click();
    await page.getByRole("button", { name: "以此稿新建…" }).click();
    await expect.poll(() => field(page, "会议全称").inputValue()).toContain("年青云县农村供水保障工作联席会议");
    await field(page, "会议全称").fill("2027年青云县农村供水保障工作联席会议");
    await field(page, "年份").fill("2027");
    await page.getByRole("button", { name: "建立讲稿" }).click();
    await sheet(page).waitFor();
    // The new card is silent on the date, so that the old one stands there, first to be looked at.
    await expect.poll(() => selected(page)).toBe("2026年11月26日");
    // The years that were linked have moved on by themselves.
    expect((await blocksOnSheet(page)).join("")).toContain("总结2026年以来的工作");
    await page.keyboard.press("Control+E");
    const dialog = page.getByRole("dialog", { name: "导出 Word" });
    await dialog.getByText(/^还有 [0-9]+ 处待换，照原文写进 Word。$/u).waitFor();
    await dialog.getByRole("button", { name: "去看" }).click();
    await expect.poll(() => selected(page)).toBe("石门镇");
  });
});

function hasPandoc(): boolean {
  try {
    execFileSync("pandoc", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
