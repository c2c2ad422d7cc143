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

  /** All profiles; a broken file is set aside and reported. */
  async all(): Promise<Layout[]> {
    const { layouts, broken } = await readLayouts(this.#root);
    for (const name of broken) {
      this.#messages.report(`版式文件“${name}”读不出来，已移到数据文件夹里的 set-aside，没有删除。`);
      await setAside(this.#root, join(this.#folder, name), this.#now()).catch(() => {});
    }
    return layouts;
  }

  async byId(id: string): Promise<Layout> {
    return layoutById(await this.all(), id);
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
}

/** The shipped profiles, then the user's own by name, and the names of files that are no profile; changes nothing. */
export async function readLayouts(root: string): Promise<{ layouts: Layout[]; broken: string[] }> {
  const folder = join(root, "layouts");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  const own: Layout[] = [];
  const broken: string[] = [];
  for (const name of names.sort()) {
    const layout = await readLayout(join(folder, name)).catch(() => undefined);
    if (layout && name === `${layout.id}.json` && !layout.shipped && !isShipped(layout.id)) own.push(layout);
    else broken.push(name);
  }
  return { layouts: [...SHIPPED_LAYOUTS, ...own.sort((a, b) => a.name.localeCompare(b.name, "zh"))], broken };
}

export function layoutById(layouts: readonly Layout[], id: string): Layout {
  const layout = layouts.find((each) => each.id === id);
  if (layout) return layout;
  const names = layouts.map((each) => `${each.id}（${each.name}）`).join("、");
  throw new SpeechError("layout.missing", `没有找到这个版式，它可能已经删除。现有的版式是 ${names}，换一个再试。`);
}

async function readLayout(path: string): Promise<Layout> {
  return layoutSchema.parse(JSON.parse(await readFile(path, "utf8")));
}

function isShipped(id: string): boolean {
  return SHIPPED_LAYOUTS.some((layout) => layout.id === id);
}

function refuseShipped(id: string, shipped: boolean): void {
  if (!shipped && !isShipped(id)) return;
  throw new SpeechError("layout.shipped", "随讲稿匠提供的版式不能改，也不能删。复制成自己的版式再改。");
}
