import type { z } from "zod";
import { type Api, DEFAULT_SETTINGS, type Settings, settingsSchema } from "#core/api/contract";
import { onDisk } from "./disk-failure.ts";
import type { SettingsStore } from "./ports.ts";

/** The user's settings under the key `settings`; a value that is missing or broken falls back alone. */
export function createSettings(store: SettingsStore): Api["settings"] {
  const get = (): Settings => {
    const stored = (store.get("settings") ?? {}) as Record<string, unknown>;
    const fields = Object.entries(settingsSchema.shape as Record<string, z.ZodType>).map(([key, schema]) => {
      const parsed = schema.safeParse(stored[key]);
      return [key, parsed.success ? parsed.data : DEFAULT_SETTINGS[key as keyof Settings]];
    });
    return Object.fromEntries(fields) as Settings;
  };
  return {
    get: async () => get(),
    set: (changes) =>
      onDisk("设置没有存上", async () => {
        const settings = { ...get(), ...changes };
        store.set("settings", settings);
        return settings;
      }),
  };
}
