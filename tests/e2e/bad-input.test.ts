import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { blankBody, newDraft } from "#core/draft/schema";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, dropFiles, saved, sheet } from "./text.ts";

const ID = "4b0c86f1-50a6-4a7e-9a44-6f0a4a3c9a11";
const draft = newDraft({ id: ID, now: "2026-11-22T08:00:00.000Z" }, [
  { type: "title", children: [{ text: "在全县会议上的讲话" }] },
  ...blankBody().slice(1),
]);

let door: Door | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});

/** The app over a data folder that already holds these files. */
async function doorWith(files: Record<string, string>): Promise<Door> {
  door = await openDoor();
  const { dataFolder } = door;
  await door.kill();
  await mkdir(join(dataFolder, "drafts"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(dataFolder, "drafts", name), text);
  await door.reopen();
  return door;
}

describe("what stands in the data folder", () => {
  it("is set aside and reported when it is broken, and the list still opens", async () => {
    const broken = "7c1f6c6e-9d53-4a52-8d6d-0d7f0d5c2b11.json";
    const { page, dataFolder } = await doorWith({
      [`${ID}.json`]: JSON.stringify(draft),
      [broken]: '{"schemaVersion": 1, "id"',
    });
    await page.getByRole("row").filter({ hasText: "在全县会议上的讲话" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(1);
    await page.getByText(/打不开：文件内容不完整/u).waitFor();
    expect(await readdir(join(dataFolder, "drafts"))).toEqual([`${ID}.json`]);
    const aside = await readdir(join(dataFolder, "set-aside"));
    expect(await readFile(join(dataFolder, "set-aside", aside[0] ?? ""), "utf8")).toBe('{"schemaVersion": 1, "id"');
  });

  it("is shown but never rewritten when a later program wrote it", async () => {
    const later = JSON.stringify({ ...draft, schemaVersion: 9, novelty: true });
    const { page, dataFolder } = await doorWith({ [`${ID}.json`]: later });
    await page.getByRole("row").first().dblclick();
    await sheet(page).waitFor();
    await page
      .getByText(/更新版本|更新的版本/u)
      .first()
      .waitFor();
    await page.keyboard.type("改不了");
    await page.getByRole("button", { name: /全部讲稿/u }).click();
    await page.getByRole("row").first().waitFor();
    expect(await readFile(join(dataFolder, "drafts", `${ID}.json`), "utf8")).toBe(later);
  });
});

describe("a disk that does not take the text", () => {
  it("leaves it in the window with a sentence, and saves by itself or by 重试 once it can", async () => {
    const { page, dataFolder } = await doorWith({ [`${ID}.json`]: JSON.stringify(draft) });
    await page.getByRole("row").first().dblclick();
    await sheet(page).waitFor();
    await page.keyboard.press("Control+End");
    const drafts = join(dataFolder, "drafts");
    await rename(drafts, `${drafts}-away`);
    await writeFile(drafts, "a file in the place of the folder");
    await page.keyboard.type("不能丢的一句。");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/没有存上：.+文字还在窗口里/u);
    expect((await blocksOnSheet(page)).join("")).toContain("不能丢的一句。");
    await rm(drafts);
    await rename(`${drafts}-away`, drafts);
    await alert.getByRole("button", { name: "重试" }).click();
    await saved(page);
    expect(await readFile(join(drafts, `${ID}.json`), "utf8")).toContain("不能丢的一句。");
  });

  it("is made again when its folder went away", async () => {
    const { page, dataFolder } = await doorWith({ [`${ID}.json`]: JSON.stringify(draft) });
    await page.getByRole("row").first().dblclick();
    await sheet(page).waitFor();
    await page.keyboard.press("Control+End");
    await rm(join(dataFolder, "drafts"), { recursive: true });
    await page.keyboard.type("不能丢的一句。");
    const file = join(dataFolder, "drafts", `${ID}.json`);
    await expect.poll(() => readFile(file, "utf8").catch(() => ""), { timeout: 5000 }).toContain("不能丢的一句。");
    await saved(page);
  });
});

describe("files that cannot be opened", () => {
  it("get one sentence each that says what to do", async () => {
    door = await openDoor();
    const { page } = door;
    await page.getByText("还没有讲稿").waitFor();
    await dropFiles(page, [
      { name: "空.txt", text: "" },
      { name: "旧.docx", text: "\u00d0\u00cf" },
      { name: "坏.docx", text: "PK\u0003\u0004 half a zip" },
      { name: "坏.speech", text: "{" },
      { name: "太长.txt", text: "字".repeat(2_000_001) },
    ]);
    for (const name of ["空.txt", "旧.docx", "坏.docx", "坏.speech", "太长.txt"]) {
      const sentence = page.getByText(new RegExp(`没有打开“${name}”.*。`, "u"));
      await sentence.waitFor();
    }
    await page.getByText("还没有讲稿").waitFor();
  });
});

describe("a second start", () => {
  it("joins the running one instead of writing beside it", async () => {
    door = await openDoor();
    await door.page.getByText("还没有讲稿").waitFor();
    await expect(openDoor({ dataFolder: door.dataFolder })).rejects.toThrow(/without an address/u);
    expect(await door.page.getByText("还没有讲稿").isVisible()).toBe(true);
  });
});

describe("the same draft in two windows", () => {
  it("is not overwritten by the slower one, which is asked before it drops its text", async () => {
    const { page } = await doorWith({ [`${ID}.json`]: JSON.stringify(draft) });
    const file = join((door as Door).dataFolder, "drafts", `${ID}.json`);
    const onDisk = expect.poll(() => readFile(file, "utf8"), { timeout: 20_000 });
    await page.getByRole("row").first().dblclick();
    await sheet(page).waitFor();
    await page.keyboard.press("Control+End");
    // A cursor that moved is saved too; the other window begins with what is on disk then.
    await onDisk.toContain('"cursor"');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("row").first().dblclick();
    await sheet(other).waitFor();
    // A window in the background is slowed down by the browser: the one that writes stands in front.
    await page.bringToFront();
    await page.keyboard.type("先写的一句。");
    await onDisk.toContain("先写的一句。");
    await other.bringToFront();
    await other.keyboard.type("后写的一句。");
    await other.getByText(/没有存上：这篇讲稿在别处改过了/u).waitFor();
    const asked = other.waitForEvent("dialog");
    await other.evaluate(() => setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    expect((await blocksOnSheet(other)).join("")).toContain("后写的一句。");
    expect(await readFile(file, "utf8")).not.toContain("后写的一句。");
  });
});
