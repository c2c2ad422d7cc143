import { Printer, Search, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { COMMANDS, type Command, MENUS } from "#core/commands";
import { keysText } from "../../commands.ts";
import { Button } from "../../ui/button.tsx";
import dialogStyles from "../../ui/dialog.module.css";
import { IconButton } from "../../ui/icon-button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./help-dialog.module.css";
import { HELP_TOPICS, TEXT_KEYS } from "./help-text.ts";

/** The commands of a menu: those with a key, and the names of those without. */
type KeyGroup = { label: string; rows: readonly { label: string; keys: string }[]; keyless: readonly string[] };

/** 帮助和按键: how to do each task, and every command with its key from the one table. It prints as pages of its own. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const body = useRef<HTMLElement>(null);
  const topics = HELP_TOPICS.flatMap((topic) => {
    if (matches(query, topic.title)) return topic;
    const sentences = topic.sentences.filter((sentence) => matches(query, sentence));
    return sentences.length > 0 ? { ...topic, sentences } : [];
  });
  const groups = keyGroups(query);

  const scroll = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const page = (body.current?.clientHeight ?? 0) * 0.9;
    const by = { ArrowDown: 48, ArrowUp: -48, PageDown: page, PageUp: -page }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    body.current?.scrollBy(0, by);
  };
  const goTo = (id: string) => body.current?.querySelector(`[data-topic="${id}"]`)?.scrollIntoView({ block: "start" });

  return (
    <ModalOverlay className={`${dialogStyles.veil} ${styles.veil}`} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={`${dialogStyles.modal} ${styles.modal}`} data-prints-itself>
        <Dialog className={styles.dialog}>
          <header className={styles.head}>
            <Heading slot="title" className={dialogStyles.title}>
              帮助和按键
            </Heading>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the field inside. */}
            <div className={styles.search} onKeyDown={scroll}>
              <TextField
                label="在帮助里找"
                placeholder="在帮助里找"
                icon={Search}
                autoFocus
                maxLength={64}
                value={query}
                onChange={setQuery}
              />
            </div>
            <Button look="quiet" icon={Printer} onPress={() => window.print()}>
              打印帮助
            </Button>
            <IconButton icon={X} label="关闭" keys="Esc" onPress={onClose} />
          </header>
          <div className={styles.columns}>
            <nav className={styles.contents} aria-label="目录">
              {topics.map(({ id, title }) => (
                <Button key={id} look="quiet" wide onPress={() => goTo(id)}>
                  {title}
                </Button>
              ))}
              {groups.length > 0 && (
                <Button look="quiet" wide onPress={() => goTo("keys")}>
                  全部按键
                </Button>
              )}
            </nav>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard. */}
            <section className={styles.body} ref={body} tabIndex={0} aria-label="帮助">
              {topics.map(({ id, title, sentences }) => (
                <section key={id} className={styles.topic} data-topic={id}>
                  <h3 className={styles.title}>{title}</h3>
                  <ul>
                    {sentences.map((sentence) => (
                      <li key={sentence} className={styles.sentence}>
                        {sentence}
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
              {groups.length > 0 && (
                <section className={styles.topic} data-topic="keys">
                  <h3 className={styles.title}>全部按键</h3>
                  <div className={styles.tables}>
                    {groups.map(({ label, rows, keyless }) => (
                      <section key={label} className={styles.group}>
                        <table className={styles.table}>
                          <caption>{label}</caption>
                          <tbody>
                            {rows.map((row) => (
                              <tr key={row.label}>
                                <th scope="row">{row.label}</th>
                                <td>{row.keys}</td>
                              </tr>
                            ))}
                          </tbody>
                        </table>
                        {keyless.length > 0 && (
                          <p className={styles.keyless}>没有按键的：{keyless.join("、").replaceAll("…", "")}。</p>
                        )}
                      </section>
                    ))}
                  </div>
                </section>
              )}
              {topics.length === 0 && groups.length === 0 && (
                <p className={styles.none}>没有找到“{query.trim()}”。试试少打几个字，或换个说法。</p>
              )}
            </section>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The table of keys, as far as it fits what is looked for: a command by its name or its key. */
function keyGroups(query: string): KeyGroup[] {
  const commands: readonly Command[] = COMMANDS;
  const groups: KeyGroup[] = MENUS.map(({ id, label }) => {
    const own = commands.filter(({ menu }) => menu === id);
    return {
      label,
      rows: own.flatMap((command) => (command.key ? { label: command.label, keys: keysText(command.key) } : [])),
      keyless: own.filter(({ key }) => key === undefined).map((command) => command.label),
    };
  });
  return [...groups, { label: "写字时", rows: TEXT_KEYS, keyless: [] }].flatMap((group) => {
    if (matches(query, group.label)) return group;
    const rows = group.rows.filter(({ label, keys }) => matches(query, `${label} ${keys}`));
    const keyless = group.keyless.filter((label) => matches(query, label));
    return rows.length + keyless.length > 0 ? { ...group, rows, keyless } : [];
  });
}

/** Whether every word of `query` stands in `text`; case and width do not count. */
function matches(query: string, text: string): boolean {
  const plain = (words: string) => words.normalize("NFKC").toLowerCase();
  return plain(query)
    .split(/\s+/u)
    .every((word) => plain(text).includes(word));
}
