/** Sentences about the data folder that wait for the window; each is told once. */
export type StartMessages = { report(sentence: string): void; take(): string[] };

export function createStartMessages(): StartMessages {
  const told = new Set<string>();
  let waiting: string[] = [];
  return {
    report(sentence) {
      if (told.has(sentence)) return;
      told.add(sentence);
      waiting.push(sentence);
    },
    take() {
      const sentences = waiting;
      waiting = [];
      return sentences;
    },
  };
}
