import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, dropFiles, saved, sheet, textAtCursor } from "./text.ts";

// Only the chunks of the text that are in sight are drawn, and the browser's own Ctrl+End ends at the first that is not.

const PARAGRAPH = "要压实责任，抓好落实，把各项任务落到实处。".repeat(5);
const SPEECH = [
  "在全县水利工作会议上的讲话",
  "同志们：",
  ...Array.from({ length: 60 }, () => PARAGRAPH),
  "让我们共同努力。",
];

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor();
  page = door.page;
  await page.getByText("还没有讲稿").waitFor();
});
beforeEach(async () => {
  await dropFiles(page, [{ name: "水利.txt", text: SPEECH.join("\n") }]);
  await sheet(page).waitFor();
  await saved(page);
});
afterAll(() => door.close());

/** Whether the line with the cursor lies on the desk, once what was scrolled to is drawn. */
const cursorInSight = () =>
  page.waitForFunction(() => {
    const selection = getSelection();
    const block = selection?.focusNode?.parentElement?.closest("[data-slate-node=element]");
    const desk = document.querySelector("main");
    if (!block || !desk) return false;
    const [line, frame] = [block.getBoundingClientRect(), desk.getBoundingClientRect()];
    return line.top >= frame.top && line.bottom <= frame.bottom;
  });

it("Ctrl+End goes to the end of a text that is drawn in part, where typing goes on, and Ctrl+Home back", async () => {
  await sheet(page).focus();
  await page.keyboard.press("Control+End");
  await cursorInSight();
  await page.keyboard.type("谢谢大家。");
  expect(await textAtCursor(page)).toBe("让我们共同努力。谢谢大家。|");
  await page.keyboard.press("Control+Home");
  await cursorInSight();
  expect(await textAtCursor(page)).toBe("|在全县水利工作会议上的讲话");
});

it("with Shift takes the selection there", async () => {
  await sheet(page).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+Shift+End");
  await page.keyboard.press("Control+c");
  expect(await page.evaluate(() => getSelection()?.toString().endsWith("让我们共同努力。"))).toBe(true);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+Shift+End");
  await page.keyboard.type("空");
  expect(await blocksOnSheet(page)).toEqual(["空"]);
});

it("Ctrl+A takes all of it, from wherever the cursor is", async () => {
  await sheet(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("空");
  expect(await blocksOnSheet(page)).toEqual(["空"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("无");
  expect(await blocksOnSheet(page)).toEqual(["无"]);
});

it("the page keys go through all of it and back", async () => {
  await sheet(page).focus();
  await page.keyboard.press("Control+Home");
  for (let press = 0; press < 30; press += 1) await page.keyboard.press("PageDown");
  expect(await textAtCursor(page)).toContain("让我们共同努力。");
  for (let press = 0; press < 30; press += 1) await page.keyboard.press("PageUp");
  expect(await textAtCursor(page)).toContain("在全县水利工作会议上的讲话");
});
