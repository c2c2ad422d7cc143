import { type Command, MENUS } from "#core/commands";
import { findSpelled, type Spelled } from "#core/pinyin";

/** A command as the palette lists it, with the parts of its label that were looked for, in UTF-16 units. */
export type CommandHit = { command: Command; marks: readonly { start: number; end: number }[] };

/** How well a word fits, best first. */
const FIT = { labelStart: 0, spelledStart: 1, inLabel: 2, spelledInLabel: 3, menu: 4 } as const;

/** The name of the menu that a command belongs to. */
export function menuLabelOf(command: Command): string {
  return MENUS.find(({ id }) => id === command.menu)?.label ?? "";
}

/**
 * The commands in which every word of `query` is found, in label or name of the menu, as written or by pinyin: those that
 * begin with it first, of equal ones those used last, then in the order of the menus. Without words there is none.
 */
export function searchCommands(
  query: string,
  commands: readonly Command[],
  recent: readonly string[],
  spellingOf: (text: string) => Spelled,
): CommandHit[] {
  const words = query.split(/\s+/u).filter((word) => word !== "");
  if (words.length === 0) return [];
  const age = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return commands
    .flatMap((command) => {
      const fits = words.map((word) => fitOf(word, command, spellingOf));
      if (fits.includes(undefined)) return [];
      const found = fits.filter((fit) => fit !== undefined);
      return { command, marks: found.flatMap(({ mark }) => mark ?? []), fit: Math.max(...found.map(({ fit }) => fit)) };
    })
    .sort((a, b) => a.fit - b.fit || age(a.command.id) - age(b.command.id));
}

function fitOf(word: string, command: Command, spellingOf: (text: string) => Spelled) {
  const match = findSpelled(spellingOf(command.label), word);
  if (!match) return findSpelled(spellingOf(menuLabelOf(command)), word) && { fit: FIT.menu };
  const { start, end, byPinyin } = match;
  const fit =
    start === 0 ? (byPinyin ? FIT.spelledStart : FIT.labelStart) : byPinyin ? FIT.spelledInLabel : FIT.inLabel;
  return { fit, mark: { start, end } };
}
