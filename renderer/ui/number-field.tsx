import { NumberField as AriaNumberField, FieldError, Group, Input, Label } from "react-aria-components";
import styles from "./field.module.css";

type NumberFieldProps = {
  label: string;
  /** Shows the label above the field; else it is only read out. */
  labelShown?: boolean;
  /** NaN stands for an emptied field. */
  value: number;
  onChange: (value: number) => void;
  unit: string;
  error?: string | undefined;
};

/** A number with its unit; arrow keys go to the next whole one. Values out of range stay as typed, so that the sentence below can tell why. */
export function NumberField({ label, labelShown = false, value, onChange, unit, error }: NumberFieldProps) {
  return (
    <AriaNumberField
      className={styles.field}
      {...(!labelShown && { "aria-label": label })}
      value={value}
      onChange={onChange}
      formatOptions={{ maximumFractionDigits: 2 }}
      isInvalid={error !== undefined}
      isWheelDisabled
    >
      {labelShown && <Label className={styles.label}>{label}</Label>}
      <Group className={styles.box}>
        <Input className={styles.input} />
        <span className={styles.unit}>{unit}</span>
      </Group>
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaNumberField>
  );
}
