import type { HostEvent } from "#core/api/contract";
import type { Machine } from "./folders.ts";

/** A file as the user chose it; `path` only where the door knows it (the desktop). */
export type ChosenFile = {
  name: string;
  bytes: Uint8Array;
  path?: string;
  /** The sentence that says why it could not be read (`bytes` is empty then), so that one bad file does not stop the others. */
  problem?: string;
};

/** Asking the user for files. The desktop shows native dialogs, the browser door lets the page answer, tests answer at once. */
export interface Dialogs {
  /** The chosen or dropped files; empty when cancelled. `accept` holds endings with their dot. */
  chooseFiles(options: { accept: string[]; source: "dialog" | "drop" }): Promise<ChosenFile[]>;
  /** A path to write to, `download` when the page itself will take the bytes, null when cancelled. */
  chooseTarget(suggestedName: string): Promise<{ path: string } | "download" | null>;
  /** The folder that the user chose, null when cancelled; absent where the door has no such dialog, and the user types a path. */
  chooseFolder?(): Promise<string | null>;
  /** Hands bytes to the page; only after `chooseTarget` said `download`. */
  download(name: string, bytes: Uint8Array): Promise<void>;
}

/** What the system's desktop does with a finished file. */
export interface Desktop {
  openFile(path: string): Promise<void>;
  showInFolder(path: string): Promise<void>;
}

/** Settings as electron-store and Conf both have them; tests pass a plain object. */
export interface SettingsStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Everything that the services need from outside. Services never import `electron`. */
export interface Ports {
  /** The data folder shared by all doors. */
  dataFolder: string;
  /** What decided where that is. */
  machine: Machine;
  /** Where exports go unless the user chooses a place, with its name for the user (下载). */
  exportFolder: { path: string; name: string };
  /** The folder of shipped files (`assets/`). */
  assetsFolder: string;
  /** The folder of shipped templates (`templates/`). */
  templatesFolder: string;
  dialogs: Dialogs;
  desktop: Desktop;
  /** What the window would print, as a PDF; absent where the window is a browser's, which lets only its user print. */
  printToPdf?: () => Promise<Uint8Array>;
  settings: SettingsStore;
  /** Now, as an ISO time. */
  now(): string;
  newId(): string;
  send(event: HostEvent): void;
  version: string;
  door: "desktop" | "browser";
}
