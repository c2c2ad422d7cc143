import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { Strip } from "./strip.tsx";

/** How long what was done can be taken back. */
const UNDO_MS = 8_000;

type UndoStripProps = {
  children: ReactNode;
  onUndo: () => void;
  /** Called when the time is over, or the user puts the strip away. */
  onGone: () => void;
};

/** What was just done, with 撤销 for 8 s. Give each deed a `key` of its own, so that its time begins anew. */
export function UndoStrip({ children, onUndo, onGone }: UndoStripProps) {
  const gone = useRef(onGone);
  gone.current = onGone;
  useEffect(() => {
    const timer = setTimeout(() => gone.current(), UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Strip level="quiet" onClose={onGone} action={<Button onPress={onUndo}>撤销</Button>}>
      {children}
    </Strip>
  );
}
