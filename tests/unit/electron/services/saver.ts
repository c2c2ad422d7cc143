import { randomUUID } from "node:crypto";
import type { Block, DraftHead } from "#core/draft/schema";
import { createDrafts, type DraftEvents } from "../../../../electron/services/drafts.ts";
import { createStartMessages } from "../../../../electron/services/start-messages.ts";

// A process for the test of killed saves: saves one draft over and over and says on a line how far it got.

/** A long text that tells which revision it belongs to. */
export function longBody(revision: number): Block[] {
  return [{ type: "paragraph", children: [{ text: `第${revision}次`.repeat(20_000) }] }];
}

/** The head of a draft that nobody has filled in. */
export const NO_HEAD: DraftHead = { card: {}, citations: {} };

/** For tests that look at the drafts alone. */
export const noEvents: DraftEvents = { opened: () => {}, changed: async () => {}, purged: async () => {} };

const [, program, dataFolder] = process.argv;
if (program === import.meta.filename && dataFolder) {
  const ports = { dataFolder, now: () => new Date().toISOString(), newId: randomUUID };
  const drafts = createDrafts(ports, createStartMessages(), noEvents);
  const { id } = await drafts.create({});
  for (let revision = 0; ; ) {
    ({ revision } = await drafts.save({ id, revision, body: longBody(revision + 1), head: NO_HEAD, importNotes: [] }));
    process.stdout.write(`${JSON.stringify({ id, revision })}\n`);
  }
}
