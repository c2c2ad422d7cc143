import type { TemplateSummary } from "#core/api/contract";
import { findSpelled, plain, type Spelled } from "#core/pinyin";

/**
 * The templates in which every word of `query` is found: in the name, the group or the name of a pattern, as written or by pinyin, or
 * as written in what it is for. Their order stays; `best` is the
 * one whose name is what was typed, else begins so, else holds every word; own ones come before shipped ones that fit as well.
 */
export function findTemplates(
  query: string,
  templates: readonly TemplateSummary[],
  spellingOf: (text: string) => Spelled,
): { found: TemplateSummary[]; best: TemplateSummary | undefined } {
  const words = query.split(/\s+/u).filter((word) => word !== "");
  const isIn = (word: string, text: string) => findSpelled(spellingOf(text), word) !== undefined;
  const found = templates.filter(({ name, group, use, patterns }) =>
    words.every(
      (word) =>
        [name, group, ...patterns.map((pattern) => pattern.name)].some((text) => isIn(word, text)) ||
        plain(use).includes(plain(word)),
    ),
  );
  const fitOf = (name: string) => {
    const places = words.map((word) => findSpelled(spellingOf(name), word));
    if (!places.every((place) => place !== undefined)) return 0;
    const [first] = places;
    if (first?.start !== 0) return 1;
    return places.length === 1 && first.end === name.length ? 3 : 2;
  };
  const ranked = found
    .map((template) => ({ template, fit: fitOf(template.name) }))
    .sort((one, other) => other.fit - one.fit || Number(other.template.own) - Number(one.template.own));
  return { found, best: words.length === 0 ? found[0] : ranked[0]?.template };
}
