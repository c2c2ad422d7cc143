import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./tooltip.module.css";

/** Shows `text` beside its one focusable child while the pointer or the keyboard rests on it. */
export function Hint({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles.tooltip} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
