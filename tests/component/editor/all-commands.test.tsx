import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { COMMANDS } from "#core/commands";
import { App } from "../../../renderer/app.tsx";
import { isAnswered } from "../../../renderer/commands.ts";
import type { Host } from "../../../renderer/host.ts";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

async function openWindow() {
  const host: Host = { call: async () => ({ ok: true, value: null }), onEvent: () => () => {}, onPresence: () => {} };
  const memory = memoryApi([bodyOf("在会议上的讲话", "今天开会。")]);
  show(memory.api, <App host={host} />);
  const user = userEvent.setup();
  await screen.findByRole("heading", { name: "全部讲稿" });
  return { ...memory, user };
}

const unanswered = () => COMMANDS.filter(({ id }) => !isAnswered(id)).map(({ id }) => id);

test("with a draft open every command is answered; on the start page those that need no draft are", async () => {
  const { user } = await openWindow();
  expect(unanswered().filter((id) => COMMANDS.find((each) => each.id === id)?.scope === "everywhere")).toEqual([]);
  await user.dblClick(screen.getByRole("row", { name: /在会议上的讲话/u }));
  await screen.findByRole("textbox", { name: "讲稿正文" });
  expect(unanswered()).toEqual([]);
});

test("更多 has every command under its menu, with its key, and runs what is chosen", async () => {
  const { user, settings } = await openWindow();
  await user.dblClick(screen.getByRole("row", { name: /在会议上的讲话/u }));
  await screen.findByRole("textbox", { name: "讲稿正文" });
  await user.click(screen.getByRole("button", { name: "更多" }));
  const groups = within(screen.getByRole("menu", { name: "更多" })).getAllByRole("menuitem");
  expect(groups.map((item) => item.textContent)).toEqual(["文件", "编辑", "样式", "视图", "帮助"]);
  await user.click(screen.getByRole("menuitem", { name: "视图" }));
  const view = await screen.findByRole("menu", { name: "视图" });
  const labels = within(view)
    .getAllByRole("menuitem")
    .map((item) => item.textContent);
  expect(labels).toContain("放大纸面Ctrl+=");
  expect(labels).toHaveLength(COMMANDS.filter(({ menu }) => menu === "view").length);
  await user.click(within(view).getByRole("menuitem", { name: /打字时光标居中/u }));
  await waitFor(() => expect(settings().typewriter).toBe(true));
  expect(screen.queryByRole("menu")).toBeNull();
});

test("what can be seen of a draft can be zoomed by the steps of the list", async () => {
  const { user, settings } = await openWindow();
  await user.dblClick(screen.getByRole("row", { name: /在会议上的讲话/u }));
  await screen.findByRole("textbox", { name: "讲稿正文" });
  await act(async () => {});
  await user.keyboard("{Control>}={/Control}");
  const first = settings().zoom;
  await user.keyboard("{Control>}={/Control}");
  expect(settings().zoom).toBeGreaterThan(Number(first));
  await user.keyboard("{Control>}-{/Control}");
  expect(settings().zoom).toBe(first);
});
