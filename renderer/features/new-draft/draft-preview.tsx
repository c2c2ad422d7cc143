import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { Block } from "#core/draft/schema";
import { StillPaper } from "../../editor/still-paper.tsx";
import styles from "./draft-preview.module.css";

/** Width of A4 in CSS pixels, and the zoom of a preview that has all the room it wants. */
const SHEET_PX = (210 / 25.4) * 96;
const LARGEST_ZOOM = 0.65;

type DraftPreviewProps = {
  /** Undefined as long as the template is being read, or when it could not be. */
  body: readonly Block[] | undefined;
  /** What the draft asks for, in one line. */
  asks: string;
  /** What stands in place of the sheet. */
  children?: ReactNode;
};

/** 稿样: the draft as it would be made now, on a smaller sheet. */
export function DraftPreview({ body, asks, children }: DraftPreviewProps) {
  const desk = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const zoom = Math.min(LARGEST_ZOOM, element.clientWidth / SHEET_PX);
      if (zoom > 0) element.style.setProperty("--zoom", zoom.toFixed(3));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section className={styles.preview} aria-label="稿样">
      <header className={styles.head}>
        <h2 className={styles.title}>稿样</h2>
        <p className={styles.asks}>{asks}</p>
      </header>
      {children}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that is longer than the window is scrolled by keys too. */}
      <section className={styles.scroll} tabIndex={0} aria-label="稿样的正文">
        <div className={styles.desk} ref={desk}>
          {body && <StillPaper body={body} />}
        </div>
      </section>
    </section>
  );
}
