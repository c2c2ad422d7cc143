import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api, TemplateSummary } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { levelOf } from "#core/draft/numbering";
import { readWritten } from "#core/template/read-written";
import { patternName, TEMPLATE_GROUPS, type Template, writtenTemplateSchema } from "#core/template/schema";
import type { Ports } from "./ports.ts";

/** The shipped templates, in the order of their groups. */
export async function shippedTemplates(folder: string): Promise<Template[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const templates = await Promise.all(
    names.map(async (name) =>
      readWritten(writtenTemplateSchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")))),
    ),
  );
  const place = ({ group }: Template) => TEMPLATE_GROUPS.findIndex((each) => each === group);
  return templates.sort((one, other) => place(one) - place(other));
}

function summaryOf({ schemaVersion: _, slots, patterns, ...template }: Template, own: boolean): TemplateSummary {
  return {
    ...template,
    own,
    patterns: patterns.map(({ id, parts, body }) => {
      const keys = new Set(body.flatMap(({ children }) => children.flatMap(({ slot }) => slot ?? [])));
      const known = [...keys].flatMap((key) => slots[key] ?? []);
      const text = body.slice(body.findIndex(({ type }) => type === "salutation"));
      return {
        id,
        name: patternName(id),
        parts,
        levels: text.map((block) => levelOf(block) ?? 0),
        slots: known.length,
        required: known.filter(({ required }) => required).length,
      };
    }),
  };
}

export function createTemplates(ports: Pick<Ports, "assetsFolder">): Api["templates"] {
  let shipped: Promise<Template[]> | undefined;
  const all = () => {
    shipped ??= shippedTemplates(join(ports.assetsFolder, "..", "templates"));
    return shipped;
  };
  const later = async () => {
    throw new SpeechError("template.missing", "还没有做好。");
  };
  return {
    list: async () => (await all()).map((template) => summaryOf(template, false)),
    async read({ id }) {
      const found = (await all()).find((template) => template.id === id);
      if (found) return found;
      throw new SpeechError("template.missing", "没有找到这个模板，它可能已经删除。换一个模板再试。");
    },
    save: later,
    duplicate: later,
    remove: later,
    restore: later,
    share: later,
    readFile: later,
  };
}
