import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { IncomingTemplates } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import type { Block } from "#core/draft/schema";
import type { Template } from "#core/template/schema";
import { StartPage } from "../../../renderer/features/start/start-page.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";
import { aTemplate } from "./a-template.ts";

giveSurroundings();

const SHIPPED = aTemplate({ id: "address", name: "致辞", group: "礼仪与主持" });

async function openPage(own: readonly Template[] = [aTemplate()]) {
  const memory = memoryApi();
  memory.templates.set(SHIPPED.id, { template: SHIPPED, own: false });
  for (const template of own) memory.templates.set(template.id, { template, own: true });
  const told: string[] = [];
  show(
    memory.api,
    <StartPage
      onOpen={(id, sentence) => told.push(`open ${memory.drafts.get(id)?.title}: ${sentence}`)}
      onNew={(template, pattern) => told.push(`new ${memory.templates.get(template)?.template.name} ${pattern}`)}
      onNewFrom={() => {}}
      onSample={() => {}}
      onFailure={(error) => told.push(`${error}`)}
      changes={0}
    />,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^我的模板/u }));
  return { ...memory, told, user, own };
}

const names = () => screen.getAllByRole("option").map((row) => row.getAttribute("aria-label") ?? row.textContent);
const detail = () => within(screen.getByRole("complementary", { name: "选中的模板" }));
const byName = (memory: { templates: Map<string, { template: Template }> }) =>
  [...memory.templates.values()].map(({ template }) => template.name).sort();

test("the shelf counts own templates and lists them before the shipped ones, each with its length", async () => {
  await openPage();
  expect(screen.getByRole("button", { name: /^我的模板/u }).textContent).toBe("我的模板1");
  expect(names()).toEqual([expect.stringContaining("每周例会"), expect.stringContaining("致辞")]);
  expect(names()[0]).toContain("500–900 字");
  expect(detail().getByRole("heading", { name: "每周例会" })).toBeDefined();
  expect(detail().getByText("1 处，其中必填 1 处")).toBeDefined();
});

test("用它新建 and Enter name the template and its chosen pattern", async () => {
  const { told, user } = await openPage();
  await user.click(detail().getByRole("button", { name: "用它新建" }));
  await user.click(screen.getByRole("option", { name: /致辞/u }));
  await user.keyboard("{Enter}");
  expect(told).toEqual(["new 每周例会 own", "new 致辞 own"]);
});

test("改内容 opens a draft of it with all fields open, and says how to put it back", async () => {
  const { told, user, drafts, own } = await openPage();
  await user.click(detail().getByRole("button", { name: "改内容" }));
  await waitFor(() =>
    expect(told).toEqual(["open 在【待填：会议全称】上的讲话: 改好后选“存为模板”，名字不变就换掉原来的。"]),
  );
  expect([...drafts.values()][0]).toMatchObject({ template: own[0]?.id, pattern: "own", card: {} });
});

test("a shipped one can be copied, used and shared, and nothing else", async () => {
  const memory = await openPage();
  await memory.user.click(screen.getByRole("option", { name: /致辞/u }));
  expect(detail().queryByRole("button", { name: "改内容" })).toBeNull();
  await memory.user.click(detail().getByRole("button", { name: "选中的模板：更多" }));
  expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["分享成文件…"]);
  await memory.user.keyboard("{Escape}");
  screen.getByRole("option", { name: /致辞/u }).focus();
  await memory.user.keyboard("{Delete}{F2}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(byName(memory)).toEqual(["每周例会", "致辞"].sort());
  await memory.user.click(detail().getByRole("button", { name: "复制一份" }));
  expect(await detail().findByRole("heading", { name: "致辞（副本）" })).toBeDefined();
});

test("改名和用途 refuses an empty name and one that is taken", async () => {
  const memory = await openPage([aTemplate(), aTemplate({ name: "月度例会" })]);
  screen.getByRole("option", { name: /每周例会/u }).focus();
  await memory.user.keyboard("{F2}");
  const dialog = within(await screen.findByRole("dialog", { name: "改名和用途" }));
  const name = dialog.getByRole("textbox", { name: "名字" });
  await memory.user.clear(name);
  await memory.user.keyboard("{Enter}");
  expect(dialog.getByText("给模板起个名字。")).toBeDefined();
  await memory.user.type(name, "月度例会");
  expect(dialog.getByText("已经有叫“月度例会”的模板，换个名字。")).toBeDefined();
  await memory.user.clear(name);
  await memory.user.type(name, "周例会{Enter}");
  expect(await detail().findByRole("heading", { name: "周例会" })).toBeDefined();
  expect(byName(memory)).toEqual(["周例会", "月度例会", "致辞"].sort());
});

test("a deleted one comes back by 撤销", async () => {
  const memory = await openPage();
  screen.getByRole("option", { name: /每周例会/u }).focus();
  await memory.user.keyboard("{Delete}");
  await screen.findByText("删除了模板“每周例会”。");
  expect(byName(memory)).toEqual(["致辞"]);
  expect(screen.getByText(/还没有自己的模板/u)).toBeDefined();
  await memory.user.click(screen.getByRole("button", { name: "撤销" }));
  expect(await screen.findByRole("option", { name: /每周例会/u })).toBeDefined();
});

test("several are shared as one file", async () => {
  const memory = await openPage();
  const shared: string[][] = [];
  memory.api.templates.share = async ({ ids }) => {
    shared.push(ids);
    return { saved: true, fileName: "两个.speech-template", folderName: "桌面" };
  };
  await memory.user.click(screen.getByRole("option", { name: /每周例会/u }));
  await memory.user.keyboard("{Control>}a{/Control}");
  await memory.user.click(detail().getByRole("button", { name: "分享成一个文件…" }));
  expect(await screen.findByText(/存成了文件“两个.speech-template”，在“桌面”文件夹里。/u)).toBeDefined();
  expect(shared).toEqual([[memory.own[0]?.id, "address"]]);
});

test("a list that cannot be changed tells why", async () => {
  const memory = await openPage();
  memory.api.templates.duplicate = async () => {
    throw new SpeechError("disk.full", "没有复制：磁盘已满。");
  };
  await memory.user.click(screen.getByRole("option", { name: /致辞/u }));
  await memory.user.click(detail().getByRole("button", { name: "复制一份" }));
  expect((await screen.findByRole("alert")).textContent).toContain("磁盘已满");
  expect(memory.told).toEqual([]);
});

test("of files that could not be taken in only the last is told, and not on other pages", async () => {
  const memory = await openPage();
  for (const name of ["甲", "乙"]) {
    memory.api.templates.readFile = async () => {
      throw new SpeechError("file.damaged", `没有取入“${name}”：文件内容不完整。`);
    };
    await memory.user.click(screen.getByRole("button", { name: "取入模板…" }));
    await screen.findByText(`没有取入“${name}”：文件内容不完整。`);
    expect(screen.getAllByRole("alert")).toHaveLength(1);
  }
  await memory.user.click(screen.getByRole("button", { name: /^全部讲稿/u }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(memory.told).toEqual([]);
});

test("places that are written as 【…】 are counted beside the slots", async () => {
  const body: Block[] = [{ type: "paragraph", key: "a", children: [{ text: "请【单位】于【日期】前报送。" }] }];
  await openPage([aTemplate({ slots: {}, patterns: [{ id: "own", parts: "一件事", body }] })]);
  expect(detail().getByText("没有，另有 2 处【】")).toBeDefined();
});

async function takeIn(items: IncomingTemplates["items"], own?: readonly Template[]) {
  const memory = await openPage(own);
  memory.api.templates.readFile = async () => ({ fileName: "同事的.speech-template", items });
  await memory.user.click(screen.getByRole("button", { name: "取入模板…" }));
  return { ...memory, dialog: within(await screen.findByRole("dialog", { name: "取入模板" })) };
}

test("taking in says what each is, writes what was chosen, and can be taken back", async () => {
  const mine = aTemplate();
  const fresh = aTemplate({ name: "新来的" });
  const left = aTemplate({ name: "不要的" });
  const { dialog, user, templates } = await takeIn(
    [
      { state: "new", template: fresh },
      { state: "new", template: left },
      { state: "same", template: SHIPPED },
      { state: "changed", template: { ...mine, use: "换了用途" } },
    ],
    [mine],
  );
  expect(dialog.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    expect.stringContaining("新来的新的"),
    expect.stringContaining("不要的新的"),
    expect.stringContaining("致辞相同这里已经有一样的"),
    expect.stringContaining("每周例会不同和这里的“每周例会”内容不同"),
  ]);
  expect(templates.size).toBe(2);
  await user.click(dialog.getByRole("checkbox", { name: "取入“不要的”" }));
  await user.click(dialog.getByRole("button", { name: "取入 2 个" }));
  await screen.findByText("取入了 2 个模板。");
  expect([...templates.values()].map(({ template }) => template.name)).toEqual([
    "致辞",
    "每周例会",
    "新来的",
    "每周例会（2）",
  ]);
  expect(templates.get(mine.id)?.template).toEqual(mine);
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(templates.size).toBe(2));
});

test("换掉这里的 has to be picked, and 撤销 brings the old one back", async () => {
  const mine = aTemplate();
  const { dialog, user, templates } = await takeIn(
    [{ state: "changed", template: { ...mine, id: crypto.randomUUID(), use: "换了用途" } }],
    [mine],
  );
  await user.click(dialog.getByRole("button", { name: /怎么办/u }));
  await user.click(screen.getByRole("option", { name: "换掉这里的" }));
  await user.click(dialog.getByRole("button", { name: "取入 1 个" }));
  await screen.findByText("取入了 1 个模板。");
  expect(templates.get(mine.id)?.template.use).toBe("换了用途");
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(templates.get(mine.id)?.template).toEqual(mine));
});

test("where one cannot be written none stays", async () => {
  const items = [aTemplate({ name: "甲" }), aTemplate({ name: "乙" })].map((template) => ({
    state: "new" as const,
    template,
  }));
  const { api, dialog, user, templates } = await takeIn(items);
  const { save } = api.templates;
  api.templates.save = async (template) => {
    if (template.name === "乙") throw new Error("磁盘已满");
    return save(template);
  };
  await user.click(dialog.getByRole("button", { name: "取入 2 个" }));
  expect(await dialog.findByRole("alert")).toBeDefined();
  expect(templates.size).toBe(2);
});

test("a file with nothing new offers nothing to take in", async () => {
  const { dialog } = await takeIn([{ state: "same", template: SHIPPED }]);
  expect(dialog.queryByRole("button", { name: /^取入/u })).toBeNull();
  expect(dialog.getByText("没有要取入的。")).toBeDefined();
});
