import { ChevronDown, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useSlateStatic } from "slate-react";
import type { Block } from "#core/draft/schema";
import { type Section, sectionsOf, stepOf } from "#core/draft/sections";
import { keysOf, runCommand } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { canShift, selectSection } from "../../editor/move-section.ts";
import { showPlace } from "../../editor/places.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { ContextMenu, type MenuEntry } from "../../ui/menu.tsx";
import unseen from "../../ui/unseen.module.css";
import styles from "./outline.module.css";
import { useSectionDrag } from "./section-drag.ts";
import {
  blockOf,
  EMPTY_HEADING,
  keyOf,
  moveAndTell,
  shiftAndTell,
  showSoon,
  stepSection,
  styleHeading,
} from "./section-work.ts";
import { type TreeRow, visibleRowOf, visibleRows } from "./tree.ts";

type OutlineTreeProps = {
  session: DraftSession;
  tree: readonly TreeRow[];
  /** The row of the place with the cursor. */
  current: TreeRow | undefined;
  readOnly: boolean;
  folded: ReadonlySet<string>;
  onFold: (folded: ReadonlySet<string>) => void;
};

type Action = "up" | "down" | "promote" | "demote" | "select" | "save";
type OpenMenu = { key: string; target: Element; at?: { x: number; y: number }; entries: MenuEntry<Action>[] };

const figures = new Intl.NumberFormat("zh-CN");

/** The rows of the outline: one stop of the Tab key, the arrows move within it, fold it, and with Alt move a section. */
export function OutlineTree({ session, tree, current, readOnly, folded, onFold }: OutlineTreeProps) {
  const editor = useSlateStatic();
  const list = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);

  const rows = visibleRows(tree, folded);
  const currentKey = current && visibleRowOf(current, folded).key;
  const focused = tree.find(({ key }) => key === focusedKey);
  const tabStop = (focused && visibleRowOf(focused, folded).key) ?? currentKey ?? rows[0]?.key;

  const { drag, onPointerDown } = useSectionDrag(editor, list, (key, move) =>
    whenNotComposing(editor, () => {
      moveAndTell(editor, session, move);
      keepInSight(key);
      focusRow(key);
    }),
  );
  const dragged = drag && rows.find(({ key }) => key === drag.key);

  // A row that had the focus and is gone, folded away or no heading any more, leaves it to the one in its place.
  useLayoutEffect(() => {
    if (hasFocus.current && !list.current?.contains(document.activeElement)) {
      list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  });

  const focusRow = (key: string | undefined) => {
    if (key === undefined) return;
    setFocusedKey(key);
    const row = list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`);
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  const fold = (key: string, isFolded: boolean) => {
    const next = new Set(folded);
    if (isFolded) next.add(key);
    else next.delete(key);
    onFold(next);
  };
  /** Shows a section where it is now: on the paper, and in the outline even if it went into a folded one. */
  const keepInSight = (key: string) => {
    const block = blockOf(editor, key);
    showSoon(editor, block);
    const around = sectionsOf(editor.children as Block[]).filter((each) => each.block < block && block < each.end);
    const hiding = around.map((each) => keyOf(editor, each.block)).filter((each) => folded.has(each));
    if (hiding.length > 0) onFold(new Set([...folded].filter((each) => !hiding.includes(each))));
  };
  const go = (key: string) => {
    const block = blockOf(editor, key);
    if (block >= 0) whenNotComposing(editor, () => showPlace(editor, { block, start: 0, end: 0 }));
  };
  const sectionOf = (key: string): Section | undefined => {
    const block = blockOf(editor, key);
    return sectionsOf(editor.children as Block[]).find((section) => section.block === block);
  };
  /** Changes the section of a row, if it is one and may be changed. */
  const change = (key: string, work: (section: Section) => void) =>
    whenNotComposing(editor, () => {
      const section = readOnly ? undefined : sectionOf(key);
      if (!section) return;
      work(section);
      keepInSight(key);
    });
  const setLevel = (row: TreeRow, level: 0 | 1 | 2 | 3 | 4) =>
    change(row.key, ({ block }) => {
      const place = rows.indexOf(row);
      if (level === 0) setFocusedKey((rows[place - 1] ?? rows[place + 1])?.key ?? null);
      styleHeading(editor, session, block, level);
    });

  const act = (key: string, action: Action) => {
    switch (action) {
      case "up":
      case "down":
        return change(key, (section) => stepSection(editor, session, section, action === "up" ? -1 : 1));
      case "promote":
      case "demote":
        return change(key, (section) => shiftAndTell(editor, session, section, action === "promote" ? -1 : 1));
      case "select": {
        const section = sectionOf(key);
        if (section) whenNotComposing(editor, () => selectSection(editor, section));
        return;
      }
      case "save": {
        const section = sectionOf(key);
        if (!section) return;
        whenNotComposing(editor, () => {
          selectSection(editor, section);
          runCommand("edit.save-passage");
        });
      }
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const index = rows.findIndex(({ key }) => key === rowKeyOf(event.target));
    const row = rows[index];
    if (!row || event.nativeEvent.isComposing || event.shiftKey) return;
    const act = (work: () => void) => {
      event.preventDefault();
      work();
    };
    if (event.altKey) {
      if (event.ctrlKey || event.metaKey) return;
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
      if (step) act(() => change(row.key, (section) => stepSection(editor, session, section, step)));
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      // In the text these keys are for the block with the cursor, here for the heading with the focus.
      if (/^[0-4]$/u.test(event.key)) act(() => setLevel(row, Number(event.key) as 0 | 1 | 2 | 3 | 4));
      return;
    }
    const isOpen = row.hasChildren && !folded.has(row.key);
    switch (event.key) {
      case "ArrowDown":
        return act(() => focusRow(rows[index + 1]?.key));
      case "ArrowUp":
        return act(() => focusRow(rows[index - 1]?.key));
      case "Home":
        return act(() => focusRow(rows[0]?.key));
      case "End":
        return act(() => focusRow(rows.at(-1)?.key));
      case "ArrowRight":
        return act(() => (isOpen ? focusRow(rows[index + 1]?.key) : row.hasChildren && fold(row.key, false)));
      case "ArrowLeft":
        return act(() => (isOpen ? fold(row.key, true) : focusRow(row.parent?.key)));
      case "Enter":
      case " ":
        return act(() => go(row.key));
    }
  };

  const onClick = (event: MouseEvent) => {
    const key = rowKeyOf(event.target);
    if (key === undefined) return;
    if (isFoldIcon(event.target)) fold(key, !folded.has(key));
    else go(key);
  };

  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const row = rows.find(({ key }) => key === rowKeyOf(event.target));
    const target = event.target instanceof Element && event.target.closest("[data-key]");
    const section = row && sectionOf(row.key);
    if (!target || !section) return;
    focusRow(row.key);
    // A key asks for it without a button of the mouse.
    const at = event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined;
    const entries = entriesFor(editor.children as Block[], section, readOnly);
    setMenu({ key: row.key, target, entries, ...(at && { at }) });
  };

  return (
    <>
      <div
        ref={list}
        className={styles.rows}
        role="tree"
        aria-label="大纲"
        aria-orientation="vertical"
        data-dragging={drag !== null || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onPointerDown={(event) => {
          if (readOnly || isFoldIcon(event.target)) return;
          onPointerDown(event);
          // Rows that lag behind the text would put the places of a drag beside it.
          session.derive();
        }}
        onFocus={(event) => {
          hasFocus.current = true;
          setFocusedKey(rowKeyOf(event.target) ?? null);
        }}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          hasFocus.current = false;
          setFocusedKey(null);
        }}
      >
        {rows.map((row) => (
          <Row
            key={row.key}
            rowKey={row.key}
            kind={row.kind}
            label={row.label}
            level={row.level}
            text={row.text}
            characters={row.characters}
            minutes={row.minutes}
            depth={row.depth}
            position={row.position}
            siblings={row.siblings}
            expanded={row.hasChildren ? !folded.has(row.key) : undefined}
            current={row.key === currentKey}
            tabStop={row.key === tabStop}
            dragged={dragged != null && isWithin(row, dragged)}
          />
        ))}
        {drag?.line != null && dragged && (
          <div
            className={styles.line}
            data-level={dragged.level}
            style={{ "--y": `${drag.line}px` } as React.CSSProperties}
            aria-hidden
          />
        )}
      </div>
      {menu && (
        <ContextMenu
          label="这一节"
          entries={menu.entries}
          target={menu.target}
          {...(menu.at && { at: menu.at })}
          onAction={(action) => act(menu.key, action)}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

function rowKeyOf(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-key]")?.dataset.key : undefined;
}

function isFoldIcon(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-fold]") !== null;
}

function isWithin(row: TreeRow, ancestor: TreeRow): boolean {
  for (let each: TreeRow | null = row; each; each = each.parent) if (each.key === ancestor.key) return true;
  return false;
}

function entriesFor(body: readonly Block[], section: Section, readOnly: boolean): MenuEntry<Action>[] {
  const select: MenuEntry<Action> = { id: "select", label: "选中整节" };
  if (readOnly) return [select];
  const entry = (id: Action, label: string, possible: boolean, keys?: string): MenuEntry<Action> => ({
    id,
    label,
    disabled: !possible,
    ...(keys && { keys }),
  });
  return [
    entry("up", "整节上移", stepOf(body, section, -1) !== undefined, keysOf("edit.move-section-up")),
    entry("down", "整节下移", stepOf(body, section, 1) !== undefined, keysOf("edit.move-section-down")),
    entry("promote", "整节升一级", canShift(body, section, -1)),
    entry("demote", "整节降一级", canShift(body, section, 1)),
    select,
    { id: "save", label: "存为段落…" },
  ];
}

type RowProps = Pick<
  TreeRow,
  "kind" | "label" | "level" | "text" | "characters" | "minutes" | "depth" | "position" | "siblings"
> & {
  rowKey: string;
  /** Undefined for a row that has nothing to fold. */
  expanded: boolean | undefined;
  current: boolean;
  tabStop: boolean;
  dragged: boolean;
};

// A tree of our own, since a list of the component library takes two seconds over the 700 rows of the longest drafts. What a row
// gets is plain values, so that only rows that differ are drawn.
const Row = memo(function Row(props: RowProps) {
  const { rowKey, kind, label, level, text, characters, minutes, expanded, current, tabStop, dragged } = props;
  const words = text || EMPTY_HEADING;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const FoldIcon = expanded ? ChevronDown : ChevronRight;
  return (
    <div
      ref={row}
      role="treeitem"
      className={styles.row}
      data-key={rowKey}
      data-kind={kind}
      data-level={level}
      data-dragged={dragged || undefined}
      aria-level={props.depth}
      aria-posinset={props.position}
      aria-setsize={props.siblings}
      aria-expanded={expanded}
      aria-current={current ? "location" : undefined}
      tabIndex={tabStop ? 0 : -1}
    >
      {expanded !== undefined && (
        <span className={styles.fold} data-fold aria-hidden>
          <FoldIcon />
        </span>
      )}
      {level === 1 && <span className={styles.number}>{label.replace("、", "")}</span>}
      <span className={styles.text} title={`${label}${words}`}>
        {level === 1 ? words : `${label}${words}`}
      </span>
      <span className={`${styles.figure} ${styles.characters}`}>
        {figures.format(characters)}
        {/* The columns name the units for the eye; whoever listens hears them with each figure. */}
        <span className={unseen.unseen}> 字</span>
      </span>
      <span className={styles.figure}>
        {minutes.toFixed(1)}
        <span className={unseen.unseen}> 分钟</span>
      </span>
    </div>
  );
});
