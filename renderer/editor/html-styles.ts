/** What a declaration list says, by property name in lower case. */
export type Declarations = ReadonlyMap<string, string>;

const WANTED =
  /^(?:font-weight|font-size|font|font-family|text-align|display|visibility|white-space|list-style(?:-type)?|mso-(?:outline-level|style-name|hide|list|element|special-character|tab-count|footnote-id|endnote-id))$/u;
const NONE: Declarations = new Map();
// Programs repeat the same few lists of declarations on every word.
const LARGEST_CACHE = 5000;
const cache = new Map<string, Declarations>();

/** The declarations of a `style` attribute, with those of Word and WPS that a browser does not know. */
export function declarationsOf(style: string | null): Declarations {
  if (!style) return NONE;
  const known = cache.get(style);
  if (known) return known;
  const found = new Map<string, string>();
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":");
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (WANTED.test(name))
      found.set(
        name,
        declaration
          .slice(colon + 1)
          .replace(/!important/iu, "")
          .trim(),
      );
  }
  if (cache.size >= LARGEST_CACHE) cache.clear();
  cache.set(style, found);
  return found;
}

/** The declarations of named styles, by selector: `p.MsoTitle`, `.a`, `h1`. */
export type NamedStyles = ReadonlyMap<string, Declarations>;

const SIMPLE_SELECTOR = /^[a-z][a-z0-9]*(?:\.[^\s.:>+~#[\]]+)?$|^\.[^\s.:>+~#[\]]+$/iu;
// One that never ends takes the rest of the sheet; without `$` each opening sign would be searched to the end again.
const REMARK = /\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/gu;
// The sheets of whole sites are longer than those of Word, and none of ours.
const LONGEST_SHEET = 500_000;

/** The styles that Word and WPS write above a copied text; selectors of more than a tag and a class are nobody's business here. */
export function namedStyles(sheets: readonly string[]): NamedStyles {
  const styles = new Map<string, Map<string, string>>();
  for (const sheet of sheets) {
    if (sheet.length > LONGEST_SHEET) continue;
    for (const rule of sheet.replace(REMARK, "").split("}")) {
      const brace = rule.indexOf("{");
      if (brace < 0) continue;
      const declarations = declarationsOf(rule.slice(brace + 1));
      if (declarations.size === 0) continue;
      for (const selector of rule.slice(0, brace).split(",")) {
        const name = selector.trim();
        if (!SIMPLE_SELECTOR.test(name)) continue;
        const own = styles.get(name) ?? new Map<string, string>();
        for (const [property, value] of declarations) own.set(property, value);
        styles.set(name, own);
      }
    }
  }
  return styles;
}

/** What the named styles say of an element with this tag and these classes; a later one wins. */
export function namedDeclarations(styles: NamedStyles, tag: string, classes: readonly string[]): Declarations {
  if (styles.size === 0) return NONE;
  const found = [tag, ...classes.flatMap((name) => [`.${name}`, `${tag}.${name}`])].flatMap((selector) => {
    const declarations = styles.get(selector);
    return declarations ? [...declarations] : [];
  });
  return found.length === 0 ? NONE : new Map(found);
}

const POINTS: Record<string, number> = { pt: 1, px: 0.75, pc: 12, in: 72, cm: 72 / 2.54, mm: 72 / 25.4 };

/** A length in points; `around` is the size that em and % refer to. Undefined for what is no length of our knowledge. */
export function pointsOf(length: string, around = 12): number | undefined {
  const [, digits, unit = ""] = /^([0-9]*\.?[0-9]+)(pt|px|pc|in|cm|mm|em|rem|%)?$/iu.exec(length.trim()) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (value === 0) return 0;
  const name = unit.toLowerCase();
  if (name === "em") return value * around;
  if (name === "%") return (value * around) / 100;
  if (name === "rem") return value * 12;
  const factor = POINTS[name];
  return factor === undefined ? undefined : Math.round(value * factor * 100) / 100;
}

/** Whether a font weight stands out as bold; undefined when it says nothing of its own. */
export function isBold(weight: string | undefined): boolean | undefined {
  if (weight === undefined) return undefined;
  if (/^bold(?:er)?$/iu.test(weight)) return true;
  if (/^(?:normal|lighter)$/iu.test(weight)) return false;
  return /^[0-9]+$/u.test(weight) ? Number(weight) >= 600 : undefined;
}
