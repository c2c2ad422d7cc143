import { Editor, Range } from "slate";
import type { Entry, EntryKind } from "#core/library/entry";
import { withoutTitleSigns } from "#core/library/insertion";
import type { SpeechEditor } from "../../editor/slate-types.ts";

/** Longer than any title, term or slogan: such a selection is no name. In UTF-16 units. */
const LONGEST_NAME = 300;

/** An entry to be filled in: it begins with what is selected in the draft, else with what was looked for. */
export function newEntry(kind: Exclude<EntryKind, "passage">, editor: SpeechEditor, query: string): Entry {
  const words = selectedWords(editor) || query.trim();
  const id = crypto.randomUUID();
  const themes: string[] = [];
  switch (kind) {
    case "citation":
      return { id, kind, themes, title: withoutTitleSigns(words), documentKind: "other", status: "unknown" };
    case "term":
      return { id, kind, themes, title: words };
    case "slogan":
      return { id, kind, themes, text: words, place: "任务" };
  }
}

/** What is selected within one block of the draft; `""` where nothing is, or more than a name. */
export function selectedWords(editor: SpeechEditor): string {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return "";
  const [start, end] = Range.edges(selection);
  const words = start.path[0] === end.path[0] ? Editor.string(editor, selection).trim() : "";
  return words.length <= LONGEST_NAME ? words : "";
}
