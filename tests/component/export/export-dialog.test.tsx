import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { SpeechError } from "#core/api/errors";
import type { Block, DraftHead } from "#core/draft/schema";
import { ExportDialog } from "../../../renderer/features/export/export-dialog.tsx";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

/** The machine of these tests has 黑体 and nothing else. */
class FontFaceOfTest {
  readonly #source: string;
  constructor(_: string, source: string) {
    this.#source = source;
  }
  async load() {
    if (!this.#source.includes("SimHei")) throw new Error("no such font");
  }
}
beforeEach(() => vi.stubGlobal("FontFace", FontFaceOfTest));

async function openDialog(
  body: Block[] = bodyOf("在会议上的讲话", "请X区和【单位】办好，朱镕基。"),
  head: Partial<DraftHead> = {},
) {
  const memory = memoryApi([body]);
  const [draft] = [...memory.drafts.values()];
  if (draft) memory.drafts.set(draft.id, { ...draft, ...head });
  const calls: string[] = [];
  show(
    memory.api,
    <ExportDialog draftId={draft?.id ?? ""} onClose={() => calls.push("close")} onFill={() => calls.push("fill")} />,
  );
  await screen.findByRole("radio", { name: /^国标/u });
  return { ...memory, calls, user: userEvent.setup() };
}

test("each profile says where it departs from the standard", async () => {
  await openDialog();
  expect(screen.getByText(/与 GB\/T 9704—2012 一致/)).toBeDefined();
  expect(screen.getByText("与国标不同：页边距、行距、字数网格、页码位置。")).toBeDefined();
});

test("Enter exports into the folder, and the end says where the file lies", async () => {
  const { user, exported } = await openDialog();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("已经导出，在“下载”文件夹里。")).toBeDefined();
  expect(exported).toEqual([{ layoutId: "gb", fileName: "在会议上的讲话.docx", target: "folder" }]);
  expect(screen.getByRole("button", { name: "打开文件" })).toBeDefined();
  expect(screen.getByRole("button", { name: "打开所在文件夹" })).toBeDefined();
});

test("open places are counted and 去填 leaves for the first", async () => {
  const { user, calls } = await openDialog();
  expect(screen.getByText("2 处")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "去填" }));
  expect(calls).toEqual(["fill"]);
});

test("required and optional slots are counted apart, with what the file gets of them and of what has no place", async () => {
  const paragraph = (...children: Block["children"]): Block => ({ type: "paragraph", children });
  const slots = [{ text: "由" }, { text: "责任单位", slot: "task.unit" }, { text: "牵头，X区配合。" }];
  const may = { text: "对汇报的评价", slot: "opening.comment", optional: true as const };
  await openDialog([paragraph(...slots), paragraph(may)], {
    unplaced: [paragraph({ text: "甲" }), paragraph({ text: "乙" })],
  });
  expect(screen.getByText("必填 2 处，选填 1 处")).toBeDefined();
  expect(screen.getByText("“【责任单位】”“X区”")).toBeDefined();
  expect(
    screen.getByText("不填也能导出。必填的空位写成“【待填：责任单位】”。“X区”这样的照现在的样子写。选填的不写出来。"),
  ).toBeDefined();
  expect(screen.getByText("未归位的 2 段不写进文件。")).toBeDefined();
});

test("what is 待换 is counted with its words, and 去看 leaves for it", async () => {
  const year = (text: string) => ({ text, carried: "year" as const });
  const { user, calls } = await openDialog([
    { type: "paragraph", children: [year("2025年"), { text: "和" }, year("2024年"), { text: "、" }, year("2025年")] },
  ]);
  expect(screen.getByText("“2025年”“2024年”")).toBeDefined();
  expect(screen.getByText("还有 3 处待换，照原文写进 Word。")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "去看" }));
  expect(calls).toEqual(["fill"]);
});

test("a draft with only optional slots open asks for nothing", async () => {
  const may = { text: "评价", slot: "opening.comment", optional: true as const };
  await openDialog([{ type: "paragraph", children: [{ text: "好。" }, may] }]);
  expect(screen.getByText("选填 1 处")).toBeDefined();
  expect(screen.getByText("不填也能导出。选填的不写出来。")).toBeDefined();
  expect(screen.queryByText(/未归位/u)).toBeNull();
});

test("fonts are told apart: installed, missing, and characters that a font lacks", async () => {
  await openDialog();
  expect(await screen.findAllByText("已装")).toHaveLength(1);
  expect(screen.getAllByText("这台电脑没有装").length).toBeGreaterThan(2);
  expect(screen.getByText(/仿宋_GB2312里没有“镕”/)).toBeDefined();
});

test("a name that Windows forbids is told and not exported", async () => {
  const { user, exported } = await openDialog();
  const name = screen.getByLabelText("文件名");
  await user.clear(name);
  expect(await screen.findByText("给文件起个名字。")).toBeDefined();
  await user.type(name, "讲话?{Enter}");
  expect(await screen.findByText(/文件名里不能有/)).toBeDefined();
  expect(exported).toEqual([]);
});

test("a target that is open in Word offers another name", async () => {
  const { user, api } = await openDialog();
  api.exports.run = async () => {
    const message = "没有导出：这个文件正在 Word 里打开。关掉它再试，或换个名字。";
    throw new SpeechError("export.target-busy", message, { suggestedName: "讲话（2）.docx" });
  };
  await user.click(screen.getByRole("button", { name: "导出" }));
  expect(await screen.findByText(/正在 Word 里打开/)).toBeDefined();
  expect((screen.getByLabelText("文件名") as HTMLInputElement).value).toBe("讲话（2）.docx");
});

test("cancelling the choice of a place stays in the dialog", async () => {
  const { user, api } = await openDialog();
  api.exports.run = async () => null;
  await user.click(screen.getByRole("button", { name: "换位置…" }));
  expect(await screen.findByRole("button", { name: "导出" })).toBeDefined();
});

test("an own profile is made from a copy, field by field, and chosen", async () => {
  const { user, own, settings } = await openDialog();
  await user.click(screen.getByRole("button", { name: "新建版式…" }));
  const editor = await screen.findByRole("dialog", { name: "新建版式" });
  const top = within(editor).getByLabelText("上边距");
  await user.clear(top);
  await user.type(top, "3");
  await user.tab();
  expect(await within(editor).findByText("填 5 到 80 之间的数。")).toBeDefined();
  expect(within(editor).getByRole("button", { name: "存下版式" }).hasAttribute("disabled")).toBe(true);
  await user.clear(top);
  await user.type(top, "30");
  await user.tab();
  expect(await within(editor).findByText("30 毫米（国标：37 毫米）")).toBeDefined();
  await user.click(within(editor).getByRole("button", { name: "存下版式" }));
  await waitFor(() => expect(own.size).toBe(1));
  const [layout] = [...own.values()];
  expect(layout).toMatchObject({ name: "我的版式1", shipped: false, topMm: 30, linePitchPt: 28.95 });
  await waitFor(() => expect(settings().layoutId).toBe(layout?.id));
});

test("a name that is taken is told", async () => {
  const { user } = await openDialog();
  await user.click(screen.getByRole("button", { name: "新建版式…" }));
  const name = await screen.findByLabelText("名字");
  await user.clear(name);
  await user.type(name, "国标");
  expect(await screen.findByText("已经有一个叫“国标”的版式，换个名字。")).toBeDefined();
});

test("an own profile can be deleted and brought back", async () => {
  const { user, own } = await openDialog();
  await user.click(screen.getByRole("button", { name: "新建版式…" }));
  await user.click(await screen.findByRole("button", { name: "存下版式" }));
  await user.click(await screen.findByRole("button", { name: "改“我的版式1”…" }));
  await user.click(await screen.findByRole("button", { name: "删除这个版式" }));
  expect(await screen.findByText("删除了版式“我的版式1”。")).toBeDefined();
  expect(own.size).toBe(0);
  await user.click(screen.getByRole("button", { name: "撤销" }));
  await waitFor(() => expect(own.size).toBe(1));
});

/** A page with a button that opens the dialog, as the editor has. */
function Opener({ draftId }: { draftId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        打开导出
      </button>
      {isOpen && <ExportDialog draftId={draftId} onClose={() => setIsOpen(false)} onFill={() => {}} />}
    </>
  );
}

test("after an export too, Esc gives the focus back to where the dialog came from", async () => {
  const { api, drafts } = memoryApi([bodyOf("在会议上的讲话", "今天开会。")]);
  const [id = ""] = [...drafts.keys()];
  show(api, <Opener draftId={id} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "打开导出" }));
  await screen.findByRole("radio", { name: /^国标/u });
  await user.keyboard("{Enter}");
  const openFile = await screen.findByRole("button", { name: "打开文件" });
  await waitFor(() => expect(document.activeElement).toBe(openFile));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "打开导出" })));
});

test("an export that fails leaves the focus on its button, so that Enter tries again", async () => {
  const { api, user } = await openDialog();
  let fail = () => {};
  api.exports.run = () =>
    new Promise((_, reject) => {
      fail = () => reject(new SpeechError("disk.full", "没有导出：磁盘已满。"));
    });
  await user.keyboard("{Enter}");
  const button = screen.getByRole("button", { name: "导出" });
  expect(button.hasAttribute("disabled")).toBe(false);
  fail();
  await screen.findByText("没有导出：磁盘已满。");
  expect(document.activeElement).toBe(button);
});

test("the profile of the standard is chosen once the chosen one is removed", async () => {
  const { user, settings } = await openDialog();
  await user.click(screen.getByRole("button", { name: "新建版式…" }));
  await user.click(await screen.findByRole("button", { name: "存下版式" }));
  await user.click(await screen.findByRole("button", { name: "改“我的版式1”…" }));
  expect(settings().layoutId).not.toBe("gb");
  await user.click(await screen.findByRole("button", { name: "删除这个版式" }));
  await screen.findByText("删除了版式“我的版式1”。");
  expect(settings().layoutId).toBe("gb");
});
