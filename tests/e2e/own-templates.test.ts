import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { barriers } from "./barriers.ts";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, saved, sheet } from "./text.ts";

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor();
  page = door.page;
  await page.getByRole("heading", { name: "还没有讲稿" }).waitFor();
});
afterAll(() => door.close());

const MEETING = "2026年青云县知识产权联席会议";
const shelf = () => page.getByRole("button", { name: /^我的模板/u });
const dialog = (name: string) => page.getByRole("dialog", { name });
const rows = () => page.getByRole("listbox", { name: "模板" }).getByRole("option");
const detail = () => page.getByRole("complementary", { name: "选中的模板" });
const ownFiles = async () =>
  (await readdir(join(door.dataFolder, "templates"))).filter((name) => name.endsWith(".json"));

async function saveAsTemplate(): Promise<void> {
  await page.keyboard.press("Control+Shift+p");
  await page.keyboard.type("存为模板");
  await page.keyboard.press("Enter");
  await dialog("存为模板").waitFor();
}

async function backToStart(): Promise<void> {
  await saved(page);
  await page.getByRole("button", { name: "全部讲稿" }).first().click();
  await shelf().click();
  await rows().first().waitFor();
}

describe("own templates", { timeout: 60_000 }, () => {
  it("come out of a draft, whose card fields are variables again", async () => {
    const text = `在${MEETING}上的讲话\n青云县副县长　林向东\n（2026年11月26日）\n同志们：\n今天，我们召开${MEETING}。\n一、抓好落实\n各单位要尽责。\n`;
    const path = join(door.dataFolder, "去年.txt");
    await writeFile(path, text);
    await door.chooseFiles([path], () => page.keyboard.press("Control+o"));
    await sheet(page).waitFor();
    await saveAsTemplate();
    const asked = dialog("存为模板");
    await asked.getByRole("checkbox", { name: /^会议全称/u }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole("textbox", { name: "名字" }).fill("县里的联席会");
    await asked.getByRole("button", { name: "存为模板" }).click();
    await page.getByText("存成了模板“县里的联席会”，新建讲稿时就能选它。").waitFor();
    const [file = ""] = await ownFiles();
    const template = JSON.parse(await readFile(join(door.dataFolder, "templates", file), "utf8"));
    expect(template).toMatchObject({ name: "县里的联席会", group: "我的模板" });
    expect(JSON.stringify(template)).toContain('"slot":"card.meeting"');
    expect(JSON.stringify(template)).not.toContain(MEETING);
  });

  it("stand on their page, and begin a new draft under another card", async () => {
    await backToStart();
    expect(await shelf().textContent()).toBe("我的模板1");
    expect(await barriers(page)).toEqual([]);
    await rows().filter({ hasText: "县里的联席会" }).click();
    await detail().getByRole("button", { name: "用它新建" }).click();
    const types = page.getByRole("listbox", { name: "会议类型" });
    await types.getByRole("option", { name: /县里的联席会/u, selected: true }).waitFor();
    await page.getByRole("textbox", { name: "会议全称" }).first().fill("2027年白石县工作会议");
    await page.getByRole("button", { name: "建立讲稿" }).click();
    await sheet(page).waitFor();
    const blocks = await blocksOnSheet(page);
    expect(blocks[0]).toBe("在2027年白石县工作会议上的讲话");
    expect(blocks.join("\n")).toContain("今天，我们召开2027年白石县工作会议。");
  });

  it("are changed in a draft of their own and saved over, which 撤销 takes back", async () => {
    await backToStart();
    await rows().filter({ hasText: "县里的联席会" }).click();
    await detail().getByRole("button", { name: "改内容" }).click();
    await page.getByText("改好后选“存为模板”，名字不变就换掉原来的。").waitFor();
    const [file = ""] = await ownFiles();
    const read = () => readFile(join(door.dataFolder, "templates", file), "utf8");
    const before = await read();
    await sheet(page).getByText("各单位要尽责。").click();
    await page.keyboard.press("End");
    await page.keyboard.type("月底交账。");
    await saveAsTemplate();
    await dialog("存为模板").getByText("已经有叫“县里的联席会”的模板，存了就换掉它。").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("模板“县里的联席会”换成了这一篇的样子。").waitFor();
    expect(await read()).toContain("各单位要尽责。月底交账。");
    expect(await ownFiles()).toHaveLength(1);
    await page.getByRole("button", { name: "撤销存模板" }).click();
    await page.getByText(/换成了这一篇的样子/u).waitFor({ state: "detached" });
    expect(JSON.parse(await read())).toEqual(JSON.parse(before));
  });

  it("are renamed, deleted and brought back by keyboard; shipped ones are left alone", async () => {
    await backToStart();
    await rows().filter({ hasText: "县里的联席会" }).click();
    await page.keyboard.press("F2");
    await dialog("改名和用途").getByRole("textbox", { name: "名字" }).fill("县联席会");
    await page.keyboard.press("Enter");
    await rows().filter({ hasText: "县联席会" }).waitFor();
    await rows().filter({ hasText: "县联席会" }).click();
    await page.keyboard.press("Delete");
    await page.getByText("删除了模板“县联席会”。").waitFor();
    expect(await ownFiles()).toEqual([]);
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "撤销" }).click();
    await rows().filter({ hasText: "县联席会" }).waitFor();
    expect(await ownFiles()).toHaveLength(1);
    expect(await rows().count()).toBe(14);
  });

  it("go to a colleague as a file and come in again with a preview", async () => {
    await rows().filter({ hasText: "县联席会" }).click();
    await detail().getByRole("button", { name: "选中的模板：更多" }).click();
    const path = join(door.dataFolder, "给同事.speech-template");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "分享成文件…" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("县联席会.speech-template");
    await download.saveAs(path);
    await page.getByText(/存成了文件“县联席会\.speech-template”/u).waitFor();
    const shared = JSON.parse(await readFile(path, "utf8"));
    shared.templates.push({ ...shared.templates[0], use: "别的用途", id: crypto.randomUUID() });
    await writeFile(path, JSON.stringify(shared));
    await door.chooseFiles([path], () => page.getByRole("button", { name: "取入模板…" }).click());
    const preview = dialog("取入模板");
    await preview.waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await preview.getByRole("listitem").allTextContents()).toEqual([
      expect.stringContaining("县联席会相同"),
      expect.stringContaining("县联席会不同"),
    ]);
    await preview.getByRole("button", { name: "取入 1 个" }).click();
    await rows().filter({ hasText: "县联席会（2）" }).waitFor();
    expect(await ownFiles()).toHaveLength(2);
  });

  it("say where their file belongs when it is opened as a draft, and what is wrong with a broken one", async () => {
    const path = join(door.dataFolder, "给同事.speech-template");
    const broken = join(door.dataFolder, "坏的.speech-template");
    await writeFile(broken, (await readFile(path, "utf8")).slice(0, 400));
    await door.chooseFiles([path], () => page.keyboard.press("Control+o"));
    await page.getByText("没有打开“给同事.speech-template”：里面是模板，不是讲稿。").waitFor();
    await door.chooseFiles([broken], () => page.getByRole("button", { name: "取入模板…" }).click());
    await page.getByText("没有取入“坏的.speech-template”：文件内容不完整，或者不是模板文件。").waitFor();
    expect(await ownFiles()).toHaveLength(2);
  });
});
