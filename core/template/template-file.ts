import { SpeechError } from "../api/errors.ts";
import { CARD_SLOT } from "../card/field-places.ts";
import { isCardField } from "../card/fields.ts";
import type { Span } from "../draft/schema.ts";
import { FormulaError, readFormula } from "./formula.ts";
import { LONGEST_TEMPLATE_NAME } from "./names.ts";
import { TEMPLATE_VERSION, type Template, templateSchema } from "./schema.ts";

/** What became of a template file; `reason` is a clause about it. */
export type OpenedTemplate =
  | { state: "current"; template: Template }
  | {
      state: "broken";
      reason: string;
      /** Set when a later program wrote it: not damaged, only beyond this one. */
      version?: number;
    };

/** The ending of a file that carries templates to another machine. */
export const TEMPLATES_ENDING = ".speech-template";
const KIND = "speechwright-templates";
const MOST_TEMPLATES = 100;
const MOST_PATTERNS = 10;
const MOST_BLOCKS = 3000;
const MOST_SLOTS = 500;
const MOST_WORDINGS = 12;

/** The text of an own template's file: JSON with two-space indent. */
export function templateFile(template: Template): string {
  return `${JSON.stringify(template, null, 2)}\n`;
}

/** The text of a file for colleagues. */
export function sharedFile(templates: readonly Template[]): string {
  return `${JSON.stringify({ kind: KIND, schemaVersion: TEMPLATE_VERSION, templates }, null, 2)}\n`;
}

/** Whether the text is that of a file for colleagues, however damaged: it opens elsewhere than a draft. */
export function isSharedFile(json: string): boolean {
  return json.slice(0, 200).includes(`"${KIND}"`);
}

/** Parses and checks the text of an own template's file. Never throws; unknown keys are kept. */
export function openTemplate(json: string): OpenedTemplate {
  const value = parsed(json);
  return value === undefined ? { state: "broken", reason: "的文件内容不完整，或者不是模板文件" } : checkTemplate(value);
}

/** All templates of a file for colleagues, or the sentence that says why none of it can be taken in. */
export function openSharedFile(fileName: string, json: string): Template[] {
  const refused = (reason: string) =>
    new SpeechError("file.damaged", `没有取入“${fileName}”：${reason}。换一份完好的文件再试。`);
  const newer = () =>
    new SpeechError("file.future", `没有取入“${fileName}”：它是更新版本的讲稿匠写的。先更新讲稿匠，再取入。`);
  const value = parsed(json);
  if (value === undefined) throw refused("文件内容不完整，或者不是模板文件");
  if (!isRecord(value) || value.kind !== KIND) throw refused("它不是讲稿匠的模板文件");
  if (!isVersion(value.schemaVersion)) throw refused("文件里没有写明模板的格式版本");
  if (value.schemaVersion > TEMPLATE_VERSION) throw newer();
  const { templates } = value;
  if (!Array.isArray(templates) || templates.length === 0) throw refused("里面没有模板");
  if (templates.length > MOST_TEMPLATES) {
    throw refused(`里面有 ${templates.length} 个模板，一个文件最多 ${MOST_TEMPLATES} 个`);
  }
  const ids = new Set<string>();
  return templates.map((each, index) => {
    const opened = checkTemplate(each);
    if (opened.state === "broken") {
      if (opened.version !== undefined) throw newer();
      throw refused(`第 ${index + 1} 个模板${opened.reason}`);
    }
    const { id } = opened.template;
    if (ids.has(id)) throw refused(`第 ${index + 1} 个模板和前面一个用了同一个编号`);
    ids.add(id);
    return opened.template;
  });
}

/** The template in `value`, or why it is none: its form, its size, and whether all that it names exists. */
function checkTemplate(value: unknown): OpenedTemplate {
  const broken = (reason: string): OpenedTemplate => ({ state: "broken", reason });
  if (!isRecord(value)) return broken("的内容不是模板");
  const version = value.schemaVersion;
  if (!isVersion(version)) return broken("没有写明格式版本");
  if (version > TEMPLATE_VERSION) {
    return { ...broken(`是更新版本的讲稿匠写的（格式版本 ${version}），这个版本读不了`), version } as OpenedTemplate;
  }
  const tooMuch = excess(value);
  if (tooMuch) return broken(tooMuch);
  const read = templateSchema.safeParse(value);
  if (!read.success) return broken(`里的“${read.error.issues[0]?.path.join(".") || "内容"}”不合模板的格式`);
  const template = withoutTraces(read.data as unknown as Template);
  const unknown = dangling(template);
  return unknown ? broken(unknown) : { state: "current", template };
}

/** What of the template is beyond all measure; told before the schema, which would only name the place. */
function excess({ name, patterns, slots }: Record<string, unknown>): string | undefined {
  const length = typeof name === "string" ? [...name.trim()].length : 0;
  if (length > LONGEST_TEMPLATE_NAME) return `的名字有 ${length} 个字，最多 ${LONGEST_TEMPLATE_NAME} 个`;
  if (Array.isArray(patterns)) {
    if (patterns.length > MOST_PATTERNS) return `有 ${patterns.length} 种结构，最多 ${MOST_PATTERNS} 种`;
    const blocks = Math.max(0, ...patterns.map(({ body } = {}) => (Array.isArray(body) ? body.length : 0)));
    if (blocks > MOST_BLOCKS) return `有 ${blocks} 段，最多 ${MOST_BLOCKS} 段`;
  }
  if (!isRecord(slots)) return undefined;
  const count = Object.keys(slots).length;
  if (count > MOST_SLOTS) return `有 ${count} 个空位，最多 ${MOST_SLOTS} 个`;
  const wordings = Math.max(
    0,
    ...Object.values(slots).map((slot) => (isRecord(slot) && Array.isArray(slot.wordings) ? slot.wordings.length : 0)),
  );
  return wordings > MOST_WORDINGS ? `的一个空位有 ${wordings} 种写法，最多 ${MOST_WORDINGS} 种` : undefined;
}

/** What the template names that does not exist, as a clause. */
function dangling({ slots, patterns }: Template): string | undefined {
  const seen = new Set<string>();
  for (const { id, body } of patterns) {
    if (seen.has(id)) return `把“${id}”这种结构写了两遍`;
    seen.add(id);
    for (const { field, slot } of body.flatMap(({ children }) => children)) {
      const ofCard = slot?.startsWith(CARD_SLOT) ? slot.slice(CARD_SLOT.length) : undefined;
      const path = [field, ofCard].find((each) => each !== undefined && !isCardField(each));
      if (path !== undefined) return `用到了“${path}”，信息卡里没有这一项`;
      if (slot !== undefined && ofCard === undefined && !Object.hasOwn(slots, slot)) {
        return `用到了“${slot}”这个空位，却没有写明它是什么`;
      }
    }
  }
  for (const [key, { wordings }] of Object.entries(slots)) {
    for (const wording of wordings) {
      const problem = wordingProblem(wording, slots);
      if (problem) return `里“${key}”这个空位的写法有错：${problem}`;
    }
  }
  return undefined;
}

/** A wording goes into its place as text with fields; a slot in it would call for wordings again, without end. */
function wordingProblem(wording: string, slots: Template["slots"]): string | undefined {
  try {
    const inner = readFormula(wording, slots).find(({ slot }) => slot !== undefined && !slot.startsWith(CARD_SLOT));
    return inner && `它又套着空位“${inner.slot}”，填不完`;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

/** Without the marks that mean something only in the draft they were set in. */
function withoutTraces(template: Template): Template {
  const patterns = template.patterns.map((pattern) => ({
    ...pattern,
    body: pattern.body.map((block) => ({ ...block, children: block.children.map(withoutTrace) })),
  }));
  return { ...template, patterns };
}

/** The span without 待换 and without its citation. */
export function withoutTrace({ carried: _, citation: __, ...span }: Span): Span {
  return span;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/u, ""));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isVersion(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}
