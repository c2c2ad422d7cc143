import { ChevronRight, Files, FileText, type LucideIcon, PencilLine } from "lucide-react";
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
          words="选会议类型，填会议信息，得到一篇带空位的全文。"
          isFirst
          onPress={() => runCommand("draft.new")}
        />
        <Way
          icon={Files}
          title="从旧稿新建"
          words="打开去年的 Word 文件，年份、地名、人名都标成“待换”。"
          onPress={() => runCommand("draft.new-from")}
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
