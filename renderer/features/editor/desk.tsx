import { useCallback, useEffect, useRef } from "react";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { Paper } from "../../editor/paper.tsx";
import { highlightPlaces, placeFromCursor, showPlace } from "../../editor/places.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { useSettings } from "../../settings.tsx";
import styles from "./desk.module.css";

/** Width of A4 in CSS pixels, and what stays of the desk beside it. */
const SHEET_PX = (210 / 25.4) * 96;
const MARGIN_PX = 20;

/** The desk with the sheet on it, in the zoom that the setting asks for. */
export function Desk({ session, readOnly }: { session: DraftSession; readOnly: boolean }) {
  const desk = useRef<HTMLElement>(null);
  const { zoom } = useSettings().settings;
  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    const apply = () =>
      element.style.setProperty("--zoom", String(zoom === "width" ? fittingZoom(element) : zoom / 100));
    apply();
    if (zoom !== "width") return;
    const observer = new ResizeObserver(apply);
    observer.observe(element);
    return () => observer.disconnect();
  }, [zoom]);

  const editor = useSlateStatic();
  const places = useStore(session.store, (state) => state.overview.openPlaces);
  useEffect(() => highlightPlaces(editor, places), [editor, places]);
  // The tints are the page's, not the editor's: those of a text that is gone would stay.
  useEffect(() => () => highlightPlaces(editor, []), [editor]);

  const toOpenPlace = useCallback(
    (step: 1 | -1) => {
      const place = placeFromCursor(editor, session.derive().openPlaces, step);
      if (place) showPlace(editor, place);
      return place !== undefined;
    },
    [editor, session],
  );
  useCommands({
    "edit.next-open-place": () => whenNotComposing(editor, () => toOpenPlace(1)),
    "edit.previous-open-place": () => whenNotComposing(editor, () => toOpenPlace(-1)),
  });

  return (
    <main className={styles.desk} ref={desk} data-pane>
      <Paper readOnly={readOnly} toOpenPlace={toOpenPlace} />
    </main>
  );
}

/** 页宽: as wide as fits, at most 100 %, in whole per cent so that it does not creep with every pixel. */
function fittingZoom(desk: HTMLElement): number {
  return Math.min(100, Math.max(50, Math.floor(((desk.clientWidth - MARGIN_PX) / SHEET_PX) * 100))) / 100;
}
