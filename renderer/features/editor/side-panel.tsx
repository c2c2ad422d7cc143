import { ChevronDown, PanelRight } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { keysOf, runCommand } from "../../commands.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import styles from "./side-panel.module.css";

export type PanelId = "library" | "card" | "slots" | "carried" | "notes" | "beside" | "versions";

export type PanelTab = {
  id: PanelId;
  label: string;
  /** How much there is to do in it; absent where there is nothing to count. */
  count?: number;
  content: ReactNode;
};

type SidePanelProps = {
  tabs: readonly PanelTab[];
  current: PanelId;
  /** Takes the focus: the user asked for this tab by name. */
  autoFocus: boolean;
  onSelect: (id: PanelId) => void;
};

const takeFocus = (element: HTMLElement | null) => element?.focus();

/** 右栏: what lies beside the text, one tab in sight at a time. */
export function SidePanel({ tabs, current, autoFocus, onSelect }: SidePanelProps) {
  const list = useRef<HTMLDivElement>(null);
  const words = tabs.map(({ label, count }) => `${label}${count ?? ""}`).join();
  const isCut = useIsCut(list, words);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and menu change where the tab stands; no other render does
  useLayoutEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-key="${current}"]`);
    // By hand: to bring it into view would scroll the page too.
    if (tab && list.current) {
      list.current.scrollLeft = tab.offsetLeft + tab.offsetWidth - list.current.clientWidth;
      hideCutTabs(list.current);
    }
  }, [current, words, isCut]);
  return (
    <div className={styles.panel} data-pane>
      <Tabs className={styles.tabs ?? ""} selectedKey={current} onSelectionChange={(id) => onSelect(id as PanelId)}>
        <div className={styles.bar}>
          <TabList aria-label="右栏" ref={list} className={styles.list ?? ""}>
            {tabs.map(({ id, label, count }) => (
              <Tab
                key={id}
                id={id}
                className={styles.tab ?? ""}
                // The list draws its tabs after the first commit, so that an effect here would come too early.
                {...(autoFocus && id === current && { ref: takeFocus })}
              >
                {label}
                {count !== undefined && <span className={styles.count}>{count}</span>}
              </Tab>
            ))}
          </TabList>
          {isCut && (
            <Menu
              label="右栏的各项"
              entries={tabs.map(({ id, label, count }) => ({
                id,
                label,
                ...(count !== undefined && { keys: `${count}` }),
              }))}
              chosen={current}
              onAction={onSelect}
            >
              <IconButton icon={ChevronDown} label="右栏的各项" />
            </Menu>
          )}
          <IconButton
            icon={PanelRight}
            size="toolbar"
            label="收起右栏"
            {...(keysOf("view.panel") && { keys: keysOf("view.panel") })}
            onPress={() => runCommand("view.panel")}
          />
        </div>
        {tabs.map(({ id, content }) => (
          <TabPanel key={id} id={id} className={styles.content ?? ""}>
            {content}
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

/** Half a name reads as another: a tab that is not wholly in sight is left to the menu. It keeps its place, for the arrow keys. */
function hideCutTabs(list: HTMLElement): void {
  const frame = list.getBoundingClientRect();
  for (const tab of list.querySelectorAll<HTMLElement>('[role="tab"]')) {
    const { left, right } = tab.getBoundingClientRect();
    tab.toggleAttribute("data-cut", left < frame.left - 1 || right > frame.right + 1);
  }
}

/** Whether the tabs do not all fit; asked anew when their words or the width change. */
function useIsCut(list: React.RefObject<HTMLElement | null>, words: string): boolean {
  const [isCut, setIsCut] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words say when
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      setIsCut(element.scrollWidth > element.clientWidth + 1);
      hideCutTabs(element);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The arrow keys bring a tab that was cut into sight.
    element.addEventListener("scroll", measure);
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [list, words]);
  return isCut;
}
