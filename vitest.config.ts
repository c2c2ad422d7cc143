import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** No test is timed; a machine that does much else at once is slow, and only what hangs should fail. */
const testTimeout = 20_000;

export default defineConfig({
  test: {
    coverage: { provider: "v8", include: ["core/**/*.ts"], reporter: ["text-summary", "json-summary"] },
    projects: [
      { test: { name: "unit", environment: "node", include: ["tests/unit/**/*.test.ts"], testTimeout } },
      {
        plugins: [react()],
        test: { name: "component", environment: "happy-dom", include: ["tests/component/**/*.test.tsx"], testTimeout },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
