import type { CSSProperties } from "react";
import styles from "./target-bar.module.css";

type TargetBarProps = {
  value: number;
  min: number;
  max: number;
  /** What it says, for screen readers: `613 字，目标 350–900 字`. */
  label: string;
};

/** How far a length is, as a bar of 4 px with ticks at both limits; the figures stand beside it in words. */
export function TargetBar({ value, min, max, label }: TargetBarProps) {
  // The upper limit leaves a seventh of the bar free, so that what goes beyond it is to be seen.
  const full = Math.max(1, (max * 7) / 6, value);
  const share = (part: number) => `${(100 * Math.min(part, full)) / full}%`;
  const lengths = { "--value": share(value), "--min": share(min), "--max": share(max) } as CSSProperties;
  return (
    <div className={styles.bar} role="img" aria-label={label} style={lengths} data-over={value > max || undefined}>
      <span className={styles.fill} />
      <span className={styles.tick} data-edge="min" />
      <span className={styles.tick} data-edge="max" />
    </div>
  );
}

const figures = new Intl.NumberFormat("zh-CN");

/** 目标 2,000–3,000 字. */
export function targetText(min: number, max: number): string {
  return `目标 ${figures.format(min)}–${figures.format(max)} 字`;
}
