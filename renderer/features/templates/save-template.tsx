import { useState } from "react";
import { useSlateStatic } from "slate-react";
import type { Api, TemplateSummary } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { CARD_FIELDS, type CardField } from "#core/card/fields";
import type { Block, DraftHead, MeetingCard } from "#core/draft/schema";
import { templateFrom, templateSource } from "#core/template/from-draft";
import { LONGEST_TEMPLATE_NAME } from "#core/template/names";
import type { Template } from "#core/template/schema";
import { isProposed, surroundings, type Variable, variablesIn } from "#core/template/variables";
import { useApi } from "../../api.ts";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog, DialogSection } from "../../ui/dialog.tsx";
import { Strip } from "../../ui/strip.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./save-template.module.css";

/** The draft as it was when the dialog opened, and the templates that there are. */
type Asked = { source: Block[]; head: DraftHead; own: readonly TemplateSummary[]; origin: Template | undefined };
type Saved = { name: string; replaced: Template | undefined; id: string };

/** 存为模板: answers the command, asks for name and variables, and tells what was saved with 撤销. */
export function SaveTemplate() {
  const api = useApi();
  const editor = useSlateStatic();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error).message);
    }
  };

  useCommands({
    "draft.save-template": () =>
      whenNotComposing(editor, () => {
        const source = templateSource(editor.children as Block[]);
        const { head } = editor;
        void attempt(async () => {
          const all = await api.templates.list({});
          const origin = all.find(({ id }) => id === head.template);
          setAsked({
            source,
            head,
            own: all.filter((each) => each.own),
            origin: origin && (await api.templates.read({ id: origin.id })),
          });
        });
      }),
  });

  const undo = ({ id, replaced }: Saved) =>
    attempt(async () => {
      if (replaced) await api.templates.save(replaced);
      else await api.templates.remove({ id });
      setSaved(null);
    });

  return (
    <>
      {failure !== null && (
        <Strip level="must" onClose={() => setFailure(null)}>
          {failure}
        </Strip>
      )}
      {saved && (
        <Strip
          level="quiet"
          action={
            <Button aria-label="撤销存模板" onPress={() => undo(saved)}>
              撤销
            </Button>
          }
          onClose={() => setSaved(null)}
        >
          {saved.replaced
            ? `模板“${saved.name}”换成了这一篇的样子。`
            : `存成了模板“${saved.name}”，新建讲稿时就能选它。`}
        </Strip>
      )}
      {asked && (
        <SaveTemplateDialog
          api={api}
          asked={asked}
          onClose={() => setAsked(null)}
          onSaved={(done) => {
            setAsked(null);
            setSaved(done);
          }}
        />
      )}
    </>
  );
}

type DialogProps = { api: Api; asked: Asked; onClose: () => void; onSaved: (saved: Saved) => void };

function SaveTemplateDialog({ api, asked, onClose, onSaved }: DialogProps) {
  const { source, head, own, origin } = asked;
  const [name, setName] = useState(() => nameFor(asked));
  const [use, setUse] = useState(() => own.find(({ id }) => id === origin?.id)?.use ?? "");
  const [variables] = useState(() => variablesIn(source, head.card));
  const [left, setLeft] = useState<ReadonlySet<Variable>>(
    () => new Set(variables.filter((variable) => !isProposed(variable))),
  );
  const [nameless, setNameless] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [running, setRunning] = useState(false);

  const taken = own.find((each) => each.name === name.trim());
  const save = async () => {
    if (running) return;
    if (name.trim() === "") return setNameless(true);
    setRunning(true);
    setFailure(null);
    try {
      const replaced = taken && (await api.templates.read({ id: taken.id }));
      const id = taken?.id ?? crypto.randomUUID();
      const naming = { id, name: name.trim(), use: use.trim() };
      const chosen = variables.filter((variable) => !left.has(variable));
      await api.templates.save(templateFrom(source, head, chosen, naming, { origin, replaced }));
      onSaved({ id, name: naming.name, replaced });
    } catch (error) {
      setFailure(failureOf(error).message);
      setRunning(false);
    }
  };

  return (
    <Dialog
      title="存为模板"
      onClose={onClose}
      onSubmit={save}
      note="模板放在“我的模板”里。"
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit">
            {taken ? "换掉原来的" : "存为模板"}
          </Button>
        </>
      }
    >
      {failure !== null && <Strip level="must">{failure}</Strip>}
      <div className={styles.fields}>
        <div>
          <TextField
            label="名字"
            labelShown
            autoFocus
            value={name}
            maxLength={LONGEST_TEMPLATE_NAME}
            onChange={setName}
            error={nameless && name.trim() === "" ? "给模板起个名字。" : undefined}
          />
          {taken && (
            <p className={styles.replaces} role="status">
              已经有叫“{taken.name}”的模板，存了就换掉它
              {taken.patterns.some(({ id }) => id !== (head.pattern ?? "own")) ? "的这种结构，别的结构留着。" : "。"}
            </p>
          )}
        </div>
        <TextField
          label="用途"
          labelShown
          placeholder="什么会用它，可以不写"
          value={use}
          maxLength={200}
          onChange={setUse}
        />
      </div>
      <DialogSection
        title="以后跟着信息卡变的地方"
        aside={
          variables.length > 0 && (
            <span className={styles.count}>
              {variables.length} 处，选了 {variables.length - left.size} 处
            </span>
          )
        }
      >
        {variables.length === 0 ? (
          <p className={styles.none}>
            {isEmpty(head.card)
              ? "信息卡还是空的，所以整篇照原样存。先在信息卡里填上会议、日期、讲话人，同样的字就能跟着变。"
              : "正文里没有和信息卡一样的字，整篇照原样存。"}
          </p>
        ) : (
          <VariableList source={source} variables={variables} left={left} onLeave={setLeft} />
        )}
        {!variables.every(isProposed) && (
          <p className={styles.rest}>和主题同字的地方没有替你选，确实要跟着主题变的再选上。</p>
        )}
        <p className={styles.rest}>空位和【】照样留着；引文和“待换”的记号不带进模板，文字留下。</p>
      </DialogSection>
    </Dialog>
  );
}

type VariableListProps = {
  source: readonly Block[];
  variables: readonly Variable[];
  /** Those that stay text. */
  left: ReadonlySet<Variable>;
  onLeave: (left: ReadonlySet<Variable>) => void;
};

/** The variables under the card fields that they read from; a whole field can be left out at once. */
function VariableList({ source, variables, left, onLeave }: VariableListProps) {
  const fields = [...new Set(variables.map(({ field }) => field))].sort((one, other) => place(one) - place(other));
  const set = (which: readonly Variable[], taken: boolean) => {
    const next = new Set(left);
    for (const variable of which) taken ? next.delete(variable) : next.add(variable);
    onLeave(next);
  };
  return (
    <div className={styles.variables}>
      {fields.map((field) => {
        const own = variables.filter((variable) => variable.field === field);
        const chosen = own.filter((variable) => !left.has(variable)).length;
        const { label } = CARD_FIELDS[field];
        return (
          <fieldset key={field} className={styles.field}>
            <legend className={styles.legend}>
              <Checkbox
                isSelected={chosen > 0}
                isIndeterminate={chosen > 0 && chosen < own.length}
                onChange={() => set(own, chosen < own.length)}
              >
                <span className={styles.name}>{label}</span>
                <span className={styles.value}>{own[0]?.text}</span>
                <span className={styles.count}>{own.length} 处</span>
              </Checkbox>
            </legend>
            {own.map((variable) => {
              const { before, behind } = surroundings(source, variable);
              return (
                <div key={`${variable.block} ${variable.start}`} className={styles.place}>
                  <Checkbox isSelected={!left.has(variable)} onChange={(taken) => set([variable], taken)}>
                    <span className={styles.excerpt}>
                      {before}
                      <b className={styles.words}>{variable.text}</b>
                      {behind}
                    </span>
                  </Checkbox>
                </div>
              );
            })}
          </fieldset>
        );
      })}
    </div>
  );
}

const FIELD_ORDER = Object.keys(CARD_FIELDS);

function place(field: CardField): number {
  return FIELD_ORDER.indexOf(field);
}

function isEmpty(card: MeetingCard): boolean {
  return Object.values(card).every((value) => value === "" || value === undefined);
}

/** The name to begin with: that of the own template it came from, so that saving replaces it; else one that no other has. */
function nameFor({ head, own, origin }: Asked): string {
  if (origin) return own.some(({ id }) => id === origin.id) ? origin.name : `${origin.name}（自己的）`;
  return head.card.shortName?.trim().slice(0, LONGEST_TEMPLATE_NAME) ?? "";
}
