import { type ReactNode, useState } from "react";
import { useSettings } from "../../settings.tsx";
import styles from "./editor-frame.module.css";
import { Splitter } from "./splitter.tsx";

type EditorFrameProps = {
  toolbar: ReactNode;
  /** Messages between toolbar and desk. */
  strips: ReactNode;
  outline: ReactNode;
  desk: ReactNode;
  /** The panel at the right, null when there is none to show. */
  panel: ReactNode;
  status: ReactNode;
};

/** Outline, desk and panel beside each other, toolbar above, status bar below; keeps the width of the outline while it is dragged. */
export function EditorFrame({ toolbar, strips, outline, desk, panel, status }: EditorFrameProps) {
  const { settings, change } = useSettings();
  const [width, setWidth] = useState(settings.outlineWidth);
  return (
    <div className={styles.frame} style={{ "--outline-width": width } as React.CSSProperties}>
      {!settings.outlineFolded && (
        <aside className={styles.outline} aria-label="大纲栏">
          {outline}
          <Splitter
            label="大纲的宽度"
            width={width}
            scale={settings.textScale / 100}
            min={220}
            max={400}
            onDrag={setWidth}
            onDragEnd={(outlineWidth) => change({ outlineWidth })}
          />
        </aside>
      )}
      <header className={styles.bar}>{toolbar}</header>
      <div className={styles.strips}>{strips}</div>
      <div className={styles.desk}>{desk}</div>
      <div className={styles.panel}>{panel}</div>
      <div className={styles.status}>{status}</div>
    </div>
  );
}
