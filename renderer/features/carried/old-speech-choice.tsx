import { FolderOpen, Search } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useFoundDrafts } from "../start/found-drafts.ts";
import { FoundList } from "../start/found-list.tsx";
import styles from "./old-speech-choice.module.css";

type OldSpeechChoiceProps = {
  /** The own draft that is chosen; null for none or a file. */
  chosenId: string | null;
  /** The file that is chosen instead. */
  fileName: string | null;
  onDraft: (id: string) => void;
  onFile: () => void;
};

/** Which old speech the new one is made from: an own draft, found as one types, or a file. */
export function OldSpeechChoice({ chosenId, fileName, onDraft, onFile }: OldSpeechChoiceProps) {
  const [query, setQuery] = useState("");
  const found = useFoundDrafts(query);
  const choice = useRef<HTMLDivElement>(null);
  const drafts = found?.drafts ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = drafts;
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      choice.current?.querySelector<HTMLElement>('[aria-selected="true"], [role="option"]')?.focus();
    } else if (event.key === "Escape" && query !== "") {
      // The first Esc empties the search, the next one leaves.
      event.preventDefault();
      setQuery("");
    } else if (event.key === "Enter") {
      // Enter here chooses; it builds nothing before an answer to the words is there.
      event.preventDefault();
      if (first && found?.query === query.trim()) onDraft(first.id);
    }
  };
  return (
    <div className={styles.choice} ref={choice}>
      <div className={styles.search}>
        <TextField
          label="找旧稿"
          icon={Search}
          placeholder="题目、会议或者正文里的字"
          maxLength={200}
          autoFocus
          value={query}
          onChange={setQuery}
          onKeyDown={onKeyDown}
        />
        <Button icon={FolderOpen} onPress={onFile}>
          打开文件…
        </Button>
      </div>
      {fileName !== null && <p className={styles.file}>从文件“{fileName}”新建。文件本身不会改动，也不另建讲稿。</p>}
      {found && (
        <FoundList
          label="旧稿"
          found={found}
          none="还没有讲稿，可以打开去年的 Word 或文本文件。"
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={chosenId === null ? [] : [chosenId]}
          onSelectionChange={(keys) => {
            const [id] = keys;
            if (id !== undefined) onDraft(String(id));
          }}
        />
      )}
    </div>
  );
}
