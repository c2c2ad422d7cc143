import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataFolder, downloadFolder, shippedFolders } from "../../../../electron/services/folders.ts";
import { temporaryFolder } from "../test-ports.ts";

describe("the data folder", () => {
  it.each([
    ["linux", {}, "/home/a/.config/speechwright"],
    ["linux", { XDG_CONFIG_HOME: "/etc/a" }, "/etc/a/speechwright"],
    ["linux", { XDG_CONFIG_HOME: "relative" }, "/home/a/.config/speechwright"],
    ["darwin", {}, "/home/a/Library/Application Support/speechwright"],
    ["win32", { APPDATA: "/roaming" }, "/roaming/speechwright"],
    ["linux", { SPEECHWRIGHT_DATA: "/media/stick" }, "/media/stick"],
  ] as const)("on %s with %o is %s", (platform, env, folder) => {
    expect(dataFolder({ platform, env, home: "/home/a" })).toBe(folder);
  });
});

describe("the download folder", () => {
  it("is the one that the desktop names", async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, ".config"));
    await writeFile(join(home, ".config/user-dirs.dirs"), '# dirs\nXDG_DOWNLOAD_DIR="$HOME/下载"\n');
    expect(downloadFolder({ platform: "linux", env: {}, home })).toBe(join(home, "下载"));
    expect(downloadFolder({ platform: "darwin", env: {}, home })).toBe(join(home, "Downloads"));
  });
});

describe("shipped folders", () => {
  it("are the same from source and from the bundle two levels below", async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, "out/electron"), { recursive: true });
    await writeFile(join(root, "package.json"), '{"version": "1.2.3"}');
    const expected = {
      renderer: join(root, "out/renderer"),
      assets: join(root, "assets"),
      templates: join(root, "templates"),
      version: "1.2.3",
    };
    expect(shippedFolders(join(root, "electron"))).toEqual(expected);
    expect(shippedFolders(join(root, "out/electron"))).toEqual(expected);
  });
});
