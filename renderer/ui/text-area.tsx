import { TextArea as AriaTextArea, FieldError, Label, TextField } from "react-aria-components";
import styles from "./field.module.css";
import own from "./text-area.module.css";

type TextAreaProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Lines in sight; more are scrolled to. */
  rows: number;
  maxLength: number;
  placeholder?: string;
  autoFocus?: boolean;
  /** The sentence that says what is wrong with the value. */
  error?: string | undefined;
};

/** A field of several lines with its label above. */
export function TextArea({
  label,
  value,
  onChange,
  rows,
  maxLength,
  placeholder,
  autoFocus = false,
  error,
}: TextAreaProps) {
  return (
    <TextField
      className={styles.field}
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      autoFocus={autoFocus}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className={styles.label}>{label}</Label>
      <AriaTextArea className={own.area} rows={rows} placeholder={placeholder} spellCheck={false} />
      <FieldError className={styles.error}>{error}</FieldError>
    </TextField>
  );
}
