import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The window's page. It is served from `app://` and from loopback under one CSP, so nothing is inlined and every address is relative. */
export default defineConfig({
  root: join(import.meta.dirname, "renderer"),
  base: "./",
  plugins: [react()],
  build: {
    target: "chrome120",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
});
