import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { carriedPlaces } from "#core/carry/find-carried";
import { plainText } from "#core/draft/plain-text";
import { runCommand } from "../../../renderer/commands.ts";
import { EditorPage } from "../../../renderer/features/editor/editor-page.tsx";
import { flushOpenDraft } from "../../../renderer/session/open-session.ts";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";
import { carriedDraft } from "./old-speech.ts";

giveSurroundings();
// Narrower windows open no panel that was not asked for.
beforeEach(() => void vi.stubGlobal("innerWidth", 1280));

async function openDraft({ readOnly = null as string | null } = {}) {
  const memory = memoryApi();
  const draft = carriedDraft();
  memory.drafts.set(draft.id, draft);
  show(memory.api, <EditorPage draft={draft} readOnly={readOnly} toFill onClose={() => {}} onExport={() => {}} />);
  const user = userEvent.setup();
  const panel = await screen.findByRole("tabpanel", { name: /待换/u });
  /** What is still marked and the text, as saved. */
  const saved = async () => {
    await flushOpenDraft();
    const { body } = memory.drafts.get(draft.id) ?? draft;
    return { left: carriedPlaces(body).map(({ text }) => text), text: plainText(body) };
  };
  return { user, panel, saved };
}

const current = () => document.querySelector("[aria-current] mark")?.textContent;
const count = () => screen.getByRole("tab", { name: /待换/u }).textContent;

test("a draft just made opens with its places by kind, the first in work with what the card offers", async () => {
  const { panel } = await openDraft();
  expect(
    within(panel)
      .getAllByRole("region")
      .map((part) => part.getAttribute("aria-label")),
  ).toEqual(["年份 3 处", "日期 1 处", "单位 1 处", "人名和职务 1 处", "沿用情况"]);
  expect(count()).toBe("待换6");
  expect(current()).toBe("2024年");
  expect(within(panel).getByRole("button", { name: "换成“2025年”（顺推）" })).toBeDefined();
});

test("the keys replace, keep and go on; without an offer they say so and stay", async () => {
  const { saved } = await openDraft();
  runCommand("edit.replace-carried");
  await waitFor(() => expect(count()).toBe("待换5"));
  expect((await saved()).text).toContain("总结2025年以来");
  runCommand("edit.keep-carried");
  await waitFor(() => expect(current()).toBe("县水利局"));
  runCommand("edit.replace-carried");
  expect(await screen.findByText(/信息卡里没有可以换“县水利局”的内容。/u)).toBeDefined();
  expect(current()).toBe("县水利局");
  runCommand("edit.keep-carried");
  await waitFor(() => expect(current()).toBe("11月30日"));
  // The sentence is about a place that is settled now.
  expect(screen.queryByText(/信息卡里没有可以换/u)).toBeNull();
  expect(await saved()).toMatchObject({ left: ["11月30日", "周明远", "2025年"] });
});

test("what reads the same is replaced or kept at once, and one undo brings all back", async () => {
  const { user, panel, saved } = await openDraft();
  await user.click(within(panel).getByRole("button", { name: "同样的 2 处都换" }));
  await waitFor(() => expect(count()).toBe("待换4"));
  expect((await saved()).text).toMatch(/总结2025年以来的工作。2025年，县水利局/u);
  // The focus is on the buttons of the next place.
  await waitFor(() => expect(document.activeElement?.textContent).toBe("留着"));
  runCommand("edit.undo");
  await waitFor(() => expect(count()).toBe("待换6"));
  await user.click(await within(panel).findByRole("button", { name: "同样的 2 处都留着" }));
  await waitFor(() => expect(count()).toBe("待换4"));
  expect((await saved()).text).toContain("总结2024年以来的工作。2024年");
});

test("when nothing is left the panel says so, with how much is carried over from which paragraph", async () => {
  const { user, panel } = await openDraft();
  for (let left = 6; left > 0; left -= 1) {
    expect(count()).toBe(`待换${left}`);
    runCommand("edit.keep-carried");
    await waitFor(() => expect(count()).toBe(`待换${left - 1}`));
  }
  expect(
    within(panel).getByText("标出来的都已看过。没有标出来的也请通读一遍：年份、文号、人名和第几届最容易漏。"),
  ).toBeDefined();
  expect(within(panel).getByText(/^全文 [0-9]+ 字，沿用旧稿 [0-9]+%$/u)).toBeDefined();
  const row = within(panel).getByRole("button", { name: /^今天，我们总结/u });
  expect(row.textContent).toContain("100%");
  await user.click(row);
  expect(within(panel).getByText("旧稿里的这一段：").nextElementSibling?.textContent).toBe(
    "今天，我们总结2024年以来的工作。2024年，县水利局干得不错。",
  );
  expect(screen.getByText("待换 0 处")).toBeDefined();
  runCommand("edit.keep-carried");
  expect((await screen.findAllByText(/没有标出来的也请通读一遍/u)).length).toBe(2);
});

test("a text that can only be read shows its places and offers no change", async () => {
  const { panel } = await openDraft({ readOnly: "这篇讲稿只能阅读。" });
  expect(current()).toBe("2024年");
  expect(within(panel).queryByRole("button", { name: /换成|留着/u })).toBeNull();
});

test("a draft that came from no old speech has neither tab nor count, and says so when asked", async () => {
  const memory = memoryApi([bodyOf("在会议上的讲话", "2025年的工作。")]);
  const [draft] = memory.drafts.values();
  if (!draft) throw new Error("no draft");
  show(memory.api, <EditorPage draft={draft} readOnly={null} onClose={() => {}} onExport={() => {}} />);
  await screen.findByRole("textbox", { name: "讲稿正文" });
  expect(screen.queryByText(/待换/u)).toBeNull();
  runCommand("view.carried");
  expect(await screen.findByText("这篇讲稿里没有待换的地方。从旧稿新建的讲稿才有。")).toBeDefined();
});
