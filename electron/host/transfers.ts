import { randomUUID } from "node:crypto";
import type { HostEvent } from "#core/api/contract";
import { LARGEST_FILE, tooLarge } from "../services/files.ts";
import type { ChosenFile } from "../services/ports.ts";

const MOST_FILES = 100;
/** How long an offered file waits for its page, in milliseconds. */
const OFFER_MS = 60_000;

type Ask = { files: (ChosenFile | undefined)[] | undefined; answer: (files: ChosenFile[]) => void };

/**
 * Carries files between the page and the host by one-time addresses, `/transfer/<id>`, since bytes never cross in calls:
 * the page PUTs what the host asked for and GETs what the host offers. Written over the web's Request and Response,
 * which both doors have.
 */
export class Transfers {
  readonly #asks = new Map<string, Ask>();
  readonly #offers = new Map<string, { name: string; bytes: Uint8Array }>();

  /** Asks a page for files through `send`; empty when it cancels or `gone` fires. */
  ask(
    wanted: { accept: string[]; source: "dialog" | "drop" },
    send: (event: HostEvent) => void,
    gone: AbortSignal,
  ): Promise<ChosenFile[]> {
    const id = randomUUID();
    return new Promise((resolve) => {
      const answer = (files: ChosenFile[]) => {
        this.#asks.delete(id);
        gone.removeEventListener("abort", cancel);
        resolve(files);
      };
      const cancel = () => answer([]);
      if (gone.aborted) return resolve([]);
      gone.addEventListener("abort", cancel);
      this.#asks.set(id, { files: undefined, answer });
      send({ name: "transfer.ask", data: { url: `/transfer/${id}`, ...wanted } });
    });
  }

  /** Offers a file to a page through `send`; it can be fetched once, within a minute. */
  offer(name: string, bytes: Uint8Array, send: (event: HostEvent) => void): void {
    const id = randomUUID();
    this.#offers.set(id, { name, bytes });
    setTimeout(() => this.#offers.delete(id), OFFER_MS).unref();
    send({ name: "transfer.offer", data: { url: `/transfer/${id}`, name } });
  }

  /** Answers a page's request below `/transfer/`. */
  async respond(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [id = "", index, ...rest] = pathname.split("/").slice(2);
    const ask = this.#asks.get(id);
    if (request.method === "GET" && index === undefined) return this.#give(id);
    if (request.method === "DELETE" && ask && index === undefined) {
      ask.answer([]);
      return new Response(null, { status: 204 });
    }
    if (request.method === "PUT" && ask && rest.length === 0) {
      return receive(ask, Number(index), Number(searchParams.get("of")), searchParams.get("name") ?? "", request);
    }
    return new Response(null, { status: 404 });
  }

  #give(id: string): Response {
    const offer = this.#offers.get(id);
    if (!offer) return new Response(null, { status: 404 });
    this.#offers.delete(id);
    return new Response(new Uint8Array(offer.bytes), {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(offer.name).replace(/['()*]/gu, escape)}`,
      },
    });
  }
}

/** Takes the file of one place; the last of them answers the ask. */
async function receive(ask: Ask, index: number, count: number, name: string, request: Request): Promise<Response> {
  if (count > MOST_FILES) {
    // An answer, not a refusal alone: the page's call waits for it.
    ask.answer([{ name, bytes: new Uint8Array(), problem: TOO_MANY }]);
    return new Response(null, { status: 413 });
  }
  ask.files ??= Number.isInteger(count) && count >= 1 ? new Array<ChosenFile | undefined>(count).fill(undefined) : [];
  const known = Number.isInteger(index) && index >= 0 && index < ask.files.length && ask.files.length === count;
  if (!known || name === "" || ask.files[index]) return new Response(null, { status: 400 });
  const bytes = await bodyBytes(request, LARGEST_FILE).catch(() => null);
  const problem = bytes === null ? notRead(name) : bytes === undefined ? tooLarge(name) : undefined;
  ask.files[index] = bytes ? { name, bytes } : { name, bytes: new Uint8Array(), problem };
  const complete = ask.files.filter((file) => file !== undefined);
  if (complete.length === count) ask.answer(complete);
  return new Response(null, { status: bytes ? 204 : 413 });
}

const TOO_MANY = `这些文件没有打开：一次最多打开 ${MOST_FILES} 个文件。分几次再试。`;

function notRead(name: string): string {
  return `没有打开“${name}”：文件没有读完，它可能是文件夹，也可能中途移走了。看看它在不在，再试。`;
}

/** The body of a request, undefined when it is longer than `limit` bytes; throws when the page breaks off. */
export async function bodyBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length")) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
