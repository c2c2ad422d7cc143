import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Block, newDraft } from "#core/draft/schema";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, sheet, textAtCursor } from "./text.ts";

const LONG = "我们要坚持稳中求进，把各项任务落到实处。".repeat(60);
const BODY: Block[] = [
  { type: "title", children: [{ text: "在" }, { text: "会议名称", slot: "meeting" }, { text: "上的讲话" }] },
  { type: "paragraph", children: [{ text: "刚才，" }, { text: "汇报人", slot: "who" }, { text: "作了汇报。" }] },
  { type: "paragraph", children: [{ text: `${LONG}由XX部门牵头。${LONG}` }] },
  { type: "heading", level: 1, children: [{ text: "任务" }] },
  {
    type: "paragraph",
    children: [
      { text: "抓三件事：" },
      { text: "一是", item: true },
      { text: "抓早；" },
      { text: "二是", item: true },
      { text: "抓小；" },
      { text: "三是", item: true },
      { text: "抓实。" },
    ],
  },
];

/** The words that are selected on the page. */
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString() ?? "");
/** The prompts of the slots on the sheet. */
const slots = (page: Page) => sheet(page).locator(".slot").allInnerTexts();
const items = (page: Page) => sheet(page).locator(".item").allInnerTexts();

/** Types as an input method does: `text` stands composed in the document before it is handed over. */
async function compose(page: Page, text: string): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  for (let length = 1; length <= text.length; length += 1) {
    await protocol.send("Input.imeSetComposition", {
      text: text.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
  await protocol.send("Input.insertText", { text });
  await protocol.detach();
}

let folder: string;
let door: Door;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-slots-"));
  const file = join(folder, "讲稿.speech");
  const origin = { id: "7c9e6679-7425-40de-944b-e07fc1f90ae7", now: "2026-11-22T08:00:00.000Z" };
  await writeFile(file, JSON.stringify(newDraft(origin, BODY)));
  door = await openDoor({ files: [file] });
  page = door.page;
  await sheet(page).waitFor();
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});
// Every test begins with the draft as it was opened.
beforeEach(async () => {
  const undo = page.getByRole("button", { name: "撤销" });
  await sheet(page).focus();
  while (await undo.isEnabled()) await page.keyboard.press("Control+z");
  expect(await blocksOnSheet(page)).toHaveLength(BODY.length);
  await page.keyboard.press("Control+Home");
});

describe("open places", () => {
  it("are reached by Tab from the title on, both ways and round, each in sight, and Escape leaves them", async () => {
    const visited: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      await page.keyboard.press("Tab");
      visited.push(await selected(page));
      const inSight = await page.evaluate(() => {
        const words = getSelection()?.getRangeAt(0).getBoundingClientRect();
        const desk = document.querySelector("main")?.getBoundingClientRect();
        return words && desk && words.top >= desk.top && words.bottom <= desk.bottom;
      });
      expect(inSight).toBe(true);
    }
    expect(visited).toEqual(["会议名称", "汇报人", "XX", "会议名称"]);
    await page.keyboard.press("Shift+Tab");
    expect(await selected(page)).toBe("XX");
    await page.keyboard.press("Escape");
    expect(await blocksOnSheet(page)).toContain("刚才，汇报人作了汇报。");
    await page.getByRole("button", { name: "未填 3 处" }).click();
    expect(await selected(page)).toBe("会议名称");
  });

  it("are filled by keys and by an input method, after which Tab gives levels", async () => {
    await page.keyboard.press("Tab");
    await compose(page, "全县大会");
    await page.keyboard.press("Tab");
    expect(await selected(page)).toBe("汇报人");
    await page.keyboard.type("Li");
    await page.keyboard.press("Tab");
    await compose(page, "农业");
    expect(await slots(page)).toEqual([]);
    const blocks = await blocksOnSheet(page);
    expect(blocks.slice(0, 2)).toEqual(["在全县大会上的讲话", "刚才，Li作了汇报。"]);
    expect(blocks[2]).toContain("由农业部门牵头");
    await page.getByText("未填 0 处").waitFor();
    await cursorBehind(page, "任务");
    await sheet(page).getByRole("heading", { name: "任务" }).click();
    await page.keyboard.press("Tab");
    expect((await blocksOnSheet(page))[3]).toBe("（一）任务");
    await page.keyboard.press("Shift+Tab");
    expect((await blocksOnSheet(page))[3]).toBe("一、任务");
  });

  it("of which the prompt is clicked into are replaced whole, by a letter and by an input method", async () => {
    await cursorBehind(page, "汇报");
    await page.keyboard.press("a");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，a作了汇报。");
    await page.keyboard.press("Control+z");
    expect(await slots(page)).toEqual(["会议名称", "汇报人"]);
    await cursorBehind(page, "汇报");
    await compose(page, "林局长");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，林局长作了汇报。");
    expect(await slots(page)).toEqual(["会议名称"]);
    await page.keyboard.press("Control+z");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，汇报人作了汇报。");
    expect(await slots(page)).toEqual(["会议名称", "汇报人"]);
  });

  it("are taken out whole by Backspace and by a selection, and stay when the cursor passes", async () => {
    await cursorBehind(page, "刚才，");
    for (let count = 0; count < 5; count += 1) await page.keyboard.press("ArrowRight");
    expect(await slots(page)).toEqual(["会议名称", "汇报人"]);
    await cursorBehind(page, "汇报人");
    await page.keyboard.press("Backspace");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，作了汇报。");
    await page.keyboard.press("Control+z");
    await sheet(page).getByText("汇报人", { exact: true }).dblclick();
    await page.keyboard.press("Delete");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，作了汇报。");
    await compose(page, "大家");
    expect((await blocksOnSheet(page))[1]).toBe("刚才，大家作了汇报。");
    expect(await slots(page)).toEqual(["会议名称"]);
  });
});

describe("items", () => {
  it("go on with Ctrl+I and the button, and count on around an item that goes", async () => {
    await cursorBehind(page, "抓早；");
    await page.keyboard.press("Control+i");
    await compose(page, "抓细");
    expect(await textAtCursor(page)).toBe("抓三件事：一是抓早；二是抓细|；三是抓小；四是抓实。");
    expect(await items(page)).toEqual(["一是", "二是", "三是", "四是"]);
    await cursorBehind(page, "抓实。");
    await page.getByRole("button", { name: "一是、二是接着写" }).click();
    await page.keyboard.insertText("抓牢");
    expect((await blocksOnSheet(page)).at(-1)).toBe("抓三件事：一是抓早；二是抓细；三是抓小；四是抓实；五是抓牢。");
    await cursorBehind(page, "抓细；");
    for (let count = 0; count < 5; count += 1) await page.keyboard.press("Backspace");
    expect((await blocksOnSheet(page)).at(-1)).toBe("抓三件事：一是抓早；二是抓小；三是抓实；四是抓牢。");
  });

  it("count on where a composition replaces one, and one undo brings it back", async () => {
    await cursorBehind(page, "抓早；");
    for (let count = 0; count < 5; count += 1) await page.keyboard.press("Shift+ArrowRight");
    await compose(page, "还要");
    expect((await blocksOnSheet(page)).at(-1)).toBe("抓三件事：一是抓早；还要二是抓实。");
    expect(await items(page)).toEqual(["一是", "二是"]);
    await page.keyboard.press("Control+z");
    expect((await blocksOnSheet(page)).at(-1)).toBe("抓三件事：一是抓早；二是抓小；三是抓实。");
  });

  it("are marked when the next is typed by an input method", async () => {
    await cursorBehind(page, "抓实。");
    await compose(page, "四是抓牢。");
    expect(await items(page)).toEqual(["一是", "二是", "三是", "四是"]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+i");
    expect(await textAtCursor(page)).toBe("一是|");
  });
});
