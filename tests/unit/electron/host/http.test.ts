import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HostEvent } from "#core/api/contract";
import { HttpHost } from "../../../../electron/host/http.ts";
import { createServices } from "../../../../electron/services/create-services.ts";
import { temporaryFolder, testPorts } from "../test-ports.ts";

const hosts: HttpHost[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const host of hosts.splice(0)) await host.close();
});

async function start({ idleMs = 60_000 } = {}) {
  const root = await temporaryFolder();
  const rendererFolder = join(root, "renderer");
  await mkdir(join(rendererFolder, "assets"), { recursive: true });
  await writeFile(join(rendererFolder, "index.html"), "<!doctype html><title>讲稿匠</title>");
  await writeFile(join(rendererFolder, "assets/page.js"), "export {};");
  await writeFile(join(root, "secret.txt"), "secret");

  const defects: unknown[] = [];
  const host = new HttpHost({ rendererFolder, idleMs, onDefect: (error) => defects.push(error) });
  hosts.push(host);
  const ports = await testPorts({ dialogs: host.dialogs, send: (event) => host.send(event) });
  const services = createServices(ports);
  let saveBegins = () => {};
  const saveBegun = new Promise<void>((resolve) => {
    saveBegins = resolve;
  });
  const drafts: typeof services.drafts = {
    ...services.drafts,
    save: (input) => {
      saveBegins();
      return services.drafts.save(input);
    },
  };
  const address = await host.listen({ ...services, drafts });
  const origin = new URL(address).origin;
  const admitted = await fetch(address, { redirect: "manual" });
  const cookie = admitted.headers.get("set-cookie")?.split(";")[0] ?? "";

  /** A request as a page of ours makes it, unless `headers` say otherwise. */
  const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${origin}${path}`, { ...init, headers: { cookie, origin, ...init.headers } });
  const call = async (name: string, input: unknown, windowId = "") => {
    const headers = { "content-type": "application/json", "x-window-id": windowId };
    const response = await ask("/api/call", { method: "POST", headers, body: JSON.stringify({ name, input }) });
    return (await response.json()) as { ok: boolean; value?: unknown; error?: { code: string; message: string } };
  };
  /** Opens a window's event stream; `next` gives its events one by one. */
  const openWindow = async (id = randomUUID()) => {
    const leaving = new AbortController();
    const response = await ask(`/api/events?window=${id}`, { signal: leaving.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const next = async (): Promise<HostEvent> => {
      for (;;) {
        const found = /^data: (.*)\n\n/mu.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1] ?? "");
        }
        text += (await reader?.read())?.value ?? "";
      }
    };
    return { id, next, response, leave: () => leaving.abort() };
  };
  return { host, services, saveBegun, ports, defects, address, origin, cookie, admitted, ask, call, openWindow };
}

/** A request whose Host header is whatever a rebound name would send. */
function withHost(origin: string, host: string, cookie: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(origin, { headers: { host, cookie } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
}

describe("the door", () => {
  it("trades the token for a cookie that scripts and other sites never see", async () => {
    const { admitted, cookie, address } = await start();
    expect(new URL(address).hostname).toBe("127.0.0.1");
    expect(admitted.status).toBe(303);
    expect(admitted.headers.get("location")).toBe("/");
    expect(admitted.headers.get("set-cookie")).toBe(`${cookie}; HttpOnly; SameSite=Strict; Path=/`);
    expect(cookie).toMatch(/=[0-9a-f]{64}$/u);
  });

  it("lets an address with a ticket in once only", async () => {
    const { host, cookie } = await start();
    const address = host.oneTimeAddress();
    expect(address).not.toContain(cookie.split("=")[1]);
    const admitted = await fetch(address, { redirect: "manual" });
    expect(admitted.status).toBe(303);
    expect(admitted.headers.get("set-cookie")).toContain(cookie);
    expect((await fetch(address, { redirect: "manual" })).status).toBe(403);
  });

  it("serves the page with the strict policy and nothing kept", async () => {
    const { ask } = await start();
    const page = await ask("/");
    expect(await page.text()).toContain("讲稿匠");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/u);
    expect(page.headers.get("content-security-policy")).not.toMatch(/unsafe|https?:|\*/u);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect((await ask("/assets/page.js")).headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  it.each([
    ["no cookie", { cookie: "" }],
    ["a wrong token", { cookie: "speechwright-1=00" }],
    ["another page's origin", { origin: "http://127.0.0.1:1" }],
    ["an opaque origin", { origin: "null" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port of this machine", { "sec-fetch-site": "same-site" }],
  ])("refuses a request with %s, whatever it asks for", async (_, headers) => {
    const { ask } = await start();
    for (const path of ["/", "/assets/page.js", `/api/events?window=${randomUUID()}`]) {
      expect((await ask(path, { headers })).status).toBe(403);
    }
    const post = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" };
    expect((await ask("/api/call", post)).status).toBe(403);
  });

  it("refuses a wrong token in the address, in a sentence", async () => {
    const { origin } = await start();
    const response = await fetch(`${origin}/?token=${"0".repeat(64)}`, { redirect: "manual" });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("要从讲稿匠打开");
  });

  it("refuses a write that does not say where it comes from", async () => {
    const { origin, cookie } = await start();
    const headers = { cookie, "content-type": "application/json" };
    expect((await fetch(`${origin}/api/call`, { method: "POST", headers, body: "{}" })).status).toBe(403);
  });

  it("refuses every name but its own number, so that no rebound name gets in", async () => {
    const { origin, cookie } = await start();
    expect(await withHost(origin, "evil.example", cookie)).toBe(403);
    expect(await withHost(origin, `localhost:${new URL(origin).port}`, cookie)).toBe(403);
    expect(await withHost(origin, new URL(origin).host, cookie)).toBe(200);
  });

  it.each([
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/%00",
    "/%zz",
    "/none",
    "//none",
  ])("gives nothing outside its folder: %s", async (path) => {
    const { ask } = await start();
    const response = await ask(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });
});

describe("calls", () => {
  it("reach the services and bring back their answers", async () => {
    const { call } = await start();
    const created = (await call("drafts.create", {})) as { value: { id: string } };
    expect(await call("drafts.list", {})).toMatchObject({ ok: true, value: [{ id: created.value.id }] });
    expect(await call("drafts.open", { id: randomUUID() })).toMatchObject({
      ok: false,
      error: { code: "draft.missing" },
    });
  });

  it("that are no calls are refused without a defect", async () => {
    const { ask, call, defects } = await start();
    expect(await call("drafts.secret", {})).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    const headers = { "content-type": "application/json" };
    const nonsense = await ask("/api/call", { method: "POST", headers, body: "{" });
    expect(await nonsense.json()).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    expect((await ask("/api/call", { method: "POST", body: "{}" })).status).toBe(415);
    expect((await ask("/api/call", { method: "GET" })).status).toBe(404);
    expect(defects).toEqual([]);
  });

  it("of more than 20 MB are refused in a sentence", async () => {
    const { ask } = await start();
    const headers = { "content-type": "application/json" };
    const response = await ask("/api/call", { method: "POST", headers, body: " ".repeat(20 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: "draft.too-large" } });
  });
});

describe("several windows", () => {
  it("are each asked for their own files", async () => {
    const { ask, call, openWindow } = await start();
    const windows = await Promise.all([openWindow(), openWindow()]);
    const results = windows.map(async (window, index) => {
      const opened = call("files.open", { source: "dialog" }, window.id);
      const event = await window.next();
      if (event.name !== "transfer.ask") throw new Error("the page was not asked");
      const place = `${event.data.url}/0?of=1&name=${encodeURIComponent(`第${index + 1}份.txt`)}`;
      expect((await ask(place, { method: "PUT", body: "标题\n同志们：\n正文。" })).status).toBe(204);
      return opened;
    });
    expect(await Promise.all(results)).toMatchObject([
      { ok: true, value: [{ name: "第1份.txt" }] },
      { ok: true, value: [{ name: "第2份.txt" }] },
    ]);
  });

  it("get an exported file by an address that works once", async () => {
    const { ask, call, openWindow } = await start();
    const { value } = (await call("drafts.create", {})) as { value: { id: string } };
    const window = await openWindow();
    const run = { id: value.id, layoutId: "gb", fileName: "讲话.docx", target: "choose" };
    expect(await call("exports.run", run, window.id)).toMatchObject({ ok: true, value: { exportId: null } });
    const event = await window.next();
    if (event.name !== "transfer.offer") throw new Error("nothing was offered");
    const taken = await ask(event.data.url);
    expect(
      Buffer.from(await taken.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect((await ask(event.data.url)).status).toBe(404);
  });

  it("leave a call without files when they close while the dialog is open", async () => {
    const { call, openWindow } = await start();
    const window = await openWindow();
    const opened = call("files.open", { source: "dialog" }, window.id);
    await window.next();
    window.leave();
    expect(await opened).toEqual({ ok: true, value: [] });
  });

  it("that open next get what was told while none was there", async () => {
    const { host, openWindow } = await start();
    host.send({ name: "notice", data: { message: "一" } });
    host.send({ name: "notice", data: { message: "二" } });
    const window = await openWindow();
    expect([await window.next(), await window.next()].map(({ data }) => data)).toEqual([
      { message: "一" },
      { message: "二" },
    ]);
  });

  it("are at most four, so that the browser keeps connections for their calls", async () => {
    const { host, openWindow } = await start();
    const windows = await Promise.all([1, 2, 3, 4].map(() => openWindow()));
    const fifth = await fetch(host.oneTimeAddress(), { redirect: "manual" });
    expect(fifth.status).toBe(403);
    expect(await fifth.text()).toContain("已经开着 4 个窗口");
    windows[0]?.leave();
    await vi.waitFor(async () => {
      expect((await fetch(host.oneTimeAddress(), { redirect: "manual" })).status).toBe(303);
    });
  });

  it("must name themselves properly", async () => {
    const { ask } = await start();
    expect((await ask("/api/events?window=../x")).status).toBe(400);
  });
});

describe("the end", () => {
  it("comes by itself some time after the last window is gone", async () => {
    const { host, openWindow, ask } = await start({ idleMs: 20 });
    const [first, second] = await Promise.all([openWindow(), openWindow()]);
    first.leave();
    second.leave();
    await host.closed;
    await expect(ask("/")).rejects.toThrow();
  });

  it("does not come for a window that only reloads", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { openWindow, ask } = await start({ idleMs: 10_000 });
    const window = await openWindow();
    window.leave();
    await openWindow(window.id);
    vi.advanceTimersByTime(20_000);
    expect((await ask("/")).status).toBe(200);
  });

  it("does not wait for a page that stalls in the middle of a request", async () => {
    const { host, origin, cookie, defects } = await start();
    const type = { "content-type": "application/json", "content-length": 100, expect: "100-continue" };
    const half = httpRequest(`${origin}/api/call`, { method: "POST", headers: { cookie, origin, ...type } });
    half.on("error", () => {}).flushHeaders();
    await once(half, "continue");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const closed = host.close();
    vi.advanceTimersByTime(3_000);
    await closed;
    expect(defects).toEqual([]);
  });

  it("waits for a save that is under way", async () => {
    const { host, services, call, ports, saveBegun } = await start();
    const { id } = await services.drafts.create({});
    const body = [{ type: "paragraph" as const, children: [{ text: "字".repeat(500_000) }] }];
    const saving = call("drafts.save", { id, revision: 0, body, head: { card: {}, citations: {} }, importNotes: [] });
    await saveBegun;
    await host.close();
    expect((await saving).ok).toBe(true);
    expect((await createServices(ports).drafts.open({ id })).draft.body).toEqual(body);
  });
});
