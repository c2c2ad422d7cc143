import { yearOf } from "../card/fields.ts";
import type { MeetingCard } from "../draft/schema.ts";

/**
 * A card to begin with for a speech made from an old one: who speaks where, of what and to whom usually stays; the year moves on to the
 * present one, in the meeting's name too; date, place and host are new every time and stay open.
 */
export function proposedCard(old: MeetingCard, presentYear: number): MeetingCard {
  const { meeting, shortName, region, speaker, topic, audience, salutation, timeLimitMinutes } = old;
  const year = yearOf(old);
  const moved = year === undefined ? undefined : Math.max(presentYear, year);
  const named =
    moved === undefined ? meeting : meeting?.replaceAll(new RegExp(`(?<![0-9])${year}(?=年)`, "gu"), `${moved}`);
  const card: MeetingCard = {
    meeting: named,
    shortName,
    year: moved,
    region,
    speaker,
    topic,
    audience,
    salutation,
    timeLimitMinutes,
  };
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined));
}
