import { useState } from "react";
import { failureOf } from "#core/api/errors";
import { departures, type Face, type Layout, STYLE_KEYS, STYLE_NAMES, type StyleKey } from "#core/word/layouts";
import { useApi } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ComboField } from "../../ui/combo-field.tsx";
import { Dialog, DialogSection } from "../../ui/dialog.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Strip } from "../../ui/strip.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { KNOWN_FONTS } from "./installed-fonts.ts";
import styles from "./layout-editor.module.css";
import { layoutProblems, PAGE_NUMBERS, sizeUnit } from "./layout-words.ts";

type LayoutEditorProps = {
  /** An own profile as it stands, or a fresh copy that is not saved yet. */
  layout: Layout;
  /** All profiles, for names that are taken. */
  others: readonly Layout[];
  isNew: boolean;
  onClose: () => void;
  onSaved: (layout: Layout) => void;
  /** Deletes the profile; a fresh copy has nothing to delete. */
  onRemove: () => void;
};

const MARGINS = [
  ["topMm", "上边距"],
  ["bottomMm", "下边距"],
  ["leftMm", "左边距"],
  ["rightMm", "右边距"],
] as const;

/** 版式 field by field, with a list that follows of where it departs from the standard. */
export function LayoutEditor({ layout, others, isNew, onClose, onSaved, onRemove }: LayoutEditorProps) {
  const api = useApi();
  const [edited, setEdited] = useState(layout);
  const [failure, setFailure] = useState<string | null>(null);
  const change = (part: Partial<Layout>) => setEdited((current) => ({ ...current, ...part }));
  const changeFace = (key: StyleKey, part: Partial<Face>) =>
    setEdited((current) => ({
      ...current,
      styles: { ...current.styles, [key]: { ...current.styles[key], ...part } },
    }));
  const problems = layoutProblems(edited, others);
  const isSound = Object.keys(problems).length === 0;
  const found = isSound ? departures(edited) : [];

  const save = async () => {
    if (!isSound) return;
    setFailure(null);
    const sound = { ...edited, name: edited.name.trim() };
    try {
      await api.exports.saveLayout(sound);
      onSaved(sound);
    } catch (error) {
      setFailure(failureOf(error).message);
    }
  };

  return (
    <Dialog
      title={isNew ? "新建版式" : "改版式"}
      onClose={onClose}
      onSubmit={save}
      note={
        isNew ? undefined : (
          <Button look="quiet" onPress={onRemove}>
            删除这个版式
          </Button>
        )
      }
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit" isDisabled={!isSound}>
            存下版式
          </Button>
        </>
      }
    >
      {failure && <Strip level="must">{failure}</Strip>}
      <TextField
        label="名字"
        labelShown
        autoFocus
        value={edited.name}
        onChange={(name) => change({ name })}
        error={problems.name}
      />
      <div className={styles.gap} />
      <DialogSection title="页面">
        <div className={styles.margins}>
          {MARGINS.map(([field, label]) => (
            <NumberField
              key={field}
              label={label}
              labelShown
              value={edited[field]}
              onChange={(value) => change({ [field]: value })}
              unit="毫米"
              error={problems[field]}
            />
          ))}
        </div>
        <div className={styles.page}>
          <NumberField
            label="行距"
            labelShown
            value={edited.linePitchPt}
            onChange={(linePitchPt) => change({ linePitchPt })}
            unit="磅"
            error={problems.linePitchPt}
          />
          <Select
            label="页码"
            labelShown
            choices={PAGE_NUMBERS}
            value={edited.pageNumber}
            onChange={(pageNumber) => change({ pageNumber })}
          />
          <div className={styles.grid}>
            <Checkbox isSelected={edited.grid} onChange={(grid) => change({ grid })}>
              按 28 字 × 22 行排
            </Checkbox>
          </div>
        </div>
      </DialogSection>
      <DialogSection title="字体和字号">
        {STYLE_KEYS.map((key) => {
          const face = edited.styles[key];
          const name = STYLE_NAMES[key];
          return (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of the table
            <div key={key} className={styles.style} role="group" aria-label={name}>
              <span className={styles.styleName}>{name}</span>
              <ComboField
                label={`${name}的字体`}
                value={face.font}
                onChange={(font) => changeFace(key, { font })}
                choices={KNOWN_FONTS}
                error={problems[`styles.${key}.font`]}
              />
              <NumberField
                label={`${name}的字号`}
                value={face.sizePt}
                onChange={(sizePt) => changeFace(key, { sizePt })}
                unit={sizeUnit(face.sizePt)}
                error={problems[`styles.${key}.sizePt`]}
              />
              <Checkbox isSelected={face.bold} onChange={(bold) => changeFace(key, { bold })}>
                加粗
              </Checkbox>
            </div>
          );
        })}
      </DialogSection>
      <DialogSection title="与国标不同的地方">
        {!isSound && <p className={styles.words}>改好上面标出的地方，这里就会列出来。</p>}
        {isSound && found.length === 0 && <p className={styles.words}>没有，与 GB/T 9704—2012 一致。</p>}
        {found.length > 0 && (
          <ul className={styles.departures}>
            {found.map((departure) => (
              <li key={departure.field} className={styles.departure}>
                <span className={styles.styleName}>{departure.label}</span>
                <span>
                  {departure.value}（国标：{departure.standard}）
                </span>
                <span className={styles.clause}>{departure.clause}</span>
              </li>
            ))}
          </ul>
        )}
      </DialogSection>
    </Dialog>
  );
}
