import { existsSync } from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that end-to-end tests and screenshots drive: `CHROMIUM_PATH`, else the first of the usual places; null without one. */
export function findChromium(
  environment: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string | null {
  if (environment.CHROMIUM_PATH) return exists(environment.CHROMIUM_PATH) ? environment.CHROMIUM_PATH : null;
  return USUAL_PLACES.find(exists) ?? null;
}

/** What to do without a browser: Debian's own as root, else a sentence for whoever runs the tests. */
export function withoutChromium(root: boolean, debian: boolean): { commands: string[][] } | { advice: string } {
  if (root && debian) {
    const install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
    return { commands: [["apt-get", "update"], install] };
  }
  const how = debian
    ? "sudo apt-get install chromium fonts-noto-cjk"
    : "install Chromium, Chrome or Edge and a Chinese font such as Noto Sans CJK";
  return { advice: `No Chromium found for the end-to-end tests. Please ${how}, or set CHROMIUM_PATH to a browser.` };
}
