import { SpeechError } from "#core/api/errors";

/** Sentences about the data folder that wait for the window; each is told once. */
export type StartMessages = {
  report(sentence: string): void;
  /** Reports why something could not be read that the rest can do without; throws what is no SpeechError again. */
  reportFailure(error: unknown): void;
  take(): string[];
};

export function createStartMessages(): StartMessages {
  const told = new Set<string>();
  let waiting: string[] = [];
  const report = (sentence: string) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    waiting.push(sentence);
  };
  return {
    report,
    reportFailure(error) {
      if (!(error instanceof SpeechError)) throw error;
      report(error.message);
    },
    take() {
      const sentences = waiting;
      waiting = [];
      return sentences;
    },
  };
}
