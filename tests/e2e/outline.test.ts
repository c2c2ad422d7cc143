import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, sheet, textAtCursor } from "./text.ts";

// What only a browser shows of the outline: dragging by a real mouse, and where focus and cursor are after a section moved.

const SPEECH = [
  "在全县工作会议上的讲话",
  "同志们：",
  "下面讲三点。",
  "一、提高认识",
  "（一）对照要求。由县局牵头落实。",
  "（二）认清差距。差距仍然存在。",
  "二、突出重点",
  "要分清轻重。",
  "（一）保护产权。要依法保护。",
  "（二）联合执法。要联合行动。",
  "三、抓好落实",
  "要压实责任。",
  "同志们，让我们共同努力。",
];
const ORDER = SPEECH.slice(3, 12).map((line) => line.replace(/^(?:[一二三]、|（[一二三]）)/u, "").slice(0, 4));

const LISTED = [
  "开头",
  ...SPEECH.slice(3, 11)
    .filter((line) => line !== "要分清轻重。")
    .map((line) => line.replace(/^(?:[一二三]、|（[一二三]）)|。.*/gu, "")),
  "结尾",
];

let folder: string;
let door: Door;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-outline-"));
  await writeFile(join(folder, "讲话.txt"), SPEECH.join("\n"));
  door = await openDoor({ files: [join(folder, "讲话.txt")] });
  page = door.page;
  await sheet(page).waitFor();
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const row = (name: string) => page.getByRole("tree", { name: "大纲" }).getByRole("treeitem", { name });
/** The first words of each block between opening and closing, without numbers. */
const order = async () =>
  (await blocksOnSheet(page))
    .slice(3, -1)
    .map((text) => text.replace(/^(?:[一二三四]、|（[一二三四]）)/u, "").slice(0, 4));
/** The headings as the outline lists them, without numbers and figures. */
const listed = () =>
  page
    .getByRole("treeitem")
    .evaluateAll((rows) => rows.map((each) => each.querySelector("[title]")?.textContent?.replace(/^（.）/u, "")));
const undo = async () => {
  await page.keyboard.press("Control+z");
  await expect.poll(order).toEqual(ORDER);
  await expect.poll(listed).toEqual(LISTED);
};

/** Where a row is, as parts of its height from its top. */
async function pointOn(target: Locator, part: number): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error("the row is not to be seen");
  return { x: box.x + 80, y: box.y + box.height * part };
}

/** Takes a row by the mouse and holds it over another one. */
async function dragOver(name: string, target: string, part: number): Promise<void> {
  const from = await pointOn(row(name), 0.5);
  const to = await pointOn(row(target), part);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
}

const line = () => page.locator('[role="tree"] > :not([role])');

describe("dragging a section", () => {
  beforeEach(() => page.evaluate(() => getSelection()?.removeAllRanges()));

  it("shows a line where it lands, takes all its text along and is undone in one step", async () => {
    await dragOver("提高认识", "抓好落实", 0.1);
    expect(await line().count()).toBe(1);
    const [drawn, target] = [await line().boundingBox(), await row("抓好落实").boundingBox()];
    expect(Math.round(drawn?.height ?? 0)).toBe(2);
    expect(Math.abs((drawn?.y ?? 0) - (target?.y ?? 0))).toBeLessThan(2);
    await page.mouse.up();
    expect(await line().count()).toBe(0);
    expect(await order()).toEqual([...ORDER.slice(3, 7), ...ORDER.slice(0, 3), ...ORDER.slice(7)]);
    expect((await blocksOnSheet(page)).filter((text) => /^[一二三]、/u.test(text))).toEqual([
      "一、突出重点",
      "二、提高认识",
      "三、抓好落实",
    ]);
    await undo();
  });

  it("brings a section of level 2 under another of level 1, on its level", async () => {
    await dragOver("对照要求", "联合执法", 0.9);
    await page.mouse.up();
    await row("（三）对照要求").waitFor();
    expect(await order()).toEqual(["提高认识", "认清差距", ...ORDER.slice(3, 7), "对照要求", "抓好落实", "要压实责"]);
    await undo();
  });

  it("lands one of level 1 that is held between rows of level 2 before or behind their whole section", async () => {
    await dragOver("抓好落实", "保护产权", 0.2);
    await page.mouse.up();
    expect((await order()).slice(3, 6)).toEqual(["抓好落实", "要压实责", "突出重点"]);
    await undo();
  });

  it("changes nothing within itself, off the list, with Esc, or for the closing", async () => {
    await dragOver("提高认识", "认清差距", 0.5);
    expect(await line().count()).toBe(0);
    await page.mouse.up();
    await dragOver("提高认识", "抓好落实", 0.1);
    await page.mouse.move(900, 400, { steps: 3 });
    expect(await line().count()).toBe(0);
    await page.mouse.up();
    await dragOver("提高认识", "抓好落实", 0.1);
    await page.keyboard.press("Escape");
    expect(await line().count()).toBe(0);
    await page.mouse.up();
    await dragOver("结尾", "提高认识", 0.1);
    expect(await line().count()).toBe(0);
    await page.mouse.up();
    expect(await order()).toEqual(ORDER);
    // None of these releases was a click, and the next one is.
    await row("联合执法").click();
    expect(await textAtCursor(page)).toMatch(/^\|联合执法/u);
  });
});

describe("by keyboard", () => {
  it("Alt and an arrow in the text move the section, and the cursor stays in its sentence", async () => {
    await cursorBehind(page, "差距仍然");
    await page.keyboard.press("Alt+ArrowUp");
    expect((await order()).slice(0, 3)).toEqual(["提高认识", "认清差距", "对照要求"]);
    expect(await textAtCursor(page)).toBe("认清差距。差距仍然|存在。");
    await page.keyboard.type("大量");
    expect(await blocksOnSheet(page)).toContain("（一）认清差距。差距仍然大量存在。");
    for (let step = 0; step < 2; step += 1) await page.keyboard.press("Control+z");
    expect(await order()).toEqual(ORDER);
  });

  it("in the outline they keep the focus on the row, and say where it went", async () => {
    await row("突出重点").click();
    await page.keyboard.press("F6");
    for (let tries = 0; tries < 6 && !(await row("突出重点").evaluate((each) => each === document.activeElement)); ) {
      await page.keyboard.press("F6");
      tries += 1;
    }
    await page.keyboard.press("Alt+ArrowUp");
    await row("一 突出重点").waitFor();
    expect(await row("突出重点").evaluate((each) => each === document.activeElement)).toBe(true);
    await page.getByRole("status").filter({ hasText: "“突出重点”现在是一。" }).waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: /整节上移/u }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => row("突出重点").evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowLeft");
    await row("联合执法").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    expect(await textAtCursor(page)).toBe("|突出重点");
    expect(await order()).toEqual(ORDER);
  });

  it("the menu selects the whole section, and the text has the focus to cut or copy it", async () => {
    await row("提高认识").click({ button: "right" });
    await page.getByRole("menuitem", { name: "选中整节" }).click();
    await expect
      .poll(() => page.evaluate(() => getSelection()?.toString().replace(/\s/gu, "")))
      .toBe("提高认识对照要求。由县局牵头落实。认清差距。差距仍然存在。");
    await expect.poll(() => sheet(page).evaluate((text) => text === document.activeElement)).toBe(true);
  });
});
