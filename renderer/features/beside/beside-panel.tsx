import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { failureOf } from "#core/api/errors";
import type { Draft } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { runCommand } from "../../commands.ts";
import { FILES_DROPPED } from "../../file-drop.tsx";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import { changeTime } from "../start/dates.ts";
import { UNTITLED } from "../start/words.tsx";
import styles from "./beside-panel.module.css";
import { type BesideContent, besideStore, putBeside, seekBeside } from "./beside-store.ts";
import { BesideText } from "./beside-text.tsx";
import { Chooser } from "./chooser.tsx";

/** 参看: another text to read and copy from, or the choice of one; `canInsert` is false where the open draft can only be read. */
export function BesidePanel({ draftId, canInsert }: { draftId: string; canInsert: boolean }) {
  const api = useApi();
  const shown = useStore(besideStore, (state) => state.shown);
  const [failure, setFailure] = useState<string | null>(null);
  const [lost, setLost] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);

  const readFile = async (source: "dialog" | "drop") => {
    setFailure(null);
    setLost(null);
    try {
      const file = await api.files.readBeside({ source });
      if (!file) return;
      const losses = file.messages.filter(({ level }) => level === "lost").map(({ message }) => message);
      setLost(losses.length > 0 ? losses.join("") : null);
      putBeside({ kind: "file", content: { title: file.name, note: "文件，没有建成讲稿", body: file.body } });
      if (source === "dialog") seekBeside();
    } catch (error) {
      setFailure(failureOf(error).message);
    }
  };
  const latest = useRef(readFile);
  latest.current = readFile;
  useEffect(() => {
    const element = panel.current;
    const drop = () => void latest.current("drop");
    element?.addEventListener(FILES_DROPPED, drop);
    return () => element?.removeEventListener(FILES_DROPPED, drop);
  }, []);

  const choose = () => {
    setFailure(null);
    setLost(null);
    putBeside(null);
    seekBeside();
  };
  const close = () => {
    setFailure(null);
    setLost(null);
    putBeside(null);
    runCommand("view.panel");
  };
  const text = (content: BesideContent) => (
    <BesideText
      {...content}
      action={
        <>
          {content.action}
          <Button look="quiet" onPress={choose}>
            换一篇…
          </Button>
        </>
      }
      canInsert={canInsert}
      onClose={close}
    />
  );

  return (
    <div className={styles.panel} ref={panel} data-takes-files>
      {failure && (
        <Strip level="must" onClose={() => setFailure(null)}>
          {failure}
        </Strip>
      )}
      {lost && (
        <Strip level="quiet" onClose={() => setLost(null)}>
          {lost}
        </Strip>
      )}
      {shown === null || (shown.kind === "draft" && shown.id === draftId) ? (
        <Chooser
          draftId={draftId}
          onFile={() => readFile("dialog")}
          onDraft={(id) => {
            setFailure(null);
            putBeside({ kind: "draft", id });
            seekBeside();
          }}
        />
      ) : shown.kind === "draft" ? (
        <OwnDraft
          key={shown.id}
          id={shown.id}
          onFailure={(message) => {
            setFailure(message);
            putBeside(null);
          }}
        >
          {text}
        </OwnDraft>
      ) : (
        text(shown.content)
      )}
    </div>
  );
}

/** Reads the draft as it was last saved. */
function OwnDraft({
  id,
  onFailure,
  children,
}: {
  id: string;
  onFailure: (message: string) => void;
  children: (content: BesideContent) => React.ReactNode;
}) {
  const api = useApi();
  const [draft, setDraft] = useState<Draft | null>(null);
  const latest = useRef(onFailure);
  latest.current = onFailure;
  useEffect(() => {
    let wanted = true;
    api.drafts.open({ id, toRead: true }).then(
      (opened) => wanted && setDraft(opened.draft),
      (error) => wanted && latest.current(failureOf(error).message),
    );
    return () => {
      wanted = false;
    };
  }, [api, id]);
  if (!draft) return null;
  return children({
    title: draft.title || UNTITLED,
    note: `最后修改 ${changeTime(draft.updatedAt, new Date())}`,
    body: draft.body,
  });
}
