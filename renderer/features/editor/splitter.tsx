import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./splitter.module.css";

type SplitterProps = {
  label: string;
  /** The column that it makes wider: the one to its left or to its right. */
  column: "left" | "right";
  /** Width of that column and its limits, in pixels at a `scale` of 1. */
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

/** The inner edge of a side column, dragged by pointer or moved by the arrow keys, Home and End. */
export function Splitter({ label, column, width, min, max, scale, onDrag, onDragEnd }: SplitterProps) {
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget;
    if (!edge.hasPointerCapture(event.pointerId)) return;
    const box = edge.parentElement?.getBoundingClientRect();
    if (!box) return;
    onDrag(clamp((column === "left" ? event.clientX - box.left : box.right - event.clientX) / scale));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = column === "left" ? KEY_STEP : -KEY_STEP;
    const target = { ArrowLeft: width - step, ArrowRight: width + step, Home: min, End: max }[event.key];
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
      data-column={column}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => onDragEnd(width)}
      onKeyDown={onKeyDown}
    />
  );
}
