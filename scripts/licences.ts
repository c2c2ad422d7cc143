import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package that is built into the program; `text` is a place in the list of texts, null where the package brings none. */
export type PackageLicence = { name: string; version: string; licence: string; author: string; text: number | null };

type Manifest = { version: string; license?: string; author?: string | { name?: string } };
type Lock = { packages: Record<string, { dev?: boolean; optional?: boolean }> };

/** Names of the files that hold terms and notices; some packages have both. */
const TERMS = /^(?:licen[cs]e|copying|notice)/iu;

/** The licences of every package that the program is built of, direct or not, with each text once, as JSON for the window. */
export async function licencesJson(project: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(project, "package-lock.json"), "utf8")) as Lock;
  const places = Object.entries(lock.packages).filter(([place, { dev }]) => place !== "" && !dev);
  const packages: PackageLicence[] = [];
  const texts: string[] = [];
  for (const [place, { optional }] of places) {
    const folder = join(project, place);
    const manifest = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
    if (manifest === null && optional) continue; // Made for another system.
    if (manifest === null) throw new Error(`${place} is in the lock but not installed; run npm ci`);
    const { version, license, author } = JSON.parse(manifest) as Manifest;
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!license) throw new Error(`${name} names no licence; look whether it may ship`);
    const text = await termsOf(folder);
    if (text !== "" && !texts.includes(text)) texts.push(text);
    packages.push({
      name,
      version,
      licence: license,
      author: (typeof author === "string" ? author : (author?.name ?? "")).replace(/\s*[<(].*$/u, ""),
      text: text === "" ? null : texts.indexOf(text),
    });
  }
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify({ packages, texts });
}

async function termsOf(folder: string): Promise<string> {
  const files = (await readdir(folder, { withFileTypes: true })).filter(
    (file) => file.isFile() && TERMS.test(file.name),
  );
  const texts = await Promise.all(files.map(({ name }) => readFile(join(folder, name), "utf8")));
  return texts
    .map((text) => text.replace(/\r\n?/gu, "\n").trim())
    .filter(Boolean)
    .join("\n\n");
}
