import type { Transport } from "#core/api/client";
import type { Answer, HostEvent } from "#core/api/contract";

/** What the preload of the desktop window puts on `window`. */
type DesktopBridge = {
  call: (name: string, input: unknown) => Promise<Answer>;
  onEvent: (listener: (event: HostEvent) => void) => void;
};

declare global {
  interface Window {
    speechwright?: DesktopBridge;
  }
}

/** The other end of every call: the desktop's main process, or the host on the loopback address. */
export type Host = {
  call: Transport;
  onEvent: (listener: (event: HostEvent) => void) => void;
  /** Tells when the host has gone and when it is back; the desktop's never goes without its window. */
  onPresence: (listener: (present: boolean) => void) => void;
};

export const HOST_GONE = "讲稿匠已经关闭，新打的字存不上。文字还在窗口里，可以先复制出去；重新打开讲稿匠，再接着写。";

/** Finds the door this page was opened through. */
export function connectHost(): Host {
  const bridge = window.speechwright;
  return bridge ? { call: bridge.call, onEvent: bridge.onEvent, onPresence: () => {} } : connectLoopback();
}

function connectLoopback(): Host {
  // Names this window among others of the same host, so that an answer to “open a file” comes from the page that asked.
  const windowId = crypto.randomUUID();
  const events = new EventSource(`/api/events?window=${windowId}`);
  return {
    call: async (name, input) => {
      try {
        const response = await fetch("/api/call", {
          method: "POST",
          headers: { "content-type": "application/json", "x-window-id": windowId },
          body: JSON.stringify({ name, input }),
        });
        return (await response.json()) as Answer;
      } catch {
        return { ok: false, error: { code: "host.gone", message: HOST_GONE, details: {} } };
      }
    },
    onEvent: (listener) => {
      events.addEventListener("message", ({ data }) => listener(JSON.parse(data) as HostEvent));
    },
    onPresence: (listener) => {
      events.addEventListener("open", () => listener(true));
      events.addEventListener("error", () => listener(false));
    },
  };
}
