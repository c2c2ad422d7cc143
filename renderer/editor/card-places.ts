import { Text, Transforms } from "slate";
import type { DetachedPlace } from "#core/card/detached-places";
import type { SpanChange } from "#core/card/field-places";
import { type LinkablePlace, linkablePlaces } from "#core/card/link-card";
import { withFieldValue } from "#core/card/typed";
import type { Block } from "#core/draft/schema";
import { rangeOf } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { changeCard, changeSpans } from "./with-head.ts";
import { inOneStep } from "./with-typing-history.ts";

/** Lets detached places say what the card says, as one step of undo; from then on they follow it. */
export function relinkPlaces(editor: SpeechEditor, places: readonly DetachedPlace[]): void {
  const changes: SpanChange[] = places.flatMap(({ relinking }) => relinking);
  inOneStep(editor, () => changeSpans(editor, changes));
}

/** Takes what a place of the text says onto the card, as one step of undo: what is linked follows, and so does the place itself from then on. */
export function fillCard(editor: SpeechEditor, { field, value }: NonNullable<DetachedPlace["filling"]>): void {
  const card = withFieldValue(editor.head.card, field, value);
  changeCard(editor, card, "", () => {
    const places = linkablePlaces(editor.children as Block[], card);
    const own: string[] = [field];
    markPlaces(
      editor,
      places.filter((place) => own.includes(place.field)),
    );
  });
}

/** Lets words that read as the card does follow it from then on, as one step of undo. */
export function linkPlaces(editor: SpeechEditor): void {
  const places = linkablePlaces(editor.children as Block[], editor.head.card);
  inOneStep(editor, () => markPlaces(editor, places));
}

function markPlaces(editor: SpeechEditor, places: readonly LinkablePlace[]): void {
  for (const place of places.toReversed()) {
    const at = rangeOf(editor, place);
    if (at) Transforms.setNodes(editor, { field: place.field }, { at, match: Text.isText, split: true });
  }
}
