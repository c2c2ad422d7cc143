import { ListBox, ListBoxItem, type ListBoxProps } from "react-aria-components";
import type { DraftSummary } from "#core/api/contract";
import { changeTime } from "./dates.ts";
import type { FoundDrafts } from "./found-drafts.ts";
import styles from "./found-list.module.css";
import { Found, UNTITLED } from "./words.tsx";

type FoundListProps = Pick<
  ListBoxProps<DraftSummary>,
  "onAction" | "selectionMode" | "selectionBehavior" | "disallowEmptySelection" | "selectedKeys" | "onSelectionChange"
> & {
  label: string;
  found: FoundDrafts;
  /** What stands in place of the list where there is no draft and none is looked for. */
  none: string;
};

/** As many as are drawn at once; whoever has more drafts searches. */
const MOST_ROWS = 100;
const figures = new Intl.NumberFormat("zh-CN");

/** The drafts that a search found, to choose one from, and what to do where it found too many or none. */
export function FoundList({ label, found, none, ...list }: FoundListProps) {
  const { drafts, query } = found;
  const now = new Date();
  return (
    <>
      {drafts.length > 0 && (
        <ListBox
          aria-label={label}
          className={styles.list}
          items={drafts.slice(0, MOST_ROWS)}
          dependencies={[query, now.toDateString()]}
          {...list}
        >
          {(draft) => (
            <ListBoxItem className={styles.row} textValue={draft.title || UNTITLED}>
              <span className={styles.title}>
                <Found text={draft.title || UNTITLED} query={query} />
              </span>
              {draft.hit && (
                <span className={styles.hit}>
                  <Found text={draft.hit} query={query} />
                </span>
              )}
              <span className={styles.figures}>
                {changeTime(draft.updatedAt, now)} · {figures.format(draft.characters)} 字
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
      <p className={styles.words}>{wordsFor(found, none)}</p>
    </>
  );
}

function wordsFor({ query, drafts, failure }: FoundDrafts, none: string): string {
  if (failure) return failure;
  if (drafts.length > MOST_ROWS) return `还有 ${drafts.length - MOST_ROWS} 篇，打几个字来找。`;
  if (drafts.length > 0) return "";
  return query ? `没有找到“${query}”。试试少打几个字，或者打开一个文件。` : none;
}
