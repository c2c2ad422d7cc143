import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { SpeechError } from "#core/api/errors";
import type { Block } from "#core/draft/schema";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { printSheet } from "../../../renderer/features/print/print-sheet.ts";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";

giveSurroundings();

const BODY: Block[] = [
  { type: "title", children: [{ text: "在全区知识产权保护和优化营商环境工作联席会议上的讲话" }] },
  { type: "byline", children: [{ text: "张三" }] },
  { type: "salutation", children: [{ text: "同志们：" }] },
  { type: "paragraph", children: [{ text: "" }] },
  { type: "heading", level: 1, children: [{ text: "提高认识" }] },
  { type: "paragraph", leadLevel: 2, children: [{ text: "抓落实。", lead: true }, { text: "正文" }] },
  { type: "paragraph", children: [{ text: "请" }, { text: "主持人", slot: "host" }, { text: "发言", bold: true }] },
  { type: "signature", children: [{ text: "区政府" }] },
  { type: "signature", children: [{ text: "2026年11月22日" }] },
];

describe("the sheet for the printer", () => {
  const lines = () => [...printSheet(BODY).children].map((line) => line.textContent);

  test("holds numbers and open slots as the Word file does, and none of the empty paragraphs of the screen", () => {
    expect(lines()).toEqual([
      "在全区知识产权保护和优化营商环境工作联席会议上的讲话",
      "张三",
      "",
      "同志们：",
      "一、提高认识",
      "（一）抓落实。正文",
      "请【待填：主持人】发言",
      "",
      "区政府",
      "2026年11月22日",
    ]);
  });

  test("breaks the title, and keeps lead and bold apart", () => {
    const sheet = printSheet(BODY);
    expect(sheet.querySelectorAll(".title br")).toHaveLength(1);
    expect([...sheet.querySelectorAll(".lead")].map((span) => span.textContent)).toEqual(["（一）", "抓落实。"]);
    expect(sheet.querySelector(".bold")?.textContent).toBe("发言");
  });

  test("of an empty draft is empty", () => {
    expect(printSheet([{ type: "paragraph", children: [{ text: "" }] }]).children).toHaveLength(0);
  });
});

describe("存为 PDF at the desktop", () => {
  async function open() {
    vi.stubGlobal("speechwright", {});
    const memory = memoryApi([bodyOf("讲话", "正文。")]);
    const [draft] = memory.drafts.values();
    if (!draft) throw new Error("no draft");
    show(memory.api, <EditorPage draft={draft} readOnly={null} onClose={() => {}} onExport={() => {}} />);
    await screen.findByRole("textbox", { name: "讲稿正文" });
    return memory;
  }

  test("writes the sheet of the text, takes it away again and shows where the file lies", async () => {
    const memory = await open();
    const pdf = memory.api.exports.pdf;
    let laid = "";
    memory.api.exports.pdf = async (input) => {
      laid = document.querySelector(".print-sheet")?.textContent ?? "";
      return pdf(input);
    };
    act(() => void runCommand("draft.pdf"));
    const dialog = await screen.findByRole("dialog", { name: "存为 PDF" });
    expect(dialog.textContent).toContain("讲话.pdf");
    expect(screen.getByRole("button", { name: "打开所在文件夹" })).toBeDefined();
    expect(laid).toBe("讲话正文。");
    expect(document.querySelector(".print-sheet")).toBeNull();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("says why it was not written", async () => {
    const memory = await open();
    memory.api.exports.pdf = async () => {
      throw new SpeechError("disk.full", "没有导出：磁盘已满。");
    };
    act(() => void runCommand("draft.pdf"));
    expect(await screen.findByText("没有导出：磁盘已满。")).toBeDefined();
    expect(document.querySelector(".print-sheet")).toBeNull();
  });
});
