import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { SpeechError } from "#core/api/errors";
import { headOf } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
Element.prototype.scrollIntoView ??= () => {};
afterEach(() => vi.useRealTimers());

async function open(readOnly: string | null = null) {
  vi.setSystemTime(new Date("2026-11-22T16:00:00"));
  const memory = memoryApi([bodyOf("题目", "现在的文字。")]);
  const [draft] = [...memory.drafts.values()];
  if (!draft) throw new Error("no draft");
  const editor = () => <EditorPage draft={draft} readOnly={readOnly} onClose={() => {}} onExport={() => {}} />;
  const { unmount } = show(memory.api, editor());
  await screen.findByRole("textbox", { name: "讲稿正文" });
  return { ...memory, draft, unmount, user: userEvent.setup() };
}
const command = (id: string) => act(async () => void runCommand(id));
const status = () => screen.getByRole("region", { name: "状态栏" });

test("Ctrl+S keeps a version without taking the focus, the second one asks for a name, the third says so", async () => {
  const { versions, user } = await open();
  const text = screen.getByRole("textbox", { name: "讲稿正文" });
  act(() => text.focus());
  await command("draft.save");
  await waitFor(() => expect(status().textContent).toContain("已存为一个版本。再按 Ctrl+S 给它起名。"));
  expect(document.activeElement).toBe(text);
  expect(versions).toHaveLength(1);

  await command("draft.save");
  const field = await screen.findByRole("textbox", { name: "名字" });
  expect(document.activeElement).toBe(field);
  await user.keyboard("{Enter}");
  expect(screen.getByText("还没有写名字。写几个字，或者取消。")).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await command("draft.save");
  await screen.findByRole("dialog", { name: "给这个版本起名" });
  await user.keyboard("送审稿{Enter}");
  await waitFor(() => expect(versions[0]?.name).toBe("送审稿"));
  expect(screen.queryByRole("dialog")).toBeNull();

  await command("draft.save");
  await waitFor(() => expect(status().textContent).toContain("和版本“送审稿”一样，没有改动。"));
  expect(versions).toHaveLength(1);
});

test("a held key is one version, two quick presses ask for its name", async () => {
  const { versions, user } = await open();
  const press = (repeat: boolean) => fireEvent.keyDown(document.body, { key: "s", ctrlKey: true, repeat });
  press(false);
  for (let count = 0; count < 5; count += 1) press(true);
  await waitFor(() => expect(versions).toHaveLength(1));
  await waitFor(() => expect(status().textContent).toContain("已存为一个版本。"));
  expect(screen.queryByRole("dialog")).toBeNull();
  press(false);
  await screen.findByRole("dialog", { name: "给这个版本起名" });
  await user.keyboard("{Escape}");
  press(false);
  press(false);
  await screen.findByRole("dialog", { name: "给这个版本起名" });
  expect(versions).toHaveLength(1);
});

test("what cannot be kept is told where it happens", async () => {
  const { api } = await open();
  api.versions.keep = async () => {
    throw new SpeechError("disk.full", "没有存成版本：磁盘已满。讲稿本身已经保存。");
  };
  await command("draft.save");
  expect((await screen.findByRole("alert")).textContent).toContain("没有存成版本：磁盘已满。");
});

test("the tab lists by day, says what each was and how long, and the row in work has the buttons", async () => {
  const { keep, drafts, draft, user } = await open();
  const named = keep(draft.id, "kept", "2026-11-20T14:32:00");
  named.name = "<b>一稿</b>";
  drafts.set(draft.id, { ...draft, body: bodyOf("题目", "现在") });
  keep(draft.id, "before-change", "2026-11-22T09:05:00");
  await command("view.versions");
  const list = await screen.findByRole("grid", { name: "版本" });
  const rows = within(list).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^今天/u),
    expect.stringMatching(/^09:05大改之前4 字，比现在少 4 字$/u),
    expect.stringMatching(/^11月20日/u),
    expect.stringMatching(/^14:32<b>一稿<\/b>8 字，和现在一样多$/u),
  ]);
  expect(screen.queryByRole("button", { name: "恢复这一版" })).toBeNull();
  await user.click(rows[3] as HTMLElement);
  expect(screen.getByRole("button", { name: "恢复这一版" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "改名…" })).toBeTruthy();
});

test("restoring puts the text on the sheet, keeps the former one, and undo brings that back", async () => {
  const { keep, drafts, versions, draft, user } = await open();
  drafts.set(draft.id, { ...draft, body: bodyOf("题目", "从前的文字。") });
  keep(draft.id, "kept", "2026-11-20T14:32:00");
  drafts.set(draft.id, draft);
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /14:32/u }));
  await user.click(screen.getByRole("button", { name: "恢复这一版" }));
  const text = screen.getByRole("textbox", { name: "讲稿正文" });
  await waitFor(() => expect(text.textContent).toContain("从前的文字。"));
  expect(status().textContent).toContain("恢复成了11月20日 14:32 的版本。");
  expect(versions.map(({ kind }) => kind)).toEqual(["kept", "before-restore"]);
  await waitFor(() => expect(drafts.get(draft.id)?.body).toEqual(bodyOf("题目", "从前的文字。")));
  await command("edit.undo");
  await waitFor(() => expect(text.textContent).toContain("现在的文字。"));
  expect(text.textContent).not.toContain("从前");
});

test("restoring takes the head back too, also what the version does not have", async () => {
  const { keep, drafts, draft, user, unmount, api } = await open();
  unmount();
  keep(draft.id, "kept", "2026-11-20T14:32:00");
  const since = {
    ...draft,
    card: { meeting: "甲会议" },
    pattern: "parallel",
    unplaced: bodyOf("没处放的话").slice(0, 1),
    arranged: { parallel: ["opening"] },
  };
  drafts.set(draft.id, since);
  show(api, <EditorPage draft={since} readOnly={null} onClose={() => {}} onExport={() => {}} />);
  await screen.findByRole("textbox", { name: "讲稿正文" });
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /14:32/u }));
  await user.click(screen.getByRole("button", { name: "恢复这一版" }));
  await waitFor(() => expect(drafts.get(draft.id)?.card).toEqual({}));
  const { card, pattern, unplaced, arranged } = drafts.get(draft.id) as typeof since;
  expect({ card, pattern, unplaced, arranged }).toEqual({ card: {} });
  await command("edit.undo");
  await waitFor(() => expect(drafts.get(draft.id)).toMatchObject({ ...headOf(since) }));
});

test("a version opens beside the text to be read, and can be restored from there", async () => {
  const { keep, drafts, draft, user } = await open();
  drafts.set(draft.id, { ...draft, body: bodyOf("题目", "从前的文字。") });
  keep(draft.id, "opened", "2026-11-21T14:32:00");
  drafts.set(draft.id, draft);
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /14:32/u }));
  await user.click(screen.getByRole("button", { name: "打开看看" }));
  const beside = await screen.findByRole("region", { name: "参看：昨天 14:32 的版本" });
  expect(beside.textContent).toContain("打开时，只能看");
  expect(beside.textContent).toContain("从前的文字。");
  await user.click(within(beside).getByRole("button", { name: "恢复这一版" }));
  const text = screen.getByRole("textbox", { name: "讲稿正文" });
  await waitFor(() => expect(text.textContent).toContain("从前的文字。"));
});

test("nothing is restored over words that could not be saved", async () => {
  const { api, keep, versions, draft, user } = await open();
  keep(draft.id, "kept");
  api.drafts.save = async () => {
    throw new SpeechError("disk.full", "没有存上：磁盘已满。文字还在窗口里。");
  };
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /手动/u }));
  await command("style.heading-1");
  act(() => screen.getByRole("textbox", { name: "讲稿正文" }).focus());
  await command("style.heading-1");
  await user.click(screen.getByRole("button", { name: "恢复这一版" }));
  expect(await screen.findByText(/^没有恢复：刚写的字还没有存上/u)).toBeTruthy();
  expect(versions).toHaveLength(1);
});

test("deleting asks first and goes on to the next row", async () => {
  const { keep, versions, draft, user } = await open();
  keep(draft.id, "kept", "2026-11-22T09:01:00").name = "一稿";
  keep(draft.id, "kept", "2026-11-22T09:02:00").name = "二稿";
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /二稿/u }));
  await user.keyboard("{Delete}");
  const question = screen.getByRole("alertdialog", { name: "删除这个版本？" });
  expect(question.textContent).toContain("今天 09:02 的版本“二稿”");
  await user.click(within(question).getByRole("button", { name: "取消" }));
  expect(versions).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "删除…" }));
  await user.click(screen.getByRole("button", { name: "删除" }));
  await waitFor(() => expect(versions.map(({ name }) => name)).toEqual(["一稿"]));
  await waitFor(() => expect(screen.getByRole("row", { name: /一稿/u }).getAttribute("aria-selected")).toBe("true"));
});

test("a draft without versions says how they come, one that can only be read offers nothing that changes", async () => {
  const { unmount } = await open();
  await command("view.versions");
  expect(await screen.findByText(/^还没有版本。/u)).toBeTruthy();
  unmount();
  const { keep, versions, draft, user } = await open("这篇讲稿是更新版本的讲稿匠写的。");
  keep(draft.id, "kept");
  await command("draft.save");
  await waitFor(() => expect(status().textContent).toContain("这篇只能阅读，没有要存的。"));
  await command("view.versions");
  await user.click(await screen.findByRole("row", { name: /手动/u }));
  expect(screen.getByRole("button", { name: "打开看看" })).toBeTruthy();
  for (const name of ["恢复这一版", "起名…", "删除…", "存一个版本"]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
  expect(versions).toHaveLength(1);
});
