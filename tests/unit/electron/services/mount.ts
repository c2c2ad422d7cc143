import { execFileSync } from "node:child_process";

/** Whether a test may mount a small disk of its own, to fill it up. */
export const canMount = process.platform === "linux" && process.getuid?.() === 0 && mounts();

function mounts(): boolean {
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
