import { ChevronDown } from "lucide-react";
import { Button, ComboBox, FieldError, Group, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import fieldStyles from "./field.module.css";
import menuStyles from "./menu.module.css";

type ComboFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What is offered; anything else can be typed. */
  choices: readonly string[];
  error?: string | undefined;
};

/** A text field that offers what is usually typed into it. */
export function ComboField({ label, value, onChange, choices, error }: ComboFieldProps) {
  return (
    <ComboBox
      aria-label={label}
      className={fieldStyles.field}
      allowsCustomValue
      menuTrigger="manual"
      inputValue={value}
      onInputChange={onChange}
      defaultFilter={() => true}
      isInvalid={error !== undefined}
    >
      <Group className={fieldStyles.box}>
        <Input className={fieldStyles.input} maxLength={64} spellCheck={false} />
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
