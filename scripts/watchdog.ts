import { spawn } from "node:child_process";

/** How a program is watched. */
export type Watch = {
  environment: NodeJS.ProcessEnv;
  /** The program is ended after this many milliseconds without any progress. */
  quietMs: number;
  /** A number that changes while the program gets on, such as bytes on disk; its output counts as progress too. */
  progress: () => Promise<number>;
  onProgress: (value: number) => void;
};

/** Runs a program as long as it gets on: `done` when it ended well, `failed` when not, `stalled` when it was ended here. */
export function runWatched(
  program: string,
  words: readonly string[],
  watch: Watch,
): Promise<"done" | "failed" | "stalled"> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { env: watch.environment, stdio: ["ignore", "pipe", "pipe"] });
    let last: number | null = null;
    let movedAt = performance.now();
    let stalled = false;
    const moved = () => {
      movedAt = performance.now();
    };
    child.stdout.on("data", moved);
    child.stderr.on("data", moved);
    const look = async () => {
      const value = await watch.progress();
      if (value !== last && (last !== null || value !== 0)) {
        moved();
        watch.onProgress(value);
      }
      last = value;
      if (performance.now() - movedAt > watch.quietMs) {
        stalled = true;
        child.kill("SIGKILL");
      }
    };
    const timer = setInterval(look, Math.min(1000, watch.quietMs / 4));
    const finish = (result: "done" | "failed") => {
      clearInterval(timer);
      resolve(stalled ? "stalled" : result);
    };
    child.on("error", () => finish("failed"));
    child.on("close", (code) => finish(code === 0 ? "done" : "failed"));
  });
}
