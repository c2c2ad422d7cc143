import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, sheet } from "./text.ts";

const LINES = [
  "在全县经济工作会议上的讲话",
  "同志们：",
  "根据国发〔2026〕12号、国办发[2026]3号文件精神，我讲两点意见。",
  "一、加强组织领导",
  "加强领导是关键，要继续加强工作落实。",
  "二、加强督促检查",
  "同志们，让我们加强团结。",
];
/** One paragraph far taller than the window, with one place near its end. */
const LONG = `${"这是很长的一段话，".repeat(2500)}要找的地方就在这里，${"后面还有很长的话，".repeat(200)}到此为止。`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-find-"));
  await writeFile(join(folder, "讲话.txt"), LINES.join("\n"));
  await writeFile(join(folder, "长段.txt"), ["讲话", "同志们：", LONG, "完了。"].join("\n"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let door: Door;
const open = async (name: string) => {
  door = await openDoor({ files: [join(folder, name)] });
  await sheet(door.page).waitFor();
  return door.page;
};
afterEach(() => door.close());

const field = (page: Page) => page.getByRole("textbox", { name: "查找" });
const count = (page: Page, words: string) => page.getByRole("search").getByText(words, { exact: true }).waitFor();

/** The words under a highlight. */
const marked = (page: Page, name: string) =>
  page.evaluate((wanted) => [...(CSS.highlights.get(wanted) ?? [])].map((range) => (range as Range).toString()), name);

/** Where the hit in turn stands in the desk's height, from 0 to 1. */
const heightOfHit = (page: Page) =>
  page.evaluate(() => {
    const [range] = [...(CSS.highlights.get("find-current") ?? [])] as Range[];
    const desk = document.querySelector("main")?.getBoundingClientRect();
    const hit = range?.getBoundingClientRect();
    return hit && desk ? (hit.top - desk.top) / desk.height : -1;
  });

describe("a short speech", () => {
  let page: Page;
  beforeEach(async () => {
    page = await open("讲话.txt");
  });

  it("is searched and replaced by keys alone, and one Ctrl+Z in the bar takes it back", async () => {
    const before = await blocksOnSheet(page);
    await page.keyboard.press("Control+f");
    await page.keyboard.type("加强");
    await count(page, "第 1 处，共 5 处");
    expect(await marked(page, "find-hit")).toEqual(Array(5).fill("加强"));
    await page.keyboard.press("Enter");
    await count(page, "第 2 处，共 5 处");
    await page.keyboard.press("Control+h");
    await page.getByRole("textbox", { name: "替换为" }).fill("强化");
    await page.getByRole("button", { name: "全部替换" }).click();
    await count(page, "替换了 5 处。");
    const after = before.map((text) => text.replaceAll("加强", "强化"));
    expect(await blocksOnSheet(page)).toEqual(after);
    await field(page).press("Control+z");
    await count(page, "共 5 处");
    expect(await blocksOnSheet(page)).toEqual(before);
    // What is typed in the field is taken back in the field, and the text stays.
    await field(page).fill("");
    await page.keyboard.type("讲话");
    await page.keyboard.press("Control+z");
    await expect.poll(() => field(page).inputValue()).not.toBe("讲话");
    expect(await blocksOnSheet(page)).toEqual(before);
    await page.keyboard.press("Control+y");
    expect(await blocksOnSheet(page)).toEqual(before);
  });

  it("is left by Esc with the hit selected, to be typed over", async () => {
    await page.keyboard.press("Control+f");
    await page.keyboard.type("二、加强");
    await count(page, "第 1 处，共 1 处");
    await page.keyboard.press("Escape");
    await page.getByRole("search").waitFor({ state: "detached" });
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("加强");
    await page.keyboard.type("抓好");
    await expect.poll(async () => (await blocksOnSheet(page))[5]).toBe("二、抓好督促检查");
  });

  it("keeps its marks on the words while it is written on", async () => {
    await page.keyboard.press("Control+f");
    await page.keyboard.type("加强");
    await count(page, "第 1 处，共 5 处");
    await cursorBehind(page, "加强领导是关键，");
    await page.keyboard.type("要加强，");
    await count(page, "第 1 处，共 6 处");
    await expect.poll(() => marked(page, "find-hit")).toEqual(Array(6).fill("加强"));
    await page.keyboard.press("F3");
    await count(page, "第 4 处，共 6 处");
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("加强");
  });

  it("is searched for what an input method has composed, not for its letters", async () => {
    await page.keyboard.press("Control+f");
    const ime = await page.context().newCDPSession(page);
    await ime.send("Input.imeSetComposition", { text: "jia'qiang", selectionStart: 9, selectionEnd: 9 });
    expect(await page.getByRole("search").getByRole("status").textContent()).toBe("");
    await ime.send("Input.insertText", { text: "加强" });
    await count(page, "第 1 处，共 5 处");
    expect(await field(page).inputValue()).toBe("加强");
  });

  it("is reached from the bar by F6, and the bar from the outline by Ctrl+F", async () => {
    await page.getByRole("navigation", { name: "大纲" }).getByRole("button").first().focus();
    await page.keyboard.press("Control+f");
    await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press("F6");
    await expect.poll(() => sheet(page).evaluate((text) => text === document.activeElement)).toBe(true);
    await page.keyboard.press("Shift+F6");
    await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });
});

describe("a long paragraph", () => {
  it("shows the hit in the middle of the window, wherever in the paragraph it stands", async () => {
    const page = await open("长段.txt");
    await page.keyboard.press("Control+f");
    await page.keyboard.type("要找的地方");
    await count(page, "第 1 处，共 1 处");
    await expect.poll(() => heightOfHit(page)).toBeGreaterThan(0.3);
    expect(await heightOfHit(page)).toBeLessThan(0.7);
  });

  it("neither hangs on a pattern that others never end on, nor on thousands of hits", async () => {
    const page = await open("长段.txt");
    await page.keyboard.press("Control+h");
    await page.getByRole("button", { name: "正则表达式" }).click();
    await field(page).fill("((是|长|的)+)+x$");
    await count(page, "没有找到");
    await field(page).fill("很(长)");
    await count(page, "第 1 处，共 2700 处");
    await page.getByRole("textbox", { name: "替换为" }).fill("$1$1");
    await page.getByRole("button", { name: "全部替换" }).click();
    await count(page, "替换了 2700 处。");
    const text = (await blocksOnSheet(page))[2];
    expect(text === LONG.replaceAll("很长", "长长")).toBe(true);
  });
});
