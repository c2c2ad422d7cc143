import { canonicalJson } from "../canonical-json.ts";
import { bindChanges, cardChanges, withChanges } from "../card/field-places.ts";
import { type CardContext, contextOf } from "../card/fields.ts";
import { type Block, type DraftHead, headOf, type Span } from "../draft/schema.ts";
import { instantiate, patternOf } from "./instantiate.ts";
import type { Template, TemplatePattern } from "./schema.ts";

/** A draft in another pattern, and what that moved out of its text and back into it. */
export type Switched = {
  body: Block[];
  head: DraftHead;
  /** What went from the text to 未归位. */
  leaving: Block[];
  /** What came back from there. */
  returning: Block[];
};

/** What stands before the text stays as it is in every pattern. */
const FRONT: ReadonlySet<Block["type"]> = new Set(["title", "subtitle", "byline", "date", "salutation"]);

/** A block with a key and what follows it up to the next one. */
type Group = { key: string; blocks: Block[] };
type Grouped = { front: Block[]; preface: Block[]; groups: Group[] };

/**
 * The draft in another pattern of its template. What the writer touched goes with its key, what has none with the block above it; the
 * rest is replaced by the new pattern's. Touched text whose key the new pattern lacks waits in `unplaced` until a pattern has it.
 * Blocks that the writer deleted stay deleted, and a pattern is found again in the order in which it was left.
 */
export function switchPattern(
  template: Template,
  body: readonly Block[],
  head: DraftHead,
  patternId: string,
): Switched {
  const to = patternOf(template, patternId);
  if (!to || patternId === head.pattern) return { body: [...body], head, leaving: [], returning: [] };
  const from = head.pattern === undefined ? undefined : patternOf(template, head.pattern);
  const now = contextOf(head.card, body);
  const toGroups = patternGroups(to, instantiate(to, head.card));
  const toKeys = toGroups.map(({ key }) => key);
  const { front, preface, groups } = grouped(body, new Set(from ? keysOf(from) : toKeys));
  const given = from && givenBy(from, instantiate(from, head.card));
  const followed = from && givenBy(from, withChanges(from.body, bindChanges(from.body, now)));
  const isGiven = (blocks: readonly Block[], key: string) =>
    [given, followed].some((source) => source?.get(key) === shapes(blocks));
  /** Whether what depends on the text, such as the number of points, reads as the pattern says although the text has other parts. */
  const isStale = groups.some(
    ({ key, blocks }) => given?.get(key) !== followed?.get(key) && given?.get(key) === shapes(blocks),
  );

  const waiting = waitingGroups(head.unplaced ?? []);
  const own = new Map(groups.map((group) => [group.key, group]));
  const isTouched = (key: string) => own.has(key) && !isGiven(own.get(key)?.blocks ?? [], key);
  const hasText = (key: string) => isTouched(key) || waiting.some((group) => group.key === key);
  const deleted = from ? keysOf(from).filter((key) => !own.has(key) && !hasText(key)) : [];
  const order = orderOf(toKeys, head.arranged?.[to.id], deleted, hasText);

  const placed: { block: Block; source: "writer" | "pattern" | "waiting" }[] = [];
  const put = (source: (typeof placed)[number]["source"], blocks: readonly Block[]) =>
    placed.push(...blocks.map((block) => ({ block, source })));
  put("writer", [...front, ...preface]);
  for (const key of order) {
    const model = toGroups.find((group) => group.key === key)?.blocks ?? [];
    const returning = waiting.filter((group) => group.key === key).flatMap(({ blocks }) => blocks);
    const [leader, ...rest] = isTouched(key) ? (own.get(key)?.blocks ?? []) : [];
    if (leader && model.length === 1 && isGiven([leader], key)) {
      put("pattern", model);
      put("writer", rest);
    } else if (leader) {
      put("writer", [inLevel(leader, from?.body ?? [], model[0]), ...rest]);
    } else if (returning.length === 0) {
      put("pattern", model);
    }
    const all = template.patterns.flatMap((pattern) => pattern.body);
    put(
      "waiting",
      leader ? returning : returning.map((block, at) => (at === 0 ? inLevel(block, all, model[0]) : block)),
    );
  }

  const leavers = groups.filter(({ key }) => !toKeys.includes(key) && isTouched(key)).map(leavingGroup);
  // In the order of the template, so that what waits reads the same whichever went first.
  const known = template.patterns.flatMap(keysOf);
  const unplaced = [...waiting.filter(({ key }) => !toKeys.includes(key)), ...leavers]
    .sort((one, other) => known.indexOf(one.key) - known.indexOf(other.key))
    .flatMap(({ blocks }) => blocks);
  const arranged = arrangedAfter(head, from, groups, to);
  const after = contextOf(
    head.card,
    placed.map(({ block }) => block),
  );
  const ofPattern = contextOf(head.card, to.body);
  return {
    body: placed.map(({ block, source }) => {
      if (source === "writer") return following(block, now, after);
      return source === "pattern" && !isStale ? following(block, ofPattern, after) : block;
    }),
    head: headOf({
      ...head,
      pattern: to.id,
      unplaced: unplaced.length > 0 ? unplaced : undefined,
      arranged: Object.keys(arranged).length > 0 ? arranged : undefined,
    }),
    leaving: leavers.flatMap(({ blocks }) => blocks),
    returning: waiting.filter(({ key }) => toKeys.includes(key)).flatMap(({ blocks }) => blocks),
  };
}

/** The order of keys in the new text: as the writer left the pattern, else its own; deleted ones are left out unless there is text for them. */
function orderOf(
  keys: readonly string[],
  left: readonly string[] | undefined,
  deleted: readonly string[],
  hasText: (key: string) => boolean,
): string[] {
  const order = (left ?? keys).filter((key) => keys.includes(key) && !deleted.includes(key));
  for (const [place, key] of keys.entries()) {
    if (order.includes(key) || !hasText(key)) continue;
    const above = keys.slice(0, place).findLast((each) => order.includes(each));
    order.splice(above === undefined ? 0 : order.indexOf(above) + 1, 0, key);
  }
  return order;
}

/** How the patterns were left, the present one among them where its order is no longer its own. */
function arrangedAfter(
  head: DraftHead,
  from: TemplatePattern | undefined,
  groups: readonly Group[],
  to: TemplatePattern,
): Record<string, string[]> {
  const { [to.id]: _, ...arranged } = head.arranged ?? {};
  if (!from) return arranged;
  const left = groups.map(({ key }) => key);
  const { [from.id]: __, ...others } = arranged;
  return left.join() === keysOf(from).join() ? others : { ...others, [from.id]: left };
}

/** The body cut into what stands before the text, what stands before the first key, and the groups: a key opens one where it is met first. */
function grouped(body: readonly Block[], keys: ReadonlySet<string>): Grouped {
  const textBegins = body.findIndex(({ type }) => !FRONT.has(type));
  const begin = textBegins < 0 ? body.length : textBegins;
  const preface: Block[] = [];
  const groups: Group[] = [];
  const seen = new Set<string>();
  for (const block of body.slice(begin)) {
    const { key } = block;
    if (key !== undefined && keys.has(key) && !seen.has(key)) {
      seen.add(key);
      groups.push({ key, blocks: [block] });
    } else {
      (groups.at(-1)?.blocks ?? preface).push(block);
    }
  }
  return { front: body.slice(0, begin), preface, groups };
}

/** A group as it waits: a key of its own in a block that followed, such as a copy has, would take that block to another place. */
function leavingGroup({ key, blocks }: Group): Group {
  const waiting = blocks.map((block) => {
    if (block.key === key) return block;
    const { key: _, ...rest } = block;
    return rest;
  });
  return { key, blocks: waiting };
}

/** Blocks that wait, each key with what followed it; one that lost its key waits for good. */
function waitingGroups(unplaced: readonly Block[]): Group[] {
  const groups: Group[] = [];
  for (const block of unplaced) {
    const last = groups.at(-1);
    if (last && (block.key === undefined || block.key === last.key)) last.blocks.push(block);
    else groups.push({ key: block.key ?? "", blocks: [block] });
  }
  return groups;
}

function keysOf(pattern: TemplatePattern): string[] {
  return patternGroups(pattern, pattern.body).map(({ key }) => key);
}

function patternGroups(pattern: TemplatePattern, body: readonly Block[]): Group[] {
  const keys = pattern.body.flatMap(({ type, key }) => (key === undefined || FRONT.has(type) ? [] : [key]));
  return grouped(body, new Set(keys)).groups;
}

/** What each key of a pattern gives, in a form that can be compared. */
function givenBy(pattern: TemplatePattern, body: readonly Block[]): Map<string, string> {
  return new Map(patternGroups(pattern, body).map(({ key, blocks }) => [key, shapes(blocks)]));
}

/** Equal for blocks that read and look the same: spans of equal marks that meet count as one, as they do in the editor. */
function shapes(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      const spans: Span[] = [];
      for (const span of block.children) {
        const last = spans.at(-1);
        const { text, ...marks } = span;
        if (text === "") continue;
        if (last && canonicalJson({ ...last, text: "" }) === canonicalJson({ ...marks, text: "" })) last.text += text;
        else spans.push({ ...span });
      }
      return canonicalJson({ ...block, children: spans });
    })
    .join("\n");
}

/** The block with the level of `model`, unless the writer gave it a level of his own: one that none of the `sources` has. */
function inLevel(block: Block, sources: readonly Block[], model: Block | undefined): Block {
  const level = levelMark(block);
  const target = model && levelMark(model);
  if (!level || !target || level.name !== target.name) return block;
  const isOwn = !sources.some((source) => source.key === block.key && levelMark(source)?.value === level.value);
  return isOwn ? block : ({ ...block, [level.name]: target.value } as Block);
}

function levelMark(block: Block): { name: "level" | "leadLevel"; value: number } | undefined {
  if (block.type === "heading") return { name: "level", value: block.level };
  if (block.type !== "paragraph" || block.leadLevel === undefined) return undefined;
  return { name: "leadLevel", value: block.leadLevel };
}

/** The block with its linked fields as they read in the new text. */
function following(block: Block, before: CardContext, after: CardContext): Block {
  if (before.parts === after.parts) return block;
  return withChanges([block], cardChanges([block], before, after))[0] ?? block;
}
