import { expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#core/api/contract";
import { createSettings } from "../../../../electron/services/settings.ts";

function start(stored: unknown) {
  const store = new Map<string, unknown>([["settings", stored]]);
  const settings = createSettings({ get: (key) => store.get(key), set: (key, value) => void store.set(key, value) });
  return { settings, store };
}

it("gives the defaults to a new user", async () => {
  expect(await start(undefined).settings.get({})).toEqual(DEFAULT_SETTINGS);
});

it("lets a broken value fall back alone", async () => {
  const { settings } = start({ theme: "dark", textScale: 113, outlineWidth: "wide", zoom: 90 });
  expect(await settings.get({})).toEqual({ ...DEFAULT_SETTINGS, theme: "dark", zoom: 90 });
});

it("survives a store that holds no settings at all but a word", async () => {
  expect(await start("dark").settings.get({})).toEqual(DEFAULT_SETTINGS);
});

it("keeps one change beside the others", async () => {
  const { settings } = start({ theme: "dark" });
  await settings.set({ layoutId: "office" });
  expect(await settings.set({ textScale: 125 })).toMatchObject({ theme: "dark", layoutId: "office", textScale: 125 });
});

it("says so when the settings cannot be written", async () => {
  const settings = createSettings({
    get: () => undefined,
    set: () => {
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    },
  });
  await expect(settings.set({ theme: "dark" })).rejects.toMatchObject({ code: "disk.full" });
});
