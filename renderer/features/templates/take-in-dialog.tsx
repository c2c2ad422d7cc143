import { useState } from "react";
import type { IncomingTemplates, TemplateSummary } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { counterpart, type TakeInChoice, templatesToSave, usualChoice } from "#core/template/take-in";
import { useApi } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { type Choice, Select } from "../../ui/select.tsx";
import { Strip } from "../../ui/strip.tsx";
import unseen from "../../ui/unseen.module.css";
import styles from "./take-in-dialog.module.css";

type TakeInDialogProps = {
  incoming: IncomingTemplates;
  /** The templates that there are already. */
  here: readonly TemplateSummary[];
  onClose: () => void;
  /** `undo` takes all of them back. */
  onTaken: (ids: string[], undo: () => Promise<void>) => void;
};

const STATES = { new: "新的", same: "相同", changed: "不同" } as const;

/** What a file of templates holds and what becomes of each: nothing is written before 取入, and nothing overwritten unless chosen. */
export function TakeInDialog({ incoming, here, onClose, onTaken }: TakeInDialogProps) {
  const api = useApi();
  const { fileName, items } = incoming;
  const [choices, setChoices] = useState<readonly TakeInChoice[]>(() => items.map(usualChoice));
  const [failure, setFailure] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const count = choices.filter((choice) => choice !== "leave").length;

  const takeIn = async () => {
    if (running || count === 0) return;
    setRunning(true);
    const undos: (() => Promise<unknown>)[] = [];
    const undo = async () => {
      for (const each of undos.toReversed()) await each();
    };
    try {
      const wanted = templatesToSave(items, choices, here, () => crypto.randomUUID());
      for (const template of wanted) {
        const { id } = template;
        const before = here.some((each) => each.id === id) ? await api.templates.read({ id }) : undefined;
        await api.templates.save(template);
        undos.push(() => (before ? api.templates.save(before) : api.templates.remove({ id })));
      }
      onTaken(
        wanted.map(({ id }) => id),
        undo,
      );
    } catch (error) {
      // Half a file would be worse than none.
      await undo().catch(() => {});
      setFailure(failureOf(error).message);
      setRunning(false);
    }
  };

  const choose = (at: number, choice: TakeInChoice) => setChoices(choices.with(at, choice));
  return (
    <Dialog
      title="取入模板"
      onClose={onClose}
      onSubmit={takeIn}
      note={count === 0 ? "没有要取入的。" : "取入前什么都没有改。"}
      actions={
        <>
          <Button onPress={onClose}>{count === 0 ? "关闭" : "取消"}</Button>
          {count > 0 && (
            <Button look="filled" type="submit">
              {`取入 ${count} 个`}
            </Button>
          )}
        </>
      }
    >
      {failure !== null && <Strip level="must">{failure}</Strip>}
      <p className={styles.from}>
        “{fileName}”里有 {items.length} 个模板：
      </p>
      <ul className={styles.items}>
        {items.map((item, at) => {
          const { state, template } = item;
          const mine = counterpart(item, here);
          const choice = choices[at] ?? "leave";
          return (
            <li key={template.id} className={styles.item}>
              <span className={styles.words}>
                <span className={styles.name}>
                  {template.name}
                  <span className={styles.state} data-state={state}>
                    {STATES[state]}
                  </span>
                </span>
                <span className={styles.use}>{whatItIs(item, mine)}</span>
              </span>
              {state === "new" && (
                <Checkbox isSelected={choice === "take"} onChange={(taken) => choose(at, taken ? "take" : "leave")}>
                  <span aria-hidden>取入</span>
                  <span className={unseen.unseen}>取入“{template.name}”</span>
                </Checkbox>
              )}
              {state === "changed" && (
                <div className={styles.select}>
                  <Select
                    label={`“${template.name}”怎么办`}
                    choices={mine ? WITH_REPLACE : WITHOUT_REPLACE}
                    value={choice}
                    onChange={(picked) => choose(at, picked)}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

const WITHOUT_REPLACE: readonly Choice<TakeInChoice>[] = [
  { id: "copy", label: "另存一份" },
  { id: "leave", label: "不取入" },
];
const WITH_REPLACE: readonly Choice<TakeInChoice>[] = [...WITHOUT_REPLACE, { id: "replace", label: "换掉这里的" }];

function whatItIs({ state, template }: IncomingTemplates["items"][number], mine: TemplateSummary | undefined): string {
  if (state === "same") return "这里已经有一样的，不用取入。";
  if (state === "changed") {
    return mine ? `和这里的“${mine.name}”内容不同。` : "和随讲稿匠提供的内容不同，取入后是自己的。";
  }
  return template.use || "没有写用途。";
}
