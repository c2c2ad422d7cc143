import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { HostEvent, OpenedFile } from "#core/api/contract";
import { App } from "../../renderer/app.tsx";
import type { Host } from "../../renderer/host.ts";
import { bodyOf, memoryApi } from "./memory-api.ts";
import { giveSurroundings, show } from "./show.tsx";

giveSurroundings();

/** The window over a host whose events the test sends. */
async function openWindow(titles: readonly string[]) {
  const memory = memoryApi(titles.map((title) => bodyOf(title, "今天开会。")));
  let tell: (event: HostEvent) => void = () => {};
  let setPresent: (present: boolean) => void = () => {};
  const host: Host = {
    call: async () => ({ ok: true, value: null }),
    onEvent: (listener) => {
      tell = listener;
      return () => {};
    },
    onPresence: (listener) => {
      setPresent = listener;
    },
  };
  show(memory.api, <App host={host} />);
  await screen.findByRole("heading", { name: titles.length > 0 ? "全部讲稿" : "还没有讲稿" });
  return {
    ...memory,
    ids: [...memory.drafts.keys()],
    tell: (event: HostEvent) => act(async () => tell(event)),
    setPresent: (present: boolean) => act(async () => setPresent(present)),
    user: userEvent.setup(),
  };
}

const opened = (name: string, part: Partial<OpenedFile>): OpenedFile => ({ name, messages: [], ...part });

test("a draft that the host names is shown, and the window takes its title", async () => {
  const { ids, tell } = await openWindow(["在会议上的讲话"]);
  await tell({ name: "draft.show", data: { id: ids[0] ?? "" } });
  expect(await screen.findByRole("textbox")).toBeDefined();
  expect(document.title).toBe("在会议上的讲话 - 讲稿匠");
});

test("a draft that is gone is told in its sentence, which can be put away", async () => {
  const { tell, user } = await openWindow(["在会议上的讲话"]);
  await tell({ name: "draft.show", data: { id: crypto.randomUUID() } });
  expect((await screen.findByRole("alert")).textContent).toContain("没有找到这篇讲稿");
  await user.click(screen.getByRole("button", { name: "收起这条消息" }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("one file goes into the editor", async () => {
  const { api, ids, user } = await openWindow(["在会议上的讲话"]);
  api.files.open = async () => [opened("a.docx", { draftId: ids[0] ?? "" })];
  await user.keyboard("{Control>}o{/Control}");
  expect(await screen.findByRole("textbox")).toBeDefined();
});

test("several files stay in the list: a sentence for each that failed and one for the rest", async () => {
  const { api, ids, user } = await openWindow(["甲", "乙"]);
  api.files.open = async () => [
    opened("a.docx", { draftId: ids[0] ?? "" }),
    opened("b.docx", { draftId: ids[1] ?? "" }),
    opened("c.doc", { error: "没有打开“c.doc”：这是旧版 Word 的文件。" }),
  ];
  await user.click(screen.getByRole("button", { name: "打开文件…" }));
  expect(await screen.findByText("打开了 2 个文件，都在“全部讲稿”里。")).toBeDefined();
  expect(screen.getByRole("alert").textContent).toContain("没有打开“c.doc”");
});

test("when the host is gone the window says so until it is back", async () => {
  const { setPresent } = await openWindow([]);
  await setPresent(false);
  expect(screen.getByRole("alert").textContent).toContain("讲稿匠已经关闭");
  await setPresent(true);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a command of the native menu opens the settings", async () => {
  const { tell } = await openWindow([]);
  await tell({ name: "command", data: { id: "view.settings" } });
  expect(await screen.findByRole("dialog", { name: "设置" })).toBeDefined();
});

test("Ctrl+N asks what to make; what is built is written on", async () => {
  const { drafts, user } = await openWindow([]);
  await user.keyboard("{Control>}n{/Control}");
  await user.click(await screen.findByRole("option", { name: /空白讲稿/u }));
  expect(drafts.size).toBe(0);
  await user.click(screen.getByRole("button", { name: "建立讲稿" }));
  await waitFor(() => expect(drafts.size).toBe(1));
  expect(await screen.findByRole("textbox", { name: "讲稿正文" })).toBeDefined();
});

test("a blank draft is made at once where the command asks for one", async () => {
  const { drafts, tell } = await openWindow([]);
  await tell({ name: "command", data: { id: "draft.new-blank" } });
  await waitFor(() => expect(drafts.size).toBe(1));
  expect(await screen.findByRole("textbox", { name: "讲稿正文" })).toBeDefined();
});
