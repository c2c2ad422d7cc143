import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { AUDIENCES, contextOf } from "#core/card/fields";
import { exportedBody } from "#core/draft/exported-body";
import { importSource } from "#core/draft/import-source";
import { type Block, type MeetingCard, newDraft, type Span } from "#core/draft/schema";
import { instantiate, templateHead } from "#core/template/instantiate";
import type { Template } from "#core/template/schema";
import { wordingsOf } from "#core/template/wordings";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { readDocxSource } from "#core/word/read-docx";
import { toDocx } from "#core/word/write-docx";
import { readDocumentFile } from "../../../electron/services/files/read-file.ts";
import { readShipped } from "../../../electron/services/template-folder.ts";

const TEMPLATES = await readShipped("templates");
const ORIGIN = { id: "7f0c2f4e-8c1d-4a53-9d52-0a6f4f2a3b11", now: "2026-11-22T08:00:00.000Z" };
const FULL: MeetingCard = {
  meeting: "2026年青云县知识产权联席会议",
  shortName: "联席会议",
  year: 2026,
  date: "2026-11-26",
  place: "县政府第一会议室",
  region: "青云县",
  speaker: { name: "林向东", post: "青云县副县长" },
  host: "李明",
  timeLimitMinutes: 15,
  topic: "知识产权",
};
/** Cards, with the places as they come or each with one of its wordings. */
const CASES: [name: string, card: MeetingCard, which: number | undefined][] = [
  ["an empty card", {}, undefined],
  ["an empty card and the first wordings", {}, 0],
  ["a full card", { ...FULL, salutation: "各位领导、同志们" }, undefined],
  ["a full card and the first wordings", FULL, 0],
  ["a full card and the second wordings", FULL, 1],
  ...AUDIENCES.map((audience): (typeof CASES)[number] => [
    `a full card for ${audience}`,
    { ...FULL, audience },
    undefined,
  ]),
];

function filled(body: readonly Block[], template: Template, card: MeetingCard, which: number | undefined): Block[] {
  if (which === undefined) return [...body];
  const context = contextOf(card, body);
  const fill = (span: Span): Span[] => {
    if (span.slot === undefined || span.slot.startsWith("card.")) return [span];
    const wordings = wordingsOf(template, span.slot, context);
    const { slot: _, optional: __, text: ___, ...marks } = span;
    return (wordings[which] ?? wordings[0])?.spans.map((each) => ({ ...marks, ...each })) ?? [span];
  };
  return body.map((block) => ({ ...block, children: block.children.flatMap(fill) }));
}

/** What of a block Word can carry, its spans as stretches of equal marks. */
type Shape = { type: string; level?: number | undefined; leadLevel?: number | undefined; spans: string[] };

function shapeOf(block: Block, children: readonly Span[]): Shape {
  const spans: { marks: string; text: string }[] = [];
  for (const { text, lead, item } of children) {
    const marks = `${lead ? "lead " : ""}${item ? "item " : ""}`;
    const last = spans.at(-1);
    if (text === "") continue;
    if (last?.marks === marks) last.text += text;
    else spans.push({ marks, text });
  }
  return {
    type: block.type,
    ...(block.type === "heading" && { level: block.level }),
    ...(block.type === "paragraph" && block.leadLevel && { leadLevel: block.leadLevel }),
    spans: spans.map(({ marks, text }) => marks + text),
  };
}

async function docxOf(template: Template, patternIndex: number, card: MeetingCard, which: number | undefined) {
  const pattern = template.patterns[patternIndex];
  const [layout] = SHIPPED_LAYOUTS;
  if (!pattern || !layout) throw new Error("no pattern or layout");
  const body = filled(instantiate(pattern, card), template, card, which);
  const bytes = await toDocx(newDraft(ORIGIN, body, templateHead(template, pattern, card)), layout);
  const written = exportedBody(body)
    .filter(({ spans }) => spans.some(({ text }) => text.trim() !== ""))
    .map(({ block, spans }) => shapeOf(block, spans));
  return { bytes, written };
}

const read = (bytes: Uint8Array) => importSource(readDocxSource(new Map(Object.entries(unzipSync(bytes)))));
const shapes = (body: readonly Block[]) => body.map((block) => shapeOf(block, block.children));

describe("every template in every pattern comes back from Word with its structure", () => {
  const cases = TEMPLATES.flatMap((template) =>
    template.patterns.map((pattern, index) => [template.id, pattern.id, template, index] as const),
  );
  it.each(cases)("%s, %s", async (_, __, template, index) => {
    for (const [name, card, which] of CASES) {
      const { bytes, written } = await docxOf(template, index, card, which);
      const back = read(bytes);
      expect(shapes(back.body), name).toEqual(written);
      expect(back.messages.filter(({ level }) => level === "lost")).toEqual([]);
    }
  });
});

it("one of them comes back through the process that opens files, too", async () => {
  const [template] = TEMPLATES;
  if (!template) throw new Error("no template");
  const { bytes, written } = await docxOf(template, 0, FULL, 0);
  const back = await readDocumentFile({ name: "稿.docx", bytes });
  expect(shapes(back.body)).toEqual(written);
});
