import { PanelLeft } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
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

type RowProps = OutlineRow & { current: boolean; tabStop: boolean };

const figures = new Intl.NumberFormat("zh-CN");

/** 大纲: where the text stands, how long each part is, and the way there. */
export const Outline = memo(function Outline({ session }: { session: DraftSession }) {
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
      {rows.length === 0 && (
        <p className={styles.empty}>还没有标题。把光标放在一行里，按 {keysOf("style.heading-1")} 设为一级标题。</p>
      )}
      <ol className={styles.rows} onKeyDown={moveFocus}>
        {rows.map((row) => (
          <Row
            key={row.block}
            {...row}
            current={row.block === current}
            tabStop={row.block === (current ?? rows[0]?.block)}
          />
        ))}
      </ol>
      <p className={styles.total}>全文 {figures.format(characters)} 字</p>
    </nav>
  );
});

// A list of our own, since one of the component library takes two seconds over the 700 rows of the longest drafts.
const Row = memo(function Row({ label, level, text, characters, minutes, block, current, tabStop }: RowProps) {
  const editor = useSlateStatic();
  const words = text || "（空标题）";
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li>
      <button
        ref={row}
        type="button"
        className={styles.row}
        data-level={level}
        aria-current={current ? "location" : undefined}
        tabIndex={tabStop ? 0 : -1}
        onClick={() => showPlace(editor, { block, start: 0, end: 0 })}
      >
        {level === 1 && <span className={styles.number}>{label.replace("、", "")}</span>}
        <span className={styles.text}>{level === 1 ? words : `${label}${words}`}</span>
        <span className={`${styles.figure} ${styles.characters}`}>
          {figures.format(characters)}
          <span className={styles.unit}> 字</span>
        </span>
        <span className={styles.figure}>
          {minutes.toFixed(1)}
          <span className={styles.unit}> 分钟</span>
        </span>
      </button>
    </li>
  );
});

/** The list is one stop of the Tab key; the arrows move within it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll("button")];
  const place = rows.indexOf(document.activeElement as HTMLButtonElement);
  const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  rows[target]?.focus();
}
