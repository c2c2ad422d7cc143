import {
  type Api,
  type DataFolder,
  DEFAULT_SETTINGS,
  type DraftSummary,
  type RemovedDraft,
  type Settings,
  type Version,
} from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { countWords } from "#core/draft/counting";
import { exportName } from "#core/draft/export-name";
import { openPlaces } from "#core/draft/placeholders";
import { plainText } from "#core/draft/plain-text";
import {
  BARE_HEAD,
  type Block,
  blankBody,
  type Draft,
  type DraftHead,
  headOf,
  newDraft,
  titleOf,
} from "#core/draft/schema";
import { OWN_GROUP, type Template } from "#core/template/schema";
import { summaryOf } from "#core/template/summary";
import { type Layout, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { memoryLibrary } from "./memory-library.ts";

const NOW = "2026-11-22T08:00:00.000Z";

/** A body of a title and paragraphs, for tests. */
export function bodyOf(title: string, ...paragraphs: string[]): Block[] {
  return [
    { type: "title", children: [{ text: title }] },
    ...paragraphs.map((text): Block => ({ type: "paragraph", children: [{ text }] })),
  ];
}

/** The Api with functions that a test may replace. */
type Replaceable = { [G in keyof Api]: { -readonly [M in keyof Api[G]]: Api[G][M] } };

/** The whole Api over maps in memory, for component tests. */
export function memoryApi(bodies: readonly Block[][] = []) {
  const drafts = new Map<string, Draft>();
  const removed = new Map<string, Draft>();
  const own = new Map<string, Layout>();
  const templates = new Map<string, { template: Template; own: boolean }>();
  const removedTemplates = new Map<string, { template: Template; own: boolean }>();
  const versions: (Version & { draftId: string; body: Block[]; head: DraftHead })[] = [];
  let dataFolder: DataFolder = { shown: "~/.config/speechwright", fixed: null, next: null, asks: "path" };
  const exported: { layoutId: string; fileName: string; target: "folder" | "choose" }[] = [];
  let settings: Settings = { ...DEFAULT_SETTINGS };

  const add = (body: Block[]) => {
    const draft = newDraft({ id: crypto.randomUUID(), now: NOW }, body);
    drafts.set(draft.id, draft);
    return draft;
  };
  for (const body of bodies) add(body);

  const get = (id: string) => {
    const draft = drafts.get(id);
    if (!draft) throw new SpeechError("draft.missing", "没有找到这篇讲稿，它可能已经删除。到回收站里看看。");
    return draft;
  };
  const getTemplate = (id: string) => {
    const template = templates.get(id);
    if (!template) throw new SpeechError("template.missing", "没有找到这个模板，它可能已经删除。换一个模板再试。");
    return template;
  };
  const getVersion = (versionId: string) => {
    const version = versions.find(({ id }) => id === versionId);
    if (!version) throw new SpeechError("draft.missing", "没有找到这个版本，它可能已经删除。看看列表里的其他版本。");
    return version;
  };
  const keep = (draftId: string, kind: Version["kind"], at = NOW) => {
    const { body } = get(draftId);
    const head = headOf(get(draftId));
    const characters = countWords(plainText(body));
    const version = { id: crypto.randomUUID(), draftId, kind, name: "", at, characters, body, head };
    versions.push(version);
    return version;
  };
  const summary = (draft: Draft): DraftSummary => ({
    id: draft.id,
    title: draft.title,
    meeting: draft.card.meeting ?? "",
    date: draft.card.date ?? null,
    characters: countWords(plainText(draft.body)),
    updatedAt: draft.updatedAt,
  });
  const move = (from: Map<string, Draft>, to: Map<string, Draft>, id: string) => {
    const draft = from.get(id);
    if (draft) to.set(id, draft);
    from.delete(id);
  };

  const library = memoryLibrary();
  const api: Replaceable = {
    app: {
      info: async () => ({ version: "0.1.0", door: "browser" }),
      startMessages: async () => [],
      dataFolder: async () => dataFolder,
      openDataFolder: async () => ({}),
      moveDataFolder: async ({ path }) => {
        dataFolder = { ...dataFolder, next: path };
        return dataFolder;
      },
      keepDataFolder: async () => {
        dataFolder = { ...dataFolder, next: null };
        return dataFolder;
      },
    },
    drafts: {
      list: async ({ query = "" }) =>
        [...drafts.values()]
          .filter((draft) => query.split(" ").every((word) => plainText(draft.body).includes(word)))
          .map(summary),
      create: async ({ content }) => {
        const draft = add(content?.body ?? blankBody());
        if (content) {
          const { head, carriedFrom } = content;
          drafts.set(draft.id, { ...draft, ...head, ...(carriedFrom && { carriedFrom }) });
        }
        return { id: draft.id };
      },
      open: async ({ id }) => ({ draft: get(id), readOnly: null }),
      save: async ({ id, revision, body, head, importNotes }) => {
        const draft = {
          ...get(id),
          ...BARE_HEAD,
          ...head,
          body,
          importNotes,
          title: titleOf(body),
          revision: revision + 1,
        };
        drafts.set(id, draft);
        return { revision: draft.revision, updatedAt: NOW };
      },
      rename: async ({ id, title }) => {
        drafts.set(id, { ...get(id), title });
        return {};
      },
      duplicate: async ({ id }) => ({ id: add(get(id).body).id }),
      remove: async ({ id }) => {
        move(drafts, removed, id);
        return {};
      },
      removed: async () => [...removed.values()].map((draft): RemovedDraft => ({ ...summary(draft), removedAt: NOW })),
      restore: async ({ id }) => {
        move(removed, drafts, id);
        return {};
      },
      purge: async ({ id }) => {
        removed.delete(id);
        return {};
      },
    },
    versions: {
      list: async ({ id }) =>
        versions
          .filter(({ draftId }) => draftId === id)
          .map(({ draftId, body, head, ...version }) => version)
          .reverse(),
      read: async ({ versionId }) => ({ body: getVersion(versionId).body, readOnly: null }),
      keep: async ({ id }) => {
        const newest = versions.findLast(({ draftId }) => draftId === id);
        const added = JSON.stringify(newest?.body) !== JSON.stringify(get(id).body);
        const { draftId, body, head, ...version } = added || !newest ? keep(id, "kept") : newest;
        return { version, added };
      },
      rename: async ({ versionId, name }) => {
        getVersion(versionId).name = name;
        return {};
      },
      restore: async ({ id, versionId }) => {
        keep(id, "before-restore");
        const { body, head } = getVersion(versionId);
        return { body, head };
      },
      remove: async ({ versionId }) => {
        versions.splice(versions.indexOf(getVersion(versionId)), 1);
        return {};
      },
    },
    files: {
      open: async () => [],
      readBeside: async () => ({ name: "去年.txt", body: bodyOf("去年的讲话", "去年的话。"), card: {}, messages: [] }),
      recent: async () => [],
      openSample: async () => ({ name: "示例讲稿", draftId: add(bodyOf("示例")).id, messages: [] }),
      saveSpeech: async ({ id }) => ({ saved: true, fileName: `${get(id).title}.speech` }),
    },
    templates: {
      list: async () => [...templates.values()].map(({ template, own }) => summaryOf(template, own)),
      read: async ({ id }) => getTemplate(id).template,
      save: async (template) => {
        templates.set(template.id, { template, own: true });
        return {};
      },
      duplicate: async ({ id }) => {
        const { template } = getTemplate(id);
        const copy = {
          ...template,
          id: crypto.randomUUID(),
          name: `${template.name}（副本）`,
          group: OWN_GROUP,
        } as const;
        templates.set(copy.id, { template: copy, own: true });
        return { id: copy.id };
      },
      remove: async ({ id }) => {
        removedTemplates.set(id, getTemplate(id));
        templates.delete(id);
        return {};
      },
      restore: async ({ id }) => {
        const template = removedTemplates.get(id);
        if (template) templates.set(id, template);
        return {};
      },
      share: async () => ({ saved: true, fileName: "模板", folderName: null }),
      readFile: async () => null,
    },
    library: library.api,
    exports: {
      layouts: async () => [...SHIPPED_LAYOUTS, ...own.values()],
      saveLayout: async (layout) => {
        own.set(layout.id, layout);
        return {};
      },
      removeLayout: async ({ id }) => {
        own.delete(id);
        return {};
      },
      suggest: async ({ id }) => ({ fileName: exportName(get(id)), folderName: "下载" }),
      run: async ({ id, ...wanted }) => {
        exported.push(wanted);
        return {
          exportId: crypto.randomUUID(),
          fileName: wanted.fileName,
          folderName: "下载",
          bytes: 1000,
          open: openPlaces(get(id).body),
        };
      },
      pdf: async ({ id }) => ({
        exportId: crypto.randomUUID(),
        fileName: exportName(get(id)).replace(/docx$/u, "pdf"),
        folderName: "下载",
        bytes: 1000,
        open: openPlaces(get(id).body),
      }),
      openFile: async () => ({}),
      showInFolder: async () => ({}),
    },
    settings: {
      get: async () => settings,
      set: async (part) => {
        settings = { ...settings, ...(part as Partial<Settings>) };
        return settings;
      },
    },
  };
  return { api, drafts, removed, own, templates, versions, keep, exported, library, settings: () => settings };
}
