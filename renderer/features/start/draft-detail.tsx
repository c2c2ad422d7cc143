import { Copy, Ellipsis, FileDown, PencilLine, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { DraftSummary } from "#core/api/contract";
import { countWords, minutesOf, SPEAKING_RATE } from "#core/draft/counting";
import { outlineOf } from "#core/draft/outline";
import { openPlaces } from "#core/draft/placeholders";
import { plainParagraphs, plainText } from "#core/draft/plain-text";
import type { Draft } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { calendarDate, changeTime } from "./dates.ts";
import styles from "./draft-detail.module.css";
import { UNTITLED } from "./words.tsx";

export type DraftAction = "rename" | "duplicate" | "save-speech" | "remove";

type DraftDetailProps = {
  summary: DraftSummary;
  onOpen: () => void;
  onAction: (action: DraftAction) => void;
};

/** What is known of the selected draft, before it is opened. */
export function DraftDetail({ summary, onOpen, onAction }: DraftDetailProps) {
  const draft = useDraft(summary);
  return (
    <aside className={styles.detail} aria-label="选中的讲稿" data-pane>
      <h2 className={styles.title}>{summary.title || UNTITLED}</h2>
      <div className={styles.actions}>
        <Button onPress={onOpen}>打开</Button>
        <Menu
          label="这篇讲稿"
          entries={[
            { id: "rename", label: "改名", icon: PencilLine, keys: "F2" },
            { id: "duplicate", label: "复制一份", icon: Copy },
            { id: "save-speech", label: "另存便携讲稿（.speech）…", icon: FileDown },
            { id: "remove", label: "删除", icon: Trash2, keys: "Delete" },
          ]}
          onAction={onAction}
        >
          <IconButton icon={Ellipsis} label="更多" />
        </Menu>
      </div>
      {draft && (
        <>
          <Facts draft={draft} />
          <Structure draft={draft} />
          <OpenCount draft={draft} />
        </>
      )}
    </aside>
  );
}

/** The text of the selected draft; the last one stays until the next is there, so that walking the list does not flicker. */
function useDraft(summary: DraftSummary): Draft | null {
  const api = useApi();
  const [draft, setDraft] = useState<Draft | null>(null);
  const { id, updatedAt } = summary;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that was changed is read again
  useEffect(() => {
    let wanted = true;
    // What stands in the way of reading it is told when the user opens it.
    api.drafts.open({ id }).then(
      (opened) => wanted && setDraft(opened.draft),
      () => wanted && setDraft(null),
    );
    return () => {
      wanted = false;
    };
  }, [api, id, updatedAt]);
  return draft;
}

function Facts({ draft }: { draft: Draft }) {
  const { card } = draft;
  const text = plainText(draft.body);
  const facts: [string, string | undefined][] = [
    ["会议", card.meeting],
    ["讲话人", [card.speaker?.name, card.speaker?.post].filter(Boolean).join("　")],
    ["日期", calendarDate(card.date)],
    ["地点", card.place],
    ["时长", minutesWords(text)],
    ["新建", changeTime(draft.createdAt, new Date())],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function minutesWords(text: string): string {
  const short = Math.round(minutesOf(text, SPEAKING_RATE.fast));
  const long = Math.round(minutesOf(text, SPEAKING_RATE.slow));
  if (long < 1) return "不到 1 分钟";
  return short < long && short > 0 ? `约 ${short}–${long} 分钟` : `约 ${long} 分钟`;
}

function Structure({ draft }: { draft: Draft }) {
  const outline = outlineOf(draft.body);
  const top = Math.min(...outline.map((entry) => entry.level));
  const parts = outline.filter((entry) => entry.level === top);
  const first = parts[0]?.block ?? draft.body.length;
  const opening = plainParagraphs(draft.body)
    .filter((paragraph) => paragraph.block < first)
    .reduce((sum, paragraph) => sum + countWords(paragraph.text), 0);
  return (
    <section className={styles.section}>
      <h3 className={styles.caption}>
        <span>结构</span>
        <span>字数</span>
      </h3>
      <ol>
        <li className={styles.part}>
          <span />
          <span>{parts.length > 0 ? "题目和开头" : "全文"}</span>
          <span className={styles.number}>{opening.toLocaleString("zh-CN")}</span>
        </li>
        {parts.map((part) => (
          <li key={part.block} className={styles.part}>
            <span className={styles.order}>{part.number}</span>
            <span>{part.text}</span>
            <span className={styles.number}>{part.characters.toLocaleString("zh-CN")}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function OpenCount({ draft }: { draft: Draft }) {
  const places = openPlaces(draft.body).length;
  const unsure = draft.importNotes.filter((note) => note.level !== "info").length;
  return (
    <section className={styles.section}>
      <h3 className={styles.caption}>还没定的</h3>
      {places === 0 && unsure === 0 && <p className={styles.settled}>没有未填的地方。</p>}
      {places > 0 && (
        <p className={styles.open}>
          <span>未填的地方</span>
          <span className={styles.openCount}>{places} 处</span>
        </p>
      )}
      {unsure > 0 && (
        <p className={styles.open}>
          <span>导入时拿不准的</span>
          <span className={styles.doubtCount}>{unsure} 处</span>
        </p>
      )}
    </section>
  );
}
