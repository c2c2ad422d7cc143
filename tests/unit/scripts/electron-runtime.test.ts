import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRuntime, isPublished } from "../../../scripts/electron-runtime.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "electron-package-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(...path: string[]): Promise<string> {
  const place = join(folder, ...path);
  await mkdir(join(place, ".."), { recursive: true });
  await writeFile(place, "");
  return place;
}

describe("the desktop runtime", () => {
  it("is what path.txt names below dist", async () => {
    const program = await file("dist", "electron");
    await writeFile(join(folder, "path.txt"), "electron");
    expect(await findRuntime({}, folder)).toBe(program);
  });

  it("is absent in a fresh package, and when path.txt names a file that is gone", async () => {
    expect(await findRuntime({}, folder)).toBeNull();
    await writeFile(join(folder, "path.txt"), "electron");
    expect(await findRuntime({}, folder)).toBeNull();
  });

  it("is taken from ELECTRON_OVERRIDE_DIST_PATH, which goes before the package", async () => {
    await file("dist", "electron");
    await writeFile(join(folder, "path.txt"), "electron");
    const own = await file("own", "electron");
    expect(await findRuntime({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, "own") }, folder)).toBe(own);
    expect(await findRuntime({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, "nowhere") }, folder)).toBeNull();
  });
});

describe("where Electron is built", () => {
  it.each([
    ["linux", "x64"],
    ["linux", "arm64"],
    ["win32", "x64"],
    ["darwin", "arm64"],
  ])("%s %s", async (platform, arch) => {
    expect(await isPublished(platform, arch)).toBe(true);
  });

  it.each([
    ["linux", "loong64"],
    ["linux", "riscv64"],
    ["win32", "ia32"],
    ["freebsd", "x64"],
  ])("and where not: %s %s", async (platform, arch) => {
    expect(await isPublished(platform, arch)).toBe(false);
  });

  it("nowhere when the package is missing", async () => {
    expect(await isPublished("linux", "x64", join(folder, "missing"))).toBe(false);
  });
});
