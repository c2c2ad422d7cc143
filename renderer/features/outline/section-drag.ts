import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Block } from "#core/draft/schema";
import { closingOf, landingsOf, moveTo, type Section, type SectionMove, sectionsOf } from "#core/draft/sections";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { blockOf, keyOf } from "./section-work.ts";

/** A drag under way: the row that is dragged, and how far from the top of the list the line is where it would land. */
export type SectionDrag = { key: string; line: number | null };

/** Where a row may land: `before` is the key of the row there, null for the end of all sections. */
type Place = { y: number; before: string | null; own: boolean };

/** Less is a click with an unsteady hand. */
const START_PX = 4;
/** So far beside the list it still counts; further off the section stays where it is. */
const ASIDE_PX = 48;
const SCROLL_EDGE_PX = 28;
/** The most that the list scrolls in a frame. */
const SCROLL_MOST_PX = 24;

/**
 * Drags sections within `list` by mouse or pen; its rows carry `data-key`. The line goes to the nearest place where the section
 * may stand, so that one of level 1 that is held between the rows of another lands before or behind that whole one.
 */
export function useSectionDrag(
  editor: SpeechEditor,
  list: RefObject<HTMLElement | null>,
  onDrop: (key: string, move: SectionMove) => void,
): { drag: SectionDrag | null; onPointerDown: (event: ReactPointerEvent) => void } {
  const [drag, setDrag] = useState<SectionDrag | null>(null);
  const latestDrop = useRef(onDrop);
  latestDrop.current = onDrop;
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  const onPointerDown = (down: ReactPointerEvent) => {
    const element = list.current;
    const row = down.target instanceof Element ? down.target.closest<HTMLElement>("[data-key]") : null;
    const key = row?.dataset.key;
    if (!element || key === undefined || down.button !== 0 || down.pointerType === "touch") return;
    stop.current();
    let places: Place[] | null = null;
    let target: Place | null = null;
    let pointer = { x: down.clientX, y: down.clientY };
    let frame = 0;

    const follow = () => {
      if (!places) return;
      const { left, right, top } = element.getBoundingClientRect();
      const y = pointer.y - top + element.scrollTop;
      const beside = pointer.x < left - ASIDE_PX || pointer.x > right + ASIDE_PX;
      const nearest = beside ? undefined : nearestOf(places, y);
      target = nearest && !nearest.own ? nearest : null;
      const line = target?.y ?? null;
      setDrag((before) => (before?.line === line && before.key === key ? before : { key, line }));
    };
    const scroll = () => {
      const { top, bottom } = element.getBoundingClientRect();
      // The further over the edge, the faster.
      const over = Math.min(0, pointer.y - top - SCROLL_EDGE_PX) + Math.max(0, pointer.y - bottom + SCROLL_EDGE_PX);
      const before = element.scrollTop;
      element.scrollTop += Math.max(-SCROLL_MOST_PX, Math.min(SCROLL_MOST_PX, over / 3));
      if (element.scrollTop !== before) follow();
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      pointer = { x: event.clientX, y: event.clientY };
      if (!places) {
        if (Math.hypot(pointer.x - down.clientX, pointer.y - down.clientY) < START_PX) return;
        places = placesOf(editor, element, key);
        if (!places) return end();
        element.setPointerCapture(down.pointerId);
        frame = requestAnimationFrame(scroll);
      }
      follow();
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const dropped = target;
      if (places) swallowClick()();
      end();
      const section = dropped && sectionOf(editor, key);
      if (!section) return;
      // The places are named by their rows, since the text may have changed since the drag began.
      const body = editor.children as Block[];
      const landing = dropped.before === null ? closingOf(body) : blockOf(editor, dropped.before);
      const moving = landingsOf(body, section).includes(landing) ? moveTo(section, landing) : undefined;
      if (moving) latestDrop.current(key, moving);
    };
    const cancel = (event: KeyboardEvent) => {
      if (!places || event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      // The button may be held for long, and the click comes with its release.
      window.addEventListener("pointerup", swallowClick(), { once: true });
      end();
    };
    const end = () => {
      places = null;
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("blur", end);
      window.removeEventListener("keydown", cancel, true);
      if (element.hasPointerCapture(down.pointerId)) element.releasePointerCapture(down.pointerId);
      stop.current = () => {};
      setDrag(null);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", end);
    window.addEventListener("blur", end);
    window.addEventListener("keydown", cancel, true);
    stop.current = end;
  };

  return { drag, onPointerDown };
}

function sectionOf(editor: SpeechEditor, key: string): Section | undefined {
  const block = blockOf(editor, key);
  return sectionsOf(editor.children as Block[]).find((section) => section.block === block);
}

/** Where the section of the row `key` may land among the rows in sight, from top to bottom; null when it is no section. */
function placesOf(editor: SpeechEditor, list: HTMLElement, key: string): Place[] | null {
  const body = editor.children as Block[];
  const section = sectionOf(editor, key);
  if (!section) return null;
  const landings = new Set(landingsOf(body, section));
  const blocks = new Map(body.map((_, block) => [keyOf(editor, block), block]));
  const isOwn = (block: number) => block >= section.block && block <= section.end;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-key]")];
  const places = rows.flatMap((row): Place[] => {
    const before = row.dataset.key ?? "";
    const block = blocks.get(before) ?? -1;
    return landings.has(block) ? [{ y: row.offsetTop, before, own: isOwn(block) }] : [];
  });
  const last = rows.at(-1);
  if (last && closingOf(body) === body.length) {
    places.push({ y: last.offsetTop + last.offsetHeight, before: null, own: isOwn(body.length) });
  }
  return places;
}

function nearestOf(places: readonly Place[], y: number): Place | undefined {
  return places.reduce<Place | undefined>(
    (best, place) => (best && Math.abs(best.y - y) <= Math.abs(place.y - y) ? best : place),
    undefined,
  );
}

/** The click that follows the end of a drag is none; the answer, to be called behind it, lets clicks through again. */
function swallowClick(): () => void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, true);
  return () => setTimeout(() => window.removeEventListener("click", swallow, true));
}
