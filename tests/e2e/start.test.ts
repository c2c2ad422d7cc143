import { readdir, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { reachOf } from "../architecture/check.ts";
import { type Door, openDoor } from "./door.ts";

const out = join(import.meta.dirname, "../../out");
const open: Door[] = [];
async function door(...options: Parameters<typeof openDoor>): Promise<Door> {
  const opened = await openDoor(...options);
  open.push(opened);
  return opened;
}
afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
});

describe("a start", () => {
  it("shows the start page, without a refused file or a request that leaves the app", async () => {
    const { page } = await door();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(page.url()).origin) elsewhere.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.reload();
    await page
      .getByRole("button", { name: /新建讲稿/ })
      .first()
      .waitFor();
    expect(await page.title()).toContain("讲稿匠");
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it("opens the files named with it", async () => {
    const sample = join(import.meta.dirname, "../../assets/sample/joint-conference-2023.txt");
    const { page } = await door({ files: [sample] });
    await page.getByText("同志们：").first().waitFor();
    expect(await page.locator("[contenteditable=true]").textContent()).toContain("同志们：");
  });
});

describe("the build", () => {
  it("keeps Electron out of everything but the desktop's own entries", async () => {
    const scripts = (await readdir(join(out, "electron"))).filter((name) => name.endsWith(".js"));
    const asking: string[] = [];
    for (const name of scripts) {
      const { imports } = reachOf(name, await readFile(join(out, "electron", name), "utf8"));
      if (imports.includes("electron")) asking.push(name);
      expect(imports.filter((wanted) => !isBuiltin(wanted) && !/^(\.\/|electron$)/.test(wanted))).toEqual([]);
    }
    expect(asking).toEqual(["main.js"]);
  });

  it("has a page without inline scripts, so that the content security policy can refuse them", async () => {
    const html = await readFile(join(out, "renderer/index.html"), "utf8");
    expect([...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)]).toEqual([]);
    expect(html).not.toMatch(/\son\w+=|https?:/);
    expect(html).toMatch(/<html[^>]*translate="no"/);
    expect(html).toContain('<meta name="google" content="notranslate"');
  });
});
