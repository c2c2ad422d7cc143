import type { TemplateSummary } from "#core/api/contract";
import { findSpelled, plain, type Spelled } from "#core/pinyin";

/**
 * The templates in which every word of `query` is found: in the name, the group or the name of a pattern, as written or by pinyin, or
 * as written in what it is for. Their order stays; `best` is the first of those whose name holds every word.
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
  return { found, best: found.find(({ name }) => words.every((word) => isIn(word, name))) ?? found[0] };
}
