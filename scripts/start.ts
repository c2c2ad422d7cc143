import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { fetchRuntime, findRuntime, isPublished, triedOn } from "./electron-runtime.ts";
import { PROJECT } from "./project.ts";
import { type Door, plan, wordsForApp } from "./start-plan.ts";

/** A desktop window that ends with an error sooner than this, in milliseconds, did not open: no display, missing system libraries, root. */
const OPENING_MS = 15_000;

/** The day on this machine's own calendar, in ISO form. */
const today = new Intl.DateTimeFormat("sv-SE").format(new Date());
const given = process.argv.slice(2);
const words = wordsForApp(given, (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));

const decided = plan({
  nodeVersion: process.versions.node,
  browser: given.includes("--browser"),
  runtime: (await findRuntime(process.env)) ? "present" : (await isPublished()) ? "absent" : "unpublished",
  triedToday: await triedOn(today),
});
if ("refusal" in decided) {
  console.error(decided.refusal);
  process.exit(1);
}
if (decided.note) console.log(decided.note);
await build();
for (const door of decided.doors) {
  const code = await open(door);
  if (code !== null) process.exit(code);
}

/** Built by a dynamic import: on an old Node the build tools would fail before the clear sentence. */
async function build(): Promise<void> {
  const { buildIfStale } = await import("./build.ts");
  if (process.stdout.isTTY) process.stdout.write("正在准备讲稿匠…");
  await buildIfStale();
  if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
}

/** Opens one door and answers the exit code of the app, null when the door did not open. */
async function open(door: Door): Promise<number | null> {
  if (door === "browser") return (await run(process.execPath, [join(PROJECT, "out/electron/serve.js"), ...words])).code;
  if (door === "fetched-desktop" && !(await fetched())) return null;
  const runtime = await findRuntime(process.env);
  if (!runtime) return null;
  const { code, milliseconds, interrupted } = await run(runtime, [PROJECT, ...words]);
  if (code === 0 || interrupted || milliseconds > OPENING_MS) return code;
  console.log("桌面窗口没有打开，多半是这台电脑缺少显示环境或系统库。讲稿匠改在浏览器窗口里打开，功能是一样的。");
  return null;
}

async function fetched(): Promise<boolean> {
  console.log("这台电脑上还没有桌面运行环境，现在取一次（约 120 MB）。60 秒没有进展就不等了。");
  const line = process.stdout.isTTY ? (text: string) => process.stdout.write(`\r\x1b[K${text}`) : console.log;
  const result = await fetchRuntime(today, line);
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (result === "done") return true;
  const reason = result === "stalled" ? "60 秒没有进展" : "连不上下载的地址，或者下载中断了";
  console.log(`没有取到桌面运行环境：${reason}。今天不再取。讲稿匠先在浏览器窗口里打开，功能是一样的。`);
  return false;
}

/** Runs a program in the foreground and passes on what ends it. */
function run(program: string, args: string[]): Promise<{ code: number; milliseconds: number; interrupted: boolean }> {
  const started = performance.now();
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const child = spawn(program, args, { cwd: PROJECT, stdio: "inherit", env: environment });
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      interrupted = true;
      // A terminal sends Ctrl+C to the app as well; twice would break off its last writes.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((done) => {
    const finish = (code: number) => done({ code, milliseconds: performance.now() - started, interrupted });
    child.on("error", () => finish(127));
    child.on("exit", (code, signal) => finish(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
