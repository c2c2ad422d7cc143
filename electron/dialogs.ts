import { basename, join } from "node:path";
import { type BrowserWindow, dialog, shell } from "electron";
import { SpeechError } from "#core/api/errors";
import type { Outbox } from "./host/outbox.ts";
import type { Transfers } from "./host/transfers.ts";
import { chosenFile } from "./services/files.ts";
import type { Desktop, Dialogs } from "./services/ports.ts";
import { CHOOSE_FOLDER_OPTIONS, openDialogOptions, saveDialogOptions } from "./window-rules.ts";

/** The system's own dialogs over `window`; dropped files come from the page, which alone holds them. */
export function nativeDialogs(
  window: () => BrowserWindow,
  exportFolder: string,
  transfers: Transfers,
  outbox: Outbox,
  gone: AbortSignal,
): Dialogs {
  return {
    async chooseFiles(wanted) {
      if (wanted.source === "drop") return transfers.ask(wanted, (event) => outbox.send(event), gone);
      const { filePaths } = await dialog.showOpenDialog(window(), openDialogOptions(wanted.accept));
      return Promise.all(filePaths.map(chosenFile));
    },
    async chooseTarget(suggestedName) {
      const options = saveDialogOptions(join(exportFolder, suggestedName));
      const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
      return canceled || !filePath ? null : { path: filePath };
    },
    async chooseFolder() {
      const { filePaths } = await dialog.showOpenDialog(window(), CHOOSE_FOLDER_OPTIONS);
      return filePaths[0] ?? null;
    },
    async download() {
      throw new Error("the desktop writes files itself");
    },
  };
}

/** What the system does with a finished file. */
export const nativeDesktop: Desktop = {
  async openFile(path) {
    if ((await shell.openPath(path)) === "") return;
    throw new SpeechError(
      "unknown",
      `没有打开“${basename(path)}”：这台电脑没有能打开它的程序。文件已经导出，装上 WPS 或 Word 再打开。`,
    );
  },
  async showInFolder(path) {
    shell.showItemInFolder(path);
  },
};
