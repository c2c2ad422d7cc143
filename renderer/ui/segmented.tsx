import { Label, Radio, RadioGroup, ToggleButton, ToggleButtonGroup } from "react-aria-components";
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

type OptionalSegmentedProps<Id extends string> = {
  label: string;
  choices: readonly Choice<Id>[];
  value: Id | undefined;
  onChange: (value: Id | undefined) => void;
  isDisabled?: boolean;
};

/** Such a choice that may be left open: pressing the chosen word takes it back. It is as wide as its column. */
export function OptionalSegmented<Id extends string>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: OptionalSegmentedProps<Id>) {
  return (
    <div className={fieldStyles.field}>
      <span className={fieldStyles.label} aria-hidden>
        {label}
      </span>
      <ToggleButtonGroup
        className={`${styles.bar} ${styles.wide}`}
        aria-label={label}
        isDisabled={isDisabled}
        selectedKeys={value === undefined ? [] : [value]}
        onSelectionChange={(keys) => onChange([...keys][0] as Id | undefined)}
      >
        {choices.map((choice) => (
          <ToggleButton key={choice.id} id={choice.id} className={styles.segment}>
            {choice.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
