import type { Api } from "#core/api/contract";
import { SpeechError } from "#core/api/errors";

export function createLibrary(): Api["library"] {
  const later = async () => {
    throw new SpeechError("entry.missing", "还没有做好。");
  };
  return {
    search: async () => ({ total: 0, hits: [] }),
    themes: async () => [],
    read: later,
    save: later,
    remove: later,
    restore: later,
    favour: later,
    used: later,
    share: later,
    readFile: later,
  };
}
