import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./tooltip.module.css";

type HintProps = {
  text: string;
  /** Why the child cannot be used at present, null while it can. A disabled button hears no pointer, so that the browser tells it. */
  reason?: string | null;
  children: ReactElement;
};

/** Shows `text` beside its one focusable child while the pointer or the keyboard rests on it. */
export function Hint({ text, reason, children }: HintProps) {
  const trigger = (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles.tooltip} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
  if (reason === undefined) return trigger;
  return (
    <span className={styles.around} title={reason ?? undefined}>
      {trigger}
    </span>
  );
}
