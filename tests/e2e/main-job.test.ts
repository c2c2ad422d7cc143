import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";
import { blocksOnSheet, cursorBehind, saved, sheet, textAtCursor } from "./text.ts";

// The main job as a secretary does it, in one sitting: last year's text in, changed, and out as a Word file.

const SAMPLE = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");
let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

describe("last year's text", () => {
  it("is chosen by the file picker and shows its structure", async () => {
    const { page } = door;
    await page
      .getByRole("button", { name: /打开文件/ })
      .first()
      .waitFor();
    await door.chooseFiles([SAMPLE], () => page.keyboard.press("Control+o"));
    await sheet(page).waitFor();
    const blocks = await blocksOnSheet(page);
    expect(blocks).toHaveLength(16);
    expect(blocks[0]).toBe("XX副区长在2023年区知识产权联席会议上的讲话");
    expect(blocks.filter((text) => /^[一二三]、/u.test(text)).map((text) => text.slice(0, 6))).toEqual([
      "一、认真学习",
      "二、聚焦关键",
      "三、加强协同",
    ]);
    const outline = page.getByRole("navigation", { name: "大纲" });
    for (const row of ["开头", "结尾"]) await outline.getByText(row, { exact: true }).waitFor();
    expect(await page.getByRole("region", { name: "状态栏" }).textContent()).toContain("字数 2,269");
  });

  it("has lost the two marks of a web page, and says so until that is confirmed", async () => {
    const { page } = door;
    const notes = page.getByRole("tabpanel", { name: /导入情况/u });
    expect(await notes.getByText(/##paid(begin|end)##/u).count()).toBe(2);
    expect((await blocksOnSheet(page)).join("")).not.toContain("##");
    await notes.getByRole("button", { name: "知道了" }).first().click();
    await notes.getByRole("button", { name: "全部确认" }).click();
    await notes.waitFor({ state: "detached" });
    await saved(page);
  });
});

describe("writing", () => {
  it("renumbers headings at once, and undo and redo go back and forth", async () => {
    const { page } = door;
    await cursorBehind(page, "助推区域经济更高质量发展");
    await page.keyboard.press("Enter");
    await page.keyboard.type("强化督导考核");
    await page.keyboard.press("Control+1");
    expect(await blocksOnSheet(page)).toContain("四、强化督导考核");
    await cursorBehind(page, "协作机制。");
    await page.keyboard.press("Control+2");
    expect((await blocksOnSheet(page)).filter((text) => text.startsWith("（一）"))).toHaveLength(1);
    await page.keyboard.press("Control+z");
    expect((await blocksOnSheet(page)).filter((text) => text.startsWith("（一）"))).toEqual([]);
    await page.keyboard.press("Control+z");
    expect(await blocksOnSheet(page)).toContain("强化督导考核");
    await page.keyboard.press("Control+y");
    expect(await blocksOnSheet(page)).toContain("四、强化督导考核");
  });

  it("takes Chinese input in the middle of a sentence", async () => {
    const { page } = door;
    await cursorBehind(page, "强化督导考核");
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "he", selectionStart: 2, selectionEnd: 2 });
    await session.send("Input.insertText", { text: "和问责" });
    expect(await blocksOnSheet(page)).toContain("四、强化督导考核和问责");
    await page.keyboard.press("Control+z");
    expect(await blocksOnSheet(page)).toContain("四、强化督导考核");
  });

  it("survives a power cut: the text of a second ago is there, the cursor where it was", async () => {
    const { page } = door;
    await cursorBehind(page, "今天，我们在这里召开");
    await page.keyboard.type("（试记）");
    await saved(page);
    const before = await textAtCursor(page);
    await door.kill();
    await door.reopen();
    await door.page.getByRole("row").first().dblclick();
    await sheet(door.page).waitFor();
    expect((await blocksOnSheet(door.page)).join("\n")).toContain("召开（试记）2022年");
    expect(await textAtCursor(door.page)).toBe(before);
  });
});

describe("the Word file", () => {
  it("is written under a name that takes no other's place, and lists what is still open", async () => {
    const { page } = door;
    for (const expected of ["讲话.docx", "讲话（2）.docx"]) {
      await page.keyboard.press("Control+e");
      const dialog = page.getByRole("dialog", { name: "导出 Word" });
      await dialog.getByRole("textbox", { name: "文件名" }).fill("讲话.docx");
      expect(await dialog.textContent()).toContain("8 处");
      await dialog.getByRole("radio", { name: /讲话稿习惯/u }).check({ force: true });
      expect(await dialog.textContent()).toContain("与国标不同");
      await dialog.getByRole("button", { name: "导出", exact: true }).click();
      await dialog.getByText(expected).waitFor();
      await dialog.getByRole("button", { name: "打开所在文件夹" }).waitFor();
      await dialog.getByRole("button", { name: "完成" }).click();
    }
    const names = (await readdir(door.downloads)).sort();
    expect(names).toEqual(["讲话.docx", "讲话（2）.docx"]);
    const [one, two] = await Promise.all(names.map((name) => readFile(join(door.downloads, name))));
    expect(one?.equals(two as Buffer)).toBe(true);
    const document = new TextDecoder().decode(unzipSync(new Uint8Array(one as Buffer))["word/document.xml"]);
    expect(document).toContain("四、");
    expect(document).toContain("（试记）");
  });

  it("can be laid out in a profile of one's own", async () => {
    const { page } = door;
    await page.keyboard.press("Control+e");
    const dialog = page.getByRole("dialog").first();
    await dialog.getByRole("button", { name: /新建版式/u }).click();
    const editor = page.getByRole("dialog").last();
    await editor.getByRole("textbox", { name: "名字" }).fill("区府办");
    await editor.getByRole("textbox", { name: "行距" }).fill("27");
    await editor.getByRole("textbox", { name: "行距" }).blur();
    expect(await editor.textContent()).toContain("27 磅");
    await editor.getByRole("button", { name: /^存/u }).click();
    await page.getByRole("radio", { name: /区府办/u }).waitFor();
    await page.keyboard.press("Escape");
  });
});
