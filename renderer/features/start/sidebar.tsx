import { Clock, Files, FolderOpen, LayoutTemplate, List, type LucideIcon, Plus, Settings2, Trash2 } from "lucide-react";
import type { RecentFile } from "#core/api/contract";
import { keysOf, runCommand } from "../../commands.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import styles from "./sidebar.module.css";
import { FileName } from "./words.tsx";

export type Shelf = "drafts" | "templates" | "bin";

type SidebarProps = {
  shelf: Shelf;
  onShelf: (shelf: Shelf) => void;
  draftCount: number;
  /** Of own ones. */
  templateCount: number;
  binCount: number;
  recent: readonly RecentFile[];
  onOpen: (draftId: string) => void;
};

export function Sidebar({ shelf, onShelf, draftCount, templateCount, binCount, recent, onOpen }: SidebarProps) {
  const shelfButton = (id: Shelf, icon: LucideIcon, label: string, count: number) => (
    <ShelfButton icon={icon} label={label} count={count} isCurrent={shelf === id} onPress={() => onShelf(id)} />
  );
  return (
    <nav className={styles.sidebar} aria-label="讲稿匠" data-pane>
      <p className={styles.name}>讲稿匠</p>
      <div className={styles.ways}>
        <Button look="filled" wide icon={Plus} keys={keysOf("draft.new")} onPress={() => runCommand("draft.new")}>
          新建讲稿
        </Button>
        <Button wide icon={Files} onPress={() => runCommand("draft.new-from")}>
          从旧稿新建
        </Button>
        <Button look="quiet" wide icon={FolderOpen} onPress={() => runCommand("file.open")}>
          打开文件…
        </Button>
      </div>
      <div className={styles.shelves}>
        {shelfButton("drafts", List, "全部讲稿", draftCount)}
        {shelfButton("templates", LayoutTemplate, "我的模板", templateCount)}
        {shelfButton("bin", Trash2, "回收站", binCount)}
      </div>
      <section className={styles.recent} aria-labelledby="recent-files">
        <h2 id="recent-files" className={styles.caption}>
          最近打开的文件
        </h2>
        {recent.length === 0 && <p className={styles.none}>还没有打开过文件。</p>}
        <ul>
          {recent.map((file) => (
            <li key={file.draftId}>
              <button type="button" className={styles.file} aria-label={file.name} onClick={() => onOpen(file.draftId)}>
                <Clock className={styles.icon} aria-hidden />
                <FileName name={file.name} />
              </button>
            </li>
          ))}
        </ul>
      </section>
      <footer className={styles.foot}>
        <span>数据存在这台电脑，不联网</span>
        <IconButton icon={Settings2} label="设置" onPress={() => runCommand("view.settings")} />
      </footer>
    </nav>
  );
}

type ShelfButtonProps = { icon: LucideIcon; label: string; count: number; isCurrent: boolean; onPress: () => void };

function ShelfButton({ icon: Icon, label, count, isCurrent, onPress }: ShelfButtonProps) {
  return (
    <button type="button" className={styles.shelf} aria-current={isCurrent ? "page" : undefined} onClick={onPress}>
      <Icon className={styles.icon} aria-hidden />
      <span>{label}</span>
      {count > 0 && <span className={styles.count}>{count}</span>}
    </button>
  );
}
