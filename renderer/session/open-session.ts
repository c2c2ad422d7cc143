import type { DraftSession } from "./draft-session.ts";

let open: DraftSession | undefined;

/** Makes `session` the one that is flushed before the window goes; the answer takes it back. */
export function registerOpenSession(session: DraftSession): () => void {
  open = session;
  return () => {
    if (open === session) open = undefined;
  };
}

/** Saves what is not saved yet of the open draft, if any; false when that failed and the window should stay. */
export async function flushOpenDraft(): Promise<boolean> {
  return (await open?.flush()) ?? true;
}
