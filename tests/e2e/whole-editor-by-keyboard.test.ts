import { readdir } from "node:fs/promises";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, newBlankDraft, saved, sheet } from "./text.ts";

// A speech from the empty page to the Word file, by the keyboard and an input method alone: not one pointer event.

let door: Door;
let page: Page;
let devTools: CDPSession;
beforeAll(async () => {
  door = await openDoor();
  page = door.page;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  devTools = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    Object.assign(window, { pointed: 0, printed: 0 });
    const counts = window as unknown as { pointed: number; printed: number };
    for (const type of ["pointerdown", "mousedown", "touchstart"]) {
      // React Aria lets a click by key look like a pointer's; those are not trusted.
      addEventListener(type, (event) => (counts.pointed += event.isTrusted ? 1 : 0), true);
    }
    window.print = () => (counts.printed += 1);
  });
  await page.getByText("还没有讲稿").waitFor();
});
afterAll(async () => {
  expect(await page.evaluate(() => (window as unknown as { pointed: number }).pointed)).toBe(0);
  await door.close();
});

/** One commit of an input method, pinyin first. */
async function commit(pinyin: string, words: string): Promise<void> {
  await devTools.send("Input.imeSetComposition", {
    text: pinyin,
    selectionStart: pinyin.length,
    selectionEnd: pinyin.length,
  });
  await devTools.send("Input.insertText", { text: words });
}

/** Runs a command of the palette by what is typed to find it. */
async function command(letters: string): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: "查找命令" }).waitFor();
  await page.keyboard.type(letters);
  await page.getByRole("option", { selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "查找命令" }).waitFor({ state: "detached" });
}

const blocks = () => blocksOnSheet(page);
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);

const inOutline = () => page.evaluate(() => document.activeElement?.matches('[role="treeitem"]'));

/** Goes on with Tab until the focus is on something of this name. */
async function tabTo(name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    const label = (await focused()) ?? "";
    if (typeof name === "string" ? label === name : name.test(label)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reaches ${name}`);
}

it("begins a speech with an input method, and makes headings of typed numbers", async () => {
  await newBlankDraft(page);
  await page.keyboard.press("Control+Home");
  await commit("zai", "在全区水利工作会议上的讲话");
  await page.keyboard.press("Control+End");
  await commit("yi'", "一、");
  await commit("tigao", "提高认识");
  await page.keyboard.press("Enter");
  await commit("shui", "水利是XX区发展的命脉。");
  await page.keyboard.press("Enter");
  await commit("er'", "二、");
  await commit("zhua", "抓好落实");
  await page.keyboard.press("Enter");
  expect(await blocks()).toEqual([
    "在全区水利工作会议上的讲话",
    "同志们：",
    "一、提高认识",
    "水利是XX区发展的命脉。",
    "二、抓好落实",
    "",
  ]);
});

it("gives a typed number back by one undo, and changes levels", async () => {
  await commit("san", "三、");
  expect((await blocks()).at(-1)).toBe("三、");
  expect(await sheet(page).locator(".heading").count()).toBe(3);
  await page.keyboard.press("Control+z");
  expect(await sheet(page).locator(".heading").count()).toBe(2);
  expect((await blocks()).at(-1)).toBe("三、");
  await page.keyboard.press("Control+z");
  await commit("ren", "认真排查");
  await page.keyboard.press("Control+2");
  expect((await blocks()).at(-1)).toBe("（一）认真排查");
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+z");
  expect((await blocks()).at(-1)).toBe("（一）认真排查");
  await page.keyboard.press("Enter");
});

it("goes on with 一是 by one key, and sets the run apart and together", async () => {
  await page.keyboard.press("Control+i");
  await commit("ba", "把住水源。");
  await page.keyboard.press("Control+i");
  await commit("hu", "护好堤防。");
  expect((await blocks()).at(-1)).toBe("一是把住水源。二是护好堤防。");
  await command("各成一段");
  expect((await blocks()).slice(-2)).toEqual(["一是把住水源。", "二是护好堤防。"]);
  await command("并成一段");
  expect((await blocks()).at(-1)).toBe("一是把住水源。二是护好堤防。");
});

it("moves a section with its text, from the text and in the outline", async () => {
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  expect((await blocks()).slice(2)).toEqual([
    "一、抓好落实",
    "（一）认真排查",
    "一是把住水源。二是护好堤防。",
    "二、提高认识",
    "水利是XX区发展的命脉。",
  ]);
  await page.getByRole("treeitem", { name: /提高认识/u }).waitFor();
  for (let step = 0; !(await inOutline()); step += 1) {
    if (step > 6) throw new Error("F6 never reaches the outline");
    await page.keyboard.press("F6");
  }
  await page.keyboard.press("End");
  await page.keyboard.press("Alt+ArrowUp");
  expect((await blocks())[2]).toBe("一、提高认识");
  await page.keyboard.press("Enter");
});

it("goes to the open place, which typing replaces", async () => {
  await page.getByRole("button", { name: "未填 1 处" }).waitFor();
  await page.keyboard.press("Tab");
  await commit("qing", "青云区");
  expect(await blocks()).toContain("水利是青云区发展的命脉。");
});

it("finds and replaces", async () => {
  await page.keyboard.press("Control+h");
  const bar = page.getByRole("search");
  await bar.waitFor();
  await commit("shui", "水利");
  await bar.getByText("共 2 处").waitFor();
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("替换为");
  await commit("shui", "水务");
  await tabTo("全部替换");
  await page.keyboard.press("Enter");
  await bar.getByText(/替换了 2 处/u).waitFor();
  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  expect((await blocks())[0]).toBe("在全区水务工作会议上的讲话");
  await page.keyboard.press("Control+z");
  expect((await blocks())[0]).toBe("在全区水利工作会议上的讲话");
  await page.keyboard.press("Control+y");
});

it("copies, pastes with structure, and pastes as plain text", async () => {
  const before = await blocks();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  expect(await blocks()).toEqual(before);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.evaluate(() => navigator.clipboard.writeText("一、第一行\n第二行"));
  await page.keyboard.press("Control+v");
  expect((await blocks()).slice(-2)).toEqual(["三、第一行", "第二行"]);
  await page.keyboard.press("Control+z");
  expect(await blocks()).toHaveLength(before.length + 1);
});

it("puts in a symbol and makes words bold", async () => {
  await command("插入符号");
  await page.getByRole("dialog", { name: "插入符号" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "插入符号" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+b");
  await commit("ti", "条例");
  expect((await blocks()).at(-1)).toBe("《条例》");
  expect(await sheet(page).locator(".bold").allTextContents()).toEqual(["条例"]);
});

it("keeps, names and restores a version", async () => {
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog", { name: "给这个版本起名" }).waitFor();
  await commit("song", "送审稿");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const named = await blocks();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await saved(page);
  await command("版本");
  const list = page.getByRole("grid", { name: "版本" });
  await list.getByText("送审稿").waitFor();
  const inList = () => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null);
  for (let step = 0; !(await inList()); step += 1) {
    if (step > 10) throw new Error("Tab never reaches the versions");
    await page.keyboard.press("Tab");
  }
  const row = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  for (let step = 0; !/送审稿/u.test(await row()); step += 1) {
    if (step > 10) throw new Error("The arrows never reach the named version");
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: /^参看：/u }).waitFor();
  await tabTo(/^恢复这一版/u, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(blocks).toEqual(named);
});

it("looks up keys and help, changes the theme, prints and exports", async () => {
  await page.keyboard.press("F1");
  await page.getByRole("dialog", { name: "帮助和按键" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+,");
  const settings = page.getByRole("dialog", { name: "设置" });
  await settings.waitFor();
  for (
    let step = 0;
    !(await page.evaluate(
      () =>
        document.activeElement?.getAttribute("role") === "radio" ||
        document.activeElement?.getAttribute("type") === "radio",
    ));
    step += 1
  ) {
    if (step > 20) throw new Error("Tab never reaches the themes");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "detached" });
  await page.keyboard.press("Control+p");
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
  await page.keyboard.press("Control+e");
  const dialog = page.getByRole("dialog", { name: "导出 Word" });
  await dialog.waitFor();
  await tabTo("导出");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "打开文件" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await readdir(door.downloads)).toHaveLength(1);
});
