import { expect, it } from "vitest";
import { entryFault } from "#core/library/entry-fault";

const citation = { id: "x", kind: "citation", title: "甲", documentKind: "law", status: "in-force", themes: ["教育"] };
const slogan = { id: "x", kind: "slogan", text: "会议开到一线。", place: "开头", themes: [] };

it.each([
  [citation],
  [slogan],
  [{ ...citation, issuedOn: "2026" }],
  [{ ...citation, issuedOn: "2024-02-29", later: { unknown: true } }],
  [{ id: "x", kind: "term", title: "双减", themes: [] }],
  [{ id: "x", kind: "passage", title: "甲", themes: [], body: [{ type: "paragraph", children: [{ text: "文" }] }] }],
])("finds nothing wrong with %o", (entry) => {
  expect(entryFault(entry)).toBeUndefined();
});

it.each([
  [{ ...citation, title: "  " }, "“题名”没有填"],
  [{ ...citation, title: undefined }, "“题名”没有填"],
  [{ ...citation, title: "甲".repeat(301) }, "“题名”太长，最多 300 个字"],
  [{ ...citation, title: 5 }, "“题名”不合素材的格式"],
  [{ ...citation, text: "甲".repeat(5001) }, "“原文”太长，最多 5000 个字"],
  [{ ...citation, issuedOn: "2026-02-30" }, "“发布或通过日期”不是日历上有的日期，写成 2026、2026-05 或者 2026-05-10"],
  [{ ...citation, issuedOn: "2026-13" }, "“发布或通过日期”不是日历上有的日期，写成 2026、2026-05 或者 2026-05-10"],
  [{ ...citation, effectiveOn: "明年" }, "“施行日期”不是日历上有的日期，写成 2026、2026-05 或者 2026-05-10"],
  [{ ...citation, status: "valid" }, "“时效”不在可以选的里面"],
  [{ ...citation, themes: Array.from({ length: 21 }, () => "教育") }, "“主题”太多，最多 20 个"],
  [{ ...citation, themes: ["  "] }, "“主题”没有填"],
  [{ ...slogan, text: "" }, "“金句”没有填"],
  [{ ...slogan, text: "甲".repeat(301) }, "“金句”太长，最多 300 个字"],
  [{ ...slogan, place: "中间" }, "“用在哪里”不在可以选的里面"],
  [{ id: "x", kind: "term", title: "", themes: [] }, "“提法”没有填"],
  [{ id: "x", kind: "passage", title: "甲", themes: [], body: [] }, "“正文”没有填"],
  [{ id: "x", kind: "passage", title: "甲", themes: [], body: [{ type: "image" }] }, "“正文”不合素材的格式"],
  [{ id: "x", kind: "passage", title: "", themes: [], body: [] }, "“标题”没有填"],
  [{ id: "x", kind: "passage", title: "甲", themes: ["长".repeat(21)], body: [] }, "“标签”太长，最多 20 个字"],
  [{ id: "x", kind: "poem", themes: [] }, "“种类”只能是引文、规范提法、金句、段落"],
  [{ ...citation, id: "" }, "“编号”没有填"],
  ["citation", "内容不是素材"],
  [null, "内容不是素材"],
])("says of %o: %s", (entry, fault) => {
  expect(entryFault(entry)).toBe(fault);
});
