import { useEffect, useState } from "react";
import { type Spelled, unspelled } from "#core/pinyin";

const spelled = new Map<string, Spelled>();
let dictionary: ((text: string) => Spelled) | undefined;

/** How a text is spelled: without pinyin until the dictionary has come, and for good if it cannot be loaded. */
export function useSpelling(): (text: string) => Spelled {
  const [, setLoaded] = useState(dictionary !== undefined);
  useEffect(() => {
    if (dictionary) return;
    import("#core/pinyin-dictionary").then(
      ({ spell }) => {
        dictionary = (text) => {
          const known = spelled.get(text) ?? spell(text);
          spelled.set(text, known);
          return known;
        };
        setLoaded(true);
      },
      () => {},
    );
  }, []);
  return dictionary ?? unspelled;
}
