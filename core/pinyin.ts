/** One character of a text as it can be looked for. */
export type SpelledCharacter = {
  /** As written, in lower case and half width. */
  written: string;
  /** Its syllable without tone in the context of its word, ü as v; "" where it is no Han character. */
  syllable: string;
  /** Its place in the text, in UTF-16 units. */
  start: number;
  end: number;
};

/** A text made ready to be looked for; spelling costs far more than looking, so it is kept by whoever looks often. */
export type Spelled = readonly SpelledCharacter[];

/** Where a word was found, in UTF-16 units; `byPinyin` when it is not written so. */
export type SpelledMatch = { start: number; end: number; byPinyin: boolean };

/** A text that can be found as it is written, but not by pinyin: what there is before the dictionary is loaded. */
export function unspelled(text: string): Spelled {
  let place = 0;
  return Array.from(text, (character) => {
    const start = place;
    place += character.length;
    return { written: plain(character), syllable: "", start, end: place };
  });
}

/**
 * The first place of `word` in a spelled text: as written, or as pinyin, each syllable whole or by its initial, the last
 * one as far as it is typed (`dc`, `daochu`, `daoch`, `dchu`). Undefined when it is nowhere.
 */
export function findSpelled(text: Spelled, word: string): SpelledMatch | undefined {
  const wanted = plain(word);
  if (wanted === "") return undefined;
  // Input methods part syllables by an apostrophe: xi'an.
  const letters = wanted.replace(/['’]/gu, "");
  const spellable = /^[a-z][a-z\d]*$/u.test(letters);
  for (const [from, { start, syllable }] of text.entries()) {
    const written = endOfWritten(text, wanted, from);
    const spelled = spellable && syllable !== "" && letters.startsWith(syllable.charAt(0));
    const behind = written ?? (spelled ? endOfSpelled(text, letters, from) : undefined);
    const last = behind === undefined ? undefined : text[behind - 1];
    if (last) return { start, end: last.end, byPinyin: written === undefined };
  }
  return undefined;
}

/** The place behind `wanted` if the characters from `from` on are written so. */
function endOfWritten(text: Spelled, wanted: string, from: number): number | undefined {
  let rest = wanted;
  let place = from;
  for (; rest !== ""; place += 1) {
    const written = text[place]?.written;
    if (!written || !rest.startsWith(written)) return undefined;
    rest = rest.slice(written.length);
  }
  return place;
}

/** The place behind the characters that `letters` spell from `from` on. */
function endOfSpelled(text: Spelled, letters: string, from: number): number | undefined {
  const character = text[from];
  if (!character) return undefined;
  if (character.syllable === "") {
    // Signs and spaces between words are not spoken; letters and digits must be typed.
    if (!/[\p{L}\p{N}]/u.test(character.written)) return endOfSpelled(text, letters, from + 1);
    if (!letters.startsWith(character.written)) return undefined;
    const rest = letters.slice(character.written.length);
    return rest === "" ? from + 1 : endOfSpelled(text, rest, from + 1);
  }
  for (const syllable of spellings(character.syllable)) {
    if (syllable.startsWith(letters)) return from + 1;
    for (const length of [syllable.length, ...initialsOf(syllable)]) {
      if (letters.length <= length || !letters.startsWith(syllable.slice(0, length))) continue;
      const end = endOfSpelled(text, letters.slice(length), from + 1);
      if (end !== undefined) return end;
    }
  }
  return undefined;
}

/** lüe and nüe are typed as lve and as lue. */
function spellings(syllable: string): string[] {
  return /^[ln]ve$/u.test(syllable) ? [syllable, syllable.replace("v", "u")] : [syllable];
}

/** The lengths of what stands for a syllable: its first letter, or its initial of two. */
function initialsOf(syllable: string): number[] {
  return /^[zcs]h/u.test(syllable) ? [2, 1] : [1];
}

/** Lower case and half width: as texts and what is looked for are compared. */
export function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
