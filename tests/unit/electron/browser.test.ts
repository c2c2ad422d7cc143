import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appWindowArguments, browserPaths, findBrowser, hasDisplay, profileFolder } from "../../../electron/browser.ts";
import { openFileCommand, showInFolderCommand } from "../../../electron/desktop.ts";
import { temporaryFolder } from "./test-ports.ts";

describe("finding a browser", () => {
  it("takes the first installed one along the path and passes by what cannot be run", async () => {
    const root = await temporaryFolder();
    const [first, second] = [join(root, "a"), join(root, "b")];
    for (const folder of [first, second]) await mkdir(folder);
    await writeFile(join(first, "chromium"), "not executable");
    for (const name of ["browser360-cn", "microsoft-edge"]) {
      await writeFile(join(second, name), "#!/bin/sh\n");
      await chmod(join(second, name), 0o755);
    }
    const machine = { env: { PATH: `${first}:${second}` }, platform: "linux", home: root } as const;
    expect(await findBrowser(machine)).toBe(join(second, "microsoft-edge"));
    expect(await findBrowser({ ...machine, env: { PATH: first } })).toBeUndefined();
    expect(await findBrowser({ ...machine, env: {} })).toBeUndefined();
  });

  it("knows the browsers of 统信 and 麒麟", () => {
    const paths = browserPaths({ env: { PATH: "/usr/bin" }, platform: "linux", home: "/home/a" });
    expect(paths).toEqual(expect.arrayContaining(["/usr/bin/uos-browser", "/usr/bin/browser360-cn"]));
  });

  it("looks in the program folders of Windows and macOS", () => {
    const env = { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" };
    const windows = browserPaths({ env, platform: "win32", home: "C:\\Users\\a" });
    expect(windows[0]).toBe("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
    expect(windows).toContain("C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe");
    expect(windows.some((path) => path.startsWith("undefined"))).toBe(false);
    expect(browserPaths({ env: {}, platform: "darwin", home: "/Users/a" })[0]).toBe(
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    );
  });
});

it("opens no browser where Linux has no display", () => {
  const linux = { platform: "linux", home: "/home/a" } as const;
  expect(hasDisplay({ ...linux, env: {} })).toBe(false);
  expect(hasDisplay({ ...linux, env: { DISPLAY: ":0" } })).toBe(true);
  expect(hasDisplay({ ...linux, env: { WAYLAND_DISPLAY: "wayland-0" } })).toBe(true);
  expect(hasDisplay({ platform: "win32", home: "C:\\Users\\a", env: {} })).toBe(true);
});

describe("the app window", () => {
  const window = { address: "http://127.0.0.1:1/?token=a", profile: "/data/browser-profile", asRoot: false };

  it("has a profile of its own and no traffic", () => {
    const words = appWindowArguments(window);
    expect(words).toEqual(
      expect.arrayContaining([
        "--app=http://127.0.0.1:1/?token=a",
        "--user-data-dir=/data/browser-profile",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--proxy-server=127.0.0.1:9",
      ]),
    );
    expect(words.every((word) => word.startsWith("--"))).toBe(true);
  });

  it("gives up the sandbox for root only", () => {
    expect(appWindowArguments(window)).not.toContain("--no-sandbox");
    expect(appWindowArguments({ ...window, asRoot: true })).toContain("--no-sandbox");
  });

  it("keeps its profile in the data folder, but where a snap can see it", () => {
    expect(profileFolder("/usr/bin/chromium", "/data", "/home/a")).toBe("/data/browser-profile");
    expect(profileFolder("/snap/bin/chromium", "/data", "/home/a")).toBe(
      "/home/a/snap/chromium/common/speechwright-profile",
    );
  });
});

describe("the system's commands for a finished file", () => {
  it.each([
    ["linux", "xdg-open", ["/家/讲话 稿.docx"], ["/家"]],
    ["darwin", "open", ["/家/讲话 稿.docx"], ["-R", "/家/讲话 稿.docx"]],
  ] as const)("on %s", (platform, command, open, show) => {
    expect(openFileCommand(platform, "/家/讲话 稿.docx")).toEqual({ command, words: open });
    expect(showInFolderCommand(platform, "/家/讲话 稿.docx")).toEqual({ command, words: show });
  });

  it("on Windows, quoted as Explorer wants it", () => {
    const path = "C:\\讲话 稿,二.docx";
    const explorer = { command: "explorer.exe", verbatim: true };
    expect(openFileCommand("win32", path)).toEqual({ ...explorer, words: [`"${path}"`] });
    expect(showInFolderCommand("win32", path)).toEqual({ ...explorer, words: [`/select,"${path}"`] });
  });
});
