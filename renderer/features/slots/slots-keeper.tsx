import { useState } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { makeSlot, putWording, slotAtCursor, wordingsHere } from "../../editor/slot-work.ts";
import { PatternDialog } from "./pattern-dialog.tsx";
import type { DraftTemplate } from "./use-draft-template.ts";

type SlotsKeeperProps = {
  draftTemplate: DraftTemplate;
  readOnly: boolean;
  /** Says why a command did nothing. */
  tell: (sentence: string) => void;
  /** Says in the status bar what was done, for those who see no panel. */
  say: (sentence: string) => void;
};

const NO_SLOT = "没有换：光标不在空位上。按 Tab 到下一处空位，再按一次。";
const NO_WORDINGS = "这个空位没有备好的写法，直接写就行。";

/** Answers the commands of slots and patterns while a draft is open. */
export function SlotsKeeper({ draftTemplate, readOnly, tell, say }: SlotsKeeperProps) {
  const editor = useSlateStatic();
  const [choosing, setChoosing] = useState(false);
  const template = draftTemplate.state === "here" ? draftTemplate.template : undefined;

  const wording = (place: number) => () =>
    whenNotComposing(editor, () => {
      const slot = slotAtCursor(editor, template);
      const wordings = slot && template ? wordingsHere(editor, template, slot.key) : [];
      const chosen = wordings[place];
      if (slot && chosen) {
        putWording(editor, slot, chosen);
        say(`用了第 ${place + 1} 种写法。`);
      } else if (!slot) tell(NO_SLOT);
      else tell(wordings.length === 0 ? NO_WORDINGS : `这个空位只有 ${wordings.length} 种写法。`);
      ReactEditor.focus(editor);
    });
  const slot = () =>
    whenNotComposing(editor, () => {
      const sentence = makeSlot(editor);
      if (sentence !== undefined) tell(sentence);
      ReactEditor.focus(editor);
    });
  const choosePattern = () => {
    if (!template || template.patterns.length < 2) tell(noPattern(draftTemplate));
    else whenNotComposing(editor, () => setChoosing(true));
  };
  useCommands(
    readOnly
      ? {}
      : {
          "edit.make-slot": slot,
          "edit.wording-1": wording(0),
          "edit.wording-2": wording(1),
          "edit.wording-3": wording(2),
          "edit.switch-pattern": choosePattern,
        },
  );

  return choosing && template ? <PatternDialog template={template} onClose={() => setChoosing(false)} /> : null;
}

function noPattern(draftTemplate: DraftTemplate): string {
  if (draftTemplate.state === "missing") return draftTemplate.sentence;
  if (draftTemplate.state === "here") return `模板“${draftTemplate.template.name}”只有一种结构，没有别的可换。`;
  return "没有换：这篇讲稿不是从模板建立的，没有别的结构可换。";
}
