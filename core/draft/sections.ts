import { writtenLevelOf } from "./numbering.ts";
import { type Block, type HeadingLevel, textOf } from "./schema.ts";

/** A heading or run-in lead with all that belongs to it, subsections included: the blocks from `block` up to `end`. */
export type Section = { block: number; end: number; level: HeadingLevel };

/** `length` blocks from `from` on are to stand from `to` on, counted without them. */
export type SectionMove = { from: number; to: number; length: number };

const ADDRESS = /^(?:同志们|各位[\p{Script=Han}、]{1,12})[，,！!：:]/u;

/**
 * Where the closing begins: at the last address to the listeners (同志们，…) behind the last heading, or at the signature;
 * `body.length` when there is none. An earlier address belongs to its section, which would lose its text when it moves.
 */
export function closingOf(body: readonly Block[]): number {
  const last = body.findLastIndex((block) => writtenLevelOf(block) !== undefined);
  if (last < 0) return body.length;
  const signature = body.findIndex((block, index) => index > last && block.type === "signature");
  const end = signature >= 0 ? signature : body.length;
  const address = body.findLastIndex(
    (block, index) => index > last && index < end && (block.type === "salutation" || ADDRESS.test(textOf(block))),
  );
  return address >= 0 ? address : end;
}

/** All sections in order; none reaches over the signature or to `closing`, the place of the closing's first block. */
export function sectionsOf(body: readonly Block[], closing: number = closingOf(body)): Section[] {
  const levels = body.map(writtenLevelOf);
  return body.flatMap((_, block) => {
    const level = levels[block];
    if (level === undefined) return [];
    let end = block + 1;
    while (end < closing && (levels[end] ?? 5) > level && body[end]?.type !== "signature") end += 1;
    return [{ block, end, level }];
  });
}

/** The innermost section that holds `block`; undefined in the title block, the opening and the closing. */
export function sectionAt(body: readonly Block[], block: number): Section | undefined {
  return sectionsOf(body).findLast((section) => section.block <= block && block < section.end);
}

/**
 * The places in `body` in front of which a section can stand, its own two among them: behind the text of a section, where no
 * deeper heading follows. So it never lands inside another's text, takes no other's subsections under it, and leaves opening,
 * closing and signature where they are; at the edge of its parent the next place is in the neighbouring one. Only a section
 * of the level of the first heading goes before that, since others would stand there under none.
 */
export function landingsOf(body: readonly Block[], section: Section): number[] {
  const sections = sectionsOf(body);
  const first = sections[0]?.block;
  const levels = new Map(sections.map(({ block, level }) => [block, level]));
  const owned = new Set(
    sections.flatMap(({ block, end }) => Array.from({ length: end - block }, (_, at) => block + at)),
  );
  return Array.from({ length: body.length + 1 }, (_, place) => place).filter((place) => {
    if (place > section.block && place < section.end) return false;
    const level = levels.get(place);
    if (place === first) return level === section.level;
    return owned.has(place - 1) && (level === undefined ? !owned.has(place) : level <= section.level);
  });
}

/** What brings a section in front of `landing`; undefined where it stands there already. */
export function moveTo(section: Section, landing: number): SectionMove | undefined {
  const { block, end } = section;
  if (landing >= block && landing <= end) return undefined;
  const length = end - block;
  return { from: block, to: landing > block ? landing - length : landing, length };
}

/** What brings a section one place up (-1) or down (1); undefined at the first and last place. */
export function stepOf(body: readonly Block[], section: Section, step: 1 | -1): SectionMove | undefined {
  const landings = landingsOf(body, section);
  const landing =
    step === 1 ? landings.find((place) => place > section.end) : landings.findLast((place) => place < section.block);
  return landing === undefined ? undefined : moveTo(section, landing);
}
