import { useEffect, useRef, useState } from "react";
import type { RemovedDraft } from "#core/api/contract";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import styles from "./bin.module.css";
import { changeTime } from "./dates.ts";
import { UNTITLED } from "./words.tsx";

type BinProps = {
  removed: readonly RemovedDraft[];
  onRestore: (draft: RemovedDraft) => void;
  onPurge: (draft: RemovedDraft) => void;
};

export function Bin({ removed, onRestore, onPurge }: BinProps) {
  const [doomed, setDoomed] = useState<RemovedDraft | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that left the list took the focus with it
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    (list.current?.querySelector("button") ?? heading.current)?.focus();
  }, [removed]);
  const now = new Date();
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          回收站
        </h1>
      </header>
      {removed.length === 0 ? (
        <p className={styles.empty}>回收站是空的。删除的讲稿会先放在这里，可以还原。</p>
      ) : (
        <ul className={styles.list} ref={list} aria-label="删除的讲稿">
          {removed.map((draft) => (
            <li key={draft.id} className={styles.row}>
              <div className={styles.words}>
                <div className={styles.name}>{draft.title || UNTITLED}</div>
                <div className={styles.second}>
                  {changeTime(draft.removedAt, now)} 删除，{draft.characters.toLocaleString("zh-CN")} 字
                </div>
              </div>
              <Button aria-label={`还原“${draft.title || UNTITLED}”`} onPress={() => onRestore(draft)}>
                还原
              </Button>
              <Button
                look="quiet"
                aria-label={`彻底删除“${draft.title || UNTITLED}”…`}
                onPress={() => setDoomed(draft)}
              >
                彻底删除…
              </Button>
            </li>
          ))}
        </ul>
      )}
      {doomed && (
        <Dialog
          role="alertdialog"
          title="彻底删除这篇讲稿？"
          onClose={() => setDoomed(null)}
          onSubmit={() => {
            onPurge(doomed);
            setDoomed(null);
          }}
          actions={
            <>
              <Button autoFocus onPress={() => setDoomed(null)}>
                取消
              </Button>
              <Button look="filled" type="submit">
                彻底删除
              </Button>
            </>
          }
        >
          <p>“{doomed.title || UNTITLED}”会从这台电脑上删掉，不能再还原。</p>
        </Dialog>
      )}
    </>
  );
}
