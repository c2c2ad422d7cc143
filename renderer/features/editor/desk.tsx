import { useCallback, useEffect, useRef } from "react";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { slotsIn } from "#core/draft/placeholders";
import type { Block } from "#core/draft/schema";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { Paper } from "../../editor/paper.tsx";
import { type BlockRange, highlightPlaces, placeFromCursor, showPlace } from "../../editor/places.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { placesToVisit } from "../../session/overview.ts";
import { useSettings } from "../../settings.tsx";
import { Unplaced } from "../slots/unplaced.tsx";
import styles from "./desk.module.css";
import { holdPlace } from "./desk-place.ts";
import { useTypewriter } from "./typewriter.ts";
import { zoomStep } from "./zoom.ts";

/** Width of A4 in CSS pixels, and what stays of the desk beside it. */
const SHEET_PX = (210 / 25.4) * 96;
const MARGIN_PX = 20;
/** How far the wheel turns for one step of the zoom: a notch of a mouse is 100, fingers on a pad send small parts. */
const WHEEL_STEP = 60;

/** The desk with the sheet on it, in the zoom that the setting asks for. */
export function Desk({ session, readOnly }: { session: DraftSession; readOnly: boolean }) {
  const desk = useRef<HTMLElement>(null);
  const { settings, change } = useSettings();
  const { zoom } = settings;
  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    const apply = () => {
      const value = String(zoom === "width" ? fittingZoom(element) : zoom / 100);
      if (element.style.getPropertyValue("--zoom") === value) return;
      const returnToPlace = holdPlace(element);
      element.style.setProperty("--zoom", value);
      returnToPlace();
    };
    apply();
    if (zoom !== "width") return;
    const observer = new ResizeObserver(apply);
    observer.observe(element);
    return () => observer.disconnect();
  }, [zoom]);

  const step = useCallback(
    (direction: 1 | -1) => {
      const shown = Number(desk.current?.style.getPropertyValue("--zoom")) * 100;
      change({ zoom: zoomStep(Math.round(shown), direction) });
    },
    [change],
  );
  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    let turned = 0;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      // Else the browser would zoom the whole window.
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < WHEEL_STEP) return;
      step(turned < 0 ? 1 : -1);
      turned = 0;
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [step]);
  useTypewriter(desk, settings.typewriter);
  useCommands({
    "view.zoom-in": () => step(1),
    "view.zoom-out": () => step(-1),
    "view.zoom-width": () => change({ zoom: "width" }),
    "view.typewriter": () => change({ typewriter: !settings.typewriter }),
  });

  const editor = useSlateStatic();
  const places = useStore(session.store, (state) => state.overview.openPlaces);
  // Slots are drawn by their mark.
  useEffect(() => highlightPlaces(editor, withoutSlots(editor, places)), [editor, places]);
  // The tints are the page's, not the editor's: those of a text that is gone would stay.
  useEffect(() => () => highlightPlaces(editor, []), [editor]);

  const toOpenPlace = useCallback(
    (step: 1 | -1) => {
      const place = placeFromCursor(editor, placesToVisit(session.derive()), step);
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
    <main className={styles.desk} ref={desk} data-pane data-typewriter={settings.typewriter || undefined}>
      <Paper readOnly={readOnly} toOpenPlace={toOpenPlace} />
      <Unplaced session={session} readOnly={readOnly} />
    </main>
  );
}

function withoutSlots(editor: SpeechEditor, places: readonly BlockRange[]): BlockRange[] {
  return places.filter(({ block, start }) => {
    const found = editor.children[block] as Block | undefined;
    return found !== undefined && !slotsIn(found).some((slot) => slot.start === start);
  });
}

/** 页宽: as wide as fits, at most 100 %, in whole per cent so that it does not creep with every pixel. */
function fittingZoom(desk: HTMLElement): number {
  return Math.min(100, Math.max(50, Math.floor(((desk.clientWidth - MARGIN_PX) / SHEET_PX) * 100))) / 100;
}
