import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { DEFAULT_SETTINGS, type Settings } from "#core/api/contract";
import { useApi } from "./api.ts";

type SettingsStore = { settings: Settings; change: (part: Partial<Settings>) => void };

const SettingsContext = createContext<SettingsStore>({ settings: DEFAULT_SETTINGS, change: () => {} });

/** The settings and how to change them; a change shows at once and is remembered by the host. */
export function useSettings(): SettingsStore {
  return useContext(SettingsContext);
}

/** Loads the settings before anything is shown, so that no window flashes in the wrong theme. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const api = useApi();
  const [settings, setSettings] = useState<Settings | null>(null);

  useEffect(() => {
    // A host that cannot tell its settings still shows the drafts.
    api.settings.get({}).then(setSettings, () => setSettings(DEFAULT_SETTINGS));
  }, [api]);

  const change = useCallback(
    (part: Partial<Settings>) => {
      setSettings((current) => current && { ...current, ...part });
      // Not remembered is not worth a message: the choice holds as long as the window is open.
      api.settings.set(part).catch(() => {});
    },
    [api],
  );

  useEffect(() => (settings ? dressWindow(settings) : undefined), [settings]);
  const store = useMemo(() => settings && { settings, change }, [settings, change]);
  return store && <SettingsContext.Provider value={store}>{children}</SettingsContext.Provider>;
}

/** Puts theme, paper and text size on the root element, following the system's theme as long as the setting says so. */
function dressWindow(settings: Settings): () => void {
  const root = document.documentElement;
  root.style.fontSize = `${settings.textScale}%`;
  root.dataset.paper = settings.paper;
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  const dress = () => {
    root.dataset.theme = settings.theme === "system" ? (systemDark.matches ? "dark" : "light") : settings.theme;
  };
  dress();
  systemDark.addEventListener("change", dress);
  return () => systemDark.removeEventListener("change", dress);
}
