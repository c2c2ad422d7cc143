import { Check, ChevronDown } from "lucide-react";
import {
  Button as AriaButton,
  Select as AriaSelect,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import fieldStyles from "./field.module.css";
import menuStyles from "./menu.module.css";
import styles from "./select.module.css";

export type Choice<Id extends string> = { id: Id; label: string };

type SelectProps<Id extends string> = {
  label: string;
  /** Shows the label above the field; else it is only read out. */
  labelShown?: boolean;
  choices: readonly Choice<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  isDisabled?: boolean;
  /** What stands in the field while nothing is chosen. */
  placeholder?: string;
};

export function Select<Id extends string>({
  label,
  labelShown = false,
  choices,
  value,
  onChange,
  isDisabled,
  placeholder,
}: SelectProps<Id>) {
  return (
    <AriaSelect
      className={fieldStyles.field}
      {...(!labelShown && { "aria-label": label })}
      {...(isDisabled !== undefined && { isDisabled })}
      {...(placeholder !== undefined && { placeholder })}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
    >
      {labelShown && <Label className={fieldStyles.label}>{label}</Label>}
      <AriaButton className={styles.button}>
        <SelectValue className={styles.value}>
          {/* The words alone, without the tick of the list. */}
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown className={styles.icon} aria-hidden />
      </AriaButton>
      <Popover className={menuStyles.popover} offset={4}>
        <ListBox className={menuStyles.menu} items={choices} dependencies={[value]}>
          {(choice) => (
            <ListBoxItem className={menuStyles.item} textValue={choice.label}>
              <Check className={menuStyles.icon} data-tick={choice.id === value || "off"} aria-hidden />
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
