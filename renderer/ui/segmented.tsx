import { Label, Radio, RadioGroup } from "react-aria-components";
import fieldStyles from "./field.module.css";
import styles from "./segmented.module.css";
import type { Choice } from "./select.tsx";

type SegmentedProps<Id extends string> = {
  label: string;
  choices: readonly Choice<Id>[];
  value: Id;
  onChange: (value: Id) => void;
};

/** A choice of two to four short words, all of them in sight. */
export function Segmented<Id extends string>({ label, choices, value, onChange }: SegmentedProps<Id>) {
  return (
    <RadioGroup
      className={fieldStyles.field}
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as Id)}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <div className={styles.bar}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={styles.segment}>
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
