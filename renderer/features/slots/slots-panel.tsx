import { useEffect, useMemo, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import { ReactEditor, useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { type Block, textOf } from "#core/draft/schema";
import type { Template } from "#core/template/schema";
import { planOf, type SlotEntry, type SlotPart, slotOverview } from "#core/template/slot-overview";
import type { Wording } from "#core/template/wordings";
import { keysOf } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { placeNow, showPlace } from "../../editor/places.ts";
import { putWording, type SlotAtCursor, slotAtCursor, wordingsHere } from "../../editor/slot-work.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { TargetBar, targetText } from "../../ui/target-bar.tsx";
import unseen from "../../ui/unseen.module.css";
import styles from "./slots-panel.module.css";
import type { DraftTemplate } from "./use-draft-template.ts";

type SlotsPanelProps = { session: DraftSession; draftTemplate: DraftTemplate; readOnly: boolean };

const figures = new Intl.NumberFormat("zh-CN");
/** States differ by shape; the word stands beside it for screen readers. */
const SIGNS = {
  done: { sign: "✓", word: "已填" },
  gone: { sign: "–", word: "已删去" },
  required: { sign: "●", word: "未填，必填" },
  optional: { sign: "○", word: "未填，选填" },
} as const;
const KEYS = ["edit.wording-1", "edit.wording-2", "edit.wording-3"] as const;

/** 空位: each part of the speech as a bar against its target, what is to be filled in it, and the wordings for the slot at the cursor. */
export function SlotsPanel({ session, draftTemplate, readOnly }: SlotsPanelProps) {
  const overview = useStore(session.store, (state) => state.overview);
  const { pattern, card } = useStore(session.store, (state) => state.head);
  const template = draftTemplate.state === "here" ? draftTemplate.template : undefined;
  const plan = useMemo(() => (template ? planOf(template, pattern, card) : null), [template, pattern, card]);
  const { body } = overview;
  const parts = useMemo(
    () => slotOverview(body, overview.rows, overview.characters, plan),
    [body, overview.rows, overview.characters, plan],
  );
  const current = useSlateSelector((each) => slotAtCursor(each, template), sameSlot);
  const open = parts.flatMap(({ slots }) => slots.filter(({ state }) => state === "open"));
  const required = open.filter((slot) => slot.required).length;
  const none = parts.every(({ slots }) => slots.length === 0);

  return (
    <div className={styles.panel}>
      <p className={styles.sum}>
        {none
          ? "还没有空位。从模板新建的讲稿里要填的地方列在这里；自己在正文里写【】，里面写要填什么，也会列出来。"
          : open.length === 0
            ? "空位都填好了。"
            : `必填还有 ${required} 处，选填还有 ${open.length - required} 处。`}
      </p>
      {draftTemplate.state === "missing" && <p className={styles.missing}>{draftTemplate.sentence}</p>}
      {draftTemplate.state === "none" && (
        <p className={styles.missing}>这篇讲稿不是从模板建立的，所以没有目标字数和写法。</p>
      )}
      {parts.map((part, index) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and stand in the order of the text
          key={index}
          body={body}
          part={part}
          current={current}
          template={readOnly ? undefined : template}
        />
      ))}
    </div>
  );
}

type PartProps = {
  /** The text that the places of the part are places of. */
  body: readonly Block[];
  part: SlotPart;
  current: SlotAtCursor | undefined;
  template: Template | undefined;
};

function Part({ body, part, current, template }: PartProps) {
  const { kind, label, text, characters, target, slots } = part;
  const name = kind === "closing" || kind === "opening" || kind === "whole" ? text : `${label}${text || "（空标题）"}`;
  return (
    <section className={styles.part} aria-label={name}>
      <h3 className={styles.name} title={name}>
        {name}
      </h3>
      <div className={styles.lengths}>
        <span>{figures.format(characters)} 字</span>
        {target && <span className={styles.target}>{lengthWord(characters, target)}</span>}
        {target && <span className={styles.target}>{targetText(target.min, target.max)}</span>}
      </div>
      {target && (
        <TargetBar
          value={characters}
          {...target}
          label={`${figures.format(characters)} 字，${targetText(target.min, target.max)}`}
        />
      )}
      {slots.length > 0 && (
        <ul className={styles.slots}>
          {slots.map((slot, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: places that were only typed have no name of their own
              key={`${slot.key}${index}`}
              body={body}
              slot={slot}
              current={isCurrent(slot, current) ? current : undefined}
              template={template}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** How far it is to the target, in words. */
function lengthWord(characters: number, { min, max }: { min: number; max: number }): string {
  if (characters < min) return `还差 ${figures.format(min - characters)} 字`;
  return characters > max ? `多了 ${figures.format(characters - max)} 字` : "长度合适";
}

function isCurrent(slot: SlotEntry, current: SlotAtCursor | undefined): boolean {
  if (!current || slot.key !== current.key || slot.place?.block !== current.block) return false;
  return current.open ? slot.state === "open" : slot.state === "done";
}

type RowProps = Omit<PartProps, "part"> & { slot: SlotEntry };

function Row({ body, slot, current, template }: RowProps) {
  const editor = useSlateStatic();
  const row = useRef<HTMLLIElement>(null);
  const { label, state, required, place } = slot;
  const { sign, word } = state === "open" ? SIGNS[required ? "required" : "optional"] : SIGNS[state];
  const isHere = current !== undefined;
  useEffect(() => {
    if (isHere) row.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  const jump = () =>
    whenNotComposing(editor, () => {
      const now = place && placeNow(body, editor.children as Block[], place);
      if (now) showPlace(editor, now);
    });
  const characters = slot.key === null ? undefined : template?.slots[slot.key]?.characters;
  return (
    <li ref={row} className={styles.row} data-state={state} data-current={isHere || undefined}>
      <AriaButton
        className={styles.jump ?? ""}
        isDisabled={place === null}
        aria-current={isHere || undefined}
        onPress={jump}
      >
        <span className={styles.sign} aria-hidden>
          {sign}
        </span>
        <span className={styles.label}>{label}</span>
        <span className={unseen.unseen}>{word}</span>
        <span className={styles.kind} aria-hidden>
          {state === "gone" ? "已删去" : required ? "必填" : "选填"}
        </span>
      </AriaButton>
      {current && (
        <>
          {characters && (
            <p className={styles.length}>
              建议 {characters.min}–{characters.max} 字
            </p>
          )}
          {template && slot.key !== null && <Wordings template={template} current={current} />}
        </>
      )}
    </li>
  );
}

/** The wordings of the slot at the cursor; choosing one puts it into the text and goes on there. */
function Wordings({ template, current }: { template: Template; current: SlotAtCursor }) {
  const editor = useSlateStatic();
  const card = useSlateSelector((each) => each.head.card);
  // biome-ignore lint/correctness/useExhaustiveDependencies: wordings read as the card says
  const wordings = useMemo(() => wordingsHere(editor, template, current.key), [editor, template, current, card]);
  if (wordings.length === 0) return null;
  const block = editor.children[current.block] as Block | undefined;
  const present = !current.open && block ? textOf(block).slice(current.start, current.end) : undefined;
  const put = (wording: Wording) =>
    whenNotComposing(editor, () => {
      // The cursor may have moved since the list was drawn.
      const slot = slotAtCursor(editor, template);
      if (slot?.key !== current.key) return;
      putWording(editor, slot, wording);
      ReactEditor.focus(editor);
    });
  return (
    <div className={styles.wordings}>
      <p className={styles.caption}>{current.open ? "写法" : "换一种写法"}</p>
      <ul>
        {wordings.map((wording, place) => {
          const command = KEYS[place];
          return (
            <li key={wording.index}>
              <AriaButton className={styles.wording ?? ""} onPress={() => put(wording)}>
                <span className={styles.words}>
                  {wording.spans.map((span, index) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence in their order
                    span.slot === undefined ? span.text : <mark key={index}>【{span.text}】</mark>,
                  )}
                </span>
                {wording.text === present ? (
                  <span className={styles.keys}>现在的</span>
                ) : (
                  command && <kbd className={styles.keys}>{keysOf(command)}</kbd>
                )}
              </AriaButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function sameSlot(one: SlotAtCursor | null | undefined, other: SlotAtCursor | undefined): boolean {
  if (!one || !other) return !one && !other;
  return (
    one.key === other.key &&
    one.block === other.block &&
    one.start === other.start &&
    one.end === other.end &&
    one.open === other.open
  );
}
