import type { ReactNode } from "react";
import type { LibraryHit } from "#core/api/contract";
import { confidenceName, type Standing, standingText } from "#core/library/standing";
import styles from "./tags.module.css";

/** Shapes of a document's states: filled, tinted or outlined, so that they differ without colour too. */
const LOOKS = {
  "in-force": "filled",
  repealed: "must",
  revised: "look",
  expired: "look",
  replaced: "look",
  "not-yet": "look",
  unknown: "outline",
} as const satisfies Record<Standing["state"], string>;

/** How an entry stands and how sure its facts are, in a row; `brief` where there is room for the states alone. */
export function Tags({ hit, brief = false }: { hit: LibraryHit; brief?: boolean }) {
  const { entry, own, standing } = hit;
  const factual = entry.kind === "citation" || entry.kind === "term";
  const confidence = confidenceName(entry);
  // A passage is always one's own, and nobody's fact.
  if (entry.kind === "passage") return null;
  return (
    <span className={styles.tags}>
      {standing && <Tag look={LOOKS[standing.state]}>{standingText(standing)}</Tag>}
      {entry.kind === "slogan" && <Tag look="outline">{entry.place}</Tag>}
      {/* Nothing of the starter library was read on an official page; who uses it confirms it. */}
      {factual && !own && <Tag look="dashed">未核</Tag>}
      {own && <Tag look="outline">自己的</Tag>}
      {!brief && factual && confidence && <span className={styles.confidence}>{confidence}</span>}
    </span>
  );
}

function Tag({ look, children }: { look: "filled" | "must" | "look" | "outline" | "dashed"; children: ReactNode }) {
  return (
    <span className={styles.tag} data-look={look}>
      {children}
    </span>
  );
}
