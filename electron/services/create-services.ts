import type { Api } from "#core/api/contract";
import { createDataFolder } from "./data-folder.ts";
import { createDrafts } from "./drafts.ts";
import { createExports } from "./exports.ts";
import { createFiles, type Files, RecentFiles } from "./files.ts";
import { LayoutFolder } from "./layout-folder.ts";
import { createLibrary } from "./library.ts";
import type { Ports } from "./ports.ts";
import { createSettings } from "./settings.ts";
import { createStartMessages } from "./start-messages.ts";
import { TemplateFolder } from "./template-folder.ts";
import { createTemplates } from "./templates.ts";
import { VersionFolder } from "./version-folder.ts";
import { automaticVersions, createVersions } from "./versions.ts";

/** What windows may call, and beside it what only the door itself may: opening files by their path. */
export type Services = Api & { files: Files };

/** All services over one data folder. */
export function createServices(ports: Ports): Services {
  const messages = createStartMessages();
  const recent = new RecentFiles(ports.settings);
  const settings = createSettings(ports.settings);
  const versionFolder = new VersionFolder(ports);
  const automatic = automaticVersions(versionFolder, ports, settings);
  const drafts = createDrafts(ports, messages, {
    ...automatic,
    async purged(id) {
      recent.drop(id);
      await automatic.purged(id);
    },
  });
  const layouts = new LayoutFolder(ports.dataFolder, messages, ports.now);
  const library = createLibrary(ports, messages);
  const templates = new TemplateFolder(ports, messages);
  return {
    app: {
      info: async () => ({ version: ports.version, door: ports.door }),
      async startMessages() {
        await drafts.list({});
        await layouts.all();
        await templates.all().catch(messages.reportFailure);
        await library.open();
        return messages.take();
      },
      ...createDataFolder(ports),
    },
    drafts,
    versions: createVersions(versionFolder, drafts),
    files: createFiles(ports, drafts, recent),
    templates: createTemplates(ports, templates),
    library,
    exports: createExports(ports, drafts, layouts),
    settings,
  };
}
