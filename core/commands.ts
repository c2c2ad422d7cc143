/** Where a command can be used: everywhere, on the start page, or with a draft open. */
export type CommandScope = "everywhere" | "start" | "editor";

/** One command as data; toolbar, shortcuts and the native menu read it. */
export type Command = {
  id: string;
  /** Chinese label; ends in … when a question follows. */
  label: string;
  /** Keys in the form `Mod+Shift+P`; Mod is Ctrl, on macOS Cmd. */
  key?: string;
  scope: CommandScope;
  /** The native menu that holds it. */
  menu: "file" | "edit" | "style" | "view" | "help";
};

/** Every command, in the order of the menus. Keys: `definitions.md`, GB/T has no say here; they follow Word where Word has one. */
export const COMMANDS = [
  { id: "draft.new", label: "新建讲稿", key: "Mod+N", scope: "everywhere", menu: "file" },
  { id: "file.open", label: "打开文件…", key: "Mod+O", scope: "everywhere", menu: "file" },
  { id: "draft.export", label: "导出 Word…", key: "Mod+E", scope: "editor", menu: "file" },
  // Everything is saved by itself; the key is for hands that are used to it, and keeps the browser's own dialog away.
  { id: "draft.save", label: "立即保存", key: "Mod+S", scope: "editor", menu: "file" },
  { id: "draft.save-copy", label: "另存便携讲稿（.speech）…", scope: "editor", menu: "file" },
  { id: "draft.close", label: "回到全部讲稿", scope: "editor", menu: "file" },
  { id: "edit.undo", label: "撤销", key: "Mod+Z", scope: "editor", menu: "edit" },
  { id: "edit.redo", label: "重做", key: "Mod+Y", scope: "editor", menu: "edit" },
  { id: "edit.next-open-place", label: "到下一处未填的地方", scope: "editor", menu: "edit" },
  { id: "style.paragraph", label: "正文", key: "Mod+0", scope: "editor", menu: "style" },
  { id: "style.heading-1", label: "一级标题", key: "Mod+1", scope: "editor", menu: "style" },
  { id: "style.heading-2", label: "二级标题", key: "Mod+2", scope: "editor", menu: "style" },
  { id: "style.heading-3", label: "三级标题", key: "Mod+3", scope: "editor", menu: "style" },
  { id: "style.heading-4", label: "四级标题", key: "Mod+4", scope: "editor", menu: "style" },
  { id: "style.lead", label: "标题与正文接排", scope: "editor", menu: "style" },
  { id: "style.title", label: "题目", scope: "editor", menu: "style" },
  { id: "style.subtitle", label: "副题", scope: "editor", menu: "style" },
  { id: "style.byline", label: "讲话人", scope: "editor", menu: "style" },
  { id: "style.date", label: "日期", scope: "editor", menu: "style" },
  { id: "style.salutation", label: "称谓", scope: "editor", menu: "style" },
  { id: "style.signature", label: "落款", scope: "editor", menu: "style" },
  { id: "style.bold", label: "加粗", key: "Mod+B", scope: "editor", menu: "style" },
  { id: "view.outline", label: "收起或展开大纲", scope: "editor", menu: "view" },
  { id: "view.next-pane", label: "到下一栏", key: "F6", scope: "everywhere", menu: "view" },
  { id: "view.previous-pane", label: "到上一栏", key: "Shift+F6", scope: "everywhere", menu: "view" },
  { id: "view.settings", label: "设置…", scope: "everywhere", menu: "view" },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]["id"];
