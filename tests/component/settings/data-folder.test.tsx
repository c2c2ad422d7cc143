import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DataFolder as Place } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { DataFolder } from "../../../renderer/features/settings/data-folder.tsx";
import { Button } from "../../../renderer/ui/button.tsx";
import { Dialog } from "../../../renderer/ui/dialog.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

function open(changes: Partial<Place> = {}) {
  const { api } = memoryApi();
  const closed: string[] = [];
  const { dataFolder } = api.app;
  api.app.dataFolder = async () => ({ ...(await dataFolder({})), ...changes });
  show(
    api,
    <Dialog
      title="设置"
      onClose={() => closed.push("left")}
      onSubmit={() => closed.push("done")}
      actions={<Button type="submit">完成</Button>}
    >
      <DataFolder />
    </Dialog>,
  );
  return { api, closed, user: userEvent.setup() };
}

test("shows where the data lie, takes a typed path, says when the move comes, and drops it again", async () => {
  const { closed, user } = open();
  expect(await screen.findByText("~/.config/speechwright")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "搬到别处…" }));
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
  await user.keyboard("{Enter}");
  expect(screen.getByRole("alert").textContent).toContain("还没有写新文件夹的位置。");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();

  await user.click(screen.getByRole("button", { name: "搬到别处…" }));
  await user.keyboard("~/文档/讲稿匠{Enter}");
  expect((await screen.findByRole("status")).textContent).toMatch(/^下次打开讲稿匠时搬到 ~\/文档\/讲稿匠/u);
  expect(closed).toEqual([]);
  await user.click(screen.getByRole("button", { name: "不搬了" }));
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
});

test("keeps what was typed when the folder does not fit, and says why", async () => {
  const { api, user } = open();
  api.app.moveDataFolder = async () => {
    throw new SpeechError("input.invalid", "数据文件夹没有搬：那里是一个文件，不是文件夹。换一个文件夹再试。");
  };
  await user.click(await screen.findByRole("button", { name: "搬到别处…" }));
  await user.keyboard("/etc/passwd{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("那里是一个文件");
  expect(screen.getByRole("textbox")).toHaveProperty("value", "/etc/passwd");
});

test("lets the system ask where it can, and cancelling changes nothing", async () => {
  const asked: (string | null)[] = [];
  const { api, user } = open({ asks: "dialog" });
  api.app.moveDataFolder = async ({ path }) => {
    asked.push(path);
    return api.app.dataFolder({});
  };
  await user.click(await screen.findByRole("button", { name: "搬到别处…" }));
  await waitFor(() => expect(asked).toEqual([null]));
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("status")).toBeNull();
});

test("says why it cannot be moved, and what the system would not open", async () => {
  const { api, user } = open({ fixed: "这次的数据文件夹是启动时指定的，在这里不能搬。" });
  api.app.openDataFolder = async () => {
    throw new SpeechError("unknown", "没有打开：这台电脑没有照办。");
  };
  expect(await screen.findByText(/在这里不能搬/u)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "搬到别处…" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "打开文件夹" }));
  expect((await screen.findByRole("alert")).textContent).toContain("没有打开");
});
