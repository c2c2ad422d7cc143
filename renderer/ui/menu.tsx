import { Check, ChevronRight, type LucideIcon } from "lucide-react";
import { type ReactElement, useRef } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, SubmenuTrigger } from "react-aria-components";
import styles from "./menu.module.css";

export type MenuEntry<Id extends string> = {
  id: Id;
  label: string;
  icon?: LucideIcon;
  keys?: string;
  disabled?: boolean;
};

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
          {entries.map((entry) => menuItem(entry, chosen))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

type ContextMenuProps<Id extends string> = Pick<MenuProps<Id>, "label" | "entries" | "onAction"> & {
  /** What the menu is about. */
  target: Element;
  /** Where the mouse asked for it, in pixels of the window; absent when a key did, and it opens below the target. */
  at?: { x: number; y: number };
  onClose: () => void;
};

/** The menu of the other mouse button, open as long as it is rendered; the focus goes back to where it was. */
export function ContextMenu<Id extends string>(props: ContextMenuProps<Id>) {
  const { label, entries, onAction, target, at, onClose } = props;
  const anchor = useRef(target);
  return (
    <Popover
      className={styles.popover}
      aria-label={label}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      trigger="context"
      triggerRef={anchor}
      placement="bottom start"
      offset={at ? 0 : 4}
      {...(at && { getTargetRect: () => new DOMRect(at.x, at.y, 0, 0) })}
    >
      <AriaMenu
        aria-label={label}
        className={styles.menu}
        autoFocus="first"
        onAction={(id) => onAction(id as Id)}
        onClose={onClose}
      >
        {entries.map((entry) => menuItem(entry))}
      </AriaMenu>
    </Popover>
  );
}

export type MenuGroup<Id extends string> = { label: string; entries: readonly MenuEntry<Id>[] };

type GroupedMenuProps<Id extends string> = {
  label: string;
  /** Asked each time the menu opens, since what can be done changes without it. */
  groups: () => readonly MenuGroup<Id>[];
  onAction: (id: Id) => void;
  /** The button that opens the menu. */
  children: ReactElement;
};

/** A menu of menus: each group opens beside its label. */
export function GroupedMenu<Id extends string>({ children, ...content }: GroupedMenuProps<Id>) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} offset={4}>
        <Groups {...content} />
      </Popover>
    </MenuTrigger>
  );
}

function Groups<Id extends string>({ label, groups, onAction }: Omit<GroupedMenuProps<Id>, "children">) {
  return (
    <AriaMenu aria-label={label} className={styles.menu}>
      {groups().map((group) => (
        <SubmenuTrigger key={group.label}>
          <MenuItem id={group.label} textValue={group.label} className={styles.item}>
            <span className={styles.label}>{group.label}</span>
            <ChevronRight className={styles.icon} aria-hidden />
          </MenuItem>
          <Popover className={styles.popover} offset={-2}>
            <AriaMenu aria-label={group.label} className={styles.menu} onAction={(id) => onAction(id as Id)}>
              {group.entries.map((entry) => menuItem(entry))}
            </AriaMenu>
          </Popover>
        </SubmenuTrigger>
      ))}
    </AriaMenu>
  );
}

function menuItem<Id extends string>(entry: MenuEntry<Id>, chosen?: Id) {
  return (
    <MenuItem
      key={entry.id}
      id={entry.id}
      textValue={entry.label}
      className={styles.item}
      isDisabled={entry.disabled ?? false}
    >
      {chosen && <Check className={styles.icon} data-tick={entry.id === chosen || "off"} aria-hidden />}
      {entry.icon && <entry.icon className={styles.icon} aria-hidden />}
      <span className={styles.label}>{entry.label}</span>
      {entry.keys && <kbd className={styles.keys}>{entry.keys}</kbd>}
    </MenuItem>
  );
}
