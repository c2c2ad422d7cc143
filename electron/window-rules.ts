import { extname, resolve } from "node:path";

// What the desktop window is and what it refuses, as data and pure functions: they are tested without Electron.

/** The origin of the window's page; a scheme of our own has an origin, unlike file://. */
export const APP_ORIGIN = "app://speechwright";
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Privileges of `app:`: an ordinary secure origin whose page may fetch from it. */
export const APP_SCHEME = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
};

/** Chromium's own traffic, switched off before it starts; names resolve to nothing at all. */
export const COMMAND_LINE_SWITCHES: [name: string, value?: string][] = [
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
  ["no-pings"],
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
];

/** Addresses that every request is checked against: all that could leave this machine. */
export const NETWORK_URLS = ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*"];

/** Whether `url` is our page itself: only from there are calls taken, and only there may the window go. */
export function isOwnPage(url: string): boolean {
  return url === APP_PAGE || url.startsWith(`${APP_PAGE}#`) || url.startsWith(`${APP_PAGE}?`);
}

export type Rectangle = { x: number; y: number; width: number; height: number };
export type WindowState = { bounds?: Rectangle; maximized: boolean };

const SMALLEST = { width: 1024, height: 640 };
const USUAL = { width: 1280, height: 800 };

/** The window state out of the settings file, which anyone may have edited. */
export function readWindowState(stored: unknown): WindowState {
  const { bounds, maximized } = (stored ?? {}) as { bounds?: Partial<Rectangle>; maximized?: unknown };
  const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
  const whole = numbers.every((number) => typeof number === "number" && Number.isFinite(number));
  return { ...(whole && { bounds: bounds as Rectangle }), maximized: maximized === true };
}

/** Where the window opens: as it was left, but on a screen that is still there and inside it; undefined lets the system centre it. */
export function placeOnScreen(
  bounds: Rectangle | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  if (!bounds) return USUAL;
  const overlaps = workAreas.map((area) => ({ area, size: overlap(bounds, area) }));
  const best = overlaps.sort((a, b) => b.size - a.size)[0];
  if (!best || best.size === 0) return USUAL;
  const { area } = best;
  const width = Math.max(SMALLEST.width, Math.min(bounds.width, area.width));
  const height = Math.max(SMALLEST.height, Math.min(bounds.height, area.height));
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    width,
    height,
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Options of the one window; the background is the colour of the bars, so that nothing flashes before the page paints. */
export function windowOptions(place: ReturnType<typeof placeOnScreen>, dark: boolean, preload: string) {
  return {
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: "讲稿匠",
    backgroundColor: dark ? "#1D1E20" : "#F6F5F2",
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
    },
  };
}

/** How long the page may save before the window goes, in milliseconds. */
export const CLOSING_MS = 2000;

/**
 * Holds a closing window until its page has saved: the first request is turned down and `ask` tells the page, which then
 * closes the window itself; that second request, or the end of the time, lets it go.
 */
export function closingGate(ask: () => void, giveUp: () => void, wait: (then: () => void) => void): () => boolean {
  let asked = false;
  return () => {
    if (asked) return true;
    asked = true;
    wait(giveUp);
    ask();
    return false;
  };
}

/** The files named by a start, as absolute paths; `words` are what follows the program, Chromium's own switches among them. */
export function filesAmong(words: readonly string[], folder: string): string[] {
  return words.filter((word) => word !== "" && !word.startsWith("-")).map((word) => resolve(folder, word));
}

/** The dialog that opens files; `accept` holds endings with their dot. */
export function openDialogOptions(accept: readonly string[]) {
  const properties: ("openFile" | "multiSelections")[] = ["openFile", "multiSelections"];
  const extensions = accept.map((ending) => ending.slice(1));
  return {
    title: "打开文件",
    buttonLabel: "打开",
    properties,
    filters: [{ name: nameOfKinds(extensions), extensions }],
  };
}

function nameOfKinds(extensions: readonly string[]): string {
  const [only, ...more] = extensions;
  return (more.length === 0 && only !== undefined && KINDS[only]) || "讲稿、文本和 Word 文件";
}

/** The dialog that asks for another data folder. */
export const CHOOSE_FOLDER_OPTIONS = {
  title: "搬到哪个文件夹",
  buttonLabel: "搬到这里",
  properties: ["openDirectory", "createDirectory"] as ("openDirectory" | "createDirectory")[],
};

const KINDS: Record<string, string> = {
  docx: "Word 文件",
  speech: "便携讲稿",
  "speech-template": "讲稿匠模板",
  "speech-library": "讲稿匠素材",
};

/** The dialog that asks where to write; the kind of file follows from the ending of the suggested path. */
export function saveDialogOptions(suggestedPath: string) {
  const extension = extname(suggestedPath).slice(1);
  const filters = [{ name: KINDS[extension] ?? "文件", extensions: [extension] }];
  return { title: "存到哪里", buttonLabel: "保存", defaultPath: suggestedPath, filters };
}
