import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Block, type Draft, newDraft, textOf } from "#core/draft/schema";
import { instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { writtenTemplateSchema } from "#core/template/schema";
import { readDocxSource } from "#core/word/read-docx";
import { type Door, openDoor } from "./door.ts";
import { saved, sheet } from "./text.ts";

// A draft from the shipped template of the joint conference: its slots are gone through by Tab and filled by wordings and by an
// input method, its pattern is switched half-written and back, and each of these is taken back by one Ctrl+Z.

const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const A = "awareness-task-guarantee";
const B = "review-plan-demand";
const CARD = {
  meeting: "2026年青云县知识产权联席会议",
  topic: "知识产权",
  year: 2026,
  date: "2026-11-26",
  audience: "下级",
  speaker: { name: "林向东", post: "青云县副县长" },
};

let folder: string;
let door: Door;
let page: Page;
beforeAll(async () => {
  const written = JSON.parse(await readFile("templates/joint-conference.json", "utf8"));
  const template = readWritten(writtenTemplateSchema.parse(written));
  const pattern = patternOf(template, A);
  if (!pattern) throw new Error("no pattern");
  const draft = newDraft(
    { id: ID, now: "2026-11-26T06:00:00.000Z" },
    instantiate(pattern, CARD),
    templateHead(template, pattern, CARD),
  );
  folder = await mkdtemp(join(tmpdir(), "speechwright-"));
  await mkdir(join(folder, "drafts"));
  await writeFile(file(), JSON.stringify(draft));
  door = await openDoor({ dataFolder: folder, viewport: { width: 1440, height: 900 } });
  page = door.page;
  await page.getByText("在2026年青云县知识产权联席会议上的讲话").first().dblclick();
  await sheet(page).waitFor();
});
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true, force: true });
});

const file = () => join(folder, "drafts", `${ID}.json`);
const press = (key: string) => page.keyboard.press(key);
const selected = () => page.evaluate(() => getSelection()?.toString() ?? "");

async function onDisk(): Promise<Draft> {
  await page.evaluate(() => window.dispatchEvent(new Event("blur")));
  await saved(page);
  return JSON.parse(await readFile(file(), "utf8"));
}

const blockAt = async (key: string) => {
  const block = (await onDisk()).body.find((each) => each.key === key);
  return block && textOf(block);
};

/** Types as an input method does: `text` stands composed in the document before it is handed over. */
async function compose(text: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  for (let length = 1; length <= text.length; length += 1) {
    const part = { text: text.slice(0, length), selectionStart: length, selectionEnd: length };
    await devTools.send("Input.imeSetComposition", part);
  }
  await devTools.send("Input.insertText", { text });
  await devTools.detach();
}

/** Goes by Tab to the slot with this prompt; the answer: the prompts on the way. */
async function tabTo(prompt: string): Promise<string[]> {
  const met: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    await press("Tab");
    met.push(await selected());
    if (met.at(-1) === prompt) return met;
  }
  throw new Error(`no slot ${prompt}: ${met.join()}`);
}

async function choosePattern(name: string): Promise<void> {
  await page.getByRole("button", { name: /换结构$/u }).click();
  const dialog = page.getByRole("dialog", { name: "换结构" });
  await dialog.getByText(name, { exact: true }).click();
  await dialog.getByRole("button", { name: "换结构" }).click();
  await dialog.waitFor({ state: "detached" });
}

it("goes through required and optional slots by Tab, and puts in the second wording by Alt+2 to go on with an input method", async () => {
  await sheet(page).focus();
  await press("Control+Home");
  expect(await tabTo("对汇报和发言的评价")).toEqual(["会议任务", "汇报人", "发言单位", "对汇报和发言的评价"]);
  await press("Control+Home");
  await tabTo("会议任务");
  const before = (await onDisk()).body;

  await press("Alt+3");
  expect(await blockAt("opening.point")).toContain("学习贯彻【上级会议】精神，盘点年度任务");
  expect(await selected()).toBe("【上级会议】");
  await compose("县委全会");
  expect(await blockAt("opening.point")).toContain("学习贯彻县委全会精神，盘点年度任务");

  await press("Control+z");
  expect(await blockAt("opening.point")).toContain("学习贯彻【上级会议】精神");
  await press("Control+z");
  expect((await onDisk()).body).toEqual(before);

  await press("Alt+2");
  const { body } = await onDisk();
  const opening = body.find(({ key }) => key === "opening.point") as Block;
  expect(textOf(opening)).toContain("把需要各成员单位共同推进的知识产权工作商量好、部署好。");
  expect(opening.children.filter(({ field }) => field === "topic").length).toBeGreaterThan(1);
  // Nothing in it is for the writer: the next slot of the paragraph waits.
  expect(await selected()).toBe("汇报人");
  await compose("科技局");
  expect(await blockAt("opening.point")).toContain("刚才，科技局报告了工作情况");
});

it("switches the pattern half-written and back, each one step of Ctrl+Z, and keeps what has no place over a restart", async () => {
  await tabTo("工作目标、遵循和原则");
  await compose("目标就是走在前列。");
  await tabTo("任务一：重点领域");
  await compose("管住重点领域");
  const first = await onDisk();

  await choosePattern("总结—部署—要求");
  const unplaced = page.getByRole("region", { name: "未归位" });
  await unplaced.getByText(/目标就是走在前列。/u).waitFor();
  const second = await onDisk();
  expect(second.pattern).toBe(B);
  expect(second.unplaced?.map(textOf).join()).toContain("目标就是走在前列。");
  expect(second.body.map(textOf).join()).toContain("一是管住重点领域。");
  expect(second.body.map(textOf).join()).toContain("科技局报告了工作情况");
  await page.getByRole("button", { name: "结构：联席会议 · 总结—部署—要求，换结构" }).waitFor();

  await sheet(page).focus();
  await press("Control+z");
  expect(await onDisk()).toMatchObject({ body: first.body, pattern: A });
  expect((await onDisk()).unplaced).toBeUndefined();
  await press("Control+y");
  expect(await onDisk()).toMatchObject({ body: second.body, pattern: B, unplaced: second.unplaced });

  await door.reopen();
  page = door.page;
  await page.getByText("在2026年青云县知识产权联席会议上的讲话").first().dblclick();
  await sheet(page).waitFor();
  await page
    .getByRole("region", { name: "未归位" })
    .getByText(/目标就是走在前列。/u)
    .waitFor();
  await choosePattern("认识—任务—保障");
  expect(await onDisk()).toMatchObject({ body: first.body, pattern: A });
  await press("Control+z");
  expect(await onDisk()).toMatchObject({ body: second.body, pattern: B });
  await press("Control+y");
});

it("writes no optional slot and nothing without a place into the Word file, and says so before", async () => {
  await choosePattern("总结—部署—要求");
  await sheet(page).focus();
  await press("Control+e");
  const dialog = page.getByRole("dialog", { name: "导出 Word" });
  await dialog.getByText(/^必填 \d+ 处，选填 \d+ 处$/u).waitFor();
  expect(await dialog.getByText("选填的不写出来。").count()).toBe(1);
  expect(await dialog.getByText("未归位的 1 段不写进文件。").count()).toBe(1);
  await press("Enter");
  await page.getByText(/已经导出|已经交给/u).waitFor();
  const [name] = (await readdir(door.downloads)).filter((each) => each.endsWith(".docx"));
  const bytes = await readFile(join(door.downloads, name ?? ""));
  const { paragraphs } = readDocxSource(new Map(Object.entries(unzipSync(bytes))));
  const lines = paragraphs.map(({ runs }) => runs.map(({ text }) => text).join(""));
  const text = lines.join("\n");
  const { body } = await onDisk();
  const optional = body.flatMap(({ children }) => children.filter((span) => span.slot !== undefined && span.optional));
  expect(optional.length).toBeGreaterThan(3);
  for (const span of optional) expect(text).not.toContain(span.text);
  expect(text).toContain("【待填：上年工作成效和数据】");
  expect(text).not.toContain("目标就是走在前列。");
  // review.practice is a paragraph of one optional slot: neither it nor an empty line is there.
  const at = lines.findIndex((line) => line.includes("【待填：上年工作成效和数据】"));
  expect(lines[at + 1]).toContain("成绩属于大家");
  await press("Escape");
});

it("makes what is selected a slot from the toolbar, and the panel lists it with the part that it is in", async () => {
  await page.getByRole("button", { name: "展开右栏" }).click();
  await page.getByRole("tab", { name: /^空位/u }).click();
  await sheet(page).focus();
  await press("Control+End");
  await page.keyboard.type("由某局负责");
  for (let count = 0; count < 4; count += 1) await press("Shift+ArrowLeft");
  await page.getByRole("button", { name: "空位", exact: true }).click();
  expect(await selected()).toBe("某局负责");
  const closing = page.getByRole("region", { name: "结尾" });
  await closing.getByRole("button", { name: /^某局负责/u }).waitFor();
  await press("Control+z");
  await closing.getByRole("button", { name: /^某局负责/u }).waitFor({ state: "detached" });
  expect((await onDisk()).body.at(-1)?.children.at(-1)?.text).toContain("由某局负责");
});
