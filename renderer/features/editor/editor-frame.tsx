import { type ReactNode, useState } from "react";
import { useSettings } from "../../settings.tsx";
import styles from "./editor-frame.module.css";
import { Splitter } from "./splitter.tsx";

type EditorFrameProps = {
  toolbar: ReactNode;
  /** Messages between toolbar and desk. */
  strips: ReactNode;
  /** The column at the left, false while it is folded. */
  outline: ReactNode;
  desk: ReactNode;
  /** The panel at the right, null when there is none to show. */
  panel: ReactNode;
  status: ReactNode;
};

/** Outline, desk and panel beside each other, toolbar above, status bar below; keeps the widths of the columns while they are dragged. */
export function EditorFrame({ toolbar, strips, outline, desk, panel, status }: EditorFrameProps) {
  const { settings, change } = useSettings();
  const [width, setWidth] = useState(settings.outlineWidth);
  const [panelWidth, setPanelWidth] = useState(settings.panelWidth);
  const widths = { "--outline-width": width, "--panel-width": panelWidth } as React.CSSProperties;
  const scale = settings.textScale / 100;
  return (
    <div className={styles.frame} style={widths}>
      {outline && (
        <aside className={styles.outline} aria-label="大纲栏">
          {outline}
          <Splitter
            label="大纲的宽度"
            column="left"
            width={width}
            scale={scale}
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
      {panel && (
        <aside className={styles.panel} aria-label="右栏">
          {panel}
          <Splitter
            label="右栏的宽度"
            column="right"
            width={panelWidth}
            scale={scale}
            min={280}
            max={720}
            onDrag={setPanelWidth}
            onDragEnd={(panelWidth) => change({ panelWidth })}
          />
        </aside>
      )}
      <div className={styles.status}>{status}</div>
    </div>
  );
}
