import { type DragEvent as ReactDragEvent, useEffect } from "react";
import { ReactEditor } from "slate-react";
import type { Entry } from "#core/library/entry";
import { textOfEntry } from "#core/library/texts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import type { LibraryShelf } from "./library-shelf.ts";
import type { Way } from "./ways.ts";

type Dragged = { entry: Entry; way: Way };

let dragged: Dragged | null = null;
/** Tells a drag of an entry from any other: a row that scrolls out of sight meanwhile never hears that its drag has ended. */
const ENTRY_TYPE = "application/x-speechwright-entry";

/** Begins a drag of an entry; to other programs it brings its words. */
export function startDrag(event: ReactDragEvent, what: Dragged): void {
  dragged = what;
  event.dataTransfer.setData(ENTRY_TYPE, what.entry.id);
  event.dataTransfer.setData("text/plain", what.way.words ?? textOfEntry(what.entry));
  event.dataTransfer.effectAllowed = "copy";
}

export function endDrag(): void {
  dragged = null;
}

/** Takes entries that are dropped on the text. The caret that shows where is the browser's, as for any dragged words. */
export function useEntryDrop(editor: SpeechEditor, shelf: LibraryShelf): void {
  useEffect(() => {
    const drop = (event: DragEvent) => {
      const text = ReactEditor.toDOMNode(editor, editor);
      if (!dragged || !event.dataTransfer?.types.includes(ENTRY_TYPE)) return;
      if (!(event.target instanceof Node) || !text.contains(event.target)) return;
      // In front of Slate, which would paste the words alone.
      event.preventDefault();
      event.stopPropagation();
      const { entry, way } = dragged;
      endDrag();
      shelf.insert(entry, way, ReactEditor.findEventRange(editor, event));
    };
    window.addEventListener("drop", drop, true);
    return () => window.removeEventListener("drop", drop, true);
  }, [editor, shelf]);
}
