import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { Draft } from "#core/draft/schema";
import { rareCharacters } from "#core/word/gb2312";
import { fontsOf, type Layout } from "#core/word/layouts";
import styles from "./fonts.module.css";
import { isInstalled } from "./installed-fonts.ts";

/** The faces of the profile that this machine lacks, one a line, the others in one; and the characters that a face itself lacks. */
export function Fonts({ draft, layout }: { draft: Draft; layout: Layout }) {
  const fonts = useMemo(() => fontsOf(layout), [layout]);
  const rare = useMemo(() => rareCharacters(draft.body, layout), [draft, layout]);
  const installed = useInstalled(fonts.map(({ font }) => font));
  const missing = fonts.filter(({ font }) => installed.get(font) === false);
  const present = fonts.filter(({ font }) => installed.get(font));
  return (
    <>
      <ul className={styles.fonts}>
        {missing.map(({ font, styles: uses }) => (
          <li key={font} className={styles.font}>
            <span className={styles.uses} title={uses.join("、")}>
              {uses.slice(0, 2).join("、")}
              {uses.length > 2 && "等"}
            </span>
            <span className={styles.name}>{font}</span>
            <span className={styles.missing}>
              <TriangleAlert className={styles.icon} aria-hidden />
              这台电脑没有装
            </span>
          </li>
        ))}
        {present.length > 0 && (
          <li className={styles.font}>
            <span className={styles.uses}>{missing.length > 0 ? "其余" : "全部"}</span>
            <span className={styles.name}>{present.map(({ font }) => font).join("、")}</span>
            <span className={styles.there}>
              <Check className={styles.icon} aria-hidden />
              已装
            </span>
          </li>
        )}
      </ul>
      {missing.length > 0 && (
        <p className={styles.words}>
          文件里照写这些字体，到装了的电脑上就会显示正确；在这台电脑上会用别的字体代替，断行可能不同。
        </p>
      )}
      {rare.map(({ font, characters }) => (
        <p key={font} className={styles.rare}>
          <TriangleAlert className={styles.icon} aria-hidden />
          <span>
            {font}里没有“{characters.slice(0, 20).join("")}”{characters.length > 20 && "等字"}，Word
            会用别的字体代替。人名、地名里有这些字的，导出后看一眼。
          </span>
        </p>
      ))}
    </>
  );
}

/** What is known so far of each face; asking takes the browser a moment. */
export function useInstalled(fonts: readonly string[]): ReadonlyMap<string, boolean> {
  const [known, setKnown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const asked = fonts.join("\n");
  useEffect(() => {
    let wanted = true;
    const answers = asked.split("\n").map(async (font) => [font, await isInstalled(font)] as const);
    Promise.all(answers).then((pairs) => wanted && setKnown(new Map(pairs)));
    return () => {
      wanted = false;
    };
  }, [asked]);
  return known;
}
