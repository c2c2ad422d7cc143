import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./button.module.css";

export type ButtonProps = Omit<AriaButtonProps, "children" | "className" | "style"> & {
  /** At most one filled button in a dialog, card or page: the thing most likely wanted. */
  look?: "filled" | "outline" | "quiet" | "link";
  icon?: LucideIcon;
  /** The shortcut, shown at the right end (`Ctrl+N`). */
  keys?: string;
  /** Takes the whole width, its words at the left. */
  wide?: boolean;
  /** Shows that a menu opens below. */
  opensMenu?: boolean;
  children: ReactNode;
};

export function Button({ look = "outline", icon: Icon, keys, wide, opensMenu, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={styles.button} data-look={look} data-wide={wide || undefined}>
      {Icon && <Icon className={styles.icon} aria-hidden />}
      <span className={styles.label}>{children}</span>
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
      {opensMenu && <ChevronDown className={styles.icon} aria-hidden />}
    </AriaButton>
  );
}
