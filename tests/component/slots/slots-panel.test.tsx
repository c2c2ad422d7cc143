import { readFileSync } from "node:fs";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { SpeechError } from "#core/api/errors";
import { countWords } from "#core/draft/counting";
import { type Block, type DraftHead, type MeetingCard, textOf } from "#core/draft/schema";
import { instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { type Template, writtenTemplateSchema } from "#core/template/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

const joint = readWritten(
  writtenTemplateSchema.parse(JSON.parse(readFileSync("templates/joint-conference.json", "utf8"))),
);
const CARD: MeetingCard = {
  meeting: "2026年青云县联席会议",
  topic: "知识产权",
  audience: "下级",
  year: 2026,
  date: "2026-11-26",
  speaker: { name: "林向东", post: "副县长" },
};

type Options = { body?: Block[]; head?: Partial<DraftHead>; template?: Template | SpeechError; readOnly?: boolean };

async function open({ body, head, template = joint, readOnly = false }: Options = {}) {
  const pattern = patternOf(joint);
  if (!pattern) throw new Error("no pattern");
  const memory = memoryApi([body ?? instantiate(pattern, CARD)]);
  const [draft] = memory.drafts.values();
  if (!draft) throw new Error("no draft");
  const whole = { ...draft, ...(head ?? templateHead(joint, pattern, CARD)) };
  memory.drafts.set(draft.id, whole);
  memory.api.templates.read = async () => {
    if (template instanceof SpeechError) throw template;
    return template;
  };
  show(
    memory.api,
    <EditorPage draft={whole} readOnly={readOnly ? "只能阅读。" : null} onClose={() => {}} onExport={() => {}} />,
  );
  await act(async () => {});
  act(() => void runCommand("view.slots"));
  const panel = await screen.findByRole("tabpanel", { name: /空位/u });
  return { ...memory, draft, panel, user: userEvent.setup(), saved: () => memory.drafts.get(draft.id) };
}

const part = (name: string) => screen.getByRole("region", { name });
const row = (name: RegExp) => within(screen.getByRole("tabpanel", { name: /空位/u })).getByRole("button", { name });

describe("the panel 空位", () => {
  test("shows each part with its length against the target and its slots with state in words", async () => {
    const { panel } = await open();
    const opening = part("开头");
    expect(within(opening).getByRole("img").getAttribute("aria-label")).toMatch(/^\d+ 字，目标 \d+–\d+ 字$/u);
    expect(within(opening).getByText(/^还差 \d+ 字$/u)).toBeDefined();
    const names = within(opening)
      .getAllByRole("button")
      .map((button) => button.textContent);
    expect(names).toEqual([
      "●会议任务未填，必填必填",
      "●汇报人未填，必填必填",
      "●发言单位未填，必填必填",
      "○对汇报和发言的评价未填，选填选填",
      "○肯定和感谢成员单位未填，选填选填",
    ]);
    expect(within(panel).getByText(/^必填还有 \d+ 处，选填还有 \d+ 处。$/u)).toBeDefined();
  });

  test("selects a slot, and the status bar counts what is selected on the sheet, not what an export would write", async () => {
    const { user, draft } = await open();
    await user.click(row(/^会议任务 未填/u));
    const prompt = draft.body.flatMap(({ children }) => children).find(({ slot }) => slot === "opening.task")?.text;
    const status = screen.getByRole("region", { name: "状态栏" });
    await waitFor(() => expect(status.textContent).toContain(`已选 ${countWords(prompt ?? "")} 字`));
  });

  test("leads to a slot and offers its wordings, bound to the card, with their keys; choosing one writes on there", async () => {
    const { user, saved } = await open();
    await user.click(row(/^会议任务 未填/u));
    const wordings = await screen.findAllByRole("button", { name: /Alt\+[123]$/u });
    expect(wordings.map((button) => button.textContent)).toEqual([
      "总结2025年以来的知识产权工作，会商存在的问题，部署下一阶段任务Alt+1",
      "通报情况，沟通意见，把需要各成员单位共同推进的知识产权工作商量好、部署好Alt+2",
      "学习贯彻【上级会议】精神，盘点年度任务，研究解决【需要协调的事项】Alt+3",
    ]);
    expect(screen.getByText("建议 24–60 字")).toBeDefined();
    await user.click(wordings[0] as HTMLElement);
    await waitFor(() => expect(saved()?.body.map(textOf).join()).toContain("总结2025年以来的知识产权工作"), {
      timeout: 3000,
    });
    expect(await screen.findByRole("button", { name: /^会议任务 已填/u })).toBeDefined();
  });

  test("selects the right words straight after another slot of the paragraph was filled, before anything is derived anew", async () => {
    const { user, draft } = await open({
      body: [
        { type: "title", children: [{ text: "讲话" }] },
        {
          type: "paragraph",
          key: "opening.point",
          children: [
            { text: "会议的任务是" },
            { text: "任务", slot: "opening.task" },
            { text: "，由" },
            { text: "单位甲", slot: "own.1" },
            { text: "牵头，" },
            { text: "单位乙", slot: "own.2" },
            { text: "配合。" },
          ],
        },
      ],
    });
    expect(draft.body).toHaveLength(2);
    await user.click(row(/^会议任务 未填/u));
    await screen.findByText("写法");
    const second = row(/^单位乙 未填/u);
    act(() => void runCommand("edit.wording-1"));
    fireEvent.click(second);
    await waitFor(() => expect(row(/^单位乙 未填/u).getAttribute("aria-current")).toBe("true"));
    expect(row(/^单位甲 未填/u).getAttribute("aria-current")).toBeNull();
    const status = screen.getByRole("region", { name: "状态栏" });
    await waitFor(() => expect(status.textContent).toContain("已选 3 字"));
  });

  test("offers another wording for a place that still reads as one", async () => {
    const { user, saved } = await open();
    await user.click(row(/^会议任务 未填/u));
    act(() => void runCommand("edit.wording-1"));
    const status = screen.getByRole("region", { name: "状态栏" });
    await waitFor(() => expect(status.textContent).toContain("用了第 1 种写法。"));
    await user.click(await screen.findByRole("button", { name: /^会议任务 已填/u }));
    expect(await screen.findByText("换一种写法")).toBeDefined();
    act(() => void runCommand("edit.wording-2"));
    await waitFor(() => expect(saved()?.body.map(textOf).join()).toContain("通报情况，沟通意见"), { timeout: 3000 });
    expect(saved()?.body.map(textOf).join()).not.toContain("总结2025年以来");
  });

  test("says why a wording was not put in", async () => {
    await open();
    act(() => void runCommand("edit.wording-1"));
    expect(await screen.findByText("没有换：光标不在空位上。按 Tab 到下一处空位，再按一次。")).toBeDefined();
  });

  test("says so where the template is gone; places are still found, and there is no pattern to choose", async () => {
    const { user } = await open({ template: new SpeechError("template.missing", "没有了。") });
    expect(screen.getByText(/建立这篇讲稿的模板已经删除，/u)).toBeDefined();
    expect(screen.queryByRole("img")).toBeNull();
    await user.click(row(/^会议任务 未填/u));
    expect(screen.queryByText("写法")).toBeNull();
    expect(screen.queryByRole("button", { name: /换结构/u })).toBeNull();
  });

  test("of a draft without template has what is open, and says so", async () => {
    await open({ body: bodyOf("讲话", "由X区负责。"), head: {} });
    expect(screen.getByText(/^这篇讲稿不是从模板建立的/u)).toBeDefined();
    expect(row(/^X区 未填/u)).toBeDefined();
    act(() => void runCommand("edit.switch-pattern"));
    expect(await screen.findByText("没有换：这篇讲稿不是从模板建立的，没有别的结构可换。")).toBeDefined();
  });

  test("of a draft that can only be read offers no wordings", async () => {
    const { user } = await open({ readOnly: true });
    await user.click(row(/^会议任务 未填/u));
    expect(screen.queryByText("写法")).toBeNull();
    expect(screen.queryByRole("button", { name: /换结构/u })).toBeNull();
  });
});

describe("another pattern", () => {
  const written = (): Block[] => {
    const pattern = patternOf(joint);
    return instantiate(pattern as NonNullable<typeof pattern>, CARD).map((block) =>
      block.key === "awareness.unify" ? { ...block, children: [{ text: "我写的一段。" }] } : block,
    );
  };

  test("is chosen from the head of the outline, which says before what loses its place", async () => {
    const { user, saved } = await open({ body: written() });
    await user.click(screen.getByRole("button", { name: "结构：联席会议 · 认识—任务—保障，换结构" }));
    const dialog = within(await screen.findByRole("dialog", { name: "换结构" }));
    expect(dialog.getByRole("button", { name: "换结构" })).toHaveProperty("disabled", true);
    await user.click(dialog.getByRole("radio", { name: /总结—部署—要求/u }));
    expect(dialog.getByText(/^有 1 段在新结构里没有位置/u)).toBeDefined();
    expect(dialog.getByText("我写的一段。")).toBeDefined();
    await user.click(dialog.getByRole("button", { name: "换结构" }));
    expect(screen.getByRole("button", { name: "结构：联席会议 · 总结—部署—要求，换结构" })).toBeDefined();
    const unplaced = within(screen.getByRole("region", { name: "未归位" }));
    expect(unplaced.getByText("未归位 1 段")).toBeDefined();
    expect(unplaced.getByText("换结构后没有位置的文字，不写进 Word。")).toBeDefined();
    await waitFor(
      () => expect(saved()).toMatchObject({ pattern: "review-plan-demand", unplaced: [{ key: "awareness.unify" }] }),
      { timeout: 3000 },
    );
    act(() => void runCommand("edit.undo"));
    expect(screen.queryByRole("region", { name: "未归位" })).toBeNull();
    expect(screen.getByRole("button", { name: /认识—任务—保障，换结构/u })).toBeDefined();
  });

  test("what has no place can be folded, put in at the cursor, and deleted for undo to bring back", async () => {
    const unplaced: Block[] = ["甲段。", "乙段。"].map((text) => ({
      type: "paragraph",
      key: "x.y",
      children: [{ text }],
    }));
    const { user, saved } = await open({
      head: { template: joint.id, pattern: "review-plan-demand", card: CARD, unplaced },
    });
    const section = within(screen.getByRole("region", { name: "未归位" }));
    await user.click(section.getByRole("button", { name: /^未归位 2 段/u }));
    expect(section.queryByText("甲段。")).toBeNull();
    await user.click(section.getByRole("button", { name: /^未归位 2 段/u }));
    await user.click(section.getAllByRole("button", { name: "删除" })[0] as HTMLElement);
    expect(section.queryByText("甲段。")).toBeNull();
    act(() => void runCommand("edit.undo"));
    expect(section.getByText("甲段。")).toBeDefined();
    const [copy] = section.getAllByRole("button", { name: "复制" });
    await user.click(copy as HTMLElement);
    expect(section.getByRole("status").textContent).toBe("复制好了。");
    expect(await navigator.clipboard.readText()).toBe("甲段。");
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new Error("denied"));
    await user.click(copy as HTMLElement);
    expect(section.getByRole("status").textContent).toMatch(/^没有复制：/u);
    await user.click(section.getAllByRole("button", { name: "插到光标处" })[1] as HTMLElement);
    expect(section.queryByText("乙段。")).toBeNull();
    await waitFor(() => expect(saved()?.body.map(textOf)).toContain("乙段。"), { timeout: 3000 });
    expect(saved()?.unplaced?.map(textOf)).toEqual(["甲段。"]);
  });
});

test("an empty draft without a template hears what slots are for, not that they are filled in", async () => {
  const { panel } = await open({
    body: [{ type: "paragraph", children: [{ text: "" }] }],
    head: { card: {}, citations: {} },
  });
  expect(within(panel).getByText(/^还没有空位。/u)).toBeDefined();
  expect(within(panel).queryByText("空位都填好了。")).toBeNull();
});
