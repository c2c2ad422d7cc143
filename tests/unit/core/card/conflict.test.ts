import { expect, test } from "vitest";
import { cardConflict } from "#core/card/conflict";
import type { MeetingCard } from "#core/draft/schema";

test.each<[MeetingCard, string]>([
  [{ year: 2025, date: "2026-11-26" }, "年份是 2025，日期在 2026 年，请改其中一个。"],
  [{ year: 2026, meeting: "2025年联席会议" }, "年份是 2026，会议全称里是 2025 年，请改其中一个。"],
  [{ date: "2026-02-20", meeting: "2025年安全生产工作会议" }, "日期在 2026 年，会议全称里是 2025 年，请改其中一个。"],
  [{ date: "2026-11-26", meeting: "2025年度总结会" }, "日期在 2026 年，会议全称里是 2025 年，请改其中一个。"],
  [{ year: 2024, date: "2026-01-09", meeting: "2025年度述职评议会" }, "年份是 2024，日期在 2026 年，请改其中一个。"],
  [{ date: "2025-12-20", meeting: "2026年联席会议" }, "日期在 2025 年，会议全称里是 2026 年，请改其中一个。"],
  [{ date: "2026-05-20", meeting: "2027年春运工作会议" }, "日期在 2026 年，会议全称里是 2027 年，请改其中一个。"],
  [{ year: 2025, meeting: "2026—2030年规划编制会" }, "年份是 2025，会议全称里是 2026、2030 年，请改其中一个。"],
])("%o contradicts itself", (card, sentence) => {
  expect(cardConflict(card)?.sentence).toBe(sentence);
});

test.each<[MeetingCard]>([
  [{}],
  [{ year: 2026 }],
  [{ year: 2026, date: "2026-11-26", meeting: "2026年联席会议" }],
  [{ meeting: "县委十四届3次全会", date: "2026-11-26" }],
  // Held in January on the year that is over.
  [{ date: "2026-01-09", meeting: "青云县2025年度述职评议会" }],
  [{ year: 2025, date: "2026-01-09", meeting: "青云县2025年度述职评议会" }],
  [{ year: 2026, date: "2026-01-09", meeting: "青云县2025年度述职评议会" }],
  [{ date: "2026-02-20", meeting: "2025年工作总结暨2026年工作部署会" }],
  [{ year: 2026, meeting: "2025年工作总结暨2026年工作部署会" }],
  // Held at the end of the year on the next one.
  [{ date: "2026-12-28", meeting: "2027年春运工作会议" }],
  [{ year: 2027, date: "2026-12-28", meeting: "2027年春运工作会议" }],
  [{ year: 2026, date: "2026-11-20", meeting: "谋划2027年工作务虚会" }],
  [{ year: 2026, date: "2026-06-20", meeting: "2026—2030年规划编制会" }],
])("%o does not", (card) => {
  expect(cardConflict(card)).toBeUndefined();
});
