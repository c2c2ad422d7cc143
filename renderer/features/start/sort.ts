import type { DraftSummary, Settings } from "#core/api/contract";
import type { MenuEntry } from "../../ui/menu.tsx";

type Sort = Settings["sort"];

export const SORTS: readonly MenuEntry<Sort>[] = [
  { id: "updated", label: "最近修改" },
  { id: "date", label: "开会日期" },
  { id: "title", label: "题目" },
  { id: "characters", label: "字数" },
];

const collator = new Intl.Collator("zh-CN", { numeric: true });

const orders: Record<Sort, (a: DraftSummary, b: DraftSummary) => number> = {
  updated: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  date: (a, b) => (b.date ?? "").localeCompare(a.date ?? ""),
  title: (a, b) => collator.compare(a.title, b.title),
  characters: (a, b) => b.characters - a.characters,
};

/** The drafts in the order that the user chose: newest, longest first; those without a date last. */
export function sortDrafts(drafts: readonly DraftSummary[], sort: Sort): DraftSummary[] {
  return drafts.toSorted(orders[sort]);
}
