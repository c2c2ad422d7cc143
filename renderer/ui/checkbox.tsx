import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";
import styles from "./checkbox.module.css";

type CheckboxProps = {
  isSelected: boolean;
  /** It stands for several things of which only some are chosen. */
  isIndeterminate?: boolean;
  onChange: (selected: boolean) => void;
  children: ReactNode;
};

export function Checkbox({ isSelected, isIndeterminate = false, onChange, children }: CheckboxProps) {
  const Tick = isIndeterminate ? Minus : Check;
  return (
    <AriaCheckbox
      className={styles.checkbox}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
    >
      <span className={styles.box}>{isSelected && <Tick className={styles.tick} aria-hidden />}</span>
      {children}
    </AriaCheckbox>
  );
}
