import { basename, dirname, extname } from "node:path";
import { SpeechError } from "#core/api/errors";
import { safeFileName } from "#core/draft/export-name";
import { onDisk } from "./disk-failure.ts";
import { decodeUtf8 } from "./files/decode-text.ts";
import type { ChosenFile, Dialogs } from "./ports.ts";
import { replaceFile } from "./write-file.ts";

/** Saves `text` where the user wants it, by a name from `title` with `ending`; `failed` begins the sentence when the disk refuses. `saved` is false when she cancelled; the folder is null where a browser keeps its downloads. */
export async function saveCopy(
  dialogs: Dialogs,
  { title, ending, text, failed }: { title: string; ending: string; text: string; failed: string },
): Promise<{ saved: boolean; fileName: string; folderName: string | null }> {
  const suggested = safeFileName(title, ending);
  const target = await dialogs.chooseTarget(suggested);
  if (target === null) return { saved: false, fileName: "", folderName: null };
  if (target === "download") {
    await dialogs.download(suggested, new TextEncoder().encode(text));
    return { saved: true, fileName: suggested, folderName: null };
  }
  const path = extname(target.path) === "" ? `${target.path}${ending}` : target.path;
  await onDisk(failed, () => replaceFile(path, text));
  return { saved: true, fileName: basename(path), folderName: basename(dirname(path)) || null };
}

/** The text of a file from a colleague, `""` where it is none; refused where it could not be read or is larger than files of `what` ever are. */
export function textOfCopy({ name, bytes, problem }: ChosenFile, what: string, mostMegabytes: number): string {
  if (problem) throw new SpeechError("file.missing", problem.replace(/^没有打开/u, "没有取入"));
  if (bytes.length > mostMegabytes * 1024 * 1024) {
    throw new SpeechError(
      "file.too-large",
      `没有取入“${name}”：文件超过 ${mostMegabytes} MB，${what}文件不会这么大。看看是不是选错了文件。`,
    );
  }
  return decodeUtf8(bytes) ?? "";
}
