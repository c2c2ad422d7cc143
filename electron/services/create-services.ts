import type { Api } from "#core/api/contract";
import { createDrafts } from "./drafts.ts";
import { createExports } from "./exports.ts";
import { createFiles, type Files, RecentFiles } from "./files.ts";
import { LayoutFolder } from "./layout-folder.ts";
import type { Ports } from "./ports.ts";
import { createSettings } from "./settings.ts";
import { createStartMessages } from "./start-messages.ts";

/** What windows may call, and beside it what only the door itself may: opening files by their path. */
export type Services = Api & { files: Files };

/** All services over one data folder. */
export function createServices(ports: Ports): Services {
  const messages = createStartMessages();
  const recent = new RecentFiles(ports.settings);
  const drafts = createDrafts(ports, messages, (id) => recent.drop(id));
  const layouts = new LayoutFolder(ports.dataFolder, messages, ports.now);
  return {
    app: {
      info: async () => ({ version: ports.version, door: ports.door }),
      async startMessages() {
        await drafts.list({});
        await layouts.all();
        return messages.take();
      },
    },
    drafts,
    files: createFiles(ports, drafts, recent),
    exports: createExports(ports, drafts, layouts),
    settings: createSettings(ports.settings),
  };
}
