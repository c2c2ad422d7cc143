/** The longest name of a template, in code points. */
export const LONGEST_TEMPLATE_NAME = 40;

/** `name`, or with the first number （2）, （3） … that no template in `taken` has; cut so that it stays within the longest. */
export function freeTemplateName(name: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const end = n === 1 ? "" : `（${n}）`;
    const free = `${[...name].slice(0, LONGEST_TEMPLATE_NAME - end.length).join("")}${end}`;
    if (!taken.includes(free)) return free;
  }
}
