import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Api, HostEvent } from "#core/api/contract";
import { dispatch } from "#core/api/dispatch";
import { failureOf, SpeechError } from "#core/api/errors";
import type { Dialogs } from "../services/ports.ts";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.ts";
import { staticFile } from "./static-files.ts";
import { bodyBytes, Transfers } from "./transfers.ts";

/** The longest call that is read: the longest text with its JSON around it. */
const LONGEST_CALL = 20 * 1024 * 1024;

/**
 * The most windows at once. A browser keeps six connections to one host; each window holds one for its events, and an open
 * file dialog holds one more, so that with six windows nothing would answer any more.
 */
const MOST_WINDOWS = 4;

/** How long a page that stalls, with half a request sent or half an answer taken, may hold up the end, in milliseconds. */
const STALLED_MS = 3_000;

const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

export type HttpHostOptions = {
  /** The built window, `out/renderer`. */
  rendererFolder: string;
  /** How long after its last window the host lives on, in milliseconds: enough for a reload. */
  idleMs: number;
  onDefect: (error: unknown) => void;
};

type OpenWindow = { send: (event: HostEvent) => void; gone: AbortController };

/** The window's transport over HTTP on the loopback address, for one or more windows of a browser on this machine. */
export class HttpHost {
  readonly #options: HttpHostOptions;
  readonly #token = randomBytes(32).toString("hex");
  /** Each stands in for the token once, in an address that others on this machine can see. */
  readonly #tickets = new Set<string>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #transfers = new Transfers();
  readonly #windows = new Map<string, OpenWindow>();
  /** The window whose call is being served. */
  readonly #caller = new AsyncLocalStorage<OpenWindow | undefined>();
  readonly #running = new Set<Promise<unknown>>();
  /** Events from outside any call: they wait for the next window, which whoever causes them opens. */
  #waiting: HostEvent[] = [];
  #idle: NodeJS.Timeout | undefined;
  #api: Api | undefined;
  #origin = "";
  #closing = false;
  #finish = () => {};
  /** Resolves when the host has ended, after `close` or by itself. */
  readonly closed = new Promise<void>((resolve) => {
    this.#finish = resolve;
  });

  constructor(options: HttpHostOptions) {
    this.#options = options;
  }

  /** The page that made the current call is asked; without one nothing is chosen. */
  readonly dialogs: Dialogs = {
    chooseFiles: async (wanted) => {
      const window = this.#caller.getStore();
      return window ? this.#transfers.ask(wanted, window.send, window.gone.signal) : [];
    },
    chooseTarget: async () => "download",
    download: async (name, bytes) => {
      const window = this.#caller.getStore();
      if (!window) throw new SpeechError("host.gone", "没有导出：窗口已经关了。重新打开讲稿匠再试。");
      this.#transfers.offer(name, bytes, window.send);
    },
  };

  /** Tells the calling window, or outside a call the next one that opens. */
  send(event: HostEvent): void {
    const window = this.#caller.getStore();
    if (window) window.send(event);
    else this.#waiting.push(event);
  }

  /** Listens on a free port of 127.0.0.1 and serves `api`; gives the address with its token. */
  async listen(api: Api): Promise<string> {
    this.#api = api;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    this.#origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return `${this.#origin}/?token=${this.#token}`;
  }

  /** An address that admits once: for the command line of a browser, which every user of the machine can read. */
  oneTimeAddress(): string {
    const ticket = randomBytes(32).toString("hex");
    this.#tickets.add(ticket);
    return `${this.#origin}/?ticket=${ticket}`;
  }

  /** Takes no new calls, lets the running ones finish their writing, then ends. */
  async close(): Promise<void> {
    if (this.#closing) return this.closed;
    this.#closing = true;
    clearTimeout(this.#idle);
    this.#server.close();
    for (const window of this.#windows.values()) window.gone.abort();
    const stalled = setTimeout(() => this.#server.closeAllConnections(), STALLED_MS);
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    clearTimeout(stalled);
    this.#server.closeAllConnections();
    this.#finish();
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    const work = this.#respond(incoming, response).catch((error) => {
      // A request that its page broke off, by closing or by a reload, is nobody's defect.
      if (incoming.complete) this.#options.onDefect(error);
      if (!response.headersSent) response.writeHead(500, HEADERS);
      response.end();
    });
    this.#running.add(work);
    work.finally(() => this.#running.delete(work));
  }

  async #respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#closing) return void response.writeHead(503, { ...HEADERS, connection: "close" }).end();
    if (!this.#isOwn(incoming)) return reply(response, refusal("这个地址只给讲稿匠自己的窗口用。"));
    // Put together, not resolved: a path such as `//x` would else be taken for the name of a host.
    const url = new URL(`${this.#origin}${incoming.url}`);
    if (url.pathname === "/" && this.#isKey(url.searchParams)) return this.#admit(response);
    if (!this.#isToken(this.#cookieOf(incoming))) {
      return reply(response, refusal("这个地址要从讲稿匠打开。回到讲稿匠，再打开一次。"));
    }
    if (incoming.method === "GET" && url.pathname === "/api/events") return this.#open(url, response);
    const request = webRequest(url, incoming);
    if (incoming.method === "POST" && url.pathname === "/api/call") {
      return reply(response, await this.#call(request));
    }
    if (url.pathname.startsWith("/transfer/")) return reply(response, await this.#transfers.respond(request));
    return reply(response, await this.#page(request, url));
  }

  /**
   * Whether a page of ours, or the user's own hand, made the request. Host defeats DNS rebinding; Origin and Sec-Fetch-Site
   * defeat other pages on this machine, which count as the same site whatever their port.
   */
  #isOwn({ headers, method }: IncomingMessage): boolean {
    const { host, origin } = headers;
    const site = headers["sec-fetch-site"];
    const readsOnly = method === "GET" && origin === undefined;
    return (
      `http://${host}` === this.#origin &&
      (readsOnly || origin === this.#origin) &&
      (site === undefined || site === "none" || site === "same-origin")
    );
  }

  /** Whether an address may be traded for the cookie: by the token, or by a ticket, which is worthless from then on. */
  #isKey(given: URLSearchParams): boolean {
    return this.#isToken(given.get("token") ?? "") || this.#tickets.delete(given.get("ticket") ?? "");
  }

  /** Trades the token in the address for a cookie, so that it stays in no address bar, history or bookmark. */
  async #admit(response: ServerResponse): Promise<void> {
    if (this.#windows.size >= MOST_WINDOWS) return reply(response, refusal(TOO_MANY_WINDOWS));
    response.writeHead(303, {
      ...HEADERS,
      location: "/",
      "set-cookie": `${this.#cookieName()}=${this.#token}; HttpOnly; SameSite=Strict; Path=/`,
    });
    response.end();
  }

  /** Cookies of one machine are shared by all ports; the name keeps two hosts apart. */
  #cookieName(): string {
    return `speechwright-${new URL(this.#origin).port}`;
  }

  #cookieOf({ headers }: IncomingMessage): string {
    const start = `${this.#cookieName()}=`;
    const pair = (headers.cookie ?? "").split(/;\s*/u).find((each) => each.startsWith(start));
    return pair?.slice(start.length) ?? "";
  }

  #isToken(given: string): boolean {
    const [a, b] = [Buffer.from(given), Buffer.from(this.#token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }

  /** Opens the stream of events of a window; its end is how the host learns that the window is gone. */
  #open(url: URL, response: ServerResponse): void {
    const id = url.searchParams.get("window") ?? "";
    if (!/^[0-9a-f-]{36}$/u.test(id)) return void response.writeHead(400, HEADERS).end();
    clearTimeout(this.#idle);
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream; charset=utf-8" });
    response.write(":\n\n");
    const window: OpenWindow = {
      send: (event) => void response.write(`data: ${JSON.stringify(event)}\n\n`),
      gone: new AbortController(),
    };
    this.#windows.set(id, window);
    for (const event of this.#waiting.splice(0)) window.send(event);
    response.on("close", () => {
      window.gone.abort();
      if (this.#windows.get(id) === window) this.#windows.delete(id);
      if (this.#windows.size > 0 || this.#closing) return;
      this.#idle = setTimeout(() => this.close(), this.#options.idleMs);
    });
  }

  async #call(request: Request): Promise<Response> {
    if (!/^application\/json\b/u.test(request.headers.get("content-type") ?? "")) {
      return new Response(null, { status: 415 });
    }
    const bytes = await bodyBytes(request, LONGEST_CALL);
    if (!bytes) return Response.json({ ok: false, error: failureOf(TOO_LONG) }, { status: 413 });
    const { name, input } = readCall(bytes);
    const window = this.#windows.get(request.headers.get("x-window-id") ?? "");
    const api = this.#api as Api;
    return Response.json(await this.#caller.run(window, () => dispatch(api, name, input, this.#options.onDefect)));
  }

  async #page({ method }: Request, url: URL): Promise<Response> {
    const file = method === "GET" ? await staticFile(this.#options.rendererFolder, url.pathname) : undefined;
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { headers: { "content-type": file.type } });
  }
}

const TOO_MANY_WINDOWS = `讲稿匠已经开着 ${MOST_WINDOWS} 个窗口，浏览器里不能再多。关掉一个，再打开一次。`;

const TOO_LONG = new SpeechError(
  "draft.too-large",
  "没有存上：内容太长，讲稿匠处理不了。文字还在窗口里，分成几篇再试。",
);

/** What the body asks for; `dispatch` refuses whatever is no call. */
function readCall(bytes: Uint8Array): { name?: unknown; input?: unknown } {
  try {
    return { ...JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return {};
  }
}

function refusal(sentence: string): Response {
  return new Response(sentence, { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function webRequest(url: URL, incoming: IncomingMessage): Request {
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  return new Request(url, {
    method: incoming.method ?? "GET",
    headers: Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
  } as RequestInit);
}

async function reply(response: ServerResponse, answer: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { ...HEADERS, ...Object.fromEntries(answer.headers) });
  // Until the page has it, the work is not done: `close` waits for it.
  await new Promise((resolve) => response.once("close", resolve).end(body));
}
