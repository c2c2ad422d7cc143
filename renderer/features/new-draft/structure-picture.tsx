import { HEIGHT, type Pattern, pictureOf, TICK, WIDTH } from "./picture.ts";
import styles from "./structure-picture.module.css";

/** The structure of a speech at a glance: a tick is a numbered part, a stroke a paragraph, a thin one opening or closing. */
export function StructurePicture({ pattern }: { pattern: Pattern }) {
  const { strokes, ticks, dots } = pictureOf(pattern);
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      {strokes.map(({ y, x, width, thin }) => (
        <path key={y} className={thin ? styles.thin : styles.stroke} d={`M${x} ${y}h${width}`} />
      ))}
      {ticks.map((y) => (
        <path key={y} className={styles.tick} d={`M1 ${y}h${TICK - 2}`} />
      ))}
      {dots.map((y) => (
        <circle key={y} className={styles.dot} cx={3} cy={y} r={1.75} />
      ))}
    </svg>
  );
}
