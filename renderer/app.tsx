import { LucideProvider } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { I18nProvider } from "react-aria-components";
import type { HostEvent, OpenedFile } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import type { CommandScope } from "#core/commands";
import type { Draft } from "#core/draft/schema";
import { useApi } from "./api.ts";
import styles from "./app.module.css";
import { runCommand, useCommandKeys, useCommands } from "./commands.ts";
import { NewFromPage, type Work } from "./features/carried/new-from-page.tsx";
import { EditorPage } from "./features/editor/editor-page.tsx";
import { ExportDialog } from "./features/export/export-dialog.tsx";
import { HelpDialog } from "./features/help/help-dialog.tsx";
import { NewDraftPage, type Wish } from "./features/new-draft/new-draft-page.tsx";
import { CommandPalette } from "./features/palette/command-palette.tsx";
import { KeyHints } from "./features/palette/key-hints.tsx";
import { SettingsDialog } from "./features/settings/settings-dialog.tsx";
import { StartPage } from "./features/start/start-page.tsx";
import { FileDrop } from "./file-drop.tsx";
import { toggleFullScreen } from "./full-screen.ts";
import { HOST_GONE, type Host } from "./host.ts";
import { focusPane } from "./panes.ts";
import { flushOpenDraft } from "./session/open-session.ts";
import { answerAsk, takeOffer } from "./transfer.ts";
import { Strip } from "./ui/strip.tsx";

type OpenDraft = {
  draft: Draft;
  readOnly: string | null;
  /** It was just made: the first place that waits for text is where writing begins. */
  toFill: boolean;
};
type Notice = { id: number; message: string; level: "must" | "quiet" };

/** The editor hears its own keys; the window hears these two. */
const WINDOW_SCOPES: readonly CommandScope[] = ["everywhere", "start"];

let noticeCount = 0;

/** The window: the start page or the editor, the dialogs over them, and the strips that tell what happened. */
export function App({ host }: { host: Host }) {
  const api = useApi();
  const [open, setOpen] = useState<OpenDraft | null>(null);
  const [dialog, setDialog] = useState<"new" | "new-from" | "settings" | "export" | "commands" | "help" | null>(null);
  /** The own draft that 从旧稿新建 begins with, where one was named. */
  const [oldDraft, setOldDraft] = useState<string>();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [hostPresent, setHostPresent] = useState(true);
  const [changes, setChanges] = useState(0);
  const leftWish = useRef<Wish | null>(null);
  const leftWork = useRef<Work | null>(null);

  const tell = useCallback((message: string, level: Notice["level"] = "must") => {
    noticeCount += 1;
    const notice = { id: noticeCount, message, level };
    setNotices((current) => [...current.filter((other) => other.message !== message), notice]);
  }, []);
  const tellFailure = useCallback(
    (error: unknown) => {
      const failure = failureOf(error);
      // Its own strip stands there as long as the host is gone.
      if (failure.code !== "host.gone") tell(failure.message);
    },
    [tell],
  );

  /** Saves the open draft before the window turns to something else; false, and it stays, when that fails. */
  const saved = useCallback(async () => {
    const done = await flushOpenDraft();
    if (!done) tell("没有打开：正在写的这篇还有字没存上。原因写在窗口最下面一行。");
    return done;
  }, [tell]);

  const show = useCallback(
    async (id: string, toFill = false) => {
      if (!(await saved())) return;
      try {
        setOpen({ ...(await api.drafts.open({ id })), toFill });
        setDialog(null);
        setNotices((current) => current.filter((notice) => notice.level === "must"));
      } catch (error) {
        tellFailure(error);
      }
    },
    [api, saved, tellFailure],
  );

  const showBuilt = useCallback(
    async (id: string) => {
      await show(id, true);
      // Where it did not open, the page below tells why.
      setDialog(null);
    },
    [show],
  );

  /** One file goes straight into the editor; of several, the list shows them and strips tell what came of each. */
  const receive = useCallback(
    async (read: Promise<readonly OpenedFile[]>) => {
      try {
        const files = await read;
        // What earlier files came to is history once new ones are opened; their sentences would only pile up.
        setNotices([]);
        const drafts = files.flatMap(({ draftId }) => draftId ?? []);
        for (const { error } of files) if (error) tell(error);
        if (drafts.length > 1) tell(`打开了 ${drafts.length} 个文件，都在“全部讲稿”里。`, "quiet");
        if (drafts[0] && files.length === 1) await show(drafts[0]);
        else if (drafts.length > 0 && (await saved())) setOpen(null);
        setChanges((count) => count + 1);
      } catch (error) {
        tellFailure(error);
      }
    },
    [show, saved, tell, tellFailure],
  );

  useEffect(() => {
    host.onPresence(setHostPresent);
    const tellAll = (messages: readonly string[]) => {
      for (const message of messages) tell(message);
    };
    api.app.startMessages({}).then(tellAll, tellFailure);
  }, [host, api, tell, tellFailure]);

  useHostEvents(host, { show, tell, tellFailure });

  useCommandKeys(WINDOW_SCOPES);
  useCommands({
    "draft.new": () => setDialog("new"),
    "draft.new-blank": async () => {
      try {
        await show((await api.drafts.create({})).id);
      } catch (error) {
        tellFailure(error);
      }
    },
    "draft.new-from": async () => {
      // What was just written is to be found in the list too.
      if (!(await saved())) return;
      setOldDraft(undefined);
      setDialog("new-from");
    },
    "file.open": () => receive(api.files.open({ source: "dialog" })),
    "view.settings": () => setDialog("settings"),
    "view.full-screen": async () => {
      if (!(await toggleFullScreen())) tell("没有进入全屏：窗口没有答应。在窗口里点一下，再按 F11。");
    },
    "help.commands": () => setDialog("commands"),
    "help.keys": () => setDialog("help"),
    "view.next-pane": () => focusPane(1),
    "view.previous-pane": () => focusPane(-1),
  });

  const closeDialog = useCallback(() => setDialog(null), []);
  const openDropped = useCallback(() => receive(api.files.open({ source: "drop" })), [receive, api]);
  return (
    <I18nProvider locale="zh-CN">
      <LucideProvider size={20} strokeWidth={1.5} absoluteStrokeWidth>
        <div className={styles.window}>
          <div className={styles.strips}>
            {!hostPresent && <Strip level="must">{HOST_GONE}</Strip>}
            {notices.map(({ id, message, level }) => (
              <Strip
                key={id}
                level={level}
                onClose={() => setNotices((current) => current.filter((notice) => notice.id !== id))}
              >
                {message}
              </Strip>
            ))}
          </div>
          <div className={styles.page}>
            {open ? (
              <EditorPage
                key={open.draft.id}
                draft={open.draft}
                readOnly={open.readOnly}
                toFill={open.toFill}
                onClose={() => setOpen(null)}
                onExport={() => setDialog("export")}
              />
            ) : (
              <StartPage
                onOpen={async (id, sentence) => {
                  await show(id);
                  if (sentence) tell(sentence, "quiet");
                }}
                onNew={(templateId, patternId) => {
                  const { patterns, card } = leftWish.current ?? { patterns: {}, card: {} };
                  leftWish.current = { templateId, patterns: { ...patterns, [templateId]: patternId }, card };
                  setDialog("new");
                }}
                onNewFrom={(id) => {
                  setOldDraft(id);
                  setDialog("new-from");
                }}
                onSample={() => receive(api.files.openSample({}).then((file) => [file]))}
                onFailure={tellFailure}
                changes={changes}
              />
            )}
          </div>
        </div>
        {dialog === "new" && (
          <NewDraftPage from={open ? "editor" : "start"} left={leftWish} onClose={closeDialog} onBuilt={showBuilt} />
        )}
        {dialog === "new-from" && (
          <NewFromPage
            from={open ? "editor" : "start"}
            draftId={oldDraft}
            left={leftWork}
            onClose={closeDialog}
            onBuilt={showBuilt}
          />
        )}
        {dialog === "commands" && <CommandPalette onClose={closeDialog} />}
        {dialog === "help" && <HelpDialog onClose={closeDialog} />}
        <KeyHints />
        {dialog === "settings" && <SettingsDialog onClose={closeDialog} />}
        {dialog === "export" && open && (
          <ExportDialog
            draftId={open.draft.id}
            onClose={closeDialog}
            onFill={() => {
              setDialog(null);
              // The editor takes the focus once the dialog has given it back.
              requestAnimationFrame(() => runCommand("edit.next-open-place"));
            }}
          />
        )}
        <FileDrop onDrop={openDropped} onRefuse={tell} />
      </LucideProvider>
    </I18nProvider>
  );
}

type Telling = {
  show: (id: string) => void;
  tell: (message: string, level?: Notice["level"]) => void;
  tellFailure: (error: unknown) => void;
};

function useHostEvents(host: Host, { show, tell, tellFailure }: Telling): void {
  useEffect(
    () =>
      host.onEvent((event: HostEvent) => {
        switch (event.name) {
          case "draft.show":
            return show(event.data.id);
          case "notice":
            return tell(event.data.message, event.data.level);
          case "command":
            return void runCommand(event.data.id);
          case "transfer.ask":
            return void answerAsk(event.data).catch(tellFailure);
          case "transfer.offer":
            return takeOffer(event.data);
          case "window.closing":
            // A text that could not be saved keeps its window; the second close takes it without asking.
            return void flushOpenDraft().then((saved) => saved && window.close());
        }
      }),
    [host, show, tell, tellFailure],
  );
}
