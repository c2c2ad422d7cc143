import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Api, DEFAULT_SETTINGS, type Settings } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { type Block, type Draft, type ImportMessage, newDraft } from "#core/draft/schema";
import { ApiProvider } from "../../../renderer/api.ts";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { flushOpenDraft } from "../../../renderer/session/open-session.ts";
import { SettingsProvider } from "../../../renderer/settings.tsx";
import { memoryLibrary } from "../memory-library.ts";

// happy-dom has no highlights; what is tinted is seen by the end-to-end tests.
class Highlights extends Set {}
vi.stubGlobal("Highlight", Highlights);
// happy-dom has neither; the identifiers here need no escaping.
vi.stubGlobal("CSS", { escape: String, highlights: new Map() });
Element.prototype.scrollIntoView ??= () => {};

const ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const body: Block[] = [
  { type: "title", children: [{ text: "在全县会议上的讲话" }] },
  { type: "salutation", children: [{ text: "同志们：" }] },
  { type: "paragraph", children: [{ text: "下面讲两点。" }] },
  { type: "heading", level: 1, children: [{ text: "提高认识" }] },
  { type: "paragraph", leadLevel: 2, children: [{ text: "对照要求。", lead: true }, { text: "请X区落实。" }] },
  { type: "heading", level: 1, children: [{ text: "抓好落实" }] },
  { type: "paragraph", children: [{ text: "同志们，让我们努力。" }] },
];
const notes: ImportMessage[] = [
  { level: "info", code: "mark", message: "删去了一处标记。", paragraph: 1 },
  { level: "unsure", code: "guess", message: "这一行当作标题。", paragraph: 3, excerpt: "提高认识" },
];

/** The page over a host that keeps the draft and the settings in memory. */
async function open(
  options: {
    importNotes?: ImportMessage[];
    readOnly?: string;
    failure?: SpeechError;
    settings?: Partial<Settings>;
  } = {},
) {
  const host = {
    draft: newDraft({ id: ID, now: "2026-11-26T06:00:00.000Z" }, body, {
      importNotes: options.importNotes ?? [],
    }) as Draft,
    settings: { ...DEFAULT_SETTINGS, ...options.settings } as Settings,
    failure: options.failure,
    closed: 0,
    exported: 0,
  };
  const api = {
    settings: {
      get: async () => host.settings,
      set: async (part: Partial<Settings>) => Object.assign(host.settings, part),
    },
    drafts: {
      save: async ({ revision, ...rest }: Parameters<Api["drafts"]["save"]>[0]) => {
        if (host.failure) throw host.failure;
        host.draft = { ...host.draft, ...rest, revision: revision + 1 };
        return { revision: revision + 1, updatedAt: new Date().toISOString() };
      },
    },
    library: memoryLibrary().api,
  } as unknown as Api;
  render(
    <ApiProvider value={api}>
      <SettingsProvider>
        <EditorPage
          draft={host.draft}
          readOnly={options.readOnly ?? null}
          onClose={() => {
            host.closed += 1;
          }}
          onExport={() => {
            host.exported += 1;
          }}
        />
      </SettingsProvider>
    </ApiProvider>,
  );
  await screen.findByRole("textbox", { name: "讲稿正文" });
  return { host, user: userEvent.setup() };
}

/** Runs a command as a key or the native menu does. */
const command = (id: string) => act(async () => void runCommand(id));

afterEach(cleanup);

describe("the sheet", () => {
  it("shows numbers beside the text, never in it", async () => {
    await open();
    const heading = screen.getByRole("heading", { name: "抓好落实" });
    expect(heading.dataset.number).toBe("二、");
    expect(heading.textContent).toBe("抓好落实");
    expect(screen.getByText("对照要求。").closest("p")?.dataset.number).toBe("（一）");
  });

  it("numbers anew at once when a heading becomes text", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("treeitem", { name: /提高认识/u }));
    await command("style.paragraph");
    expect(screen.getByRole("heading", { name: "抓好落实" }).dataset.number).toBe("一、");
    await command("edit.undo");
    expect(screen.getByRole("heading", { name: "抓好落实" }).dataset.number).toBe("二、");
  });

  it("names the style at the cursor in words alone, without the tick of its list", async () => {
    await open();
    const box = screen.getByRole("button", { name: /段落样式/u });
    expect(box.textContent).toMatch(/^(?:样式|题目|正文)/u);
    expect(box.querySelectorAll("svg")).toHaveLength(1);
  });

  it("says why a draft can only be read, and offers nothing that changes it", async () => {
    const { host } = await open({ readOnly: "这篇讲稿是更新版本的讲稿匠写的，只能阅读。" });
    expect(screen.getByText("这篇讲稿是更新版本的讲稿匠写的，只能阅读。")).toBeTruthy();
    expect(screen.getByRole("textbox").getAttribute("contenteditable")).not.toBe("true");
    expect(screen.queryByRole("button", { name: /撤销/u })).toBeNull();
    expect(runCommand("style.heading-1")).toBe(false);
    expect(host.draft.revision).toBe(0);
    const status = screen.getByRole("region", { name: "状态栏" });
    expect(status.textContent).toContain("只能阅读");
    expect(status.textContent).not.toContain("已保存");
  });

  it("opens in a browser that has no highlights", async () => {
    const { highlights, ...older } = CSS;
    vi.stubGlobal("CSS", older);
    try {
      await open();
      expect(screen.getByRole("button", { name: "未填 1 处" })).toBeTruthy();
    } finally {
      vi.stubGlobal("CSS", { ...older, highlights });
    }
  });

  it("takes its tints along when it goes", async () => {
    await open();
    expect(CSS.highlights.has("open-place")).toBe(true);
    cleanup();
    expect(CSS.highlights.get("open-place")?.size ?? 0).toBe(0);
  });
});

describe("the outline", () => {
  it("lists opening, sections and closing with their length, and marks where the cursor is", async () => {
    const { user } = await open();
    const outline = screen.getByRole("navigation", { name: "大纲" });
    const rows = within(outline).getAllByRole("treeitem");
    expect([...rows].map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^开头\s*10/u),
      expect.stringMatching(/^一提高认识/u),
      expect.stringMatching(/^（一）对照要求/u),
      expect.stringMatching(/^二抓好落实/u),
      expect.stringMatching(/^结尾/u),
    ]);
    await user.click(rows[3] as HTMLElement);
    expect(rows[3]?.getAttribute("aria-current")).toBe("location");
    expect(outline.querySelectorAll("[aria-current]")).toHaveLength(1);
  });

  it("folds by its icon and remembers it, with its width", async () => {
    const { host, user } = await open();
    const edge = screen.getByRole("separator", { name: "大纲的宽度" });
    act(() => edge.focus());
    await user.keyboard("{End}");
    expect(host.settings.outlineWidth).toBe(400);
    await user.click(screen.getByRole("button", { name: "收起大纲" }));
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(host.settings.outlineFolded).toBe(true);
    expect(screen.getByRole("button", { name: "全部讲稿" })).toBeTruthy();
  });
});

describe("the status bar", () => {
  it("counts, and goes to the places that wait for text", async () => {
    const { user } = await open();
    const status = screen.getByRole("region", { name: "状态栏" });
    expect(status.textContent).toContain("版式：国标");
    await user.click(within(status).getByRole("button", { name: "未填 1 处" }));
    await waitFor(() => expect(status.textContent).toContain("已选 2 字"));
  });

  it("tells the length of the section at the cursor", async () => {
    const { user } = await open();
    const status = screen.getByRole("region", { name: "状态栏" });
    expect(status.textContent).not.toMatch(/本节|开头/u);
    const outline = within(screen.getByRole("navigation", { name: "大纲" }));
    await user.click(outline.getByText("抓好落实"));
    expect(status.textContent).toContain("本节 6 字");
    await user.click(outline.getByText("结尾"));
    expect(status.textContent).toContain("结尾 10 字");
  });

  it("keeps the text when a save fails, says why, and leaves only when told to", async () => {
    const failure = new SpeechError("disk.full", "没有存上：磁盘已满。文字还在窗口里。");
    const { host, user } = await open({ failure });
    await user.click(screen.getByRole("treeitem", { name: /提高认识/u }));
    await command("style.heading-2");
    await user.click(screen.getByRole("button", { name: "全部讲稿" }));
    expect(await screen.findByText(failure.message)).toBeTruthy();
    expect(host.closed).toBe(0);
    await user.click(screen.getByRole("button", { name: "导出 Word" }));
    expect(await screen.findByText(/^没有导出：刚写的字还没有存上/u)).toBeTruthy();
    expect(host.exported).toBe(0);
    host.failure = undefined;
    await user.click(screen.getByRole("button", { name: "重试" }));
    await waitFor(() => expect(host.draft.body[3]).toMatchObject({ type: "heading", level: 2 }));
    await user.click(screen.getByRole("button", { name: "仍然离开" }));
    expect(host.closed).toBe(1);
  });

  it("has everything saved before it opens the export", async () => {
    const { host, user } = await open();
    await user.click(screen.getByRole("treeitem", { name: /提高认识/u }));
    await command("style.heading-2");
    await user.click(screen.getByRole("button", { name: "导出 Word" }));
    await waitFor(() => expect(host.exported).toBe(1));
    expect(host.draft.body[3]).toMatchObject({ level: 2 });
  });
});

describe("the right column", () => {
  it.each([
    [1280, true],
    [1024, false],
  ])("that was left open lies open beside the text of the next draft, not over it: %i pixels", async (width, shown) => {
    vi.stubGlobal("innerWidth", width);
    await open({ settings: { panelFolded: false } });
    expect(screen.queryAllByRole("tab", { name: "版本" })).toHaveLength(shown ? 1 : 0);
    vi.stubGlobal("innerWidth", 1024);
  });
});

describe("import notes", () => {
  it("are absent when there are none", async () => {
    await open();
    expect(screen.queryByRole("tabpanel", { name: /导入情况/u })).toBeNull();
  });

  it("fold away and come back from the status bar", async () => {
    const { user } = await open({ importNotes: notes });
    await user.click(screen.getByRole("button", { name: "收起右栏" }));
    expect(screen.queryByRole("tabpanel", { name: /导入情况/u })).toBeNull();
    await user.click(screen.getByRole("button", { name: "导入情况 2 条" }));
    expect(document.activeElement).toBe(screen.getByRole("tab", { name: /导入情况/u }));
    expect(screen.queryByRole("button", { name: "导入情况 2 条" })).toBeNull();
  });

  it("stand with the unsure ones first, lead to their place, and are gone once confirmed", async () => {
    const { host, user } = await open({ importNotes: notes });
    const panel = screen.getByRole("tabpanel", { name: /导入情况/u });
    expect([...panel.querySelectorAll("li p")].map((note) => note.textContent)).toEqual([
      "这一行当作标题。",
      "删去了一处标记。",
    ]);
    await user.click(within(panel).getByRole("button", { name: "看原处" }));
    await waitFor(() => expect(screen.getByRole("region", { name: "状态栏" }).textContent).toContain("已选 4 字"));
    await user.click(within(panel).getAllByRole("button", { name: "知道了" })[0] as HTMLElement);
    await act(flushOpenDraft);
    expect(host.draft.importNotes).toEqual([notes[0]]);
    await user.click(within(panel).getByRole("button", { name: "全部确认" }));
    expect(screen.queryByRole("tabpanel", { name: /导入情况/u })).toBeNull();
    await act(flushOpenDraft);
    expect(host.draft.importNotes).toEqual([]);
  });
});
