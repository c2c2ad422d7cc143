import { ArrowDownWideNarrow, Search, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DraftSummary } from "#core/api/contract";
import { useApi } from "../../api.ts";
import { isForPage } from "../../commands.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { UndoStrip } from "../../ui/undo-strip.tsx";
import { TemplatesPage } from "../templates/templates-page.tsx";
import { Bin } from "./bin.tsx";
import { type DraftAction, DraftDetail, DraftMenu } from "./draft-detail.tsx";
import { DraftList } from "./draft-list.tsx";
import { EmptyStart } from "./empty-start.tsx";
import { useSearch, useShelves } from "./shelves.ts";
import { type Shelf, Sidebar } from "./sidebar.tsx";
import { SORTS, sortDrafts } from "./sort.ts";
import styles from "./start-page.module.css";
import { UNTITLED } from "./words.tsx";

type StartPageProps = {
  /** Opens a draft; `sentence` is told above it. */
  onOpen: (draftId: string, sentence?: string) => void;
  /** Opens 新建讲稿 with this template and pattern chosen. */
  onNew: (templateId: string, patternId: string) => void;
  /** Opens 从旧稿新建 with this draft chosen. */
  onNewFrom: (draftId: string) => void;
  onSample: () => void;
  /** Tells the user what a call could not do. */
  onFailure: (error: unknown) => void;
  /** Counts the changes that others made to the drafts, such as files opened; each one reads the lists anew. */
  changes: number;
};

export function StartPage({ onOpen, onNew, onNewFrom, onSample, onFailure, changes }: StartPageProps) {
  const api = useApi();
  const { settings, change } = useSettings();
  const [shelves, reload] = useShelves(onFailure, changes);
  const [shelf, setShelf] = useState<Shelf>("drafts");
  const [query, setQuery] = useState("");
  const [selectedId, setSelectedId] = useState<string>();
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const [removed, setRemoved] = useState<DraftSummary | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const middle = useRef<HTMLElement>(null);

  const all = shelves === null || shelves === "unread" ? NO_DRAFTS : shelves.drafts;
  const { drafts: found, query: words } = useSearch(all, query.trim(), onFailure);
  const drafts = useMemo(() => sortDrafts(found, settings.sort), [found, settings.sort]);
  const selected = drafts.find((draft) => draft.id === selectedId) ?? drafts[0];

  /** What had the focus may have gone with what it acted on. */
  const keepFocus = () => {
    if (document.activeElement === document.body) focusList();
  };

  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      onFailure(error);
    }
    await reload();
  };

  const remove = (draft: DraftSummary) =>
    act(async () => {
      const next = drafts[drafts.indexOf(draft) + 1] ?? drafts[drafts.indexOf(draft) - 1];
      await api.drafts.remove({ id: draft.id });
      setSelectedId(next?.id);
      setRemoved(draft);
    });

  const restore = (draft: DraftSummary) =>
    act(async () => {
      await api.drafts.restore({ id: draft.id });
      setRemoved(null);
      setSelectedId(draft.id);
    }).then(() => requestAnimationFrame(keepFocus));

  const actOn = (draft: DraftSummary, action: DraftAction) => {
    switch (action) {
      case "new-from":
        return onNewFrom(draft.id);
      case "rename":
        return setRenamingId(draft.id);
      case "duplicate":
        return act(async () => setSelectedId((await api.drafts.duplicate({ id: draft.id })).id));
      case "save-speech":
        return act(() => api.files.saveSpeech({ id: draft.id }));
      case "remove":
        return remove(draft);
    }
  };

  const focusList = () => {
    const rows = [...(middle.current?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])];
    (rows.find((row) => row.matches("[data-selected]")) ?? rows[0])?.focus();
  };

  const focusSearch = (event: { preventDefault: () => void }) => {
    if (!search.current) return;
    event.preventDefault();
    search.current.focus();
    search.current.select();
  };
  useFindKey(focusSearch);

  // Text first, no skeletons: the lists come within a few milliseconds.
  if (!shelves) return null;
  if (shelves === "unread") {
    return (
      <main className={styles.unread}>
        <p>讲稿列表没有读出来，原因写在上面一行。</p>
        <Button onPress={reload}>再读一次</Button>
      </main>
    );
  }
  const isEmpty = shelves.drafts.length === 0;
  return (
    <div className={styles.page}>
      <Sidebar
        shelf={shelf}
        onShelf={setShelf}
        draftCount={shelves.drafts.length}
        templateCount={shelves.templates.filter(({ own }) => own).length}
        binCount={shelves.removed.length}
        recent={shelves.recent}
        onOpen={onOpen}
      />
      {shelf === "templates" && (
        <TemplatesPage templates={shelves.templates} onNew={onNew} onOpen={onOpen} reload={reload} />
      )}
      {shelf !== "templates" && (
        <main className={styles.middle} ref={middle} data-pane>
          {removed && (
            <UndoStrip key={removed.id} onUndo={() => restore(removed)} onGone={() => setRemoved(null)}>
              “{removed.title || UNTITLED}”放进了回收站。
            </UndoStrip>
          )}
          {shelf === "bin" && (
            <Bin
              removed={shelves.removed}
              onRestore={restore}
              onPurge={(draft) => act(() => api.drafts.purge({ id: draft.id }))}
            />
          )}
          {shelf === "drafts" && isEmpty && <EmptyStart onSample={onSample} />}
          {shelf === "drafts" && !isEmpty && (
            <>
              <header className={styles.head}>
                <h1 className={styles.title}>全部讲稿</h1>
                <div className={styles.search}>
                  <TextField
                    label="搜讲稿"
                    icon={Search}
                    placeholder="搜题目、会议、正文"
                    inputRef={search}
                    value={query}
                    maxLength={200}
                    onChange={setQuery}
                    onKeyDown={(event) => {
                      // With an input method at work these keys choose and drop its words.
                      if (event.nativeEvent.isComposing) return;
                      if (event.key === "Escape") setQuery("");
                      // Not before the list is the answer to what stands in the field.
                      if (event.key === "Enter" && selected && words === query.trim()) onOpen(selected.id);
                      if (event.key === "ArrowDown") {
                        event.preventDefault();
                        focusList();
                      }
                    }}
                    end={query !== "" && <IconButton icon={X} label="清空" keys="Esc" onPress={() => setQuery("")} />}
                  />
                </div>
                <Menu label="排列" entries={SORTS} chosen={settings.sort} onAction={(sort) => change({ sort })}>
                  <Button
                    look="quiet"
                    icon={ArrowDownWideNarrow}
                    opensMenu
                    aria-label={`排列：${sortLabel(settings.sort)}`}
                  >
                    {sortLabel(settings.sort)}
                  </Button>
                </Menu>
                {selected && (
                  <div className={styles.folded}>
                    <DraftMenu onAction={(action) => actOn(selected, action)} />
                  </div>
                )}
              </header>
              {drafts.length === 0 ? (
                <p className={styles.none}>没有找到“{words}”。试试少打几个字，或看看回收站。</p>
              ) : (
                <DraftList
                  drafts={drafts}
                  query={words}
                  selectedId={selected?.id}
                  onSelect={setSelectedId}
                  onOpen={onOpen}
                  onRemove={remove}
                  renamingId={renamingId}
                  onRename={setRenamingId}
                  onRenamed={(draft, title) => act(() => api.drafts.rename({ id: draft.id, title }))}
                />
              )}
              <footer className={styles.foot}>
                <span role="status">{totals(drafts, words)}</span>
              </footer>
            </>
          )}
        </main>
      )}
      {shelf === "drafts" && selected && (
        <div className={styles.detail}>
          <DraftDetail
            summary={selected}
            templates={shelves.templates}
            onOpen={() => onOpen(selected.id)}
            onAction={(action) => actOn(selected, action)}
          />
        </div>
      )}
    </div>
  );
}

const NO_DRAFTS: readonly DraftSummary[] = [];

function sortLabel(sort: (typeof SORTS)[number]["id"]): string {
  return SORTS.find((entry) => entry.id === sort)?.label ?? "";
}

function totals(drafts: readonly DraftSummary[], words: string): string {
  const characters = drafts.reduce((sum, draft) => sum + draft.characters, 0);
  return `${words === "" ? "共" : "找到"} ${drafts.length} 篇，合计 ${characters.toLocaleString("zh-CN")} 字`;
}

/** Ctrl+F anywhere on the page, as in every list of files; the browser's own search would only see the rows on the screen. */
function useFindKey(onFind: (event: KeyboardEvent) => void): void {
  const latest = useRef(onFind);
  latest.current = onFind;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isForPage(event) || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.key.toLowerCase() === "f") latest.current(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
