import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Slate } from "slate-react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Block, type ImportMessage, textOf } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { Paper } from "../../../renderer/editor/paper.tsx";
import { PasteStrip } from "../../../renderer/features/paste/paste-strip.tsx";
import { createPasteTold } from "../../../renderer/features/paste/paste-told.ts";
import type { DraftSession } from "../../../renderer/session/draft-session.ts";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const mark: ImportMessage = { level: "info", code: "page-number-removed", message: "删去了页码“3”。", paragraph: null };
const guess: ImportMessage = { level: "unsure", code: "short-line", message: "这一行很短。", paragraph: null };

/** The strip over one editor and a session that keeps its notes. */
function open(readOnly = false) {
  const kept: ImportMessage[] = [];
  const session = {
    addNotes: (notes: ImportMessage[]) => kept.push(...notes),
    confirmNotes: (notes: ImportMessage[]) =>
      kept.splice(0, kept.length, ...kept.filter((note) => !notes.includes(note))),
  } as unknown as DraftSession;
  const told = createPasteTold(session);
  const editor = createSpeechEditor([{ type: "paragraph", children: [{ text: "头" }] }], undefined, told.listener);
  editor.select({ path: [0, 0], offset: 1 });
  render(
    <Slate editor={editor} initialValue={editor.children}>
      <PasteStrip told={told} readOnly={readOnly} />
      <Paper readOnly={readOnly} toOpenPlace={() => false} />
    </Slate>,
  );
  const texts = () => (editor.children as Block[]).map(textOf);
  return { editor, told, kept, texts, user: userEvent.setup() };
}
const say = (work: () => void) => act(async () => work());

describe("the strip of a paste", () => {
  it("shows the details of one paste when asked, folded again for the next", async () => {
    const { told, user } = open();
    await say(() => told.listener.noted([mark, guess]));
    expect(screen.getByRole("status").textContent).toContain("粘贴时去掉了：页码 1 处。");
    await user.click(screen.getByRole("button", { name: "看明细" }));
    expect(screen.getByRole("list", { name: "粘贴时改动的明细" }).textContent).toBe("删去了页码“3”。");
    await say(() => told.listener.noted([{ ...mark }]));
    expect(screen.queryByRole("list")).toBeNull();
    await user.click(screen.getByRole("button", { name: "收起这条消息" }));
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("goes with the next paste that has nothing to tell, and with the undo of its own only", async () => {
    const { told, kept } = open();
    const first = [mark, guess];
    const second = [{ ...mark }];
    await say(() => told.listener.noted(first));
    await say(() => told.listener.noted(second));
    await say(() => told.listener.undone?.(first));
    expect(screen.getByRole("status")).toBeTruthy();
    expect(kept).toEqual([]);
    await say(() => told.listener.undone?.(second));
    expect(screen.queryByRole("status")).toBeNull();
    await say(() => told.listener.noted(second));
    await say(() => told.listener.noted([]));
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("keeps guesses among the import notes and out of itself", async () => {
    const { told, kept } = open();
    await say(() => told.listener.noted([guess]));
    expect(screen.queryByRole("status")).toBeNull();
    expect(kept).toEqual([guess]);
  });
});

describe("粘贴为纯文本 from a menu", () => {
  it("pastes the clipboard's text", async () => {
    const { texts } = open();
    vi.spyOn(navigator.clipboard, "readText").mockResolvedValue("一、甲\n乙");
    await say(() => void runCommand("edit.paste-plain"));
    await vi.waitFor(() => expect(texts()).toEqual(["头一、甲", "乙"]));
  });

  it("tells the key where the clipboard is closed to the page", async () => {
    const { texts } = open();
    vi.spyOn(navigator.clipboard, "readText").mockRejectedValue(new Error("NotAllowed"));
    await say(() => void runCommand("edit.paste-plain"));
    expect((await screen.findByRole("status")).textContent).toContain("按 Ctrl+Shift+V。");
    expect(texts()).toEqual(["头"]);
  });

  it("does nothing in a text that can only be read", () => {
    open(true);
    expect(runCommand("edit.paste-plain")).toBe(false);
  });
});
