import { useCallback, useEffect, useRef, useState } from "react";
import type { Descendant } from "slate";
import { ReactEditor, Slate } from "slate-react";
import { useStore } from "zustand";
import { failureOf } from "#core/api/errors";
import { carriedPlaces } from "#core/carry/find-carried";
import type { CommandScope } from "#core/commands";
import { WARN_CHARACTERS } from "#core/draft/limits";
import { type Block, type Draft, headOf, textOf } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { useCommandKeys, useCommands } from "../../commands.ts";
import { applyStyle, type BlockStyle, toggleBold } from "../../editor/blocks.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { createSpeechEditor } from "../../editor/create-speech-editor.ts";
import { setItemsApart, setItemsTogether, writeNextItem } from "../../editor/item-runs.ts";
import { type BlockRange, showPlace } from "../../editor/places.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { startHead } from "../../editor/with-head.ts";
import { useFullScreen } from "../../full-screen.ts";
import { createDraftSession, type SessionState } from "../../session/draft-session.ts";
import { registerOpenSession } from "../../session/open-session.ts";
import { placesToVisit } from "../../session/overview.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import { BesidePanel } from "../beside/beside-panel.tsx";
import { forgetGiven, seekBeside } from "../beside/beside-store.ts";
import { CardPanel } from "../card/card-panel.tsx";
import { CarriedPanel } from "../carried/carried-panel.tsx";
import { NOTHING_CARRIED } from "../carried/carried-words.ts";
import { useCarriedCommands } from "../carried/carried-work.ts";
import { FindBar } from "../find/find-bar.tsx";
import { ImportNotes } from "../import-notes/import-notes.tsx";
import { withoutUncited } from "../library/cited.ts";
import { LibraryKeeper } from "../library/library-keeper.tsx";
import { LibraryPanel } from "../library/library-panel.tsx";
import { createLibraryShelf } from "../library/library-shelf.ts";
import { Outline } from "../outline/outline.tsx";
import { useSectionCommands } from "../outline/section-work.ts";
import { PasteStrip } from "../paste/paste-strip.tsx";
import { createPasteTold } from "../paste/paste-told.ts";
import { Print } from "../print/print.tsx";
import { SlotsKeeper } from "../slots/slots-keeper.tsx";
import { SlotsPanel } from "../slots/slots-panel.tsx";
import { useDraftTemplate } from "../slots/use-draft-template.ts";
import { UNTITLED } from "../start/words.tsx";
import { SaveTemplate } from "../templates/save-template.tsx";
import { VersionKeeper } from "../versions/version-keeper.tsx";
import { createVersionShelf } from "../versions/version-shelf.ts";
import { VersionsPanel } from "../versions/versions-panel.tsx";
import { Desk } from "./desk.tsx";
import { EditorFrame } from "./editor-frame.tsx";
import { type PanelId, type PanelTab, SidePanel } from "./side-panel.tsx";
import { StatusBar } from "./status-bar.tsx";
import { Toolbar } from "./toolbar.tsx";

type EditorPageProps = {
  draft: Draft;
  /** The sentence that says why the draft can be read but not changed. */
  readOnly: string | null;
  /** Begin at the first place that waits for text. */
  toFill?: boolean;
  onClose: () => void;
  /** Called with everything saved, since the export reads the file. */
  onExport: () => void;
};

/** The right column: `asked` when the user named the tab, which then takes the focus. */
type PanelState = { tab: PanelId; open: boolean; asked: boolean };

const KEY_SCOPES: readonly CommandScope[] = ["editor"];
const NOT_EXPORTED = "没有导出：刚写的字还没有存上，导出会缺这几句。原因写在窗口最下面一行。";
const NO_COPY = "没有另存：刚写的字还没有存上，另存的一份会缺这几句。原因写在窗口最下面一行。";
const LONG_DRAFT = "这篇讲稿超过 50 万字，大纲和字数会比打字慢一步。";

/** The page of one open draft: outline, toolbar, paper, import notes and status bar over one editor and one session. */
export function EditorPage({ draft, readOnly, toFill = false, onClose, onExport }: EditorPageProps) {
  const api = useApi();
  const { settings, change } = useSettings();
  const [panel, setPanel] = useState<PanelState>(() => {
    if (draft.importNotes.length > 0) return { tab: "notes", open: true, asked: false };
    const carried = carriedPlaces(draft.body).length > 0;
    // A draft just made shows what is to be gone through in it; later on it is as the user left the column.
    const toWork = carried ? "carried" : toFill && draft.template !== undefined ? "slots" : undefined;
    const open = !panelFloats() && (!settings.panelFolded || (toFill && toWork !== undefined));
    return { tab: toWork ?? "library", open, asked: false };
  });
  const [notice, setNotice] = useState<string | null>(() => (isLong(draft.body) ? LONG_DRAFT : null));
  const [unsavedOnLeaving, setUnsavedOnLeaving] = useState(false);
  const [opened] = useState(() => withoutUncited(draft));
  const [session] = useState(() => createDraftSession(api, opened, readOnly !== null));
  const [pasteTold] = useState(() => createPasteTold(session));
  const [editor] = useState(() => {
    const fresh = createSpeechEditor(draft.body, draft.cursor, pasteTold.listener);
    startHead(fresh, headOf(opened), session.headChanged);
    return fresh;
  });

  const [versions] = useState(() => createVersionShelf(api, draft.id, session, editor));
  const said = useStore(versions.store, (state) => state.said);
  const [library] = useState(() => createLibraryShelf(api, draft.id, editor, readOnly !== null, versions.say));

  useEffect(() => {
    const unregister = registerOpenSession(session);
    const flush = () => void session.flush();
    // The browser asks before it drops a text that could not be saved; the desktop window has a handshake of its own.
    const ask = (event: BeforeUnloadEvent) => {
      if (!window.speechwright && ["failed", "stopped"].includes(session.store.getState().save.kind)) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", ask);
    // Whatever takes the window away tells it by one of these first.
    window.addEventListener("blur", flush);
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("beforeunload", ask);
      window.removeEventListener("blur", flush);
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      unregister();
      void session.flush().then(session.close);
    };
  }, [session]);

  useEffect(() => {
    ReactEditor.focus(editor);
    const overview = session.derive();
    const place = toFill && (overview.carried[0] ?? placesToVisit(overview)[0] ?? emptyBlock(editor));
    if (place) {
      showPlace(editor, place);
    } else if (editor.selection) {
      const block = editor.children[editor.selection.focus.path[0] ?? 0];
      if (block) ReactEditor.toDOMNode(editor, block).scrollIntoView({ block: "center" });
    }
  }, [editor, session, toFill]);

  useEffect(() => forgetGiven, []);

  // Full screen is for the paper: the columns fold, and are as before when it ends.
  const fullScreen = useFullScreen();
  const [outlineInFullScreen, setOutlineInFullScreen] = useState(false);
  const outlineFolded = fullScreen ? !outlineInFullScreen : settings.outlineFolded;
  const latestPanel = useRef(panel);
  latestPanel.current = panel;
  useEffect(() => {
    if (!fullScreen) return;
    const before = latestPanel.current;
    setPanel({ ...before, open: false });
    ReactEditor.focus(editor);
    return () => {
      setOutlineInFullScreen(false);
      setPanel({ ...before, asked: false });
    };
  }, [fullScreen, editor]);

  const title = useStore(session.store, (state) => state.overview.title);
  useEffect(() => {
    document.title = `${title || UNTITLED} - 讲稿匠`;
    return () => {
      document.title = "讲稿匠";
    };
  }, [title]);

  const close = useCallback(async () => {
    if (await session.flush()) onClose();
    else setUnsavedOnLeaving(true);
  }, [session, onClose]);
  const closeUnsaved = useCallback(() => {
    session.close();
    onClose();
  }, [session, onClose]);
  const openExport = useCallback(async () => {
    if (await session.flush()) onExport();
    else setNotice(NOT_EXPORTED);
  }, [session, onExport]);
  const noteCount = useStore(session.store, (state) => state.importNotes.length);
  const carriedCount = useStore(session.store, (state) => state.overview.carried.length);
  const fromOld = draft.carriedFrom !== undefined || carriedCount > 0;
  const draftTemplate = useDraftTemplate(session);
  const slotsToFill = useStore(session.store, requiredOpen);
  const slotsPanel = <SlotsPanel session={session} draftTemplate={draftTemplate} readOnly={readOnly !== null} />;
  const carriedPanel = <CarriedPanel session={session} from={draft.carriedFrom} readOnly={readOnly !== null} />;
  const tabs: PanelTab[] = [
    { id: "library", label: "素材", content: <LibraryPanel shelf={library} session={session} /> },
    { id: "card", label: "信息卡", content: <CardPanel session={session} readOnly={readOnly !== null} /> },
    { id: "slots", label: "空位", ...(slotsToFill > 0 && { count: slotsToFill }), content: slotsPanel },
    ...(fromOld ? [{ id: "carried" as const, label: "待换", count: carriedCount, content: carriedPanel }] : []),
    ...(noteCount > 0
      ? [{ id: "notes" as const, label: "导入情况", count: noteCount, content: <ImportNotes session={session} /> }]
      : []),
    {
      id: "versions",
      label: "版本",
      content: <VersionsPanel shelf={versions} session={session} readOnly={readOnly !== null} />,
    },
    { id: "beside", label: "参看", content: <BesidePanel draftId={draft.id} canInsert={readOnly === null} /> },
  ];
  const shownTab = panel.open ? tabs.find(({ id }) => id === panel.tab) : undefined;
  const showPanel = useCallback((tab: PanelId) => setPanel({ tab, open: true, asked: true }), []);
  const showNotes = useCallback(() => showPanel("notes"), [showPanel]);
  const togglePanel = () => {
    if (!fullScreen) change({ panelFolded: shownTab !== undefined });
    if (shownTab) {
      setPanel({ ...panel, open: false });
      // What had the focus is gone.
      ReactEditor.focus(editor);
    } else {
      const tab = tabs.find(({ id }) => id === panel.tab) ?? tabs[0];
      if (tab) showPanel(tab.id);
    }
  };

  useCommandKeys(KEY_SCOPES);
  useSectionCommands(editor, session, readOnly !== null, setNotice);
  useCarriedCommands(editor, draft.carriedFrom, readOnly !== null, setNotice, versions.say);
  useCommands({
    ...(readOnly === null && editCommands(editor, setNotice)),
    "draft.close": close,
    "draft.export": openExport,
    "draft.save-copy": async () => {
      if (!(await session.flush())) return setNotice(NO_COPY);
      await api.files.saveSpeech({ id: draft.id }).catch((error) => setNotice(failureOf(error).message));
    },
    "view.outline": () =>
      fullScreen ? setOutlineInFullScreen(outlineFolded) : change({ outlineFolded: !settings.outlineFolded }),
    "view.panel": togglePanel,
    "view.library": () => {
      setPanel({ tab: "library", open: true, asked: false });
      library.seek();
    },
    "view.card": () => showPanel("card"),
    "view.slots": () => showPanel("slots"),
    "view.carried": () => (fromOld ? showPanel("carried") : setNotice(NOTHING_CARRIED)),
    "view.versions": () => showPanel("versions"),
    "view.beside": () => {
      showPanel("beside");
      seekBeside();
    },
  });

  return (
    <Slate
      editor={editor}
      initialValue={editor.children}
      onValueChange={(body: Descendant[]) => session.textChanged(body as Block[], editor.selection)}
      onSelectionChange={(selection) => session.cursorMoved(selection)}
    >
      <EditorFrame
        toolbar={
          <Toolbar
            readOnly={readOnly !== null}
            outlineFolded={outlineFolded}
            panelFolded={tabs.length > 0 && !shownTab}
          />
        }
        outline={
          !outlineFolded && <Outline session={session} draftTemplate={draftTemplate} readOnly={readOnly !== null} />
        }
        desk={<Desk session={session} readOnly={readOnly !== null} />}
        panel={
          shownTab && (
            <SidePanel
              tabs={tabs}
              current={shownTab.id}
              autoFocus={panel.asked}
              onSelect={(tab) => setPanel({ tab, open: true, asked: false })}
            />
          )
        }
        status={
          <StatusBar
            session={session}
            layoutId={settings.layoutId}
            readOnly={readOnly !== null}
            fromOld={fromOld}
            onNotes={shownTab?.id === "notes" ? null : showNotes}
            said={said}
          />
        }
        strips={
          <>
            <Print draftId={draft.id} flush={session.flush} tell={setNotice} />
            <FindBar session={session} readOnly={readOnly !== null} />
            {readOnly !== null && <Strip level="quiet">{readOnly}</Strip>}
            <VersionKeeper shelf={versions} readOnly={readOnly !== null} />
            <LibraryKeeper shelf={library} session={session} />
            <PasteStrip told={pasteTold} readOnly={readOnly !== null} />
            <SaveTemplate />
            <SlotsKeeper
              draftTemplate={draftTemplate}
              readOnly={readOnly !== null}
              tell={setNotice}
              say={versions.say}
            />
            {notice !== null && (
              <Strip level="quiet" onClose={() => setNotice(null)}>
                {notice}
              </Strip>
            )}
            {unsavedOnLeaving && (
              <Strip
                level="must"
                action={<Button onPress={closeUnsaved}>仍然离开</Button>}
                onClose={() => setUnsavedOnLeaving(false)}
              >
                还有字没存上，现在离开就会丢。原因写在窗口最下面一行，也可以先把文字复制出去。
              </Strip>
            )}
          </>
        }
      />
    </Slate>
  );
}

/** What changes the text; `tell` says why a command did nothing. */
function editCommands(editor: SpeechEditor, tell: (sentence: string) => void): Parameters<typeof useCommands>[0] {
  const style = (id: BlockStyle) => () =>
    whenNotComposing(editor, () => {
      applyStyle(editor, id);
      ReactEditor.focus(editor);
    });
  const items = (work: (editor: SpeechEditor) => string | undefined) => () =>
    whenNotComposing(editor, () => {
      const sentence = work(editor);
      if (sentence !== undefined) tell(sentence);
      ReactEditor.focus(editor);
    });
  return {
    "edit.undo": () => whenNotComposing(editor, editor.undo),
    "edit.redo": () => whenNotComposing(editor, editor.redo),
    "style.paragraph": style("paragraph"),
    "style.heading-1": style("heading-1"),
    "style.heading-2": style("heading-2"),
    "style.heading-3": style("heading-3"),
    "style.heading-4": style("heading-4"),
    "style.lead": style("lead"),
    "style.title": style("title"),
    "style.subtitle": style("subtitle"),
    "style.byline": style("byline"),
    "style.date": style("date"),
    "style.salutation": style("salutation"),
    "style.signature": style("signature"),
    "style.bold": () =>
      whenNotComposing(editor, () => {
        toggleBold(editor);
        ReactEditor.focus(editor);
      }),
    "items.next": items(writeNextItem),
    "items.apart": items(setItemsApart),
    "items.together": items(setItemsTogether),
  };
}

/** Whether the window is so narrow that the panel would lie over the text (editor-frame.module.css): there it opens when asked for. */
function panelFloats(): boolean {
  return window.innerWidth < 35 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) + 640;
}

function requiredOpen({ overview }: SessionState): number {
  return overview.openPlaces.filter(({ optional }) => !optional).length;
}

/** The first block without any text, where a draft without open places begins. */
function emptyBlock(editor: SpeechEditor): BlockRange | undefined {
  const block = (editor.children as Block[]).findIndex((each) => textOf(each) === "");
  return block === -1 ? undefined : { block, start: 0, end: 0 };
}

function isLong(body: readonly Block[]): boolean {
  return body.reduce((length, block) => length + textOf(block).length, 0) > WARN_CHARACTERS;
}
