import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { SpeechError } from "#core/api/errors";
import { readWritten } from "#core/template/read-written";
import { TEMPLATE_GROUPS, type Template, writtenTemplateSchema } from "#core/template/schema";
import { type OpenedTemplate, openTemplate, templateFile } from "#core/template/template-file";
import { onDisk } from "./disk-failure.ts";
import { setAside } from "./draft-folder.ts";
import type { Ports } from "./ports.ts";
import type { StartMessages } from "./start-messages.ts";
import { createTurns } from "./turns.ts";
import { replaceFile } from "./write-file.ts";

const TEMPLATE_FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/u;

/** The shipped types in the order of the design, which holds within each group of the page 新建讲稿. */
const SHIPPED_ORDER = [
  "deployment",
  "mobilization",
  "commendation",
  "joint-conference",
  "symposium",
  "field-visit",
  "integrity",
  "safety",
  "on-site",
  "progress-review",
  "address",
  "duty-report",
  "hosting",
];

/** A template with where it comes from: own ones may be changed. */
export type KnownTemplate = { template: Template; own: boolean };

/** The shipped templates and the user's own, which are the files `templates/<uuid>.json` of the data folder. */
export class TemplateFolder {
  readonly #root: string;
  readonly #shippedFolder: string;
  readonly #messages: StartMessages;
  readonly #now: () => string;
  readonly #inTurn = createTurns();
  #shipped: Promise<Template[]> | undefined;
  /** The files of deleted templates as they were, until this process ends. */
  readonly #removed = new Map<string, string>();

  constructor(ports: Pick<Ports, "dataFolder" | "templatesFolder" | "now">, messages: StartMessages) {
    this.#root = ports.dataFolder;
    this.#shippedFolder = ports.templatesFolder;
    this.#messages = messages;
    this.#now = ports.now;
  }

  /** Shipped ones in the order of their groups, then own ones by name; broken files are set aside and reported. */
  async all(): Promise<KnownTemplate[]> {
    const shipped = (await this.#readShipped()).map((template) => ({ template, own: false }));
    const { templates, unread } = await onDisk("没有读出模板", () => readOwn(this.#root));
    for (const each of unread) await this.#report(each);
    return [...shipped, ...templates.map((template) => ({ template, own: true }))];
  }

  async byId(id: string): Promise<KnownTemplate> {
    const found = (await this.all()).find(({ template }) => template.id === id);
    if (found) return found;
    throw new SpeechError("template.missing", "没有找到这个模板，它可能已经删除。换一个模板再试。");
  }

  /** Adds an own template, or replaces the one of this id, whose keys that this program does not know stay. */
  save(template: Template): Promise<void> {
    return this.#inTurn(template.id, async () => {
      await this.#refuseShipped(template.id);
      if (!TEMPLATE_FILE.test(`${template.id}.json`)) {
        throw new SpeechError("input.invalid", "模板没有存上：它的编号不对。复制一份再试。");
      }
      const opened = openTemplate(templateFile(template));
      if (opened.state === "broken") {
        throw new SpeechError("input.invalid", `模板没有存上：它${opened.reason}。改过再试。`);
      }
      await onDisk("模板没有存上", async () => {
        const before = await readText(this.#path(template.id));
        if (before !== undefined) refuseFuture(openTemplate(before));
        const kept = before === undefined ? {} : (recordOf(before) ?? {});
        await this.#write(template.id, templateFile({ ...kept, ...opened.template }));
      });
    });
  }

  /** Deletes an own template; one that is gone already is none to fail for. */
  remove(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#refuseShipped(id);
      if (!TEMPLATE_FILE.test(`${id}.json`)) return;
      await onDisk("模板没有删除", async () => {
        const json = await readText(this.#path(id));
        if (json === undefined) return;
        this.#removed.set(id, json);
        await rm(this.#path(id), { force: true });
      });
    });
  }

  /** Puts back what this process deleted, byte by byte. */
  restore(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      const json = this.#removed.get(id);
      if (json === undefined) {
        throw new SpeechError("template.missing", "没有还原：这个模板已经不在了。从分享过的文件里取入它。");
      }
      await onDisk("没有还原", async () => {
        // Whatever took its place meanwhile is newer.
        if ((await readText(this.#path(id))) === undefined) await this.#write(id, json);
      });
      this.#removed.delete(id);
    });
  }

  async #refuseShipped(id: string): Promise<void> {
    if (!(await this.#readShipped()).some((template) => template.id === id)) return;
    throw new SpeechError("template.shipped", "随讲稿匠提供的模板不能改，也不能删。复制成自己的模板再改。");
  }

  #readShipped(): Promise<Template[]> {
    this.#shipped ??= readShipped(this.#shippedFolder).catch((error) => {
      this.#shipped = undefined;
      throw error;
    });
    return this.#shipped;
  }

  async #write(id: string, json: string): Promise<void> {
    // The parent of the data folder is not made: that would hide a drive that is unplugged.
    for (const folder of [this.#root, ownFolder(this.#root)]) {
      await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
    await replaceFile(this.#path(id), json, 0o600);
  }

  #path(id: string): string {
    return join(ownFolder(this.#root), `${id}.json`);
  }

  async #report({ name, shownName, opened }: Unread): Promise<void> {
    const what = `模板“${shownName}”打不开：它${opened.reason}。`;
    if (opened.version !== undefined) {
      return this.#messages.report(`${what}文件原样留着，更新讲稿匠以后就能用。`);
    }
    const moved = await setAside(this.#root, join(ownFolder(this.#root), name), this.#now()).then(
      () => true,
      // Two calls may read the same file at once; where it is missing the other one has just moved it.
      (error: NodeJS.ErrnoException) => error.code === "ENOENT",
    );
    this.#messages.report(
      moved
        ? `${what}文件没有删除，已移到数据文件夹里的 set-aside，其他模板不受影响。`
        : `${what}文件原样留着，其他模板不受影响。`,
    );
  }
}

type Unread = {
  name: string;
  /** What the user calls it, as far as the file still says. */
  shownName: string;
  opened: Extract<OpenedTemplate, { state: "broken" }>;
};

/** The shipped templates, in the order of their groups and types; throws SpeechError when the files of the program are damaged. */
export async function readShipped(folder: string): Promise<Template[]> {
  const templates = await allWritten(folder).catch(() => {
    throw new SpeechError("file.damaged", "随讲稿匠提供的模板读不出来，讲稿不受影响。重新安装讲稿匠，再用模板。");
  });
  const place = ({ group }: Template) => (TEMPLATE_GROUPS as readonly string[]).indexOf(group);
  const within = ({ id }: Template) => SHIPPED_ORDER.indexOf(id);
  return templates.sort((one, other) => place(one) - place(other) || within(one) - within(other));
}

async function allWritten(folder: string): Promise<Template[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    names.map(async (name) =>
      readWritten(writtenTemplateSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))),
    ),
  );
}

/** The user's own templates by name, and the files that are none; changes nothing. */
export async function readOwn(root: string): Promise<{ templates: Template[]; unread: Unread[] }> {
  const names = await readdir(ownFolder(root)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const templates: Template[] = [];
  const unread: Unread[] = [];
  for (const name of names.sort()) {
    const id = TEMPLATE_FILE.exec(name)?.[1];
    const json = id && (await readText(join(ownFolder(root), name)));
    if (!id || json === undefined) continue;
    const opened = openTemplate(json);
    // The name of the file is what every call refers to, also when somebody copied the file under another one.
    if (opened.state === "current") templates.push({ ...opened.template, id });
    else unread.push({ name, shownName: /"name"\s*:\s*"([^"\\]{1,40})"/u.exec(json)?.[1] ?? name, opened });
  }
  return { templates: templates.sort((one, other) => one.name.localeCompare(other.name, "zh")), unread };
}

function ownFolder(root: string): string {
  return join(root, "templates");
}

/** A template of a later program must not lose what this one does not understand. */
function refuseFuture(before: OpenedTemplate): void {
  if (before.state === "current" || before.version === undefined) return;
  throw new SpeechError(
    "draft.read-only",
    "模板没有存上：原来那个是更新版本的讲稿匠写的，不能换掉。换个名字另存，或者先更新讲稿匠。",
  );
}

function recordOf(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
