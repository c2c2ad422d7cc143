import { Copy, Ellipsis, FileDown, Files, PencilLine, Trash2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { DraftSummary, TemplateSummary } from "#core/api/contract";
import type { Draft } from "#core/draft/schema";
import { statedCard } from "#core/draft/stated-card";
import { patternName } from "#core/template/schema";
import { useApi } from "../../api.ts";
import { minutesText, type Overview, overviewOf } from "../../session/overview.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { calendarDate, changeTime } from "./dates.ts";
import styles from "./draft-detail.module.css";
import { UNTITLED } from "./words.tsx";

export type DraftAction = "new-from" | "rename" | "duplicate" | "save-speech" | "remove";

/** 「更多」 of one draft: beside its facts, or above the list where the facts are folded away. */
export function DraftMenu({ onAction }: { onAction: (action: DraftAction) => void }) {
  return (
    <Menu
      label="这篇讲稿"
      entries={[
        { id: "new-from", label: "以此稿新建…", icon: Files },
        { id: "rename", label: "改名", icon: PencilLine, keys: "F2" },
        { id: "duplicate", label: "复制一份", icon: Copy },
        { id: "save-speech", label: "另存便携讲稿（.speech）…", icon: FileDown },
        { id: "remove", label: "删除", icon: Trash2, keys: "Delete" },
      ]}
      onAction={onAction}
    >
      <IconButton icon={Ellipsis} label="选中的讲稿：更多" />
    </Menu>
  );
}

type DraftDetailProps = {
  summary: DraftSummary;
  templates: readonly TemplateSummary[];
  onOpen: () => void;
  onAction: (action: DraftAction) => void;
};

/** What is known of the selected draft, before it is opened. */
export function DraftDetail({ summary, templates, onOpen, onAction }: DraftDetailProps) {
  const draft = useDraft(summary);
  const overview = useMemo(() => draft && overviewOf(draft.body), [draft]);
  return (
    <aside className={styles.detail} aria-label="选中的讲稿" data-pane>
      <h2 className={styles.title}>{summary.title || UNTITLED}</h2>
      <div className={styles.actions}>
        <Button onPress={onOpen}>打开</Button>
        <Button onPress={() => onAction("new-from")}>以此稿新建…</Button>
        <DraftMenu onAction={onAction} />
      </div>
      {draft && overview && (
        <>
          <Facts draft={draft} overview={overview} templates={templates} />
          <Structure overview={overview} />
          <OpenCount draft={draft} overview={overview} />
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
    api.drafts.open({ id, toRead: true }).then(
      (opened) => wanted && setDraft(opened.draft),
      () => wanted && setDraft(null),
    );
    return () => {
      wanted = false;
    };
  }, [api, id, updatedAt]);
  return draft;
}

type FactsProps = { draft: Draft; overview: Overview; templates: readonly TemplateSummary[] };

function Facts({ draft, overview, templates }: FactsProps) {
  const card = statedCard(draft);
  const limit = card.timeLimitMinutes;
  const spoken = minutesText(overview.minutes);
  const facts: [string, string | undefined][] = [
    ["会议", card.meeting],
    ["讲话人", [card.speaker?.name, card.speaker?.post].filter(Boolean).join("　")],
    ["日期", calendarDate(card.date)],
    ["地点", card.place],
    ["类型", typeOf(draft, templates)],
    limit === undefined ? ["时长", spoken] : ["时限", `${limit} 分钟，现${spoken}`],
    ["来自", draft.carriedFrom?.title],
    ["建立", changeTime(draft.createdAt, new Date())],
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

/** 联席会议 · 认识—任务—保障; of a template that is gone only the pattern is known. */
function typeOf({ template, pattern }: Draft, templates: readonly TemplateSummary[]): string {
  const name = templates.find(({ id }) => id === template)?.name;
  return [name, pattern && patternName(pattern)].filter(Boolean).join(" · ");
}

function Structure({ overview }: { overview: Overview }) {
  const top = Math.min(...overview.rows.filter((row) => row.kind === "section").map((row) => row.level));
  const parts = overview.rows.filter((row) => row.kind !== "section" || row.level === top);
  return (
    <section className={styles.section}>
      <h3 className={styles.caption}>
        <span>结构</span>
        <span>字数</span>
      </h3>
      {parts.length === 0 && <p className={styles.settled}>还没有标题。</p>}
      <ol>
        {parts.map((part) => (
          <li key={part.block} className={styles.part}>
            <span className={styles.order}>{part.label.replace(/[（）、.]/gu, "")}</span>
            <span>{part.text}</span>
            <span className={styles.number}>{part.characters.toLocaleString("zh-CN")}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function OpenCount({ draft, overview }: { draft: Draft; overview: Overview }) {
  const places = overview.openPlaces.filter(({ optional }) => !optional).length;
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
