import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, it, vi } from "vitest";
import { temporaryFolder } from "./test-ports.ts";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** The real program as a process of its own, standing in `folder`, which opens no window. */
function serve(folder: string, ...words: string[]) {
  return start(folder, {}, "--no-open", ...words);
}

function start(folder: string, more: NodeJS.ProcessEnv, ...words: string[]) {
  const env = { ...process.env, SPEECHWRIGHT_DATA: join(folder, "data"), INIT_CWD: folder, HOME: folder, ...more };
  const child = spawn(process.execPath, ["--import", "tsx", resolve("electron/serve.ts"), ...words], {
    env,
  });
  children.push(child);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => (await lines.next()).value as string | undefined;
  return { child, ended, line };
}

/** The address that the program prints, and how to call it as its page does. */
async function addressOf({ line }: ReturnType<typeof serve>) {
  expect(await line()).toBe("用浏览器打开这个地址：");
  const address = (await line()) ?? "";
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{64}$/u);
  const { origin } = new URL(address);
  const admitted = await fetch(address, { redirect: "manual" });
  const cookie = admitted.headers.get("set-cookie")?.split(";")[0] ?? "";
  return async (name: string) => {
    const headers = { cookie, origin, "content-type": "application/json" };
    const response = await fetch(`${origin}/api/call`, { method: "POST", headers, body: JSON.stringify({ name }) });
    return ((await response.json()) as { value: { title: string }[] }).value;
  };
}

it("opens the files it is given, is joined by a second start, and ends on a signal", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "一.txt"), "第一份\n同志们：\n正文。");
  await writeFile(join(folder, "二.txt"), "第二份\n同志们：\n正文。");
  const running = serve(folder, "一.txt");
  const call = await addressOf(running);
  expect((await call("drafts.list")).map(({ title }) => title)).toEqual(["第一份"]);

  const second = serve(folder, "--browser", "二.txt");
  expect(await second.line()).toBe("讲稿匠已经开着，这次要打开的交给了它。");
  expect(await second.ended).toBe(0);
  expect(await running.line()).toBe("用浏览器打开这个地址：");
  expect((await call("drafts.list")).map(({ title }) => title).sort()).toEqual(["第一份", "第二份"]);

  running.child.kill("SIGTERM");
  expect(await running.ended).toBe(0);
});

it("lets one of two starts at once have the folder, and starts again right after a kill", {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "一.txt"), "第一份\n同志们：\n正文。");
  const both = [serve(folder), serve(folder)];
  const loser = await Promise.race(both.map(async (each) => ({ each, code: await each.ended })));
  expect(loser.code).toBe(0);
  const winner = both.find((each) => each !== loser.each);
  winner?.child.kill("SIGKILL");
  expect(await winner?.ended).toBeNull();

  const next = serve(folder, "一.txt");
  expect(await (await addressOf(next))("drafts.list")).toHaveLength(1);
  expect(await readdir(join(folder, "data", "drafts"))).toHaveLength(1);
});

it.runIf(process.platform === "linux")("opens an app window of an installed browser", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, "chromium"),
    `#!/bin/sh\nprintf '%s\\n' "$@" > "$HOME/words.tmp" && mv "$HOME/words.tmp" "$HOME/words"\n`,
  );
  await chmod(join(folder, "chromium"), 0o755);
  const { line } = start(folder, { PATH: `${folder}:${process.env.PATH}`, DISPLAY: ":0" });
  expect(await line()).toContain("讲稿匠已在浏览器窗口里打开");
  const { origin, searchParams } = new URL((await line()) ?? "");
  const words = await vi.waitFor(() => readFile(join(folder, "words"), "utf8"), { timeout: 10_000 });
  expect(words.split("\n")).toContain(`--user-data-dir=${join(folder, "data", "browser-profile")}`);
  expect(words).not.toContain(searchParams.get("token"));
  const address = /^--app=(.+)$/mu.exec(words)?.[1] ?? "";
  expect(new URL(address).origin).toBe(origin);
  expect((await fetch(address, { redirect: "manual" })).status).toBe(303);
});

it("says in a sentence that its folder cannot be made", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "data"), "a file in its place");
  const { child, ended } = serve(folder);
  let told = "";
  child.stderr.on("data", (piece) => {
    told += piece;
  });
  expect(await ended).toBe(1);
  expect(told).toMatch(/^讲稿匠没有打开：.+。\n$/u);
  expect(told).not.toContain(folder);
});

it("moves the data folder where that was wished for, tells the window, and goes on there", {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  const old = join(folder, ".config", "speechwright");
  const target = join(folder, "新");
  await writeFile(join(folder, "一.txt"), "第一份\n同志们：\n正文。");
  const ownPlace = { SPEECHWRIGHT_DATA: "", XDG_CONFIG_HOME: "" };
  const first = start(folder, ownPlace, "--no-open", "一.txt");
  await addressOf(first);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);

  await writeFile(join(old, "data-folder.json"), JSON.stringify({ moveTo: target }));
  const second = start(folder, ownPlace, "--no-open");
  const call = await addressOf(second);
  expect((await call("drafts.list")).map(({ title }) => title)).toEqual(["第一份"]);
  expect(await readdir(old)).toEqual(["data-folder.json"]);
  expect(JSON.parse(await readFile(join(old, "data-folder.json"), "utf8"))).toEqual({ folder: target });
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
});
