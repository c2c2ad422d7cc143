import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { COMMANDS, type Command } from "#core/commands";
import { HelpDialog } from "../../../renderer/features/help/help-dialog.tsx";
import { giveSurroundings } from "../show.tsx";

giveSurroundings();

function open() {
  let closed = 0;
  render(
    <HelpDialog
      onClose={() => {
        closed += 1;
      }}
    />,
  );
  return { user: userEvent.setup(), closed: () => closed };
}

const words = () => screen.getByRole("dialog").textContent ?? "";

test("has every command, with its key in the table or among those without", () => {
  open();
  for (const { label, key } of COMMANDS as readonly Command[]) {
    if (key) expect(screen.getByRole("rowheader", { name: label })).toBeTruthy();
    else expect(words()).toContain(label.replace("…", ""));
  }
  expect(screen.getByRole("row", { name: "导出 Word… Ctrl+E" })).toBeTruthy();
  expect(screen.getByRole("row", { name: "整节上移 Alt+↑" })).toBeTruthy();
});

test("is searched in its sentences, its commands and its keys", () => {
  open();
  const field = screen.getByRole("textbox", { name: "在帮助里找" });
  fireEvent.change(field, { target: { value: "降一级" } });
  expect(screen.getByRole("heading", { name: "标题和编号" })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "起草" })).toBeNull();
  expect(words()).toContain("按 Tab 降一级");
  fireEvent.change(field, { target: { value: "ctrl+e" } });
  expect(screen.getByRole("rowheader", { name: "导出 Word…" })).toBeTruthy();
  expect(screen.queryByRole("rowheader", { name: "打印…" })).toBeNull();
  fireEvent.change(field, { target: { value: "没有这个" } });
  expect(words()).toContain("没有找到“没有这个”");
});

test("Esc closes it, also out of the field", async () => {
  const { user, closed } = open();
  await user.keyboard("{Escape}");
  expect(closed()).toBe(1);
});
