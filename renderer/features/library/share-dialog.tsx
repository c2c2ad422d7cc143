import { useMemo, useState } from "react";
import { nameOf, textOfEntry } from "#core/library/texts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import styles from "./choose-dialog.module.css";
import { EVERYTHING, useLibrarySearch } from "./library-search.ts";

type ShareDialogProps = {
  /** The passage that is chosen at first. */
  first: string | null;
  onClose: () => void;
  onShare: (ids: string[]) => void;
  failure: string | null;
};

/** Which of the own passages go into a file for colleagues. */
export function ShareDialog({ first, onClose, onShare, failure }: ShareDialogProps) {
  const search = useMemo(() => ({ ...EVERYTHING, kind: "passage" as const, limit: 500 }), []);
  const found = useLibrarySearch(search, 0);
  const own = (found?.hits ?? []).filter((hit) => hit.own);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(first === null ? [] : [first]));
  const ids = own.map(({ entry }) => entry.id).filter((id) => chosen.has(id));
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const all = ids.length === own.length;
  return (
    <Dialog
      title="分享段落"
      onClose={onClose}
      onSubmit={() => ids.length > 0 && onShare(ids)}
      note={failure ? <span className={styles.failure}>{failure}</span> : "存成一个文件，同事在自己的讲稿匠里取入。"}
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit" isDisabled={ids.length === 0}>
            存成文件…
          </Button>
        </>
      }
    >
      {found && own.length === 0 && <p>{found.failure ?? "还没有存过段落，没有可以分享的。"}</p>}
      {own.length > 1 && (
        <Checkbox isSelected={all} onChange={(on) => setChosen(new Set(on ? own.map(({ entry }) => entry.id) : []))}>
          全选，共 {own.length} 段
        </Checkbox>
      )}
      <ul className={styles.rows}>
        {own.map(({ entry }) => (
          <li key={entry.id} className={styles.row}>
            <div className={styles.words}>
              <Checkbox isSelected={chosen.has(entry.id)} onChange={(on) => turn(entry.id, on)}>
                {nameOf(entry)}
              </Checkbox>
              <span className={styles.excerpt}>{textOfEntry(entry)}</span>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
