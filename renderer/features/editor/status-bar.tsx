import { memo, useEffect, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { Editor, Range } from "slate";
import { useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { countWords } from "#core/draft/counting";
import { type Block, textOf } from "#core/draft/schema";
import { runCommand } from "../../commands.ts";
import { blockAtCursor } from "../../editor/blocks.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { DraftSession, SaveState } from "../../session/draft-session.ts";
import { minutesText, type OutlineRow } from "../../session/overview.ts";
import { toCarried } from "../carried/carried-work.ts";
import { LayoutName } from "./layout-name.tsx";
import styles from "./status-bar.module.css";

const SECTION_WORDS: Record<OutlineRow["kind"], string> = { opening: "开头", section: "本节", closing: "结尾" };

const figures = new Intl.NumberFormat("zh-CN");

type StatusBarProps = {
  session: DraftSession;
  layoutId: string;
  readOnly: boolean;
  /** Whether it was made from an old speech: then it says of 待换 that nothing is left, too. */
  fromOld: boolean;
  /** Brings the folded notes of the import back, null while they are in sight. */
  onNotes: (() => void) | null;
  /** A sentence on what was just done; null most of the time. */
  said: string | null;
};

/** The last row: counts on the left; layout, saving and the promise of the program on the right. */
export const StatusBar = memo(function StatusBar({
  session,
  layoutId,
  readOnly,
  fromOld,
  onNotes,
  said,
}: StatusBarProps) {
  const editor = useSlateStatic();
  const { characters, minutes, openPlaces, carried, rows } = useStore(session.store, (state) => state.overview);
  const required = openPlaces.filter(({ optional }) => !optional).length;
  const save = useStore(session.store, (state) => state.save);
  const notes = useStore(session.store, (state) => state.importNotes.length);
  const selected = useSlateSelector(selectedWords);
  const section = useSlateSelector((editor) => {
    const block = blockAtCursor(editor)?.[1][0] ?? -1;
    return rows.findLast((row) => row.block <= block);
  });

  return (
    <section className={styles.bar} aria-label="状态栏" data-pane>
      <span>{selected > 0 ? `已选 ${figures.format(selected)} 字` : `字数 ${figures.format(characters)}`}</span>
      {section && (
        <span className={styles.section}>
          {SECTION_WORDS[section.kind]} {figures.format(section.characters)} 字
        </span>
      )}
      <span>{minutesText(minutes)}</span>
      {required > 0 ? (
        <AriaButton className={styles.work ?? ""} onPress={() => runCommand("edit.next-open-place")}>
          未填 {required} 处
        </AriaButton>
      ) : (
        <span>未填 0 处</span>
      )}
      {fromOld &&
        (carried.length > 0 ? (
          <AriaButton
            className={styles.work ?? ""}
            onPress={() => whenNotComposing(editor, () => toCarried(editor, 1))}
          >
            待换 {carried.length} 处
          </AriaButton>
        ) : (
          <span>待换 0 处</span>
        ))}
      {onNotes && notes > 0 && (
        <AriaButton className={styles.work ?? ""} onPress={onNotes}>
          导入情况 {notes} 条
        </AriaButton>
      )}
      <span className={styles.gap}>{said}</span>
      <span>
        版式：
        <LayoutName id={layoutId} />
      </span>
      {readOnly ? <span>只能阅读</span> : <Saving save={save} retry={session.flush} />}
      <span>不联网</span>
    </section>
  );
});

/** A save is done before anybody reads of it: 正在保存 shows only when one takes its time. `data-save` always tells the state. */
const SLOW_MS = 1500;

function Saving({ save, retry }: { save: SaveState; retry: () => void }) {
  const since = save.kind === "unsaved" ? save.since : null;
  const [slow, setSlow] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(() => setSlow(since), SLOW_MS);
    return () => clearTimeout(timer);
  }, [since]);

  if (save.kind === "failed" || save.kind === "stopped") {
    return (
      <span className={styles.failure} role="alert" data-save={save.kind} title={save.message}>
        <span className={styles.sentence}>{save.message}</span>
        {save.kind === "failed" && (
          <AriaButton className={styles.retry ?? ""} onPress={retry}>
            重试
          </AriaButton>
        )}
      </span>
    );
  }
  return (
    <span data-save={save.kind}>{since !== null && slow === since ? "正在保存" : `已保存 ${timeText(save.at)}`}</span>
  );
}

/** 14:32 today, 11月20日 14:32 on another day. */
function timeText(iso: string): string {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  return at.toDateString() === new Date().toDateString() ? clock : `${at.getMonth() + 1}月${at.getDate()}日 ${clock}`;
}

/** 字数 of what is selected on the sheet, prompts of open slots among it; 0 without a selection. */
function selectedWords(editor: SpeechEditor): number {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return 0;
  return countWords((Editor.fragment(editor, selection) as Block[]).map(textOf).join("\n"));
}
