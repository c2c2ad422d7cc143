import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Block, type Draft, type MeetingCard, textOf } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();
Element.prototype.scrollIntoView ??= () => {};

const CARD: MeetingCard = { meeting: "甲会议", speaker: { name: "林向东" }, place: "县政府" };
const at = (text: string, field: string) => ({ text, field });
const BODY: Block[] = [
  { type: "title", children: [{ text: "在" }, at("甲会议", "meeting"), { text: "上的讲话" }] },
  { type: "byline", children: [at("林向东", "speaker.name")] },
  { type: "salutation", children: [at("同志们", "salutation"), { text: "：" }] },
  {
    type: "paragraph",
    children: [
      { text: "召开" },
      at("去年的会议", "meeting"),
      { text: "，由" },
      at("王明", "host"),
      { text: "主持。我" },
      at("讲两点意见", "promise"),
      { text: "。" },
    ],
  },
  { type: "heading", level: 1, children: [{ text: "甲" }] },
  { type: "heading", level: 1, children: [{ text: "乙" }] },
];

async function open({
  body = BODY,
  card = CARD,
  readOnly = null,
}: {
  body?: Block[];
  card?: MeetingCard;
  readOnly?: string | null;
} = {}) {
  const memory = memoryApi([body]);
  const [made] = [...memory.drafts.values()];
  if (!made) throw new Error("no draft");
  const draft: Draft = { ...made, card };
  memory.drafts.set(draft.id, draft);
  show(memory.api, <EditorPage draft={draft} readOnly={readOnly} onClose={() => {}} onExport={() => {}} />);
  await screen.findByRole("textbox", { name: "讲稿正文" });
  await command("view.card");
  const saved = () => memory.drafts.get(draft.id) as Draft;
  return { ...memory, saved, user: userEvent.setup() };
}
const command = (id: string) => act(async () => void runCommand(id));
const panel = (name: RegExp) => screen.getByRole("region", { name });
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });
const sheet = () => screen.getByRole("textbox", { name: "讲稿正文" }).textContent?.replaceAll("\uFEFF", "");
const rows = (name: RegExp) =>
  within(panel(name))
    .getAllByRole("listitem")
    .map((row) => row.textContent);

test("the text follows the form letter by letter, one visit of a field is one step of undo, and form and file go back with it", async () => {
  const { saved, user } = await open();
  const name = field("讲话人");
  await user.clear(name);
  await user.type(name, "沈立");
  expect(sheet()).toContain("沈立");
  await user.click(field("地点"));
  await user.type(field("地点"), "礼堂");
  await waitFor(() => expect(saved().card).toMatchObject({ speaker: { name: "沈立" }, place: "县政府礼堂" }));
  expect(saved().body.map(textOf)).toContain("沈立");

  await command("edit.undo");
  expect(field("地点").value).toBe("县政府");
  await command("edit.undo");
  expect(field("讲话人").value).toBe("林向东");
  expect(sheet()).toContain("林向东");
  await waitFor(() => expect(saved().card).toEqual(CARD));
  expect(saved().body.map(textOf)).toEqual(BODY.map(textOf));
  await command("edit.redo");
  expect(field("讲话人").value).toBe("沈立");
});

test("the panel lists what follows the card, what no longer does, what the card lacks, and what the text does not use", async () => {
  await open();
  expect(rows(/^连着的 4 处/u)).toEqual([
    "甲会议会议全称题目",
    "林向东讲话人署名",
    "同志们称谓称谓行",
    "讲两点意见讲几点开头",
  ]);
  expect(rows(/^改过、不再跟着变的 1 处/u)).toEqual(["去年的会议会议全称开头信息卡：甲会议重新关联按这里改信息卡"]);
  expect(rows(/^正文里有、信息卡没填的 1 处/u)).toEqual(["正文里写的是“王明”主持人开头填进信息卡"]);
  expect(screen.getByText("填了、正文里还没有用到：地点。")).toBeTruthy();
});

test("a detached place is linked again by one button and one undo, and the focus goes on to the next button", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "重新关联“去年的会议”" }));
  await waitFor(() => expect(panel(/^连着的 5 处/u)).toBeTruthy());
  expect(sheet()).toContain("召开甲会议，由");
  expect(screen.queryByRole("region", { name: /^改过/u })).toBeNull();
  await waitFor(() => expect(document.activeElement?.textContent).toBe("填进信息卡"));
  await command("edit.undo");
  expect(sheet()).toContain("召开去年的会议，由");
  await waitFor(() => expect(panel(/^改过、不再跟着变的 1 处/u)).toBeTruthy());
});

test("what the text says is taken onto the card, and the other places follow", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "填进信息卡：王明" }));
  expect(field("主持人").value).toBe("王明");
  await user.click(screen.getByRole("button", { name: "按这里改信息卡：去年的会议" }));
  expect(field("会议全称").value).toBe("去年的会议");
  expect(sheet()).toContain("在去年的会议上的讲话");
  await waitFor(() => expect(panel(/^连着的 6 处/u)).toBeTruthy());
  await command("edit.undo");
  await command("edit.undo");
  expect(field("主持人").value).toBe("");
  expect(sheet()).toContain("在甲会议上的讲话");
});

test("a title written by hand fills the card and follows it from then on", async () => {
  const { user } = await open({
    body: [
      { type: "title", children: [{ text: "在全县林业工作会议上的讲话" }] },
      { type: "paragraph", children: [{ text: "" }] },
    ],
    card: {},
  });
  expect(panel(/^连着的 0 处/u).textContent).toContain("还没有跟着信息卡变的地方");
  await user.click(screen.getByRole("button", { name: "填进信息卡：全县林业工作会议" }));
  await user.clear(field("会议全称"));
  await user.type(field("会议全称"), "全县水利工作会议");
  expect(sheet()).toContain("在全县水利工作会议上的讲话");
});

test("words that read as the card does are linked at once", async () => {
  const { user } = await open({ body: [{ type: "title", children: [{ text: "在甲会议上的讲话" }] }] });
  await user.click(within(panel(/还没连上的 1 处/u)).getByRole("button", { name: "都连上" }));
  await waitFor(() => expect(panel(/^连着的 1 处/u)).toBeTruthy());
});

test("the order of the greeting is offered where it differs, and taken by a button", async () => {
  const { user } = await open({ card: { ...CARD, salutation: "同志们、各位领导" } });
  expect(screen.getByText("按先上级、后来宾、再同志们的次序：各位领导、同志们")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "采用" }));
  expect(field("称谓").value).toBe("各位领导、同志们");
  expect(screen.queryByText(/次序/u)).toBeNull();
});

test("the audience changes greeting and promise in one step", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("radio", { name: "上级" }));
  expect(sheet()).toContain("各位领导、同志们：");
  expect(sheet()).toContain("我作两个方面的汇报。");
  await command("edit.undo");
  expect(sheet()).toContain("我讲两点意见。");
});

test("a draft that can only be read shows its card and places, and offers nothing that changes them", async () => {
  await open({ readOnly: "只能阅读。", card: { ...CARD, salutation: "同志们、各位领导" } });
  expect(field("会议全称").readOnly).toBe(true);
  expect(rows(/^改过/u)).toEqual(["同志们称谓称谓行信息卡：同志们、各位领导", "去年的会议会议全称开头信息卡：甲会议"]);
  for (const name of [/重新关联/u, /填进信息卡/u, /按这里改/u, /采用/u, /都连上/u]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
});

test("places tell where they come from while the pointer rests on them, and those typed over that they follow no more", async () => {
  await open();
  expect(screen.getByTitle("来自信息卡：讲话人").textContent).toBe("林向东");
  expect(screen.getByTitle("改过，不再跟着信息卡里的“会议全称”变").dataset.detached).toBe("true");
});

test("a speech without a title is offered one by the card's meeting, linked and as one step of undo", async () => {
  const { saved, user } = await open({
    body: [
      { type: "title", children: [{ text: "" }] },
      { type: "paragraph", children: [{ text: "正文。" }] },
    ],
  });
  await user.click(screen.getByRole("button", { name: "写上题目" }));
  expect(sheet()).toContain("在甲会议上的讲话");
  await waitFor(() => expect(screen.queryByRole("button", { name: "写上题目" })).toBeNull());
  await user.clear(field("会议全称"));
  await user.type(field("会议全称"), "乙会议");
  await waitFor(() => expect(saved().body.map(textOf)).toEqual(["在乙会议上的讲话", "正文。"]));
  await command("edit.undo");
  await command("edit.undo");
  expect(sheet()).not.toContain("上的讲话");
});
