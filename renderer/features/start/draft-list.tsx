import { useEffect, useRef, useState } from "react";
import { GridList, GridListItem, ListLayout, Virtualizer } from "react-aria-components";
import type { DraftSummary } from "#core/api/contract";
import { useSettings } from "../../settings.tsx";
import { calendarDate, changeTime } from "./dates.ts";
import styles from "./draft-list.module.css";
import { Found, UNTITLED } from "./words.tsx";

type DraftListProps = {
  drafts: readonly DraftSummary[];
  query: string;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  onRemove: (draft: DraftSummary) => void;
  /** The draft whose title is being written anew. */
  renamingId: string | null;
  onRename: (id: string | null) => void;
  onRenamed: (draft: DraftSummary, title: string) => void;
};

/** Height of a row at a text size of 100 %. */
const ROW_PX = 64;

export function DraftList(props: DraftListProps) {
  const { drafts, query, selectedId, onSelect, onOpen, onRemove, renamingId, onRename, onRenamed } = props;
  const { settings } = useSettings();
  const now = new Date();
  const selected = drafts.find((draft) => draft.id === selectedId);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list's rows, which themselves take the focus
    <div
      className={styles.table}
      onKeyDown={(event) => {
        if (!selected || renamingId !== null) return;
        if (event.key === "F2") onRename(selected.id);
        // Held down, the key would empty the list row by row, and only the last row can be brought back at once.
        if (event.key === "Delete" && !event.repeat) onRemove(selected);
      }}
    >
      <div className={styles.columns} aria-hidden>
        <div className={styles.cells}>
          <span>讲稿</span>
          <span>开会日期</span>
          <span className={styles.number}>字数</span>
          <span className={styles.number}>最后修改</span>
        </div>
      </div>
      {/* Only rows in sight exist: with all of 500, each arrow key took a tenth of a second. */}
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: (ROW_PX * settings.textScale) / 100, padding: 4 }}>
        <GridList
          aria-label="讲稿"
          className={styles.list}
          items={drafts}
          dependencies={[query, renamingId, now.toDateString()]}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          keyboardNavigationBehavior="tab"
          selectedKeys={selected ? [selected.id] : []}
          onSelectionChange={(keys) => {
            const [id] = keys;
            if (id !== undefined) onSelect(String(id));
          }}
          onAction={(id) => renamingId === null && onOpen(String(id))}
        >
          {(draft) => (
            <GridListItem className={styles.row} textValue={draft.title || UNTITLED}>
              <div className={styles.cells}>
                {draft.id === renamingId ? (
                  <RenameField
                    title={draft.title}
                    onDone={(title) => {
                      onRename(null);
                      if (title && title !== draft.title) onRenamed(draft, title);
                    }}
                  />
                ) : (
                  <div className={styles.words}>
                    <div className={styles.title} title={draft.title}>
                      <Found text={draft.title || UNTITLED} query={query} />
                    </div>
                    {(draft.hit || draft.meeting) && (
                      <div className={styles.second}>
                        <Found text={draft.hit || draft.meeting} query={query} />
                      </div>
                    )}
                  </div>
                )}
                <span className={styles.date}>{calendarDate(draft.date)}</span>
                <span className={styles.number}>{draft.characters.toLocaleString("zh-CN")}</span>
                <span className={styles.changed}>{changeTime(draft.updatedAt, now)}</span>
              </div>
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </div>
  );
}

/** The title as a field in its row: Enter or leaving it takes the new one, Esc keeps the old one. */
function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const [text, setText] = useState(title);
  const input = useRef<HTMLInputElement>(null);
  // Giving the focus back to the row is a blur too, and must not answer a second time.
  const isDone = useRef(false);
  const finish = (answer: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(answer);
  };
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label="新的题目"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text.trim())}
      onKeyDown={(event) => {
        // The list would take letters for a search of its own and Space for a choice.
        event.stopPropagation();
        if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
        const row = event.currentTarget.closest<HTMLElement>('[role="row"]');
        finish(event.key === "Enter" ? text.trim() : null);
        row?.focus();
      }}
    />
  );
}
