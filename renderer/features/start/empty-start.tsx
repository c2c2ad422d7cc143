import { ChevronRight, FileText, FolderOpen, type LucideIcon, PencilLine } from "lucide-react";
import { Button } from "react-aria-components";
import { runCommand } from "../../commands.ts";
import styles from "./empty-start.module.css";

/** What stands in the middle while there is no draft: three ways in, the first focused. */
export function EmptyStart({ onSample }: { onSample: () => void }) {
  return (
    <div className={styles.empty}>
      <h1 className={styles.title}>还没有讲稿</h1>
      <p className={styles.words}>新建一篇，或者从去年的讲稿接着写。讲稿只存在这台电脑上。</p>
      <div className={styles.ways}>
        <Way
          icon={PencilLine}
          title="新建讲稿"
          words="从空白的一篇写起，标题自动编号，随写随存。"
          isFirst
          onPress={() => runCommand("draft.new")}
        />
        <Way
          icon={FolderOpen}
          title="打开文件…"
          words="打开去年的 Word 或文本文件，认出题目和标题，接着改。"
          onPress={() => runCommand("file.open")}
        />
        <Way icon={FileText} title="打开示例讲稿" words="一篇联席会议讲话，看看大纲和导出怎么用。" onPress={onSample} />
      </div>
      <p className={styles.words}>也可以把 .docx、.txt、.md 或 .speech 文件拖到这个窗口里。</p>
    </div>
  );
}

type WayProps = { icon: LucideIcon; title: string; words: string; isFirst?: boolean; onPress: () => void };

function Way({ icon: Icon, title, words, isFirst = false, onPress }: WayProps) {
  return (
    <Button className={styles.way} autoFocus={isFirst} onPress={onPress}>
      <Icon className={styles.icon} aria-hidden />
      <span className={styles.text}>
        <span className={styles.wayTitle}>{title}</span>
        <span className={styles.wayWords}>{words}</span>
      </span>
      <ChevronRight className={styles.chevron} aria-hidden />
    </Button>
  );
}
