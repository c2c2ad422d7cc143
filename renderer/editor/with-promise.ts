import type { Operation } from "slate";
import { HistoryEditor } from "slate-history";
import { ReactEditor } from "slate-react";
import { fieldPlaces, isLinked, rewritten } from "#core/card/field-places";
import { contextOf } from "#core/card/fields";
import type { Block, Span } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";
import { changeSpans } from "./with-head.ts";

/** What alone can make headings come or go; typing does not. */
const MAKING: ReadonlySet<Operation["type"]> = new Set([
  "insert_node",
  "remove_node",
  "merge_node",
  "split_node",
  "set_node",
]);

/**
 * Lets the promise (讲三点意见) follow the parts: where headings of level 1 come or go, the places that promised as many as there were
 * promise as many as there are, in the same step of undo and never while an input method composes. Wants `withHead` below it.
 */
export function withPromise(editor: SpeechEditor): SpeechEditor {
  const { apply, onChange } = editor;
  /** The body before the headings may have changed, or before the composition that it waits for. */
  let before: Block[] | undefined;

  editor.apply = (operation) => {
    const own = HistoryEditor.isSaving(editor) !== false;
    if (own && "path" in operation && operation.path.length === 1 && MAKING.has(operation.type)) {
      before ??= editor.children as Block[];
    }
    apply(operation);
  };

  editor.onChange = (options) => {
    const from = before;
    if (from && !ReactEditor.isComposing(editor)) {
      before = undefined;
      follow(editor, from);
    }
    onChange(options);
  };

  return editor;
}

function follow(editor: SpeechEditor, from: readonly Block[]): void {
  const body = editor.children as Block[];
  const { card } = editor.head;
  const [was, is] = [contextOf(card, from), contextOf(card, body)];
  if (was.parts === is.parts) return;
  // A text that came in whole brings its own promise along: only places that stood here before follow.
  const linked = new Set<Span>();
  for (const place of fieldPlaces(from)) if (place.field === "promise" && isLinked(place, was)) linked.add(place.span);
  const changes = fieldPlaces(body)
    .filter((place) => linked.has(place.span))
    .flatMap((place) => rewritten(place, is) ?? []);
  if (changes.length === 0) return;
  const { marks } = editor;
  HistoryEditor.withMerging(editor, () => changeSpans(editor, changes));
  editor.marks = marks;
}
