import { z } from "zod";
import type { Block } from "../draft/schema.ts";

/** The named paragraph styles of an exported file, in the order of the page. */
export const STYLE_KEYS = [
  "title",
  "subtitle",
  "byline",
  "date",
  "salutation",
  "body",
  "heading1",
  "heading2",
  "heading3",
  "heading4",
  "signature",
] as const;
export type StyleKey = (typeof STYLE_KEYS)[number];

/** The Chinese names of the styles, as Word's style list shows them. */
export const STYLE_NAMES: Record<StyleKey, string> = {
  title: "题目",
  subtitle: "副题",
  byline: "讲话人",
  date: "日期",
  salutation: "称谓",
  body: "正文",
  heading1: "一级标题",
  heading2: "二级标题",
  heading3: "三级标题",
  heading4: "四级标题",
  signature: "落款",
};

/** The style in which a block is set; a run-in heading is body text, only its lead has the face of its level. */
export function styleOf(block: Block): StyleKey {
  if (block.type === "heading") return `heading${block.level}`;
  return block.type === "paragraph" ? "body" : block.type;
}

const faceSchema = z.object({
  font: z.string().min(1).max(64),
  sizePt: z.number().min(5).max(72),
  bold: z.boolean(),
});
export type Face = z.infer<typeof faceSchema>;

const marginMm = z.number().min(5).max(80);

/** 版式: every number of the page. Lengths in millimetres or points as the name says; paper is always A4. */
export const layoutSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/u),
  name: z.string().trim().min(1).max(30),
  /** Shipped profiles cannot be changed; own ones are copies. */
  shipped: z.boolean(),
  topMm: marginMm,
  bottomMm: marginMm,
  leftMm: marginMm,
  rightMm: marginMm,
  /** Exact line pitch. */
  linePitchPt: z.number().min(12).max(80),
  /** Whether the text keeps the grid of 28 characters by 22 lines. */
  grid: z.boolean(),
  pageNumber: z.enum(["outside", "centre", "none"]),
  styles: z.record(z.enum(STYLE_KEYS), faceSchema),
});
export type Layout = z.infer<typeof layoutSchema>;

const face = (font: string, sizePt: number, bold = false): Face => ({ font, sizePt, bold });

/** 国标. Source: GB/T 9704-2012 (党政机关公文格式), clauses beside the values. */
const gb: Layout = {
  id: "gb",
  name: "国标",
  shipped: true,
  topMm: 37, // 5.2.1 天头 37 mm ± 1 mm
  bottomMm: 35, // 5.2.1 版心 156 mm × 225 mm on A4: 297 − 37 − 225
  leftMm: 28, // 5.2.1 订口 28 mm ± 1 mm
  rightMm: 26, // 5.2.1: 210 − 28 − 156
  linePitchPt: 28.95, // computed: 22 lines in 225 mm = 12,756 twips; 579 twips is the largest exact pitch that Word fits
  grid: true, // 5.2.3 每面排 22 行，每行排 28 个字
  pageNumber: "outside", // 7.5 单页码居右空一字，双页码居左空一字
  styles: {
    title: face("方正小标宋简体", 22), // 7.3.1 2号小标宋体
    subtitle: face("楷体_GB2312", 16), // by habit of speech drafts; the standard is silent
    byline: face("楷体_GB2312", 16), // by habit of speech drafts
    date: face("楷体_GB2312", 16), // by habit of speech drafts
    salutation: face("仿宋_GB2312", 16), // 7.3.2 居左顶格
    body: face("仿宋_GB2312", 16), // 7.3.3 3号仿宋体字
    heading1: face("黑体", 16), // 7.3.3 第一层用黑体
    heading2: face("楷体_GB2312", 16), // 7.3.3 第二层用楷体
    heading3: face("仿宋_GB2312", 16), // 7.3.3 第三层用仿宋体
    heading4: face("仿宋_GB2312", 16), // 7.3.3 第四层用仿宋体
    signature: face("仿宋_GB2312", 16), // 7.3.5
  },
};

/** The profiles that ship: 国标, 机关常用 (28 pt without grid), 讲话稿习惯 (wider block, 30 pt, centred page number). */
export const SHIPPED_LAYOUTS: readonly Layout[] = [
  gb,
  { ...gb, id: "office", name: "机关常用", linePitchPt: 28, grid: false },
  {
    ...gb,
    id: "speech",
    name: "讲话稿习惯",
    topMm: 25,
    bottomMm: 25,
    leftMm: 28,
    rightMm: 28,
    linePitchPt: 30,
    grid: false,
    pageNumber: "centre",
  },
];

/** A profile of the user's own that starts as a copy of `from`. */
export function ownLayout(from: Layout, id: string, name: string): Layout {
  return { ...from, id, name, shipped: false, styles: { ...from.styles } };
}

/** The page number's face. Source: GB/T 9704-2012, 7.5 (4号半角宋体阿拉伯数字). */
export const PAGE_NUMBER_FACE: Face = face("宋体", 14);

/** The fonts that a file in this profile needs, in the order of the page, each with what is set in it. */
export function fontsOf(layout: Layout): { font: string; styles: string[] }[] {
  const uses = STYLE_KEYS.map((key) => ({ font: layout.styles[key].font, style: STYLE_NAMES[key] }));
  if (layout.pageNumber !== "none") uses.push({ font: PAGE_NUMBER_FACE.font, style: "页码" });
  return [...new Set(uses.map(({ font }) => font))].map((font) => ({
    font,
    styles: uses.filter((use) => use.font === font).map(({ style }) => style),
  }));
}

/** A place where a profile departs from GB/T 9704-2012. */
export type Departure = { field: string; label: string; value: string; standard: string; clause: string };

const PAGE_NUMBER_NAMES: Record<Layout["pageNumber"], string> = {
  outside: "单页居右、双页居左",
  centre: "居中",
  none: "不编页码",
};

/** The clauses on the faces; everything else is body text, 7.3.3. */
const CLAUSES: Partial<Record<StyleKey, string>> = { title: "7.3.1", salutation: "7.3.2", signature: "7.3.5" };

/** Where `layout` departs from the standard, field by field, in the order of the dialog; faces compare by kind (仿宋_GB2312 and 仿宋 are one). */
export function departures(layout: Layout): Departure[] {
  const found: Departure[] = [];
  const note = (field: string, label: string, value: string, standard: string, clause: string) => {
    if (value !== standard) found.push({ field, label, value, standard, clause: `GB/T 9704—2012 ${clause}` });
  };
  const margins = [
    ["topMm", "上边距"],
    ["bottomMm", "下边距"],
    ["leftMm", "左边距"],
    ["rightMm", "右边距"],
  ] as const;
  for (const [field, label] of margins) note(field, label, `${layout[field]} 毫米`, `${gb[field]} 毫米`, "5.2.1");
  note("linePitchPt", "行距", `${layout.linePitchPt} 磅`, `${gb.linePitchPt} 磅`, "5.2.3");
  note("grid", "字数网格", layout.grid ? "28 字 × 22 行" : "不设", "28 字 × 22 行", "5.2.3");
  note("pageNumber", "页码位置", PAGE_NUMBER_NAMES[layout.pageNumber], PAGE_NUMBER_NAMES[gb.pageNumber], "7.5");
  for (const key of STYLE_KEYS) {
    const own = layout.styles[key];
    const standard = gb.styles[key];
    const clause = CLAUSES[key] ?? "7.3.3";
    const describe = (of: Face) => `${fontKind(of.font)} ${of.sizePt} 磅${of.bold ? "加粗" : ""}`;
    note(`styles.${key}`, STYLE_NAMES[key], describe(own), describe(standard), clause);
  }
  return found;
}

/** The kind of face that the standard names; vendors' faces of one kind are equal before it. An unknown face is its own kind. */
export function fontKind(font: string): string {
  const name = font.trim();
  if (/小标宋|XiaoBiaoSong|XBSJ/iu.test(name)) return "小标宋体";
  if (/仿宋|FangSong|STFangsong/iu.test(name)) return "仿宋体";
  if (/楷体|KaiTi|STKaiti/iu.test(name)) return "楷体";
  if (/^(?:黑体|SimHei|STHeiti|方正黑体简体)$/iu.test(name)) return "黑体";
  return name;
}
