import { z } from "zod";
import {
  bodySchema,
  type CarriedFrom,
  cardSchema,
  carriedFromSchema,
  cursorSchema,
  type Draft,
  draftSchema,
  headSchema,
  type ImportMessage,
  importMessageSchema,
  type MeetingCard,
} from "../draft/schema.ts";
import { VERSION_KINDS } from "../draft/thin-versions.ts";
import { ENTRY_KINDS, type Entry, entrySchema, SLOGAN_PLACES, STATUSES } from "../library/entry.ts";
import type { Standing } from "../library/standing.ts";
import { type Template, templateSchema } from "../template/schema.ts";
import { layoutSchema } from "../word/layouts.ts";

/** One call across the window boundary: what goes in and what comes back. */
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.object({});
const byId = z.object({ id: z.uuid() });
const draft = draftSchema as unknown as z.ZodType<Draft>;
const importNote = importMessageSchema as unknown as z.ZodType<ImportMessage>;
const card = cardSchema as unknown as z.ZodType<MeetingCard>;
const carriedFrom = carriedFromSchema as unknown as z.ZodType<CarriedFrom>;
const entry = entrySchema as unknown as z.ZodType<Entry>;
const standing: z.ZodType<Standing> = z.union([
  z.object({ state: z.enum(STATUSES.map(({ id }) => id)) }),
  z.object({ state: z.literal("not-yet"), from: z.string() }),
  z.object({ state: z.literal("replaced"), from: z.string(), by: z.string() }),
]);
const template = templateSchema as unknown as z.ZodType<Template>;

/** A line of the start page. */
export const draftSummarySchema = z.object({
  id: z.uuid(),
  title: z.string(),
  /** Full name of the meeting from the card, `""` when empty. */
  meeting: z.string(),
  /** Date of the meeting from the card (ISO), or null. */
  date: z.string().nullable(),
  /** 字数 of the text with numbers. */
  characters: z.number(),
  /** ISO time of the last change of the text. */
  updatedAt: z.string(),
  /** First words around the first hit when a search found the text, else absent. */
  hit: z.string().optional(),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;

/** A draft in the recycle bin. */
const removedSchema = draftSummarySchema.extend({ removedAt: z.string() });
export type RemovedDraft = z.infer<typeof removedSchema>;

/** What opening one file came to: a draft, or the sentence that says why not. */
const openedFileSchema = z.object({
  name: z.string(),
  draftId: z.uuid().optional(),
  messages: z.array(importNote),
  error: z.string().optional(),
});
export type OpenedFile = z.infer<typeof openedFileSchema>;

/** A file that is only read: the text of no draft, with what its head says of the meeting. */
const besideFileSchema = z.object({ name: z.string(), body: bodySchema, card, messages: z.array(importNote) });

/** A file that was opened before; its draft is what a click opens. */
const recentFileSchema = z.object({ name: z.string(), draftId: z.uuid(), openedAt: z.string() });
export type RecentFile = z.infer<typeof recentFileSchema>;

const openPlaceSchema = z.object({ paragraph: z.number(), start: z.number(), end: z.number(), text: z.string() });

const exportedSchema = z.object({
  /** Names the exported file in `openFile` and `showInFolder`; null when the browser took it as a download. */
  exportId: z.uuid().nullable(),
  /** The name it really got: an existing file is never overwritten unless the user chose to. */
  fileName: z.string(),
  /** The folder's own name for the user, such as 下载; never a path. */
  folderName: z.string(),
  bytes: z.number(),
  open: z.array(openPlaceSchema),
});
export type Exported = z.infer<typeof exportedSchema>;

/** A named or automatic earlier state of a draft. */
const versionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(VERSION_KINDS),
  /** `""` when nobody named it. */
  name: z.string(),
  /** ISO time at which it was kept. */
  at: z.string(),
  /** 字数 with numbers. */
  characters: z.number(),
});
export type Version = z.infer<typeof versionSchema>;
const ofVersion = z.object({ id: z.uuid(), versionId: z.uuid() });

/** Where the data lie and what is planned for them. These are the only paths that are shown to the user, since she must find her data; with the home shortened to `~`. */
const dataFolderSchema = z.object({
  shown: z.string(),
  /** The sentence that says why it cannot be moved, or null. */
  fixed: z.string().nullable(),
  /** Where it will be moved when the program starts next, or null. */
  next: z.string().nullable(),
  /** How the user names another folder: in the system's dialog, or by typing its path where the window is a browser's. */
  asks: z.enum(["dialog", "path"]),
});
export type DataFolder = z.infer<typeof dataFolderSchema>;

/** What became of a file for colleagues; its folder is null where it is one of the browser's downloads. */
const savedCopySchema = z.object({ saved: z.boolean(), fileName: z.string(), folderName: z.string().nullable() });

/** A line of the list of templates. */
const templateSummarySchema = templateSchema
  .pick({ id: true, name: true, group: true, use: true, targetCharacters: true })
  .strip()
  .extend({
    own: z.boolean(),
    patterns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        parts: z.string(),
        /** Its blocks from the salutation on, for the picture of its structure: level of a heading, else 0; a run-in lead has its level. */
        levels: z.array(z.number()),
        slots: z.number(),
        required: z.number(),
        /** Places written as 【…】, which are no slots. */
        brackets: z.number(),
      }),
    ),
  });
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** What the library is asked for; empty lists ask for nothing in particular. */
const librarySearchSchema = z.object({
  /** Words that must all be there: parts of words, or pinyin (initials or whole). */
  query: z.string().max(200),
  kind: z.enum(ENTRY_KINDS.map(({ id }) => id)).optional(),
  themes: z.array(z.string()).default([]),
  /** How documents stand on `day` (ISO date), without it today. */
  statuses: z.array(z.enum(STATUSES.map(({ id }) => id))).default([]),
  day: z.iso.date().optional(),
  places: z.array(z.enum(SLOGAN_PLACES)).default([]),
  documentKinds: z.array(z.string()).default([]),
  favourites: z.boolean().default(false),
  /** `use`: what I use comes first; `new`: the newest documents first. */
  order: z.enum(["use", "new"]).default("use"),
  limit: z.int().min(1).max(500).default(50),
});
export type LibrarySearch = z.input<typeof librarySearchSchema>;

const partSchema = z.object({ start: z.int(), end: z.int() });
const libraryHitSchema = z.object({
  entry,
  /** Where the words of the search stand in the title (of a slogan: in its text), in UTF-16 units. */
  marks: z.array(partSchema),
  /** The words around the first hit in the text where the title has none of it, else absent. */
  excerpt: z.object({ text: z.string(), marks: z.array(partSchema) }).optional(),
  /** How a document stands on the day of the search; absent for other kinds. */
  standing: standing.optional(),
  /** May be edited and deleted. */
  own: z.boolean(),
  favourite: z.boolean(),
  /** How often it was inserted, and when last (ISO). */
  uses: z.number(),
  usedAt: z.string().optional(),
  score: z.number(),
});
export type LibraryHit = z.infer<typeof libraryHitSchema>;

/** What taking a file of templates or passages in would do with each of them; nothing is written yet. */
const incomingState = z.enum(["new", "same", "changed"]);
const incomingTemplatesSchema = z.object({
  fileName: z.string(),
  items: z.array(z.object({ state: incomingState, template })),
});
export type IncomingTemplates = z.infer<typeof incomingTemplatesSchema>;
const incomingEntriesSchema = z.object({
  fileName: z.string(),
  items: z.array(z.object({ state: incomingState, entry })),
});
export type IncomingEntries = z.infer<typeof incomingEntriesSchema>;

export const settingsSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  /** 纸面: dims with the dark theme, or stays white. */
  paper: z.enum(["follow", "white"]),
  /** Size of the interface's text, per cent. */
  textScale: z.union([z.literal(100), z.literal(112), z.literal(125), z.literal(150)]),
  /** The profile chosen last. */
  layoutId: z.string(),
  sort: z.enum(["updated", "date", "title", "characters"]),
  outlineWidth: z.number().min(220).max(400),
  outlineFolded: z.boolean(),
  panelWidth: z.number().min(280).max(720),
  panelFolded: z.boolean(),
  /** Zoom of the paper in per cent, or `width`: as wide as fits, at most 100 %. */
  zoom: z.union([z.literal("width"), z.number().min(50).max(200)]),
  /** 打字时光标居中: the line being written stays in the middle of the desk. */
  typewriter: z.boolean(),
  /** Ids of the commands that were run from the palette, the latest first. */
  recentCommands: z.array(z.string()).max(8),
  /** The symbols that were inserted, the latest first. */
  recentSymbols: z.array(z.string()).max(12),
  /** After this long a time of writing a version is kept by itself. */
  versionEveryMinutes: z.union([z.literal(10), z.literal(30), z.literal(60)]),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  paper: "follow",
  textScale: 100,
  layoutId: "gb",
  sort: "updated",
  outlineWidth: 280,
  outlineFolded: false,
  panelWidth: 304,
  panelFolded: true,
  zoom: "width",
  typewriter: false,
  recentCommands: [],
  recentSymbols: [],
  versionEveryMinutes: 30,
};

/** Every call that a window can make: group → method → schemas. Adding a call is one entry here and one function in its service. */
export const contract = {
  app: {
    info: call(nothing, z.object({ version: z.string(), door: z.enum(["desktop", "browser"]) })),
    /** Files that were set aside because they could not be read, told once. */
    startMessages: call(nothing, z.array(z.string())),
    dataFolder: call(nothing, dataFolderSchema),
    openDataFolder: call(nothing, nothing),
    /** Plans the move for the next start; `path` is what the user typed, null lets the system's dialog ask. */
    moveDataFolder: call(z.object({ path: z.string().trim().min(1).max(4000).nullable() }), dataFolderSchema),
    /** Drops the plan. */
    keepDataFolder: call(nothing, dataFolderSchema),
  },
  drafts: {
    /** All drafts; with `query`, those whose title, meeting or text holds every word of it. */
    list: call(z.object({ query: z.string().max(200).optional() }), z.array(draftSummarySchema)),
    /** A new draft: blank, or with the content that the window made from a template or from another speech. */
    create: call(
      z.object({
        content: z.object({ body: bodySchema, head: headSchema, carriedFrom: carriedFrom.optional() }).optional(),
      }),
      z.object({ id: z.uuid() }),
    ),
    /** `readOnly` gives the sentence that says why the draft can be read but not changed; one opened to be written keeps its text as found once it changes. */
    open: call(byId.extend({ toRead: z.boolean().optional() }), z.object({ draft, readOnly: z.string().nullable() })),
    /** Saves the whole text. `revision` is that of the draft as opened or last saved; an older one is refused. */
    save: call(
      z.object({
        id: z.uuid(),
        revision: z.int().min(0),
        body: bodySchema,
        head: headSchema,
        importNotes: z.array(importNote),
        cursor: cursorSchema.optional(),
      }),
      z.object({ revision: z.number(), updatedAt: z.string() }),
    ),
    rename: call(z.object({ id: z.uuid(), title: z.string().trim().min(1).max(200) }), nothing),
    duplicate: call(byId, z.object({ id: z.uuid() })),
    remove: call(byId, nothing),
    removed: call(nothing, z.array(removedSchema)),
    restore: call(byId, nothing),
    /** Deletes for good, from the recycle bin only. */
    purge: call(byId, nothing),
  },
  versions: {
    /** The versions of a draft, the newest first. */
    list: call(byId, z.array(versionSchema)),
    /** The text of a version; `readOnly` gives the sentence that says why it cannot be restored. */
    read: call(ofVersion, z.object({ body: bodySchema, readOnly: z.string().nullable() })),
    /** Keeps the draft as it was last saved. `added` is false when one that lasts holds the same text already. */
    keep: call(byId, z.object({ version: versionSchema, added: z.boolean() })),
    rename: call(ofVersion.extend({ name: z.string().trim().min(1).max(200) }), nothing),
    /** Keeps the draft as it was last saved as a version and gives what to put in its place; the window saves it as any change. */
    restore: call(ofVersion, z.object({ body: bodySchema, head: headSchema })),
    /** Deletes for good. */
    remove: call(ofVersion, nothing),
  },
  files: {
    /** Lets the user choose files, or takes those just dropped on the window, and reads each into a draft of its own. */
    open: call(z.object({ source: z.enum(["dialog", "drop"]) }), z.array(openedFileSchema)),
    /** Reads one file as `open` does, without making a draft of it; of several the first. Null when cancelled. */
    readBeside: call(z.object({ source: z.enum(["dialog", "drop"]) }), besideFileSchema.nullable()),
    recent: call(nothing, z.array(recentFileSchema)),
    /** The shipped example speech as a new draft. */
    openSample: call(nothing, openedFileSchema),
    /** Saves a portable copy (.speech); `saved` is false when the user cancelled. */
    saveSpeech: call(byId, z.object({ saved: z.boolean(), fileName: z.string() })),
  },
  templates: {
    /** All templates, shipped ones in their groups' order, then own ones by name. */
    list: call(nothing, z.array(templateSummarySchema)),
    read: call(z.object({ id: z.string() }), template),
    /** Adds an own template, or replaces the own one of this id; shipped ones are refused. */
    save: call(template, nothing),
    /** An own copy, of a shipped one too. */
    duplicate: call(z.object({ id: z.string() }), z.object({ id: z.string() })),
    /** Deletes an own template until `restore` or the next start. */
    remove: call(z.object({ id: z.string() }), nothing),
    restore: call(z.object({ id: z.string() }), nothing),
    /** Saves own or shipped ones as one file for colleagues; `saved` is false when the user cancelled. */
    share: call(z.object({ ids: z.array(z.string()).min(1) }), savedCopySchema),
    /** Reads such a file and says what taking it in would do; the window saves what the user accepts. Null when cancelled. */
    readFile: call(z.object({ source: z.enum(["dialog", "drop"]) }), incomingTemplatesSchema.nullable()),
  },
  library: {
    search: call(librarySearchSchema, z.object({ total: z.number(), hits: z.array(libraryHitSchema) })),
    /** What there is to filter by: themes of a kind with their number of entries, the most frequent first. */
    themes: call(
      z.object({ kind: z.enum(ENTRY_KINDS.map(({ id }) => id)) }),
      z.array(z.object({ name: z.string(), count: z.number() })),
    ),
    read: call(z.object({ id: z.string() }), entry),
    /** Adds an own entry, or replaces the own one of this id; shipped ones are refused. */
    save: call(entry, nothing),
    /** Deletes an own entry until `restore` or the next start. */
    remove: call(z.object({ id: z.string() }), nothing),
    restore: call(z.object({ id: z.string() }), nothing),
    favour: call(z.object({ id: z.string(), favourite: z.boolean() }), nothing),
    /** Counts an insertion into a draft. */
    used: call(z.object({ id: z.string(), draftId: z.uuid() }), nothing),
    /** Saves own entries as one file for colleagues. */
    share: call(z.object({ ids: z.array(z.string()).min(1) }), savedCopySchema),
    /** Reads such a file and says what taking it in would do; the window saves what the user accepts. Null when cancelled. */
    readFile: call(z.object({ source: z.enum(["dialog", "drop"]) }), incomingEntriesSchema.nullable()),
  },
  exports: {
    layouts: call(nothing, z.array(layoutSchema)),
    /** Adds or replaces an own profile; shipped ones are refused. */
    saveLayout: call(layoutSchema, nothing),
    removeLayout: call(z.object({ id: z.string() }), nothing),
    /** The name and the folder that an export will take unless told otherwise. */
    suggest: call(byId, z.object({ fileName: z.string(), folderName: z.string() })),
    /** Writes the .docx. `target` folder: the default folder, never overwriting; choose: the user picks a place. Null when cancelled. */
    run: call(
      z.object({
        id: z.uuid(),
        layoutId: z.string(),
        fileName: z.string().min(1).max(200),
        target: z.enum(["folder", "choose"]),
      }),
      exportedSchema.nullable(),
    ),
    /** Writes the sheet that the page has laid for the printer as a PDF into the default folder; the browser door cannot and says so. */
    pdf: call(byId, exportedSchema),
    openFile: call(z.object({ exportId: z.uuid() }), nothing),
    showInFolder: call(z.object({ exportId: z.uuid() }), nothing),
  },
  settings: {
    get: call(nothing, settingsSchema),
    set: call(settingsSchema.partial(), settingsSchema),
  },
} as const;

export type Contract = typeof contract;
export type Group = keyof Contract;
type Method<G extends Group> = keyof Contract[G];
type Side<C, S extends "input" | "output"> = C extends { [K in S]: z.ZodType } ? z.infer<C[S]> : never;

/** The contract as functions: what services implement and what the window calls. */
export type Api = {
  [G in Group]: {
    [M in Method<G>]: (input: Side<Contract[G][M], "input">) => Promise<Side<Contract[G][M], "output">>;
  };
};

/** What the host tells the window unasked. */
export const eventSchemas = {
  /** The host needs files from the page: PUT each to `${url}/${index}?of=${count}&name=${encoded}`, or DELETE `url` to cancel. */
  "transfer.ask": z.object({ url: z.string(), accept: z.array(z.string()), source: z.enum(["dialog", "drop"]) }),
  /** A file waits for the page at a one-time address. */
  "transfer.offer": z.object({ url: z.string(), name: z.string() }),
  /** A native menu item was chosen: the id of a command. */
  command: z.object({ id: z.string() }),
  /** Show this draft (a file was double-clicked or named at start). */
  "draft.show": z.object({ id: z.uuid() }),
  /** The desktop window is about to close: save what is not saved yet, then `window.close()`; it goes by itself after 2 s. */
  "window.closing": z.object({}),
  /** A sentence for the user that no call asked for, such as why a double-clicked file did not open. */
  notice: z.object({ message: z.string(), level: z.enum(["must", "quiet"]).optional() }),
} as const;
export type EventName = keyof typeof eventSchemas;
export type HostEvent = { [N in EventName]: { name: N; data: z.infer<(typeof eventSchemas)[N]> } }[EventName];

/** The answer to a call as it crosses the boundary. */
export type Answer = { ok: true; value: unknown } | { ok: false; error: import("./errors.ts").Failure };
