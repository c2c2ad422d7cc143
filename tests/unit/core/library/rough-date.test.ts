import { expect, it } from "vitest";
import { readRoughDate } from "#core/library/rough-date";

it.each([
  ["2026年7月27日", "2026-07-27"],
  ["2026-7-27", "2026-07-27"],
  ["2026.07.27", "2026-07-27"],
  ["２０２６／７／２７", "2026-07-27"],
  ["20260727", "2026-07-27"],
  ["2026年7月", "2026-07"],
  ["2026-07", "2026-07"],
  ["2026年", "2026"],
  [" 2026 ", "2026"],
  ["2024年2月29日", "2024-02-29"],
])("reads %j", (typed, date) => {
  expect(readRoughDate(typed)).toBe(date);
});

it.each(["", "去年", "2026年13月", "2026年2月29日", "26年7月", "7月27日", "2026年7月27日印发", "0012年"])(
  "takes %j for no date",
  (typed) => {
    expect(readRoughDate(typed)).toBeUndefined();
  },
);
