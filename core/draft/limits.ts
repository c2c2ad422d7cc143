/** Texts longer than this many characters are refused; the callers say so to the user. Source: the sizes that the editor was measured with. */
export const MAX_CHARACTERS = 2_000_000;

/** From this many characters on a text opens with a warning, since outline and counts may lag behind typing. */
export const WARN_CHARACTERS = 500_000;
