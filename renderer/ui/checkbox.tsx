import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";
import styles from "./checkbox.module.css";

type CheckboxProps = { isSelected: boolean; onChange: (selected: boolean) => void; children: ReactNode };

export function Checkbox({ isSelected, onChange, children }: CheckboxProps) {
  return (
    <AriaCheckbox className={styles.checkbox} isSelected={isSelected} onChange={onChange}>
      <span className={styles.box}>{isSelected && <Check className={styles.tick} aria-hidden />}</span>
      {children}
    </AriaCheckbox>
  );
}
