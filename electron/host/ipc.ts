import { ipcMain, type WebContents } from "electron";
import type { Api, HostEvent } from "#core/api/contract";
import { dispatch } from "#core/api/dispatch";
import { isOwnPage } from "../window-rules.ts";

/** Takes the window's calls on the one channel `call`, from our own page's main frame only. */
export function serveCalls(api: Api, onDefect: (error: unknown) => void): void {
  ipcMain.handle("call", (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    if (!frame || frame.parent !== null || !isOwnPage(frame.url)) throw new Error("call refused: not our page");
    return dispatch(api, name, input, onDefect);
  });
}

/** Tells the page something unasked. */
export function sendEvent(page: WebContents, event: HostEvent): void {
  if (!page.isDestroyed()) page.send("event", event);
}
