import type { BaseEditor } from "slate";
import type { HistoryEditor } from "slate-history";
import type { ReactEditor } from "slate-react";
import type { Block, DraftHead, Span } from "#core/draft/schema";

/** The editor of a speech; its value is `Draft.body` itself. */
export type SpeechEditor = BaseEditor &
  ReactEditor &
  HistoryEditor & {
    /** Pastes each line as a paragraph, with nothing recognised and nothing bold. */
    insertPlainText: (text: string) => void;
    /** The meeting card and all else of the draft that changes with its text; set by `with-head.ts` only. */
    head: DraftHead;
  };

declare module "slate" {
  interface CustomTypes {
    Editor: SpeechEditor;
    Element: Block;
    Text: Span;
  }
}
