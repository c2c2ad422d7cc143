import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Failure, SpeechError } from "#core/api/errors";
import type { Imported } from "#core/draft/import-source";
import { hostileFile } from "#core/word/read/refusals";

/** What the child answers: the text, a refusal to show, or a defect of ours. */
export type ReadAnswer = { ok: true; value: Imported } | { ok: false; error: Failure } | { ok: false; defect: string };

/** A child process as reading needs it. Node's fork gives one; the desktop passes Electron's utilityProcess in the same shape. */
type ChildProcess = {
  send(bytes: Uint8Array): void;
  onMessage(listen: (answer: ReadAnswer) => void): void;
  /** Called once when the process has ended, for whatever reason. */
  onExit(listen: () => void): void;
  kill(): void;
};
/** Starts `entry` with these options of Node. */
export type StartChild = (entry: string, execArgv: string[]) => ChildProcess;

/** From the sources (command line, tests) the child runs through tsx; once built it lies beside the program that starts it. */
function entryPoint(): { entry: string; execArgv: string[] } {
  if (!import.meta.filename.endsWith(".ts")) return { entry: join(import.meta.dirname, "read-child.js"), execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return { entry: join(import.meta.dirname, "read-child.ts"), execArgv: ["--import", loader] };
}

const startWithNode: StartChild = (entry, execArgv) => {
  // Its output goes nowhere: what Node prints when memory runs out would only alarm a reader of the terminal.
  const child = fork(entry, { execArgv, serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
  return {
    // A child that ended before it took the file is told by onExit.
    send: (bytes) => child.send(bytes, () => {}),
    onMessage: (listen) => child.on("message", (answer) => listen(answer as ReadAnswer)),
    onExit: (listen) => {
      child.once("exit", listen);
      child.once("error", listen);
    },
    kill: () => child.kill("SIGKILL"),
  };
};

let startChild = startWithNode;

/** Lets the desktop read in Electron's utilityProcess, since a packed program refuses to run as plain Node. */
export function readWith(start: StartChild): void {
  startChild = start;
}

/** Reads a .docx in a process of its own, so that a hostile file can neither stop nor bloat this one. Tests tighten the bounds. */
export async function readInChild(
  bytes: Uint8Array,
  { timeoutMs = 15_000, heapMb = 512, start = startChild } = {},
): Promise<Imported> {
  const { entry, execArgv } = entryPoint();
  const child = start(entry, [`--max-old-space-size=${heapMb}`, ...execArgv]);
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      const late = `没有打开：这个文件读了 ${timeoutMs / 1000} 秒还没有读完，已经停下。用 Word 打开它、另存一份再试，或把文字存成 .txt 再打开。`;
      timer = setTimeout(() => reject(new SpeechError("file.timeout", late)), timeoutMs);
      child.onMessage(resolve);
      child.onExit(() => reject(hostileFile("读它要用的内存太多")));
      child.send(bytes);
    });
    if (answer.ok) return answer.value;
    if ("defect" in answer) throw new Error(`Reading a .docx failed: ${answer.defect}`);
    throw new SpeechError(answer.error.code, answer.error.message, answer.error.details);
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}
