/** Where a command can be used: everywhere, on the start page, or with a draft open. */
export type CommandScope = "everywhere" | "start" | "editor";

/** The menus in their order; their labels also tell the palette's reader where a command belongs. */
export const MENUS = [
  { id: "file", label: "文件" },
  { id: "edit", label: "编辑" },
  { id: "style", label: "样式" },
  { id: "view", label: "视图" },
  { id: "help", label: "帮助" },
] as const;
type MenuId = (typeof MENUS)[number]["id"];

/** One command as data; toolbar, shortcuts, palette, help page and the menus read it. */
export type Command = {
  id: string;
  /** Chinese label; ends in … when a question follows. */
  label: string;
  /** Keys in the form `Mod+Shift+P`; Mod is Ctrl, on macOS Cmd. */
  key?: string;
  /** The browser acts on the key itself; the page only answers what comes of it. */
  keyOfBrowser?: true;
  /** Done again and again while its key is held; every other command waits for the next press. */
  repeats?: true;
  scope: CommandScope;
  menu: MenuId;
};

/** Every command, in the order of the menus. Keys: `definitions.md`, GB/T has no say here; they follow Word where Word has one. */
export const COMMANDS = [
  { id: "draft.new", label: "新建讲稿…", key: "Mod+N", scope: "everywhere", menu: "file" },
  { id: "draft.new-blank", label: "新建空白讲稿", scope: "everywhere", menu: "file" },
  { id: "draft.new-from", label: "从旧稿新建…", key: "Mod+Shift+N", scope: "everywhere", menu: "file" },
  { id: "file.open", label: "打开文件…", key: "Mod+O", scope: "everywhere", menu: "file" },
  // The text itself is always saved; the key that hands are used to keeps the state as a version.
  { id: "draft.save", label: "存一个版本", key: "Mod+S", scope: "editor", menu: "file" },
  { id: "draft.save-copy", label: "另存便携讲稿（.speech）…", scope: "editor", menu: "file" },
  { id: "draft.export", label: "导出 Word…", key: "Mod+E", scope: "editor", menu: "file" },
  { id: "draft.print", label: "打印…", key: "Mod+P", scope: "editor", menu: "file" },
  { id: "draft.pdf", label: "存为 PDF…", scope: "editor", menu: "file" },
  { id: "draft.save-template", label: "存为模板…", scope: "editor", menu: "file" },
  { id: "draft.close", label: "回到全部讲稿", scope: "editor", menu: "file" },
  { id: "edit.undo", label: "撤销", key: "Mod+Z", repeats: true, scope: "editor", menu: "edit" },
  { id: "edit.redo", label: "重做", key: "Mod+Y", repeats: true, scope: "editor", menu: "edit" },
  {
    id: "edit.paste-plain",
    label: "粘贴为纯文本",
    key: "Mod+Shift+V",
    keyOfBrowser: true,
    scope: "editor",
    menu: "edit",
  },
  { id: "edit.find", label: "查找", key: "Mod+F", scope: "editor", menu: "edit" },
  { id: "edit.replace", label: "替换", key: "Mod+H", scope: "editor", menu: "edit" },
  { id: "edit.find-next", label: "查找下一处", key: "F3", repeats: true, scope: "editor", menu: "edit" },
  { id: "edit.find-previous", label: "查找上一处", key: "Shift+F3", repeats: true, scope: "editor", menu: "edit" },
  { id: "edit.symbols", label: "插入符号…", scope: "editor", menu: "edit" },
  { id: "edit.library", label: "在光标处取素材…", key: "Mod+K", scope: "editor", menu: "edit" },
  { id: "edit.save-passage", label: "把这一节存为段落…", scope: "editor", menu: "edit" },
  { id: "edit.make-slot", label: "设为空位", scope: "editor", menu: "edit" },
  { id: "edit.wording-1", label: "用第一种写法", key: "Alt+1", scope: "editor", menu: "edit" },
  { id: "edit.wording-2", label: "用第二种写法", key: "Alt+2", scope: "editor", menu: "edit" },
  { id: "edit.wording-3", label: "用第三种写法", key: "Alt+3", scope: "editor", menu: "edit" },
  { id: "edit.switch-pattern", label: "换结构…", scope: "editor", menu: "edit" },
  { id: "edit.replace-carried", label: "换掉这一处待换的", key: "Alt+Enter", scope: "editor", menu: "edit" },
  { id: "edit.keep-carried", label: "留着这一处待换的", key: "Alt+Shift+Enter", scope: "editor", menu: "edit" },
  { id: "edit.next-open-place", label: "到下一处未填或待换的地方", scope: "editor", menu: "edit" },
  { id: "edit.previous-open-place", label: "到上一处未填或待换的地方", scope: "editor", menu: "edit" },
  { id: "edit.move-section-up", label: "整节上移", key: "Alt+ArrowUp", repeats: true, scope: "editor", menu: "edit" },
  {
    id: "edit.move-section-down",
    label: "整节下移",
    key: "Alt+ArrowDown",
    repeats: true,
    scope: "editor",
    menu: "edit",
  },
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
  { id: "items.next", label: "一是、二是接着写", key: "Mod+I", scope: "editor", menu: "style" },
  { id: "items.apart", label: "一是、二是各成一段", scope: "editor", menu: "style" },
  { id: "items.together", label: "一是、二是并成一段", scope: "editor", menu: "style" },
  { id: "view.outline", label: "收起或展开大纲", scope: "editor", menu: "view" },
  { id: "view.outline-level-1", label: "大纲只看一级标题", scope: "editor", menu: "view" },
  { id: "view.panel", label: "收起或展开右栏", scope: "editor", menu: "view" },
  { id: "view.library", label: "素材", scope: "editor", menu: "view" },
  { id: "view.card", label: "会议信息卡", scope: "editor", menu: "view" },
  { id: "view.slots", label: "空位", scope: "editor", menu: "view" },
  { id: "view.carried", label: "待换", scope: "editor", menu: "view" },
  { id: "view.beside", label: "参看另一篇…", scope: "editor", menu: "view" },
  { id: "view.versions", label: "版本", scope: "editor", menu: "view" },
  { id: "view.zoom-in", label: "放大纸面", key: "Mod+=", repeats: true, scope: "editor", menu: "view" },
  { id: "view.zoom-out", label: "缩小纸面", key: "Mod+-", repeats: true, scope: "editor", menu: "view" },
  { id: "view.zoom-width", label: "纸面适合页宽", scope: "editor", menu: "view" },
  { id: "view.typewriter", label: "打字时光标居中", scope: "editor", menu: "view" },
  { id: "view.full-screen", label: "全屏", key: "F11", scope: "everywhere", menu: "view" },
  { id: "view.next-pane", label: "到下一栏", key: "F6", scope: "everywhere", menu: "view" },
  { id: "view.previous-pane", label: "到上一栏", key: "Shift+F6", scope: "everywhere", menu: "view" },
  { id: "view.settings", label: "设置…", key: "Mod+,", scope: "everywhere", menu: "view" },
  { id: "help.commands", label: "全部命令…", key: "Mod+Shift+P", scope: "everywhere", menu: "help" },
  { id: "help.keys", label: "帮助和按键", key: "F1", scope: "everywhere", menu: "help" },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]["id"];
