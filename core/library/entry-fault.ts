import type { z } from "zod";
import { ENTRY_KINDS, entrySchema } from "./entry.ts";

/** What the properties of an entry are called in its form, where the kinds differ under `kind.property`. */
const LABELS: Readonly<Record<string, string>> = {
  id: "编号",
  kind: "种类",
  "citation.title": "题名",
  "term.title": "提法",
  "passage.title": "标题",
  "citation.text": "原文",
  "slogan.text": "金句",
  documentKind: "类别",
  issuer: "发文机关",
  documentNumber: "文号",
  issuedOn: "发布或通过日期",
  effectiveOn: "施行日期",
  status: "时效",
  period: "期限",
  expansion: "解释",
  firstSource: "最早见于",
  commonErrors: "常见误写",
  place: "用在哪里",
  body: "正文",
  citations: "引文",
  from: "来源",
  "passage.themes": "标签",
  themes: "主题",
  note: "说明",
};

/** Why `value` is no entry of the library, as a clause such as `“题名”没有填`; undefined when it is one. */
export function entryFault(value: unknown): string | undefined {
  const issue = entrySchema.safeParse(value).error?.issues[0];
  if (!issue) return undefined;
  const kind = (value as { kind?: unknown } | null)?.kind;
  const [property] = issue.path;
  if (property === undefined) return "内容不是素材";
  if (property === "kind") return `“种类”只能是${ENTRY_KINDS.map(({ name }) => name).join("、")}`;
  const label = LABELS[`${String(kind)}.${String(property)}`] ?? LABELS[String(property)] ?? String(property);
  return `“${label}”${faultOf(issue, property, (value as Record<PropertyKey, unknown>)[property])}`;
}

function faultOf(issue: z.core.$ZodIssue, property: PropertyKey, given: unknown): string {
  if (given === undefined) return "没有填";
  if (property === "issuedOn" || property === "effectiveOn") {
    return "不是日历上有的日期，写成 2026、2026-05 或者 2026-05-10";
  }
  if (issue.code === "too_small") return "没有填";
  if (issue.code === "too_big") {
    if (issue.origin === "string") return `太长，最多 ${issue.maximum} 个字`;
    return `太多，最多 ${issue.maximum} 个`;
  }
  if (issue.code === "invalid_value") return "不在可以选的里面";
  return "不合素材的格式";
}
