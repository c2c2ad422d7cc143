import { type RefObject, useEffect } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { cursorRect } from "./desk-place.ts";

/** Keeps the line with the cursor in the middle of the desk while keys move it; the mouse is left alone, and so is a composition. */
export function useTypewriter(desk: RefObject<HTMLElement | null>, on: boolean): void {
  const editor = useSlateStatic();
  useEffect(() => {
    const element = desk.current;
    if (!on || !element) return;
    let byKey = true;
    let frame = 0;
    const follow = () => {
      if (!byKey || frame !== 0) return;
      // In the frame that draws the key, behind the key itself.
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (ReactEditor.isComposing(editor)) return;
        const cursor = cursorRect(element);
        if (!cursor) return;
        const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
        element.scrollTop += Math.round(cursor.top + cursor.height / 2 - middle);
      });
    };
    const key = () => {
      byKey = true;
    };
    const pointer = () => {
      byKey = false;
    };
    follow();
    element.addEventListener("keydown", key);
    element.addEventListener("compositionend", follow);
    document.addEventListener("pointerdown", pointer, true);
    document.addEventListener("selectionchange", follow);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("keydown", key);
      element.removeEventListener("compositionend", follow);
      document.removeEventListener("pointerdown", pointer, true);
      document.removeEventListener("selectionchange", follow);
    };
  }, [desk, editor, on]);
}
