import { COMMANDS, type Command } from "#core/commands";

/** A native menu item as Electron takes it, as far as we use it. */
export type MenuItem = {
  label?: string;
  role?:
    | "appMenu"
    | "cut"
    | "copy"
    | "paste"
    | "selectAll"
    | "minimize"
    | "togglefullscreen"
    | "quit"
    | "about"
    | "hide";
  type?: "separator";
  accelerator?: string;
  /** False: the page handles the key itself, as in a browser; the menu only shows it. */
  registerAccelerator?: boolean;
  click?: () => void;
  submenu?: MenuItem[];
};

const SEPARATOR: MenuItem = { type: "separator" };
const MENUS = [
  { menu: "file", label: "文件(&F)", after: [SEPARATOR, { role: "quit", label: "退出讲稿匠" }] },
  {
    menu: "edit",
    label: "编辑(&E)",
    after: [
      SEPARATOR,
      { role: "cut", label: "剪切" },
      { role: "copy", label: "复制" },
      { role: "paste", label: "粘贴" },
      { role: "selectAll", label: "全选" },
    ],
  },
  { menu: "style", label: "样式(&S)", after: [] },
  { menu: "view", label: "视图(&V)", after: [SEPARATOR, { role: "togglefullscreen", label: "全屏" }] },
  { menu: "help", label: "帮助(&H)", after: [] },
] as const satisfies readonly { menu: Command["menu"]; label: string; after: readonly MenuItem[] }[];

/** The native menu bar from the command table; a chosen item becomes `run(command id)`. Menus without a command are left out. */
export function menuTemplate(platform: NodeJS.Platform, run: (id: string) => void): MenuItem[] {
  const mac = platform === "darwin";
  const commands: readonly Command[] = COMMANDS;
  const menus = MENUS.flatMap(({ menu, label, after }): MenuItem[] => {
    const own = commands.filter((command) => command.menu === menu).map((command) => commandItem(command, run));
    if (own.length === 0) return [];
    return [
      { label: mac ? label.replace(/\(&.\)/, "") : label, submenu: [...own, ...(mac && menu === "file" ? [] : after)] },
    ];
  });
  return mac ? [MAC_MENU, ...menus] : menus;
}

const MAC_MENU: MenuItem = {
  label: "讲稿匠",
  submenu: [
    { role: "about", label: "关于讲稿匠" },
    SEPARATOR,
    { role: "hide", label: "隐藏讲稿匠" },
    { role: "minimize", label: "最小化" },
    SEPARATOR,
    { role: "quit", label: "退出讲稿匠" },
  ],
};

function commandItem(command: Command, run: (id: string) => void): MenuItem {
  return {
    label: command.label,
    ...(command.key && { accelerator: command.key.replace("Mod", "CmdOrCtrl"), registerAccelerator: false }),
    click: () => run(command.id),
  };
}
