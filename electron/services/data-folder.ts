import type { Api, DataFolder } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { onDisk } from "./disk-failure.ts";
import { readPointer, shownPath } from "./folders.ts";
import { fitTarget, writePointer } from "./move-data-folder.ts";
import type { Ports } from "./ports.ts";

type DataFolderCalls = Pick<Api["app"], "dataFolder" | "openDataFolder" | "moveDataFolder" | "keepDataFolder">;

const FIXED = "这次的数据文件夹是启动时用 SPEECHWRIGHT_DATA 指定的，在这里不能搬。不用它启动，再来搬。";

/** Shows where the data lie and plans their move, which the next start does (`move-data-folder.ts`). */
export function createDataFolder(
  ports: Pick<Ports, "dataFolder" | "machine" | "dialogs" | "desktop">,
): DataFolderCalls {
  const { machine, dialogs } = ports;

  const now = (): DataFolder => {
    const isFixed = Boolean(machine.env.SPEECHWRIGHT_DATA);
    const next = isFixed ? undefined : readPointer(machine).moveTo;
    return {
      shown: shownPath(ports.dataFolder, machine),
      fixed: isFixed ? FIXED : null,
      next: next === undefined ? null : shownPath(next, machine),
      asks: dialogs.chooseFolder ? "dialog" : "path",
    };
  };

  const plan = async (moveTo: string | undefined): Promise<DataFolder> => {
    await onDisk("没有记下", async () => {
      const { folder } = readPointer(machine);
      await writePointer(machine, { ...(folder && { folder }), ...(moveTo && { moveTo }) });
    });
    return now();
  };

  return {
    dataFolder: async () => now(),

    async openDataFolder() {
      await ports.desktop.openFile(ports.dataFolder).catch(() => {
        throw new SpeechError("unknown", "没有打开：这台电脑没有照办。在文件管理器里按上面写的位置去找。");
      });
      return {};
    },

    async moveDataFolder({ path }) {
      if (machine.env.SPEECHWRIGHT_DATA) throw new SpeechError("input.invalid", `数据文件夹没有搬：${FIXED}`);
      // Where the system can ask, its answer alone counts: no page may name a path.
      const chosen = dialogs.chooseFolder ? await dialogs.chooseFolder() : path;
      if (chosen === null) return now();
      return plan(await fitTarget(ports.dataFolder, chosen, machine));
    },

    keepDataFolder: async () => (machine.env.SPEECHWRIGHT_DATA ? now() : plan(undefined)),
  };
}
