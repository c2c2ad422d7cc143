import { BrowserWindow, nativeTheme, type Session, screen } from "electron";
import type { Outbox } from "./host/outbox.ts";
import type { SettingsStore } from "./services/ports.ts";
import {
  APP_PAGE,
  CLOSING_MS,
  closingGate,
  NETWORK_URLS,
  placeOnScreen,
  readWindowState,
  windowOptions,
} from "./window-rules.ts";

/** Lets nothing out of this machine and grants a page nothing, whatever it asks for. */
export function closeOff(session: Session): void {
  session.webRequest.onBeforeRequest({ urls: NETWORK_URLS }, (_, answer) => answer({ cancel: true }));
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
}

/** Opens the one window where it stood last and loads the page. */
export function openWindow(settings: SettingsStore, preload: string, outbox: Outbox): BrowserWindow {
  const { bounds, maximized } = readWindowState(settings.get("window"));
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow(
    windowOptions(placeOnScreen(bounds, areas), nativeTheme.shouldUseDarkColors, preload),
  );
  keepInside(window);
  keepState(window, settings);
  saveBeforeClosing(window, outbox);
  window.once("ready-to-show", () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.loadURL(APP_PAGE);
  return window;
}

/** The window never leaves its page and never opens another. */
function keepInside({ webContents: page }: BrowserWindow): void {
  page.setWindowOpenHandler(() => ({ action: "deny" }));
  page.on("will-frame-navigate", (leaving) => leaving.preventDefault());
  page.on("will-redirect", (leaving) => leaving.preventDefault());
  page.on("will-attach-webview", (attaching) => attaching.preventDefault());
}

function keepState(window: BrowserWindow, settings: SettingsStore): void {
  window.on("close", () => {
    try {
      settings.set("window", { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    } catch {
      // A full disk must not keep the window from closing for the sake of its place.
    }
  });
}

function saveBeforeClosing(window: BrowserWindow, outbox: Outbox): void {
  const mayGo = closingGate(
    () => outbox.send({ name: "window.closing", data: {} }),
    () => window.destroy(),
    (then) => setTimeout(then, CLOSING_MS),
  );
  window.on("close", (event) => {
    if (!mayGo()) event.preventDefault();
  });
  window.on("closed", () => outbox.close());
}

/** Brings the window forward, as a second start does. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
