import { COMMANDS, type Command, MENUS } from "#core/commands";

/** A native menu item as Electron takes it, as far as we use it. */
export type MenuItem = {
  label?: string;
  role?: "appMenu" | "cut" | "copy" | "paste" | "selectAll" | "minimize" | "quit" | "about" | "hide";
  type?: "separator";
  accelerator?: string;
  /** False: the page handles the key itself, as in a browser; the menu only shows it. */
  registerAccelerator?: boolean;
  click?: () => void;
  submenu?: MenuItem[];
};

const SEPARATOR: MenuItem = { type: "separator" };
/** Access keys of the menus, and what of the system's own they end with. */
const DRESS: Record<Command["menu"], { accessKey: string; after: readonly MenuItem[] }> = {
  file: { accessKey: "F", after: [SEPARATOR, { role: "quit", label: "退出讲稿匠" }] },
  edit: {
    accessKey: "E",
    after: [
      SEPARATOR,
      { role: "cut", label: "剪切" },
      { role: "copy", label: "复制" },
      { role: "paste", label: "粘贴" },
      { role: "selectAll", label: "全选" },
    ],
  },
  style: { accessKey: "S", after: [] },
  view: { accessKey: "V", after: [] },
  help: { accessKey: "H", after: [] },
};

/** The native menu bar from the command table; a chosen item becomes `run(command id)`. */
export function menuTemplate(platform: NodeJS.Platform, run: (id: string) => void): MenuItem[] {
  const mac = platform === "darwin";
  const commands: readonly Command[] = COMMANDS;
  const menus = MENUS.map(({ id, label }): MenuItem => {
    const own = commands.filter(({ menu }) => menu === id).map((command) => commandItem(command, run));
    const { accessKey, after } = DRESS[id];
    return {
      label: mac ? label : `${label}(&${accessKey})`,
      submenu: [...own, ...(mac && id === "file" ? [] : after)],
    };
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
