import type { HostEvent } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";

type Ask = Extract<HostEvent, { name: "transfer.ask" }>["data"];
type Offer = Extract<HostEvent, { name: "transfer.offer" }>["data"];

/** The packages that are built into the program; `text` is a place in `texts`, null where the package brings no text. */
export type Licences = {
  packages: { name: string; version: string; licence: string; author: string; text: number | null }[];
  texts: string[];
};

let dropped: readonly File[] = [];

/** Keeps the files just dropped on the window until the host asks for them. */
export function holdDroppedFiles(files: readonly File[]): void {
  dropped = files;
}

/** Answers the host's wish for files with the dropped ones or a file picker; without any, or when one cannot be read, it cancels. */
export async function answerAsk(ask: Ask): Promise<void> {
  const files = ask.source === "drop" ? dropped : await pickFiles(ask.accept);
  dropped = [];
  const cancel = () => fetch(ask.url, { method: "DELETE" });
  if (files.length === 0) {
    await cancel();
    return;
  }
  try {
    for (const [index, file] of files.entries()) {
      const place = `${ask.url}/${index}?of=${files.length}&name=${encodeURIComponent(file.name)}`;
      await fetch(place, { method: "PUT", body: file });
    }
  } catch {
    // The file vanished under us: without this the host would wait for it.
    await cancel();
    throw new SpeechError(
      "file.missing",
      "没有打开：有一个文件读不出来，它可能刚刚移走或者改了名。看看它在不在，再试。",
    );
  }
}

/** Lets the browser fetch a finished file as a download. */
export function takeOffer(offer: Offer): void {
  const link = document.createElement("a");
  link.href = offer.url;
  link.download = offer.name;
  link.click();
}

/** The licences of what ships, as the build wrote them beside the page (scripts/licences.ts). */
export async function readLicences(): Promise<Licences> {
  const response = await fetch("/licences.json");
  if (!response.ok) throw new SpeechError("file.missing", "没有读到许可证：程序的文件不全。重新安装讲稿匠再看。");
  return (await response.json()) as Licences;
}

function pickFiles(accept: readonly string[]): Promise<readonly File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = accept.join(",");
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
