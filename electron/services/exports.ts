import { access, mkdir, readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Api, Exported } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { exportName, numberedName, safeFileName } from "#core/draft/export-name";
import { openPlaces } from "#core/draft/placeholders";
import type { Block } from "#core/draft/schema";
import { statedCard } from "#core/draft/stated-card";
import { toDocx } from "#core/word/write-docx";
import { onDisk } from "./disk-failure.ts";
import type { Drafts } from "./drafts.ts";
import type { LayoutFolder } from "./layout-folder.ts";
import type { Ports } from "./ports.ts";
import { HELD_CODES, replaceFile, writeNumbered } from "./write-file.ts";

/** A file that was written; its path is null when the browser took it as a download. */
type Written = { path: string | null; fileName: string; folderName: string };

export function createExports(ports: Ports, drafts: Drafts, layouts: LayoutFolder): Api["exports"] {
  /** Paths of what this process exported; the window knows only their ids. */
  const exported = new Map<string, string>();

  const pathOf = async (exportId: string) => {
    const path = exported.get(exportId);
    if (path && (await exists(path))) return path;
    throw new SpeechError("export.gone", "导出的文件已经不在原处，可能移走、改名或者删除了。再导出一次。");
  };

  /** Writes the file into the default folder, under the next free name. */
  const writeToFolder = async (bytes: Uint8Array, fileName: string): Promise<Written> => {
    const { path: folder, name: folderName } = ports.exportFolder;
    const taken = await onDisk("没有导出", async () => {
      await mkdir(folder, { recursive: true });
      return writeNumbered(folder, fileName, bytes);
    });
    return { path: join(folder, taken), fileName: taken, folderName };
  };

  /** What the window hears of a written file, under an id that leads back to it. */
  const remember = ({ path, ...names }: Written, bytes: Uint8Array, body: readonly Block[]): Exported => {
    const exportId = path === null ? null : ports.newId();
    if (exportId && path) exported.set(exportId, path);
    return { ...names, exportId, bytes: bytes.length, open: openPlaces(body) };
  };

  /** Writes the file where the user wants it; null when the user cancelled. */
  const write = async (bytes: Uint8Array, fileName: string, target: "folder" | "choose"): Promise<Written | null> => {
    if (target === "folder") return writeToFolder(bytes, fileName);
    const chosen = await ports.dialogs.chooseTarget(fileName);
    if (chosen === null) return null;
    if (chosen === "download") {
      await ports.dialogs.download(fileName, bytes);
      return { path: null, fileName, folderName: "浏览器的下载" };
    }
    const path = extname(chosen.path).toLowerCase() === ".docx" ? chosen.path : `${chosen.path}.docx`;
    await replaceTarget(path, bytes);
    return { path, fileName: basename(path), folderName: basename(dirname(path)) };
  };

  return {
    layouts: () => layouts.all(),

    async saveLayout(layout) {
      await layouts.save(layout);
      return {};
    },

    async removeLayout({ id }) {
      await layouts.remove(id);
      return {};
    },

    async suggest({ id }) {
      const { draft } = await drafts.read(id);
      return {
        fileName: exportName({ title: draft.title, card: statedCard(draft) }),
        folderName: ports.exportFolder.name,
      };
    },

    async run({ id, layoutId, fileName, target }) {
      const { draft } = await drafts.read(id);
      const layout = await layouts.byId(layoutId);
      const bytes = await toDocx(draft, layout);
      const written = await write(bytes, safeFileName(fileName.replace(/\.docx$/iu, ""), ".docx"), target);
      if (!written) return null;
      return remember(written, bytes, draft.body);
    },

    async pdf({ id }) {
      if (!ports.printToPdf) {
        throw new SpeechError("export.by-hand", "没有存：浏览器窗口里由打印来存 PDF，打印时“目标”选“另存为 PDF”。");
      }
      const { draft } = await drafts.read(id);
      const bytes = await ports.printToPdf();
      const name = exportName({ title: draft.title, card: statedCard(draft) });
      const written = await writeToFolder(bytes, name.replace(/\.docx$/u, ".pdf"));
      return remember(written, bytes, draft.body);
    },

    async openFile({ exportId }) {
      await ports.desktop.openFile(await pathOf(exportId));
      return {};
    },

    async showInFolder({ exportId }) {
      await ports.desktop.showInFolder(await pathOf(exportId));
      return {};
    },
  };
}

/** Replaces the file that the user chose, unless a word processor has it open: then it stays as it is and the failure names a free name. */
async function replaceTarget(path: string, bytes: Uint8Array): Promise<void> {
  const program = await openIn(path);
  if (program) throw await busy(path, program);
  try {
    await onDisk("没有导出", () => replaceUnlessHeld(path, bytes));
  } catch (error) {
    throw error instanceof TargetHeld ? await busy(path, "别的程序") : error;
  }
}

/** Raised where the system itself keeps the file from being replaced, as Windows does while a program has it open. */
class TargetHeld extends Error {}

async function replaceUnlessHeld(path: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(path, bytes).catch((error: NodeJS.ErrnoException) => {
    const held = error.syscall === "rename" && HELD_CODES.includes(error.code);
    throw held ? new TargetHeld() : error;
  });
}

/** The program whose owner file lies beside `path`. */
async function openIn(path: string): Promise<string | undefined> {
  const name = basename(path);
  const beside = new Set(await readdir(dirname(path)).catch(() => []));
  // Word's owner file is `~$` and the name, of which it drops the first character when the stem has seven, two when more.
  const dropped = Math.min(2, Math.max(0, [...name.slice(0, -extname(name).length)].length - 6));
  if (beside.has(`~$${[...name].slice(dropped).join("")}`)) return " Word 或者 WPS ";
  if (beside.has(`.~${name}`)) return " WPS ";
  if (beside.has(`.~lock.${name}#`)) return " LibreOffice ";
  return undefined;
}

async function busy(path: string, program: string): Promise<SpeechError> {
  const message = `没有导出：这个文件正在${program}里打开。关掉它再试，或换个名字。`;
  return new SpeechError("export.target-busy", message, { suggestedName: await freeName(path) });
}

async function freeName(path: string): Promise<string> {
  for (let n = 2; ; n += 1) {
    const name = numberedName(basename(path), n);
    if (!(await exists(join(dirname(path), name)))) return name;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
