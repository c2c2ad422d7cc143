import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageOf, reachOf, violations } from "../architecture/check.ts";
import { ZONES } from "../architecture/rules.ts";

const project = join(import.meta.dirname, "../..");
const files = new Map<string, string>();
const manifest = JSON.parse(await readFile(join(project, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

beforeAll(async () => {
  for (const folder of ["core", "electron", "renderer", "scripts"]) {
    for (const entry of await readdir(join(project, folder), { recursive: true, withFileTypes: true })) {
      if (!/\.tsx?$/.test(entry.name) || entry.name.endsWith(".d.ts")) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(relative(project, path).split(sep).join("/"), await readFile(path, "utf8"));
    }
  }
});

describe("the folders", () => {
  it("reach only what the rules allow", () => {
    expect(files.size).toBeGreaterThan(50);
    expect([...files].flatMap(([path, source]) => violations(path, source, ZONES))).toEqual([]);
  });

  it("import `electron` in seven named files only: merely importing it elsewhere would download a runtime", () => {
    const allowed = ["dialogs", "host/ipc", "main", "menu", "preload", "reading-process", "window"].map(
      (name) => `electron/${name}.ts`,
    );
    const found = [...files].filter(([path, source]) => reachOf(path, source).imports.includes("electron"));
    expect(found.map(([path]) => path).toSorted()).toEqual(allowed);
  });
});

describe("the dependencies", () => {
  it("are pinned exactly", () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it("are all used by the product, or asked for by one that is", async () => {
    const used = new Set([...files].flatMap(([path, source]) => reachOf(path, source).imports.map(packageOf)));
    for (const name of used) {
      const place = join(project, "node_modules", name, "package.json");
      if (!existsSync(place)) continue;
      for (const peer of Object.keys(JSON.parse(await readFile(place, "utf8")).peerDependencies ?? {})) used.add(peer);
    }
    expect(Object.keys(manifest.dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  it("have a line of reason each in README.md, and no line is left over", async () => {
    const readme = await readFile(join(project, "README.md"), "utf8");
    const table = readme.slice(readme.indexOf("## Dependencies"));
    const named = [...table.matchAll(/^\| (?!package|---)([^|]+) \|/gm)].flatMap(([, names = ""]) => names.split(", "));
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const needed = all.map((name) => (name.startsWith("@types/") ? "@types/…" : name));
    expect(named.toSorted()).toEqual([...new Set(needed)].toSorted());
  });
});

describe("the checker itself", () => {
  const wrong = (path: string, source: string) => violations(path, source, ZONES);

  it.each([
    ["core/a.ts", `import { readFile } from "node:fs/promises";`, "imports node:fs/promises"],
    ["core/a.ts", `import type { Stats } from "node:fs";`, "imports node:fs"],
    ["core/a.ts", `export * from "react";`, "imports the package react"],
    ["core/a.ts", `const slate = await import("slate");`, "imports the package slate"],
    ["core/a.ts", `export type A = import("../renderer/api.ts").A;`, "imports renderer/api.ts"],
    ["core/a.ts", `import { b } from "#core/b";`, "imports #core/b instead of a relative path"],
    ["core/a.ts", `export const a = process.env.HOME;`, "uses the global process"],
    ["core/a.ts", `export const a = () => setTimeout(() => {}, 1);`, "uses the global setTimeout"],
    ["core/a.ts", `export const a = { window };`, "uses the global window"],
    ["core/a.ts", `export const a = (document as unknown as { title: string }).title;`, "uses the global document"],
    ["core/a.ts", `export const a = globalThis["fetch"];`, "uses the global globalThis"],
    ["electron/services/a.ts", `import { app } from "electron";`, "imports the package electron"],
    ["electron/services/a.ts", `import Store from "electron-store";`, "imports the package electron-store"],
    ["electron/services/a.ts", `import { b } from "../host/b.ts";`, "imports electron/host/b.ts"],
    ["electron/services/a.ts", `export const a = () => fetch("https://example.org");`, "uses the global fetch"],
    ["electron/serve.ts", `import { app } from "electron";`, "imports the package electron"],
    ["renderer/features/a.tsx", `import { b } from "../../electron/services/b.ts";`, "imports electron/services/b.ts"],
    ["renderer/features/a.tsx", `import { b } from "../../core/b.ts";`, "imports ../../core/b.ts instead of #core/"],
    ["renderer/features/a.tsx", `export const a = localStorage.getItem("a");`, "uses the global localStorage"],
    ["renderer/features/a.tsx", `export const A = () => <p>{process.version}</p>;`, "uses the global process"],
    ["renderer/ui/a.tsx", `import { b } from "../features/b.tsx";`, "imports renderer/features/b.tsx"],
    ["renderer/ui/a.tsx", `import { Editor } from "slate";`, "imports the package slate"],
    ["renderer/a.ts", `import "@scope/name/part";`, "imports the package @scope/name"],
    ["scripts/a.ts", `import electron from "electron";`, "imports the package electron"],
    ["elsewhere/a.ts", "", "lies in no known folder"],
  ])("finds in %s: %s", (path, source, what) => {
    expect(wrong(path, source)).toEqual([expect.stringContaining(`${path} ${what}`)]);
  });

  it("says where to read on", () => {
    expect(wrong("core/a.ts", `import "react";`)).toEqual([expect.stringContaining("README.md")]);
  });

  it.each([
    ["a parameter of that name", "export const a = (document: string) => document.length;"],
    ["a destructured one", "export const a = ({ process }: { process: string }) => process;"],
    ["a property", "export const a = (b: { window: number }) => b.window + { document: 1 }.document;"],
    ["a type", "type Buffer = string; export const a: Buffer = '';"],
    ["a word in a comment or a text", "// window\nexport const a = 'document process import \"react\"';"],
  ])("lets pass %s", (_, source) => {
    expect(wrong("core/a.ts", source)).toEqual([]);
  });
});
