import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { SettingsDialog } from "../../../renderer/features/settings/settings-dialog.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

test("theme, paper and text size show at once and are remembered", async () => {
  const { api, settings } = memoryApi();
  const user = userEvent.setup();
  show(api, <SettingsDialog onClose={() => {}} />);
  await user.click(await screen.findByRole("radio", { name: "深色" }));
  await user.click(screen.getByRole("radio", { name: "保持白纸" }));
  await user.click(screen.getByRole("radio", { name: "125%" }));
  const root = document.documentElement;
  expect([root.dataset.theme, root.dataset.paper, root.style.fontSize]).toEqual(["dark", "white", "125%"]);
  expect(settings()).toMatchObject({ theme: "dark", paper: "white", textScale: 125 });
});

test("says version and door, and that nothing goes online", async () => {
  show(memoryApi().api, <SettingsDialog onClose={() => {}} />);
  expect(await screen.findByText("讲稿匠 0.1.0，浏览器窗口。")).toBeDefined();
  expect(screen.getByText(/不联网/)).toBeDefined();
});

test("Esc leaves", async () => {
  let closed = 0;
  const user = userEvent.setup();
  show(memoryApi().api, <SettingsDialog onClose={() => closed++} />);
  await screen.findByRole("dialog", { name: "设置" });
  await user.keyboard("{Escape}");
  expect(closed).toBe(1);
});
