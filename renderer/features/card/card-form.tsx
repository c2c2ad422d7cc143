import { type ClipboardEvent, type KeyboardEvent, useId, useState } from "react";
import { cardConflict } from "#core/card/conflict";
import { AUDIENCES, CARD_FIELDS, salutationFor } from "#core/card/fields";
import { type FormField, fieldValue, oneLine, readTyped, shownValue, withFieldValue } from "#core/card/typed";
import type { MeetingCard } from "#core/draft/schema";
import { ComboField } from "../../ui/combo-field.tsx";
import fieldStyles from "../../ui/field.module.css";
import { OptionalSegmented } from "../../ui/segmented.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./card-form.module.css";

type CardFormProps = {
  card: MeetingCard;
  /** Hears of every change that could be read, with the field that it was made in; never of half a composition. */
  onChange: (card: MeetingCard, field: FormField) => void;
  isReadOnly?: boolean;
  /** What the speech says where the card has no 称谓; by the audience's rank without. */
  greeting?: string | undefined;
  /** The card of the old speech: what it said stands under each field that says something else now. */
  was?: MeetingCard | undefined;
};

/** What is usually said; the first is what the speech says without one. */
const SALUTATIONS = ["各位领导、同志们", "各位同事、同志们", "各位来宾、朋友们", "各位代表、同志们"] as const;
const LEVELS = AUDIENCES.map((id) => ({ id, label: id }));

/** The form of the meeting card. It shows the card in as many columns as there is room for: three from 384 px on, else two. */
export function CardForm({
  card,
  onChange,
  isReadOnly = false,
  greeting = salutationFor(card.audience),
  was,
}: CardFormProps) {
  const conflict = cardConflict(card);
  const text = (field: FormField, further: Partial<CardTextProps> = {}) => (
    <CardText
      field={field}
      card={card}
      onChange={onChange}
      isReadOnly={isReadOnly}
      was={was}
      conflict={conflict?.field === field ? conflict.sentence : undefined}
      {...further}
    />
  );
  return (
    <div className={styles.container}>
      <div className={styles.form}>
        {text("meeting")}
        {text("shortName", { label: "简称" })}
        {text("year")}
        {text("date")}
        {text("speaker.name")}
        {text("speaker.post")}
        {text("region")}
        {text("place")}
        {text("host")}
        {text("topic")}
        {text("timeLimitMinutes", { unit: "分钟" })}
        <div className={styles.cell} data-field="audience">
          <OptionalSegmented
            label={CARD_FIELDS.audience.label}
            choices={LEVELS}
            value={AUDIENCES.find((level) => level === card.audience)}
            onChange={(level) => onChange(withFieldValue(card, "audience", level), "audience")}
            isDisabled={isReadOnly}
          />
          <Was card={card} was={was} field="audience" />
        </div>
        <SalutationField
          card={card}
          onChange={onChange}
          isReadOnly={isReadOnly}
          was={was}
          greeting={greeting}
          choices={[greeting, ...SALUTATIONS.filter((each) => each !== greeting), "同志们"].filter(isFirst)}
        />
      </div>
    </div>
  );
}

const isFirst = (text: string, place: number, all: readonly string[]) => all.indexOf(text) === place;

type CardTextProps = CardFormProps & {
  field: FormField;
  label?: string;
  unit?: string;
  /** What this field and another one of the card disagree about. */
  conflict: string | undefined;
};

function CardText({ field, card, onChange, isReadOnly = false, was, label, unit, conflict }: CardTextProps) {
  const { value, error, unread, ...typing } = useTyping(field, card, onChange);
  const sentenceId = useId();
  const sentence = error ?? conflict;
  return (
    <>
      <div className={styles.cell} data-field={field} data-unread={unread || undefined}>
        <TextField
          label={label ?? CARD_FIELDS[field].label}
          labelShown
          value={value}
          isReadOnly={isReadOnly}
          isInvalid={sentence !== undefined}
          // Whether a draft may be made is not the browser's to say.
          validationBehavior="aria"
          {...(sentence !== undefined && { "aria-describedby": sentenceId })}
          {...(unit !== undefined && { end: <span className={fieldStyles.unit}>{unit}</span> })}
          {...typing}
        />
        <Was card={card} was={was} field={field} />
      </div>
      {/* In a line of its own below the fields beside it, since a column is too narrow for a sentence. */}
      {sentence !== undefined && (
        <p className={styles.sentence} id={sentenceId}>
          {sentence}
        </p>
      )}
    </>
  );
}

function SalutationField({
  card,
  onChange,
  isReadOnly = false,
  greeting,
  was,
  choices,
}: CardFormProps & { choices: string[] }) {
  const { value, error, unread, onKeyDown: _, onPaste: __, ...typing } = useTyping("salutation", card, onChange);
  return (
    <div className={styles.cell} data-field="salutation" data-unread={unread || undefined}>
      <ComboField
        label={CARD_FIELDS.salutation.label}
        labelShown
        choices={choices}
        placeholder={greeting ?? ""}
        maxLength={1000}
        isReadOnly={isReadOnly}
        value={value}
        error={error}
        {...typing}
      />
      <Was card={card} was={was} field="salutation" />
    </div>
  );
}

/** What the old speech said in a field, where the new one says something else. */
function Was({ card, was, field }: { card: MeetingCard; was: MeetingCard | undefined; field: FormField }) {
  const old = was && shownValue(was, field);
  if (!old || old === shownValue(card, field)) return null;
  return (
    <p className={styles.was} title={old}>
      旧稿：{old}
    </p>
  );
}

/**
 * What stands in a field while it is typed: text that cannot be read stays there and is not on the card. Its sentence waits until
 * the field is left or Enter is pressed, since half a date is no mistake.
 */
function useTyping(field: FormField, card: MeetingCard, onChange: CardFormProps["onChange"]) {
  const current = fieldValue(card, field);
  const [typed, setTyped] = useState<{ text: string; over: typeof current }>();
  const [composing, setComposing] = useState(false);
  const [told, setTold] = useState(false);
  // Typed text is over as soon as the card was changed by something else, such as undo.
  const live = typed?.over === current ? typed : undefined;
  const read = live && readTyped(field, live.text, card);
  const error = read && "error" in read ? read.error : undefined;

  const commit = (text: string) => {
    const fresh = readTyped(field, text, card);
    const value = "error" in fresh ? current : fresh.value;
    setTyped({ text, over: value });
    setTold(false);
    if (value !== current) onChange(withFieldValue(card, field, value), field);
  };
  return {
    value: live?.text ?? shownValue(card, field),
    error: told ? error : undefined,
    /** Something stands there that is not on the card. */
    unread: error !== undefined,
    onChange: (text: string) => (composing ? setTyped({ text, over: current }) : commit(text)),
    onCompositionStart: () => setComposing(true),
    onCompositionEnd: (event: { currentTarget: EventTarget }) => {
      setComposing(false);
      commit((event.currentTarget as HTMLInputElement).value);
    },
    onBlur: () => {
      setTold(true);
      if (error === undefined) setTyped(undefined);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) setTold(true);
    },
    onPaste: (event: ClipboardEvent) => {
      const pasted = event.clipboardData.getData("text/plain");
      const input = event.target;
      if (!(input instanceof HTMLInputElement) || oneLine(pasted) === pasted) return;
      // The browser would put a blank where a title was only broken into lines.
      event.preventDefault();
      input.setRangeText(oneLine(pasted), input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
      commit(input.value);
    },
  };
}
