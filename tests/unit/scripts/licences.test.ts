import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { licencesJson, type PackageLicence } from "../../../scripts/licences.ts";
import { PROJECT } from "../../../scripts/project.ts";
import { temporaryFolder } from "../electron/test-ports.ts";

type Manifest = { name: string; version: string; dependencies?: Record<string, string> };
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Every package that a production dependency leads to, found as Node itself resolves them and not by the lock. */
function reached(folder: string, found = new Map<string, string>()): Map<string, string> {
  for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) {
    let from = folder;
    while (!existsSync(join(from, "node_modules", name)) && dirname(from) !== from) from = dirname(from);
    const place = join(from, "node_modules", name);
    if (found.has(place)) continue;
    found.set(place, `${name} ${manifestOf(place).version}`);
    reached(place, found);
  }
  return found;
}

const read = async (project: string): Promise<{ packages: PackageLicence[]; texts: string[] }> =>
  JSON.parse(await licencesJson(project));

describe("the licences of what ships", () => {
  it("name every production dependency, direct or not, each with its licence and with a text or nobody's", async () => {
    const { packages, texts } = await read(PROJECT);
    const listed = new Set(packages.map(({ name, version }) => `${name} ${version}`));
    const wanted = [...reached(PROJECT).values()];
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((each) => !listed.has(each))).toEqual([]);
    expect(packages.filter(({ licence }) => licence.trim() === "")).toEqual([]);
    expect(packages.filter(({ text }) => text !== null && (texts[text] ?? "").length < 200)).toEqual([]);
    expect(texts.length).toBe(new Set(texts).size);
  });

  it("leave out what only builds and tests", async () => {
    const names = (await read(PROJECT)).packages.map(({ name }) => name);
    for (const tool of ["vitest", "electron-builder", "typescript"]) expect(names).not.toContain(tool);
  });
});

describe("a project made up", () => {
  async function project(manifest: object | null, lock: object = {}) {
    const folder = await temporaryFolder();
    const place = join(folder, "node_modules", "@scope", "part");
    await mkdir(place, { recursive: true });
    if (manifest) await writeFile(join(place, "package.json"), JSON.stringify(manifest));
    const packages = { "": {}, "node_modules/@scope/part": lock };
    await writeFile(join(folder, "package-lock.json"), JSON.stringify({ packages }));
    return { folder, place };
  }

  it("takes licence and notice together, and the author's name alone", async () => {
    const { folder, place } = await project({ version: "1.2.3", license: "ISC", author: "A. B. <a@b.example> (site)" });
    await writeFile(join(place, "LICENCE.txt"), "Terms\r\n");
    await writeFile(join(place, "NOTICE"), "Notice\n");
    expect(await read(folder)).toEqual({
      packages: [{ name: "@scope/part", version: "1.2.3", licence: "ISC", author: "A. B.", text: 0 }],
      texts: ["Terms\n\nNotice"],
    });
  });

  it("stops the build at a package without a licence or without its files", async () => {
    const { folder } = await project({ version: "1.0.0" });
    await expect(licencesJson(folder)).rejects.toThrow("@scope/part names no licence");
    await expect(licencesJson((await project(null)).folder)).rejects.toThrow("not installed");
  });

  it("passes over what is made for another system", async () => {
    expect((await read((await project(null, { optional: true })).folder)).packages).toEqual([]);
  });
});
