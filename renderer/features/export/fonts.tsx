import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { Draft } from "#core/draft/schema";
import { rareCharacters } from "#core/word/gb2312";
import { fontsOf, type Layout } from "#core/word/layouts";
import styles from "./fonts.module.css";
import { isInstalled } from "./installed-fonts.ts";

/** Each face of the profile with whether this machine has it, and the characters that the face itself lacks. */
export function Fonts({ draft, layout }: { draft: Draft; layout: Layout }) {
  const fonts = useMemo(() => fontsOf(layout), [layout]);
  const rare = useMemo(() => rareCharacters(draft.body, layout), [draft, layout]);
  const installed = useInstalled(fonts.map(({ font }) => font));
  const isMissing = fonts.some(({ font }) => installed.get(font) === false);
  return (
    <>
      <ul className={styles.fonts}>
        {fonts.map(({ font, styles: uses }) => (
          <li key={font} className={styles.font}>
            <span className={styles.uses} title={uses.join("、")}>
              {uses.slice(0, 2).join("、")}
              {uses.length > 2 && "等"}
            </span>
            <span className={styles.name}>{font}</span>
            <Presence installed={installed.get(font)} />
          </li>
        ))}
      </ul>
      {isMissing && (
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

function Presence({ installed }: { installed: boolean | undefined }) {
  if (installed === undefined) return <span />;
  return installed ? (
    <span className={styles.there}>
      <Check className={styles.icon} aria-hidden />
      已装
    </span>
  ) : (
    <span className={styles.missing}>
      <TriangleAlert className={styles.icon} aria-hidden />
      这台电脑没有装
    </span>
  );
}

/** What is known so far of each face; asking takes the browser a moment. */
function useInstalled(fonts: readonly string[]): ReadonlyMap<string, boolean> {
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
