import { configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { TemplateSummary } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { textOf } from "#core/draft/schema";
import { readWritten } from "#core/template/read-written";
import { OWN_GROUP, patternName, type Template, type WrittenTemplate } from "#core/template/schema";
import { NewDraftPage } from "../../../renderer/features/new-draft/new-draft-page.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
configure({ asyncUtilTimeout: 4000 });

/** A template of two patterns, small enough to be read here. */
function templateOf(id: string, name: string, group: WrittenTemplate["group"] | typeof OWN_GROUP): Template {
  const written: WrittenTemplate = {
    schemaVersion: 1,
    id,
    name,
    group: group === OWN_GROUP ? "总结" : group,
    use: `${name}上用的讲话。`,
    targetCharacters: { min: 2000, max: 3000 },
    title: "在{meeting}上的讲话",
    slots: {
      "opening.point": {
        purpose: "会议任务",
        required: true,
        characters: { min: 10, max: 40 },
        wordings: ["一", "二"],
      },
      "opening.thanks": { purpose: "感谢", required: false, characters: { min: 10, max: 40 }, wordings: ["一", "二"] },
    },
    patterns: (["awareness-task-guarantee", "review-plan-demand"] as const).map((pattern, place) => ({
      id: pattern,
      parts: place === 0 ? "认识，任务，保障" : "总结，部署，要求",
      body: [
        { key: "salutation", type: "salutation", text: "{salutation}：" },
        { key: "opening.point", type: "paragraph", text: "今天开会，[opening.point]。[opening.thanks]" },
        { key: "first", type: "heading", level: 1, text: place === 0 ? "提高认识" : "肯定成绩" },
      ],
    })),
  };
  return { ...readWritten(written), group };
}

const summaryOf = ({ slots: _, schemaVersion: __, patterns, ...rest }: Template): TemplateSummary => ({
  ...rest,
  own: rest.group === OWN_GROUP,
  patterns: patterns.map(({ id, parts }) => ({
    id,
    name: patternName(id),
    parts,
    levels: [0, 0, 1],
    slots: 2,
    required: 1,
    brackets: 0,
  })),
});

const TEMPLATES = [
  templateOf("deployment", "工作部署会", "部署推进"),
  templateOf("joint-conference", "联席会议", "部署推进"),
  templateOf("address", "致辞", "礼仪与主持"),
  templateOf("own-one", "季度例会", OWN_GROUP),
];

async function openPage() {
  const memory = memoryApi();
  const { api } = memory;
  api.templates.list = async () => TEMPLATES.map(summaryOf);
  api.templates.read = async ({ id }) => {
    const found = TEMPLATES.find((template) => template.id === id);
    if (!found) throw new SpeechError("template.missing", "没有找到这个模板。");
    return found;
  };
  const went: string[] = [];
  const left = { current: null };
  const open = () =>
    show(
      api,
      <NewDraftPage
        from="start"
        left={left}
        onClose={() => went.push("closed")}
        onBuilt={(id) => went.push(`built ${id}`)}
      />,
    );
  const shown = open();
  await screen.findByText("季度例会");
  const made = () => [...memory.drafts.values()][0];
  return { ...memory, went, made, open, shown, user: userEvent.setup() };
}

// A page of cards and fields takes long to be searched by role; what has one name is found by it.
const search = () => screen.getByLabelText<HTMLInputElement>("找会议类型");
const cards = () => [...document.querySelectorAll<HTMLElement>('[role="option"]')];
const options = () => cards().map((option) => option.textContent?.replace(/[\d,]+–.*|只有.*/u, ""));
const buildButton = () => screen.getByText("建立讲稿").closest("button") as HTMLButtonElement;
const fill = (label: string, words: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: words } });
const chosen = () => cards().find((card) => card.getAttribute("aria-selected") === "true");
const sheet = () => screen.getByLabelText("稿样的正文").textContent ?? "";

test("own templates stand on top, the blank draft at the end", async () => {
  await openPage();
  const groups = within(screen.getByRole("listbox", { name: "会议类型" })).getAllByRole("group");
  expect(groups.map((group) => group.firstChild?.textContent)).toEqual([
    "我的模板",
    "部署推进",
    "礼仪与主持",
    "不用模板",
  ]);
  expect(options()).toEqual(["季度例会", "工作部署会", "联席会议", "致辞", "空白讲稿"]);
});

test("a type is found by pinyin and chosen; Enter builds it with its usual pattern and the card", async () => {
  const { user, made, went } = await openPage();
  fill("会议全称", "2026年联席会议");
  await user.click(search());
  await user.keyboard("lxhy");
  await waitFor(() => expect(options()).toEqual(["联席会议"]));
  await screen.findByText("联席会议上用的讲话。");
  await waitFor(() => expect(sheet()).toContain("在2026年联席会议上的讲话"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(went).toEqual([`built ${made()?.id}`]));
  expect(made()).toMatchObject({
    template: "joint-conference",
    pattern: "awareness-task-guarantee",
    card: { meeting: "2026年联席会议" },
  });
  expect(made()?.body.map(textOf)[0]).toBe("在2026年联席会议上的讲话");
});

test("the other pattern is drawn at once and is the one that is built", async () => {
  const { user, made } = await openPage();
  await user.click(screen.getByText("工作部署会"));
  await waitFor(() => expect(sheet()).toContain("提高认识"));
  expect(screen.getByText("目标 2,000–3,000 字，空位 2 处，必填 1 处")).toBeDefined();
  await user.click(screen.getByText("总结—部署—要求"));
  await waitFor(() => expect(sheet()).toContain("肯定成绩"));
  await user.click(buildButton());
  await waitFor(() => expect(made()).toMatchObject({ template: "deployment", pattern: "review-plan-demand" }));
});

test("the draft to be follows the card: what is empty is an open slot", async () => {
  const { user } = await openPage();
  await waitFor(() => expect(sheet()).toContain("在会议全称上的讲话"));
  fill("会议全称", "调度会");
  await user.click(screen.getByText("上级"));
  await waitFor(() => expect(sheet()).toContain("在调度会上的讲话"));
  expect(sheet()).toContain("各位领导、同志们：");
});

test("who is greeted by the type stands in the form as what is said without a 称谓", async () => {
  const { api, user, made } = await openPage();
  const { read } = api.templates;
  api.templates.read = async (input) => ({
    ...(await read(input)),
    ...(input.id === "address" && { salutation: "各位来宾" }),
  });
  await user.click(screen.getByText("致辞"));
  await waitFor(() => expect(sheet()).toContain("各位来宾："));
  const field = screen.getByLabelText<HTMLInputElement>("称谓", { selector: "input" });
  expect([field.placeholder, field.value]).toEqual(["各位来宾", ""]);
  await user.click(buildButton());
  await waitFor(() => expect(made()?.card).toEqual({ salutation: "各位来宾" }));
});

test("the blank draft has no slots and takes what the card says", async () => {
  const { user, made } = await openPage();
  fill("讲话人", "林向东");
  await user.click(screen.getByText("空白讲稿"));
  expect(screen.queryByRole("radiogroup", { name: "结构" })).toBeNull();
  await user.click(buildButton());
  await waitFor(() => expect(made()?.body.map(textOf)).toEqual(["", "林向东", "同志们：", ""]));
  expect(made()).not.toHaveProperty("template");
  expect(made()?.card).toEqual({ speaker: { name: "林向东" } });
});

test("without a hit a sentence says what to try, and Enter builds nothing", async () => {
  const { user, drafts } = await openPage();
  fill("找会议类型", "茶话会");
  await user.type(search(), "{Enter}");
  expect(screen.getByText("没有找到“茶话会”。试试少打几个字，或只打拼音的首字母。")).toBeDefined();
  expect(drafts.size).toBe(0);
});

test("Esc empties the search first and keeps what was found, then leaves", async () => {
  const { user, went } = await openPage();
  await user.type(search(), "zc");
  await waitFor(() => expect(options()).toEqual(["致辞"]));
  await user.keyboard("{Escape}");
  expect(search().value).toBe("");
  expect(chosen()?.textContent).toContain("致辞");
  expect(went).toEqual([]);
  await user.keyboard("{Escape}");
  expect(went).toEqual(["closed"]);
});

test("what was filled in is there the next time, and can be emptied", async () => {
  const { user, shown, open } = await openPage();
  fill("会议全称", "调度会");
  await user.click(screen.getByText("致辞"));
  shown.unmount();
  open();
  expect(await screen.findByDisplayValue("调度会")).toBeDefined();
  await waitFor(() => expect(chosen()?.textContent).toContain("致辞"));
  await user.click(screen.getByText("清空"));
  expect(screen.getByLabelText<HTMLInputElement>("会议全称").value).toBe("");
});

test("the keys of an input method neither build nor leave", async () => {
  const { drafts, went } = await openPage();
  fireEvent.keyDown(search(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(search(), { key: "Escape", isComposing: true });
  expect(drafts.size).toBe(0);
  expect(went).toEqual([]);
});

test("nothing is built while a field holds what is not on the card", async () => {
  const { user, drafts } = await openPage();
  const date = screen.getByLabelText("日期");
  await user.click(date);
  fireEvent.change(date, { target: { value: "2026年13月1日" } });
  await user.click(buildButton());
  await waitFor(() => expect(document.activeElement).toBe(date));
  expect(screen.getByText("日历上没有这一天，请改一下日期。")).toBeDefined();
  expect(drafts.size).toBe(0);
});

test("a template that cannot be read is told in its sentence, the others stay", async () => {
  const { api, user } = await openPage();
  const { read } = api.templates;
  api.templates.read = async (input) => {
    if (input.id === "address")
      throw new SpeechError("template.missing", "没有读出“致辞”：文件已经损坏。换一个模板再试。");
    return read(input);
  };
  await user.click(screen.getByText("致辞"));
  expect(await screen.findByText("没有读出“致辞”：文件已经损坏。换一个模板再试。")).toBeDefined();
  await user.click(screen.getByText("联席会议"));
  await waitFor(() => expect(sheet()).toContain("提高认识"));
  expect(screen.queryByText(/文件已经损坏/)).toBeNull();
});

test("without templates a blank draft can still be built", async () => {
  const memory = memoryApi();
  memory.api.templates.list = async () => {
    throw new SpeechError("template.missing", "安装的文件不全。重装一次。");
  };
  show(memory.api, <NewDraftPage from="editor" left={{ current: null }} onClose={() => {}} onBuilt={() => {}} />);
  expect(await screen.findByText("没有读出模板：安装的文件不全。重装一次。")).toBeDefined();
  expect(options()).toEqual(["空白讲稿"]);
  expect(screen.getByText("回到讲稿")).toBeDefined();
});

test("a draft that could not be made is told, and what was filled in stays", async () => {
  const { api, user, went } = await openPage();
  api.drafts.create = async () => {
    throw new SpeechError("disk.full", "没有建立讲稿：磁盘已满。腾出空间再试。");
  };
  fill("会议全称", "调度会");
  await user.click(buildButton());
  expect((await screen.findByRole("alert")).textContent).toContain("磁盘已满");
  expect(screen.getByDisplayValue("调度会")).toBeDefined();
  expect(went).toEqual([]);
});
