import { spawnSync } from "node:child_process";
import { PROJECT } from "./project.ts";

// One tsconfig per folder: each sees only the globals that its code may use. `tsc --build` would want them to emit.
const failed = ["core", "electron", "renderer", "tests"].filter((folder) => {
  const { status } = spawnSync("npx", ["tsc", "-p", folder], {
    cwd: PROJECT,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
