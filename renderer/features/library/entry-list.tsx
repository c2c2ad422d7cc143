import { Star } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { Button as AriaButton, GridList, GridListItem, ListLayout, Virtualizer } from "react-aria-components";
import type { LibraryHit } from "#core/api/contract";
import { roughDateText } from "#core/library/standing";
import { nameOf, textOfEntry } from "#core/library/texts";
import { useSettings } from "../../settings.tsx";
import { Marked } from "../../ui/marked.tsx";
import { EntryActions, EntryDetail } from "./entry-detail.tsx";
import { endDrag, startDrag } from "./entry-drag.ts";
import styles from "./entry-list.module.css";
import { documentOrigin, successionOf } from "./entry-words.ts";
import type { LibraryShelf } from "./library-shelf.ts";
import { Tags } from "./tags.tsx";
import { wayBy } from "./ways.ts";

type EntryListProps = {
  shelf: LibraryShelf;
  hits: readonly LibraryHit[];
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  /** The end of the list comes into sight. */
  onMore: () => void;
  /** How often the draft cites an entry, by its id. */
  cited: ReadonlyMap<string, number>;
};

/** Height of most rows at a text size of 100 %, until each is measured. */
const ROW_PX = 92;
const NEAR_END_PX = 600;

/** The entries that were found; the one in work opens its buttons. Only rows in sight exist. */
export function EntryList({ shelf, hits, selectedId, onSelect, onMore, cited }: EntryListProps) {
  const { settings } = useSettings();
  const list = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => new ListLayout<LibraryHit>(), []);
  const items = useMemo(() => hits.map((hit) => ({ id: hit.entry.id, hit })), [hits]);
  const find = (id: unknown) => hits.find(({ entry }) => entry.id === id);
  const selected = find(selectedId);

  // The focus may be in the search, so that nothing else brings the row into sight.
  useEffect(() => {
    const element = list.current;
    if (!element || selectedId === null) return;
    const frame = requestAnimationFrame(() => {
      const place = layout.getLayoutInfo(selectedId)?.rect;
      if (!place) return;
      if (place.y < element.scrollTop) element.scrollTop = place.y;
      else if (place.maxY > element.scrollTop + element.clientHeight) {
        element.scrollTop = Math.min(place.y, place.maxY - element.clientHeight);
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [layout, selectedId]);

  return (
    <div
      className={styles.around}
      onKeyDownCapture={(event) => {
        if (!selected || !(event.target as Element).matches('[role="row"]')) return;
        const act = (work: () => void) => {
          event.preventDefault();
          event.stopPropagation();
          work();
        };
        if (event.key === "Enter") {
          act(() => shelf.insert(selected.entry, wayBy(selected.entry, event.shiftKey)));
        } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
          act(() => void shelf.favour(selected.entry.id, !selected.favourite));
        } else if (event.key === "Delete" && selected.own && !event.repeat) {
          act(() => void shelf.remove(selected.entry));
        }
      }}
    >
      <Virtualizer
        layout={layout}
        layoutOptions={{ estimatedRowHeight: (ROW_PX * settings.textScale) / 100 }}
        shouldObserveItemSize
      >
        <GridList
          ref={list}
          aria-label="素材"
          className={styles.list ?? ""}
          items={items}
          dependencies={[selectedId, cited]}
          selectionMode="single"
          selectionBehavior="replace"
          keyboardNavigationBehavior="tab"
          selectedKeys={selectedId === null ? [] : [selectedId]}
          onSelectionChange={(keys) => onSelect([...(keys as Set<string>)][0] ?? null)}
          onAction={(id) => {
            const hit = find(id);
            if (hit) shelf.insert(hit.entry, wayBy(hit.entry, false));
          }}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            if (scrollTop + clientHeight > scrollHeight - NEAR_END_PX) onMore();
          }}
        >
          {({ id, hit }) => (
            <GridListItem className={styles.row ?? ""} textValue={nameOf(hit.entry)}>
              <Row shelf={shelf} hit={hit} isSelected={id === selectedId} cited={cited.get(id) ?? 0} />
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </div>
  );
}

type RowProps = {
  shelf: LibraryShelf;
  hit: LibraryHit;
  isSelected: boolean;
  cited: number;
};

function Row({ shelf, hit, isSelected, cited }: RowProps) {
  const { entry, favourite } = hit;
  const way = wayBy(entry, false);
  const remark = cited > 0 ? `本稿引用 ${cited} 次` : entry.kind === "citation" ? successionOf(entry.note) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the mouse drags; keys and readers have the buttons.
    <div
      className={styles.content}
      draggable={!shelf.readOnly}
      onDragStart={(event) => startDrag(event, { entry, way })}
      onDragEnd={endDrag}
    >
      <div className={styles.head}>
        <div className={styles.title} title={nameOf(entry)}>
          <Marked text={nameOf(entry)} marks={hit.marks} />
        </div>
        {isSelected && (
          <span className={styles.more}>
            <EntryActions shelf={shelf} hit={hit} />
          </span>
        )}
        <AriaButton
          className={styles.star ?? ""}
          aria-label={favourite ? `不再收藏“${nameOf(entry)}”` : `收藏“${nameOf(entry)}”`}
          data-on={favourite || undefined}
          onPress={() => shelf.favour(entry.id, !favourite)}
        >
          <Star className={styles.icon} aria-hidden />
        </AriaButton>
      </div>
      {!(isSelected && entry.kind === "passage") && secondLine(hit)}
      <div className={styles.foot}>
        <Tags hit={hit} />
        {entry.kind !== "citation" && entry.kind !== "term" && entry.themes.length > 0 && (
          <span className={styles.themes}>{entry.themes.join("　")}</span>
        )}
        {remark && (
          <span className={styles.remark} title={remark}>
            {remark}
          </span>
        )}
      </div>
      {isSelected && <EntryDetail shelf={shelf} hit={hit} />}
    </div>
  );
}

/** What stands below the name: number and date of a document, and the words that were found or what the entry says. */
function secondLine({ entry, excerpt }: LibraryHit) {
  const text = textOfEntry(entry);
  // The heading of a passage is mostly its name.
  const words = (text.startsWith(`${nameOf(entry)}\n`) ? text.slice(nameOf(entry).length) : text)
    .trim()
    .replace(/\n/gu, " ");
  return (
    <>
      {entry.kind === "citation" && (
        <div className={styles.origin}>
          <span className={styles.second}>{documentOrigin(entry)}</span>
          {entry.issuedOn && <span>{roughDateText(entry.issuedOn)}</span>}
        </div>
      )}
      {excerpt && (
        <div className={styles.second}>
          <Marked text={excerpt.text} marks={excerpt.marks} />
        </div>
      )}
      {!excerpt && entry.kind !== "citation" && words !== "" && <div className={styles.second}>{words}</div>}
    </>
  );
}
