import { FolderOpen, TriangleAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import type { Exported } from "#core/api/contract";
import { failureOf, SpeechError } from "#core/api/errors";
import { carriedPlaces } from "#core/carry/find-carried";
import { openPlaces, openPlacesIn } from "#core/draft/placeholders";
import { type Draft, SLOT_SIGNS } from "#core/draft/schema";
import { type Layout, ownLayout } from "#core/word/layouts";
import { useApi } from "../../api.ts";
import { flushOpenDraft } from "../../session/open-session.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { DialogContent, DialogFrame, DialogSection } from "../../ui/dialog.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { Strip } from "../../ui/strip.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./export-dialog.module.css";
import { fileNameProblem } from "./file-name.ts";
import { Fonts } from "./fonts.tsx";
import { LayoutEditor } from "./layout-editor.tsx";
import { departureLine, layoutSummary } from "./layout-words.ts";

type ExportDialogProps = {
  draftId: string;
  onClose: () => void;
  /** Leaves the dialog for the first place that still waits for text. */
  onFill: () => void;
};

type Loaded = { draft: Draft; layouts: readonly Layout[]; folderName: string };

/** 导出 Word: what is to be written and where; afterwards where the file lies. */
export function ExportDialog(props: ExportDialogProps) {
  const [exported, setExported] = useState<Exported | null>(null);
  return (
    <DialogFrame onClose={props.onClose}>
      {exported ? (
        <ExportResult title="导出 Word" exported={exported} onClose={props.onClose} />
      ) : (
        <ExportForm {...props} onExported={setExported} />
      )}
    </DialogFrame>
  );
}

/** Profile, what is open, fonts and place. */
function ExportForm({
  draftId,
  onClose,
  onFill,
  onExported,
}: ExportDialogProps & { onExported: (exported: Exported | null) => void }) {
  const api = useApi();
  const { settings, change } = useSettings();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [fileName, setFileName] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const [editing, setEditing] = useState<Layout | null>(null);
  const [removed, setRemoved] = useState<Layout | null>(null);

  const act = useCallback(async (work: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const { code, message, details } = failureOf(error);
      setFailure(message);
      if (code === "export.target-busy" && details.suggestedName) setFileName(details.suggestedName);
    }
  }, []);

  useEffect(() => {
    act(async () => {
      await saveFirst();
      const [{ draft }, layouts, suggested] = await Promise.all([
        api.drafts.open({ id: draftId, toRead: true }),
        api.exports.layouts({}),
        api.exports.suggest({ id: draftId }),
      ]);
      setLoaded({ draft, layouts, folderName: suggested.folderName });
      setFileName(suggested.fileName);
    });
  }, [api, draftId, act]);

  const layouts = loaded?.layouts ?? [];
  const layout = layouts.find((each) => each.id === settings.layoutId) ?? layouts[0];
  const nameProblem = fileNameProblem(fileName);

  const refreshLayouts = async (chosen?: string) => {
    const fresh = await api.exports.layouts({});
    setLoaded((current) => current && { ...current, layouts: fresh });
    if (chosen) change({ layoutId: chosen });
  };

  const run = (target: "folder" | "choose") =>
    act(async () => {
      if (!layout || nameProblem || running) return;
      setRunning(true);
      try {
        await saveFirst();
        const name = `${fileName.replace(/\.docx$/iu, "").trim()}.docx`;
        onExported(await api.exports.run({ id: draftId, layoutId: layout.id, fileName: name, target }));
      } finally {
        setRunning(false);
      }
    });

  return (
    <DialogContent
      title="导出 Word"
      onClose={onClose}
      onSubmit={() => run("folder")}
      note="导出后可以直接打开。"
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          {layout && (
            <Button look="filled" type="submit" autoFocus isDisabled={nameProblem !== undefined}>
              导出
            </Button>
          )}
        </>
      }
    >
      {failure && (
        <div className={styles.strip}>
          <Strip level="must">{failure}</Strip>
        </div>
      )}
      {removed && (
        <div className={styles.strip}>
          <Strip
            level="quiet"
            onClose={() => setRemoved(null)}
            action={
              <Button
                onPress={() =>
                  act(async () => {
                    await api.exports.saveLayout(removed);
                    await refreshLayouts(removed.id);
                    setRemoved(null);
                  })
                }
              >
                撤销
              </Button>
            }
          >
            删除了版式“{removed.name}”。
          </Strip>
        </div>
      )}
      {loaded && layout && (
        <>
          <DialogSection
            title="版式"
            aside={
              <div className={styles.layoutActions}>
                {!layout.shipped && (
                  <Button look="link" onPress={() => setEditing(layout)}>
                    改“{layout.name}”…
                  </Button>
                )}
                <Button
                  look="link"
                  onPress={() => setEditing(ownLayout(layout, crypto.randomUUID(), freeName(layouts)))}
                >
                  新建版式…
                </Button>
              </div>
            }
          >
            <RadioCards
              label="版式"
              cards={layouts.map((each) => ({
                id: each.id,
                title: each.name,
                summary: layoutSummary(each),
                caution: departureLine(each),
              }))}
              value={layout.id}
              onChange={(layoutId) => change({ layoutId })}
            />
          </DialogSection>
          <DialogSection title="还没定的">
            <OpenPlaces draft={loaded.draft} onFill={onFill} />
          </DialogSection>
          <DialogSection title="字体">
            <Fonts draft={loaded.draft} layout={layout} />
          </DialogSection>
          <DialogSection
            title="存到"
            aside={<span className={styles.caption}>存在“{loaded.folderName}”文件夹，同名的文件不会被盖掉。</span>}
          >
            <div className={styles.target}>
              <TextField label="文件名" value={fileName} onChange={setFileName} error={nameProblem} />
              <Button icon={FolderOpen} isDisabled={nameProblem !== undefined} onPress={() => run("choose")}>
                换位置…
              </Button>
            </div>
          </DialogSection>
        </>
      )}
      {editing && (
        <LayoutEditor
          layout={editing}
          others={layouts}
          isNew={!layouts.some((each) => each.id === editing.id)}
          onClose={() => setEditing(null)}
          onSaved={(saved) => {
            setEditing(null);
            act(() => refreshLayouts(saved.id));
          }}
          onRemove={() => {
            setEditing(null);
            act(async () => {
              await api.exports.removeLayout({ id: editing.id });
              setRemoved(editing);
              await refreshLayouts(layouts[0]?.id);
            });
          }}
        />
      )}
    </DialogContent>
  );
}

/** The host exports what is on disk, so that what was typed last must be there first. */
async function saveFirst(): Promise<void> {
  if (await flushOpenDraft()) return;
  throw new SpeechError("disk.failed", "没有导出：刚写的字还没有存上，导出会缺这几句。原因写在窗口最下面一行。");
}

function freeName(layouts: readonly Layout[]): string {
  const taken = new Set(layouts.map((layout) => layout.name));
  let n = 1;
  while (taken.has(`我的版式${n}`)) n += 1;
  return `我的版式${n}`;
}

/** The first few open places by their words, and what becomes of them in the file; what waits beside the text is not written. */
function OpenPlaces({ draft, onFill }: { draft: Draft; onFill: () => void }) {
  const places = openPlaces(draft.body);
  const optional = draft.body.flatMap(openPlacesIn).filter((place) => place.optional).length;
  const unplaced = draft.unplaced?.length ?? 0;
  const carried = carriedPlaces(draft.body);
  const words = places.map((place) => `“${place.text.replace(SLOT_SIGNS.before, "【")}”`);
  return (
    <>
      {places.length + optional > 0 ? (
        <div className={styles.line}>
          <span>未填的地方</span>
          <span className={styles.words}>{firstFew(words)}</span>
          <span className={styles.count}>{openCounts(places.length, optional)}</span>
          <Button look="link" onPress={onFill}>
            去填
          </Button>
        </div>
      ) : (
        <p className={styles.caption}>没有未填的地方。</p>
      )}
      {places.length + optional > 0 && (
        <p className={styles.caption}>
          不填也能导出。{whatBecomes(places.map(({ text }) => text))}
          {optional > 0 && "选填的不写出来。"}
        </p>
      )}
      {carried.length > 0 && (
        <>
          <div className={styles.line}>
            <span>待换的地方</span>
            <span className={styles.words}>{firstFew(carried.map(({ text }) => `“${text}”`))}</span>
            <span className={styles.count}>{carried.length} 处</span>
            <Button look="link" onPress={onFill}>
              去看
            </Button>
          </div>
          <p className={styles.caption}>还有 {carried.length} 处待换，照原文写进 Word。</p>
        </>
      )}
      {unplaced > 0 && <p className={styles.caption}>未归位的 {unplaced} 段不写进文件。</p>}
    </>
  );
}

function firstFew(words: readonly string[]): string {
  const different = [...new Set(words)];
  return `${different.slice(0, 4).join("")}${different.length > 4 ? "等" : ""}`;
}

function openCounts(required: number, optional: number): string {
  if (optional === 0) return `${required} 处`;
  return required === 0 ? `选填 ${optional} 处` : `必填 ${required} 处，选填 ${optional} 处`;
}

/** How the open places that are exported are written: slots say that they wait, typed ones stay. */
function whatBecomes(texts: readonly string[]): string {
  const slot = texts.find((text) => text.startsWith(SLOT_SIGNS.before));
  const typed = texts.find((text) => !text.startsWith(SLOT_SIGNS.before));
  if (slot === undefined) return typed === undefined ? "" : "这些地方照现在的样子写进文件。";
  return `必填的空位写成“${slot}”。${typed === undefined ? "" : `“${typed}”这样的照现在的样子写。`}`;
}

type ExportResultProps = { title: string; exported: Exported; onClose: () => void };

/** Where a written file lies, and what leads to it. */
export function ExportResult({ title, exported, onClose }: ExportResultProps) {
  const api = useApi();
  const [failure, setFailure] = useState<string | null>(null);
  const { exportId, fileName, folderName, open } = exported;
  const act = async (work: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error).message);
    }
  };
  return (
    <DialogContent
      title={title}
      onClose={onClose}
      onSubmit={exportId ? () => act(() => api.exports.openFile({ exportId })) : onClose}
      actions={
        exportId ? (
          <>
            <Button look="quiet" onPress={onClose}>
              完成
            </Button>
            <Button onPress={() => act(() => api.exports.showInFolder({ exportId }))}>打开所在文件夹</Button>
            <Button look="filled" type="submit" autoFocus>
              打开文件
            </Button>
          </>
        ) : (
          <Button look="filled" type="submit" autoFocus>
            完成
          </Button>
        )
      }
    >
      {failure && (
        <div className={styles.strip}>
          <Strip level="must">{failure}</Strip>
        </div>
      )}
      <p className={styles.fileName}>{fileName}</p>
      <p className={styles.caption}>
        {exportId ? `已经导出，在“${folderName}”文件夹里。` : "已经交给浏览器下载，在浏览器的下载列表里打开它。"}
      </p>
      {open.length > 0 && (
        <p className={styles.stillOpen}>
          <TriangleAlert className={styles.icon} aria-hidden />
          文件里还有 {open.length} 处未填。
        </p>
      )}
    </DialogContent>
  );
}
