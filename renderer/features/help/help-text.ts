import type { CommandId } from "#core/commands";
import { keysOf, keysText } from "../../commands.ts";

/** One task of the help page: what it is about, and its sentences. */
export type HelpTopic = { id: string; title: string; sentences: readonly string[] };

const key = (id: CommandId) => keysOf(id) ?? "";

/** How to do what a secretary does with a draft, in the order of the work. */
export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    id: "draft",
    title: "起草",
    sentences: [
      `打开去年的稿子：按 ${key("file.open")}，或者把 Word、文本文件拖到窗口里。原来的文件不会被改动，打开的是收进来的一份。`,
      `新写一篇：按 ${key("draft.new")}，选会议类型和结构，填会议信息卡，按 Enter 建立；光标已经停在第一处空位上。只要一张白纸，选“空白讲稿”。`,
      "不用存盘。停手不到一秒就已经存好，窗口最下面一行写着存上的时间；没存上会写明原因。",
      "左边的大纲点一行就到那一节，后面是这一节的字数和分钟数。",
      `整节连同下面的小节一起上移、下移：按 ${key("edit.move-section-up")}、${key("edit.move-section-down")}。`,
      "XX、＿＿、【……】这样没填的地方会标出来，最下面一行写着还有几处；按 Tab 到下一处，按 Shift+Tab 到上一处。",
      `按 ${key("view.next-pane")} 在大纲、工具栏、稿纸、右栏和最下面一行之间走，按 ${key("view.previous-pane")} 倒着走。`,
    ],
  },
  {
    id: "headings",
    title: "标题和编号",
    sentences: [
      `光标放在一段里，按 ${key("style.heading-1")} 到 ${key("style.heading-4")} 变成一级到四级标题，按 ${key("style.paragraph")} 变回正文；也可以在工具栏的样式框里选。`,
      "编号 一、（一）1.（1）是算出来的。前面加一节、删一节，后面的自己会变，不用手改。",
      "没有未填的地方时，光标在标题里按 Tab 降一级，按 Shift+Tab 升一级。",
      "“（一）领句。正文……”写在一段里的，在样式框里选“标题与正文接排”。",
      "题目、讲话人、日期、称谓、落款也在样式框里选，导出时各有各的字体和位置。",
    ],
  },
  {
    id: "items",
    title: "一是、二是",
    sentences: [
      `写完一条，按 ${key("items.next")} 接着写下一条，“二是”“三是”自己排好。`,
      "中间加一条、删一条，后面的“几是”跟着变。",
      "各成一段还是并成一段，用“一是、二是各成一段”“一是、二是并成一段”来换。",
    ],
  },
  {
    id: "find",
    title: "查找替换",
    sentences: [
      `按 ${key("edit.find")} 查找，按 ${key("edit.replace")} 替换。`,
      `按 ${key("edit.find-next")} 到下一处，按 ${key("edit.find-previous")} 到上一处。`,
      "可以不管全角半角、不管括号是哪一种，也可以只在选中的部分里换。",
      "换错了按撤销，全部替换也是一次就退回来。",
    ],
  },
  {
    id: "paste",
    title: "粘贴",
    sentences: [
      "从 Word、WPS、网页里复制来的文字，粘贴时只留下文字、标题层次和加粗，别的格式都换成这篇讲稿的。",
      "粘进来的编号会认成标题。去掉了什么、改了什么，粘贴以后有一行写着，可以看明细。",
      `只要文字：按 ${key("edit.paste-plain")}。`,
    ],
  },
  {
    id: "symbols",
    title: "符号",
    sentences: [
      "〔〕《》①℃‰ 这些不好打的符号，在工具栏的“符号”里。箭头键选，Enter 插入；按住 Shift 再按 Enter，插入后接着选。",
      "先选中几个字，再选一对括号或引号，就加在这几个字的两边。",
    ],
  },
  {
    id: "versions",
    title: "版本",
    sentences: [
      `写到要留住的时候，按 ${key("draft.save")} 存一个版本，再按一次给它起名，比如“送审稿”。一直在写，隔一段时间也会自动留一个。`,
      "右栏的“版本”里能打开以前的样子看看，也能恢复。恢复之前，现在的文字会先存成一个版本；恢复以后，按撤销也回得来。",
      `要看着另一篇来写，用“参看另一篇”。它在右栏里，只能阅读和复制；选中要用的文字，按 ${keysText("Mod+Enter")} 插到正文里。`,
    ],
  },
  {
    id: "export",
    title: "导出打印",
    sentences: [
      `按 ${key("draft.export")} 导出 Word，版式、字体和还没填的地方都在那里看。`,
      `按 ${key("draft.print")} 打印，页面和导出的国标一样；也可以“存为 PDF”。`,
      "要带到别的电脑上接着写，用“另存便携讲稿（.speech）”。",
    ],
  },
  {
    id: "view",
    title: "看得清楚",
    sentences: [
      `放大、缩小纸面：按 ${key("view.zoom-in")}、${key("view.zoom-out")}，或者按住 ${keysText("Mod")} 滚动鼠标滚轮。界面的文字大小在“设置”里。`,
      `按 ${key("view.full-screen")} 全屏：大纲和右栏收起来，再按一次或者按 Esc 回到原来的样子。`,
      "“打字时光标居中”让正在写的一行一直在窗口中间。",
    ],
  },
  {
    id: "commands",
    title: "找命令和按键",
    sentences: [
      `记不住在哪里，按 ${key("help.commands")}，打名字或者拼音的首字母，比如“dc”就是导出。`,
      `写稿时按住 ${keysText("Mod")} 或 ${keysText("Alt")} 不放，下面会列出它能配的键，松开就没有了。`,
    ],
  },
  {
    id: "data",
    title: "数据在哪里",
    sentences: [
      "讲稿、版本、版式和设置都在这台电脑的一个文件夹里。在哪里，看“设置”的“数据”，也可以在那里搬到别处。",
      "备份把整个文件夹抄走就行。删掉的讲稿先放在“回收站”里，能还原。",
      "讲稿没有加密，要按保管纸质讲稿的办法保管这台电脑和账号。",
    ],
  },
  {
    id: "offline",
    title: "不联网",
    sentences: ["讲稿匠不联网，不上传任何内容，也不收集怎么用它。写的东西只存在这台电脑上。"],
  },
];

/** Keys that belong to no command: those of every text field, and those of the sheet. */
export const TEXT_KEYS: readonly { keys: string; label: string }[] = [
  { keys: "Tab", label: "到下一处未填或待换的地方；没有时，标题降一级" },
  { keys: "Shift+Tab", label: "到上一处未填或待换的地方；没有时，标题升一级" },
  { keys: keysText("Mod+C"), label: "复制" },
  { keys: keysText("Mod+X"), label: "剪切" },
  { keys: keysText("Mod+V"), label: "粘贴" },
  { keys: keysText("Mod+A"), label: "全选" },
  { keys: keysText("Mod+Home"), label: "到开头" },
  { keys: keysText("Mod+End"), label: "到末尾" },
  { keys: keysText("Mod+Enter"), label: "把参看里选中的文字插到正文" },
];
