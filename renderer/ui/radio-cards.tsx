import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import styles from "./radio-cards.module.css";

export type Card = {
  id: string;
  title: string;
  summary: ReactNode;
  /** What follows the summary in the colour of 疑似, such as where a profile departs from the standard. */
  caution?: string | undefined;
};

type RadioCardsProps = { label: string; cards: readonly Card[]; value: string; onChange: (id: string) => void };

/** A choice of one among things that need a line of explanation each. */
export function RadioCards({ label, cards, value, onChange }: RadioCardsProps) {
  return (
    <RadioGroup className={styles.cards} aria-label={label} value={value} onChange={onChange}>
      {cards.map((card) => (
        <Radio key={card.id} value={card.id} className={styles.card}>
          <span className={styles.dot} />
          <span className={styles.text}>
            <span className={styles.title}>{card.title}</span>
            <span className={styles.summary}>
              {card.summary}
              {card.caution && <span className={styles.caution}>{card.caution}</span>}
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
