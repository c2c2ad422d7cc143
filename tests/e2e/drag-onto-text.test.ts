import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, saved, sheet } from "./text.ts";

// Files as the system's file manager drags them, folders among them; a page cannot make such a drag itself.

const SAMPLE = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");

let door: Door;
let devTools: CDPSession;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-drag-"));
  await mkdir(join(folder, "往年讲稿"));
  await writeFile(join(folder, "会场.png"), Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  await writeFile(join(folder, "去年.txt"), "在会议上的讲话\n同志们：\n　　今天开会。");
  door = await openDoor({ files: [SAMPLE] });
  await sheet(door.page).waitFor();
  await saved(door.page);
  devTools = await door.page.context().newCDPSession(door.page);
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

/** Drags the files of these names onto the middle of the sheet. */
async function drag(...names: string[]): Promise<void> {
  const data = { items: [], files: names.map((name) => join(folder, name)), dragOperationsMask: 1 };
  const { x = 0, y = 0, width = 0 } = (await sheet(door.page).boundingBox()) ?? {};
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devTools.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + 200, data });
  }
}

it.each([
  ["往年讲稿", /没有打开“往年讲稿”：它是文件夹。/u],
  ["会场.png", /没有打开“会场\.png”/u],
])("says why %s does not open, and leaves the text alone", async (name, sentence) => {
  const { page } = door;
  const before = await blocksOnSheet(page);
  await drag(name);
  await page.getByText(sentence).waitFor();
  expect(await blocksOnSheet(page)).toEqual(before);
  expect(await page.getByText("松开，打开拖来的文件。").count()).toBe(0);
});

it("opens a speech that comes with a picture, as a draft of its own", async () => {
  const { page } = door;
  await drag("去年.txt", "会场.png");
  await page.getByText(/没有打开“会场\.png”/u).waitFor();
  await page.getByRole("row", { name: /在会议上的讲话/u }).waitFor();
  expect(await page.getByRole("row").count()).toBeGreaterThanOrEqual(2);
});
