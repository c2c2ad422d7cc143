import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { MeetingCard } from "#core/draft/schema";
import { CardForm } from "../../../renderer/features/card/card-form.tsx";

afterEach(cleanup);

type Change = { card: MeetingCard; field: string };
type HolderProps = { start: MeetingCard; isReadOnly: boolean; changes: Change[]; give: (put: typeof noPut) => void };
const noPut = (_card: MeetingCard) => {};

function Holder({ start, isReadOnly, changes, give }: HolderProps) {
  const [card, setCard] = useState(start);
  give(setCard);
  const change = (next: MeetingCard, field: string) => {
    changes.push({ card: next, field });
    setCard(next);
  };
  return <CardForm card={card} onChange={change} isReadOnly={isReadOnly} />;
}

/** The form over a card that it changes; `put` changes the card from outside. */
function showForm(start: MeetingCard = {}, isReadOnly = false) {
  const changes: Change[] = [];
  let put = noPut;
  const give = (given: typeof noPut) => {
    put = given;
  };
  render(<Holder start={start} isReadOnly={isReadOnly} changes={changes} give={give} />);
  return {
    changes,
    card: () => changes.at(-1)?.card,
    put: (card: MeetingCard) => act(() => put(card)),
    user: userEvent.setup(),
  };
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: "input" });

test("every field of the card can be filled in, and what the program does not know stays", async () => {
  const { card, user } = showForm({ room: 3 } as MeetingCard);
  const wanted = {
    会议全称: "2026年青云县联席会议",
    简称: "联席会议",
    年份: "2026",
    日期: "11月26日",
    讲话人: "林向东",
    职务: "副县长",
    地区: "青云县",
    地点: "第一会议室",
    主持人: "周明",
    主题: "知识产权",
    时限: "15",
    称谓: "各位代表",
  };
  for (const [name, words] of Object.entries(wanted)) fireEvent.change(field(name), { target: { value: words } });
  fireEvent.blur(field("日期"));
  await user.click(screen.getByRole("radio", { name: "下级" }));
  expect(card()).toEqual({
    room: 3,
    meeting: "2026年青云县联席会议",
    shortName: "联席会议",
    year: 2026,
    date: "2026-11-26",
    speaker: { name: "林向东", post: "副县长" },
    region: "青云县",
    place: "第一会议室",
    host: "周明",
    topic: "知识产权",
    timeLimitMinutes: 15,
    salutation: "各位代表",
    audience: "下级",
  });
  expect(field("日期").value).toBe("2026年11月26日");
});

test("emptied fields leave the card, and so does a level that is pressed again", async () => {
  const { card, user } = showForm({ meeting: "会", audience: "平级" });
  await user.clear(field("会议全称"));
  await user.click(screen.getByRole("radio", { name: "平级" }));
  expect(card()).toEqual({});
});

test("the salutation shows what is said without one, and offers others", async () => {
  const { card, user } = showForm({ audience: "上级" });
  expect(field("称谓").placeholder).toBe("各位领导、同志们");
  await user.click(screen.getByRole("button", { name: /称谓/ }));
  await user.click(screen.getByRole("option", { name: "各位同事、同志们" }));
  expect(card()).toEqual({ audience: "上级", salutation: "各位同事、同志们" });
});

test("a wrong date stays as it was typed, is told when the field is left, and is not on the card", async () => {
  const { changes, user } = showForm({ date: "2026-11-26" });
  await user.clear(field("日期"));
  const before = changes.length;
  await user.type(field("日期"), "2026年2月30日");
  // 2026年2月3 is a date on the way there.
  await user.tab();
  expect(field("日期").value).toBe("2026年2月30日");
  expect(field("日期").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("日历上没有这一天，请改一下日期。").id).toBe(field("日期").getAttribute("aria-describedby"));
  expect(changes.slice(before).map(({ card }) => card.date)).toEqual(["2026-02-03"]);
});

test("nothing is told while half a date stands there", async () => {
  const { user } = showForm();
  await user.type(field("日期"), "2026年1");
  expect(screen.queryByText(/没有看懂/)).toBeNull();
  await user.keyboard("{Enter}");
  expect(screen.getByText(/日期没有看懂/)).toBeDefined();
});

test("year and date that do not agree are told below the year", async () => {
  const { put } = showForm({ year: 2025, date: "2026-11-26" });
  const sentence = screen.getByText("年份是 2025，日期在 2026 年，请改其中一个。");
  expect(field("年份").getAttribute("aria-describedby")).toBe(sentence.id);
  put({ year: 2026, date: "2026-11-26" });
  expect(field("年份").value).toBe("2026");
  expect(screen.queryByText(/请改其中一个/)).toBeNull();
});

test("a change from outside replaces what is typed", async () => {
  const { put, user } = showForm({ meeting: "去年的会" });
  await user.type(field("会议全称"), "议");
  put({ meeting: "去年的会" });
  expect(field("会议全称").value).toBe("去年的会");
});

test("markup, broken lines and characters that nobody sees are taken as plain visible text in one line", async () => {
  const { card, user } = showForm();
  await user.click(field("会议全称"));
  await user.paste("<b>2026年青云县</b>\r\n联席\u202E会\u0000议");
  expect(field("会议全称").value).toBe("<b>2026年青云县</b>联席会议");
  expect(card()).toEqual({ meeting: "<b>2026年青云县</b>联席会议" });
});

test("a name of 200 characters is taken, a longer one stays typed and is told", async () => {
  const { card, user } = showForm();
  await user.click(field("会议全称"));
  await user.paste("会".repeat(200));
  expect(card()?.meeting).toHaveLength(200);
  await user.paste("议");
  await user.tab();
  expect(card()?.meeting).toHaveLength(200);
  expect(field("会议全称").value).toHaveLength(201);
  expect(screen.getByText("会议全称最多 200 个字，现在有 201 个，请删去一些。")).toBeDefined();
});

test("half a composition is not put on the card", () => {
  const { changes } = showForm();
  const input = field("讲话人");
  fireEvent.compositionStart(input);
  fireEvent.input(input, { target: { value: "lin xiang" } });
  expect(input.value).toBe("lin xiang");
  expect(changes).toEqual([]);
  fireEvent.input(input, { target: { value: "林向" } });
  fireEvent.compositionEnd(input, { data: "林向" });
  expect(changes).toEqual([{ card: { speaker: { name: "林向" } }, field: "speaker.name" }]);
});

test("a card that may only be read is shown and cannot be changed", () => {
  showForm({ meeting: "会", audience: "上级" }, true);
  expect(field("会议全称").readOnly).toBe(true);
  expect(field("称谓").readOnly).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>("radio", { name: "下级" }).disabled).toBe(true);
});
