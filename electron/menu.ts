import { Menu, type MenuItemConstructorOptions } from "electron";
import { menuTemplate } from "./menu-template.ts";

/** Sets the native menu bar; a chosen item becomes `run(command id)`. */
export function setUpMenu(run: (id: string) => void): void {
  const template: MenuItemConstructorOptions[] = menuTemplate(process.platform, run);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
