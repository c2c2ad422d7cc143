import { type ReactNode, useState } from "react";
import { useSettings } from "../../settings.tsx";
import styles from "./editor-frame.module.css";
import { Splitter } from "./splitter.tsx";

type EditorFrameProps = {
  toolbar: ReactNode;
  outline: ReactNode;
  notes: ReactNode;
  status: ReactNode;
  children: ReactNode;
};

/** Outline, middle and panel beside each other, the status bar below; keeps the width of the outline while it is dragged. */
export function EditorFrame({ toolbar, outline, notes, status, children }: EditorFrameProps) {
  const { settings, change } = useSettings();
  const [width, setWidth] = useState(settings.outlineWidth);
  return (
    <div className={styles.frame} style={{ "--outline-width": `${width}px` } as React.CSSProperties}>
      {!settings.outlineFolded && (
        <aside className={styles.outline} aria-label="大纲栏">
          {outline}
          <Splitter
            label="大纲的宽度"
            width={width}
            min={220}
            max={400}
            onDrag={setWidth}
            onDragEnd={(outlineWidth) => change({ outlineWidth })}
          />
        </aside>
      )}
      <div className={styles.middle}>
        <header>{toolbar}</header>
        {children}
      </div>
      {notes}
      <div className={styles.status}>{status}</div>
    </div>
  );
}
