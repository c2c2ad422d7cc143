import type { Block } from "../draft/schema.ts";
import { type Layout, STYLE_KEYS, styleOf } from "./layouts.ts";

let characters: ReadonlySet<string> | undefined;

/** The 7,445 characters of GB 2312: those cells of GBK that both share (rows 1–9 and 16–87 without what GBK added). */
export function gb2312(): ReadonlySet<string> {
  if (characters) return characters;
  const bytes: number[] = [];
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    if (row > 0xa9 && row < 0xb0) continue;
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) if (!addedByGbk(row, cell)) bytes.push(row, cell);
  }
  // Cells that GB 2312 leaves empty decode to the private use area or not at all.
  const decoded = new TextDecoder("gbk").decode(new Uint8Array(bytes));
  characters = new Set(decoded.replace(/[\p{Co}\uFFFD\u0020-\u007f]/gu, ""));
  return characters;
}

/** Small Roman numerals, vertical forms and six phonetic letters stand in empty cells of GB 2312. Source: GBK 1.0, GBK/1. */
function addedByGbk(row: number, cell: number): boolean {
  return (
    (row === 0xa2 && cell <= 0xaa) ||
    (row === 0xa6 && cell >= 0xe0 && cell <= 0xf5) ||
    (row === 0xa8 && cell >= 0xbb && cell <= 0xc0)
  );
}

/** A chosen face and the characters of the text that it lacks, each once, in the order of the text. */
type RareCharacters = { font: string; characters: string[] };

/** Characters outside GB 2312 where a _GB2312 face is chosen: these faces lack them, and a name may lose a character. */
export function rareCharacters(body: readonly Block[], layout: Layout): RareCharacters[] {
  const found = new Map<string, Set<string>>();
  for (const block of body) {
    const style = styleOf(block);
    const lead = block.type === "paragraph" && block.leadLevel ? (`heading${block.leadLevel}` as const) : style;
    for (const span of block.children) {
      const { font } = layout.styles[span.lead ? lead : style];
      if (!/_GB2312$/iu.test(font)) continue;
      for (const character of span.text) {
        if (/[\p{Z}\p{Cc}\p{Cf}\u0020-\u007e]/u.test(character) || gb2312().has(character)) continue;
        found.set(font, (found.get(font) ?? new Set()).add(character));
      }
    }
  }
  const inOrder = new Set(STYLE_KEYS.map((key) => layout.styles[key].font));
  return [...inOrder].flatMap((font) => {
    const missing = found.get(font);
    return missing ? [{ font, characters: [...missing] }] : [];
  });
}
