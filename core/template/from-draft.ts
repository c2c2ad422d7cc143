import { CARD_SLOT, fieldSpan, type SpanChange, withChanges } from "../card/field-places.ts";
import type { CardContext } from "../card/fields.ts";
import { countWords } from "../draft/counting.ts";
import { slotsIn } from "../draft/placeholders.ts";
import { plainText } from "../draft/plain-text.ts";
import { type Block, type DraftHead, type Span, textOf } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";
import {
  OWN_GROUP,
  PATTERNS,
  TEMPLATE_VERSION,
  type Template,
  type TemplatePattern,
  type TemplateSlot,
} from "./schema.ts";
import { withoutTrace } from "./template-file.ts";
import type { Variable } from "./variables.ts";

const NO_CARD: CardContext = { card: {}, parts: 0 };
const LONGEST_PURPOSE = 60;
/** 字数 of a place that nobody set a length for. */
const ANY_LENGTH = { min: 10, max: 200 };
const SLOT_KEY = /^[a-z]+(?:\.[a-z0-9-]+)+$/u;

/** The text of a draft as far as it is of use to other speeches: its title in one line, without empty paragraphs, 待换 and citations. */
export function templateSource(body: readonly Block[]): Block[] {
  const blocks: Block[] = [];
  for (const block of body) {
    const children = block.children.map(withoutTrace);
    const last = blocks.at(-1);
    if (block.type === "title" && last?.type === "title") last.children = [...last.children, ...children];
    else blocks.push({ ...block, children } as Block);
  }
  const written = blocks.filter((block) => textOf(block).trim() !== "");
  return written.length > 0 ? written : blocks.slice(0, 1);
}

type Naming = { id: string; name: string; use: string };
type Known = {
  /** The template that the draft was made from, which knows more of its slots than the draft. */
  origin?: Template | undefined;
  /** The own template whose place it takes: its other patterns stay. */
  replaced?: Template | undefined;
};

/** `source` (from `templateSource`) as a template in which `variables` read from the card and all other words are text. */
export function templateFrom(
  source: readonly Block[],
  head: Pick<DraftHead, "pattern">,
  variables: readonly Variable[],
  naming: Naming,
  { origin, replaced }: Known = {},
): Template {
  const changes = variables.map(({ block, start, end, field }): SpanChange => {
    const [first] = sliceSpans(source[block]?.children ?? [], start, end);
    return { block, start, end, span: fieldSpan(field, NO_CARD, first) };
  });
  const unlinked = source.map((block) => ({ ...block, children: block.children.map(withoutField) }) as Block);
  const id = PATTERNS.find((pattern) => pattern.id === head.pattern)?.id ?? "own";
  const others = (replaced?.patterns ?? []).filter((pattern) => pattern.id !== id);
  const slotsOfOthers = replaced ? slotsUsed(replaced, others) : {};
  const keyed = withKeys(withChanges(unlinked, changes), keysIn(others));
  const { body, slots } = withSlots(keyed, origin, slotsOfOthers);
  const salutation = replaced?.salutation ?? origin?.salutation;
  const parts = origin?.patterns.find((pattern) => pattern.id === id)?.parts ?? partsOf(source);
  return {
    ...naming,
    schemaVersion: TEMPLATE_VERSION,
    group: OWN_GROUP,
    ...(salutation !== undefined && { salutation }),
    targetCharacters: targetOf(source, origin),
    slots: { ...slotsOfOthers, ...slots },
    patterns: withPattern(replaced, { id, parts, body: body.map(tidied) }),
  };
}

function withoutField({ field: _, ...span }: Span): Span {
  return span;
}

function keysIn(patterns: readonly TemplatePattern[]): string[] {
  return patterns.flatMap(({ body }) => body.flatMap(({ key }) => key ?? []));
}

/** Every block under a key of its own: those it has, fresh ones that are not `elsewhere` for the rest and for what was split. */
function withKeys(body: readonly Block[], elsewhere: readonly string[]): Block[] {
  const taken = new Set([...elsewhere, ...body.flatMap(({ key }) => key ?? [])]);
  const seen = new Set<string>();
  let count = 0;
  const fresh = () => {
    do count += 1;
    while (taken.has(`own.${count}`));
    return `own.${count}`;
  };
  return body.map((block) => {
    const key = block.key !== undefined && !seen.has(block.key) ? block.key : fresh();
    seen.add(key);
    return { ...block, key };
  });
}

/**
 * The body with the table of its open slots; those that the origin knows keep what it says of their length and wordings. None has the
 * key of another one in `elsewhere`, the slots of the template's other patterns.
 */
function withSlots(body: readonly Block[], origin: Template | undefined, elsewhere: Template["slots"]) {
  const slots: Record<string, TemplateSlot> = {};
  const names = new Map<string, string>();
  const isTaken = (key: string, purpose: string) =>
    Object.hasOwn(slots, key) || (Object.hasOwn(elsewhere, key) && elsewhere[key]?.purpose !== purpose);
  const keyOf = (slot: string, purpose: string) => {
    const known = names.get(slot);
    if (known !== undefined) return known;
    let key = slot;
    for (let n = 1; !SLOT_KEY.test(key) || isTaken(key, purpose); n += 1) key = `own.slot-${n}`;
    names.set(slot, key);
    return key;
  };
  const named = body.map((block): Block => {
    const text = textOf(block);
    for (const { start, end } of slotsIn(block)) {
      const [first] = sliceSpans(block.children, start, end);
      if (first?.slot === undefined || first.slot.startsWith(CARD_SLOT)) continue;
      const purpose = cut(text.slice(start, end).trim() || "空位");
      const key = keyOf(first.slot, purpose);
      if (Object.hasOwn(slots, key)) continue;
      const known = origin && Object.hasOwn(origin.slots, first.slot) ? origin.slots[first.slot] : undefined;
      slots[key] = {
        characters: ANY_LENGTH,
        wordings: [],
        ...known,
        purpose,
        required: first.optional === undefined,
      };
    }
    const children = block.children.map((span) =>
      span.slot === undefined || span.slot.startsWith(CARD_SLOT) || span.text === ""
        ? span
        : { ...span, slot: names.get(span.slot) ?? span.slot },
    );
    return { ...block, children };
  });
  return { body: named, slots };
}

function cut(purpose: string): string {
  const letters = [...purpose];
  return letters.length <= LONGEST_PURPOSE ? purpose : `${letters.slice(0, LONGEST_PURPOSE - 1).join("")}…`;
}

/** Without empty spans, and neighbours of the same marks as one: the marks between them are gone. */
function tidied(block: Block): Block {
  const children: Span[] = [];
  for (const span of block.children) {
    const last = children.at(-1);
    if (span.text === "") continue;
    if (last && sameMarks(last, span)) children[children.length - 1] = { ...last, text: last.text + span.text };
    else children.push(span);
  }
  return { ...block, children: children.length > 0 ? children : [{ text: "" }] };
}

function sameMarks({ text: _, ...one }: Span, { text: __, ...other }: Span): boolean {
  // Two fields or slots side by side are two places.
  if (one.slot !== undefined || one.field !== undefined) return false;
  const marks = (span: Omit<Span, "text">) => JSON.stringify(Object.entries(span).sort());
  return marks(one) === marks(other);
}

/** The main headings as the line that describes the pattern. */
function partsOf(body: readonly Block[]): string {
  const headings = body.filter((block) => block.type === "heading" && block.level === 1).map(textOf);
  const line = headings.map((heading) => heading.replace(/[，,。；].*$/u, "")).join("，");
  return [...line].slice(0, 80).join("");
}

/** The length that the origin proposes, unless the draft has outgrown it; else about that of the draft. */
function targetOf(body: readonly Block[], origin: Template | undefined): Template["targetCharacters"] {
  const count = countWords(plainText(body));
  if (origin && count <= origin.targetCharacters.max * 1.25) return origin.targetCharacters;
  const hundreds = (characters: number) => Math.round(characters / 100) * 100;
  return { min: hundreds(count * 0.8), max: Math.max(100, hundreds(count * 1.2)) };
}

function withPattern(replaced: Template | undefined, pattern: TemplatePattern): TemplatePattern[] {
  const others = replaced?.patterns ?? [];
  const at = others.findIndex(({ id }) => id === pattern.id);
  return at < 0 ? [...others, pattern] : others.with(at, { ...others[at], ...pattern });
}

/** The slots that `patterns` of the template use. */
function slotsUsed(template: Template, patterns: readonly TemplatePattern[]): Template["slots"] {
  const used = new Set(
    patterns.flatMap(({ body }) => body.flatMap(({ children }) => children.flatMap(({ slot }) => slot ?? []))),
  );
  return Object.fromEntries(Object.entries(template.slots).filter(([key]) => used.has(key)));
}
