import type { ReactNode } from "react";
import styles from "./marked.module.css";

/** A text with what was looked for marked in it; parts are UTF-16 units and may overlap. */
export function Marked({ text, marks }: { text: string; marks: readonly { start: number; end: number }[] }): ReactNode {
  const inMark = (place: number) => marks.some(({ start, end }) => place >= start && place < end);
  const parts: { text: string; hit: boolean }[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const hit = inMark(place);
    const last = parts.at(-1);
    if (last?.hit === hit) last.text += text[place];
    else parts.push({ text: text[place] ?? "", hit });
  }
  return parts.map(({ text: part, hit }, index) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have nothing else to tell them apart, and no state.
      <mark key={index} className={styles.mark}>
        {part}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <span key={index}>{part}</span>
    ),
  );
}
