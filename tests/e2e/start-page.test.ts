import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, dropFiles, newBlankDraft, saved, sheet } from "./text.ts";

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor();
  page = door.page;
  await page.getByText("还没有讲稿").waitFor();
});
afterAll(() => door.close());

const speech = (title: string, text: string) => `${title}\n\n同志们：\n\n　　${text}\n`;
const rows = () => page.getByRole("grid", { name: "讲稿" }).getByRole("row");
const titles = async () =>
  (await rows().allTextContents()).map(
    (text) => /^(在全县\p{Script=Han}+?(?:讲话|致辞)(?:（副本）)?)/u.exec(text)?.[1],
  );
const choose = async (action: string) => {
  await page.getByRole("button", { name: "选中的讲稿：更多" }).click();
  await page.getByRole("menuitem", { name: action }).click();
};

describe("the start page", () => {
  it("takes several dropped files and says what came of each", async () => {
    await dropFiles(page, [
      { name: "一.txt", text: speech("在全县安全生产会议上的讲话", "今天，我们召开全县安全生产会议。要守住底线。") },
      { name: "二.txt", text: speech("在全县农田水利会议上的讲话", "今天，我们召开全县农田水利会议。要修好沟渠。") },
      { name: "三.xyz", text: "不认识" },
    ]);
    await rows().nth(1).waitFor();
    expect(await rows().count()).toBe(2);
    await page.getByText(/没有打开“三\.xyz”/u).waitFor();
    await page.getByRole("button", { name: "收起这条消息" }).first().click();
  });

  it("finds by title and by text, several words at once, and says when nothing fits", async () => {
    const field = page.getByRole("textbox", { name: "搜讲稿" });
    await page.keyboard.press("Control+f");
    await field.fill("水利 沟渠");
    await page.getByText("找到 1 篇").waitFor();
    expect(await titles()).toEqual(["在全县农田水利会议上的讲话"]);
    await field.fill("没有这样的词");
    await page.getByText("没有找到“没有这样的词”").waitFor();
    await page.keyboard.press("Escape");
    await rows().nth(1).waitFor();
  });

  it("renames in place, sorts by title, and keeps the order over a reload", async () => {
    await page.getByRole("button", { name: /^排列/u }).click();
    await page.getByRole("menuitemradio", { name: "题目" }).click();
    await rows().filter({ hasText: "农田水利" }).click();
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "新的题目" }).fill("在全县高标准农田会议上的讲话");
    await page.keyboard.press("Enter");
    await rows().filter({ hasText: "高标准农田" }).waitFor();
    expect(await titles()).toEqual(["在全县安全生产会议上的讲话", "在全县高标准农田会议上的讲话"]);
    await page.reload();
    await rows().nth(1).waitFor();
    expect(await titles()).toEqual(["在全县安全生产会议上的讲话", "在全县高标准农田会议上的讲话"]);
  });

  it("duplicates, deletes with undo, and keeps deleted drafts in the bin until they are deleted for good", async () => {
    await rows().filter({ hasText: "安全生产" }).click();
    await choose("复制一份");
    await rows().nth(2).waitFor();
    expect(await titles()).toContain("在全县安全生产会议上的讲话（副本）");
    await rows().filter({ hasText: "副本" }).click();
    await page.keyboard.press("Delete");
    await rows().nth(2).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await rows().filter({ hasText: "副本" }).click();
    await page.keyboard.press("Delete");
    await rows().nth(2).waitFor({ state: "detached" });

    await page.getByRole("button", { name: /^回收站/u }).click();
    await page.getByRole("button", { name: /^还原/u }).click();
    await page.getByText("回收站是空的").waitFor();
    await page.getByRole("button", { name: /^全部讲稿/u }).click();
    await rows().filter({ hasText: "副本" }).click();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: /^回收站/u }).click();
    await page.getByRole("button", { name: /^彻底删除/u }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "取消" }).click();
    await page.getByRole("button", { name: /^彻底删除/u }).click();
    await question.getByRole("button", { name: /^彻底删除/u }).click();
    await page.getByText("回收站是空的").waitFor();
    expect(await readdir(join(door.dataFolder, "drafts"))).toHaveLength(2);
    await page.getByRole("button", { name: /^全部讲稿/u }).click();
  });

  it("carries a draft out and in again as a portable file", async () => {
    await rows().filter({ hasText: "高标准农田" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), choose("另存便携讲稿（.speech）…")]);
    expect(download.suggestedFilename()).toBe("在全县高标准农田会议上的讲话.speech");
    const file = JSON.parse(await readFile(await download.path(), "utf8"));
    file.id = "0b9e3a52-6f0e-4d7c-9a63-1f6b5f0c7e21";
    file.body.push({ type: "paragraph", children: [{ text: "这一段是在别的电脑上写的。" }] });
    const carried = join(door.dataFolder, "带回来.speech");
    await writeFile(carried, JSON.stringify(file));
    await door.chooseFiles([carried], () => page.keyboard.press("Control+o"));
    await sheet(page).waitFor();
    expect(await blocksOnSheet(page)).toContain("这一段是在别的电脑上写的。");
    await page.getByRole("button", { name: /全部讲稿/u }).click();
    await page.getByRole("button", { name: /带回来\.speech/u }).waitFor();
  });

  it("starts a blank draft with the cursor ready to write", async () => {
    await newBlankDraft(page);
    await page.keyboard.type("在全县招商会议上的致辞");
    await saved(page);
    expect((await blocksOnSheet(page))[0]).toBe("在全县招商会议上的致辞");
    await page.getByRole("button", { name: /全部讲稿/u }).click();
    await rows().filter({ hasText: "招商会议" }).waitFor();
  });
});
