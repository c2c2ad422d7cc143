import { Check, type LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import styles from "./menu.module.css";

export type MenuEntry<Id extends string> = { id: Id; label: string; icon?: LucideIcon; keys?: string };

type MenuProps<Id extends string> = {
  /** Name for screen readers. */
  label: string;
  entries: readonly MenuEntry<Id>[];
  onAction: (id: Id) => void;
  /** The entry in force, ticked: the menu is then a choice of one. */
  chosen?: Id;
  /** The button that opens the menu. */
  children: ReactElement;
};

export function Menu<Id extends string>({ label, entries, onAction, chosen, children }: MenuProps<Id>) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.menu}
          onAction={(id) => onAction(id as Id)}
          {...(chosen && { selectionMode: "single", selectedKeys: [chosen], disallowEmptySelection: true })}
        >
          {entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={styles.item}>
              {chosen && <Check className={styles.icon} data-tick={entry.id === chosen || "off"} aria-hidden />}
              {entry.icon && <entry.icon className={styles.icon} aria-hidden />}
              <span className={styles.label}>{entry.label}</span>
              {entry.keys && <kbd className={styles.keys}>{entry.keys}</kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
