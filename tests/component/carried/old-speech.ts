import { carryOver, readOldSpeech } from "#core/carry/carry-over";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import { type MeetingCard, newDraft } from "#core/draft/schema";

export const OLD_TEXT = `在2025年青云县河湖保护联席会议上的讲话
青云县副县长　林向东
（2025年11月20日）
同志们：
今天，我们总结2024年以来的工作。2024年，县水利局干得不错。
一、抓好落实
11月30日前，请周明远同志交出清单。到2025年底，青云县要全部完成。`;

const CARD: MeetingCard = {
  meeting: "2026年青云县河湖保护联席会议",
  year: 2026,
  date: "2026-11-26",
  region: "青云县",
  speaker: { name: "林向东", post: "青云县副县长" },
};

/** The draft that the speech becomes under the card. */
export function carriedDraft() {
  const { body, head, carriedFrom } = carryOver(readOldSpeech(recognise(readText(OLD_TEXT))), CARD);
  return newDraft({ id: crypto.randomUUID(), now: "2026-11-22T08:00:00.000Z" }, body, { ...head, carriedFrom });
}
