import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach } from "vitest";
import type { HostEvent } from "#core/api/contract";
import type { ChosenFile, Ports } from "../../../electron/services/ports.ts";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** An empty folder of the test's own, removed when it ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "speechwright-"));
  folders.push(folder);
  return folder;
}

export type TestPorts = Ports & {
  /** What the next dialog answers. */
  chosen: ChosenFile[];
  target: { path: string } | "download" | null;
  downloads: { name: string; bytes: Uint8Array }[];
  events: HostEvent[];
  shown: string[];
  stored: Map<string, unknown>;
};

/** Ports over real folders, whose dialogs answer at once and whose clock ticks a second each time it is read. */
export async function testPorts(changes: Partial<Ports> = {}): Promise<TestPorts> {
  const root = await temporaryFolder();
  const stored = new Map<string, unknown>();
  let seconds = 0;
  const ports: TestPorts = {
    dataFolder: join(root, "data"),
    machine: { env: {}, platform: "linux", home: root },
    exportFolder: { path: join(root, "downloads"), name: "下载" },
    assetsFolder: resolve("assets"),
    templatesFolder: resolve("templates"),
    chosen: [],
    target: null,
    downloads: [],
    events: [],
    shown: [],
    stored,
    dialogs: {
      chooseFiles: async () => ports.chosen,
      chooseTarget: async () => ports.target,
      download: async (name, bytes) => void ports.downloads.push({ name, bytes }),
    },
    desktop: {
      openFile: async (path) => void ports.shown.push(`open ${path}`),
      showInFolder: async (path) => void ports.shown.push(`show ${path}`),
    },
    settings: { get: (key) => stored.get(key), set: (key, value) => void stored.set(key, value) },
    now: () => new Date(Date.UTC(2026, 10, 22, 8, 0, seconds++)).toISOString(),
    newId: randomUUID,
    send: (event) => void ports.events.push(event),
    version: "0.0.0",
    door: "browser",
    ...changes,
  };
  return ports;
}
