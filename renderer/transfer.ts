import type { HostEvent } from "#core/api/contract";

type Ask = Extract<HostEvent, { name: "transfer.ask" }>["data"];
type Offer = Extract<HostEvent, { name: "transfer.offer" }>["data"];

let dropped: readonly File[] = [];

/** Keeps the files just dropped on the window until the host asks for them. */
export function holdDroppedFiles(files: readonly File[]): void {
  dropped = files;
}

/** Answers the host's wish for files with the dropped ones or a file picker; without any it cancels. */
export async function answerAsk(ask: Ask): Promise<void> {
  const files = ask.source === "drop" ? dropped : await pickFiles(ask.accept);
  dropped = [];
  if (files.length === 0) {
    await fetch(ask.url, { method: "DELETE" });
    return;
  }
  for (const [index, file] of files.entries()) {
    const place = `${ask.url}/${index}?of=${files.length}&name=${encodeURIComponent(file.name)}`;
    await fetch(place, { method: "PUT", body: file });
  }
}

/** Lets the browser fetch a finished file as a download. */
export function takeOffer(offer: Offer): void {
  const link = document.createElement("a");
  link.href = offer.url;
  link.download = offer.name;
  link.click();
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
