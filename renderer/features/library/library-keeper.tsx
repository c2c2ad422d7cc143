import { useEffect } from "react";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import type { Entry } from "#core/library/entry";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Strip } from "../../ui/strip.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { useEntryDrop } from "./entry-drag.ts";
import { LibraryPalette } from "./library-palette.tsx";
import type { LibraryShelf } from "./library-shelf.ts";
import { selectedWords } from "./new-entry.ts";
import { passageAtCursor } from "./save-passage.ts";
import { ShareDialog } from "./share-dialog.tsx";
import { TakeInDialog } from "./take-in-dialog.tsx";

const ONLY_READ = "这篇讲稿只能阅读，不能往里插入素材。";
const NO_PASSAGE = "没有存：光标不在正文里。把光标放在要存的那一节，或者选中几段，再存一次。";

/** Answers the library's commands, shows its questions and takes what is dropped on the text, whether or not the panel is in sight. */
export function LibraryKeeper({ shelf, session }: { shelf: LibraryShelf; session: DraftSession }) {
  const editor = useSlateStatic();
  const { failure, question, palette } = useStore(shelf.store);
  useEffect(() => shelf.close, [shelf]);
  useEntryDrop(editor, shelf);
  useCommands({
    "edit.library": () => {
      if (shelf.readOnly) shelf.store.setState({ failure: ONLY_READ });
      else {
        whenNotComposing(editor, () =>
          shelf.store.setState({ palette: { query: selectedWords(editor).slice(0, 200) } }),
        );
      }
    },
    "edit.save-passage": () =>
      whenNotComposing(editor, () => {
        const entry = passageAtCursor(editor);
        if (entry) shelf.ask({ kind: "edit", entry, isNew: true });
        else shelf.store.setState({ failure: NO_PASSAGE });
      }),
  });

  const close = () => shelf.ask(null);
  /** Stops at the first that cannot be saved: the sentence is about that one. */
  const takeAll = async (entries: readonly Entry[]) => {
    let saved = 0;
    for (const entry of entries) {
      if (!(await shelf.save(entry))) break;
      saved += 1;
    }
    return saved;
  };
  return (
    <>
      {failure !== null && question === null && (
        <Strip level="must" onClose={() => shelf.store.setState({ failure: null })}>
          {failure}
        </Strip>
      )}
      {palette && (
        <LibraryPalette
          shelf={shelf}
          session={session}
          query={palette.query}
          onClose={() => shelf.store.setState({ palette: null })}
        />
      )}
      {question?.kind === "edit" && (
        <EntryDialog
          key={question.entry.id}
          entry={question.entry}
          isNew={question.isNew}
          onClose={close}
          onSave={shelf.save}
          failure={failure}
        />
      )}
      {question?.kind === "share" && (
        <ShareDialog
          first={shelf.store.getState().selectedId}
          onClose={close}
          onShare={(ids) => void shelf.share(ids)}
          failure={failure}
        />
      )}
      {question?.kind === "take-in" && (
        <TakeInDialog incoming={question.incoming} onClose={close} onTake={takeAll} failure={failure} />
      )}
    </>
  );
}
