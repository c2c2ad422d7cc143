import type { IncomingTemplates, TemplateSummary } from "../api/contract.ts";
import { freeTemplateName } from "./names.ts";
import { OWN_GROUP, type Template } from "./schema.ts";

/** What the user wants of one template of a file: it as it is, beside what is here, in place of it, or not at all. */
export type TakeInChoice = "take" | "copy" | "replace" | "leave";
type Item = IncomingTemplates["items"][number];

const OWN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** The own template that a template of a file differs from, which `replace` would put it in place of; undefined where that is a shipped one. */
export function counterpart({ template }: Item, here: readonly TemplateSummary[]): TemplateSummary | undefined {
  const own = here.filter((each) => each.own);
  return own.find(({ id }) => id === template.id) ?? own.find(({ name }) => name === template.name);
}

/** What is chosen unless the user says otherwise: never to overwrite anything. */
export function usualChoice({ state }: Item): TakeInChoice {
  if (state === "new") return "take";
  return state === "changed" ? "copy" : "leave";
}

/** The templates to save, in the file's order; `newId` gives ids to those that need one of their own. */
export function templatesToSave(
  items: readonly Item[],
  choices: readonly TakeInChoice[],
  here: readonly TemplateSummary[],
  newId: () => string,
): Template[] {
  const names = here.filter(({ own }) => own).map(({ name }) => name);
  const ids = new Set(here.map(({ id }) => id));
  return items.flatMap((item, at) => {
    const choice = choices[at] ?? "leave";
    if (choice === "leave") return [];
    const template = { ...item.template, group: OWN_GROUP } satisfies Template;
    const replaced = choice === "replace" ? counterpart(item, here) : undefined;
    if (replaced) return [{ ...template, id: replaced.id }];
    const id = OWN_ID.test(template.id) && !ids.has(template.id) ? template.id : newId();
    const name = freeTemplateName(template.name, names);
    ids.add(id);
    names.push(name);
    return [{ ...template, id, name }];
  });
}
