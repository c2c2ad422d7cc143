import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Group,
  Input,
  Label,
} from "react-aria-components";
import styles from "./field.module.css";

export type TextFieldProps = Omit<AriaTextFieldProps, "children" | "className" | "style"> & {
  /** Hears the keys in the field; those that it does not prevent go on to the dialog or the page around it. */
  onKeyDown?: AriaTextFieldProps["onKeyDown"];
  label: string;
  /** Shows the label above the field; else it is only read out. */
  labelShown?: boolean;
  icon?: LucideIcon;
  placeholder?: string;
  /** The sentence that says what is wrong with the value. */
  error?: string | undefined;
  /** Something is wrong that a sentence elsewhere tells, named by `aria-describedby`. */
  isInvalid?: boolean;
  /** Something at the right end inside the field. */
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
};

export function TextField({
  label,
  labelShown = false,
  icon: Icon,
  placeholder,
  error,
  end,
  inputRef,
  onKeyDown,
  isInvalid = error !== undefined,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      // Else the library keeps every key to the field as soon as somebody listens, F6 and Ctrl+S among them.
      {...(onKeyDown && {
        onKeyDown: (event) => {
          onKeyDown(event);
          if (!event.isDefaultPrevented()) event.continuePropagation();
        },
      })}
      {...(!labelShown && { "aria-label": label })}
      className={styles.field}
      isInvalid={isInvalid}
    >
      {labelShown && <Label className={styles.label}>{label}</Label>}
      <Group className={styles.box}>
        {Icon && <Icon className={styles.icon} aria-hidden />}
        <Input ref={inputRef} className={styles.input} placeholder={placeholder} spellCheck={false} />
        {end}
      </Group>
      {error !== undefined && <FieldError className={styles.error}>{error}</FieldError>}
    </AriaTextField>
  );
}
