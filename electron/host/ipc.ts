import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from "electron";
import type { Api } from "#core/api/contract";
import { dispatch } from "#core/api/dispatch";
import { isOwnPage } from "../window-rules.ts";
import type { Outbox } from "./outbox.ts";

/** The window's transport inside Electron: calls come in on `call`, events go out on `event` once the page says `listen`. */
export function serveWindow(page: WebContents, api: Api, outbox: Outbox, onDefect: (error: unknown) => void): void {
  ipcMain.handle("call", (event, name: unknown, input: unknown) => {
    if (!isFromPage(event, page)) throw new Error("call refused: not our page");
    return dispatch(api, name, input, onDefect);
  });
  ipcMain.on("listen", (event) => {
    if (isFromPage(event, page)) outbox.open((data) => page.send("event", data));
  });
}

/** Nothing but the main frame of our own page is listened to. */
function isFromPage({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent, page: WebContents): boolean {
  return sender === page && senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
