import { useEffect, useRef, useState } from "react";
import { Collection, GridList, GridListHeader, GridListItem, GridListSection, type Key } from "react-aria-components";
import { useStore } from "zustand";
import type { Version } from "#core/api/contract";
import { keysOf } from "../../commands.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { showBeside } from "../beside/beside-store.ts";
import type { VersionShelf } from "./version-shelf.ts";
import { byDay, clockOf, lengthWords, versionLabel, versionTime } from "./version-words.ts";
import styles from "./versions-panel.module.css";

type VersionsPanelProps = {
  shelf: VersionShelf;
  session: Pick<DraftSession, "store">;
  /** Then versions are only looked at. */
  readOnly: boolean;
};

/** After a pause of the writer this long the list is read anew: a save may have kept a version by itself. */
const REREAD_MS = 2_000;

/** 版本: the earlier states of the open draft, the newest first; the row in work opens its buttons. */
export function VersionsPanel({ shelf, session, readOnly }: VersionsPanelProps) {
  const versions = useStore(shelf.store, (state) => state.versions);
  const present = useStore(session.store, (state) => state.overview.characters);
  const [selected, setSelected] = useState<Key | null>(null);
  const [doomed, setDoomed] = useState<Version | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  useRereading(shelf, session);

  const open = async (version: Version) => {
    const read = await shelf.read(version);
    if (!read) return;
    const restorable = !readOnly && read.readOnly === null;
    showBeside({
      title: `${versionTime(version.at, new Date())} 的版本`,
      note: read.readOnly ?? `${versionLabel(version)}，只能看`,
      body: read.body,
      ...(restorable && {
        action: (
          <Button onPress={() => shelf.restore(version)} aria-label="恢复这一版">
            恢复
          </Button>
        ),
      }),
    });
  };
  const remove = async (version: Version) => {
    setDoomed(null);
    const place = (versions ?? []).indexOf(version);
    await shelf.remove(version);
    const left = shelf.store.getState().versions ?? [];
    setSelected((left[place] ?? left.at(-1))?.id ?? null);
  };
  const focusRow = () =>
    panel.current?.querySelector<HTMLElement>('[role="row"][data-selected], [role="row"], button')?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a version that left the list took the focus with it
  useEffect(() => {
    if (document.activeElement === document.body) focusRow();
  }, [versions]);

  const now = new Date();
  const find = (id: Key) => versions?.find((version) => version.id === id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list's rows, which themselves take the focus
    <div
      className={styles.panel}
      ref={panel}
      onKeyDown={(event) => {
        const version = selected === null ? undefined : find(selected);
        if (readOnly || !version || !(event.target as Element).matches('[role="row"]')) return;
        if (event.key === "F2") shelf.askName(version);
        if (event.key === "Delete" && !event.repeat) setDoomed(version);
      }}
    >
      {versions && versions.length > 0 && (
        <GridList
          aria-label="版本"
          className={styles.list}
          selectionMode="single"
          selectionBehavior="replace"
          keyboardNavigationBehavior="tab"
          selectedKeys={selected === null ? [] : [selected]}
          onSelectionChange={(keys) => setSelected([...(keys as Set<Key>)][0] ?? null)}
          onAction={(id) => {
            const version = find(id);
            if (version) void open(version);
          }}
        >
          {byDay(versions, now).map(({ key, day, versions: ofDay }) => (
            <GridListSection key={key} id={`day ${key}`} className={styles.day ?? ""}>
              <GridListHeader className={styles.dayName ?? ""}>{day}</GridListHeader>
              <Collection items={ofDay} dependencies={[selected, present, readOnly]}>
                {(version) => (
                  <GridListItem className={styles.row} textValue={`${clockOf(version.at)} ${versionLabel(version)}`}>
                    <div className={styles.head}>
                      <span className={styles.clock}>{clockOf(version.at)}</span>
                      <span className={styles.name} data-named={version.name !== "" || undefined} title={version.name}>
                        {versionLabel(version)}
                      </span>
                    </div>
                    <div className={styles.length}>{lengthWords(version.characters, present)}</div>
                    {version.id === selected && (
                      <div className={styles.actions}>
                        <Button onPress={() => open(version)}>打开看看</Button>
                        {!readOnly && (
                          <>
                            <Button onPress={() => shelf.restore(version)} aria-label="恢复这一版">
                              恢复
                            </Button>
                            <Button look="quiet" onPress={() => shelf.askName(version)}>
                              {version.name ? "改名…" : "起名…"}
                            </Button>
                            <Button look="quiet" onPress={() => setDoomed(version)}>
                              删除…
                            </Button>
                          </>
                        )}
                      </div>
                    )}
                  </GridListItem>
                )}
              </Collection>
            </GridListSection>
          ))}
        </GridList>
      )}
      {versions?.length === 0 && (
        <p className={styles.none}>
          还没有版本。文字一改动，打开时的样子就会自动存下；写一段时间、大改之前也会存。
          {!readOnly && `要留住现在的样子，按 ${keysOf("draft.save") ?? "存一个版本"}。`}
        </p>
      )}
      {!readOnly && (
        <footer className={styles.foot}>
          <p className={styles.caption}>自动存的会随时间变少，手动存的和起了名的一直留着。</p>
          <Button onPress={() => shelf.keep()}>存一个版本</Button>
        </footer>
      )}
      {doomed && (
        <Dialog
          role="alertdialog"
          title="删除这个版本？"
          onClose={() => setDoomed(null)}
          onSubmit={() => remove(doomed)}
          actions={
            <>
              <Button autoFocus onPress={() => setDoomed(null)}>
                取消
              </Button>
              <Button look="filled" type="submit">
                删除
              </Button>
            </>
          }
        >
          <p>
            {versionTime(doomed.at, now)} 的版本{doomed.name && `“${doomed.name}”`}
            会从这台电脑上删掉，不能再恢复。现在的讲稿不受影响。
          </p>
        </Dialog>
      )}
    </div>
  );
}

/** Reads the list when it comes into sight and after each pause in the saving. */
function useRereading(shelf: VersionShelf, session: Pick<DraftSession, "store">): void {
  const save = useStore(session.store, (state) => state.save);
  const savedAt = save.kind === "saved" ? save.at : null;
  useEffect(() => {
    void shelf.reload();
  }, [shelf]);
  const first = useRef(savedAt);
  useEffect(() => {
    if (savedAt === null || savedAt === first.current) return;
    const timer = setTimeout(() => void shelf.reload(), REREAD_MS);
    return () => clearTimeout(timer);
  }, [shelf, savedAt]);
}
