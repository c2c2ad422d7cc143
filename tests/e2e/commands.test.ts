import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type Door, type DoorOptions, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, saved, sheet, textAtCursor } from "./text.ts";

const SAMPLE = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");

let door: Door;
let page: Page;
afterEach(() => door.close());

async function openSample(options: DoorOptions = {}) {
  door = await openDoor({ files: [SAMPLE], ...options });
  page = door.page;
  await sheet(page).waitFor();
  await saved(page);
}

/** The middle of the line with the cursor, in pixels from the top of the desk. */
function cursorHeight(): Promise<number> {
  return page.evaluate(() => {
    const rect = getSelection()?.getRangeAt(0).getBoundingClientRect();
    const desk = document.querySelector("main")?.getBoundingClientRect();
    if (!rect || !desk) throw new Error("There is no cursor");
    return rect.top + rect.height / 2 - desk.top;
  });
}

const paperWidth = () => page.evaluate(() => document.querySelector(".paper")?.getBoundingClientRect().width ?? 0);
const deskHeight = () => page.evaluate(() => document.querySelector("main")?.clientHeight ?? 0);
/** Two frames, after which what a key scrolls has been scrolled. */
const frames = () =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

describe("the palette", () => {
  it("works on the text as it was left: selection, focus and cursor are back before the command runs", async () => {
    await openSample();
    await cursorBehind(page, "同志们");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Control+Shift+P");
    const field = page.getByRole("combobox", { name: "查找命令" });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    // Chinese is not English spelled wrongly: no red waves, in no field.
    expect(
      await page
        .locator("input, [contenteditable]")
        .evaluateAll((fields) => fields.map((each) => (each as HTMLElement).spellcheck)),
    ).not.toContain(true);
    await page.keyboard.type("jc");
    await page.locator("mark").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => sheet(page).locator(".bold").allTextContents()).toEqual(["们"]);
    await page.keyboard.press("ArrowRight");
    expect(await textAtCursor(page)).toBe("同志们|：");

    await page.keyboard.press("Control+Shift+P");
    await field.waitFor();
    await page.keyboard.type("x");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    await page.keyboard.type("好");
    expect(await textAtCursor(page)).toBe("同志们好|：");
  });

  it("finds what an input method is composing, and leaves Enter to it", async () => {
    await openSample();
    const devTools = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      devTools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("combobox", { name: "查找命令" }).waitFor();
    await compose("quan'p");
    await page.locator("mark", { hasText: "全屏" }).waitFor();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog", { name: "全部命令" }).count()).toBe(1);
    await devTools.send("Input.insertText", { text: "全屏" });
    expect(await page.getByRole("option").allTextContents()).toEqual(["全屏视图F11"]);
  });
});

describe("symbols", () => {
  it("are chosen by the arrows, several with Shift, and Esc goes back to the cursor", async () => {
    await openSample();
    await cursorBehind(page, "同志们");
    await page.getByRole("button", { name: "符号" }).click();
    const grid = page.getByRole("dialog", { name: "插入符号" });
    await grid.waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toContain("六角括号");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("破折号");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("省略号");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await grid.waitFor({ state: "detached" });
    await expect.poll(() => textAtCursor(page)).toBe("同志们……·|：");
    await page.keyboard.press("Control+z");
    expect(await textAtCursor(page)).toBe("同志们……|：");

    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("插入符号");
    await page.keyboard.press("Enter");
    await grid.waitFor();
    expect(await grid.getByRole("group", { name: "最近用过" }).getByRole("option").allTextContents()).toEqual([
      "·",
      "……",
    ]);
    await page.keyboard.press("Escape");
    await grid.waitFor({ state: "detached" });
    await expect.poll(() => sheet(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type("好");
    expect(await textAtCursor(page)).toBe("同志们……好|：");
  });
});

describe("the view", () => {
  it("zooms in place: the line with the cursor stays, and else the one in the middle", async () => {
    await openSample();
    await cursorBehind(page, "三、加强协同配合".slice(2));
    await page.evaluate(() => getSelection()?.focusNode?.parentElement?.scrollIntoView({ block: "center" }));
    await frames();
    const height = await cursorHeight();
    const width = await paperWidth();
    await page.keyboard.press("Control+=");
    await expect.poll(paperWidth).toBeGreaterThan(width);
    expect(Math.abs((await cursorHeight()) - height)).toBeLessThan(3);
    await page.keyboard.press("Control+-");
    await page.keyboard.press("Control+-");
    await expect.poll(paperWidth).toBeLessThan(width);
    expect(Math.abs((await cursorHeight()) - height)).toBeLessThan(3);

    await page.evaluate(() => document.querySelector("main")?.scrollTo(0, 900));
    await frames();
    /** The text in the middle of the desk. */
    const middleText = () =>
      page.evaluate(() => {
        const desk = document.querySelector("main")?.getBoundingClientRect();
        if (!desk) return "";
        const at = [desk.left + desk.width / 2, desk.top + desk.height / 2] as const;
        return document.elementFromPoint(...at)?.closest(".block")?.textContent ?? "";
      });
    const middle = await middleText();
    const before = await paperWidth();
    await page.mouse.move(640, 400);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await expect.poll(paperWidth).toBeGreaterThan(before);
    expect(await middleText()).toBe(middle);
  });

  it("keeps the line being written in the middle when asked to, and leaves the mouse alone", async () => {
    await openSample();
    await page.keyboard.press("Control+Shift+P");
    await page.keyboard.type("打字时光标居中");
    await page.keyboard.press("Enter");
    await page.locator("[data-typewriter]").waitFor();
    await cursorBehind(page, "加强协同配合");
    const half = (await deskHeight()) / 2;
    for (const text of ["特", "此", "强", "调"]) await page.keyboard.type(text);
    await frames();
    expect(Math.abs((await cursorHeight()) - half)).toBeLessThan(20);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("末行");
    await frames();
    expect(Math.abs((await cursorHeight()) - half)).toBeLessThan(20);

    const top = await page.evaluate(() => document.querySelector("main")?.scrollTop);
    await page.mouse.click(640, 150);
    await frames();
    expect(await page.evaluate(() => document.querySelector("main")?.scrollTop)).toBe(top);
    expect((await blocksOnSheet(page)).at(-1)).toBe("末行");
  });

  it("fills the screen with the paper, and gives the columns back", async () => {
    await openSample();
    const outline = page.getByRole("navigation", { name: "大纲" });
    const panel = page.getByRole("complementary", { name: "右栏" });
    expect([await outline.count(), await panel.count()]).toEqual([1, 1]);
    await page.keyboard.press("F11");
    await outline.waitFor({ state: "detached" });
    await panel.waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await page.keyboard.press("F11");
    await outline.waitFor();
    await panel.waitFor();
  });
});

describe("the toolbar", () => {
  it("fits at every width and size of text; words go first, then what 更多 has too", async () => {
    await openSample({ viewport: { width: 1600, height: 700 } });
    const toolbar = page.getByRole("toolbar", { name: "工具栏" });
    const fits = () =>
      toolbar.evaluate((bar) => {
        const shown = [...bar.children].filter((child) => child.getBoundingClientRect().width > 0);
        const overlaps = shown.some((child, index) => {
          const next = shown[index + 1];
          return next && child.getBoundingClientRect().right > next.getBoundingClientRect().left + 0.5;
        });
        return !overlaps && bar.scrollWidth <= bar.clientWidth;
      });
    const nameless = () =>
      toolbar.getByRole("button").evaluateAll((buttons) =>
        (buttons as HTMLElement[])
          // biome-ignore lint/performance/useDomNodeTextContent: words that the style sheet takes away are no name.
          .filter((button) => button.checkVisibility() && !button.ariaLabel && button.innerText.trim() === "")
          .map((button) => button.outerHTML),
      );
    for (const scale of ["100%", "150%"]) {
      await page.keyboard.press("Control+,");
      await page
        .getByRole("dialog", { name: "设置" })
        .getByRole("radiogroup", { name: "界面文字大小" })
        .getByText(scale)
        .click();
      await page.keyboard.press("Escape");
      for (const folded of [false, true]) {
        await page.setViewportSize({ width: 1600, height: 700 });
        const way = page.getByRole("button", { name: folded ? "收起大纲" : "展开大纲" });
        if (await way.count()) await way.click();
        for (const width of [1600, 1440, 1360, 1280, 1200, 1100, 1024]) {
          await page.setViewportSize({ width, height: 700 });
          expect([scale, folded, width, await fits()]).toEqual([scale, folded, width, true]);
          expect(await nameless()).toEqual([]);
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 700 });
    await page.getByRole("button", { name: "展开大纲" }).click();
    await toolbar.getByText("导出 Word").waitFor({ state: "hidden" });
    expect(await toolbar.getByRole("button", { name: "导出 Word" }).isVisible()).toBe(true);
    expect(await toolbar.getByRole("button", { name: "更多" }).isVisible()).toBe(true);
  });
});

describe("help", () => {
  it("opens by F1, scrolls by the keyboard out of its field, and prints nothing else", async () => {
    await openSample();
    await page.keyboard.press("F1");
    const help = page.getByRole("dialog", { name: "帮助和按键" });
    await help.waitFor();
    const scrolled = () => help.getByRole("region", { name: "帮助" }).evaluate((body) => body.scrollTop);
    await page.keyboard.press("PageDown");
    await expect.poll(scrolled).toBeGreaterThan(100);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#root").isVisible()).toBe(false);
    expect(await help.getByRole("rowheader", { name: "帮助和按键" }).isVisible()).toBe(true);
    const cut = await help
      .getByRole("region", { name: "帮助" })
      .evaluate((body) => body.scrollHeight > body.clientHeight + 1);
    expect(cut).toBe(false);
    // The page behind would lay out the draft for the printer.
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".print-sheet").count()).toBe(0);
    await page.emulateMedia({ media: null });
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
  });
});
