import { PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { keysOf, runCommand } from "../../commands.ts";
import { IconButton } from "../../ui/icon-button.tsx";
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
  return (
    <div className={styles.panel} data-pane>
      <Tabs className={styles.tabs ?? ""} selectedKey={current} onSelectionChange={(id) => onSelect(id as PanelId)}>
        <div className={styles.bar}>
          <TabList aria-label="右栏" className={styles.list ?? ""}>
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
