import type { TemplateSummary } from "../api/contract.ts";
import { levelOf } from "../draft/numbering.ts";
import { openPlacesIn } from "../draft/placeholders.ts";
import { type Block, textOf } from "../draft/schema.ts";
import { patternName, type Template } from "./schema.ts";

/** The line of a template in lists, with what the picture of each pattern needs. */
export function summaryOf(template: Template, own: boolean): TemplateSummary {
  const { id, name, group, use, targetCharacters, slots, patterns } = template;
  return {
    id,
    name,
    group,
    use,
    targetCharacters,
    own,
    patterns: patterns.map(({ id, parts, body }) => {
      const keys = new Set(body.flatMap(({ children }) => children.flatMap(({ slot }) => slot ?? [])));
      const known = [...keys].flatMap((key) => slots[key] ?? []);
      const text = body.slice(
        Math.max(
          0,
          body.findIndex(({ type }) => type === "salutation"),
        ),
      );
      return {
        id,
        name: patternName(id),
        parts,
        levels: text.map((block) => levelOf(block) ?? 0),
        slots: known.length,
        required: known.filter(({ required }) => required).length,
        brackets: bracketsIn(body),
      };
    }),
  };
}

function bracketsIn(body: readonly Block[]): number {
  return body.flatMap((block) => {
    const text = textOf(block);
    return openPlacesIn(block).filter(({ start }) => text.charAt(start) === "【");
  }).length;
}
