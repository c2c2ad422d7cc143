import { Radio, RadioGroup } from "react-aria-components";
import type { TemplateSummary } from "#core/api/contract";
import styles from "./pattern-choice.module.css";
import { StructurePicture } from "./structure-picture.tsx";

type PatternChoiceProps = {
  patterns: TemplateSummary["patterns"];
  chosenId: string;
  onChoose: (id: string) => void;
};

/** The patterns that a meeting type offers, each with its picture and its parts; the first is the usual one. */
export function PatternChoice({ patterns, chosenId, onChoose }: PatternChoiceProps) {
  return (
    <RadioGroup className={styles.patterns} aria-label="结构" value={chosenId} onChange={onChoose}>
      {patterns.map((pattern, place) => (
        <Radio key={pattern.id} value={pattern.id} className={styles.pattern}>
          <StructurePicture pattern={pattern} />
          <span className={styles.words}>
            <span className={styles.name}>
              {pattern.name}
              {place === 0 && patterns.length > 1 && <span className={styles.usual}>常用</span>}
            </span>
            <span className={styles.parts}>{pattern.parts}</span>
          </span>
          <span className={styles.dot} />
        </Radio>
      ))}
    </RadioGroup>
  );
}
