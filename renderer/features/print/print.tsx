import { useEffect, useState } from "react";
import { useSlateStatic } from "slate-react";
import type { Exported } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import type { Block } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { DialogFrame } from "../../ui/dialog.tsx";
import { ExportResult } from "../export/export-dialog.tsx";
import { laySheet } from "./print-sheet.ts";

type PrintProps = {
  draftId: string;
  /** Saves what was typed last, so that the file gets the name of the title as it is now. */
  flush: () => Promise<boolean>;
  tell: (sentence: string) => void;
};

const HOW_TO_PDF = "在打印窗口里，“目标”选“另存为 PDF”，再点“保存”。";

/** Prints the open draft and saves it as a PDF, and shows where that lies; the text is the window's own, saved or not. */
export function Print({ draftId, flush, tell }: PrintProps) {
  const api = useApi();
  const editor = useSlateStatic();
  const [exported, setExported] = useState<Exported | null>(null);

  // The browser's own menu prints too, so that the sheet is laid whenever something is printed.
  useEffect(() => {
    let takeAway = () => {};
    const lay = () => {
      // A page over the draft that is printed itself, as the help is.
      if (document.querySelector("[data-prints-itself]")) return;
      takeAway = laySheet(editor.children as Block[]);
    };
    const clear = () => takeAway();
    window.addEventListener("beforeprint", lay);
    window.addEventListener("afterprint", clear);
    return () => {
      window.removeEventListener("beforeprint", lay);
      window.removeEventListener("afterprint", clear);
      clear();
    };
  }, [editor]);

  const savePdf = async () => {
    // Not saved is no obstacle: the sheet is made of what the window holds.
    await flush();
    const takeAway = laySheet(editor.children as Block[]);
    try {
      setExported(await api.exports.pdf({ id: draftId }));
    } catch (error) {
      tell(failureOf(error).message);
    } finally {
      takeAway();
    }
  };

  useCommands({
    "draft.print": () => whenNotComposing(editor, () => window.print()),
    "draft.pdf": () =>
      whenNotComposing(editor, () => {
        if (window.speechwright) return void savePdf();
        tell(HOW_TO_PDF);
        // The print window stops the page: the sentence must be drawn before.
        requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
      }),
  });

  return (
    exported && (
      <DialogFrame onClose={() => setExported(null)}>
        <ExportResult title="存为 PDF" exported={exported} onClose={() => setExported(null)} />
      </DialogFrame>
    )
  );
}
