import { ChevronDown } from "lucide-react";
import type { CompositionEventHandler, FocusEventHandler } from "react";
import {
  Button,
  ComboBox,
  FieldError,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import fieldStyles from "./field.module.css";
import menuStyles from "./menu.module.css";

type ComboFieldProps = {
  label: string;
  /** Shows the label above the field; else it is only read out. */
  labelShown?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** What is offered; anything else can be typed. */
  choices: readonly string[];
  placeholder?: string;
  maxLength?: number;
  isReadOnly?: boolean;
  /** The sentence that says what is wrong with the value. */
  error?: string | undefined;
  onCompositionStart?: CompositionEventHandler<HTMLInputElement>;
  onCompositionEnd?: CompositionEventHandler<HTMLInputElement>;
  onBlur?: FocusEventHandler<HTMLInputElement>;
};

/** A text field that offers what is usually typed into it. */
export function ComboField({
  label,
  labelShown = false,
  value,
  onChange,
  choices,
  placeholder,
  maxLength = 64,
  isReadOnly = false,
  error,
  ...input
}: ComboFieldProps) {
  return (
    <ComboBox
      {...(!labelShown && { "aria-label": label })}
      className={fieldStyles.field}
      allowsCustomValue
      menuTrigger="manual"
      inputValue={value}
      onInputChange={onChange}
      defaultFilter={() => true}
      isInvalid={error !== undefined}
      isReadOnly={isReadOnly}
    >
      {labelShown && <Label className={fieldStyles.label}>{label}</Label>}
      <Group className={fieldStyles.box}>
        <Input
          {...input}
          className={fieldStyles.input}
          placeholder={placeholder}
          maxLength={maxLength}
          spellCheck={false}
        />
        <Button className={fieldStyles.open}>
          <ChevronDown className={fieldStyles.icon} aria-hidden />
        </Button>
      </Group>
      <FieldError className={fieldStyles.error}>{error}</FieldError>
      <Popover className={menuStyles.popover} offset={4}>
        <ListBox className={menuStyles.menu}>
          {choices.map((choice) => (
            <ListBoxItem key={choice} id={choice} className={menuStyles.item}>
              {choice}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
