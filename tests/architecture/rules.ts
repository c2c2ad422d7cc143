/** What the files of one folder may reach. The first zone whose `files` fits a path is the one that counts. */
export type Zone = {
  files: RegExp;
  /** Packages, by name. A new one is a conscious edit here and a line of reason in README.md. */
  packages: readonly string[];
  /** Node's own modules: all, none, or those named. */
  node: boolean | readonly string[];
  /** Beginnings of the paths that may be imported, from the project's root. */
  folders: readonly string[];
  /** Globals that must not be used. */
  without: readonly string[];
};

const NODE_GLOBALS = ["process", "Buffer", "require", "module", "__dirname", "__filename", "global", "setImmediate"];
const DOM_GLOBALS = ["window", "document", "navigator", "localStorage", "sessionStorage", "indexedDB"];
/** Ways from the page to anywhere; the contract's transport is the only one. */
const NETWORK_GLOBALS = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];
/** What would make a pure function depend on time, place or chance. */
const WORLD_GLOBALS = ["setTimeout", "setInterval", "queueMicrotask", "console", "performance", "crypto", "globalThis"];
const STORAGE_GLOBALS = ["localStorage", "sessionStorage", "indexedDB"];

const CORE = ["core/"];
const SLATE = ["slate", "slate-dom", "slate-history", "slate-react"];
const DRESS = ["react", "react-aria-components", "lucide-react"];

export const ZONES: readonly Zone[] = [
  {
    files: /^core\//,
    packages: ["docx", "fflate", "pinyin-pro", "re2js", "saxes", "zod"],
    node: false,
    folders: CORE,
    without: [...NODE_GLOBALS, ...DOM_GLOBALS, ...NETWORK_GLOBALS, ...WORLD_GLOBALS],
  },
  {
    files: /^electron\/services\//,
    packages: ["csv-parse", "fflate", "proper-lockfile", "yauzl", "zod"],
    node: true,
    folders: [...CORE, "electron/services/"],
    without: [...DOM_GLOBALS, ...NETWORK_GLOBALS, "console"],
  },
  {
    files: /^electron\/preload\.ts$/,
    packages: ["electron"],
    node: false,
    folders: [],
    without: [...NODE_GLOBALS, ...NETWORK_GLOBALS],
  },
  {
    files: /^electron\/(main|window|menu|dialogs|reading-process|host\/ipc)\.ts$/,
    packages: ["electron", "electron-store"],
    node: true,
    folders: [...CORE, "electron/"],
    without: [...DOM_GLOBALS, ...NETWORK_GLOBALS],
  },
  {
    files: /^electron\/(serve|cli)\.ts$/,
    packages: ["conf"],
    node: true,
    folders: [...CORE, "electron/"],
    without: [...DOM_GLOBALS, ...NETWORK_GLOBALS],
  },
  {
    files: /^electron\//,
    packages: ["zod"],
    node: true,
    folders: [...CORE, "electron/"],
    without: [...DOM_GLOBALS, ...NETWORK_GLOBALS],
  },
  {
    // The two files that know what is at the other end.
    files: /^renderer\/(host|transfer)\.ts$/,
    packages: [],
    node: false,
    folders: [...CORE, "renderer/"],
    without: [...NODE_GLOBALS, ...STORAGE_GLOBALS],
  },
  {
    files: /^renderer\/ui\//,
    packages: DRESS,
    node: false,
    folders: [...CORE, "renderer/ui/"],
    without: [...NODE_GLOBALS, ...NETWORK_GLOBALS, ...STORAGE_GLOBALS],
  },
  {
    files: /^renderer\/session\//,
    packages: ["react", "zustand", ...SLATE],
    node: false,
    folders: [...CORE, "renderer/"],
    without: [...NODE_GLOBALS, ...NETWORK_GLOBALS, ...STORAGE_GLOBALS],
  },
  {
    files: /^renderer\//,
    packages: [...DRESS, "react-dom", "zod", "zustand", ...SLATE],
    node: false,
    folders: [...CORE, "renderer/"],
    without: [...NODE_GLOBALS, ...NETWORK_GLOBALS, ...STORAGE_GLOBALS],
  },
  {
    files: /^(scripts\/|vite\.config|vitest\.config)/,
    packages: ["@vitejs/plugin-react", "playwright-core", "vite", "vitest"],
    node: true,
    folders: [...CORE, "scripts/", "tests/e2e/door.ts"],
    without: [],
  },
];
