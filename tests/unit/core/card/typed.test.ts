import { expect, test } from "vitest";
import { type FormField, fieldValue, oneLine, readTyped, shownValue, withFieldValue } from "#core/card/typed";
import type { MeetingCard } from "#core/draft/schema";

test.each<[FormField, string, string | number]>([
  ["date", "2026年11月26日", "2026-11-26"],
  ["date", "2026-11-26", "2026-11-26"],
  ["date", "2026.11.26", "2026-11-26"],
  ["date", "２０２６年１１月２６日", "2026-11-26"],
  ["date", "二〇二六年十一月二十六日", "2026-11-26"],
  ["date", "20261126", "2026-11-26"],
  ["date", "2026年11月26日上午9时", "2026-11-26"],
  ["date", "11月26日", "2025-11-26"],
  ["date", "11-26", "2025-11-26"],
  ["date", "11.6", "2025-11-06"],
  ["year", "2026", 2026],
  ["year", "２０２６年", 2026],
  ["year", "二〇二六", 2026],
  ["timeLimitMinutes", "15", 15],
  ["timeLimitMinutes", "15 分钟", 15],
  ["timeLimitMinutes", "７.5", 7.5],
  ["meeting", "  联席会议 ", "联席会议"],
  ["meeting", "<b>联席会议</b>{meeting}[slot]", "<b>联席会议</b>{meeting}[slot]"],
  ["meeting", "联席\u202E会议\u0007", "联席会议"],
  ["meeting", "会".repeat(200), "会".repeat(200)],
  ["speaker.name", "林　东", "林　东"],
  ["audience", " 平级", "平级"],
  // The sign behind it stands in the text, which would have two.
  ["salutation", "各位领导、同志们：", "各位领导、同志们"],
  ["salutation", "同志们 :", "同志们"],
])("%s: %s is taken", (field, typed, value) => {
  expect(readTyped(field, typed, { year: 2025 })).toEqual({ value });
});

test.each<[FormField, string, string]>([
  ["date", "2026年2月30日", "日历上没有这一天，请改一下日期。"],
  ["date", "2月29日", "日历上没有这一天，请改一下日期。"],
  ["date", "明天", "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。"],
  ["date", "2026年11月", "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。"],
  ["date", "202X年X月X日", "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。"],
  ["date", "1026年1月6日", "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。"],
  ["date", "2026年11月26日 林向东", "日期没有看懂，请写成 2026年11月26日 或 2026-11-26 这样。"],
  ["year", "26", "年份没有看懂，请写成四位数字，例如 2026。"],
  ["year", "1899", "年份没有看懂，请写成四位数字，例如 2026。"],
  ["year", "今年", "年份没有看懂，请写成四位数字，例如 2026。"],
  ["timeLimitMinutes", "0", "时限写分钟数，例如 15，最长 600 分钟。"],
  ["timeLimitMinutes", "半天", "时限写分钟数，例如 15，最长 600 分钟。"],
  ["timeLimitMinutes", "601", "时限写分钟数，例如 15，最长 600 分钟。"],
  ["audience", "群众", "参会层级写“上级”“平级”或者“下级”。"],
  ["meeting", "会".repeat(201), "会议全称最多 200 个字，现在有 201 个，请删去一些。"],
])("%s: %s is told to be wrong", (field, typed, error) => {
  expect(readTyped(field, typed, { year: 2025 })).toEqual({ error });
});

test("a date without a year wants one that the card knows", () => {
  expect(readTyped("date", "11月26日", {})).toEqual({
    error: "还不知道是哪一年，请连年份一起写，例如 2026年11月26日。",
  });
  expect(readTyped("date", "11月26日", { meeting: "2026年联席会议" })).toEqual({ value: "2026-11-26" });
});

test("lines are joined as they were broken for layout", () => {
  expect(oneLine("在2026年青云县\r\n联席会议上的讲话")).toBe("在2026年青云县联席会议上的讲话");
  expect(oneLine("World \n  Meeting\u2028会议")).toBe("World Meeting会议");
});

test("setting a field keeps what the program does not know, and emptying one takes it off", () => {
  const card = { meeting: "会", room: 3, speaker: { name: "林向东", rank: 2 } } as MeetingCard;
  const filled = withFieldValue(card, "speaker.post", "副县长");
  expect(filled).toEqual({ ...card, speaker: { name: "林向东", post: "副县长", rank: 2 } });
  expect(withFieldValue(withFieldValue(filled, "speaker.post", undefined), "meeting", undefined)).toEqual({
    room: 3,
    speaker: { name: "林向东", rank: 2 },
  });
  expect(withFieldValue({ speaker: { name: "林向东" } }, "speaker.name", undefined)).toEqual({});
  expect(fieldValue(filled, "speaker.post")).toBe("副县长");
  expect(shownValue({ date: "2026-11-06" }, "date")).toBe("2026年11月6日");
});
