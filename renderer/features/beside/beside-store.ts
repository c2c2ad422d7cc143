import { type ReactNode, useEffect, useRef } from "react";
import { createStore, useStore } from "zustand";
import type { Block } from "#core/draft/schema";
import { runCommand } from "../../commands.ts";

/** A text to read beside the open draft. */
export type BesideContent = {
  title: string;
  /** What it is, in a few words, such as 10 分钟前的版本. */
  note: string;
  body: Block[];
  /** Buttons of its own, such as 恢复这一版…. */
  action?: ReactNode;
};

/** What lies beside: one of the own drafts, a file that is no draft, or what another feature gave as long as its page is open. */
export type Shown =
  | { kind: "draft"; id: string }
  | { kind: "file"; content: BesideContent }
  | { kind: "given"; content: BesideContent };

type BesideState = {
  shown: Shown | null;
  /** Size of the text, per cent of that of the paper. */
  zoom: number;
  /** The block that stood at the top when the text went out of sight. */
  top: number;
  /** Whether what is shown takes the focus as soon as it is there: a command asked for it, or what it replaces had it. */
  seeking: boolean;
};

/** Remembered as long as the window is open, across drafts. */
export const besideStore = createStore<BesideState>(() => ({ shown: null, zoom: 70, top: 0, seeking: false }));

/** Puts `shown` beside the open draft in place of what was there; null asks what to read. */
export function putBeside(shown: Shown | null): void {
  besideStore.setState({ shown, top: 0, seeking: false });
}

/** Gives the focus to what is shown, the text or the field that finds one. */
export function seekBeside(): void {
  besideStore.setState({ seeking: true });
}

/** Runs `focus` once the component is the one that the focus was asked for. */
export function useSought(focus: () => void): void {
  const seeking = useStore(besideStore, (state) => state.seeking);
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    if (!seeking) return;
    // Behind the panel's own effects, which take the focus to the tab.
    const frame = requestAnimationFrame(() => {
      besideStore.setState({ seeking: false });
      latest.current();
    });
    return () => cancelAnimationFrame(frame);
  }, [seeking]);
}

/** Opens `content` in the panel 参看 of the page that is open. */
export function showBeside(content: BesideContent): void {
  putBeside({ kind: "given", content });
  runCommand("view.beside");
}

/** Takes away what was given for the page that closes: its buttons would act on a draft that is no longer open. */
export function forgetGiven(): void {
  if (besideStore.getState().shown?.kind === "given") putBeside(null);
}
