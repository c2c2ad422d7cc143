import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { type Door, type DoorOptions, openDoor } from "./door.ts";
import { blocksOnSheet, newBlankDraft, saved, sheet } from "./text.ts";

let door: Door;
let page: Page;
let devTools: CDPSession;

async function open(options: DoorOptions = {}): Promise<void> {
  door = await openDoor(options);
  page = door.page;
  devTools = await page.context().newCDPSession(page);
  await page.getByText("还没有讲稿").waitFor();
}
afterEach(() => door.close());

/** Letters of an input method that stand in the field and are not words yet. */
const compose = (pinyin: string) =>
  devTools.send("Input.imeSetComposition", {
    text: pinyin,
    selectionStart: pinyin.length,
    selectionEnd: pinyin.length,
  });

/** One commit of an input method, pinyin first. */
async function commit(pinyin: string, words: string): Promise<void> {
  await compose(pinyin);
  await devTools.send("Input.insertText", { text: words });
}

const dialog = () => page.getByRole("dialog", { name: "新建讲稿" });
const type = (name: RegExp) => page.getByRole("option", { name });
const preview = () => page.getByRole("region", { name: "稿样的正文" });
const field = (name: string) => page.getByLabel(name, { exact: true });
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return label || element?.getAttribute("aria-label") || element?.textContent || "";
  });

/** Goes on with Tab until the focus is on something of this name. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    if ((await focused()).startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${name}`);
}

async function draftOnDisk() {
  const folder = join(door.dataFolder, "drafts");
  const [name = ""] = (await readdir(folder)).filter((each) => each.endsWith(".json"));
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}

describe("a new speech", () => {
  beforeEach(() => open());

  it("comes from the start page to its first word by the keyboard and an input method alone", async () => {
    await page.keyboard.press("Control+n");
    await type(/工作部署会/u).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type("lxhy");
    await type(/工作部署会/u).waitFor({ state: "detached" });
    expect(await page.getByRole("option", { selected: true }).textContent()).toContain("联席会议");

    await tabTo("会议全称");
    await commit("lian'xi", "2026年青云县知识产权联席会议");
    await expect.poll(() => preview().textContent()).toContain("在2026年青云县知识产权联席会议上的讲话");
    await tabTo("年份");
    await page.keyboard.type("2026");
    await tabTo("日期");
    await page.keyboard.type("11月26日");
    await tabTo("讲话人");
    // Enter takes the letters of the input method and builds nothing.
    await compose("lin");
    await page.keyboard.press("Enter");
    expect(await dialog().count()).toBe(1);
    await devTools.send("Input.insertText", { text: "林向东" });
    await tabTo("职务");
    await commit("xian", "青云县副县长");
    await expect.poll(() => preview().textContent()).toContain("青云县副县长　林向东（2026年11月26日）");
    await page.keyboard.press("Enter");

    await sheet(page).waitFor();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("会议任务");
    await commit("yan'jiu", "研究年度任务");
    await saved(page);
    const blocks = await blocksOnSheet(page);
    expect(blocks.slice(0, 4)).toEqual([
      "在2026年青云县知识产权联席会议上的讲话",
      "青云县副县长　林向东",
      "（2026年11月26日）",
      "同志们：",
    ]);
    expect(blocks[4]).toContain("研究年度任务");
    expect(await draftOnDisk()).toMatchObject({
      template: "joint-conference",
      pattern: "awareness-task-guarantee",
      card: {
        meeting: "2026年青云县知识产权联席会议",
        year: 2026,
        date: "2026-11-26",
        speaker: { name: "林向东", post: "青云县副县长" },
      },
    });
  });

  it("is chosen by the arrow keys; Enter on a type builds it", async () => {
    await page.keyboard.press("Control+n");
    await type(/工作部署会/u).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("工作部署会");
    const below = await page.getByRole("option").nth(2).textContent();
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).textContent()).toBe(below);
    await page.keyboard.press("ArrowRight");
    const beside = await page.getByRole("option").nth(3).textContent();
    expect(await page.getByRole("option", { selected: true }).textContent()).toBe(beside);
    await page.keyboard.press("Enter");
    await sheet(page).waitFor();
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("会议全称");
  });

  it("is left by Esc: the draft below is as it was, with its undo, and the card is there the next time", async () => {
    await newBlankDraft(page);
    await page.keyboard.type("在调度会上的讲话");
    await page.keyboard.press("Control+n");
    await type(/工作部署会/u).waitFor();
    await tabTo("会议全称");
    await commit("diao'du", "调度会");
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await page.keyboard.type("稿");
    expect((await blocksOnSheet(page))[0]).toBe("在调度会上的讲话稿");
    await page.keyboard.press("Control+z");
    expect((await blocksOnSheet(page))[0]).not.toBe("在调度会上的讲话稿");
    await page.keyboard.press("Control+n");
    await dialog().waitFor();
    expect(await field("会议全称").inputValue()).toBe("调度会");
  });
});

describe("in a narrow window", () => {
  beforeEach(() => open({ viewport: { width: 1024, height: 640 } }));

  it("the draft to be is a third step, and a field that could not be read leads back to the form", async () => {
    await page.keyboard.press("Control+n");
    await type(/联席会议/u).click();
    expect(await preview().isVisible()).toBe(false);
    await field("日期").fill("2026年2月30日");
    await page.getByRole("button", { name: "看稿样" }).click();
    expect(await preview().isVisible()).toBe(true);
    expect(await field("日期").isVisible()).toBe(false);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "建立讲稿" }).click();
    await page.getByText("日历上没有这一天，请改一下日期。").waitFor();
    await expect.poll(focused).toBe("日期");
    await field("日期").fill("2026.2.28");
    await page.keyboard.press("Enter");
    await sheet(page).waitFor();
    expect(await blocksOnSheet(page)).toContain("（2026年2月28日）");
  });
});
