import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import {
  isAnswered,
  keysText,
  matchesKey,
  runCommand,
  useCommandKeys,
  useCommands,
} from "../../../renderer/commands.ts";
import { Button } from "../../../renderer/ui/button.tsx";
import { Dialog } from "../../../renderer/ui/dialog.tsx";

afterEach(cleanup);

const SCOPES = ["everywhere"] as const;

function Window({ ran, dialog = false }: { ran: string[]; dialog?: boolean }) {
  useCommandKeys(SCOPES);
  useCommands({ "draft.new": () => ran.push("draft.new"), "draft.export": () => ran.push("draft.export") });
  return dialog ? (
    <Dialog
      title="问题"
      onClose={() => {}}
      onSubmit={() => ran.push("submit")}
      actions={<Button type="submit">好</Button>}
    >
      <input aria-label="字" />
    </Dialog>
  ) : null;
}

test("a key of the scope runs its command, others do not", async () => {
  const ran: string[] = [];
  render(<Window ran={ran} />);
  await userEvent.keyboard("{Control>}n{/Control}{Control>}e{/Control}n");
  expect(ran).toEqual(["draft.new"]);
});

test("a dialog keeps the keys to itself, and Enter acts", async () => {
  const ran: string[] = [];
  render(<Window ran={ran} dialog />);
  await userEvent.click(screen.getByLabelText("字"));
  await userEvent.keyboard("{Control>}n{/Control}{Enter}");
  expect(ran).toEqual(["submit"]);
});

test("in a dialog the browser opens no window of its own, and a field keeps its undo", () => {
  render(<Window ran={[]} dialog />);
  const field = screen.getByLabelText("字");
  const isLeft = (key: string) =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true }));
  expect({ n: isLeft("n"), o: isLeft("o"), z: isLeft("z"), comma: isLeft(",") }).toEqual({
    n: false,
    o: false,
    z: true,
    comma: true,
  });
});

test("a command that nothing on the screen answers is told apart", () => {
  const ran: string[] = [];
  const shown = render(<Window ran={ran} />);
  expect([isAnswered("draft.export"), isAnswered("edit.undo"), isAnswered("toString")]).toEqual([true, false, false]);
  expect([runCommand("draft.export"), runCommand("edit.undo"), runCommand("toString")]).toEqual([true, false, false]);
  shown.unmount();
  expect(runCommand("draft.export")).toBe(false);
  expect(isAnswered("draft.export")).toBe(false);
  expect(ran).toEqual(["draft.export"]);
});

test.each([
  ["Mod+Shift+P", { key: "P", ctrlKey: true, shiftKey: true }],
  ["Mod+B", { key: "B", ctrlKey: true }],
  ["Mod+,", { key: ",", ctrlKey: true }],
  ["Alt+ArrowUp", { key: "ArrowUp", altKey: true }],
  ["Alt+2", { key: "2", code: "Digit2", altKey: true }],
  ["Alt+2", { key: "™", code: "Digit2", altKey: true }],
  ["F11", { key: "F11" }],
  ["Mod+=", { key: "=", ctrlKey: true }],
  ["Mod+=", { key: "+", ctrlKey: true, shiftKey: true }],
  ["Mod+=", { key: "+", ctrlKey: true, code: "NumpadAdd" }],
  ["Mod+-", { key: "-", ctrlKey: true, code: "NumpadSubtract" }],
])("%s is pressed by %o", (key, event) => {
  expect(matchesKey(new KeyboardEvent("keydown", event), key)).toBe(true);
});

test.each([
  ["Mod+Shift+P", { key: "p", ctrlKey: true }],
  ["Mod+B", { key: "b" }],
  ["Mod+B", { key: "b", ctrlKey: true, altKey: true }],
  ["Mod+B", { key: "b", ctrlKey: true, shiftKey: true }],
  ["Mod+=", { key: "+", shiftKey: true }],
  ["F11", { key: "F11", shiftKey: true }],
])("%s is not pressed by %o", (key, event) => {
  expect(matchesKey(new KeyboardEvent("keydown", event), key)).toBe(false);
});

test("keys read as they stand on the keyboard", () => {
  expect(["Mod+Shift+P", "Alt+ArrowUp", "Mod+=", "F1"].map(keysText)).toEqual([
    "Ctrl+Shift+P",
    "Alt+↑",
    "Ctrl+=",
    "F1",
  ]);
});
