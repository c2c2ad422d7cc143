import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, newBlankDraft, saved, sheet } from "./text.ts";

const SAMPLE = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");

/** The names of what F6 reaches in one round, sorted. */
async function panesByF6(page: Page): Promise<string[]> {
  const visited = new Set<string>();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("F6");
    visited.add(
      await page.evaluate(() => {
        const pane = document.activeElement?.closest("[data-pane]");
        return (
          pane?.getAttribute("aria-label") ?? pane?.querySelector("[aria-label]")?.getAttribute("aria-label") ?? ""
        );
      }),
    );
  }
  return [...visited].sort();
}

describe.each(["light", "dark"] as const)("the whole job by keyboard alone, %s", (colorScheme) => {
  let door: Door;
  let page: Page;
  beforeAll(async () => {
    door = await openDoor({ colorScheme });
    page = door.page;
  });
  afterAll(() => door.close());

  it("goes round the panes of a draft in which nothing is open", async () => {
    await page.getByText("还没有讲稿").waitFor();
    await newBlankDraft(page);
    expect(await barriers(page)).toEqual([]);
    expect(await panesByF6(page)).toHaveLength(3);
    await page.getByRole("button", { name: /全部讲稿/u }).click();
    await page.getByRole("row").first().click();
    await page.keyboard.press("Delete");
  });

  it("opens a file, writes, exports and comes back", async () => {
    await page.getByText("还没有讲稿").waitFor();
    await page.getByRole("button", { name: "收起这条消息" }).click();
    expect(await barriers(page)).toEqual([]);

    await door.chooseFiles([SAMPLE], () => page.keyboard.press("Control+o"));
    await sheet(page).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("特此强调");
    await page.keyboard.press("Control+1");
    expect((await blocksOnSheet(page)).at(-1)).toBe("四、特此强调");
    await page.keyboard.press("Control+2");
    expect((await blocksOnSheet(page)).at(-1)).toBe("（一）特此强调");
    await page.keyboard.press("Control+1");
    expect((await blocksOnSheet(page)).at(-1)).toBe("四、特此强调");
    await page.keyboard.press("Control+0");
    expect((await blocksOnSheet(page)).at(-1)).toBe("特此强调");
    await saved(page);
    expect(await barriers(page)).toEqual([]);

    expect(await panesByF6(page)).toEqual(["大纲", "工具栏", "讲稿正文", "右栏", "状态栏"].sort());

    await page.keyboard.press("Control+e");
    const dialog = page.getByRole("dialog", { name: "导出 Word" });
    await dialog.waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("Control+e");
    await dialog.getByRole("textbox", { name: "文件名" }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "打开文件" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });
});
