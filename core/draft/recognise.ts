import { type Built, plainSpans, readBody } from "./recognise/body.ts";
import { clean } from "./recognise/clean.ts";
import { readDate } from "./recognise/dates.ts";
import { isSignature, readFront } from "./recognise/front.ts";
import { joinLines } from "./recognise/join.ts";
import { firstWords, type Line, note } from "./recognise/line.ts";
import { readPerson } from "./recognise/people.ts";
import { type Block, type ImportMessage, type MeetingCard, textOf } from "./schema.ts";
import type { SourceDocument } from "./source.ts";

/** What a speech was recognised as; `body` is empty when the source holds no text. */
export type Recognised = { body: Block[]; card: MeetingCard; messages: ImportMessage[] };

const MOST_SIGNATURE_LINES = 4;
// More messages of one kind nobody reads; they would only swell the draft.
const MOST_OF_A_KIND = 200;

/** The structure of a speech from its text and the hints of its format. Every change and every guess is told; nothing is lost in silence. */
export function recognise(source: SourceDocument): Recognised {
  const cleaned = clean(source.paragraphs);
  const { lines, messages: joinMessages } = joinLines(cleaned.lines);
  if (lines.length === 0) return { body: [], card: {}, messages: [...source.messages, ...cleaned.messages] };
  const front = readFront(lines);
  const end = signatureStart(front.rest);
  const signature = front.rest.slice(end);
  const text = readBody(front.rest.slice(0, end));
  const built: Built[] = [
    ...front.placed.map(
      ({ role, line }): Built => ({ block: { type: role, children: plainSpans(line) }, index: line.index }),
    ),
    ...text.built,
    ...signature.map(
      (line): Built => ({ block: { type: "signature", children: plainSpans(line) }, index: line.index }),
    ),
  ];
  const messages = [...source.messages, ...cleaned.messages, ...joinMessages, ...front.messages, ...text.messages].sort(
    (one, other) => (one.paragraph ?? -1) - (other.paragraph ?? -1),
  );
  return {
    body: built.map(({ block }) => block),
    card: signedCard(front.card, signature),
    messages: withExcerpts(limited(messages), built),
  };
}

/** Where the signature at the end begins; the length of `lines` when there is none. */
function signatureStart(lines: readonly Line[]): number {
  let start = lines.length;
  while (start > 1 && lines.length - start < MOST_SIGNATURE_LINES && isSignature(lines[start - 1] as Line)) start -= 1;
  return start;
}

/** Takes from the signature what the lines above the text left open. */
function signedCard(card: MeetingCard, signature: readonly Line[]): MeetingCard {
  const signed = { ...card };
  for (const { text } of signature) {
    const date = readDate(text)?.date;
    if (date !== undefined) {
      signed.date ??= date;
      signed.year ??= Number(date.slice(0, 4));
      continue;
    }
    const person = readPerson(text);
    if (person?.speaker.name !== undefined && !person.presides) signed.speaker ??= person.speaker;
  }
  return signed;
}

/** The first messages of each kind, and how many more there were. */
function limited(messages: readonly ImportMessage[]): ImportMessage[] {
  const counts = new Map<string, number>();
  const kept = messages.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MOST_OF_A_KIND;
  });
  for (const [code, count] of counts) {
    if (count <= MOST_OF_A_KIND) continue;
    const [first] = messages.filter((message) => message.code === code);
    const message = `与“${first?.message ?? ""}”同样的情况还有 ${count - MOST_OF_A_KIND} 处，没有一一列出。`;
    kept.push(note(first?.level ?? "info", code, null, message, count - MOST_OF_A_KIND));
  }
  return kept;
}

/** Adds to each message the first characters of the block that its source paragraph became. */
function withExcerpts(messages: readonly ImportMessage[], built: readonly Built[]): ImportMessage[] {
  const blocks = new Map<number, Block>();
  for (const { block, index } of built) if (!blocks.has(index)) blocks.set(index, block);
  return messages.map((message) => {
    const block = message.paragraph === null ? undefined : blocks.get(message.paragraph);
    return block === undefined ? message : { excerpt: firstWords(textOf(block)), ...message };
  });
}
