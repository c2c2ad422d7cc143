import { Ellipsis, Plus, Search, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { DOCUMENT_KINDS, ENTRY_KINDS, type EntryKind, SLOGAN_PLACES } from "#core/library/entry";
import { nameOf } from "#core/library/texts";
import { useApi } from "../../api.ts";
import { runCommand } from "../../commands.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { Strip } from "../../ui/strip.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useCited } from "./cited.ts";
import { EntryList } from "./entry-list.tsx";
import styles from "./library-panel.module.css";
import { EVERYTHING, type Search as SearchInput, useLibrarySearch } from "./library-search.ts";
import { type Filter, type LibraryShelf, NO_FILTER } from "./library-shelf.ts";
import { newEntry } from "./new-entry.ts";
import { wayBy } from "./ways.ts";

const ORDERS = [
  { id: "use", label: "常用在前" },
  { id: "new", label: "新的在前" },
] as const;
/** So many entries are asked for at first, and so many at most: whoever wants more searches. */
const FIRST_ROWS = 50;
const MOST_ROWS = 500;
const figures = new Intl.NumberFormat("zh-CN");

/** 素材: what can be put into the text, one kind in sight at a time. The search keeps the focus while the arrows choose. */
export function LibraryPanel({ shelf, session }: { shelf: LibraryShelf; session: DraftSession }) {
  const editor = useSlateStatic();
  const state = useStore(shelf.store);
  const { kind, query, order, selectedId, changes } = state;
  const filter = state.filters[kind];
  const day = useStore(session.store, ({ head }) => head.card.date);
  const cited = useCited(editor, session);
  const [limit, setLimit] = useState(FIRST_ROWS);
  const field = useRef<HTMLInputElement>(null);
  const search = useMemo(
    () => searchFor(kind, query, filter, order, limit, day),
    [kind, query, filter, order, limit, day],
  );
  const found = useLibrarySearch(search, changes);
  const hits = found?.hits ?? [];
  const selected = hits.find(({ entry }) => entry.id === selectedId);

  const { sought } = state;
  useEffect(() => {
    if (!sought) return;
    shelf.store.setState({ sought: false });
    field.current?.focus();
    field.current?.select();
  }, [sought, shelf]);

  // What could not be taken in or shared here is of no use beside another panel.
  useEffect(() => () => shelf.store.setState({ failure: null }), [shelf]);

  const show = (part: Partial<typeof state>) => {
    setLimit(FIRST_ROWS);
    shelf.store.setState({ selectedId: null, ...part });
  };
  const change = (part: Partial<Filter>) => show({ filters: { ...state.filters, [kind]: { ...filter, ...part } } });
  const select = (id: string | null) => shelf.store.setState({ selectedId: id });

  const step = (by: 1 | -1) => {
    const at = hits.findIndex(({ entry }) => entry.id === selectedId);
    const next = hits[Math.max(0, Math.min(hits.length - 1, at < 0 ? (by === 1 ? 0 : hits.length - 1) : at + by))];
    if (!next) return;
    select(next.entry.id);
    announce(nameOf(next.entry));
  };
  /** The answer to what stands in the field; an older one must not be acted on. */
  const current = found?.search === search;

  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <ToggleButtonGroup
          aria-label="素材的种类"
          className={styles.kinds ?? ""}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[kind]}
          onSelectionChange={(keys) => show({ kind: [...keys][0] as EntryKind })}
        >
          {ENTRY_KINDS.map(({ id, name }) => (
            <ToggleButton key={id} id={id} className={styles.kind ?? ""}>
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <TextField
          label="搜素材"
          icon={Search}
          placeholder={PLACEHOLDERS[kind]}
          inputRef={field}
          value={query}
          maxLength={200}
          onChange={(words) => show({ query: words })}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === "Escape" && query !== "") {
              event.preventDefault();
              show({ query: "" });
            } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              event.preventDefault();
              step(event.key === "ArrowDown" ? 1 : -1);
            } else if (event.key === "Enter") {
              event.preventDefault();
              if (!current) return;
              // The first Enter shows what the second one inserts.
              if (selected) shelf.insert(selected.entry, wayBy(selected.entry, event.shiftKey));
              else step(1);
            } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              if (selected) void shelf.favour(selected.entry.id, !selected.favourite);
            }
          }}
          end={query !== "" && <IconButton icon={X} label="清空" keys="Esc" onPress={() => show({ query: "" })} />}
        />
        <Chips kind={kind} filter={filter} onChange={change} changes={changes} />
      </div>
      <div className={styles.line}>
        <span className={styles.count} role="status">
          {found && countText(found.total, query)}
        </span>
        {kind === "citation" && (
          <Menu label="排列" entries={ORDERS} chosen={order} onAction={(id) => show({ order: id })}>
            <Button look="quiet" opensMenu>
              {ORDERS.find(({ id }) => id === order)?.label}
            </Button>
          </Menu>
        )}
        {kind === "passage" ? (
          <PassageMenu shelf={shelf} />
        ) : (
          <IconButton
            icon={Plus}
            label="新建一条"
            onPress={() => shelf.ask({ kind: "edit", entry: newEntry(kind, editor, query), isNew: true })}
          />
        )}
      </div>
      {state.removed && (
        <Strip
          level="quiet"
          action={<Button onPress={() => state.removed && shelf.restore(state.removed)}>撤销</Button>}
        >
          “{nameOf(state.removed)}”删掉了。
        </Strip>
      )}
      {found?.failure && <p className={styles.none}>{found.failure}</p>}
      {found && !found.failure && hits.length === 0 && (
        <p className={styles.none}>{noneText(kind, found.search, filter)}</p>
      )}
      {hits.length > 0 && (
        <EntryList
          shelf={shelf}
          hits={hits}
          selectedId={selectedId}
          onSelect={select}
          onMore={() => found && found.total > limit && limit < MOST_ROWS && setLimit(Math.min(MOST_ROWS, limit * 2))}
          cited={cited}
        />
      )}
      {found && found.total > MOST_ROWS && limit === MOST_ROWS && (
        <p className={styles.caption}>只列出前 {MOST_ROWS} 条，打几个字来找其余的。</p>
      )}
    </div>
  );
}

const PLACEHOLDERS: Readonly<Record<EntryKind, string>> = {
  citation: "题名、文号里的字，或拼音首字母",
  term: "提法里的字，或拼音首字母",
  slogan: "金句里的字，或拼音首字母",
  passage: "标题、正文里的字，或拼音首字母",
};

function searchFor(
  kind: EntryKind,
  query: string,
  filter: Filter,
  order: "use" | "new",
  limit: number,
  day: string | undefined,
): SearchInput {
  return {
    ...EVERYTHING,
    query: query.trim(),
    kind,
    themes: filter.theme === null ? [] : [filter.theme],
    statuses: filter.inForce ? ["in-force"] : [],
    places: SLOGAN_PLACES.filter((place) => place === filter.place),
    documentKinds: filter.documentKind === null ? [] : [filter.documentKind],
    favourites: filter.favourites,
    order,
    limit,
    ...(day && { day }),
  };
}

function countText(total: number, query: string): string {
  return `${query.trim() === "" ? "共" : "找到"} ${figures.format(total)} 条`;
}

function noneText(kind: EntryKind, { query }: SearchInput, filter: Filter): string {
  if (query !== "") return `没有找到“${query}”。试试少打几个字，或新建一条。`;
  if (filter.favourites) return "还没有收藏。选中一条，点右边的星，就收在这里。";
  if (kind === "passage" && filter.theme === null) {
    return "还没有存过段落。把光标放在稿子的一节里，用“存为段落”，下次换一篇讲稿也能取用。";
  }
  return "这样挑下来没有。点“全部”看看。";
}

type ChipsProps = {
  kind: EntryKind;
  filter: Filter;
  onChange: (part: Partial<Filter>) => void;
  changes: number;
};

/** What narrows the list; 全部 takes it all back. */
function Chips({ kind, filter, onChange, changes }: ChipsProps) {
  const themes = useThemes(kind, changes);
  const all = Object.entries(filter).every(([name, value]) => value === NO_FILTER[name as keyof Filter]);
  const chip = (label: string, isSelected: boolean, onPress: () => void) => (
    <ToggleButton key={label} className={styles.chip ?? ""} isSelected={isSelected} onChange={onPress}>
      {label}
    </ToggleButton>
  );
  return (
    <div className={styles.chips}>
      {chip("全部", all, () => onChange(NO_FILTER))}
      {kind === "citation" && chip("现行", filter.inForce, () => onChange({ inForce: !filter.inForce }))}
      {chip("收藏", filter.favourites, () => onChange({ favourites: !filter.favourites }))}
      {kind === "slogan" &&
        SLOGAN_PLACES.map((place) =>
          chip(place, filter.place === place, () => onChange({ place: filter.place === place ? null : place })),
        )}
      {kind === "citation" && (
        <ChipMenu
          label="类别"
          choices={DOCUMENT_KINDS.map(({ id, name }) => ({ id, label: name }))}
          value={filter.documentKind}
          onChange={(documentKind) => onChange({ documentKind })}
        />
      )}
      {themes.length > 0 && (
        <ChipMenu
          label={kind === "passage" ? "标签" : "主题"}
          choices={themes.map(({ name, count }) => ({ id: name, label: name, keys: `${count}` }))}
          value={filter.theme}
          onChange={(theme) => onChange({ theme })}
        />
      )}
    </div>
  );
}

const ANY = "";

type ChipMenuProps = {
  label: string;
  choices: readonly MenuEntry<string>[];
  value: string | null;
  onChange: (value: string | null) => void;
};

function ChipMenu({ label, choices, value, onChange }: ChipMenuProps) {
  const chosen = choices.find(({ id }) => id === value);
  const entries = [{ id: ANY, label: `不限${label}` }, ...choices];
  return (
    <span className={styles.chipMenu} data-chosen={chosen !== undefined || undefined}>
      <Menu
        label={label}
        entries={entries.map((each) => ({ ...each, id: `=${each.id}` }))}
        chosen={`=${value ?? ANY}`}
        onAction={(id) => onChange(id === `=${ANY}` ? null : id.slice(1))}
      >
        <Button look="quiet" opensMenu aria-label={chosen ? `${label}：${chosen.label}` : label}>
          {chosen?.label ?? label}
        </Button>
      </Menu>
    </span>
  );
}

function useThemes(kind: EntryKind, changes: number): readonly { name: string; count: number }[] {
  const api = useApi();
  const [themes, setThemes] = useState<readonly { name: string; count: number }[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` only says when
  useEffect(() => {
    let wanted = true;
    // Without them there is only one filter less; what is wrong the search below tells.
    api.library.themes({ kind }).then(
      (read) => wanted && setThemes(read),
      () => wanted && setThemes([]),
    );
    return () => {
      wanted = false;
    };
  }, [api, kind, changes]);
  return themes;
}

/** What can be done with passages as a whole. */
function PassageMenu({ shelf }: { shelf: LibraryShelf }) {
  return (
    <Menu
      label="段落"
      entries={[
        ...(shelf.readOnly ? [] : [{ id: "save" as const, label: "把光标所在的一节存为段落…" }]),
        { id: "share" as const, label: "分享给同事…" },
        { id: "take-in" as const, label: "从文件取入…" },
      ]}
      onAction={(id) => {
        if (id === "save") runCommand("edit.save-passage");
        else if (id === "share") shelf.ask({ kind: "share" });
        else void shelf.takeIn();
      }}
    >
      <IconButton icon={Ellipsis} label="存、分享和取入段落" />
    </Menu>
  );
}
