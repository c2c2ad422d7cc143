import { expect, test } from "vitest";
import { proposedCard } from "#core/carry/propose-card";
import type { MeetingCard } from "#core/draft/schema";

const OLD: MeetingCard = {
  meeting: "青云县2025年河湖保护联席会议（2024—2025年度）",
  shortName: "联席会议",
  year: 2025,
  date: "2025-11-20",
  place: "县政府第一会议室",
  region: "青云县",
  speaker: { name: "林向东", post: "青云县副县长" },
  host: "何志远",
  audience: "下级",
  salutation: "同志们",
  topic: "河湖保护",
};

test("what usually stays is taken over, the year moves on, what is new every time stays open", () => {
  expect(proposedCard(OLD, 2026)).toEqual({
    meeting: "青云县2026年河湖保护联席会议（2024—2026年度）",
    shortName: "联席会议",
    year: 2026,
    region: "青云县",
    speaker: { name: "林向东", post: "青云县副县长" },
    audience: "下级",
    salutation: "同志们",
    topic: "河湖保护",
  });
});

test("a speech of years ago moves on to the present year, one of this year or the next stays in its own", () => {
  expect(proposedCard({ meeting: "2022年全县大会" }, 2026)).toEqual({ meeting: "2026年全县大会", year: 2026 });
  expect(proposedCard({ year: 2026 }, 2026)).toEqual({ year: 2026 });
  expect(proposedCard({ meeting: "2027年全县大会" }, 2026)).toEqual({ meeting: "2027年全县大会", year: 2027 });
});

test("nothing known is nothing proposed", () => {
  expect(proposedCard({}, 2026)).toEqual({});
  expect(proposedCard({ meeting: "全县大会" }, 2026)).toEqual({ meeting: "全县大会" });
});
