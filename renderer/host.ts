import type { Transport } from "#core/api/client";
import type { Answer, HostEvent } from "#core/api/contract";

type Listener = (event: HostEvent) => void;

declare global {
  interface Window {
    /** What the preload of the desktop window offers. */
    speechwright?: { call: Transport; onEvent: (listener: Listener) => void };
  }
}

/** The other end of every call: the desktop's main process, or the host on the loopback address. */
export type Host = {
  call: Transport;
  /** Tells every event to one listener, those too that came before it was there; the answer takes it back. */
  onEvent: (listener: Listener) => () => void;
  /** Tells when the host has gone and when it is back; the desktop's never goes without its window. */
  onPresence: (listener: (present: boolean) => void) => void;
};

export const HOST_GONE = "讲稿匠已经关闭，新打的字存不上。文字还在窗口里，可以先复制出去；重新打开讲稿匠，再接着写。";

/** Calls up to this many characters are still delivered when the page goes away; the browser's limit is 64 KiB of UTF-8. */
const KEPT_ALIVE = 20_000;

/** Finds the door this page was opened through. */
export function connectHost(): Host {
  const bridge = window.speechwright;
  if (!bridge) return connectLoopback();
  return { call: bridge.call, onEvent: keepingEvents(bridge.onEvent), onPresence: () => {} };
}

function connectLoopback(): Host {
  // Names this window among others of the same host, so that an answer to “open a file” comes from the page that asked.
  const windowId = crypto.randomUUID();
  const events = new EventSource(`/api/events?window=${windowId}`);
  return {
    call: async (name, input) => {
      const body = JSON.stringify({ name, input });
      const headers = { "content-type": "application/json", "x-window-id": windowId };
      try {
        const keepalive = body.length < KEPT_ALIVE;
        const response = await fetch("/api/call", { method: "POST", headers, body, keepalive });
        return (await response.json()) as Answer;
      } catch {
        return { ok: false, error: { code: "host.gone", message: HOST_GONE, details: {} } };
      }
    },
    onEvent: keepingEvents((listener) =>
      events.addEventListener("message", ({ data }) => listener(JSON.parse(data) as HostEvent)),
    ),
    onPresence: (listener) => {
      events.addEventListener("open", () => listener(true));
      events.addEventListener("error", () => listener(false));
    },
  };
}

/** A file named at start is told before the first page is drawn; it waits here for its listener. */
function keepingEvents(subscribe: (listener: Listener) => void): Host["onEvent"] {
  const waiting: HostEvent[] = [];
  let current: Listener = (event) => waiting.push(event);
  subscribe((event) => current(event));
  return (listener) => {
    current = listener;
    for (const event of waiting.splice(0)) listener(event);
    return () => {
      current = (event) => waiting.push(event);
    };
  };
}
