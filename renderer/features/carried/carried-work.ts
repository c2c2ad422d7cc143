import { type Dispatch, type SetStateAction, useRef } from "react";
import { ReactEditor } from "slate-react";
import { type CarriedPlace, carriedPlaces } from "#core/carry/find-carried";
import { changesWithYear, type Offer, offerFor } from "#core/carry/replacement";
import { type Block, type CarriedFrom, textOf } from "#core/draft/schema";
import { keysOf, useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { placeFromCursor, rangeOf, scrollToPlace, showPlace } from "../../editor/places.ts";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { carriedAtCursor, keepCarried, replaceCarried } from "../../editor/with-carried.ts";
import { ALL_SEEN, NOT_HERE, NOTHING_CARRIED } from "./carried-words.ts";

/** What the draft's present card offers for a place; nothing where it came from another draft by the clipboard. */
export function offerOf(editor: SpeechEditor, place: CarriedPlace, from: CarriedFrom | undefined): Offer | undefined {
  return from && offerFor(place, from.card, editor.head.card, paragraphOf(editor, place));
}

function paragraphOf(editor: SpeechEditor, { block }: CarriedPlace): string {
  const found = editor.children[block] as Block | undefined;
  return found ? textOf(found) : "";
}

/** The places of the text as it is now, not as it was when the overview was derived. */
export function placesNow(editor: SpeechEditor): CarriedPlace[] {
  return carriedPlaces(editor.children as Block[]);
}

/** Goes to the next (1) or previous (-1) place 待换 from the cursor; with `stay` the focus remains where it is. */
export function toCarried(editor: SpeechEditor, step: 1 | -1, stay = false): void {
  const place = placeFromCursor(editor, placesNow(editor), step);
  if (place === undefined) {
    if (!stay) ReactEditor.focus(editor);
  } else if (stay) {
    const range = rangeOf(editor, place);
    if (range) editor.select(range);
    scrollToPlace(editor, place);
  } else showPlace(editor, place);
}

/** Answers the keys that go through the places 待换; `setNotice` shows why one did nothing, and takes its own sentence away again; `say` tells in the status bar. */
export function useCarriedCommands(
  editor: SpeechEditor,
  from: CarriedFrom | undefined,
  readOnly: boolean,
  setNotice: Dispatch<SetStateAction<string | null>>,
  say: (sentence: string) => void,
): void {
  const said = useRef<string | null>(null);
  const tell = (sentence: string | null) => {
    const before = said.current;
    said.current = sentence;
    setNotice((notice) => sentence ?? (notice === before ? null : notice));
  };
  const act = (work: (place: CarriedPlace) => boolean) => () =>
    whenNotComposing(editor, () => {
      if (placesNow(editor).length === 0) return tell(from ? ALL_SEEN : NOTHING_CARRIED);
      const place = carriedAtCursor(editor);
      // A place that was not in sight is looked at first.
      if (!place) say(NOT_HERE);
      if (place && !work(place)) return;
      tell(placesNow(editor).length === 0 ? ALL_SEEN : null);
      toCarried(editor, 1);
    });
  useCommands(
    readOnly
      ? {}
      : {
          "edit.replace-carried": act((place) => {
            const offer = offerOf(editor, place, from);
            if (offer) replaceCarried(editor, [{ place, offer }]);
            else tell(nothingToOffer(place, paragraphOf(editor, place)));
            return offer !== undefined;
          }),
          "edit.keep-carried": act((place) => {
            keepCarried(editor, [place]);
            return true;
          }),
        },
  );
}

function nothingToOffer(place: CarriedPlace, paragraph: string): string {
  const { text } = place;
  if (changesWithYear(place, paragraph)) {
    return `“${text}”所在的这句话跟着年份变，请改写。还是原样就对的，按 ${keysOf("edit.keep-carried")} 留着。`;
  }
  return `信息卡里没有可以换“${text}”的内容。直接打字改掉，或者按 ${keysOf("edit.keep-carried")} 照原样留着。`;
}
