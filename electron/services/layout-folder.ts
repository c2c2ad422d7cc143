import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { SpeechError } from "#core/api/errors";
import { type Layout, layoutSchema, SHIPPED_LAYOUTS } from "#core/word/layouts";
import { onDisk } from "./disk-failure.ts";
import { setAside } from "./draft-folder.ts";
import type { StartMessages } from "./start-messages.ts";
import { replaceFile } from "./write-file.ts";

/** The shipped profiles and the user's own, which are the files `layouts/<id>.json` of the data folder. */
export class LayoutFolder {
  readonly #root: string;
  readonly #messages: StartMessages;
  readonly #now: () => string;

  constructor(root: string, messages: StartMessages, now: () => string) {
    this.#root = root;
    this.#messages = messages;
    this.#now = now;
  }

  /** Shipped profiles first, own ones by name; a broken file is set aside and reported. */
  async all(): Promise<Layout[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const own: Layout[] = [];
    for (const name of names.filter((each) => each.endsWith(".json"))) {
      const layout = await this.#read(name);
      if (layout) own.push(layout);
    }
    return [...SHIPPED_LAYOUTS, ...own.sort((a, b) => a.name.localeCompare(b.name, "zh"))];
  }

  async byId(id: string): Promise<Layout> {
    const layout = (await this.all()).find((each) => each.id === id);
    if (layout) return layout;
    throw new SpeechError("layout.missing", "没有找到这个版式，它可能已经删除。另选一个版式再试。");
  }

  async save(layout: Layout): Promise<void> {
    refuseShipped(layout.id, layout.shipped);
    await onDisk("版式没有存上", async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await replaceFile(this.#path(layout.id), `${JSON.stringify(layout, null, 2)}\n`);
    });
  }

  async remove(id: string): Promise<void> {
    const { shipped } = await this.byId(id);
    refuseShipped(id, shipped);
    await onDisk("版式没有删除", () => rm(this.#path(id), { force: true }));
  }

  get #folder(): string {
    return join(this.#root, "layouts");
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #read(name: string): Promise<Layout | undefined> {
    const path = join(this.#folder, name);
    const id = name.replace(/\.json$/u, "");
    try {
      const layout = layoutSchema.parse(JSON.parse(await readFile(path, "utf8")));
      if (layout.id === id && !layout.shipped && !isShipped(id)) return layout;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    }
    this.#messages.report(`版式文件“${name}”读不出来，已移到数据文件夹里的 set-aside，没有删除。`);
    await setAside(this.#root, path, this.#now()).catch(() => {});
    return undefined;
  }
}

function isShipped(id: string): boolean {
  return SHIPPED_LAYOUTS.some((layout) => layout.id === id);
}

function refuseShipped(id: string, shipped: boolean): void {
  if (!shipped && !isShipped(id)) return;
  throw new SpeechError("layout.shipped", "随讲稿匠提供的版式不能改，也不能删。复制成自己的版式再改。");
}
