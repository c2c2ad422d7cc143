import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Block, type Draft, draftSchema, textOf } from "#core/draft/schema";
import { notationOf } from "../fixtures/clipboard/notation.ts";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, newBlankDraft, saved, sheet } from "./text.ts";

// What only a browser shows: its own reading of a page that was copied, its clipboard and its keys.

const FOLDER = join(import.meta.dirname, "../fixtures/clipboard");
const names = readdirSync(FOLDER).flatMap((file) => /^(.*)\.json$/u.exec(file)?.[1] ?? []);
const read = (file: string) => {
  try {
    return readFileSync(join(FOLDER, file), "utf8");
  } catch {
    return undefined;
  }
};

let door: Door;
let page: Page;
const requests: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  door = await openDoor({});
  page = door.page;
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  if (door.kind === "browser") await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByText("还没有讲稿").waitFor();
  await newBlankDraft(page);
});
afterAll(() => door.close());

/** Puts data on the clipboard as another program does: raw, through a real copy. */
async function onClipboard(data: Record<string, string | undefined>): Promise<void> {
  await page.evaluate((wanted) => {
    const copy = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const [type, value] of Object.entries(wanted)) if (value) event.clipboardData?.setData(type, value);
    };
    document.addEventListener("copy", copy, { once: true, capture: true });
  }, data);
  await page.keyboard.press("Control+c");
}

/** Empties the text: one blank paragraph, or the blank draft of a new speech. */
async function startWith(text: string): Promise<void> {
  await sheet(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  if (text) await page.keyboard.insertText(text);
}

/** The body as it is on disk once everything is saved. */
async function bodyOnDisk(): Promise<Block[]> {
  await saved(page);
  const folder = join(door.dataFolder, "drafts");
  const [file = ""] = readdirSync(folder).filter((each) => each.endsWith(".json"));
  return (draftSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))) as Draft).body;
}

describe("pasting by Ctrl+V", () => {
  it.each(names)("%s gives the same blocks as expected, in one step of undo", async (name) => {
    const expected = JSON.parse(read(`${name}.json`) ?? "");
    await startWith(expected.passage ? "上文" : "");
    if (expected.passage) await page.keyboard.press("Enter");
    const before = await blocksOnSheet(page);
    await onClipboard({ "text/html": read(`${name}.html`), "text/plain": read(`${name}.txt`) });
    await page.keyboard.press("Control+v");
    await expect.poll(() => blocksOnSheet(page)).not.toEqual(before);
    const body = (await bodyOnDisk()).slice(expected.passage ? 1 : 0);
    expect(body.map(notationOf)).toEqual(expected.blocks);
    await page.keyboard.press("Control+z");
    await expect.poll(() => blocksOnSheet(page)).toEqual(before);
    expect(await page.getByText("粘贴时去掉了").count()).toBe(0);
  });

  it("fetches and runs nothing, and gives the browser nothing to complain of", () => {
    const own = new URL(page.url()).origin;
    expect(requests.filter((url) => !url.startsWith(own) && !url.startsWith("data:"))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("ran no script of the page", async () => {
    expect(await page.evaluate(() => "pasted" in window)).toBe(false);
    expect(await sheet(page).locator("form, input, iframe, img, script, style, svg").count()).toBe(0);
  });

  it("shows a short paste from its beginning", async () => {
    await startWith("");
    await onClipboard({ "text/html": read("wps.html") });
    await page.keyboard.press("Control+v");
    await expect.poll(() => blocksOnSheet(page)).toHaveLength(11);
    const top = async () => (await sheet(page).locator(".block").first().boundingBox())?.y ?? 0;
    await expect.poll(top).toBeGreaterThan(60);
  });

  it("says in a line what it took out, until it is closed or the next paste comes", async () => {
    await startWith("上文");
    await page.keyboard.press("Enter");
    await onClipboard({ "text/plain": "##a##第一段话写完了。\n- 3 -\n第二段话写完了。" });
    await page.keyboard.press("Control+v");
    await page.getByText("粘贴时去掉了：网页标记 1 处、页码 1 处。").waitFor();
    await page.getByRole("button", { name: "看明细" }).click();
    await page.getByText("删去了页码“- 3 -”。").waitFor();
    await page.getByRole("button", { name: "收起明细" }).click();
    await sheet(page).focus();
    await onClipboard({ "text/plain": "又一句" });
    await page.keyboard.press("Control+v");
    await expect.poll(() => page.getByText("粘贴时去掉了").count()).toBe(0);
  });

  it("lists a guess among the import notes only as long as the paste stands", async () => {
    await startWith("上文");
    await page.keyboard.press("Enter");
    const count = page.getByRole("button", { name: /^导入情况/u });
    const before = await count.count();
    await onClipboard({ "text/plain": "短短的一行\n后面跟着完整的一段话。" });
    await page.keyboard.press("Control+v");
    await expect.poll(() => count.count()).toBe(1);
    await page.keyboard.press("Control+z");
    await expect.poll(() => count.count()).toBe(before);
    await page.keyboard.press("Control+y");
    await expect.poll(() => count.count()).toBe(1);
  });
});

describe("pasting as plain text", () => {
  it("by Ctrl+Shift+V recognises nothing and takes no bold", async () => {
    await startWith("头");
    await onClipboard({ "text/html": "<h1>一、<b>甲</b></h1><p>##a##乙</p>", "text/plain": "一、甲\n##a##乙" });
    await page.keyboard.press("Control+Shift+v");
    await expect.poll(() => blocksOnSheet(page)).toEqual(["头一、甲", "##a##乙"]);
    // The same clipboard by the other key.
    await onClipboard({ "text/plain": "二、丙\n丁就是这样的一段话。" });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+v");
    await expect.poll(() => blocksOnSheet(page)).toContain("一、丙");
  });
});

describe("copying", () => {
  it("gives numbers to plain text, paragraphs to other programs, and all marks to our own paste", async () => {
    await startWith("头");
    await page.keyboard.press("Enter");
    await onClipboard({ "text/html": read("assistant.html") });
    await page.keyboard.press("Control+v");
    await expect.poll(() => blocksOnSheet(page)).toContain("二、细化措施");
    const before = (await bodyOnDisk()).slice(1);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const text = async (type: string) => (await item?.getType(type))?.text() ?? "";
      return { html: await text("text/html"), text: await text("text/plain") };
    });
    expect(copied.text.split("\n").slice(0, 3)).toEqual(["头", "一、提高站位", "这项工作事关全局，必须抓紧。"]);
    expect(copied.html).toMatch(/<h1[^>]*>.*一、提高站位/u);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+v");
    await expect.poll(async () => (await blocksOnSheet(page)).length).toBe((before.length + 1) * 2);
    const body = await bodyOnDisk();
    expect(body.slice(before.length + 2)).toEqual(before);
    // A draft has one title: the words come along, as text.
    expect(body[before.length + 1]).toEqual({ ...body[0], type: "paragraph" });
  });

  it("cuts and puts back", async () => {
    await startWith("前中后");
    await cursorBehind(page, "前中");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Control+x");
    await expect.poll(() => blocksOnSheet(page)).toEqual(["前后"]);
    await page.keyboard.press("End");
    await page.keyboard.press("Control+v");
    await expect.poll(() => blocksOnSheet(page)).toEqual(["前后中"]);
    expect((await bodyOnDisk()).map(textOf)).toEqual(["前后中"]);
  });
});

describe("what a drag brings from another program", () => {
  it("is pasted where it is dropped", async () => {
    await startWith("正文在这里。");
    const box = await sheet(page).locator("[data-slate-node=element]").first().boundingBox();
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.setData("text/html", "<p>拖来的<b>第一段</b>写完了。</p><p>拖来的第二段写完了。</p>");
      data.setData("text/plain", "拖来的第一段写完了。\n拖来的第二段写完了。");
      return data;
    });
    const place = { clientX: (box?.x ?? 0) + (box?.width ?? 0) - 4, clientY: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    const block = sheet(page).locator("[data-slate-node=element] [data-slate-string]").first();
    await block.dispatchEvent("drop", { dataTransfer: transfer, ...place });
    await expect.poll(() => blocksOnSheet(page)).toEqual(["正文在这里。拖来的第一段写完了。", "拖来的第二段写完了。"]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => blocksOnSheet(page)).toEqual(["正文在这里。"]);
  });
});
