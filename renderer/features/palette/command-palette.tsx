import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { COMMANDS, type Command, type CommandId } from "#core/commands";
import type { Spelled } from "#core/pinyin";
import { isAnswered, keysOf, keysText, runCommand } from "../../commands.ts";
import { useSettings } from "../../settings.tsx";
import { useSpelling } from "../../spelling.ts";
import dialogStyles from "../../ui/dialog.module.css";
import { Marked } from "../../ui/marked.tsx";
import unseen from "../../ui/unseen.module.css";
import styles from "./command-palette.module.css";
import { type CommandHit, menuLabelOf, searchCommands } from "./search-commands.ts";

/** How many of the commands that were used last stand on top while nothing is looked for. */
const RECENT_SHOWN = 5;
const RECENT_KEPT = 8;
const PAGE_ROWS = 8;

type Group = { label: string | null; hits: readonly CommandHit[] };

/** 全部命令: every command that can be used at present, found by its name, its menu or their pinyin. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { settings, change } = useSettings();
  const recent = settings.recentCommands;
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const spellingOf = useSpelling();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  // What had the focus before the dialog took it; a command that works on the text wants its cursor.
  const [opener] = useState(() => document.activeElement);
  const [commands] = useState(() => COMMANDS.filter(({ id }) => id !== "help.commands" && isAnswered(id)));

  const groups = useMemo(() => groupsOf(query, commands, recent, spellingOf), [query, commands, recent, spellingOf]);
  const hits = groups.flatMap((group) => group.hits);
  const current = hits[active];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  const run = (id: CommandId) => {
    change({ recentCommands: [id, ...recent.filter((other) => other !== id)].slice(0, RECENT_KEPT) });
    onClose();
    // The dialog is gone by then, and with it what kept the focus inside.
    requestAnimationFrame(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      runCommand(id);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // The input method's own: Enter takes its letters, the arrows choose among its words.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const last = hits.length - 1;
    const target = {
      ArrowDown: active === last ? 0 : active + 1,
      ArrowUp: active === 0 ? last : active - 1,
      PageDown: Math.min(last, active + PAGE_ROWS),
      PageUp: Math.max(0, active - PAGE_ROWS),
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, target));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (current) run(current.command.id as CommandId);
    }
  };

  let place = -1;
  return (
    <ModalOverlay className={`${dialogStyles.veil} ${styles.veil}`} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={`${dialogStyles.modal} ${styles.modal}`}>
        <Dialog className={styles.dialog} aria-label="全部命令">
          <label className={styles.search}>
            <Search className={styles.icon} aria-hidden />
            <input
              className={styles.input}
              role="combobox"
              aria-label="查找命令"
              aria-expanded={hits.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={current && `${listId}-${current.command.id}`}
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              autoFocus
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
            />
            <span className={styles.hint}>拼音首字母也能找</span>
          </label>
          <div
            className={styles.list}
            hidden={hits.length === 0}
            role="listbox"
            id={listId}
            aria-label="命令"
            ref={list}
          >
            {groups.map(({ label, hits: inGroup }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a list of choices.
              <div key={label} role="group" aria-label={label ?? "查找结果"}>
                {label && (
                  <div className={styles.heading} aria-hidden>
                    {label}
                  </div>
                )}
                {inGroup.map((hit) => {
                  place += 1;
                  const own = place;
                  return (
                    <Row
                      key={hit.command.id}
                      id={`${listId}-${hit.command.id}`}
                      hit={hit}
                      selected={own === active}
                      onPoint={() => setActive(own)}
                      onChoose={() => run(hit.command.id as CommandId)}
                    />
                  );
                })}
              </div>
            ))}
          </div>
          {hits.length === 0 && (
            <p className={styles.none}>没有找到“{query.trim()}”。试试少打几个字，或只打拼音的首字母。</p>
          )}
          <output className={unseen.unseen}>{query.trim() !== "" && `找到 ${hits.length} 条命令`}</output>
          <footer className={styles.foot}>
            <span>↑↓ 选择</span>
            <span>Enter 执行</span>
            <span>Esc 关闭</span>
            <span className={styles.tail}>
              写稿时按住 {keysText("Mod")} 或 {keysText("Alt")} 也能看按键
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type RowProps = { id: string; hit: CommandHit; selected: boolean; onPoint: () => void; onChoose: () => void };

function Row({ id, hit: { command, marks }, selected, onPoint, onChoose }: RowProps) {
  const keys = keysOf(command.id as CommandId);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the row by its id.
    // biome-ignore lint/a11y/useKeyWithClickEvents: so do the keys.
    <div
      id={id}
      className={styles.row}
      role="option"
      aria-selected={selected}
      onPointerMove={onPoint}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.label}>
        <Marked text={command.label} marks={marks} />
      </span>
      <span className={styles.menu}>{menuLabelOf(command)}</span>
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
    </div>
  );
}

function groupsOf(
  query: string,
  commands: readonly Command[],
  recent: readonly string[],
  spellingOf: (text: string) => Spelled,
): Group[] {
  if (query.trim() !== "") return [{ label: null, hits: searchCommands(query, commands, recent, spellingOf) }];
  const unmarked = (command: Command) => ({ command, marks: [] });
  const used = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []).slice(0, RECENT_SHOWN);
  const others = commands.filter((command) => !used.includes(command));
  return [
    ...(used.length > 0 ? [{ label: "最近用过", hits: used.map(unmarked) }] : []),
    { label: used.length > 0 ? "其他命令" : "全部命令", hits: others.map(unmarked) },
  ];
}
