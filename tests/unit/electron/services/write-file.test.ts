import { lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { replaceFile, writeNumbered } from "../../../../electron/services/write-file.ts";
import { temporaryFolder } from "../test-ports.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

it("replaces a file and leaves nothing beside it", async () => {
  const folder = await temporaryFolder();
  await replaceFile(join(folder, "稿.json"), "一");
  await replaceFile(join(folder, "稿.json"), "二");
  expect(await readFile(join(folder, "稿.json"), "utf8")).toBe("二");
  expect(await readdir(folder)).toEqual(["稿.json"]);
});

it("leaves nothing beside a file that it could not replace", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "稿.json", "full"), { recursive: true });
  await expect(replaceFile(join(folder, "稿.json"), "一")).rejects.toMatchObject({ code: "EISDIR" });
  expect(await readdir(folder)).toEqual(["稿.json"]);
});

it.runIf(process.platform !== "win32")("replaces what a link leads to, and no device", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "稿.json"), "一");
  await symlink("稿.json", join(folder, "链接.json"));
  await replaceFile(join(folder, "链接.json"), "二");
  expect(await readFile(join(folder, "稿.json"), "utf8")).toBe("二");
  expect((await lstat(join(folder, "链接.json"))).isSymbolicLink()).toBe(true);

  await symlink("/dev/null", join(folder, "设备"));
  await expect(replaceFile(join(folder, "设备"), "一")).rejects.toMatchObject({ code: "EISDIR" });
});

it("never writes over another file, also when two write at once", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "稿.docx"), "别人的");
  const names = await Promise.all([1, 2, 3].map((n) => writeNumbered(folder, "稿.docx", bytes(`第${n}份`))));
  expect(names.sort()).toEqual(["稿（2）.docx", "稿（3）.docx", "稿（4）.docx"]);
  expect(await readFile(join(folder, "稿.docx"), "utf8")).toBe("别人的");
  expect((await readdir(folder)).length).toBe(4);
});
