import { useState } from "react";
import type { IncomingEntries } from "#core/api/contract";
import type { Entry } from "#core/library/entry";
import { nameOf, textOfEntry } from "#core/library/texts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import styles from "./choose-dialog.module.css";
import { kindName } from "./entry-words.ts";

/** What becomes of an entry that is there already with other words. */
const CHOICES = [
  { id: "keep", label: "不取入" },
  { id: "add", label: "另存一份" },
  { id: "replace", label: "换掉这里的" },
] as const;
type Choice = (typeof CHOICES)[number]["id"];

type TakeInDialogProps = {
  incoming: IncomingEntries;
  onClose: () => void;
  /** Takes the entries in one after the other; the answer is how many of them were saved. */
  onTake: (entries: readonly Entry[]) => Promise<number>;
  failure: string | null;
};

/** What a file from a colleague brings, before anything of it is taken in; nothing that is there is replaced unasked. */
export function TakeInDialog({ incoming: { fileName, items }, onClose, onTake, failure }: TakeInDialogProps) {
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    items.map(({ state }) => (state === "new" ? "add" : "keep")),
  );
  // As long as the dialog stands, so that taking in again what failed halfway makes no second copy.
  const [copies] = useState(() => items.map(({ entry }) => ({ ...entry, id: crypto.randomUUID() })));
  const choose = (at: number, choice: Choice) => setChoices((before) => before.with(at, choice));
  const taken = items.flatMap(({ entry, state }, index): Entry[] => {
    const choice = choices[index];
    if (choice === "keep" || state === "same") return [];
    return [(choice === "add" && state === "changed" && copies[index]) || entry];
  });
  const take = () => {
    if (taken.length === 0) onClose();
    else void onTake(taken).then((saved) => saved === taken.length && onClose());
  };
  return (
    <Dialog
      title={`从“${fileName}”取入`}
      onClose={onClose}
      onSubmit={take}
      note={failure && <span className={styles.failure}>{failure}</span>}
      actions={
        <>
          {taken.length > 0 && <Button onPress={onClose}>取消</Button>}
          <Button look="filled" type="submit">
            {taken.length > 0 ? `取入 ${taken.length} 条` : "关闭"}
          </Button>
        </>
      }
    >
      <ul className={styles.rows}>
        {items.map(({ entry, state }, index) => (
          <li key={entry.id} className={styles.row}>
            <div className={styles.words}>
              {state === "new" ? (
                <Checkbox isSelected={choices[index] === "add"} onChange={(on) => choose(index, on ? "add" : "keep")}>
                  {nameOf(entry)}
                </Checkbox>
              ) : (
                <span className={styles.name}>{nameOf(entry)}</span>
              )}
              <span className={styles.excerpt}>{textOfEntry(entry)}</span>
            </div>
            <span className={styles.state}>
              {kindName(entry.kind)} · {STATES[state]}
            </span>
            {state === "changed" && (
              <Select
                label={`“${nameOf(entry)}”怎么办`}
                choices={CHOICES}
                value={choices[index] ?? "keep"}
                onChange={(choice) => choose(index, choice)}
              />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const STATES = { new: "新的", same: "相同", changed: "不同" } as const;
