import { FolderOpen, Search } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useFoundDrafts } from "../start/found-drafts.ts";
import { FoundList } from "../start/found-list.tsx";
import { useSought } from "./beside-store.ts";
import styles from "./chooser.module.css";

type ChooserProps = {
  /** The open draft, which is not offered. */
  draftId: string;
  onDraft: (id: string) => void;
  onFile: () => void;
};

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
      {found && (
        <FoundList
          label="讲稿"
          found={{ ...found, drafts }}
          none="没有别的讲稿，可以打开一个文件来参看。"
          onAction={(id) => onDraft(String(id))}
        />
      )}
      <div className={styles.foot}>
        <Button icon={FolderOpen} onPress={onFile}>
          打开文件…
        </Button>
        <p className={styles.caption}>文件只是打开来看，不建成讲稿。也可以把它拖到这一栏。</p>
      </div>
    </div>
  );
}
