import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useCommandKeys, useCommands } from "../../../renderer/commands.ts";
import { KeyHints } from "../../../renderer/features/palette/key-hints.tsx";
import { Dialog } from "../../../renderer/ui/dialog.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const SCOPES = ["everywhere", "editor"] as const;

function Window({ ran, dialog = false }: { ran: string[]; dialog?: boolean }) {
  useCommandKeys(SCOPES);
  useCommands({
    "draft.new": () => ran.push("draft.new"),
    "style.bold": () => ran.push("style.bold"),
    "edit.move-section-up": () => ran.push("up"),
    "edit.find-next": () => ran.push("next"),
  });
  return (
    <>
      <textarea aria-label="正文" />
      <KeyHints />
      {dialog && (
        <Dialog title="问题" onClose={() => {}} actions={null}>
          <input aria-label="字" />
        </Dialog>
      )}
    </>
  );
}

const CTRL = { key: "Control", ctrlKey: true };
const ALT = { key: "Alt", altKey: true };
const text = () => screen.getByLabelText("正文");
const wait = () => act(async () => void vi.advanceTimersByTime(1000));
const shown = () => [...(screen.queryByTestId("key-hints")?.querySelectorAll("p") ?? [])].map((row) => row.textContent);

test("holding Ctrl alone shows the keys that go with it and are answered; letting go hides them", async () => {
  render(<Window ran={[]} />);
  fireEvent.keyDown(text(), CTRL);
  expect(shown()).toEqual([]);
  await wait();
  expect(shown()).toEqual(["Ctrl+N新建讲稿…", "Ctrl+B加粗"]);
  fireEvent.keyDown(text(), { ...CTRL, repeat: true });
  expect(shown()).toHaveLength(2);
  fireEvent.keyUp(text(), { key: "Control" });
  expect(shown()).toEqual([]);
});

test("holding Alt shows its keys and those that stand alone", async () => {
  render(<Window ran={[]} />);
  fireEvent.keyDown(text(), ALT);
  await wait();
  expect(shown()).toEqual(["Alt+↑整节上移", "F3查找下一处"]);
});

test("a second key acts as ever and nothing is shown", async () => {
  const ran: string[] = [];
  render(<Window ran={ran} />);
  expect(fireEvent.keyDown(text(), CTRL)).toBe(true);
  fireEvent.keyDown(text(), { key: "b", ctrlKey: true });
  expect(fireEvent.keyDown(text(), { key: "c", ctrlKey: true })).toBe(true);
  await wait();
  expect(shown()).toEqual([]);
  expect(ran).toEqual(["style.bold"]);
});

test.each([
  ["the mouse", () => fireEvent.pointerDown(document.body)],
  ["the wheel", () => fireEvent.wheel(document.body)],
  ["another window", () => fireEvent.blur(window)],
  ["a composition", () => fireEvent.compositionStart(text())],
  ["Ctrl+Space of an input method", () => fireEvent.keyDown(text(), { key: " ", ctrlKey: true })],
])("%s hides it, and keeps it from coming", async (_, act) => {
  render(<Window ran={[]} />);
  fireEvent.keyDown(text(), CTRL);
  await wait();
  expect(shown()).not.toEqual([]);
  act();
  expect(shown()).toEqual([]);
  fireEvent.keyDown(text(), CTRL);
  act();
  await wait();
  expect(shown()).toEqual([]);
});

test("does not come while composing, with other keys held, or over a dialog", async () => {
  render(<Window ran={[]} />);
  fireEvent.keyDown(text(), { ...CTRL, isComposing: true });
  await wait();
  expect(shown()).toEqual([]);
  fireEvent.keyDown(text(), { ...ALT, ctrlKey: true });
  await wait();
  expect(shown()).toEqual([]);
  cleanup();
  render(<Window ran={[]} dialog />);
  fireEvent.keyDown(document.body, CTRL);
  await wait();
  expect(shown()).toEqual([]);
});
