import { isDeepStrictEqual } from "node:util";
import type { Api } from "#core/api/contract";
import { freeTemplateName } from "#core/template/names";
import { OWN_GROUP, type Template } from "#core/template/schema";
import { summaryOf } from "#core/template/summary";
import { openSharedFile, sharedFile, TEMPLATES_ENDING } from "#core/template/template-file";
import { saveCopy, textOfCopy } from "./copies.ts";
import type { Ports } from "./ports.ts";
import type { KnownTemplate, TemplateFolder } from "./template-folder.ts";

/** The largest file of templates that is read; a hundred whole speeches take less. */
const MOST_MEGABYTES = 8;

/** The calls of the window over the templates of `folder`. */
export function createTemplates(ports: Pick<Ports, "dialogs" | "newId">, folder: TemplateFolder): Api["templates"] {
  return {
    list: async () => (await folder.all()).map(({ template, own }) => summaryOf(template, own)),
    read: async ({ id }) => (await folder.byId(id)).template,

    async save(template) {
      await folder.save(template);
      return {};
    },

    async duplicate({ id }) {
      const all = await folder.all();
      const { template, own } = await folder.byId(id);
      const taken = all.filter((each) => each.own).map((each) => each.template.name);
      const copy = {
        ...template,
        id: ports.newId(),
        group: OWN_GROUP,
        // A copy of a shipped one may keep its name as long as no own one has it.
        name: freeTemplateName(own ? `${template.name}（副本）` : template.name, taken),
      } satisfies Template;
      await folder.save(copy);
      return { id: copy.id };
    },

    async remove({ id }) {
      await folder.remove(id);
      return {};
    },

    async restore({ id }) {
      await folder.restore(id);
      return {};
    },

    async share({ ids }) {
      const templates: Template[] = [];
      for (const id of ids) templates.push((await folder.byId(id)).template);
      const [first] = templates;
      const title = templates.length === 1 && first ? first.name : `讲稿匠模板（${templates.length} 个）`;
      const text = sharedFile(templates);
      return saveCopy(ports.dialogs, { title, ending: TEMPLATES_ENDING, text, failed: "没有存成文件" });
    },

    async readFile({ source }) {
      const [file] = await ports.dialogs.chooseFiles({ accept: [TEMPLATES_ENDING], source });
      if (!file) return null;
      const incoming = openSharedFile(file.name, textOfCopy(file, "模板", MOST_MEGABYTES));
      const here = await folder.all();
      const items = incoming.map((template) => ({ state: stateOf(template, here), template }));
      return { fileName: file.name, items };
    },
  };
}

/** How a template of a file stands to those that are here: by its id, or by the name of an own one. */
function stateOf(template: Template, here: readonly KnownTemplate[]): "new" | "same" | "changed" {
  const content = ({ id, group, ...rest }: Template) => rest;
  const alike = here.filter(
    (each) => each.template.id === template.id || (each.own && each.template.name === template.name),
  );
  if (alike.length === 0) return "new";
  return alike.some((each) => isDeepStrictEqual(content(each.template), content(template))) ? "same" : "changed";
}
