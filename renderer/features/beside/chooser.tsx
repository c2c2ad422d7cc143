import { FolderOpen, Search } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { changeTime } from "../start/dates.ts";
import { type FoundDrafts, useFoundDrafts } from "../start/found-drafts.ts";
import { Found, UNTITLED } from "../start/words.tsx";
import { useSought } from "./beside-store.ts";
import styles from "./chooser.module.css";

type ChooserProps = {
  /** The open draft, which is not offered. */
  draftId: string;
  onDraft: (id: string) => void;
  onFile: () => void;
};

/** As many as are drawn at once; whoever has more drafts searches. */
const MOST_ROWS = 100;
const figures = new Intl.NumberFormat("zh-CN");

/** Which text to read beside the open one: one of the own drafts, the last changed first, or a file. */
export function Chooser({ draftId, onDraft, onFile }: ChooserProps) {
  const [query, setQuery] = useState("");
  const found = useFoundDrafts(query);
  const panel = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  useSought(() => search.current?.focus());
  const drafts = (found?.drafts ?? []).filter(({ id }) => id !== draftId);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = drafts;
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      panel.current?.querySelector<HTMLElement>('[role="option"]')?.focus();
    } else if (event.key === "Enter" && first && found?.query === query.trim()) {
      event.preventDefault();
      onDraft(first.id);
    }
  };
  const now = new Date();
  return (
    <div className={styles.chooser} ref={panel}>
      <div className={styles.head}>
        <TextField
          label="找一篇讲稿来参看"
          labelShown
          icon={Search}
          placeholder="题目、会议或者正文里的字"
          maxLength={200}
          inputRef={search}
          value={query}
          onChange={setQuery}
          onKeyDown={onKeyDown}
        />
      </div>
      {found && drafts.length > 0 && (
        <ListBox
          aria-label="讲稿"
          className={styles.list}
          items={drafts.slice(0, MOST_ROWS)}
          dependencies={[found.query, now.toDateString()]}
          onAction={(id) => onDraft(String(id))}
        >
          {(draft) => (
            <ListBoxItem className={styles.row} textValue={draft.title || UNTITLED}>
              <span className={styles.title}>
                <Found text={draft.title || UNTITLED} query={found.query} />
              </span>
              {draft.hit && (
                <span className={styles.hit}>
                  <Found text={draft.hit} query={found.query} />
                </span>
              )}
              <span className={styles.figures}>
                {changeTime(draft.updatedAt, now)} · {figures.format(draft.characters)} 字
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
      {found && <p className={styles.words}>{wordsFor(found, drafts.length)}</p>}
      <div className={styles.foot}>
        <Button icon={FolderOpen} onPress={onFile}>
          打开文件…
        </Button>
        <p className={styles.caption}>文件只是打开来看，不建成讲稿。也可以把它拖到这一栏。</p>
      </div>
    </div>
  );
}

function wordsFor({ query, failure }: FoundDrafts, count: number): string {
  if (failure) return failure;
  if (count > MOST_ROWS) return `还有 ${count - MOST_ROWS} 篇，打几个字来找。`;
  if (count > 0) return "";
  return query ? `没有找到“${query}”。试试少打几个字，或者打开一个文件。` : "没有别的讲稿，可以打开一个文件来参看。";
}
