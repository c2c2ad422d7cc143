import { Editor, Text, Transforms } from "slate";
import { type DetachedPlace, detachedPlaces } from "#core/card/detached-places";
import { contextOf, fieldText } from "#core/card/fields";
import { type LinkablePlace, linkablePlaces } from "#core/card/link-card";
import { withFieldValue } from "#core/card/typed";
import { type Block, type Span, titleOf } from "#core/draft/schema";
import { rangeOf } from "./places.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { changeCard, changeSpans } from "./with-head.ts";
import { inOneStep } from "./with-typing-history.ts";

/**
 * Lets a detached place say what the card says, as one step of undo; from then on it follows it. What was typed since it was found, such
 * as the words of an input method that a click hands over, may have moved it within its block.
 */
export function relinkPlace(editor: SpeechEditor, place: DetachedPlace): void {
  const [present] = detachedPlaces(editor.children as Block[], editor.head.card)
    .filter(({ field, block, text }) => field === place.field && block === place.block && text === place.text)
    .sort((one, other) => Math.abs(one.start - place.start) - Math.abs(other.start - place.start));
  if (present) inOneStep(editor, () => changeSpans(editor, present.relinking));
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

/** Writes 在…上的讲话 with the card's meeting, linked, as the title of a speech that has none, as one step of undo. */
export function writeTitle(editor: SpeechEditor): void {
  const body = editor.children as Block[];
  const meeting = fieldText("meeting", contextOf(editor.head.card, body));
  if (meeting === undefined || titleOf(body) !== "") return;
  const block = body.findIndex(({ type }) => type === "title");
  const children: Span[] = [{ text: "在" }, { text: meeting, field: "meeting" }, { text: "上的讲话" }];
  inOneStep(editor, () => {
    const at = [Math.max(0, block)];
    Editor.withoutNormalizing(editor, () => {
      if (block >= 0) Transforms.removeNodes(editor, { at });
      Transforms.insertNodes(editor, { type: "title", children }, { at });
    });
    Transforms.select(editor, Editor.end(editor, at));
  });
}

function markPlaces(editor: SpeechEditor, places: readonly LinkablePlace[]): void {
  for (const place of places.toReversed()) {
    const at = rangeOf(editor, place);
    if (at) Transforms.setNodes(editor, { field: place.field }, { at, match: Text.isText, split: true });
  }
}
