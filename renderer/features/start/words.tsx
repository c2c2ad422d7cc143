import { Fragment } from "react";
import styles from "./words.module.css";

/** What a draft without a title is called in lists. */
export const UNTITLED = "还没有题目的讲稿";

/** `text` with every word of the search marked. */
export function Found({ text, query }: { text: string; query: string }) {
  const words = query.split(/\s+/u).filter(Boolean);
  if (words.length === 0) return text;
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")).join("|")})`, "giu");
  return text.split(pattern).map((part, index) => {
    const key = `${index}${part}`;
    return index % 2 === 1 ? (
      <mark key={key} className={styles.hit}>
        {part}
      </mark>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}

/** A file name in one line, cut in the middle so that its ending stays in sight. */
export function FileName({ name }: { name: string }) {
  const characters = [...name];
  const tail = Math.min(10, Math.floor(characters.length / 2));
  return (
    <span className={styles.fileName} title={name}>
      <span className={styles.head}>{characters.slice(0, -tail).join("")}</span>
      <span>{characters.slice(-tail).join("")}</span>
    </span>
  );
}
