import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, saved, sheet } from "./text.ts";

// Last year's speech beside this year's: read, copied from, put in, and never changed by what is done beside it.

const SAMPLE = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");
const NEW = "在2026年联席会议上的讲话\n\n同志们：\n今天开会。\n一、总结成绩\n成绩很大。\n二、抓好落实\n说到做到。\n";
const HEADING = "三、聚焦关键领域、重点环节，高标准高水平推进保护高地建设";

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor({ files: [SAMPLE] });
  page = door.page;
  await sheet(page).waitFor();
  await saved(page);
  const file = join(door.dataFolder, "新稿.txt");
  await writeFile(file, NEW);
  await door.chooseFiles([file], () => page.keyboard.press("Control+o"));
  await sheet(page).getByText("今天开会。").waitFor();
  const unfold = page.getByRole("button", { name: "展开右栏" });
  if (await unfold.isVisible()) await unfold.click();
  await page.getByRole("tab", { name: "参看" }).click();
});
afterAll(() => door.close());

const beside = () => page.getByRole("textbox", { name: /^参看：/u });
const shownBlocks = () => blocksOnSheet(page);

const selected = (words: RegExp) =>
  page
    .getByRole("region", { name: /^参看：/u })
    .getByText(words)
    .waitFor();

async function selectSection(heading: RegExp): Promise<void> {
  await page.getByRole("button", { name: "到标题" }).click();
  await page.getByRole("menuitem", { name: heading }).click();
  await page.getByRole("button", { name: "选整节" }).click();
  await selected(/^已选 \d+ 字$/u);
}

describe("a second draft", () => {
  it("is found by its words, not the open one among them, and shows title, length and text", async () => {
    const list = page.getByRole("listbox", { name: "讲稿" });
    await list.getByRole("option").first().waitFor();
    expect(await list.getByRole("option").count()).toBe(1);
    const search = page.getByRole("textbox", { name: "找一篇讲稿来参看" });
    await search.fill("总结成绩");
    await page.getByText("没有找到“总结成绩”").waitFor();
    await search.fill("知识产权");
    await list.getByRole("option").waitFor();
    await search.press("Enter");
    await beside().waitFor();
    const panel = page.getByRole("region", { name: /^参看：/u });
    expect(await panel.textContent()).toContain("2,269 字");
    expect(await beside().textContent()).toContain("我们在这里召开2022年");
    await expect.poll(() => beside().evaluate((text) => text === document.activeElement)).toBe(true);
  });

  it("gives a whole section at the cursor, its heading numbered anew, in one step of undo", async () => {
    const before = await shownBlocks();
    // What is selected in the draft is out of sight by now and must not be replaced.
    await cursorBehind(page, "说到做到。");
    await page.keyboard.press("Shift+Home");
    await selectSection(/^二、/u);
    await page.getByRole("button", { name: "插入到光标处" }).click();
    const blocks = await shownBlocks();
    expect(blocks.slice(0, before.length)).toEqual(before);
    expect(blocks[before.length]).toBe(HEADING);
    expect(blocks).toHaveLength(before.length + 5);
    await page.keyboard.press("Control+z");
    expect(await shownBlocks()).toEqual(before);
  });

  it("is copied as from the paper: with its structure, and with numbers for other programs", async () => {
    const before = await shownBlocks();
    await selectSection(/^二、/u);
    await page.evaluate(() =>
      document.addEventListener("copy", (event) => {
        document.body.dataset.copied = event.clipboardData?.getData("text/plain") ?? "";
      }),
    );
    await page.keyboard.press("Control+c");
    expect(await page.evaluate(() => document.body.dataset.copied)).toMatch(/^二、聚焦关键领域/u);
    await cursorBehind(page, "说到做到。");
    await page.keyboard.press("Control+v");
    await sheet(page).getByText("聚焦关键领域").waitFor();
    expect((await shownBlocks())[before.length]).toBe(HEADING);
    await page.keyboard.press("Control+z");
    expect(await shownBlocks()).toEqual(before);
  });

  it("takes no key for itself or for the draft, but those that read, select and insert", async () => {
    const [before, text] = [await shownBlocks(), await beside().textContent()];
    await beside().click();
    for (const key of ["x", "Enter", "Backspace", "Delete", "Control+1", "Control+b", "Control+i", "Control+z"]) {
      await page.keyboard.press(key);
    }
    expect(await beside().textContent()).toBe(text);
    await page.keyboard.press("Control+a");
    await selected(/^已选 2,2\d\d 字$/u);
    await page.keyboard.press("Control+x");
    expect(await beside().textContent()).toBe(text);
    expect(await shownBlocks()).toEqual(before);
  });

  it("waits for an input method: its words come first, then what is put in", async () => {
    const before = await shownBlocks();
    await selectSection(/^三、/u);
    await cursorBehind(page, "说到做到。");
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "zai", selectionStart: 3, selectionEnd: 3 });
    await selectSection(/^三、/u);
    await page.getByRole("button", { name: "插入到光标处" }).click();
    await sheet(page).getByText("助推区域经济更高质量发展").waitFor();
    const blocks = await shownBlocks();
    expect(blocks[before.length - 1]).toBe("说到做到。zai");
    expect(blocks[before.length]).toMatch(/^三、加强协同配合/u);
    await page.keyboard.press("Control+z");
    expect((await shownBlocks()).at(-1)).toBe("说到做到。zai");
    await page.keyboard.press("Control+z");
    expect(await shownBlocks()).toEqual(before);
  });

  it("keeps its place while another tab is read, and its size is chosen apart from the paper's", async () => {
    await page.getByRole("button", { name: "到标题" }).click();
    await page.getByRole("menuitem", { name: /^三、/u }).click();
    const top = () =>
      beside().evaluate((text) => {
        const desk = text.closest(".paper")?.parentElement as HTMLElement;
        return { scrolled: desk.scrollTop > 200, size: getComputedStyle(desk).getPropertyValue("--zoom") };
      });
    const { size } = await top();
    await page.getByRole("button", { name: "参看的文字大一号" }).click();
    await page.getByRole("tab", { name: /^版本/u }).click();
    await page.getByRole("tab", { name: "参看" }).click();
    await beside().waitFor();
    const after = await top();
    expect(after.scrolled).toBe(true);
    expect(Number(after.size)).toBeGreaterThan(Number(size));
  });
});

describe("a file", () => {
  const drop = async (name: string, text: string) => {
    const box = await page.locator("[data-takes-files]").boundingBox();
    const transfer = await page.evaluateHandle(
      ([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text as string], name as string));
        return data;
      },
      [name, text],
    );
    const at = { clientX: (box?.x ?? 0) + 40, clientY: (box?.y ?? 0) + 40, dataTransfer: transfer };
    for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("body", type, at);
  };

  it("that is dropped on the panel is read there and no draft is made of it", async () => {
    await drop("去年.md", "# 去年的讲话\n\n同志们：\n\n去年的话。\n");
    await page.getByRole("region", { name: "参看：去年.md" }).waitFor();
    expect(await beside().textContent()).toContain("去年的话。");
    expect(await shownBlocks()).toContain("说到做到。");
    await page.getByRole("button", { name: "换一篇…" }).click();
    await page.getByRole("listbox", { name: "讲稿" }).getByRole("option").first().waitFor();
    expect(await page.getByRole("listbox", { name: "讲稿" }).getByRole("option").count()).toBe(1);
  });

  it("of 100,000 characters is read to its end", async () => {
    const paragraph = "各项工作要落到实处，".repeat(20);
    const numbers = [..."一二三四五六七八九"].flatMap((ten) => [..."一二三四五六"].map((one) => `${ten}十${one}`));
    const sections = numbers.map((number) => `${number}、狠抓落实\n${`${paragraph}\n`.repeat(10)}`);
    const file = join(door.dataFolder, "长稿.txt");
    await writeFile(file, `在全市大会上的讲话\n\n同志们：\n${sections.join("")}最后一句话。\n`);
    await door.chooseFiles([file], () => page.getByRole("button", { name: "打开文件…" }).last().click());
    await page.getByRole("region", { name: "参看：长稿.txt" }).waitFor();
    await page.getByRole("button", { name: "到标题" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await beside().press("End");
    await beside().getByText("最后一句话。").waitFor();
    expect(await beside().getByText("最后一句话。").isVisible()).toBe(true);
  });

  it("that cannot be read says why, and what was there stays", async () => {
    await page.getByRole("button", { name: "换一篇…" }).click();
    await drop("坏.docx", "not a zip");
    const alert = page.getByRole("alert").filter({ hasText: "没有打开“坏.docx”" });
    await alert.waitFor();
    await page.getByRole("listbox", { name: "讲稿" }).waitFor();
  });
});
