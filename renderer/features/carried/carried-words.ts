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

/** What stands where nothing is left to look at. */
export const ALL_SEEN = "旧稿里的年份、日期、地点、单位、人名和会议名都已看过。";

/** What the commands of 待换 say in a draft that has none. */
export const NOTHING_CARRIED = "这篇讲稿里没有待换的地方。从旧稿新建的讲稿才有。";
