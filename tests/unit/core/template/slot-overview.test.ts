import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countWords } from "#core/draft/counting";
import { plainText } from "#core/draft/plain-text";
import type { Block, MeetingCard } from "#core/draft/schema";
import { instantiate, patternOf } from "#core/template/instantiate";
import { readWritten } from "#core/template/read-written";
import { type Template, writtenTemplateSchema } from "#core/template/schema";
import { planOf, type SlotPart, slotOverview } from "#core/template/slot-overview";
import { overviewOf } from "../../../../renderer/session/overview.ts";

const template = (id: string): Template =>
  readWritten(writtenTemplateSchema.parse(JSON.parse(readFileSync(`templates/${id}.json`, "utf8"))));
const joint = template("joint-conference");
const CARD: MeetingCard = { meeting: "2026年青云县联席会议", topic: "知识产权", audience: "下级", year: 2026 };

function begin(from = joint): Block[] {
  const pattern = patternOf(from);
  if (!pattern) throw new Error("no pattern");
  return instantiate(pattern, CARD);
}

function partsOf(body: readonly Block[], plan = planOf(joint, undefined, CARD)): SlotPart[] {
  const { rows, characters } = overviewOf(body);
  return slotOverview(body, rows, characters, plan);
}

const slotIn = (parts: readonly SlotPart[], key: string) =>
  parts.flatMap((part) => part.slots.filter((slot) => slot.key === key).map((slot) => ({ ...slot, part: part.text })));
const withText = (body: readonly Block[], key: string, text: string): Block[] =>
  body.map((block) => (block.key === key ? { ...block, children: [{ text }] } : block));

describe("the overview of slots", () => {
  it("has the parts of the outline with length and target, which grows from the slots of the part", () => {
    const body = begin();
    const parts = partsOf(body);
    expect(parts.map(({ kind, label }) => [kind, label])).toEqual([
      ["opening", ""],
      ["section", "一、"],
      ["section", "二、"],
      ["section", "三、"],
      ["closing", ""],
    ]);
    expect(parts.map(({ characters }) => characters)).toEqual(overviewOf(body).rows.map((row) => row.characters));
    const [min, max] = (["min", "max"] as const).map((edge) =>
      parts.reduce((sum, { target }) => sum + (target?.[edge] ?? 0), 0),
    ) as [number, number];
    // The whole is about what the template aims at.
    expect(min).toBeLessThan(joint.targetCharacters.max);
    expect(max).toBeGreaterThan(joint.targetCharacters.min);
    for (const { target } of parts) expect(target?.min).toBeLessThan(target?.max ?? 0);
  });

  it("tells open slots from filled ones and from those that went with their block", () => {
    const body = begin();
    expect(slotIn(partsOf(body), "awareness.gap")).toMatchObject([
      { state: "open", required: true, label: "差距和上年问题" },
    ]);
    expect(slotIn(partsOf(body), "awareness.goal")).toMatchObject([{ state: "open", required: false }]);
    const filled = partsOf(withText(body, "awareness.gap", "差距有三条。"));
    expect(slotIn(filled, "awareness.gap")).toMatchObject([{ state: "done", place: { start: 0, end: 6 } }]);
    const gone = partsOf(body.filter(({ key }) => key !== "awareness.gap"));
    expect(slotIn(gone, "awareness.gap")).toMatchObject([{ state: "gone", place: null }]);
    const emptied = partsOf(withText(body, "awareness.gap", " "));
    expect(slotIn(emptied, "awareness.gap")).toMatchObject([{ state: "gone" }]);
  });

  it("lists each slot of the pattern once, where it stands in the text, those that are gone last", () => {
    const body = begin();
    const parts = partsOf(withText(body, "task.1", "一是管好。"));
    const keys = parts.flatMap(({ slots }) => slots.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of ["task.1.lead", "task.1.measures", "task.1.unit"]) expect(keys).toContain(key);
    for (const { slots } of partsOf(body)) {
      const places = slots.map(({ place }) => (place ? place.block * 1e6 + place.start : Number.POSITIVE_INFINITY));
      expect(places).toEqual([...places].sort((one, other) => one - other));
    }
  });

  it("finds a wording in its block, so that just that is shown", () => {
    const wording = "【汇报人】代表联席会议办公室";
    const parts = partsOf(withText(begin(), "opening.point", `刚才，${wording}报告了工作。`));
    expect(slotIn(parts, "opening.reporter")).toMatchObject([
      { state: "done", place: { start: 3, end: 3 + wording.length } },
    ]);
    // What only the writer can fill still waits.
    expect(parts[0]?.slots.filter(({ key }) => key === null)).toMatchObject([{ label: "汇报人", state: "open" }]);
  });

  it("follows a block into the part that it was moved to", () => {
    const body = begin();
    const moved = body.find(({ key }) => key === "task.division") as Block;
    const others = body.filter((block) => block !== moved);
    const at = others.findIndex(({ key }) => key === "guarantee.organisation");
    const [found] = slotIn(partsOf(others.toSpliced(at, 0, moved)), "task.division");
    expect(found?.part).toBe("【待填：协同机制的标题】");
  });

  it("wants nothing of a part that was deleted as a whole, and has no target for one that was added", () => {
    const body = begin();
    const from = body.findIndex(({ key }) => key === "part.guarantee");
    const to = body.findIndex(({ key }) => key === "closing");
    const parts = partsOf(
      body.toSpliced(from, to - from, { type: "heading", level: 1, children: [{ text: "另一件事" }] }),
    );
    expect(parts.map(({ text, target }) => [text, target === null])).toContainEqual(["另一件事", true]);
    expect(slotIn(parts, "guarantee.organisation")).toEqual([]);
    expect(slotIn(parts, "closing.call")).toMatchObject([{ state: "open" }]);
  });

  it("lists empty fields of the card by their name, own slots, and places that were only typed", () => {
    const pattern = patternOf(joint);
    if (!pattern) throw new Error("no pattern");
    const body = withText(instantiate(pattern, {}), "task.division", "由X区负责。").map((block) =>
      block.key === "closing" ? { ...block, children: [{ text: "口号", slot: "own.1" }] } : block,
    );
    const parts = partsOf(body, planOf(joint, undefined, {}));
    expect(slotIn(parts, "card.meeting")[0]).toMatchObject({ label: "会议全称", state: "open", required: true });
    expect(slotIn(parts, "own.1")).toMatchObject([{ label: "口号", state: "open", required: true }]);
    expect(parts[2]?.slots.filter(({ key }) => key === null)).toMatchObject([{ label: "X区", state: "open" }]);
  });

  it("takes a speech without headings as one part with one target", () => {
    const address = template("address");
    const plan = planOf(address, undefined, CARD);
    const body = begin(address);
    const parts = partsOf(body, plan);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ kind: "whole", text: "全文", characters: countWords(plainText(body)) });
    expect(parts[0]?.target?.max).toBeGreaterThan(address.targetCharacters.min);
  });

  it("has only what is open where there is no template, and no plan for a pattern that there is not", () => {
    const parts = partsOf(withText(begin(), "awareness.gap", "差距有三条。"), null);
    expect(parts.every(({ target }) => target === null)).toBe(true);
    expect(parts.flatMap(({ slots }) => slots).every(({ state }) => state === "open")).toBe(true);
    expect(slotIn(parts, "awareness.gap")).toEqual([]);
    expect(planOf(joint, "agenda", CARD)).toBeNull();
    expect(partsOf([{ type: "paragraph", children: [{ text: "" }] }], null)).toMatchObject([
      { kind: "whole", slots: [] },
    ]);
  });
});
