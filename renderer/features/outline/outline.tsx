import { PanelLeft } from "lucide-react";
import { memo } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { keysOf, runCommand } from "../../commands.ts";
import { blockAtCursor } from "../../editor/blocks.ts";
import { showPlace } from "../../editor/places.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import type { OutlineRow } from "../../session/overview.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { BackButton } from "../editor/back-button.tsx";
import styles from "./outline.module.css";

const figures = new Intl.NumberFormat("zh-CN");

/** 大纲: where the text stands, how long each part is, and the way there. */
export const Outline = memo(function Outline({ session }: { session: DraftSession }) {
  const editor = useSlateStatic();
  const { title, rows, characters } = useStore(session.store, (state) => state.overview);
  const current = useSlateSelector((each) => {
    const block = blockAtCursor(each)?.[1][0] ?? -1;
    return rows.findLast((row) => row.block <= block)?.block;
  });

  return (
    <nav className={styles.outline} aria-label="大纲" data-pane>
      <div className={styles.bar}>
        <BackButton />
        <IconButton
          icon={PanelLeft}
          size="toolbar"
          label="收起大纲"
          {...(keysOf("view.outline") && { keys: keysOf("view.outline") })}
          onPress={() => runCommand("view.outline")}
        />
      </div>
      <h2 className={styles.title} title={title} data-empty={title === "" || undefined}>
        {title || "还没有题目"}
      </h2>
      <div className={styles.columns} aria-hidden>
        <span>大纲</span>
        <span>字数</span>
        <span>分钟</span>
      </div>
      <ListBox
        aria-label="各部分"
        className={styles.rows ?? ""}
        onAction={(block) => showPlace(editor, { block: Number(block), start: 0, end: 0 })}
        renderEmptyState={() => (
          <p className={styles.empty}>还没有标题。把光标放在一行里，按 {keysOf("style.heading-1")} 设为一级标题。</p>
        )}
      >
        {rows.map((row) => (
          <Row key={row.block} row={row} current={row.block === current} />
        ))}
      </ListBox>
      <p className={styles.total}>全文 {figures.format(characters)} 字</p>
    </nav>
  );
});

function Row({ row, current }: { row: OutlineRow; current: boolean }) {
  const text = row.text || "（空标题）";
  const numberInColumn = row.level === 1;
  return (
    <ListBoxItem
      id={row.block}
      textValue={`${row.label}${text}`}
      aria-label={`${row.label}${text}，${row.characters} 字，${row.minutes.toFixed(1)} 分钟`}
      className={styles.row ?? ""}
      data-level={row.level}
      data-current={current || undefined}
    >
      {numberInColumn && <span className={styles.number}>{row.label.replace("、", "")}</span>}
      <span className={styles.text}>{numberInColumn ? text : `${row.label}${text}`}</span>
      <span className={`${styles.figure} ${styles.characters}`}>{figures.format(row.characters)}</span>
      <span className={styles.figure}>{row.minutes.toFixed(1)}</span>
    </ListBoxItem>
  );
}
