import type { LucideIcon } from "lucide-react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./icon-button.module.css";
import { Hint } from "./tooltip.tsx";

export type IconButtonProps = Omit<AriaButtonProps, "children" | "className" | "style" | "aria-label"> & {
  icon: LucideIcon;
  /** Name for screen readers, and the tooltip with the shortcut behind it. */
  label: string;
  keys?: string;
  /** Why it cannot be used, told while it is disabled. */
  reason?: string;
  /** 20 px in the toolbar, 16 px elsewhere. */
  size?: "toolbar" | "small";
};

export function IconButton({ icon: Icon, label, keys, reason, size = "small", ...rest }: IconButtonProps) {
  return (
    <Hint
      text={keys ? `${label}（${keys}）` : label}
      {...(reason !== undefined && { reason: rest.isDisabled ? reason : null })}
    >
      <AriaButton {...rest} aria-label={label} className={styles.button} data-size={size}>
        <Icon className={styles.icon} aria-hidden />
      </AriaButton>
    </Hint>
  );
}
