import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Block, type Draft, newDraft, textOf } from "#core/draft/schema";
import { barriers } from "./barriers.ts";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, saved, sheet, textAtCursor } from "./text.ts";

const OLD = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const NEW = "7c9e6679-7425-40de-944b-e07fc1f90ae8";
const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const body = (title: string, ...rest: Block[]): Block[] => [{ type: "title", children: [{ text: title }] }, ...rest];
const OLD_BODY = body(
  "在青云县联席会议上的讲话",
  paragraph("要认真落实，抓出成效。"),
  { type: "heading", level: 1, children: [{ text: "加强协同配合" }] },
  {
    type: "paragraph",
    children: [{ text: "青云县", field: "region" }, { text: "各成员单位要拧成一股绳，青云县专班每月调度一次。" }],
  },
);
const PLAN = "《知识产权保护和运用“十五五”规划》（国发〔2026〕30号）";

let folder: string;
let door: Door;
let page: Page;
let devTools: CDPSession;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-"));
  await mkdir(join(folder, "drafts"));
  await put(newDraft({ id: OLD, now: "2026-11-20T06:00:00.000Z" }, OLD_BODY, { card: { region: "青云县" } }));
  const second = body("在白水县联席会议上的讲话", paragraph("白水县的会。"));
  await put(newDraft({ id: NEW, now: "2026-11-21T06:00:00.000Z" }, second, { card: { region: "白水县" } }));
  door = await openDoor({ dataFolder: folder });
  page = door.page;
  await openDraft("在青云县联席会议上的讲话");
  devTools = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (id: string) => join(folder, "drafts", `${id}.json`);
const put = (draft: Draft) => writeFile(file(draft.id), JSON.stringify(draft));

async function openDraft(title: string): Promise<void> {
  await page.getByRole("row", { name: new RegExp(title, "u") }).dblclick();
  await sheet(page).waitFor();
}

async function onDisk(id: string): Promise<Draft> {
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await saved(page);
  return JSON.parse(await readFile(file(id), "utf8"));
}

const palette = () => page.getByRole("dialog", { name: "光标处取素材" });
const searchIn = () => page.getByRole("textbox", { name: "搜素材" });
const option = (name: RegExp) => palette().getByRole("option", { name });

async function openPanel(kind: string): Promise<void> {
  if ((await page.getByRole("tabpanel", { name: "素材" }).count()) === 0) {
    await page.getByRole("button", { name: "更多", exact: true }).click();
    await page.getByRole("menuitem", { name: "视图" }).click();
    await page.getByRole("menuitem", { name: "素材" }).click();
  }
  await page.getByRole("radio", { name: kind, exact: true }).click();
}

describe("the palette at the cursor", () => {
  it("finds by pinyin, puts in title and number, and writing goes on in Chinese behind them", async () => {
    await cursorBehind(page, "要认真落实");
    await page.keyboard.press("Control+k");
    await palette().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type("zscqbh");
    await option(/^知识产权保护和运用/u).waitFor();
    await page.keyboard.press("Shift+Enter");
    await palette().waitFor({ state: "detached" });
    await expect.poll(() => textAtCursor(page)).toBe(`要认真落实${PLAN}|，抓出成效。`);
    for (const text of ["d", "de", "de yao qiu"]) {
      await devTools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await devTools.send("Input.insertText", { text: "的要求" });
    await expect.poll(() => textAtCursor(page)).toBe(`要认真落实${PLAN}的要求|，抓出成效。`);

    const draft = await onDisk(OLD);
    const [, written] = draft.body;
    const mark = written?.children.find(({ citation }) => citation !== undefined);
    expect(mark?.text).toBe(PLAN);
    expect(draft.citations).toEqual({
      [mark?.citation ?? ""]: {
        entryId: expect.stringMatching(/^P\d+$/u),
        title: "知识产权保护和运用“十五五”规划",
        documentNumber: "国发〔2026〕30号",
        text: PLAN,
      },
    });

    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    const before = await onDisk(OLD);
    expect(before.body.map(textOf)).toEqual(OLD_BODY.map(textOf));
    expect(before.citations).toEqual({});
  });

  it("leaves Enter and Esc to the input method, and Esc alone goes back to the cursor", async () => {
    await cursorBehind(page, "要认真");
    await page.keyboard.press("Control+k");
    await palette().waitFor();
    const compose = (text: string) =>
      devTools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await compose("zhi");
    for (const key of ["Enter", "Escape", "ArrowDown"]) {
      for (const type of ["rawKeyDown", "keyUp"] as const) {
        await devTools.send("Input.dispatchKeyEvent", { type, key, windowsVirtualKeyCode: 229 });
      }
    }
    expect(await palette().count()).toBe(1);
    await devTools.send("Input.insertText", { text: "知识产权" });
    await option(/知识产权/u)
      .first()
      .waitFor();
    expect((await blocksOnSheet(page))[1]).toBe("要认真落实，抓出成效。");
    await page.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
    expect(await textAtCursor(page)).toBe("要认真|落实，抓出成效。");
    await page.keyboard.type("贯彻");
    expect(await textAtCursor(page)).toBe("要认真贯彻|落实，抓出成效。");
    await page.keyboard.press("Control+z");
  });

  it("begins with the words that are selected, which what is chosen replaces", async () => {
    await cursorBehind(page, "抓出成效");
    for (let step = 0; step < 2; step += 1) await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Control+k");
    await expect.poll(() => palette().getByRole("combobox").inputValue()).toBe("成效");
    await page.keyboard.press("Tab");
    await palette().getByRole("button", { name: "规范提法", pressed: true }).waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("专利法");
    await option(/^中华人民共和国专利法 /u)
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => textAtCursor(page)).toBe("要认真落实，抓出《中华人民共和国专利法》|。");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await blocksOnSheet(page))[1]).toBe("要认真落实，抓出成效。");
  });

  it("keeps the line in sight and itself inside the paper, at the foot of the window too", async () => {
    await page.setViewportSize({ width: 1280, height: 640 });
    await cursorBehind(page, "每月调度一次");
    await page.keyboard.press("Control+k");
    await palette().getByRole("option").first().waitFor();
    const box = await palette().boundingBox();
    const paper = await page.locator(".paper").boundingBox();
    const line = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector(".paper") as Node, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf("一次。") ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 2);
        const { top, bottom } = range.getBoundingClientRect();
        return { top, bottom };
      }
      return { top: 0, bottom: 0 };
    });
    expect(box && paper && box.x >= paper.x && box.x + box.width <= paper.x + paper.width).toBe(true);
    expect(box && (box.y >= line.bottom || box.y + box.height <= line.top)).toBe(true);
    expect(line.top).toBeGreaterThan(48);
    expect(line.bottom).toBeLessThan(640 - 28);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe("the panel", () => {
  it("keeps the focus in its search while the arrows choose, and remembers favourites", async () => {
    await openPanel("引文");
    await searchIn().fill("专利法");
    await page.getByRole("row", { name: "中华人民共和国专利法", exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+d");
    await page.getByRole("button", { name: /^不再收藏/u }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("搜素材");
    await page.reload();
    await openDraft("在青云县联席会议上的讲话");
    await openPanel("引文");
    await page.getByRole("button", { name: "收藏", exact: true }).click();
    await expect.poll(() => page.getByRole("grid", { name: "素材" }).getByRole("row").count()).toBe(1);
    await page.getByRole("button", { name: "全部", exact: true }).click();
  });

  it("takes own entries: written, changed, deleted and brought back", async () => {
    await openPanel("金句");
    await page.getByRole("button", { name: "新建一条" }).click();
    const dialog = page.getByRole("dialog", { name: "新建金句" });
    await dialog.getByRole("button", { name: "存下" }).click();
    await dialog.getByText("还没有写金句。写几个字，或者取消。").waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("textbox", { name: "金句" }).fill("拧紧责任链条，跑好落实接力。");
    await dialog.getByRole("button", { name: "存下" }).click();
    await dialog.waitFor({ state: "detached" });
    await searchIn().fill("拧紧");
    const row = page.getByRole("row", { name: /拧紧责任链条/u });
    await row.click();
    await row.getByRole("button", { name: "这一条的更多操作" }).click();
    await page.getByRole("menuitem", { name: "编辑…" }).click();
    await page.getByRole("textbox", { name: "金句" }).fill("拧紧责任链条，跑好落实这一棒。");
    await page.getByRole("button", { name: "存下" }).click();
    await page.getByRole("row", { name: /这一棒/u }).waitFor();
    await page
      .getByRole("row", { name: /这一棒/u })
      .getByRole("button", { name: "这一条的更多操作" })
      .click();
    await page.getByRole("menuitem", { name: "删除" }).click();
    await page.getByText("没有找到“拧紧”。").waitFor();
    await page.getByRole("button", { name: "撤销", exact: true }).last().click();
    await page.getByRole("row", { name: /这一棒/u }).waitFor();
  });

  it("puts an entry where it is dropped on the text", async () => {
    await openPanel("引文");
    await searchIn().fill("专利法");
    const row = page.getByRole("row", { name: "中华人民共和国专利法", exact: true });
    await row.waitFor();
    const target = sheet(page).locator("[data-slate-node=element]").nth(1);
    // The first half of the first character, behind an indent of two.
    await row.dragTo(target, { sourcePosition: { x: 60, y: 24 }, targetPosition: { x: 44, y: 18 } });
    await expect
      .poll(async () => (await blocksOnSheet(page))[1])
      .toBe("《中华人民共和国专利法》要认真落实，抓出成效。");
    const draft = await onDisk(OLD);
    expect(Object.values(draft.citations).map(({ text }) => text)).toEqual(["《中华人民共和国专利法》"]);
    await page.getByText("本稿引用 1 次").waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await blocksOnSheet(page))[1]).toBe("要认真落实，抓出成效。");
  });
});

it("saves a section as a passage, which says in another draft what that one's card says", async () => {
  await cursorBehind(page, "拧成一股绳");
  await page.getByRole("button", { name: "更多", exact: true }).click();
  await page.getByRole("menuitem", { name: "编辑" }).click();
  await page.getByRole("menuitem", { name: "把这一节存为段落…" }).click();
  const dialog = page.getByRole("dialog", { name: "新建段落" });
  expect(await dialog.getByRole("textbox", { name: "标题" }).inputValue()).toBe("加强协同配合");
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("textbox", { name: "添加标签" }).fill("协同、联席会议");
  await dialog.getByRole("button", { name: "存下" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: /全部讲稿/u }).click();
  await openDraft("在白水县联席会议上的讲话");
  await openPanel("段落");
  await page.getByRole("row", { name: "加强协同配合" }).click();
  await page.getByText("白水县各成员单位要拧成一股绳，白水县专班每月调度一次。").waitFor();
  await cursorBehind(page, "白水县的会。");
  await page.getByRole("row", { name: "加强协同配合" }).getByRole("button", { name: "插入" }).click();
  await expect
    .poll(() => blocksOnSheet(page))
    .toEqual([
      "在白水县联席会议上的讲话",
      "白水县的会。",
      "一、加强协同配合",
      "白水县各成员单位要拧成一股绳，白水县专班每月调度一次。",
    ]);
  const { body: written } = await onDisk(NEW);
  expect(written[3]?.children).toMatchObject([
    { text: "白水县", field: "region" },
    { text: "各成员单位要拧成一股绳，" },
    { text: "白水县", field: "region" },
    { text: "专班每月调度一次。" },
  ]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => blocksOnSheet(page)).toEqual(["在白水县联席会议上的讲话", "白水县的会。"]);
});
