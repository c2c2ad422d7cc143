import { posix } from "node:path";
import { SpeechError } from "#core/api/errors";
import { started } from "./browser.ts";
import type { Desktop } from "./services/ports.ts";

/** `verbatim`: the words are quoted as the program wants them. */
type Command = { command: string; words: string[]; verbatim?: true };

/** How a system opens a file with the program that its ending belongs to. */
export function openFileCommand(platform: NodeJS.Platform, path: string): Command {
  if (platform === "win32") return explorer(`"${path}"`);
  return { command: platform === "darwin" ? "open" : "xdg-open", words: [path] };
}

/** How a system shows a file in its folder; Linux has no common way to mark it there, so the folder itself opens. */
export function showInFolderCommand(platform: NodeJS.Platform, path: string): Command {
  if (platform === "win32") return explorer(`/select,"${path}"`);
  if (platform === "darwin") return { command: "open", words: ["-R", path] };
  return { command: "xdg-open", words: [posix.dirname(path)] };
}

/** Explorer splits at commas and wants its quotes behind `/select,`; no Windows path holds a quote itself. */
function explorer(word: string): Command {
  return { command: "explorer.exe", words: [word], verbatim: true };
}

/** The desktop as the browser door reaches it: by the system's own commands. */
export function systemDesktop(platform: NodeJS.Platform): Desktop {
  const run = async ({ command, words, verbatim }: Command) => {
    if (await started(command, words, verbatim)) return;
    throw new SpeechError("unknown", "没有打开：这台电脑上没有打开文件的命令。文件已经导出，到它的文件夹里双击它。");
  };
  return {
    openFile: (path) => run(openFileCommand(platform, path)),
    showInFolder: (path) => run(showInFolderCommand(platform, path)),
  };
}
