import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { SpeechError } from "#core/api/errors";
import { StartPage } from "../../../renderer/features/start/start-page.tsx";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

const TITLES = ["在安全生产会上的讲话", "在调度会上的讲话", "在座谈会上的致辞"];

function openPage(bodies = TITLES.map((title, index) => bodyOf(title, "今天开会。".repeat(index + 1)))) {
  const memory = memoryApi(bodies);
  const opened: string[] = [];
  const failures: unknown[] = [];
  show(
    memory.api,
    <StartPage
      onOpen={(id) => opened.push(memory.drafts.get(id)?.title ?? "")}
      onNew={() => {}}
      onNewFrom={(id) => opened.push(`from ${memory.drafts.get(id)?.title}`)}
      onSample={() => opened.push("sample")}
      onFailure={(error) => failures.push(error)}
      changes={0}
    />,
  );
  return { ...memory, opened, failures, user: userEvent.setup() };
}

const titles = () => screen.getAllByRole("row").map((row) => row.textContent);

test("without a draft there are three ways in, the first focused", async () => {
  const { user, opened } = openPage([]);
  expect(await screen.findByRole("heading", { name: "还没有讲稿" })).toBeDefined();
  expect(document.activeElement?.textContent).toContain("新建讲稿");
  await user.click(screen.getByRole("button", { name: /打开示例讲稿/ }));
  expect(opened).toEqual(["sample"]);
});

test("the list tells count and total of what it shows", async () => {
  openPage();
  expect(await screen.findByText(/^共 3 篇，合计 \d+ 字$/u)).toBeDefined();
  expect(screen.getAllByRole("row")).toHaveLength(3);
});

test("arrow down leads from the search into the list, Enter opens", async () => {
  const { user, opened } = openPage();
  await user.click(await screen.findByLabelText("搜讲稿"));
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(opened).toEqual([TITLES[1]]);
});

test("keys that belong to an input method neither open a draft nor empty the search", async () => {
  const { opened } = openPage();
  const search = (await screen.findByLabelText("搜讲稿")) as HTMLInputElement;
  fireEvent.change(search, { target: { value: "diao" } });
  fireEvent.keyDown(search, { key: "Enter", isComposing: true });
  fireEvent.keyDown(search, { key: "Escape", isComposing: true });
  expect(search.value).toBe("diao");
  expect(opened).toEqual([]);
});

test("Enter in the search opens nothing before the list answers what was typed", async () => {
  const { api, opened } = openPage();
  const search = await screen.findByLabelText("搜讲稿");
  const { list } = api.drafts;
  let answer = () => {};
  api.drafts.list = (input) =>
    new Promise((resolve) => {
      answer = () => resolve(list(input));
    });
  fireEvent.change(search, { target: { value: "调度" } });
  fireEvent.keyDown(search, { key: "Enter" });
  expect(opened).toEqual([]);
  answer();
  await screen.findByText(/^找到 1 篇/u);
  fireEvent.keyDown(search, { key: "Enter" });
  expect(opened).toEqual([TITLES[1]]);
});

test("Ctrl+F leads to the search, but not from within a dialog", async () => {
  const { user } = openPage();
  const search = await screen.findByLabelText("搜讲稿");
  const row = screen.getAllByRole("row")[0] as HTMLElement;
  row.focus();
  await user.keyboard("{Control>}f{/Control}");
  expect(document.activeElement).toBe(search);
  row.focus();
  const dialog = document.body.appendChild(document.createElement("div"));
  dialog.role = "dialog";
  expect(fireEvent.keyDown(dialog, { key: "f", ctrlKey: true })).toBe(true);
  expect(document.activeElement).toBe(row);
  dialog.remove();
});

test("a draft restored from the bin hands the focus on", async () => {
  const { user } = openPage();
  await user.click((await screen.findAllByRole("row"))[0] as HTMLElement);
  await user.keyboard("{Delete}");
  await user.click(await screen.findByRole("button", { name: /^回收站/u }));
  await user.click(await screen.findByRole("button", { name: `还原“${TITLES[0]}”` }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { name: "回收站" })));
});

test("beside the list stands what a draft was made from and how long it may be", async () => {
  const { drafts, api } = memoryApi([bodyOf(TITLES[1] ?? "", "今天开会。")]);
  const [draft] = drafts.values();
  if (!draft) throw new Error("there is no draft");
  const carriedFrom = { title: "2025年调度会上的讲话", card: {}, paragraphs: [] };
  const card = { timeLimitMinutes: 15 };
  drafts.set(draft.id, { ...draft, template: "progress-review", pattern: "parallel", card, carriedFrom });
  const { id, name, group, use } = { id: "progress-review", name: "调度会", group: "部署推进" as const, use: "" };
  const targetCharacters = { min: 800, max: 1500 };
  api.templates.list = async () => [{ id, name, group, use, targetCharacters, own: false, patterns: [] }];
  const nothing = () => {};
  show(
    api,
    <StartPage
      onOpen={nothing}
      onNew={nothing}
      onNewFrom={nothing}
      onSample={nothing}
      onFailure={nothing}
      changes={0}
    />,
  );
  expect(await screen.findByText("调度会 · 并列式")).toBeDefined();
  expect(screen.getByText("15 分钟，现不到 1 分钟")).toBeDefined();
  expect(screen.getByText("2025年调度会上的讲话")).toBeDefined();
});

test("lists that cannot be read leave a way to read them again", async () => {
  const memory = memoryApi([bodyOf("在座谈会上的致辞")]);
  const { list } = memory.api.drafts;
  memory.api.drafts.list = () => Promise.reject(new SpeechError("disk.no-folder", "讲稿文件夹不见了。"));
  const failures: unknown[] = [];
  const nothing = () => {};
  show(
    memory.api,
    <StartPage
      onOpen={nothing}
      onNew={() => {}}
      onNewFrom={() => {}}
      onSample={nothing}
      onFailure={(error) => failures.push(error)}
      changes={0}
    />,
  );
  const again = await screen.findByRole("button", { name: "再读一次" });
  expect(failures).toHaveLength(1);
  memory.api.drafts.list = list;
  await userEvent.click(again);
  expect(await screen.findAllByRole("row")).toHaveLength(1);
});

test("the Delete key removes one draft, however long it is held", async () => {
  const { user, removed } = openPage();
  const row = (await screen.findAllByRole("row"))[0] as HTMLElement;
  await user.click(row);
  fireEvent.keyDown(row, { key: "Delete", repeat: true });
  expect(removed.size).toBe(0);
  fireEvent.keyDown(row, { key: "Delete" });
  expect(await screen.findByText(`“${TITLES[0]}”放进了回收站。`)).toBeDefined();
  expect(removed.size).toBe(1);
});

test("search as you type marks the hits; no hit says what next", async () => {
  const { user } = openPage();
  await user.type(await screen.findByLabelText("搜讲稿"), "调度");
  expect(await screen.findByText(/^找到 1 篇/u)).toBeDefined();
  expect(document.querySelector("mark")?.textContent).toBe("调度");
  await user.type(screen.getByLabelText("搜讲稿"), "没有");
  expect(await screen.findByText("没有找到“调度没有”。试试少打几个字，或看看回收站。")).toBeDefined();
  await user.keyboard("{Escape}");
  expect(await screen.findByText(/^共 3 篇/u)).toBeDefined();
});

test("the order is chosen in the menu and remembered", async () => {
  const { user, settings } = openPage();
  await user.click(await screen.findByRole("button", { name: "排列：最近修改" }));
  await user.click(screen.getByRole("menuitemradio", { name: "字数" }));
  expect(settings().sort).toBe("characters");
  expect(titles()[0]).toContain(TITLES[2]);
});

test("F2 renames in place: Enter takes the new title, Esc keeps the old one", async () => {
  const { user, drafts } = openPage();
  await user.click(await screen.findByText("在调度会上的讲话"));
  await user.keyboard("{F2}");
  await user.clear(screen.getByLabelText("新的题目"));
  await user.type(screen.getByLabelText("新的题目"), "新 题目{Enter}");
  expect(await screen.findAllByText("新 题目")).not.toHaveLength(0);
  await user.keyboard("{F2}");
  await user.type(screen.getByLabelText("新的题目"), "作废{Escape}");
  expect([...drafts.values()].map((draft) => draft.title)).toContain("新 题目");
});

test("Delete puts the draft into the bin, 撤销 brings it back", async () => {
  const { user, drafts, removed } = openPage();
  await user.click(await screen.findByText("在调度会上的讲话"));
  await user.keyboard("{Delete}");
  expect(await screen.findByText("“在调度会上的讲话”放进了回收站。")).toBeDefined();
  expect([drafts.size, removed.size]).toEqual([2, 1]);
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect([drafts.size, removed.size]).toEqual([3, 0]));
});

test("the bin restores at once and asks before it deletes for good", async () => {
  const { user, api, drafts, removed } = openPage();
  const [first, second] = [...drafts.keys()];
  await api.drafts.remove({ id: first ?? "" });
  await api.drafts.remove({ id: second ?? "" });
  window.dispatchEvent(new Event("focus"));
  await user.click(await screen.findByRole("button", { name: /回收站/ }));
  const bin = await screen.findByRole("list", { name: "删除的讲稿" });
  await user.click(within(bin).getByRole("button", { name: `还原“${TITLES[0]}”` }));
  await waitFor(() => expect(drafts.size).toBe(2));
  await user.click(await screen.findByRole("button", { name: `彻底删除“${TITLES[1]}”…` }));
  expect(removed.size).toBe(1);
  await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "彻底删除" }));
  await waitFor(() => expect(removed.size).toBe(0));
  expect(await screen.findByText("回收站是空的。删除的讲稿会先放在这里，可以还原。")).toBeDefined();
});

test("a copy is made from the menu and selected", async () => {
  const { user } = openPage();
  const aside = await screen.findByRole("complementary", { name: "选中的讲稿" });
  await user.click(within(aside).getByRole("button", { name: "选中的讲稿：更多" }));
  await user.click(screen.getByRole("menuitem", { name: "复制一份" }));
  expect(await screen.findByText(/^共 4 篇/u)).toBeDefined();
});

test("the panel shows structure and open places of the selected draft", async () => {
  openPage([
    [
      { type: "title", children: [{ text: "在X区会议上的讲话" }] },
      { type: "heading", level: 1, children: [{ text: "提高认识" }] },
      { type: "paragraph", children: [{ text: "由【责任单位】牵头。" }] },
    ],
  ]);
  const aside = await screen.findByRole("complementary", { name: "选中的讲稿" });
  expect(await within(aside).findByText("提高认识")).toBeDefined();
  expect(within(aside).getByText("2 处")).toBeDefined();
});

test("a failure is handed on and the list stays", async () => {
  const { user, api, failures } = openPage();
  api.drafts.remove = async () => {
    throw new Error("disk");
  };
  await user.click(await screen.findByText("在调度会上的讲话"));
  await user.keyboard("{Delete}");
  await waitFor(() => expect(failures).toHaveLength(1));
  expect(screen.getAllByRole("row")).toHaveLength(3);
});

test("the selected draft can be what a new one is made from", async () => {
  const { user, opened } = openPage();
  await user.click(await screen.findByRole("row", { name: new RegExp(TITLES[1] ?? "") }));
  await user.click(screen.getByRole("button", { name: "以此稿新建…" }));
  expect(opened).toEqual([`from ${TITLES[1]}`]);
});
