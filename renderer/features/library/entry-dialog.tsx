import { useState } from "react";
import { textOf } from "#core/draft/schema";
import {
  type CitationEntry,
  DOCUMENT_KINDS,
  type Entry,
  type PassageEntry,
  SLOGAN_PLACES,
  type SloganEntry,
  STATUSES,
  type TermEntry,
} from "#core/library/entry";
import { readRoughDate } from "#core/library/rough-date";
import { roughDateText } from "#core/library/standing";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./entry-dialog.module.css";
import { kindName } from "./entry-words.ts";
import { PassageText } from "./passage-text.tsx";
import { ThemesField } from "./themes-field.tsx";

type EntryDialogProps = {
  entry: Entry;
  isNew: boolean;
  onClose: () => void;
  /** False when it was not saved; the dialog stays then. */
  onSave: (entry: Entry) => Promise<boolean>;
  /** The sentence that says why it was not saved. */
  failure: string | null;
};

/** What is wrong with an entry, by its property. */
type Errors = Partial<Record<"title" | "issuedOn" | "effectiveOn" | "body", string>>;
/** A property that was emptied is taken off, since the schema knows no empty ones. */
type Change = (part: Partial<Record<string, unknown>>) => void;

/** An own entry to be written or changed. */
export function EntryDialog({ entry: first, isNew, onClose, onSave, failure }: EntryDialogProps) {
  const [entry, setEntry] = useState(first);
  const [dates, setDates] = useState(() => datesOf(first));
  const [tried, setTried] = useState(false);
  const errors = errorsOf(entry, dates);
  const shown = tried ? errors : {};
  const change: Change = (part) =>
    setEntry(
      (before) =>
        Object.fromEntries(
          Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined && value !== ""),
        ) as Entry,
    );
  const submit = () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    void onSave(withDates(entry, dates)).then((saved) => saved && onClose());
  };
  return (
    <Dialog
      title={`${isNew ? "新建" : "编辑"}${kindName(entry.kind)}`}
      onClose={onClose}
      onSubmit={submit}
      note={failure && <span className={styles.failure}>{failure}</span>}
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit">
            存下
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {entry.kind === "citation" && (
          <CitationFields entry={entry} change={change} errors={shown} dates={dates} onDates={setDates} />
        )}
        {entry.kind === "term" && <TermFields entry={entry} change={change} errors={shown} />}
        {entry.kind === "slogan" && <SloganFields entry={entry} change={change} errors={shown} />}
        {entry.kind === "passage" && <PassageFields entry={entry} change={change} errors={shown} />}
        <ThemesField
          label={entry.kind === "passage" ? "标签" : "主题"}
          kind={entry.kind}
          themes={entry.themes}
          onChange={(themes) => change({ themes })}
        />
        <TextArea
          label="说明"
          rows={2}
          maxLength={2000}
          value={entry.note ?? ""}
          onChange={(note) => change({ note })}
        />
      </div>
    </Dialog>
  );
}

type FieldsProps<E extends Entry> = { entry: E; change: Change; errors: Errors };

function CitationFields({
  entry,
  change,
  errors,
  dates,
  onDates,
}: FieldsProps<CitationEntry> & { dates: Dates; onDates: (dates: Dates) => void }) {
  return (
    <>
      <TextField
        label="题名（不带书名号）"
        labelShown
        autoFocus
        maxLength={300}
        value={entry.title ?? ""}
        onChange={(title) => change({ title })}
        error={errors.title}
      />
      <div className={styles.pair}>
        <Select
          label="类别"
          labelShown
          choices={DOCUMENT_KINDS.map(({ id, name }) => ({ id, label: name }))}
          value={entry.documentKind}
          onChange={(documentKind) => change({ documentKind })}
        />
        <Select
          label="时效"
          labelShown
          choices={STATUSES.map(({ id, name }) => ({ id, label: name }))}
          value={entry.status}
          onChange={(status) => change({ status })}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          label="发文机关"
          labelShown
          maxLength={200}
          value={entry.issuer ?? ""}
          onChange={(issuer) => change({ issuer })}
        />
        <TextField
          label="文号"
          labelShown
          placeholder="例如：国发〔2026〕30号"
          maxLength={100}
          value={entry.documentNumber ?? ""}
          onChange={(documentNumber) => change({ documentNumber })}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          label="发布或通过日期"
          labelShown
          placeholder="例如：2026年7月27日"
          maxLength={40}
          value={dates.issuedOn}
          onChange={(issuedOn) => onDates({ ...dates, issuedOn })}
          error={errors.issuedOn}
        />
        <TextField
          label="施行日期"
          labelShown
          maxLength={40}
          value={dates.effectiveOn}
          onChange={(effectiveOn) => onDates({ ...dates, effectiveOn })}
          error={errors.effectiveOn}
        />
      </div>
      <TextArea
        label="原文（要引的那几句，一字不差）"
        rows={3}
        maxLength={5000}
        value={entry.text ?? ""}
        onChange={(text) => change({ text })}
      />
    </>
  );
}

function TermFields({ entry, change, errors }: FieldsProps<TermEntry>) {
  return (
    <>
      <TextField
        label="提法"
        labelShown
        autoFocus
        maxLength={200}
        value={entry.title ?? ""}
        onChange={(title) => change({ title })}
        error={errors.title}
      />
      <TextArea
        label="解释（各项之间用顿号或分号）"
        rows={2}
        maxLength={2000}
        value={entry.expansion ?? ""}
        onChange={(expansion) => change({ expansion })}
      />
      <div className={styles.pair}>
        <TextField
          label="最早见于"
          labelShown
          maxLength={300}
          value={entry.firstSource ?? ""}
          onChange={(firstSource) => change({ firstSource })}
        />
        <TextField
          label="常见误写"
          labelShown
          maxLength={300}
          value={entry.commonErrors ?? ""}
          onChange={(commonErrors) => change({ commonErrors })}
        />
      </div>
    </>
  );
}

function SloganFields({ entry, change, errors }: FieldsProps<SloganEntry>) {
  return (
    <>
      <TextArea
        label="金句"
        rows={3}
        maxLength={300}
        autoFocus
        value={entry.text ?? ""}
        onChange={(text) => change({ text: text.replace(/\s*\n\s*/gu, "") })}
        error={errors.title}
      />
      <Select
        label="用在哪里"
        labelShown
        choices={SLOGAN_PLACES.map((place) => ({ id: place, label: place }))}
        value={entry.place}
        onChange={(place) => change({ place })}
      />
    </>
  );
}

function PassageFields({ entry, change, errors }: FieldsProps<PassageEntry>) {
  return (
    <>
      <TextField
        label="标题"
        labelShown
        autoFocus
        maxLength={200}
        value={entry.title ?? ""}
        onChange={(title) => change({ title })}
        error={errors.title}
      />
      <PassageText body={entry.body} onChange={(body) => change({ body })} error={errors.body} />
    </>
  );
}

type Dates = { issuedOn: string; effectiveOn: string };

function datesOf(entry: Entry): Dates {
  const shown = (date: string | undefined) => (date === undefined ? "" : roughDateText(date));
  if (entry.kind !== "citation") return { issuedOn: "", effectiveOn: "" };
  return { issuedOn: shown(entry.issuedOn), effectiveOn: shown(entry.effectiveOn) };
}

/** The entry with the dates that were typed, which are known to be dates. */
function withDates(entry: Entry, dates: Dates): Entry {
  if (entry.kind !== "citation") return entry;
  const { issuedOn: before, effectiveOn: _, dateBasis, ...rest } = entry;
  const issuedOn = readRoughDate(dates.issuedOn);
  const effectiveOn = readRoughDate(dates.effectiveOn);
  return {
    ...rest,
    ...(issuedOn !== undefined && { issuedOn }),
    ...(effectiveOn !== undefined && { effectiveOn }),
    // Of another date nobody has said what it is the date of.
    ...(issuedOn === before && dateBasis !== undefined && { dateBasis }),
  };
}

const WRONG_DATE = "日期没有看懂，请写成 2026年7月27日、2026年7月 或者 2026年。";
const NAMES = { citation: "题名", term: "提法", slogan: "金句", passage: "标题" } as const;

function errorsOf(entry: Entry, dates: Dates): Errors {
  const name = entry.kind === "slogan" ? entry.text : entry.title;
  const isWrong = (date: string) => date.trim() !== "" && readRoughDate(date) === undefined;
  return {
    ...(!name?.trim() && { title: `还没有写${NAMES[entry.kind]}。写几个字，或者取消。` }),
    ...(isWrong(dates.issuedOn) && { issuedOn: WRONG_DATE }),
    ...(isWrong(dates.effectiveOn) && { effectiveOn: WRONG_DATE }),
    ...(entry.kind === "passage" &&
      entry.body.every((block) => textOf(block).trim() === "") && { body: "段落里还没有字。写几个字，或者取消。" }),
  };
}
