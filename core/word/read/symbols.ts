// The signs that office texts really use from symbol fonts. Source: the vendors' published mappings of Wingdings and Symbol to Unicode.
const WINGDINGS: Record<string, string> = {
  "6C": "●",
  "6E": "■",
  "6F": "□",
  "71": "❑",
  "75": "◆",
  "76": "❖",
  "77": "◆",
  "9F": "•",
  A1: "○",
  A7: "▪",
  A8: "◻",
  AB: "★",
  B2: "☆",
  D8: "➢",
  E0: "→",
  E8: "➔",
  F0: "⇨",
  FB: "✗",
  FC: "✓",
  FD: "☒",
  FE: "☑",
};
const SYMBOL: Record<string, string> = {
  A3: "≤",
  A5: "∞",
  AE: "→",
  B0: "°",
  B1: "±",
  B3: "≥",
  B4: "×",
  B7: "•",
  B8: "÷",
  B9: "≠",
  BB: "≈",
  D7: "·",
};

/** The character that a w:sym shows, undefined when only its font knows it. */
export function symbolOf(font: string, code: string): string | undefined {
  const point = /^[0-9A-F]{1,6}$/iu.test(code) ? Number.parseInt(code, 16) : 0;
  const table = font === "Wingdings" ? WINGDINGS : font === "Symbol" ? SYMBOL : undefined;
  // Symbol fonts put their 256 signs at F000; files write both forms.
  if (table && (point < 0x100 || (point >= 0xf000 && point < 0xf100))) {
    return table[(point & 0xff).toString(16).toUpperCase().padStart(2, "0")];
  }
  const isText = point >= 0x20 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xf8ff);
  return isText ? String.fromCodePoint(point) : undefined;
}
