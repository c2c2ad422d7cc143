import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Editor, Transforms } from "slate";
import { Editable, Slate } from "slate-react";
import { beforeEach, describe, expect, it } from "vitest";
import { SpeechError } from "#core/api/errors";
import { type Block, headOf, newDraft, textOf } from "#core/draft/schema";
import type { CitationEntry, Entry, PassageEntry } from "#core/library/entry";
import { runCommand } from "../../../renderer/commands.ts";
import { createSpeechEditor } from "../../../renderer/editor/create-speech-editor.ts";
import { changeCard, startHead } from "../../../renderer/editor/with-head.ts";
import { LibraryKeeper } from "../../../renderer/features/library/library-keeper.tsx";
import { LibraryPanel } from "../../../renderer/features/library/library-panel.tsx";
import { createLibraryShelf } from "../../../renderer/features/library/library-shelf.ts";
import { createDraftSession } from "../../../renderer/session/draft-session.ts";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
beforeEach(() => {
  Element.prototype.scrollIntoView ??= () => {};
});

const document = (id: string, title: string, further: Partial<CitationEntry> = {}): CitationEntry => ({
  id,
  kind: "citation",
  title,
  documentKind: "plan",
  status: "in-force",
  themes: ["知识产权"],
  confidence: "medium",
  ...further,
});
const ENTRIES: Entry[] = [
  document("P1", "知识产权保护规划", { documentNumber: "国发〔2026〕30号", issuedOn: "2026-07-27" }),
  document("P2", "旧的知识产权规划", { status: "expired", note: "规划期至2025年；接续文件为国发〔2026〕30号" }),
  document("P3", "商标保护法", { documentKind: "law", status: "repealed", themes: ["市场监管"] }),
  document("P4", "新的商标法", { documentKind: "law", effectiveOn: "2099-01-01", themes: ["市场监管"] }),
  document("P5", "统计工作意见", { documentKind: "opinion", themes: ["统计"] }),
  { id: "T1", kind: "term", title: "四个意识", expansion: "政治意识、大局意识、核心意识、看齐意识", themes: ["党建"] },
  { id: "S1", kind: "slogan", text: "一分部署，九分落实。", place: "号召", themes: ["落实"] },
  { id: "S2", kind: "slogan", text: "今天的会很明确。", place: "开头", themes: ["通用"] },
];
const PASSAGE: PassageEntry = {
  id: "7c9e6679-7425-40de-944b-e07fc1f90ae9",
  kind: "passage",
  title: "抓协同",
  themes: ["协同"],
  body: [
    {
      type: "paragraph",
      children: [{ text: "地区", slot: "card.region" }, { text: "各部门要协同。" }],
    },
  ],
};

/** The panel, its questions and the palette beside a text, without the rest of the page. */
async function open({ readOnly = false, own = [PASSAGE] as Entry[] } = {}) {
  const { api, library } = memoryApi();
  for (const entry of ENTRIES) library.add(entry);
  for (const entry of own) library.add(entry, true);
  const body = bodyOf("在会议上的讲话", "今天开会。");
  const draft = newDraft({ id: crypto.randomUUID(), now: "2026-11-26T06:00:00.000Z" }, body, {
    card: { region: "青云县" },
  });
  const editor = createSpeechEditor(draft.body, undefined, { refused: expect.fail, noted: () => {} });
  const session = createDraftSession(api, draft, readOnly);
  startHead(editor, headOf(draft), session.headChanged);
  const said: string[] = [];
  const shelf = createLibraryShelf(api, draft.id, editor, readOnly, (sentence) => said.push(sentence));
  show(
    api,
    <Slate
      editor={editor}
      initialValue={editor.children}
      onValueChange={(value) => session.textChanged(value as Block[], editor.selection)}
    >
      <Editable aria-label="讲稿正文" />
      <LibraryKeeper shelf={shelf} session={session} />
      <LibraryPanel shelf={shelf} session={session} />
    </Slate>,
  );
  await screen.findByRole("row", { name: "知识产权保护规划" });
  await act(async () => {
    editor.select(Editor.end(editor, []));
    shelf.seek();
  });
  const texts = () => (editor.children as Block[]).map(textOf);
  const cited = () => Object.values(editor.head.citations).map(({ entryId }) => entryId);
  return { api, library, editor, said, texts, cited, user: userEvent.setup() };
}

const command = (id: string) => act(async () => void runCommand(id));
const search = () => screen.getByRole("textbox", { name: "搜素材" });
const rows = () => screen.queryAllByRole("row").map((row) => row.getAttribute("aria-label") ?? row.textContent);
const row = (name: string) => screen.findByRole("row", { name });
const kind = (name: string) => screen.getByRole("radio", { name });

describe("the panel", () => {
  it("takes the focus into its search when it is asked for, and finds while it is typed", async () => {
    const { user } = await open();
    expect(globalThis.document.activeElement).toBe(search());
    await user.keyboard("商标");
    await waitFor(() => expect(screen.getByText("找到 2 条")).toBeTruthy());
    await user.keyboard("{Escape}");
    await screen.findByText("共 5 条");
  });

  it("says what to do where nothing is found", async () => {
    const { user } = await open();
    await user.keyboard("没有的");
    await screen.findByText("没有找到“没有的”。试试少打几个字，或新建一条。");
    await user.click(kind("段落"));
    await user.clear(search());
    await row("抓协同");
    await user.click(screen.getByRole("button", { name: "收藏" }));
    await screen.findByText(/还没有收藏。/u);
  });

  it("shows of each document how it stands, that nobody confirmed it, how sure it is, and what follows it", async () => {
    await open();
    const told = async (name: string) => (await row(name)).textContent;
    expect(await told("知识产权保护规划")).toContain("国发〔2026〕30号2026年7月27日现行未核可信度中");
    expect(await told("旧的知识产权规划")).toContain("已过期未核可信度中接续：国发〔2026〕30号");
    expect(await told("商标保护法")).toContain("已废止");
    expect(await told("新的商标法")).toContain("2099年1月1日起施行");
  });

  it("shows how documents stand on the day of the meeting, also where their later text is not found", async () => {
    const old = document("P6", "新的商标法", { documentKind: "law", effectiveOn: "2019-11-01", note: "旧的文本" });
    const { user, editor } = await open({ own: [old] });
    await user.keyboard("旧的文本");
    await waitFor(() => expect(rows()).toEqual(["新的商标法"]));
    expect((await row("新的商标法")).textContent).toContain("现行");
    await act(async () => changeCard(editor, { date: "2099-01-01" }, "date"));
    await waitFor(async () => expect((await row("新的商标法")).textContent).toContain("2099年1月1日起由新的文本代替"));
  });

  it("narrows by state, kind, theme and place, and 全部 takes it back", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "现行" }));
    await screen.findByText("共 2 条");
    await user.click(screen.getByRole("button", { name: "类别" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "规划" }));
    await screen.findByText("共 1 条");
    await user.click(screen.getByRole("button", { name: "全部" }));
    await screen.findByText("共 5 条");
    await user.click(screen.getByRole("button", { name: "主题" }));
    await user.click(await screen.findByRole("menuitemradio", { name: /市场监管/u }));
    await screen.findByText("共 2 条");
    await user.click(kind("金句"));
    await screen.findByText("共 2 条");
    await user.click(screen.getByRole("button", { name: "号召" }));
    await screen.findByText("共 1 条");
  });

  it("inserts by button, by Enter and by Shift+Enter, and counts it", async () => {
    const { user, texts, library, cited } = await open();
    await user.click(await row("知识产权保护规划"));
    await user.click(screen.getByRole("button", { name: "插入《题名》" }));
    expect(texts()[1]).toBe("今天开会。《知识产权保护规划》");
    expect(globalThis.document.activeElement).toBe(screen.getByRole("textbox", { name: "讲稿正文" }));
    await screen.findByText("本稿引用 1 次");
    await user.type(search(), "保护规划");
    await screen.findByText("找到 1 条");
    await user.keyboard("{Enter}{Shift>}{Enter}{/Shift}");
    expect(texts()[1]).toBe("今天开会。《知识产权保护规划》《知识产权保护规划》（国发〔2026〕30号）");
    expect(library.used).toEqual(["P1", "P1"]);
    expect(cited()).toEqual(["P1", "P1"]);
  });

  it("puts nothing in front of a title where nobody has set the cursor yet, and says what to do", async () => {
    const { user, texts, editor, library } = await open();
    await act(async () => Transforms.select(editor, Editor.start(editor, [])));
    await user.click(await row("知识产权保护规划"));
    await user.click(screen.getByRole("button", { name: "插入《题名》" }));
    await screen.findByText("没有插入：光标还在题目的最前面。先在正文里点一下要插入的地方，再插入。");
    expect(texts()).toEqual(["在会议上的讲话", "今天开会。"]);
    expect(library.used).toEqual([]);
    await act(async () => Transforms.select(editor, { path: [0, 0], offset: 2 }));
    await user.click(screen.getByRole("button", { name: "插入《题名》" }));
    expect(texts()[0]).toBe("在会《知识产权保护规划》议上的讲话");
    expect(screen.queryByText(/^没有插入/u)).toBeNull();
  });

  it("inserts a term alone or explained, and cites neither", async () => {
    const { user, texts, cited } = await open();
    await user.click(kind("规范提法"));
    await user.click(await row("四个意识"));
    await user.click(screen.getByRole("button", { name: "连同解释" }));
    expect(texts()[1]).toBe("今天开会。四个意识（政治意识、大局意识、核心意识、看齐意识）");
    expect(cited()).toEqual([]);
  });

  it("shows a passage as it will stand in this draft", async () => {
    const { user, texts } = await open();
    await user.click(kind("段落"));
    await user.click(await row("抓协同"));
    const open_ = await row("抓协同");
    expect(within(open_).getByText("青云县各部门要协同。")).toBeTruthy();
    await user.click(within(open_).getByRole("button", { name: "插入" }));
    expect(texts()).toEqual(["在会议上的讲话", "今天开会。", "青云县各部门要协同。"]);
  });

  it("inserts nothing into a draft that can only be read, and says so", async () => {
    const { user, texts, library } = await open({ readOnly: true });
    await user.keyboard("{ArrowDown}{Enter}");
    await screen.findByText("没有插入：这篇讲稿只能阅读。");
    await screen.findByText("这篇讲稿只能阅读，不能往里插入。");
    expect(screen.queryByRole("button", { name: "插入《题名》" })).toBeNull();
    await command("edit.library");
    await screen.findByText("这篇讲稿只能阅读，不能往里插入素材。");
    expect(texts()).toEqual(["在会议上的讲话", "今天开会。"]);
    expect(library.used).toEqual([]);
  });
});

describe("own entries", () => {
  it("are made of what was looked for, with dates in any usual form", async () => {
    const { user, library } = await open();
    await user.keyboard("我县规划");
    await user.click(screen.getByRole("button", { name: "新建一条" }));
    const dialog = await screen.findByRole("dialog", { name: "新建引文" });
    const field = (name: string) => within(dialog).getByRole("textbox", { name });
    expect((field("题名（不带书名号）") as HTMLInputElement).value).toBe("我县规划");
    await user.type(field("发布或通过日期"), "七月");
    await user.click(within(dialog).getByRole("button", { name: "存下" }));
    expect(within(dialog).getByText(/^日期没有看懂/u)).toBeTruthy();
    await user.clear(field("发布或通过日期"));
    await user.type(field("发布或通过日期"), "2026.7");
    await user.type(field("添加主题"), "知识产权、县里的");
    await user.click(within(dialog).getByRole("button", { name: "存下" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const shown = await row("我县规划");
    expect(shown.textContent).toContain("2026年7月");
    expect(shown.textContent).toContain("自己的");
    await user.click(shown);
    expect(library.get((await screen.findByRole("row", { name: "我县规划" })).dataset.key ?? "")).toMatchObject({
      title: "我县规划",
      issuedOn: "2026-07",
      themes: ["知识产权", "县里的"],
      status: "unknown",
    });
  });

  it("begin as a copy of a shipped one, which is not changed", async () => {
    const { user, library } = await open();
    await user.click(await row("知识产权保护规划"));
    await user.click(screen.getByRole("button", { name: "这一条的更多操作" }));
    expect(screen.queryByRole("menuitem", { name: "删除" })).toBeNull();
    await user.click(await screen.findByRole("menuitem", { name: "另存为自己的…" }));
    const dialog = await screen.findByRole("dialog", { name: "新建引文" });
    await user.type(within(dialog).getByRole("textbox", { name: "题名（不带书名号）" }), "（我的）");
    await user.click(within(dialog).getByRole("button", { name: "存下" }));
    await row("知识产权保护规划（我的）");
    expect(library.get("P1")).toMatchObject({ title: "知识产权保护规划" });
  });

  it("are refused with the property that keeps them from being saved", async () => {
    const { user, library } = await open({ own: [{ ...PASSAGE, title: "抓".repeat(198) }] });
    await user.click(kind("段落"));
    await user.click(await row("抓".repeat(198)));
    await user.click(screen.getByRole("button", { name: "这一条的更多操作" }));
    await user.click(await screen.findByRole("menuitem", { name: "复制一份" }));
    await screen.findByText("没有存上：“标题”太长，最多 200 个字。改过再存。");
    expect((await library.api.themes({ kind: "passage" }))[0]?.count).toBe(1);
  });

  it("stay in the dialog with the reason when they cannot be saved", async () => {
    const { user, library } = await open();
    await user.click(kind("金句"));
    await user.keyboard("{Tab}");
    await user.type(search(), "没有的");
    await user.click(screen.getByRole("button", { name: "新建一条" }));
    library.next.failure = new SpeechError("disk.full", "没有存上：磁盘已满。腾出一些地方再试。");
    await user.click(await screen.findByRole("button", { name: "存下" }));
    await screen.findByText("没有存上：磁盘已满。腾出一些地方再试。");
    await user.click(screen.getByRole("button", { name: "存下" }));
    await row("没有的");
  });

  it("come back after they were deleted", async () => {
    const { user } = await open();
    await user.click(kind("段落"));
    await user.click(await row("抓协同"));
    await user.keyboard("{Delete}");
    await screen.findByText("“抓协同”删掉了。");
    await waitFor(() => expect(screen.queryByRole("row", { name: "抓协同" })).toBeNull());
    const strip = screen.getByText("“抓协同”删掉了。").parentElement as HTMLElement;
    await user.click(within(strip).getByRole("button", { name: "撤销" }));
    await row("抓协同");
  });
});

describe("passages", () => {
  it("are saved with the card's fields open, and where they come from", async () => {
    const { library, user, api, editor } = await open({ own: [] });
    await act(async () => Transforms.select(editor, Editor.start(editor, [])));
    await command("edit.save-passage");
    await screen.findByText(/^没有存：光标不在正文里。/u);
    await act(async () => Transforms.select(editor, Editor.end(editor, [])));
    await user.click(await row("知识产权保护规划"));
    await user.click(screen.getByRole("button", { name: "插入《题名》" }));
    await command("edit.save-passage");
    const dialog = await screen.findByRole("dialog", { name: "新建段落" });
    await user.click(within(dialog).getByRole("button", { name: "存下" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const { hits } = await api.library.search({
      query: "",
      kind: "passage",
      themes: [],
      statuses: [],
      places: [],
      documentKinds: [],
      favourites: false,
      order: "use",
      limit: 5,
    });
    const saved = hits[0]?.entry as PassageEntry;
    expect(saved.from?.title).toBe("在会议上的讲话");
    expect(Object.values(saved.citations ?? {}).map(({ entryId }) => entryId)).toEqual(["P1"]);
    expect(library.get(saved.id)).toBe(saved);
  });

  it("are shared as those that are chosen", async () => {
    const second = { ...PASSAGE, id: "7c9e6679-7425-40de-944b-e07fc1f90aea", title: "抓落实" };
    const { user, library, said } = await open({ own: [PASSAGE, second] });
    await user.click(kind("段落"));
    await row("抓落实");
    await user.click(screen.getByRole("button", { name: "存、分享和取入段落" }));
    await user.click(await screen.findByRole("menuitem", { name: "分享给同事…" }));
    const dialog = await screen.findByRole("dialog", { name: "分享段落" });
    expect((within(dialog).getByRole("button", { name: "存成文件…" }) as HTMLButtonElement).disabled).toBe(true);
    await user.click(within(dialog).getByRole("checkbox", { name: "抓落实" }));
    await user.click(within(dialog).getByRole("button", { name: "存成文件…" }));
    await waitFor(() => expect(library.shared).toEqual([[second.id]]));
    await waitFor(() => expect(said).toEqual(["1 段存成了“段落.speech-library”，在浏览器的下载里，可以发给同事。"]));
  });

  it("are taken in as the user chooses; what is there is not replaced unasked", async () => {
    const { user, library } = await open();
    const changed = { ...PASSAGE, title: "抓协同（同事的）" };
    const fresh = { ...PASSAGE, id: "7c9e6679-7425-40de-944b-e07fc1f90aeb", title: "新的一段" };
    library.next.file = {
      fileName: "同事.speech-library",
      items: [
        { state: "changed", entry: changed },
        { state: "new", entry: fresh },
      ],
    };
    await user.click(kind("段落"));
    await row("抓协同");
    const take = async () => {
      await user.click(screen.getByRole("button", { name: "存、分享和取入段落" }));
      await user.click(await screen.findByRole("menuitem", { name: "从文件取入…" }));
      return screen.findByRole("dialog", { name: "从“同事.speech-library”取入" });
    };
    await user.click(within(await take()).getByRole("button", { name: "取入 1 条" }));
    await row("新的一段");
    expect(library.get(PASSAGE.id)).toEqual(PASSAGE);

    const dialog = await take();
    await user.click(within(dialog).getByRole("checkbox", { name: "新的一段" }));
    await user.click(within(dialog).getByRole("button", { name: /怎么办/u }));
    await user.click(await screen.findByRole("option", { name: "另存一份" }));
    await user.click(within(dialog).getByRole("button", { name: "取入 1 条" }));
    await row("抓协同（同事的）");
    expect(library.get(PASSAGE.id)).toEqual(PASSAGE);
    expect(rows()).toHaveLength(3);
  });

  it("are taken in once when the first try stopped halfway", async () => {
    const { user, library, api } = await open();
    const fresh = { ...PASSAGE, id: "7c9e6679-7425-40de-944b-e07fc1f90aeb", title: "新的一段" };
    library.next.file = {
      fileName: "同事.speech-library",
      items: [
        { state: "changed", entry: { ...PASSAGE, title: "抓协同（同事的）" } },
        { state: "new", entry: fresh },
      ],
    };
    await user.click(kind("段落"));
    await user.click(screen.getByRole("button", { name: "存、分享和取入段落" }));
    await user.click(await screen.findByRole("menuitem", { name: "从文件取入…" }));
    const dialog = await screen.findByRole("dialog", { name: "从“同事.speech-library”取入" });
    await user.click(within(dialog).getByRole("button", { name: /怎么办/u }));
    await user.click(await screen.findByRole("option", { name: "另存一份" }));
    const { save } = api.library;
    api.library.save = async (entry) => {
      if (entry.id !== fresh.id) return save(entry);
      api.library.save = save;
      throw new SpeechError("disk.full", "没有存上：磁盘已满。腾出一些地方再试。");
    };
    await user.click(within(dialog).getByRole("button", { name: "取入 2 条" }));
    await within(dialog).findByText("没有存上：磁盘已满。腾出一些地方再试。");
    await user.click(within(dialog).getByRole("button", { name: "取入 2 条" }));
    await row("新的一段");
    expect(rows().toSorted()).toEqual(["抓协同", "抓协同（同事的）", "新的一段"].toSorted());
  });
});

describe("the palette", () => {
  const palette = () => screen.findByRole("dialog", { name: "光标处取素材" });

  it("begins with what is used most, and Tab goes round the kinds", async () => {
    const { user, library } = await open();
    library.used.push("P5", "P5");
    await command("edit.library");
    const options = async () => within(await palette()).getAllByRole("option");
    await waitFor(async () => expect((await options())[0]?.textContent).toContain("统计工作意见"));
    await user.keyboard("{Tab}");
    await waitFor(async () => expect((await options())[0]?.textContent).toContain("四个意识"));
    await user.keyboard("{Shift>}{Tab}{Tab}{/Shift}");
    await waitFor(async () => expect((await options())[0]?.textContent).toContain("抓协同"));
    await user.keyboard("没有的");
    await screen.findByText(/^没有找到“没有的”。/u);
    await user.keyboard("{Enter}");
    expect(await palette()).toBeTruthy();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("waits with Enter for the answer to what was typed", async () => {
    const { user, texts, api } = await open();
    await command("edit.library");
    await palette();
    await waitFor(() => expect(within(screen.getByRole("dialog")).getAllByRole("option")).toHaveLength(5));
    const search_ = api.library.search;
    let answer = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    api.library.search = async (wanted) => {
      await gate;
      return search_(wanted);
    };
    await user.keyboard("统计{Enter}");
    expect(texts()[1]).toBe("今天开会。");
    await act(async () => answer());
    await waitFor(() => expect(texts()[1]).toBe("今天开会。《统计工作意见》"));
  });

  it("inserts what the arrows chose, and goes back to the text", async () => {
    const { user, texts } = await open();
    await command("edit.library");
    await palette();
    await user.keyboard("商标");
    await waitFor(() => expect(within(screen.getByRole("dialog")).getAllByRole("option")).toHaveLength(2));
    const [, second] = within(await palette()).getAllByRole("option");
    const name = second?.getAttribute("title");
    await user.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(texts()[1]).toBe(`今天开会。《${name}》`));
  });
});
