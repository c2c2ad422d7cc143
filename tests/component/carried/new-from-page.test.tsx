import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SpeechError } from "#core/api/errors";
import { linkCard } from "#core/card/link-card";
import { carriedPlaces } from "#core/carry/find-carried";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { textOf } from "#core/draft/schema";
import { NewFromPage, type Work } from "../../../renderer/features/carried/new-from-page.tsx";
import { bodyOf, memoryApi } from "../memory-api.ts";
import { giveSurroundings, show } from "../show.tsx";
import { OLD_TEXT } from "./old-speech.ts";

giveSurroundings();
beforeEach(() => void vi.setSystemTime(new Date("2026-11-22T08:00:00Z")));
afterEach(() => void vi.useRealTimers());

function openPage(texts: readonly string[] = [OLD_TEXT], chosen?: number) {
  const memory = memoryApi(texts.map((text) => recognise(readText(text)).body));
  const ids = [...memory.drafts.keys()];
  const done = { closed: 0, built: "" };
  const left: { current: Work | null } = { current: null };
  const page = (draftId: string | undefined) => (
    <NewFromPage
      from="start"
      draftId={draftId}
      left={left}
      onClose={() => {
        done.closed += 1;
      }}
      onBuilt={(id) => {
        done.built = id;
      }}
    />
  );
  show(memory.api, page(chosen === undefined ? undefined : ids[chosen]));
  /** Leaves the page and calls it again. */
  const callAgain = (draftId?: string) => {
    cleanup();
    show(memory.api, page(draftId));
  };
  return { ...memory, ids, done, callAgain, user: userEvent.setup() };
}

const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const build = () => screen.getByRole<HTMLButtonElement>("button", { name: "建立讲稿" });

test("an old draft gives the new card what stays and the year moved on, with what it was below", async () => {
  const { user, done, drafts, ids } = openPage();
  const option = await screen.findByRole("option", { name: /河湖保护/u });
  expect(build().disabled).toBe(true);
  await user.click(option);
  await waitFor(() => expect(field("会议全称").value).toBe("2026年青云县河湖保护联席会议"));
  expect(field("年份").value).toBe("2026");
  expect(field("日期").value).toBe("");
  expect(field("讲话人").value).toBe("林向东");
  expect(field("地区").value).toBe("青云县");
  expect(screen.getByText("旧稿：2025年11月20日")).toBeDefined();
  expect(screen.queryByText("旧稿：林向东")).toBeNull();
  const preview = screen.getByRole("region", { name: "稿样" });
  // The date is not said yet: the old one stays and is to be looked at.
  await waitFor(() => expect(within(preview).getByText("待换 7 处")).toBeDefined());
  expect(within(preview).getByText("年份 3、日期 2、单位 1、人名和职务 1")).toBeDefined();
  await user.click(field("日期"));
  await user.paste("2026年11月26日");
  await waitFor(() => expect(within(preview).getByText("待换 6 处")).toBeDefined());
  await user.click(build());
  await waitFor(() => expect(done.built).not.toBe(""));
  const built = drafts.get(done.built);
  expect(built?.title).toBe("在2026年青云县河湖保护联席会议上的讲话");
  expect(built?.card).toMatchObject({ year: 2026, date: "2026-11-26" });
  expect(built?.carriedFrom?.title).toBe("在2025年青云县河湖保护联席会议上的讲话");
  expect(carriedPlaces(built?.body ?? [])).toHaveLength(6);
  // The old one is as it was.
  expect(drafts.get(ids[0] ?? "")?.title).toBe("在2025年青云县河湖保护联席会议上的讲话");
});

test("the draft named by the start page is chosen from the beginning", async () => {
  openPage([OLD_TEXT, "在2024年全县教育大会上的讲话\n同志们：\n今天开会。"], 1);
  await waitFor(() => expect(field("会议全称").value).toBe("2026年全县教育大会"));
  expect((await screen.findByRole("option", { name: /教育大会/u })).getAttribute("aria-selected")).toBe("true");
});

test("a page that was left keeps the card, but reads the draft anew; another draft begins anew", async () => {
  const { user, ids, drafts, callAgain } = openPage(
    [OLD_TEXT, "在2024年全县教育大会上的讲话\n同志们：\n今天开会。"],
    0,
  );
  await waitFor(() => expect(field("会议全称").value).toContain("河湖保护"));
  await user.click(field("地点"));
  await user.paste("县政府礼堂");
  const [old] = ids.flatMap((id) => drafts.get(id) ?? []);
  if (old) drafts.set(old.id, { ...old, body: [...old.body, ...bodyOf("", "后来又写了一段。").slice(1)] });
  callAgain();
  const preview = () => screen.getByRole("region", { name: "稿样" });
  await waitFor(() => expect(within(preview()).getByText("后来又写了一段。")).toBeDefined());
  expect(field("地点").value).toBe("县政府礼堂");
  callAgain(ids[1]);
  await waitFor(() => expect(field("会议全称").value).toBe("2026年全县教育大会"));
  expect(field("地点").value).toBe("");
});

test("a file takes the place of the draft that the start page named", async () => {
  const { user, api } = openPage([OLD_TEXT], 0);
  await waitFor(() => expect(field("会议全称").value).toContain("河湖保护"));
  api.files.readBeside = async () => ({
    name: "去年.docx",
    body: bodyOf("", "一段话。").slice(1),
    card: {},
    messages: [],
  });
  await user.click(screen.getByRole("button", { name: "打开文件…" }));
  expect(await screen.findByText(/从文件“去年.docx”新建/u)).toBeDefined();
  expect(screen.getByRole("option", { name: /河湖保护/u }).getAttribute("aria-selected")).toBe("false");
});

test("the page counts what the draft will, words that followed the old card among it", async () => {
  const { user, drafts, ids, done, callAgain } = openPage();
  const [old] = ids.flatMap((id) => drafts.get(id) ?? []);
  if (!old) throw new Error("no draft");
  drafts.set(old.id, { ...old, body: linkCard(old.body, old.card) });
  callAgain(old.id);
  const preview = await screen.findByRole("region", { name: "稿样" });
  const counted = await within(preview).findByText(/^待换 \d+ 处$/u);
  await user.click(build());
  await waitFor(() => expect(done.built).not.toBe(""));
  const marked = carriedPlaces(drafts.get(done.built)?.body ?? []);
  expect(marked.map(({ text }) => text)).toContain("2025年11月20日");
  expect(counted.textContent).toBe(`待换 ${marked.length} 处`);
});

test("words find a draft, Enter takes the first, and Enter without one builds nothing", async () => {
  const { user, done } = openPage([OLD_TEXT, "在2024年全县教育大会上的讲话\n同志们：\n今天开会。"]);
  await screen.findAllByRole("option");
  await user.type(field("找旧稿"), "没有这个词");
  expect(await screen.findByText("没有找到“没有这个词”。试试少打几个字，或者打开一个文件。")).toBeDefined();
  await user.keyboard("{Enter}{Escape}教育");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(field("会议全称").value).toBe("2026年全县教育大会"));
  expect(done).toEqual({ closed: 0, built: "" });
});

test("a file is taken as it is read; what it lacks and lost is told", async () => {
  const { user, api, done, drafts } = openPage([]);
  api.files.readBeside = async () => ({
    name: "去年.docx",
    body: bodyOf("", "只有一段话，2025年3月写的。").slice(1),
    card: {},
    messages: [{ level: "lost", code: "picture-lost", message: "图片没有带进来。", paragraph: null }],
  });
  expect(await screen.findByText("还没有讲稿，可以打开去年的 Word 或文本文件。")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "打开文件…" }));
  expect(await screen.findByText(/^旧稿里没有找到题目、会议名称、年份、讲话人、层次标题。/u)).toBeDefined();
  expect(screen.getByText("图片没有带进来。")).toBeDefined();
  expect(screen.getByText(/从文件“去年.docx”新建/u)).toBeDefined();
  await user.click(build());
  await waitFor(() => expect(drafts.get(done.built)?.body.map(textOf)).toEqual(["", "只有一段话，2025年3月写的。"]));
});

test("a file that cannot be read is told, and the choice before it stays", async () => {
  const { user, api } = openPage([OLD_TEXT], 0);
  await waitFor(() => expect(field("会议全称").value).toContain("2026年"));
  api.files.readBeside = () =>
    Promise.reject(new SpeechError("file.empty", "没有打开：这个文件是空的，里面没有文字。"));
  await user.click(screen.getByRole("button", { name: "打开文件…" }));
  expect((await screen.findByRole("alert")).textContent).toContain("这个文件是空的");
  expect(field("会议全称").value).toContain("2026年");
  expect(build().disabled).toBe(false);
});

test("a draft that cannot be made leaves the page as it is, with the reason", async () => {
  const { user, api, done } = openPage([OLD_TEXT], 0);
  await waitFor(() => expect(field("会议全称").value).toContain("2026年"));
  api.drafts.create = () => Promise.reject(new SpeechError("disk.failed", "没有建立：磁盘已满。"));
  await user.click(build());
  expect((await screen.findByRole("alert")).textContent).toContain("磁盘已满");
  expect(done).toEqual({ closed: 0, built: "" });
});
