import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Block, type Draft, newDraft, textOf } from "#core/draft/schema";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, saved, sheet, textAtCursor } from "./text.ts";

const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const at = (text: string, field: string) => ({ text, field });
const BODY: Block[] = [
  { type: "title", children: [{ text: "在" }, at("全县林业工作会议", "meeting"), { text: "上的讲话" }] },
  { type: "date", children: [{ text: "（" }, at("2026年11月26日", "date"), { text: "）" }] },
  { type: "salutation", children: [at("同志们", "salutation"), { text: "：" }] },
  {
    type: "paragraph",
    children: [
      { text: "今天召开" },
      at("全县林业工作会议", "meeting"),
      { text: "。下面，我" },
      at("讲两点意见", "promise"),
      { text: "。" },
    ],
  },
  { type: "heading", level: 1, children: [{ text: "提高认识" }] },
  { type: "heading", level: 1, children: [{ text: "抓好落实" }] },
  { type: "paragraph", children: [{ text: "加强领导。" }] },
];

let folder: string;
let door: Door;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-card-"));
  const file = join(folder, "讲稿.speech");
  const origin = { id: ID, now: "2026-11-22T08:00:00.000Z" };
  const card = { meeting: "全县林业工作会议", date: "2026-11-26" };
  await writeFile(file, JSON.stringify(newDraft(origin, BODY, { card })));
  door = await openDoor({ files: [file] });
  page = door.page;
  await sheet(page).waitFor();
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

async function onDisk(): Promise<Draft> {
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await saved(page);
  return JSON.parse(await readFile(join(door.dataFolder, "drafts", `${ID}.json`), "utf8"));
}
/** Types as an input method does: `text` stands composed in the field before it is handed over. */
async function compose(text: string): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  for (let length = 1; length <= text.length; length += 1) {
    const part = { text: text.slice(0, length), selectionStart: length, selectionEnd: length };
    await protocol.send("Input.imeSetComposition", part);
  }
  await protocol.send("Input.insertText", { text });
  await protocol.detach();
}
const opening = async () => (await blocksOnSheet(page))[3];
const meeting = () => page.getByRole("textbox", { name: "会议全称" });
const region = (name: RegExp) => page.getByRole("region", { name });

test("the speech follows its card: Chinese input, the file, undo, places typed over and linked again, audience and export name", async () => {
  // The cursor stays with its words while the form is in use.
  await cursorBehind(page, "。下面");
  await page.keyboard.press("Control+Shift+p");
  await page.keyboard.insertText("会议信息卡");
  await page.keyboard.press("Enter");
  await meeting().click();
  await page.keyboard.press("Control+a");
  await compose("全县水利");
  await compose("工作会议");
  await expect.poll(opening).toBe("今天召开全县水利工作会议。下面，我讲两点意见。");
  expect((await blocksOnSheet(page))[0]).toBe("在全县水利工作会议上的讲话");
  expect(await meeting().evaluate((field) => field === document.activeElement)).toBe(true);
  const written = await onDisk();
  expect(written.card.meeting).toBe("全县水利工作会议");
  expect(written.title).toBe("在全县水利工作会议上的讲话");
  expect(written.body.map(textOf)[3]).toBe("今天召开全县水利工作会议。下面，我讲两点意见。");
  await expect.poll(() => page.title()).toContain("全县水利工作会议");

  // Back in the text the cursor is where it was; one undo takes back the visit of the field, card and file too.
  await sheet(page).focus();
  expect(await textAtCursor(page)).toBe("今天召开全县水利工作会议。下面|，我讲两点意见。");
  await page.keyboard.press("Control+z");
  await expect.poll(opening).toBe("今天召开全县林业工作会议。下面，我讲两点意见。");
  expect(await meeting().inputValue()).toBe("全县林业工作会议");
  expect((await onDisk()).card.meeting).toBe("全县林业工作会议");

  // Typing inside a place detaches it: it no longer follows, is listed, and one button links it again.
  await cursorBehind(page, "。下面");
  for (let step = 0; step < 7; step += 1) await page.keyboard.press("ArrowLeft");
  expect(await textAtCursor(page)).toContain("全县林业|工作会议");
  await compose("和草原");
  await region(/^改过、不再跟着变的 1 处/u).waitFor();
  await meeting().fill("全县水利工作会议");
  await expect.poll(async () => (await blocksOnSheet(page))[0]).toBe("在全县水利工作会议上的讲话");
  expect(await opening()).toContain("今天召开全县林业和草原工作会议。");
  await page.getByRole("button", { name: "重新关联“全县林业和草原工作会议”" }).click();
  await expect.poll(opening).toContain("今天召开全县水利工作会议。");
  await region(/^改过/u).waitFor({ state: "detached" });

  // Who listens decides what is promised and who is greeted.
  await page.getByRole("radio", { name: "上级" }).press("Space");
  await expect.poll(opening).toContain("我作两个方面的汇报。");
  expect((await blocksOnSheet(page))[2]).toBe("各位领导、同志们：");

  // A further part is promised as soon as it stands there.
  await cursorBehind(page, "加强领导。");
  await page.keyboard.press("Enter");
  await compose("三、加强领导");
  await expect.poll(opening).toContain("我作三个方面的汇报。");
  await page.keyboard.press("Control+z");
  await expect.poll(opening).toContain("我作两个方面的汇报。");

  // A row of the panel leads to its place.
  await region(/^连着的/u)
    .getByRole("button", { name: /2026年11月26日/u })
    .click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("2026年11月26日");

  await page.getByRole("textbox", { name: "日期" }).fill("2026-12-03");
  await page.keyboard.press("Control+e");
  await expect
    .poll(() => page.getByRole("dialog").getByRole("textbox", { name: "文件名" }).inputValue())
    .toMatch(/^在全县水利工作会议上的讲话_20261203/u);
  expect((await onDisk()).body.map(textOf)[1]).toBe("（2026年12月3日）");
});
