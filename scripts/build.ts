import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type InlineConfig } from "vite";
import { licencesJson } from "./licences.ts";
import { PROJECT } from "./project.ts";

const OUT = join(PROJECT, "out");
const STAMP = join(OUT, "stamp");
const SOURCES = [
  "core",
  "electron",
  "renderer",
  "scripts/build.ts",
  "scripts/licences.ts",
  "vite.config.ts",
  "package-lock.json",
];

/** What runs in Node: the two windowed doors, and the process that reads strangers' files. */
const NODE_ENTRIES = {
  main: "electron/main.ts",
  serve: "electron/serve.ts",
  "read-child": "electron/services/files/read-child.ts",
};

/** Builds everything into `out/`; answers false when it was up to date. Two builds at once do not disturb each other. */
export async function buildIfStale(): Promise<boolean> {
  const stamp = await contentHash(SOURCES.map((source) => join(PROJECT, source)));
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === stamp) return false;
  const fresh = join(OUT, `building-${process.pid}`);
  try {
    await build({
      ...QUIET,
      configFile: join(PROJECT, "vite.config.ts"),
      build: { outDir: join(fresh, "renderer"), emptyOutDir: true },
    });
    await writeFile(join(fresh, "renderer", "licences.json"), await licencesJson(PROJECT));
    await build(nodeConfig(join(fresh, "electron")));
    await build(preloadConfig(join(fresh, "electron")));
    await rm(STAMP, { force: true });
    for (const part of ["renderer", "electron"]) await replaceFolder(join(fresh, part), join(OUT, part));
    await writeFile(STAMP, stamp);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return true;
}

/** A hash over names and contents of all files below `paths`: a checkout back and forth stays up to date. */
export async function contentHash(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  const add = async (path: string) => {
    hash.update(`${path.slice(PROJECT.length)}\n`).update(await readFile(path));
  };
  for (const path of paths) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
    if (entries === null) await add(path);
    const files = (entries ?? []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) await add(file);
  }
  return hash.digest("hex");
}

const QUIET = { logLevel: "warn", mode: "production" } satisfies InlineConfig;

/** Entries and shared chunks lie in one folder, so that `import.meta.dirname` is two levels below the project everywhere. */
function nodeConfig(outDir: string): InlineConfig {
  return {
    ...QUIET,
    root: PROJECT,
    configFile: false,
    ssr: { noExternal: true, external: ["electron"] },
    build: {
      ssr: true,
      outDir,
      target: "node20",
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(NODE_ENTRIES).map(([name, path]) => [name, join(PROJECT, path)])),
        external: ["electron"],
        output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "shared-[hash].js" },
      },
    },
  };
}

/** A sandboxed preload can only be one CommonJS file. */
function preloadConfig(outDir: string): InlineConfig {
  return {
    ...QUIET,
    root: PROJECT,
    configFile: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: "node20",
      minify: false,
      rolldownOptions: {
        input: join(PROJECT, "electron/preload.ts"),
        external: ["electron"],
        output: { format: "cjs", entryFileNames: "preload.cjs" },
      },
    },
  };
}

async function replaceFolder(fresh: string, place: string): Promise<void> {
  const old = `${fresh}-old`;
  await mkdir(OUT, { recursive: true });
  if (existsSync(place)) await rename(place, old);
  await rename(fresh, place);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const start = performance.now();
  const built = await buildIfStale();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(built ? `界面和服务已生成，用了 ${seconds} 秒。` : "没有改动，不用重新生成。");
}
