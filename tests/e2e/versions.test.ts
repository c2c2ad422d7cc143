import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, dropFiles, saved, sheet, textAtCursor } from "./text.ts";

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor();
  page = door.page;
  await page.getByText("还没有讲稿").waitFor();
});
afterAll(() => door.close());

const SECTION = "要压实责任，抓好落实。".repeat(20);
const SPEECH = `在全县水利会议上的讲话\n\n同志们：\n\n　　今天，我们召开全县水利会议。\n\n一、提高认识\n\n　　${SECTION}\n\n二、抓好落实\n\n　　${SECTION}\n`;
const list = () => page.getByRole("grid", { name: "版本" });
const rows = async () =>
  (await list().getByRole("row").allTextContents()).filter((text) => /^\d/u.test(text)).map((text) => text.slice(5));
const status = () => page.getByRole("region", { name: "状态栏" });

it("Ctrl+S keeps a version while the cursor stays in the text, and a second time takes its name", async () => {
  await dropFiles(page, [{ name: "水利.txt", text: SPEECH }]);
  await sheet(page).waitFor();
  await cursorBehind(page, "水利会议");
  await page.keyboard.type("（修改）");
  await page.keyboard.press("Control+s");
  await status().getByText("已存为一个版本。再按 Ctrl+S 给它起名。").waitFor();
  expect(await textAtCursor(page)).toContain("（修改）|");
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog", { name: "给这个版本起名" }).waitFor();
  await page.keyboard.type("送审稿");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.type("了");
  expect(await textAtCursor(page)).toContain("（修改）了|");
});

it("keeps the text before everything is replaced, restores it in one step, and undo takes that back", async () => {
  await saved(page);
  const before = await blocksOnSheet(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("误删");
  await saved(page);
  await openVersions();
  await list().getByText("大改之前").waitFor();
  await list().getByRole("row").filter({ hasText: "大改之前" }).click();
  await page.getByRole("button", { name: "打开看看" }).click();
  const beside = page.getByRole("region", { name: /^参看：今天 \d\d:\d\d 的版本$/u });
  await beside.getByText("提高认识").first().waitFor();
  await beside.getByRole("button", { name: "恢复这一版" }).click();
  await status().getByText("恢复成了今天").waitFor();
  expect(await blocksOnSheet(page)).toEqual(before);
  await page.keyboard.press("Control+z");
  expect((await blocksOnSheet(page)).join("")).toContain("误删");
  await page.keyboard.press("Control+y");
  expect(await blocksOnSheet(page)).toEqual(before);
  await saved(page);
});

it("has them all after the program was killed", async () => {
  const [draft = ""] = await readdir(join(door.dataFolder, "versions"));
  await door.kill();
  await door.reopen();
  page = door.page;
  await page.getByRole("row").filter({ hasText: "水利" }).dblclick();
  await sheet(page).waitFor();
  await openVersions();
  await list().getByText("送审稿").waitFor();
  expect((await rows()).map((row) => row.replace(/\d.*$/u, ""))).toEqual(["恢复之前", "大改之前", "送审稿", "打开时"]);
  const files = await readdir(join(door.dataFolder, "versions", draft));
  expect(files).toHaveLength(4);
  for (const file of files) {
    const version = JSON.parse(await readFile(join(door.dataFolder, "versions", draft, file), "utf8"));
    expect(version).toMatchObject({ id: draft, schemaVersion: 1 });
  }
});

/** The tab 版本 of the right column, by the command that leads to it whether or not the column is folded or has room for the tab. */
async function openVersions() {
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("版本");
  await page.getByRole("option", { name: /^版本/u }).click();
  await page.getByRole("tab", { name: "版本", selected: true }).waitFor();
}
