import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Editable, ReactEditor, Slate } from "slate-react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Api } from "#core/api/contract";
import { type Block, newDraft, textOf } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { Outline } from "../../../renderer/features/outline/outline.tsx";
import { useSectionCommands } from "../../../renderer/features/outline/section-work.ts";
import { createDraftSession, type DraftSession } from "../../../renderer/session/draft-session.ts";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
beforeEach(() => {
  Element.prototype.scrollIntoView ??= () => {};
});
afterEach(() => {
  cleanup();
  for (const region of document.querySelectorAll('[role="status"]')) region.remove();
});

const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ type: "heading", level, children: [{ text }] });
const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });
const speech: Block[] = [
  { type: "title", children: [{ text: "讲话" }] },
  paragraph("下面讲三点。"),
  heading(1, "认识"),
  heading(2, "目标"),
  paragraph("目标文。"),
  { type: "paragraph", leadLevel: 2, children: [{ text: "差距。", lead: true }, { text: "差距文。" }] },
  heading(1, "任务"),
  paragraph("任务文。"),
  heading(2, ""),
  paragraph("同志们，努力。"),
];

type Setting = { editor: SpeechEditor; session: DraftSession; notices: (string | null)[] };

function Page({ editor, session, notices, readOnly }: Setting & { readOnly: boolean }) {
  useSectionCommands(editor, session, readOnly, (notice) => notices.push(notice));
  return (
    <Slate
      editor={editor}
      initialValue={editor.children}
      onValueChange={(body) => session.textChanged(body as Block[], editor.selection)}
    >
      <Outline session={session} draftTemplate={{ state: "none" }} readOnly={readOnly} />
      <Editable readOnly={readOnly} />
    </Slate>
  );
}

/** Outline and paper over one editor, without the rest of the page. */
async function open(options: { body?: Block[]; readOnly?: boolean } = {}) {
  const { api } = memoryApi();
  const draft = newDraft({ id: crypto.randomUUID(), now: "2026-11-26T06:00:00.000Z" }, options.body ?? speech);
  const session = createDraftSession(api as Api, draft, true);
  const editor = createSpeechEditor(draft.body, undefined, { refused: expect.fail, noted: () => {} });
  const notices: (string | null)[] = [];
  show(api as Api, <Page {...{ editor, session, notices }} readOnly={options.readOnly ?? false} />);
  await screen.findByRole("navigation");
  return { editor, session, notices, user: userEvent.setup() };
}

const row = (name: RegExp) => screen.getByRole("treeitem", { name });
const names = () => screen.getAllByRole("treeitem").map((each) => /^\D*?(?=\d)/u.exec(each.textContent ?? "")?.[0]);
const words = (editor: SpeechEditor) => (editor.children as Block[]).map(textOf).join(" ");
const focus = (name: RegExp) => act(() => row(name).focus());
const focusedName = () => document.activeElement?.textContent;
const spoken = () => document.querySelector('body > [role="status"]')?.textContent ?? "";
const cursorIn = (editor: SpeechEditor, block: number) =>
  act(async () => editor.select({ path: [block, 0], offset: 0 }));
/** Runs a command as a key or the native menu does. */
const command = (id: string) => act(async () => void runCommand(id));

describe("the tree", () => {
  it("tells place and depth of each row, and shows an empty heading as one", async () => {
    await open();
    expect(names()).toEqual(["开头", "一认识", "（一）目标", "（二）差距", "二任务", "（一）（空标题）", "结尾"]);
    const tells = (name: RegExp) =>
      ["aria-level", "aria-posinset", "aria-setsize", "aria-expanded"].map((each) => row(name).getAttribute(each));
    expect(tells(/开头/u)).toEqual(["1", "1", "4", null]);
    expect(tells(/认识/u)).toEqual(["1", "2", "4", "true"]);
    expect(tells(/差距/u)).toEqual(["2", "2", "2", null]);
  });

  it("is one stop of Tab, moved in and folded by arrows", async () => {
    const { user } = await open();
    expect(screen.getAllByRole("treeitem").filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    focus(/认识/u);
    await user.keyboard("{ArrowRight}");
    expect(focusedName()).toContain("目标");
    await user.keyboard("{ArrowLeft}");
    expect(focusedName()).toContain("认识");
    await user.keyboard("{ArrowLeft}");
    expect(names()).toEqual(["开头", "一认识", "二任务", "（一）（空标题）", "结尾"]);
    expect(row(/认识/u).getAttribute("aria-expanded")).toBe("false");
    await user.keyboard("{ArrowDown}");
    expect(focusedName()).toContain("任务");
    await user.keyboard("{ArrowUp}{ArrowRight}{End}");
    expect(names()).toHaveLength(7);
    expect(focusedName()).toContain("结尾");
    await user.keyboard("{Home}");
    expect(focusedName()).toContain("开头");
    await user.keyboard("{ArrowUp}{ArrowLeft}");
    expect(focusedName()).toContain("开头");
  });

  it("goes to the text by Enter and by click", async () => {
    const { editor, user } = await open();
    focus(/差距/u);
    await user.keyboard("{Enter}");
    expect(editor.selection?.anchor.path[0]).toBe(5);
    expect(row(/差距/u).getAttribute("aria-current")).toBe("location");
    await user.click(row(/任务/u));
    expect(editor.selection?.anchor.path[0]).toBe(6);
    expect(ReactEditor.isFocused(editor)).toBe(true);
  });

  it("folds by its icon without going anywhere, keeps that while the text changes, and marks the folded parent", async () => {
    const { editor, session, user } = await open();
    await cursorIn(editor, 4);
    expect(row(/目标/u).getAttribute("aria-current")).toBe("location");
    await user.click(row(/认识/u).querySelector("[data-fold]") as Element);
    expect(row(/认识/u).getAttribute("aria-current")).toBe("location");
    expect(editor.selection?.anchor.path[0]).toBe(4);
    await act(async () => {
      editor.insertNodes(paragraph("新的一段。"), { at: [2] });
      editor.insertText("提高", { at: { path: [3, 0], offset: 0 } });
    });
    await act(async () => void session.derive());
    expect(names()).toEqual(["开头", "一提高认识", "二任务", "（一）（空标题）", "结尾"]);
  });

  it("shows first-level headings alone by its button, and all again", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "只看一级标题" }));
    expect(names()).toEqual(["开头", "一认识", "二任务", "结尾"]);
    await command("view.outline-level-1");
    expect(names()).toHaveLength(7);
  });

  it("offers no folding where there is nothing to fold", async () => {
    await open({ body: [heading(1, "甲"), heading(1, "乙")] });
    expect(screen.queryByRole("button", { name: "只看一级标题" })).toBeNull();
    cleanup();
    await open({ body: [paragraph("没有标题。")] });
    expect(screen.queryByRole("tree")).toBeNull();
    expect(screen.getByText(/^还没有标题/u)).toBeTruthy();
  });
});

describe("moving", () => {
  it("by Alt+arrow takes the section with the focus, in one step of undo, and says where it went", async () => {
    const { editor, user } = await open();
    await cursorIn(editor, 7);
    focus(/认识/u);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(words(editor)).toBe("讲话 下面讲三点。 任务 任务文。  认识 目标 目标文。 差距。差距文。 同志们，努力。");
    expect(names().slice(1, 4)).toEqual(["一任务", "（一）（空标题）", "二认识"]);
    expect(focusedName()).toContain("认识");
    expect(editor.selection?.anchor.path[0]).toBe(3);
    await waitFor(() => expect(spoken()).toBe("“认识”现在是二。"));
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await waitFor(() => expect(spoken()).toBe("“认识”再往下没有能移到的地方。"));
    await act(async () => editor.undo());
    expect(words(editor)).toBe(speech.map(textOf).join(" "));
  });

  it("into a folded section unfolds that", async () => {
    const { editor, user } = await open();
    focus(/任务/u);
    await user.keyboard("{ArrowLeft}");
    expect(names()).toHaveLength(6);
    focus(/差距/u);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    expect(words(editor)).toContain("任务文。 差距。差距文。  同志们");
    expect(names().slice(3)).toEqual(["二任务", "（一）差距", "（二）（空标题）", "结尾"]);
    expect(focusedName()).toContain("差距");
    await waitFor(() => expect(spoken()).toBe("“差距”现在是（一），在“二、任务”里。"));
  });

  it("by command takes the section at the cursor, which stays with its words", async () => {
    const { editor, notices } = await open();
    await act(async () => editor.select({ path: [4, 0], offset: 2 }));
    await command("edit.move-section-down");
    expect(words(editor)).toContain("认识 差距。差距文。 目标 目标文。 任务");
    expect(editor.selection?.focus).toEqual({ path: [5, 0], offset: 2 });
    await command("edit.move-section-up");
    expect(words(editor)).toBe(speech.map(textOf).join(" "));
    expect(notices).toEqual([null, null]);
  });

  it("says why nothing moves where there is no section", async () => {
    const { editor, notices } = await open();
    for (const block of [0, 1, 9]) {
      await cursorIn(editor, block);
      await command("edit.move-section-up");
    }
    expect(words(editor)).toBe(speech.map(textOf).join(" "));
    expect(notices).toEqual(Array(3).fill(expect.stringContaining("没有移动：光标不在哪一节里")));
  });

  it("leaves opening and closing where they are", async () => {
    const { editor, user } = await open();
    for (const name of [/开头/u, /结尾/u]) {
      focus(name);
      await user.keyboard("{Alt>}{ArrowDown}{ArrowUp}{/Alt}{Control>}1{/Control}");
    }
    expect(words(editor)).toBe(speech.map(textOf).join(" "));
    expect(editor.history.undos).toEqual([]);
  });

  it("has no way in a draft that can only be read", async () => {
    const { editor, user } = await open({ readOnly: true });
    expect(runCommand("edit.move-section-up")).toBe(false);
    focus(/任务/u);
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}{Control>}2{/Control}");
    expect(editor.children).toEqual(speech);
    await user.keyboard("{ArrowLeft}");
    expect(row(/任务/u).getAttribute("aria-expanded")).toBe("false");
    await user.pointer({ keys: "[MouseRight]", target: row(/任务/u) });
    expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["选中整节"]);
  });
});

describe("levels", () => {
  it("are given by Ctrl and a digit to the row with the focus, not to the block with the cursor", async () => {
    const { editor, user } = await open();
    await cursorIn(editor, 7);
    focus(/目标/u);
    await user.keyboard("{Control>}1{/Control}");
    expect(editor.children[3]).toMatchObject({ type: "heading", level: 1 });
    expect(editor.children[7]).toMatchObject({ type: "paragraph" });
    expect(editor.selection?.anchor.path[0]).toBe(7);
    expect(focusedName()).toContain("目标");
    expect(names()).toContain("二目标");
    await waitFor(() => expect(spoken()).toBe("“目标”现在是二。"));
    await user.keyboard("{Control>}0{/Control}");
    expect(editor.children[3]).toMatchObject({ type: "paragraph" });
    expect(focusedName()).toContain("认识");
    await waitFor(() => expect(spoken()).toBe("“目标”改成了正文。"));
  });

  it("of a whole section go up and down by its menu, and back in one step", async () => {
    const { editor, user } = await open();
    const levels = () =>
      (editor.children as Block[])
        .slice(2, 7)
        .map((block) => ("level" in block ? block.level : block.type === "paragraph" ? block.leadLevel : undefined));
    await user.pointer({ keys: "[MouseRight]", target: row(/认识/u) });
    const item = (name: RegExp) => screen.getByRole("menuitem", { name });
    expect(item(/整节升一级/u).getAttribute("aria-disabled")).toBe("true");
    expect(item(/整节上移/u).getAttribute("aria-disabled")).toBe("true");
    await user.click(item(/整节降一级/u));
    expect(levels()).toEqual([2, 3, undefined, 3, 1]);
    await act(async () => editor.undo());
    expect(levels()).toEqual([1, 2, undefined, 2, 1]);
    await user.pointer({ keys: "[MouseRight]", target: row(/差距/u) });
    await user.click(item(/整节升一级/u));
    expect((editor.children as Block[]).slice(5, 7)).toEqual([heading(1, "差距"), paragraph("差距文。")]);
  });

  it("stop at the deepest", async () => {
    const { user } = await open({ body: [heading(1, "甲"), heading(4, "乙")] });
    await user.pointer({ keys: "[MouseRight]", target: row(/甲/u) });
    expect(screen.getByRole("menuitem", { name: /整节降一级/u }).getAttribute("aria-disabled")).toBe("true");
  });
});

describe("the menu of a row", () => {
  it("selects the whole section", async () => {
    const { editor, user } = await open();
    await user.pointer({ keys: "[MouseRight]", target: row(/认识/u) });
    await user.click(within(screen.getByRole("menu")).getByRole("menuitem", { name: "选中整节" }));
    await waitFor(() => expect(editor.selection?.anchor.path[0]).toBe(2));
    expect(editor.selection?.focus.path[0]).toBe(5);
  });

  it("is not there for opening and closing", async () => {
    const { user } = await open();
    await user.pointer({ keys: "[MouseRight]", target: row(/开头/u) });
    expect(screen.queryByRole("menu")).toBeNull();
  });
});
