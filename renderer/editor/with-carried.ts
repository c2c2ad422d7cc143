import { Editor, Range, Text, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { offerChanges } from "#core/carry/carry-over";
import type { CarriedPlace } from "#core/carry/find-carried";
import { carriedPlaces } from "#core/carry/find-carried";
import type { Offer } from "#core/carry/replacement";
import type { Block } from "#core/draft/schema";
import { offsetIn, placesIn, rangeOf } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { changeSpans } from "./with-head.ts";

/**
 * Takes the mark 待换 off a place as soon as its text changes, by whatever means and in the same step of undo: somebody has looked at
 * it then, and what stands there is no longer the old speech's. Wants `withHistory` below it.
 */
export function withCarried(editor: SpeechEditor): SpeechEditor {
  const { apply, insertBreak } = editor;

  editor.apply = (operation) => {
    const edited = operation.type === "insert_text" || operation.type === "remove_text";
    const place =
      edited && operation.text !== "" && HistoryEditor.isSaving(editor) !== false
        ? placeAround(editor, operation.path)
        : [];
    apply(operation);
    for (const path of place) Transforms.unsetNodes(editor, "carried", { at: path });
  };

  editor.insertBreak = () => {
    confirmAtCursor(editor);
    insertBreak();
  };

  return editor;
}

/** The spans of the marked place that the span at `path` belongs to: neighbours under one mark are one place. */
function placeAround(editor: SpeechEditor, [block = -1, span = -1]: number[]): number[][] {
  const spans = (editor.children[block] as Block | undefined)?.children ?? [];
  const kind = spans[span]?.carried;
  if (kind === undefined) return [];
  let first = span;
  while (spans[first - 1]?.carried === kind) first -= 1;
  let last = span;
  while (spans[last + 1]?.carried === kind) last += 1;
  return Array.from({ length: last - first + 1 }, (_, index) => [block, first + index]);
}

/** Takes the mark off the place that the cursor stands inside: what is put in there parts it. */
export function confirmAtCursor(editor: SpeechEditor): void {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return;
  const place = carriedAtCursor(editor);
  const offset = offsetIn(editor.children[selection.anchor.path[0] ?? 0] as Block, selection.anchor);
  if (place && place.start < offset && offset < place.end) unmark(editor, [place]);
}

/** The marked place that the cursor touches, or that holds or is held by the selection. */
export function carriedAtCursor(editor: SpeechEditor): CarriedPlace | undefined {
  if (!editor.selection) return undefined;
  const [selected, ...others] = placesIn(editor, editor.selection);
  if (!selected || others.length > 0) return undefined;
  const own = carriedPlaces([editor.children[selected.block] as Block]).map((place) => ({
    ...place,
    block: selected.block,
  }));
  // At the edge of two the one that begins there, which the cursor is about to reach.
  const touched = own.filter(({ start, end }) => start <= selected.end && selected.start <= end);
  return touched.findLast(({ start, end }) => start < selected.end && selected.start < end) ?? touched.at(-1);
}

/** Confirms places as they read: their mark goes, as one step of undo. */
export function keepCarried(editor: SpeechEditor, places: readonly CarriedPlace[]): void {
  HistoryEditor.withNewBatch(editor, () => unmark(editor, places));
}

function unmark(editor: SpeechEditor, places: readonly CarriedPlace[]): void {
  Editor.withoutNormalizing(editor, () => {
    for (const place of places) {
      const at = rangeOf(editor, place);
      const match = (node: unknown) => Text.isText(node) && node.carried !== undefined;
      if (at) Transforms.unsetNodes(editor, "carried", { at, match });
    }
  });
}

/** Puts what the new card offers in place of each marked text, as one step of undo. */
export function replaceCarried(editor: SpeechEditor, places: readonly { place: CarriedPlace; offer: Offer }[]): void {
  const changes = places.flatMap(({ place, offer }) =>
    offerChanges(editor.children[place.block] as Block, place, offer),
  );
  HistoryEditor.withNewBatch(editor, () => changeSpans(editor, changes));
}
