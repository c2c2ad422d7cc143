import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Block, type DraftHead, textOf } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";
import { aTemplate } from "./a-template.ts";

giveSurroundings();

const MEETING = "2026年青云县知识产权联席会议";
const HEAD: DraftHead = { card: { meeting: MEETING, shortName: "联席会议", topic: "知识产权" }, citations: {} };
const BODY: Block[] = [
  { type: "title", children: [{ text: "在" }, { text: MEETING, field: "meeting" }, { text: "上的讲话" }] },
  { type: "paragraph", children: [{ text: "抓好知识产权工作，保护知识产权成果。" }] },
];

async function openDialog(head = HEAD, templates = [] as ReturnType<typeof aTemplate>[], body = BODY) {
  const memory = memoryApi();
  for (const template of templates) memory.templates.set(template.id, { template, own: true });
  const { id } = await memory.api.drafts.create({ content: { body, head } });
  const { draft } = await memory.api.drafts.open({ id });
  show(memory.api, <EditorPage draft={draft} readOnly={null} onClose={() => {}} onExport={() => {}} />);
  await screen.findByRole("textbox", { name: "讲稿正文" });
  await act(async () => void runCommand("draft.save-template"));
  const dialog = within(await screen.findByRole("dialog", { name: "存为模板" }));
  return { ...memory, dialog, user: userEvent.setup() };
}

const saved = ({ templates }: ReturnType<typeof memoryApi>) => [...templates.values()].map(({ template }) => template);
const texts = (template: ReturnType<typeof aTemplate> | undefined) => template?.patterns[0]?.body.map(textOf);

test("lists what will follow the card, and saves it so", async () => {
  const { dialog, user, ...memory } = await openDialog();
  expect(dialog.getByText("3 处，选了 1 处")).toBeDefined();
  expect(dialog.getByText(/^和主题同字的地方没有替你选/u)).toBeDefined();
  await user.click(dialog.getByRole("checkbox", { name: /^主题/u }));
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "名字" }).value).toBe("联席会议");
  await user.type(dialog.getByRole("textbox", { name: "用途" }), "每年开会用");
  await user.click(dialog.getByRole("button", { name: "存为模板" }));
  await screen.findByText("存成了模板“联席会议”，新建讲稿时就能选它。");
  const [template] = saved(memory as never);
  expect(template).toMatchObject({ name: "联席会议", use: "每年开会用", group: "我的模板" });
  expect(texts(template)).toEqual(["在会议全称上的讲话", "抓好主题工作，保护主题成果。"]);
});

test("a place or a whole field can stay as it is written", async () => {
  const { dialog, user, ...memory } = await openDialog();
  const boxes = dialog.getAllByRole("checkbox");
  expect(boxes).toHaveLength(5);
  await user.click(boxes[3] as HTMLElement);
  expect(dialog.getByText("3 处，选了 2 处")).toBeDefined();
  const topic = dialog.getByRole<HTMLInputElement>("checkbox", { name: /^主题/u });
  expect(topic.indeterminate).toBe(true);
  await user.click(dialog.getByRole("checkbox", { name: /^会议全称/u }));
  await user.click(dialog.getByRole("button", { name: "存为模板" }));
  await screen.findByText(/存成了模板/u);
  expect(texts(saved(memory as never)[0])).toEqual([`在${MEETING}上的讲话`, "抓好主题工作，保护知识产权成果。"]);
});

test("a name that is taken replaces that template, and 撤销 brings it back", async () => {
  const before = aTemplate({ name: "联席会议" });
  const { dialog, user, templates } = await openDialog(HEAD, [before]);
  expect(dialog.getByText("已经有叫“联席会议”的模板，存了就换掉它。")).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "换掉原来的" }));
  await screen.findByText("模板“联席会议”换成了这一篇的样子。");
  expect(templates.get(before.id)?.template.patterns).not.toEqual(before.patterns);
  expect(templates.size).toBe(1);
  await user.click(screen.getByRole("button", { name: "撤销存模板" }));
  await waitFor(() => expect(templates.get(before.id)?.template).toEqual(before));
});

test("撤销 of a new one takes it away", async () => {
  const { dialog, user, templates } = await openDialog();
  await user.click(dialog.getByRole("button", { name: "存为模板" }));
  await screen.findByText(/存成了模板/u);
  await user.click(screen.getByRole("button", { name: "撤销存模板" }));
  await waitFor(() => expect(templates.size).toBe(0));
  expect(screen.queryByText(/存成了模板/u)).toBeNull();
});

test("a draft of an own template offers its name, so that saving changes that one", async () => {
  const own = aTemplate();
  const { dialog } = await openDialog({ ...HEAD, template: own.id }, [own]);
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "名字" }).value).toBe("每周例会");
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "用途" }).value).toBe("周一上午用");
  expect(dialog.getByRole("button", { name: "换掉原来的" })).toBeDefined();
});

test("without a name nothing is saved and the field says why", async () => {
  const { dialog, user, templates } = await openDialog({ card: {}, citations: {} });
  expect(dialog.getByText(/信息卡还是空的/u)).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "存为模板" }));
  expect(dialog.getByText("给模板起个名字。")).toBeDefined();
  expect(templates.size).toBe(0);
});

test("a full disk is told in the dialog, which keeps what was typed", async () => {
  const { api, dialog, user } = await openDialog();
  const { SpeechError } = await import("#core/api/errors");
  api.templates.save = async () => {
    throw new SpeechError("disk.full", "模板没有存上：磁盘已满。腾出一些空间，再重试。");
  };
  await user.click(dialog.getByRole("button", { name: "存为模板" }));
  expect((await dialog.findByRole("alert")).textContent).toContain("磁盘已满");
  expect(dialog.getByRole<HTMLInputElement>("textbox", { name: "名字" }).value).toBe("联席会议");
});
