import type { ImportMessage } from "#core/draft/schema";

type Kind = { what: string; measure: string; done: "removed" | "changed" };

const removed = (what: string, measure = "处"): Kind => ({ what, measure, done: "removed" });
const changed = (what: string, measure = "处"): Kind => ({ what, measure, done: "changed" });

/** The messages of readers and recognition in a word or two, in the order in which they are told. */
const KINDS: Record<string, Kind> = {
  "scraping-mark-removed": removed("网页标记"),
  "line-break-removed": removed("手动换行"),
  "lines-joined": removed("手动换行"),
  "indent-removed": removed("段首空格"),
  "page-number-removed": removed("页码"),
  "bullet-removed": removed("项目符号"),
  "invisible-removed": removed("看不见的字符", "个"),
  "title-spaces-removed": removed("标题里的空格"),
  "title-label-removed": removed("“题目：”字样"),
  "source-line-removed": removed("来源说明"),
  "web-line-removed": removed("网页上的文字"),
  "promotion-removed": removed("推广文字"),
  "web-parts-dropped": removed("网页按钮和导航"),
  "chat-heads-removed": removed("聊天记录的姓名和时间", "行"),
  "links-dropped": removed("链接"),
  "link-removed": removed("链接"),
  "note-marks-removed": removed("网页注释编号"),
  "hidden-text-dropped": removed("隐藏文字"),
  "deleted-text-dropped": removed("修订里已经删去的文字"),
  "comments-left-out": removed("批注", "条"),
  "contents-dropped": removed("目录", "行"),
  "markdown-read": removed("Markdown 标记"),
  "markdown-removed": removed("Markdown 标记"),
  "picture-lost": removed("图片", "张"),
  "formula-lost": removed("公式", "个"),
  "ruby-lost": removed("注音"),
  "footnote-lost": removed("脚注", "条"),
  "table-as-text": changed("表格", "个"),
  "table-row": changed("表格", "行"),
  "title-joined": changed("标题分行"),
  "salutation-split": changed("称谓单独成行"),
  "number-form-changed": changed("编号写法", "种"),
};

/** In one line what a paste took out and what it changed: 粘贴时去掉了：网页标记 2 处、页码 3 处。 Empty when there is nothing to say. */
export function pasteSummary(notes: readonly ImportMessage[]): string {
  const said = (done: Kind["done"]) => {
    const counts = new Map<string, { count: number; measure: string }>();
    for (const [code, kind] of Object.entries(KINDS)) {
      if (kind.done !== done) continue;
      const places = notes.filter((note) => note.code === code).reduce((sum, { count = 1 }) => sum + count, 0);
      if (places === 0) continue;
      const before = counts.get(kind.what)?.count ?? 0;
      counts.set(kind.what, { count: before + places, measure: kind.measure });
    }
    return [...counts].map(([what, { count, measure }]) => `${what} ${count} ${measure}`).join("、");
  };
  const parts = [
    ["粘贴时去掉了：", said("removed")],
    ["改了写法：", said("changed")],
  ].flatMap(([before, list]) => (list ? [`${before}${list}。`] : []));
  return parts.join("");
}
