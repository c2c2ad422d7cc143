import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, it } from "vitest";
import { claimDataFolder } from "../../../../electron/services/instance.ts";
import { temporaryFolder } from "../test-ports.ts";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A process of its own that claims `folder`, says whether it got it and then reports every message it is sent. */
function claimer(folder: string) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", resolve("tests/unit/electron/services/claimer.ts"), folder],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => JSON.parse((await lines.next()).value ?? "null") as unknown };
}

it("lets exactly one of several starts at once have the folder", { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder();
  const all = [1, 2, 3].map(() => claimer(folder));
  const first = await Promise.all(all.map((each) => each.line()));
  expect(first.filter((claimed) => claimed === true)).toHaveLength(1);
  expect(first.filter((claimed) => claimed === false)).toHaveLength(2);
});

it("is free the moment its holder is killed", { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder();
  const holder = claimer(folder);
  expect(await holder.line()).toBe(true);
  expect(await claimDataFolder(folder, () => {})).toMatchObject({ claimed: false });
  const gone = once(holder.child, "exit");
  holder.child.kill("SIGKILL");
  await gone;
  const next = await claimDataFolder(folder, () => {});
  expect(next.claimed).toBe(true);
  if (next.claimed) await next.release();
});

it("carries the paths of a second start to the running one", { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder();
  const holder = claimer(folder);
  expect(await holder.line()).toBe(true);
  const second = await claimDataFolder(folder, () => {});
  if (second.claimed) throw new Error("two have it");
  await second.send({ open: ["/家/讲稿.docx"] });
  expect(await holder.line()).toEqual({ open: ["/家/讲稿.docx"] });
});

it("is free again after its release, and works where the path is too long for a socket", async () => {
  const folder = join(await temporaryFolder(), "很长的文件夹名字".repeat(8));
  await mkdir(folder);
  const first = await claimDataFolder(folder, () => {});
  expect(await claimDataFolder(folder, () => {})).toMatchObject({ claimed: false });
  if (first.claimed) await first.release();
  const second = await claimDataFolder(folder, () => {});
  expect(second.claimed).toBe(true);
  if (second.claimed) await second.release();
});

it.runIf(process.getuid?.() === 0)("pays no heed to a socket that another user put in its place", async () => {
  const folder = await temporaryFolder();
  const stranger = await claimDataFolder(folder, () => {});
  await chown(join(folder, "instance.sock"), 65_534, 65_534);
  const claim = await claimDataFolder(folder, () => {});
  expect(claim.claimed).toBe(true);
  for (const each of [claim, stranger]) if (each.claimed) await each.release();
});

it("says so when the holder has the folder but does not answer", { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder();
  const holder = claimer(folder);
  await holder.line();
  const second = await claimDataFolder(folder, () => {});
  if (second.claimed) throw new Error("two have it");
  holder.child.kill("SIGKILL");
  await once(holder.child, "exit");
  await expect(second.send({})).rejects.toMatchObject({ code: "host.gone" });
});
