import type { CarriedKind } from "#core/draft/schema";

/** The kinds of what is 待换, for the user. */
export const KIND_WORDS: Record<CarriedKind, string> = {
  year: "年份",
  date: "日期",
  place: "地点",
  unit: "单位",
  person: "人名和职务",
  meeting: "会议名",
};

/** What stands where nothing is left to look at. Not everything that is old was marked, so it promises no more than that. */
export const ALL_SEEN = "标出来的都已看过。没有标出来的也请通读一遍：年份、文号、人名和第几届最容易漏。";

/** What the commands of 待换 say in a draft that has none. */
export const NOTHING_CARRIED = "这篇讲稿里没有待换的地方。从旧稿新建的讲稿才有。";

/** What the commands of 待换 say where the cursor is at no such place. */
export const NOT_HERE = "光标处不是待换的地方，已转到最近的一处待换，再按一次就换或留。";
