import { TriangleAlert, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { IconButton } from "./icon-button.tsx";
import styles from "./strip.module.css";

type StripProps = {
  /** `must`: something failed; `quiet`: something happened that the user may want to undo or read. */
  level: "must" | "quiet";
  children: ReactNode;
  /** A button that acts on what the strip tells. */
  action?: ReactNode;
  onClose?: () => void;
};

/** A line of its own above the page's content, never over the text. */
export function Strip({ level, children, action, onClose }: StripProps) {
  // Closed, the strip takes its button away and the focus with it: that goes back to where it came from.
  const from = useRef<HTMLElement | null>(null);
  const close = () => {
    onClose?.();
    if (from.current?.isConnected) from.current.focus({ preventScroll: true });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens in on where the focus of its buttons comes from.
    <div
      className={styles.strip}
      data-level={level}
      role={level === "must" ? "alert" : "status"}
      onFocus={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
          from.current = relatedTarget;
      }}
    >
      {level === "must" && <TriangleAlert className={styles.icon} aria-hidden />}
      <div className={styles.text}>{children}</div>
      {action}
      {onClose && <IconButton icon={X} label="收起这条消息" onPress={close} />}
    </div>
  );
}
