import { basename, extname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Api } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";
import { safeFileName } from "#core/draft/export-name";
import { freeTemplateName } from "#core/template/names";
import { OWN_GROUP, type Template } from "#core/template/schema";
import { summaryOf } from "#core/template/summary";
import { openSharedFile, sharedFile, TEMPLATES_ENDING } from "#core/template/template-file";
import { onDisk } from "./disk-failure.ts";
import { decodeUtf8 } from "./files/decode-text.ts";
import type { ChosenFile, Ports } from "./ports.ts";
import type { KnownTemplate, TemplateFolder } from "./template-folder.ts";
import { replaceFile } from "./write-file.ts";

/** The largest file of templates that is read; a hundred whole speeches take less. */
const LARGEST_FILE = 8 * 1024 * 1024;

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
      const name = templates.length === 1 && first ? first.name : `讲稿匠模板（${templates.length} 个）`;
      const suggested = safeFileName(name, TEMPLATES_ENDING);
      const target = await ports.dialogs.chooseTarget(suggested);
      if (target === null) return { saved: false, fileName: "" };
      if (target === "download") {
        await ports.dialogs.download(suggested, new TextEncoder().encode(sharedFile(templates)));
        return { saved: true, fileName: suggested };
      }
      const path = extname(target.path) === "" ? `${target.path}${TEMPLATES_ENDING}` : target.path;
      await onDisk("没有存成文件", () => replaceFile(path, sharedFile(templates)));
      return { saved: true, fileName: basename(path) };
    },

    async readFile({ source }) {
      const [file] = await ports.dialogs.chooseFiles({ accept: [TEMPLATES_ENDING], source });
      if (!file) return null;
      const incoming = openSharedFile(file.name, textOf(file));
      const here = await folder.all();
      const items = incoming.map((template) => ({ state: stateOf(template, here), template }));
      return { fileName: file.name, items };
    },
  };
}

/** The text of a file for colleagues, `""` where it is none. */
function textOf({ name, bytes, problem }: ChosenFile): string {
  if (problem) throw new SpeechError("file.missing", problem.replace(/^没有打开/u, "没有取入"));
  if (bytes.length > LARGEST_FILE) {
    const megabytes = Math.ceil(bytes.length / 1024 / 1024);
    throw new SpeechError(
      "file.too-large",
      `没有取入“${name}”：文件有 ${megabytes} MB，模板文件最多 ${LARGEST_FILE / 1024 / 1024} MB。看看是不是选错了文件。`,
    );
  }
  return decodeUtf8(bytes) ?? "";
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
