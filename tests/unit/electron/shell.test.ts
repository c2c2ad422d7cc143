import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HostEvent } from "#core/api/contract";
import { COMMANDS } from "#core/commands";
import { Outbox } from "../../../electron/host/outbox.ts";
import { answerPage } from "../../../electron/host/page.ts";
import { Transfers } from "../../../electron/host/transfers.ts";
import { type MenuItem, menuTemplate } from "../../../electron/menu-template.ts";
import {
  APP_SCHEME,
  COMMAND_LINE_SWITCHES,
  closingGate,
  filesAmong,
  isOwnPage,
  NETWORK_URLS,
  openDialogOptions,
  placeOnScreen,
  readWindowState,
  saveDialogOptions,
  windowOptions,
} from "../../../electron/window-rules.ts";

const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe("the window", () => {
  const options = windowOptions({ width: 1280, height: 800 }, true, "/app/preload.cjs");

  it("gives its page no Node and keeps it in the sandbox", () => {
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it("opens in the colour of its bars and never below the smallest size", () => {
    expect(options).toMatchObject({ minWidth: 1024, minHeight: 640, backgroundColor: "#1D1E20", show: false });
    expect(windowOptions({ width: 1280, height: 800 }, false, "").backgroundColor).toBe("#F6F5F2");
  });

  it("opens where it was left", () => {
    const bounds = { x: 100, y: 80, width: 1300, height: 900 };
    expect(placeOnScreen(bounds, [screen])).toEqual(bounds);
  });

  it.each([
    ["a screen that is gone", { x: 2500, y: 100, width: 1280, height: 800 }],
    ["far above", { x: 0, y: -5000, width: 1280, height: 800 }],
    ["nowhere yet", undefined],
  ])("opens centred in its usual size when it stood on %s", (_, bounds) => {
    expect(placeOnScreen(bounds, [screen])).toEqual({ width: 1280, height: 800 });
  });

  it("moves wholly onto the screen that shows most of it", () => {
    const right = { x: 1920, y: 0, width: 1600, height: 860 };
    expect(placeOnScreen({ x: 1800, y: 400, width: 1400, height: 800 }, [screen, right])).toEqual({
      x: 1920,
      y: 60,
      width: 1400,
      height: 800,
    });
  });

  it("shrinks to a smaller screen, but not below the smallest size", () => {
    const small = { x: 0, y: 0, width: 1366, height: 600 };
    expect(placeOnScreen({ x: 0, y: 0, width: 1920, height: 1040 }, [small])).toEqual({
      x: 0,
      y: 0,
      width: 1366,
      height: 640,
    });
  });

  it.each([
    null,
    undefined,
    "text",
    { bounds: { x: "0", y: 0, width: 1, height: 1 } },
    { bounds: { x: 0, y: 0 } },
    { bounds: null, maximized: "yes" },
    { bounds: { x: Number.NaN, y: 0, width: 1, height: 1 } },
  ])("does not trust a state of %j in the settings file", (stored) => {
    expect(readWindowState(stored)).toEqual({ maximized: false });
  });

  it("takes over a sound state", () => {
    const state = { bounds: { x: 1, y: 2, width: 1100, height: 700 }, maximized: true };
    expect(readWindowState(state)).toEqual(state);
  });
});

describe("a closing window", () => {
  it("waits for its page, which then closes it", () => {
    const ask = vi.fn();
    const giveUp = vi.fn();
    const mayGo = closingGate(ask, giveUp, () => {});
    expect(mayGo()).toBe(false);
    expect(ask).toHaveBeenCalledOnce();
    expect(mayGo()).toBe(true);
    expect(ask).toHaveBeenCalledOnce();
    expect(giveUp).not.toHaveBeenCalled();
  });

  it("goes without an answer when the time is over", () => {
    const giveUp = vi.fn();
    let over = () => {};
    const mayGo = closingGate(
      () => {},
      giveUp,
      (then) => {
        over = then;
      },
    );
    expect(mayGo()).toBe(false);
    over();
    expect(giveUp).toHaveBeenCalledOnce();
  });
});

describe("what is refused", () => {
  it.each([
    "https://speechwright/index.html",
    "app://speechwright.example/index.html",
    "app://speechwright/other.html",
    "app://speechwright/index.html/../other.html",
    "file:///index.html",
    "about:blank",
    "",
  ])("a call or a move from %j", (url) => {
    expect(isOwnPage(url)).toBe(false);
  });

  it("nothing of the page itself", () => {
    expect(isOwnPage("app://speechwright/index.html")).toBe(true);
    expect(isOwnPage("app://speechwright/index.html#draft")).toBe(true);
  });

  it("every scheme that leaves the machine, and names before they are looked up", () => {
    expect(NETWORK_URLS.map((url) => url.split(":")[0])).toEqual(["http", "https", "ws", "wss", "ftp"]);
    expect(COMMAND_LINE_SWITCHES).toContainEqual(["host-resolver-rules", "MAP * ~NOTFOUND"]);
    expect(APP_SCHEME.privileges).not.toHaveProperty("bypassCSP");
    expect(APP_SCHEME.privileges).not.toHaveProperty("allowServiceWorkers");
  });
});

describe("what the page gets from app:", () => {
  let folder: string;
  const transfers = new Transfers();
  const get = (url: string, init?: RequestInit) =>
    answerPage(new Request(url, init), join(folder, "renderer"), transfers);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "app-page-"));
    await mkdir(join(folder, "renderer"));
    await writeFile(join(folder, "renderer", "index.html"), "<!doctype html>");
    await writeFile(join(folder, "secret.txt"), "secret");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("its files, under the policy", async () => {
    const answer = await get("app://speechwright/index.html");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await answer.text()).toBe("<!doctype html>");
  });

  it.each([
    ["another host", "app://elsewhere/index.html", 403],
    ["a missing file", "app://speechwright/missing.js", 404],
    ["a folder above", "app://speechwright/..%2Fsecret.txt", 404],
    ["a folder above by backslashes", "app://speechwright/..%5Csecret.txt", 404],
    ["broken escapes", "app://speechwright/%E0%A4%A", 404],
    ["an unknown transfer", "app://speechwright/transfer/6b1f7a51-0f5f-4c0b-9a3c-3b1f4f0d1a11", 404],
  ])("nothing for %s", async (_, url, status) => {
    const answer = await get(url);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
  });

  it("takes a dropped file at the one-time address", async () => {
    const events: HostEvent[] = [];
    const gone = new AbortController();
    const chosen = transfers.ask({ accept: [".txt"], source: "drop" }, (event) => events.push(event), gone.signal);
    const [asked] = events;
    if (asked?.name !== "transfer.ask") throw new Error("the page was not asked");
    const place = `app://speechwright${asked.data.url}/0?of=1&name=${encodeURIComponent("讲话.txt")}`;
    expect((await get(place, { method: "PUT", body: "同志们：" })).status).toBe(204);
    const [file] = await chosen;
    expect(file?.name).toBe("讲话.txt");
    expect(new TextDecoder().decode(file?.bytes)).toBe("同志们：");
    expect((await get(place, { method: "PUT", body: "again" })).status).toBe(404);
  });
});

describe("events to the page", () => {
  const notice = (message: string): HostEvent => ({ name: "notice", data: { message } });

  it("wait until it listens, and keep their order", () => {
    const outbox = new Outbox();
    const got: HostEvent[] = [];
    outbox.send(notice("1"));
    outbox.send(notice("2"));
    outbox.open((event) => got.push(event));
    outbox.send(notice("3"));
    expect(got).toEqual([notice("1"), notice("2"), notice("3")]);
  });

  it("wait again when it is gone", () => {
    const outbox = new Outbox();
    const first: HostEvent[] = [];
    outbox.open((event) => first.push(event));
    outbox.close();
    outbox.send(notice("later"));
    expect(first).toEqual([]);
    const second: HostEvent[] = [];
    outbox.open((event) => second.push(event));
    expect(second).toEqual([notice("later")]);
  });
});

describe("the native menu", () => {
  const flat = (items: readonly MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);

  it.each(["linux", "win32", "darwin"] as const)("holds every command of the table once (%s)", (platform) => {
    const chosen: string[] = [];
    for (const item of flat(menuTemplate(platform, (id) => chosen.push(id)))) item.click?.();
    expect(chosen.toSorted()).toEqual(COMMANDS.map(({ id }) => id).toSorted());
  });

  it("shows keys, but leaves them to the page", () => {
    const undo = flat(menuTemplate("linux", () => {})).find((item) => item.label === "撤销");
    expect(undo).toMatchObject({ accelerator: "CmdOrCtrl+Z", registerAccelerator: false });
  });

  it.each(["linux", "win32", "darwin"] as const)("is Chinese throughout, its roles as well (%s)", (platform) => {
    for (const item of flat(menuTemplate(platform, () => {}))) {
      if (item.type !== "separator") expect(item.label).toMatch(/\p{Script=Han}/u);
    }
  });

  it("has cut, copy, paste and no menu without a command", () => {
    const items = flat(menuTemplate("linux", () => {}));
    expect(items.map((item) => item.role)).toEqual(
      expect.arrayContaining(["cut", "copy", "paste", "selectAll", "quit"]),
    );
    for (const item of items) expect(item.submenu?.length).not.toBe(0);
  });

  it("has access keys but on macOS, where the app has a menu of its own", () => {
    const labels = (platform: NodeJS.Platform) => menuTemplate(platform, () => {}).map((item) => item.label);
    expect(labels("win32")[0]).toBe("文件(&F)");
    expect(labels("darwin").slice(0, 2)).toEqual(["讲稿匠", "文件"]);
  });
});

describe("files", () => {
  it("named by a start are absolute, without Chromium's switches", () => {
    const words = ["--allow-file-access-from-files", "去年.docx", "/home/user/a b.txt", ""];
    expect(filesAmong(words, "/home/user")).toEqual(["/home/user/去年.docx", "/home/user/a b.txt"]);
  });

  it("to open are chosen by ending, several at once", () => {
    expect(openDialogOptions([".txt", ".docx"])).toMatchObject({
      properties: ["openFile", "multiSelections"],
      filters: [{ extensions: ["txt", "docx"] }],
    });
    expect(openDialogOptions([".speech-template"]).filters).toEqual([
      { name: "讲稿匠模板", extensions: ["speech-template"] },
    ]);
    expect(openDialogOptions([".speech-library"]).filters).toEqual([
      { name: "讲稿匠素材", extensions: ["speech-library"] },
    ]);
  });

  it("to write are named by their kind", () => {
    expect(saveDialogOptions("/home/user/讲话.docx")).toMatchObject({
      defaultPath: "/home/user/讲话.docx",
      filters: [{ name: "Word 文件", extensions: ["docx"] }],
    });
  });
});
