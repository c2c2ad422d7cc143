import { cleanup, configure, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { afterEach, beforeEach, vi } from "vitest";
import type { Api } from "#core/api/contract";
import { ApiProvider } from "../../renderer/api.ts";
import { SettingsProvider } from "../../renderer/settings.tsx";

// On a busy machine a text may take longer than the second that is waited for otherwise.
configure({ asyncUtilTimeout: 5000 });

/** Shows `children` as the window does, over `api`. */
export function show(api: Api, children: ReactNode) {
  return render(
    <I18nProvider locale="zh-CN">
      <ApiProvider value={api}>
        <SettingsProvider>{children}</SettingsProvider>
      </ApiProvider>
    </I18nProvider>,
  );
}

/** happy-dom has no layout and no highlights: a list that draws only the rows in sight needs a size, the paper a place for marks. */
export function giveSurroundings(): void {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
    vi.stubGlobal("Highlight", class extends Set<Range> {});
    // The identifiers here need no escaping; happy-dom has no escape of its own.
    vi.stubGlobal("CSS", { escape: String, highlights: new Map() });
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}
