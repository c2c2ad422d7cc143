import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Editor, Transforms } from "slate";
import { Slate } from "slate-react";
import { beforeEach, describe, expect, it } from "vitest";
import { type Block, newDraft, textOf } from "#core/draft/schema";
import { runCommand, useCommandKeys, useCommands } from "../../../renderer/commands.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { Paper } from "../../../renderer/editor/paper.tsx";
import { placesIn } from "../../../renderer/editor/places.ts";
import type { SpeechEditor } from "../../../renderer/editor/slate-types.ts";
import { FindBar } from "../../../renderer/features/find/find-bar.tsx";
import { createDraftSession, type DraftSession } from "../../../renderer/session/draft-session.ts";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
beforeEach(() => {
  Element.prototype.scrollIntoView ??= () => {};
});

const BODY: Block[] = [
  { type: "title", children: [{ text: "在全县会议上的讲话" }] },
  { type: "heading", level: 1, children: [{ text: "加强领导" }] },
  { type: "paragraph", children: [{ text: "国发〔2026〕1号要求加强学习，GDP要加快。" }] },
  {
    type: "paragraph",
    children: [{ text: "国发（2026）2号要求再" }, { text: "加强", bold: true }, { text: "，gdp。" }],
  },
];
const SCOPES = ["editor"] as const;

function Page({ editor, session, readOnly }: { editor: SpeechEditor; session: DraftSession; readOnly: boolean }) {
  useCommandKeys(SCOPES);
  useCommands({ "edit.undo": editor.undo });
  return (
    <Slate
      editor={editor}
      initialValue={editor.children}
      onValueChange={(body) => session.textChanged(body as Block[], editor.selection)}
    >
      <FindBar session={session} readOnly={readOnly} />
      <Paper readOnly={readOnly} toOpenPlace={() => false} />
    </Slate>
  );
}

/** The bar over a paper, with what was searched last forgotten. */
async function open(body: Block[] = BODY, readOnly = false) {
  const { api } = memoryApi();
  const draft = newDraft({ id: crypto.randomUUID(), now: "2026-11-26T06:00:00.000Z" }, body);
  const session = createDraftSession(api, draft, readOnly);
  const editor = createSpeechEditor(structuredClone(body), undefined, { refused: expect.fail, noted: () => {} });
  show(api, <Page editor={editor} session={session} readOnly={readOnly} />);
  await screen.findByRole("textbox", { name: "讲稿正文" });
  const user = userEvent.setup();
  const command = (id: string) => act(async () => void runCommand(id));
  const search = async (words: string, mode: "find" | "replace" = "find") => {
    await command(`edit.${mode}`);
    await user.clear(field());
    if (words !== "") await user.type(field(), words.replace(/[[{]/gu, "$&$&"));
  };
  // The commands are answered a moment after the first drawing.
  await waitFor(() => {
    act(() => void runCommand("edit.find"));
    return field();
  });
  await search("");
  for (const name of ["区分大小写", "全角半角一样", "括号形式一样", "正则表达式"]) {
    const toggle = screen.getByRole("button", { name });
    if (toggle.getAttribute("aria-pressed") === "true") await user.click(toggle);
  }
  return { editor, session, user, command, search };
}

const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "查找" });
const count = () => screen.getByRole("status").textContent;
const texts = (editor: SpeechEditor) => (editor.children as Block[]).map(textOf);
const selected = (editor: SpeechEditor) => editor.selection && placesIn(editor, editor.selection);
/** The words under a highlight, as they stand on the page. */
const marked = (name: string) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString());

describe("finding", () => {
  it("marks and counts all hits while one types, and shows the first", async () => {
    const { search } = await open();
    await search("加");
    expect(count()).toBe("第 1 处，共 4 处");
    await search("加强");
    expect(count()).toBe("第 1 处，共 3 处");
    expect(marked("find-hit")).toEqual(["加强", "加强", "加强"]);
    expect(marked("find-current")).toEqual(["加强"]);
    await search("没有的字");
    expect(count()).toBe("没有找到");
    expect(marked("find-hit")).toEqual([]);
  });

  it("goes to the next by Enter and F3 and back with Shift, round at the ends, the focus staying where it is", async () => {
    const { editor, user, search } = await open();
    await search("加强");
    await user.keyboard("{Enter}");
    expect(count()).toBe("第 2 处，共 3 处");
    expect(selected(editor)).toEqual([{ block: 2, start: 12, end: 14 }]);
    await user.keyboard("{F3}{F3}");
    expect(count()).toBe("第 1 处，共 3 处");
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    expect(count()).toBe("第 3 处，共 3 处");
    await user.keyboard("{Shift>}{F3}{/Shift}");
    expect(count()).toBe("第 2 处，共 3 处");
    expect(document.activeElement).toBe(field());
  });

  it("goes on from where the writer has put the cursor", async () => {
    const { editor, search, command } = await open();
    await search("加强");
    act(() => Transforms.select(editor, Editor.end(editor, [2])));
    await command("edit.find-next");
    expect(count()).toBe("第 3 处，共 3 处");
    act(() => Transforms.select(editor, Editor.end(editor, [2])));
    await command("edit.find-previous");
    expect(count()).toBe("第 2 处，共 3 处");
  });

  it("closes by Esc into the text with the hit selected, its marks gone, and F3 goes on without the bar", async () => {
    const { editor, user, search, command } = await open();
    await search("加强");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("search")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "讲稿正文" }));
    expect(selected(editor)).toEqual([{ block: 1, start: 0, end: 2 }]);
    expect(CSS.highlights.has("find-hit")).toBe(false);
    await command("edit.find-next");
    expect(selected(editor)).toEqual([{ block: 2, start: 12, end: 14 }]);
    expect(screen.queryByRole("search")).toBeNull();
    expect(CSS.highlights.has("find-hit")).toBe(false);
  });

  it("opens on F3 where there is nothing to go to, and says so", async () => {
    const { user, search, command } = await open();
    await search("没有的字");
    await user.keyboard("{Escape}");
    await command("edit.find-next");
    expect(count()).toBe("没有找到");
  });

  it("takes a short selection for its query, a long one or one of several blocks not", async () => {
    const { editor, user, search, command } = await open();
    await search("讲话");
    await user.keyboard("{Escape}");
    const select = (anchor: number[], from: number, focus: number[], to: number) =>
      act(() =>
        Transforms.select(editor, { anchor: { path: anchor, offset: from }, focus: { path: focus, offset: to } }),
      );
    select([3, 1], 0, [3, 1], 2);
    await command("edit.find");
    expect([field().value, count()]).toEqual(["加强", "第 3 处，共 3 处"]);
    expect([field().selectionStart, field().selectionEnd]).toEqual([0, 2]);
    await user.keyboard("{Escape}");
    select([1, 0], 0, [3, 0], 4);
    await command("edit.find");
    expect(field().value).toBe("加强");
  });

  it("finds a heading by its computed number, and tells where only a number holds the words", async () => {
    const { search } = await open();
    await search("一、加强");
    expect([count(), marked("find-hit")]).toEqual(["第 1 处，共 1 处", ["加强"]]);
    await search("一、");
    expect(count()).toBe("只在自动编的序号里有");
  });

  it("follows its options", async () => {
    const { user, search } = await open();
    const toggle = (name: string) => user.click(screen.getByRole("button", { name }));
    await search("gdp");
    expect(count()).toContain("共 2 处");
    await toggle("区分大小写");
    expect(count()).toContain("共 1 处");
    await search("[2026]");
    expect(count()).toBe("没有找到");
    await toggle("括号形式一样");
    expect(marked("find-hit")).toEqual(["〔2026〕", "（2026）"]);
    await toggle("正则表达式");
    expect(screen.getByRole("button", { name: "括号形式一样" })).toHaveProperty("disabled", true);
    expect(marked("find-hit").every((words) => words.length === 1)).toBe(true);
    await search("国发(");
    expect(screen.getByText(/左括号 \( 没有配上右括号/u)).toBeTruthy();
    expect([count(), marked("find-hit")]).toEqual(["", []]);
    await search("国发.\\d+.");
    expect(marked("find-hit")).toEqual(["国发〔2026〕", "国发（2026）"]);
  });

  it("keeps the query to what a query may be", async () => {
    const { user, search } = await open();
    await search("");
    expect(count()).toBe("");
    await user.paste("长".repeat(3000));
    expect(field().value.length).toBeLessThanOrEqual(1000);
    await search("");
    fireEvent.change(field(), { target: { value: "加\u200B强\uD83D" } });
    expect(count()).toContain("共 3 处");
    fireEvent.change(field(), { target: { value: "  " } });
    expect(count()).toBe("没有找到");
  });

  it("searches nothing while an input method composes in the field", async () => {
    const { search } = await open();
    await search("加强");
    fireEvent.compositionStart(field());
    fireEvent.change(field(), { target: { value: "加强xue" } });
    expect([field().value, count()]).toEqual(["加强xue", "第 1 处，共 3 处"]);
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    expect(count()).toBe("第 1 处，共 3 处");
    fireEvent.change(field(), { target: { value: "加强学" } });
    fireEvent.compositionEnd(field());
    expect([field().value, count()]).toEqual(["加强学", "第 1 处，共 1 处"]);
  });

  it("follows the text as it changes, the hit in turn too", async () => {
    const { editor, user, search } = await open();
    await search("加强");
    await user.keyboard("{Enter}");
    act(() => Transforms.insertText(editor, "加强，", { at: { path: [2, 0], offset: 0 } }));
    await waitFor(() => expect(count()).toBe("第 3 处，共 4 处"));
    expect(marked("find-hit")).toHaveLength(4);
    expect(marked("find-current")).toEqual(["加强"]);
  });

  it("does not search a text whose bar is closed", async () => {
    const { editor, session, user, search } = await open();
    await search("加强");
    await user.keyboard("{Escape}");
    await act(async () => Transforms.insertText(editor, "加强", { at: { path: [2, 0], offset: 0 } }));
    act(() => void session.derive());
    expect(CSS.highlights.has("find-hit")).toBe(false);
  });

  it("works where the browser has no highlights: the selection shows the hit", async () => {
    const { editor, user, search } = await open();
    Reflect.deleteProperty(CSS, "highlights");
    await search("加强");
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "讲稿正文" }));
    expect(selected(editor)).toEqual([{ block: 2, start: 12, end: 14 }]);
  });
});

describe("replacing", () => {
  const replacement = () => screen.getByRole<HTMLInputElement>("textbox", { name: "替换为" });
  const press = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
    user.click(screen.getByRole("button", { name }));

  it("replaces the hit in turn and goes to the next", async () => {
    const { editor, user, search } = await open();
    await search("加强", "replace");
    fireEvent.change(replacement(), { target: { value: "加强再加强" } });
    await press(user, "替换");
    expect(texts(editor)[1]).toBe("加强再加强领导");
    expect(count()).toBe("第 3 处，共 4 处");
    expect(selected(editor)).toEqual([{ block: 2, start: 12, end: 14 }]);
    await user.click(replacement());
    await user.keyboard("{Enter}");
    expect(texts(editor)[2]).toContain("要求加强再加强学习");
    expect(texts(editor)[1]).toBe("加强再加强领导");
  });

  it("leaves the text alone where Ctrl+Z takes back what was typed in a field", async () => {
    const { editor, user, search } = await open();
    act(() => Transforms.insertText(editor, "再", { at: { path: [1, 0], offset: 0 } }));
    await search("加强", "replace");
    await press(user, "只在选中部分");
    for (const box of [field(), replacement()]) {
      await user.click(box);
      await user.keyboard("{Control>}z{/Control}");
    }
    expect(texts(editor)[1]).toBe("再加强领导");
  });

  it("says when the last one is replaced", async () => {
    const { user, search } = await open();
    await search("讲话", "replace");
    fireEvent.change(replacement(), { target: { value: "发言" } });
    await press(user, "替换");
    expect(screen.getByText("替换了 1 处，没有别的了。")).toBeTruthy();
  });

  it("replaces all in one step of undo and says how many", async () => {
    const { editor, user, search } = await open();
    const before = texts(editor);
    await search("加强", "replace");
    fireEvent.change(replacement(), { target: { value: "$1加强\n" } });
    await press(user, "全部替换");
    expect(texts(editor).join()).toContain("再$1加强，gdp");
    expect((editor.children[3] as Block).children[1]).toEqual({ text: "$1加强", bold: true });
    expect(editor.children).toHaveLength(4);
    expect(screen.getByText("替换了 3 处。")).toBeTruthy();
    await act(async () => {});
    await user.click(field());
    await user.keyboard("{Control>}z{/Control}");
    expect(texts(editor)).toEqual(before);
    await waitFor(() => expect(screen.queryByText("替换了 3 处。")).toBeNull());
  });

  it("puts the groups of a pattern in", async () => {
    const { editor, user, search } = await open();
    await press(user, "正则表达式");
    await search("国发.(\\d+).(\\d)号", "replace");
    fireEvent.change(replacement(), { target: { value: "$2号（$1年）" } });
    await press(user, "全部替换");
    expect(texts(editor)[3]).toBe("2号（2026年）要求再加强，gdp。");
  });

  it("keeps to the selected part, before and after replacing", async () => {
    const { editor, user, search } = await open();
    await search("没有", "replace");
    await press(user, "只在选中部分");
    expect(screen.getByText(/^先在正文里选中一部分/u)).toBeTruthy();
    act(() => Transforms.select(editor, Editor.range(editor, [1], [2])));
    await press(user, "只在选中部分");
    await search("加强");
    expect(count()).toBe("第 1 处，共 2 处");
    expect(marked("find-scope").join()).toBe(texts(editor).slice(1, 3).join());
    await search("加强", "replace");
    fireEvent.change(replacement(), { target: { value: "强化" } });
    await press(user, "全部替换");
    expect(texts(editor).map((text) => text.includes("加强"))).toEqual([false, false, false, true]);
    await search("化领导");
    expect(count()).toBe("第 1 处，共 1 处");
    await search("gdp");
    expect(count()).toBe("第 1 处，共 1 处");
    await press(user, "只在选中部分");
    expect(count()).toBe("第 1 处，共 2 处");
  });

  it("refuses what would make the draft too long", async () => {
    const { editor, user, search } = await open([{ type: "paragraph", children: [{ text: "甲".repeat(3000) }] }]);
    await search("甲", "replace");
    fireEvent.change(replacement(), { target: { value: "长".repeat(1000) } });
    await press(user, "全部替换");
    expect(screen.getByText(/^没有替换：换上这些字，讲稿会超过 200 万字/u)).toBeTruthy();
    expect(texts(editor)[0]).toHaveLength(3000);
  });

  it("is not offered in a text that is only read", async () => {
    const { editor, user, search } = await open(BODY, true);
    await search("加强", "replace");
    expect(count()).toBe("第 1 处，共 3 处");
    expect(screen.queryByRole("textbox", { name: "替换为" })).toBeNull();
    expect(screen.queryByRole("button", { name: "全部替换" })).toBeNull();
    await user.keyboard("{Enter}");
    expect(count()).toBe("第 2 处，共 3 处");
    expect(texts(editor)).toEqual(BODY.map(textOf));
  });
});
