import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./splitter.module.css";

type SplitterProps = {
  label: string;
  /** Width of the column to its left and its limits, in pixels at a `scale` of 1. */
  width: number;
  min: number;
  max: number;
  /** Pixels on the screen to one of `width`: text size over 100 %. */
  scale: number;
  onDrag: (width: number) => void;
  /** Called once the width is chosen, to remember it. */
  onDragEnd: (width: number) => void;
};

const KEY_STEP = 16;

/** The right edge of a column, dragged by pointer or moved by the arrow keys, Home and End. */
export function Splitter({ label, width, min, max, scale, onDrag, onDragEnd }: SplitterProps) {
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget;
    if (!edge.hasPointerCapture(event.pointerId)) return;
    const left = edge.parentElement?.getBoundingClientRect().left ?? 0;
    onDrag(clamp((event.clientX - left) / scale));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowLeft: width - KEY_STEP, ArrowRight: width + KEY_STEP, Home: min, End: max }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onDrag(clamp(target));
    onDragEnd(clamp(target));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and moved, a separator with a value can
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles.splitter}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => onDragEnd(width)}
      onKeyDown={onKeyDown}
    />
  );
}
