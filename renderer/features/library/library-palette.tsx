import { BookOpen } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import type { LibraryHit } from "#core/api/contract";
import { ENTRY_KINDS, type EntryKind } from "#core/library/entry";
import { roughDateText } from "#core/library/standing";
import { nameOf, textOfEntry } from "#core/library/texts";
import { useApi } from "../../api.ts";
import { keysText } from "../../commands.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Marked } from "../../ui/marked.tsx";
import unseen from "../../ui/unseen.module.css";
import { type CaretPlace, placeAtCaret } from "./caret-place.ts";
import styles from "./library-palette.module.css";
import { EVERYTHING, type Found, useLibrarySearch } from "./library-search.ts";
import type { LibraryShelf } from "./library-shelf.ts";
import { Tags } from "./tags.tsx";
import { type Way, wayBy } from "./ways.ts";

const PAGE_ROWS = 8;
/** Size at a text size of 100 %. */
const WIDTH_PX = 576;
const HEIGHT_PX = 408;

type LibraryPaletteProps = {
  shelf: LibraryShelf;
  session: DraftSession;
  /** What is looked for at first. */
  query: string;
  onClose: () => void;
};

/** 光标处取素材 (Ctrl+K): the library below the line that is being written, all by the keyboard. */
export function LibraryPalette({ shelf, session, query: first, onClose }: LibraryPaletteProps) {
  const editor = useSlateStatic();
  const changes = useStore(shelf.store, (state) => state.changes);
  const day = useStore(session.store, ({ head }) => head.card.date);
  const [kind, setKind] = useState<EntryKind>("citation");
  const [query, setQuery] = useState(first);
  const [active, setActive] = useState(0);
  const [place, setPlace] = useState<CaretPlace | null>(null);
  const putBack = useRef(() => {});
  /** Enter came before the list was the answer to what stands in the field: it is done then. */
  const pressed = useRef<{ shift: boolean } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const search = useMemo(() => ({ ...EVERYTHING, kind, query: query.trim(), ...(day && { day }) }), [kind, query, day]);
  const found = useLibrarySearch(search, changes);
  const isCurrent = found?.search === search;
  const hits = found?.hits ?? [];
  const elsewhere = useHitsElsewhere(found, changes);
  const current = hits[active];

  useLayoutEffect(() => {
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const made = placeAtCaret(editor, { width: WIDTH_PX * scale, height: HEIGHT_PX * scale });
    putBack.current = made.putBack;
    setPlace(made.place);
  }, [editor]);
  const isPlaced = place !== null;
  useEffect(() => {
    if (!isPlaced) return;
    input.current?.focus();
    // Typing replaces what was selected in the text, the arrow keys go on with it.
    input.current?.select();
  }, [isPlaced]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row in work changes with them
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active, found]);

  const show = (next: EntryKind) => {
    setKind(next);
    setActive(0);
    pressed.current = null;
  };
  const turn = (by: 1 | -1) => {
    const [other] = elsewhere;
    if (other && by === 1) return show(other.kind);
    const at = ENTRY_KINDS.findIndex(({ id }) => id === kind);
    const next = ENTRY_KINDS[(at + by + ENTRY_KINDS.length) % ENTRY_KINDS.length];
    if (next) show(next.id);
  };
  const leave = () => {
    putBack.current();
    onClose();
  };
  const choose = ({ entry }: LibraryHit, way: Way) => {
    onClose();
    // The palette is gone by then, and with it what kept the focus inside.
    requestAnimationFrame(() => shelf.insert(entry, way));
  };
  const take = (shift: boolean) => {
    if (current) choose(current, wayBy(current.entry, shift));
    else if (elsewhere[0]) show(elsewhere[0].kind);
  };
  const latestTake = useRef(take);
  latestTake.current = take;
  useEffect(() => {
    const early = pressed.current;
    if (!isCurrent || !early) return;
    pressed.current = null;
    latestTake.current(early.shift);
  }, [isCurrent]);
  const onKeyDown = (event: KeyboardEvent) => {
    // The input method's own: Enter takes its letters, the arrows choose among its words.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const last = hits.length - 1;
    const target = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active === 0 ? last : active - 1,
      PageDown: Math.min(last, active + PAGE_ROWS),
      PageUp: Math.max(0, active - PAGE_ROWS),
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, target));
    } else if (event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      turn(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isCurrent) take(event.shiftKey);
      else pressed.current = { shift: event.shiftKey };
    } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (current) void shelf.favour(current.entry.id, !current.favourite);
    }
  };

  return (
    <ModalOverlay className={styles.veil} isOpen isDismissable onOpenChange={leave}>
      <Modal className={styles.modal} style={placeVariables(place)}>
        <Dialog className={styles.dialog} aria-label="光标处取素材">
          <div className={styles.search}>
            <BookOpen className={styles.icon} aria-hidden />
            <input
              ref={input}
              className={styles.input}
              role="combobox"
              aria-label="搜素材"
              aria-expanded={hits.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={current && `${listId}-${current.entry.id}`}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
                pressed.current = null;
              }}
              onKeyDown={onKeyDown}
            />
            <div className={styles.kinds}>
              {ENTRY_KINDS.map(({ id, name }) => (
                <button
                  key={id}
                  type="button"
                  className={styles.kind}
                  aria-pressed={id === kind}
                  tabIndex={-1}
                  // The field keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => show(id)}
                >
                  {name}
                </button>
              ))}
            </div>
          </div>
          <div
            className={styles.list}
            hidden={hits.length === 0}
            role="listbox"
            id={listId}
            aria-label="素材"
            ref={list}
          >
            {hits.map((hit, index) => (
              <Row
                key={hit.entry.id}
                id={`${listId}-${hit.entry.id}`}
                hit={hit}
                selected={index === active}
                onPoint={() => setActive(index)}
                onChoose={(shift) => choose(hit, wayBy(hit.entry, shift))}
              />
            ))}
          </div>
          {found && hits.length === 0 && (
            <p className={styles.none}>
              {found.failure ??
                elsewhereText(found.search, elsewhere) ??
                (found.search.query === ""
                  ? "这一类还没有素材。"
                  : `没有找到“${found.search.query}”。试试少打几个字，或在右边的素材栏里新建一条。`)}
            </p>
          )}
          <output className={unseen.unseen}>{found && query.trim() !== "" && `找到 ${found.total} 条`}</output>
          <footer className={styles.foot}>
            <span>Enter {keyWords(kind).enter}</span>
            {keyWords(kind).shift && (
              <span>
                {keysText("Shift+Enter")} {keyWords(kind).shift}
              </span>
            )}
            <span>Tab 换类别</span>
            <span className={styles.tail}>{found && `${found.total} 条`}</span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** How many entries of the other kinds answer to a search that found nothing, those that have any, in the order of the kinds. */
function useHitsElsewhere(found: Found | null, changes: number): readonly { kind: EntryKind; total: number }[] {
  const api = useApi();
  const [answer, setAnswer] = useState<{ found: Found; kinds: { kind: EntryKind; total: number }[] } | null>(null);
  const asks = found !== null && found.total === 0 && found.failure === undefined && found.search.query !== "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` only says when
  useEffect(() => {
    if (!asks) return;
    let wanted = true;
    const others = ENTRY_KINDS.filter(({ id }) => id !== found.search.kind);
    Promise.all(
      others.map(async ({ id }) => {
        const { total } = await api.library.search({ ...found.search, kind: id, limit: 1 });
        return { kind: id, total };
      }),
    ).then(
      (kinds) => wanted && setAnswer({ found, kinds: kinds.filter(({ total }) => total > 0) }),
      // The list itself tells what is wrong with the library.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [api, found, asks, changes]);
  return asks && answer?.found === found ? answer.kinds : [];
}

function elsewhereText(
  search: Found["search"],
  elsewhere: readonly { kind: EntryKind; total: number }[],
): string | undefined {
  const nameOfKind = (kind: EntryKind | undefined) => ENTRY_KINDS.find(({ id }) => id === kind)?.name ?? "";
  if (elsewhere.length === 0) return undefined;
  const counts = elsewhere.map(({ kind, total }) => `${nameOfKind(kind)} ${total} 条`).join("、");
  return `${nameOfKind(search.kind)}里没有“${search.query}”，别的类别里有：${counts}。按 Tab 或 Enter 去看${nameOfKind(elsewhere[0]?.kind)}。`;
}

type RowProps = {
  id: string;
  hit: LibraryHit;
  selected: boolean;
  onPoint: () => void;
  onChoose: (shift: boolean) => void;
};

function Row({ id, hit, selected, onPoint, onChoose }: RowProps) {
  const { entry } = hit;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the row by its id.
    // biome-ignore lint/a11y/useKeyWithClickEvents: so do the keys.
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={selected}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onChoose(event.shiftKey)}
      title={nameOf(entry)}
    >
      <span className={styles.name}>
        <Marked text={nameOf(entry)} marks={hit.marks} />
      </span>
      <span className={styles.aside}>{aside(hit)}</span>
      <Tags hit={hit} brief />
    </div>
  );
}

/** What tells entries of one name apart. */
function aside({ entry, excerpt }: LibraryHit) {
  if (entry.kind === "citation") return entry.documentNumber ?? (entry.issuedOn && roughDateText(entry.issuedOn));
  if (excerpt) return <Marked text={excerpt.text} marks={excerpt.marks} />;
  return textOfEntry(entry).replace(/\n/gu, " ").slice(0, 60);
}

function keyWords(kind: EntryKind): { enter: string; shift?: string } {
  switch (kind) {
    case "citation":
      return { enter: "插入《题名》", shift: "带文号" };
    case "term":
      return { enter: "插入提法", shift: "连同解释" };
    default:
      return { enter: "插入" };
  }
}

function placeVariables(place: CaretPlace | null): React.CSSProperties {
  if (!place)
    return {
      "--left": "0",
      "--width": "0",
      "--room": "none",
      "--top": "auto",
      "--bottom": "auto",
    } as React.CSSProperties;
  return {
    "--left": `${place.left}px`,
    "--width": `${place.width}px`,
    "--room": `${place.room}px`,
    "--top": "top" in place ? `${place.top}px` : "auto",
    "--bottom": "bottom" in place ? `${place.bottom}px` : "auto",
  } as React.CSSProperties;
}
