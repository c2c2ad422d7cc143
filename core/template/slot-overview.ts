import { CARD_FIELDS, contextOf, isCardField } from "../card/fields.ts";
import { countWords } from "../draft/counting.ts";
import { numbersOf } from "../draft/numbering.ts";
import { openPlacesIn, slotsIn } from "../draft/placeholders.ts";
import { type Block, exportedText, type MeetingCard, textOf } from "../draft/schema.ts";
import { closingOf } from "../draft/sections.ts";
import { instantiate, patternOf } from "./instantiate.ts";
import type { Template } from "./schema.ts";
import { wordedPlaces } from "./wordings.ts";

/** A row of the outline, as far as the parts of a speech are cut by it. */
export type PartRow = {
  kind: "opening" | "section" | "closing";
  label: string;
  level: number;
  text: string;
  characters: number;
  block: number;
};

/** 字数 from and to. */
export type Characters = { min: number; max: number };

/** A place of a part that waits for text, was filled, or went with its block. */
export type SlotEntry = {
  /** Key of the slot; null for a place that was only typed, such as 【单位】 or X区. */
  key: string | null;
  /** What belongs there. */
  label: string;
  required: boolean;
  state: "open" | "done" | "gone";
  /** Where it is, in offsets of its block's own text; null once it is gone. */
  place: { block: number; start: number; end: number } | null;
};

/** A part of the speech with what is to be filled in it. */
export type SlotPart = {
  kind: PartRow["kind"] | "whole";
  label: string;
  text: string;
  characters: number;
  /** Null for a part that the pattern does not have. */
  target: Characters | null;
  slots: SlotEntry[];
};

type PlannedSlot = { key: string; blockKey: string | undefined; label: string; required: boolean };
type PlannedPart = { id: string; target: Characters; slots: PlannedSlot[] };
/** What a pattern asks of a speech, part by part. */
export type SlotPlan = { template: Template; card: MeetingCard; parts: PlannedPart[] };

const TITLE_LINES: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date"]);

/** The plan of a template's pattern under a card; null when the template does not offer it. */
export function planOf(template: Template, patternId: string | undefined, card: MeetingCard): SlotPlan | null {
  const pattern = patternOf(template, patternId);
  if (!pattern) return null;
  const body = instantiate(pattern, card);
  const numbers = numbersOf(body);
  const cuts = cutsOf(body);
  const parts = cuts.map(({ id, block }, index): PlannedPart => {
    const end = cuts[index + 1]?.block ?? body.length;
    // What is to be filled before the text, in the title above all, belongs to the first part; its length to none.
    const own = body.slice(index === 0 ? 0 : block, end);
    const slots = own.flatMap((each) => plannedIn(each, template));
    const fixed = body.slice(block, end).reduce((sum, each, at) => sum + fixedWords(each, numbers[block + at]), 0);
    const lengths = body
      .slice(block, end)
      .flatMap((each) => slotsIn(each).flatMap(({ key }) => template.slots[key] ?? []));
    const sum = (edge: keyof Characters) => lengths.reduce((all, { characters }) => all + characters[edge], fixed);
    return { id, slots, target: { min: Math.floor(sum("min") / 10) * 10, max: Math.ceil(sum("max") / 10) * 10 } };
  });
  return { template, card, parts };
}

/** Where the parts of a body begin, with a name by which the part of a draft finds that of its pattern. */
function cutsOf(body: readonly Block[]): { id: string; block: number }[] {
  const text = Math.max(
    0,
    body.findIndex(({ type }) => !TITLE_LINES.has(type)),
  );
  const headings = body.flatMap((block, index) =>
    block.type === "heading" && block.level === 1 ? [{ id: `section:${block.key}`, block: index }] : [],
  );
  if (headings.length === 0) return [{ id: "whole", block: text }];
  const closing = closingOf(body);
  return [
    { id: "opening", block: text },
    ...headings,
    ...(closing < body.length ? [{ id: "closing", block: closing }] : []),
  ];
}

function plannedIn(block: Block, template: Template): PlannedSlot[] {
  return slotsIn(block).flatMap(({ key }) => {
    const slot = template.slots[key];
    return slot ? [{ key, blockKey: block.key, label: slot.purpose, required: slot.required }] : [];
  });
}

function fixedWords(block: Block, number = ""): number {
  const text = block.children.map((span) => (span.slot === undefined ? span.text : "")).join("");
  return countWords(number + text);
}

/**
 * The parts of a speech as its outline cuts it (`rows`, `characters` are those of the same body), each with its length, its target and
 * its places: those of the plan with what became of them, and what else is open. Without a plan only what is open.
 */
export function slotOverview(
  body: readonly Block[],
  rows: readonly PartRow[],
  characters: number,
  plan: SlotPlan | null,
): SlotPart[] {
  const parts = partsOf(body, rows, characters);
  const partOfBlock = (block: number) => parts.findLast((part) => part.block <= block) ?? parts[0];
  const lists = new Map(parts.map((part) => [part, [] as SlotEntry[]]));
  const open = openEntries(body, plan);
  for (const entry of open) listAt(entry);
  const openKeys = new Set(open.map(({ key }) => key));
  for (const planned of plan?.parts ?? []) {
    for (const slot of planned.slots) {
      if (openKeys.has(slot.key)) continue;
      const { key, label, required } = slot;
      const place = filledPlace(body, slot, plan);
      if (place) listAt({ key, label, required, state: "done", place });
      else goneFrom(planned.id, { key, label, required, state: "gone", place: null });
    }
  }
  return parts.map((part) => ({
    kind: part.kind,
    label: part.label,
    text: part.text,
    characters: part.characters,
    target: plan?.parts.find(({ id }) => id === part.id)?.target ?? null,
    slots: (lists.get(part) ?? []).sort(inOrderOfText),
  }));

  function listAt(entry: SlotEntry): void {
    const part = entry.place && partOfBlock(entry.place.block);
    if (part) lists.get(part)?.push(entry);
  }

  // A part that was deleted as a whole is not wanted, and neither are its places.
  function goneFrom(id: string, entry: SlotEntry): void {
    const part = parts.find((each) => each.id === id);
    if (part) lists.get(part)?.push(entry);
  }
}

type CutPart = { id: string; kind: SlotPart["kind"]; label: string; text: string; characters: number; block: number };

/** The rows of the highest level with what stands before and behind them; a speech without headings is one part. */
function partsOf(body: readonly Block[], rows: readonly PartRow[], characters: number): CutPart[] {
  const sections = rows.filter(({ kind }) => kind === "section");
  if (sections.length === 0) {
    return [{ id: "whole", kind: "whole", label: "", text: "全文", characters, block: 0 }];
  }
  const top = Math.min(...sections.map(({ level }) => level));
  return rows
    .filter(({ kind, level }) => kind !== "section" || level === top)
    .map(({ kind, label, text, characters: own, block }) => {
      const id = kind === "section" ? `section:${body[block]?.key}` : kind;
      return { id, kind, label, text, characters: own, block };
    });
}

/** What is open in the text: slots of the template by their purpose, fields of the card, own slots, and what was only typed. */
function openEntries(body: readonly Block[], plan: SlotPlan | null): SlotEntry[] {
  return body.flatMap((block, index) => {
    const slots = slotsIn(block);
    const text = textOf(block);
    return openPlacesIn(block).map(({ start, end, optional }): SlotEntry => {
      const key = slots.find((slot) => slot.start === start)?.key ?? null;
      const words = text.slice(start, end).replace(/^【|】$/gu, "");
      const label = (key !== null && (plan?.template.slots[key]?.purpose ?? cardLabel(key))) || words;
      return { key, label, required: !optional, state: "open", place: { block: index, start, end } };
    });
  });
}

function cardLabel(key: string): string | undefined {
  const field = key.startsWith("card.") ? key.slice("card.".length) : "";
  return isCardField(field) ? CARD_FIELDS[field].label : undefined;
}

/** Where a slot of the plan was filled: its wording, or the block that it stood in; undefined when nothing of that is left. */
function filledPlace(body: readonly Block[], slot: PlannedSlot, plan: SlotPlan | null): SlotEntry["place"] | undefined {
  const block = body.findIndex((each) => each.key === slot.blockKey && slot.blockKey !== undefined);
  const found = body[block];
  if (!plan || !found || exportedText(found).trim() === "") return undefined;
  const worded = wordedPlaces(plan.template, found, contextOf(plan.card, body)).find(({ key }) => key === slot.key);
  return { block, start: worded?.start ?? 0, end: worded?.end ?? textOf(found).length };
}

function inOrderOfText({ place: one }: SlotEntry, { place: other }: SlotEntry): number {
  if (!one || !other) return Number(!one) - Number(!other);
  return one.block - other.block || one.start - other.start;
}
