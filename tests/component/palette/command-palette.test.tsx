import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { useCommandKeys, useCommands } from "../../../renderer/commands.ts";
import { CommandPalette } from "../../../renderer/features/palette/command-palette.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

const SCOPES = ["everywhere"] as const;

/** A window that answers a few commands and tells where the focus was when each ran. */
function Window({ ran }: { ran: string[] }) {
  const [open, setOpen] = useState(false);
  const note = (id: string) => () => ran.push(`${id} at ${document.activeElement?.getAttribute("aria-label")}`);
  useCommandKeys(SCOPES);
  useCommands({
    "help.commands": () => setOpen(true),
    "draft.export": note("draft.export"),
    "edit.find": note("edit.find"),
    "edit.replace": note("edit.replace"),
    "view.full-screen": note("view.full-screen"),
  });
  return (
    <>
      <input aria-label="正文" />
      {open && <CommandPalette onClose={() => setOpen(false)} />}
    </>
  );
}

async function openPalette(recentCommands: string[] = []) {
  const memory = memoryApi();
  await memory.api.settings.set({ recentCommands });
  const ran: string[] = [];
  show(memory.api, <Window ran={ran} />);
  const user = userEvent.setup();
  await user.click(await screen.findByLabelText("正文"));
  await user.keyboard("{Control>}{Shift>}P{/Shift}{/Control}");
  const field = await screen.findByRole("combobox", { name: "查找命令" });
  // The browser does so by itself, which commands.test.ts of the end-to-end tests sees.
  await user.click(field);
  return { ...memory, ran, user, field };
}

const rows = () => screen.queryAllByRole("option").map((row) => row.textContent);
const selected = () => screen.getByRole("option", { selected: true }).textContent;

test("lists what is answered at present, with menu and key, and nothing else", async () => {
  await openPalette();
  expect(rows()).toEqual(["导出 Word…文件Ctrl+E", "查找编辑Ctrl+F", "替换编辑Ctrl+H", "全屏视图F11"]);
});

test("finds by initials, marks what was looked for, and runs once the focus is back where it was", async () => {
  const { ran, user, settings } = await openPalette();
  await user.keyboard("dc");
  await waitFor(() => expect(rows()).toEqual(["导出 Word…文件Ctrl+E"]));
  expect(screen.getByText("导出").tagName).toBe("MARK");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(ran).toEqual(["draft.export at 正文"]));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(settings().recentCommands).toEqual(["draft.export"]);
});

test("goes round by the arrows and chooses by a click", async () => {
  const { ran, user, field } = await openPalette();
  expect(selected()).toContain("导出");
  expect(field.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { selected: true }).id);
  await user.keyboard("{ArrowUp}");
  expect(selected()).toContain("全屏");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(selected()).toContain("查找");
  await user.click(screen.getByRole("option", { name: /替换/u }));
  await waitFor(() => expect(ran).toEqual(["edit.replace at 正文"]));
});

test("shows what was used last on top, without what cannot be used now", async () => {
  await openPalette(["edit.undo", "view.full-screen", "edit.replace"]);
  const recent = within(screen.getByRole("group", { name: "最近用过" }));
  expect(recent.getAllByRole("option").map((row) => row.textContent)).toEqual(["全屏视图F11", "替换编辑Ctrl+H"]);
  expect(rows()).toHaveLength(4);
});

test("says what to try when nothing is found, and Enter then does nothing", async () => {
  const { ran, user } = await openPalette();
  await user.keyboard("素材{Enter}");
  expect(screen.getByText(/^没有找到“素材”。/u)).toBeTruthy();
  expect(screen.getByRole("dialog")).toBeTruthy();
  expect(ran).toEqual([]);
});

test("leaves Enter and the arrows to the input method while it composes", async () => {
  const { ran, user, field } = await openPalette();
  fireEvent.change(field, { target: { value: "查找" } });
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  fireEvent.keyDown(field, { key: "ArrowDown", isComposing: true });
  expect(screen.getByRole("dialog")).toBeTruthy();
  expect(ran).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(ran).toEqual(["edit.find at 正文"]));
});

test("Esc leaves without running anything", async () => {
  const { ran, user, settings } = await openPalette();
  await user.keyboard("{Escape}");
  await act(async () => {});
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(ran).toEqual([]);
  expect(settings().recentCommands).toEqual([]);
});
