import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Block, newDraft, type Span, textOf } from "#core/draft/schema";
import { type Door, openDoor } from "./door.ts";
import { cursorBehind, newBlankDraft, sheet, textAtCursor } from "./text.ts";

// An input method as the browser hears it, through the DevTools protocol. Each case is undone, redone and undone again,
// and after each step the file on the disk and the page must hold the same text.
// Guards slate #5173 (a click while composing) and #5066 (composing over a selection beside a mark).

const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const paragraph = (...children: (string | Span)[]): Block => ({
  type: "paragraph",
  children: children.map((child) => (typeof child === "string" ? { text: child } : child)),
});
const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ type: "heading", level, children: [{ text }] });
const lead = (text: string, rest: string): Block => ({
  type: "paragraph",
  leadLevel: 2,
  children: [{ text, lead: true }, { text: rest }],
});
const BODY: Block[] = [
  { type: "title", children: [{ text: "在会议上的讲话" }] },
  { type: "salutation", children: [{ text: "同志们：" }] },
  paragraph("下面讲两点意见。"),
  paragraph(""),
  heading(1, "提高认识"),
  lead("对照要求。", "认真落实。"),
  paragraph("甲", { text: "粗体字", bold: true }, "乙"),
  paragraph("丙", { text: "一是", item: true }, "要学习。"),
  paragraph("请", { text: "填写单位", slot: "unit" }, "落实"),
  paragraph("由", { text: "张三", field: "speaker.name" }, "报告"),
  paragraph("讲过", { text: "绿水青山", citation: "c1" }, "的话"),
  paragraph("最后一段。"),
];

let folder: string;
let door: Door;
let devTools: CDPSession;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "speechwright-"));
  await mkdir(join(folder, "drafts"));
  await writeFile(file(), JSON.stringify(newDraft({ id: ID, now: "2026-11-26T06:00:00.000Z" }, BODY)));
  door = await openDoor({ dataFolder: folder });
  const { page } = door;
  await page.getByText("在会议上的讲话").first().dblclick();
  await sheet(page).waitFor();
  devTools = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const file = () => join(folder, "drafts", `${ID}.json`);

/** Whatever a failed case left is undone, so that each begins with the same text. */
beforeEach(async () => {
  const before = JSON.stringify(BODY);
  for (let step = 0; step < 30 && JSON.stringify(await onDisk()) !== before; step += 1) await press("Control+z");
});

async function onDisk(): Promise<Block[]> {
  // A window that is left saves at once, without the version that Ctrl+S keeps.
  await door.page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await door.page.locator('[data-save="saved"]').waitFor();
  return JSON.parse(await readFile(file(), "utf8")).body;
}

function onPage(): Promise<string[]> {
  return sheet(door.page)
    .locator("[data-slate-node=element]")
    .evaluateAll((blocks) => blocks.map((block) => (block.textContent ?? "").replaceAll("\uFEFF", "")));
}

/** Expects `body` on the disk and its text on the page. */
async function expectBoth(body: readonly Block[]): Promise<void> {
  await expect.poll(onDisk).toEqual(body);
  expect(await onPage()).toEqual(body.map(textOf));
}

/** Expects the change, and that one step of undo and redo goes back and forth between it and the text before. */
async function expectOneStep(body: readonly Block[], before: readonly Block[] = BODY): Promise<void> {
  await expectBoth(body);
  await press("Control+z");
  await expectBoth(before);
  await press("Control+y");
  await expectBoth(body);
  await press("Control+z");
  await expectBoth(before);
}

const press = (key: string) => door.page.keyboard.press(key);

/** What the input method shows in the text while it composes; `""` gives it up. */
const show = (text: string) =>
  devTools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

/** What the input method hands over. */
const commit = (text: string) => devTools.send("Input.insertText", { text });

async function compose(letters: string, text: string): Promise<void> {
  for (let length = 1; length <= letters.length; length += 1) await show(letters.slice(0, length));
  await commit(text);
}

/** A key that the input method takes for itself: pages hear of it, with the code 229, and must not act on it. */
async function pressComposing(key: string, modifiers = 0): Promise<void> {
  for (const type of ["rawKeyDown", "keyUp"] as const) {
    await devTools.send("Input.dispatchKeyEvent", { type, key, modifiers, windowsVirtualKeyCode: 229 });
  }
}

/** Selects from `offset` units into the span `from` to `endOffset` units into the span `to`, as the page has it at once. */
async function select(from: string, offset: number, to = from, endOffset = offset): Promise<void> {
  await sheet(door.page).evaluate(
    (root, places) => {
      const nodes = places.map(([words]) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.textContent === words) return node;
        throw new Error(`${words} is not on the sheet`);
      });
      root.focus();
      const [start, end] = nodes as [Node, Node];
      getSelection()?.setBaseAndExtent(start, places[0]?.[1] ?? 0, end, places[1]?.[1] ?? 0);
    },
    [
      [from, offset],
      [to, endOffset],
    ] as [string, number][],
  );
}

/** The body with the blocks from `start` on replaced. */
function withBlocks(start: number, count: number, ...blocks: Block[]): Block[] {
  return BODY.toSpliced(start, count, ...blocks);
}

async function toEmptyParagraph(): Promise<void> {
  await cursorBehind(door.page, "两点意见。");
  await press("ArrowRight");
}

describe("text that is composed", () => {
  it.each<[string, () => Promise<void>, Block[]]>([
    [
      "in the middle of a text",
      () => cursorBehind(door.page, "两点"),
      withBlocks(2, 1, paragraph("下面讲两点测试意见。")),
    ],
    ["in an empty paragraph", toEmptyParagraph, withBlocks(3, 1, paragraph("测试"))],
    [
      "before bold text",
      () => select("粗体字", 0),
      withBlocks(6, 1, paragraph("甲测试", { text: "粗体字", bold: true }, "乙")),
    ],
    [
      "behind bold text",
      () => select("粗体字", 3),
      withBlocks(6, 1, paragraph("甲", { text: "粗体字测试", bold: true }, "乙")),
    ],
    ["before a lead", () => select("对照要求。", 0), withBlocks(5, 1, lead("测试对照要求。", "认真落实。"))],
    ["behind a lead", () => select("对照要求。", 5), withBlocks(5, 1, lead("对照要求。", "测试认真落实。"))],
    [
      "before 一是",
      () => select("一是", 0),
      withBlocks(7, 1, paragraph("丙测试", { text: "一是", item: true }, "要学习。")),
    ],
    [
      "behind 一是",
      () => select("一是", 2),
      withBlocks(7, 1, paragraph("丙", { text: "一是", item: true }, "测试要学习。")),
    ],
    [
      "before an open place",
      () => select("填写单位", 0),
      withBlocks(8, 1, paragraph("请测试", { text: "填写单位", slot: "unit" }, "落实")),
    ],
    [
      "behind an open place",
      () => select("填写单位", 4),
      withBlocks(8, 1, paragraph("请", { text: "填写单位", slot: "unit" }, "测试落实")),
    ],
    [
      "before what comes from the card",
      () => select("张三", 0),
      withBlocks(9, 1, paragraph("由测试", { text: "张三", field: "speaker.name" }, "报告")),
    ],
    [
      "behind what comes from the card",
      () => select("张三", 2),
      withBlocks(9, 1, paragraph("由", { text: "张三", field: "speaker.name" }, "测试报告")),
    ],
    [
      "before a citation",
      () => select("绿水青山", 0),
      withBlocks(10, 1, paragraph("讲过测试", { text: "绿水青山", citation: "c1" }, "的话")),
    ],
    [
      "behind a citation",
      () => select("绿水青山", 4),
      withBlocks(10, 1, paragraph("讲过", { text: "绿水青山", citation: "c1" }, "测试的话")),
    ],
    [
      "over a selection across blocks",
      () => select("下面讲两点意见。", 3, "提高认识", 2),
      withBlocks(2, 3, paragraph("下面讲测试认识")),
    ],
    [
      "over a selection across blocks with marks",
      () => select("提高认识", 2, "最后一段。", 2),
      withBlocks(4, 8, heading(1, "提高测试一段。")),
    ],
    [
      "over the text before a mark",
      () => select("甲", 0, "甲", 1),
      withBlocks(6, 1, paragraph("测试", { text: "粗体字", bold: true }, "乙")),
    ],
    [
      "over the whole of a citation",
      () => select("绿水青山", 0, "绿水青山", 4),
      withBlocks(10, 1, paragraph("讲过测试的话")),
    ],
  ])("%s", async (_name, place, wanted) => {
    await place();
    await compose("ceshi", "测试");
    await expectOneStep(wanted);
  });

  it("ten times in a row is all there, and undo takes back whole words of it", async () => {
    await cursorBehind(door.page, "两点");
    for (let word = 0; word < 10; word += 1) await compose("ci", `词${word}`);
    await expectBoth(withBlocks(2, 1, paragraph("下面讲两点词0词1词2词3词4词5词6词7词8词9意见。")));
    await press("Control+z");
    expect((await onPage())[2]).toMatch(/^下面讲两点(?:词\d)*意见。$/u);
    for (let step = 0; step < 10 && (await onPage())[2] !== "下面讲两点意见。"; step += 1) await press("Control+z");
    await expectBoth(BODY);
  });

  it("is given up without a trace by Escape", async () => {
    await cursorBehind(door.page, "两点");
    await show("ce");
    await pressComposing("Escape");
    await show("");
    await expectBoth(BODY);
    await commit("也");
    await expectOneStep(withBlocks(2, 1, paragraph("下面讲两点也意见。")));
  });

  it("and given up over a selection leaves one step to undo", async () => {
    await select("下面讲两点意见。", 3, "提高认识", 2);
    await show("ce");
    await show("");
    await expectOneStep(withBlocks(2, 3, paragraph("下面讲认识")));
  });

  it("is not acted upon by the keys of the input method", async () => {
    await cursorBehind(door.page, "两点");
    await show("ce");
    for (const key of ["Enter", "Tab", "Backspace", "ArrowLeft", "Escape", " ", "F6"]) await pressComposing(key);
    for (const key of ["1", "0", "b", "f", "a"]) await pressComposing(key, 2);
    expect(await onPage()).toEqual(withBlocks(2, 1, paragraph("下面讲两点ce意见。")).map(textOf));
    await commit("测试");
    await expectOneStep(withBlocks(2, 1, paragraph("下面讲两点测试意见。")));
  });

  it("swallows undo and redo", async () => {
    await cursorBehind(door.page, "两点");
    await commit("前。");
    await show("ce");
    await press("Control+z");
    await press("Control+y");
    await commit("测试");
    await expectBoth(withBlocks(2, 1, paragraph("下面讲两点前。测试意见。")));
    await press("Control+z");
    await expectBoth(withBlocks(2, 1, paragraph("下面讲两点前。意见。")));
    await press("Control+z");
    await expectBoth(BODY);
  });

  it("stays when the user clicks into another paragraph, where writing then goes on", async () => {
    await cursorBehind(door.page, "两点");
    await show("ce");
    await show("ce'shi");
    await sheet(door.page)
      .getByText("最后一段。")
      .click({ position: { x: 2, y: 8 } });
    const wanted = withBlocks(2, 1, paragraph("下面讲两点ce'shi意见。"));
    await expectBoth(wanted);
    expect(await textAtCursor(door.page)).toBe("|最后一段。");
    await compose("ji", "记：");
    await expectBoth(wanted.toSpliced(11, 1, paragraph("记：最后一段。")));
    await press("Control+z");
    await press("Control+z");
    await expectBoth(BODY);
  });

  it("stays when the user clicks outside the text, and the button undoes it", async () => {
    const { page } = door;
    const wanted = withBlocks(2, 1, paragraph("下面讲两点ce意见。"));
    await cursorBehind(page, "两点");
    await show("ce");
    await page.getByRole("navigation", { name: "大纲" }).getByText("开头", { exact: true }).click();
    await expectBoth(wanted);
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await expectBoth(BODY);
  });
});

describe("numbers that an input method brings", () => {
  it.each<[string, string[], Block, string]>([
    ["一、 in one commit", ["一、"], heading(1, ""), "一、"],
    ["一、 in two", ["一", "、"], heading(1, ""), "一、"],
    ["十二、", ["十二", "、"], heading(1, ""), "十二、"],
    ["（一） in three", ["（", "一", "）"], heading(2, ""), "（一）"],
  ])("make a heading: %s", async (_name, commits, wanted, literal) => {
    await toEmptyParagraph();
    for (const text of commits) await compose("x", text);
    await expectOneStep(withBlocks(3, 1, wanted), withBlocks(3, 1, paragraph(literal)));
    await compose("ti'gao", "提高");
    await expectBoth(withBlocks(3, 1, paragraph(`${literal}提高`)));
  });

  it("go on as heading and as run-in text", async () => {
    await toEmptyParagraph();
    for (const text of ["（一）", "提高认识", "。", "要学习", "。"]) await compose("x", text);
    await expectBoth(withBlocks(3, 1, lead("提高认识。", "要学习。")));
  });

  it("are given back when they turn out to enumerate", async () => {
    await toEmptyParagraph();
    for (const text of ["一、", "二、", "三产业"]) await compose("x", text);
    await expectBoth(withBlocks(3, 1, paragraph("一、二、三产业")));
  });

  it("are given back by a digit from the keyboard", async () => {
    await toEmptyParagraph();
    await door.page.keyboard.type("1.5 abc");
    await expectBoth(withBlocks(3, 1, paragraph("1.5 abc")));
  });
});

describe("the selection that the user sees", () => {
  /** Selects everything and does `act` before the browser has told anybody of the selection. */
  const atOnce = (act: "paste" | "copy") =>
    sheet(door.page).evaluate((root, type) => {
      root.focus();
      document.execCommand("selectAll");
      const clipboardData = new DataTransfer();
      if (type === "paste") clipboardData.setData("text/plain", "新的一段。");
      root.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    }, act);

  it("is what is copied, however fast the keys come", async () => {
    await cursorBehind(door.page, "两点");
    expect(await atOnce("copy")).toContain("最后一段。");
  });

  it("is what is pasted over, however fast the keys come", async () => {
    await cursorBehind(door.page, "两点");
    await atOnce("paste");
    await expect.poll(onPage).toEqual(["新的一段。"]);
    await press("Control+z");
    await expectBoth(BODY);
  });
});

describe("an empty draft", () => {
  it("takes composed text in its title, which undo empties again", async () => {
    const { page } = door;
    await page.getByRole("button", { name: /全部讲稿/u }).click();
    await newBlankDraft(page);
    await compose("biao'ti", "新的标题");
    expect((await onPage())[0]).toBe("新的标题");
    await press("Control+z");
    expect((await onPage())[0]).toBe("");
    await compose("biao'ti", "另一标题");
    expect((await onPage())[0]).toBe("另一标题");
  });
});
