import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { shippedFolders } from "../../../electron/services/folders.ts";

// electron-builder's own reader and schema, reached through the package that brings them: an installer cannot be built everywhere.
const builder = createRequire(createRequire(import.meta.url).resolve("electron-builder"));
const { getConfig, validateConfiguration } = builder("app-builder-lib/out/util/config/config.js");
const { DebugLogger } = builder("builder-util");
const project = join(import.meta.dirname, "../../..");

// biome-ignore lint/suspicious/noExplicitAny: the configuration is electron-builder's; it is checked by its own schema
let config: any;
beforeAll(async () => {
  config = await getConfig(project, "electron-builder.yml", null);
});

describe("electron-builder.yml", () => {
  it("is right by electron-builder's schema, which refuses what it does not know", async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    const wrong = { ...config, electronFuses: { ...config.electronFuses, runAsNodes: false } };
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/configuration.electronFuses/);
  });

  it("builds what is promised", () => {
    const targets = (system: "win" | "linux" | "mac") =>
      config[system].target.map(
        ({ target, arch }: { target: string; arch: string[] }) => `${target} ${arch.join(" ")}`,
      );
    expect(targets("win")).toEqual(["nsis x64"]);
    expect(targets("linux")).toEqual(["deb x64 arm64", "AppImage x64 arm64"]);
    expect(targets("mac")).toEqual(["dmg x64 arm64"]);
    expect(config.fileAssociations).toMatchObject([
      { ext: "speech" },
      { ext: "speech-template" },
      { ext: "speech-library" },
    ]);
  });

  it("leaves no way round the app and no way out of the machine", () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.publish).toBeNull();
  });

  it("packs what was built and nothing else", () => {
    expect(config.files[0].filter).toEqual([
      "out/electron/**",
      "out/renderer/**",
      "assets/**",
      "templates/**",
      "package.json",
      "!node_modules/**",
    ]);
  });

  it("packs every folder that the program reads from", () => {
    const { version: _, ...folders } = shippedFolders(project);
    for (const folder of Object.values(folders)) {
      expect(config.files[0].filter).toContain(`${relative(project, folder).replaceAll("\\", "/")}/**`);
    }
  });
});
