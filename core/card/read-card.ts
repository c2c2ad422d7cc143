import { SpeechError } from "../api/errors.ts";
import { cardSchema, type MeetingCard } from "../draft/schema.ts";
import { CARD_FIELDS, isCardField } from "./fields.ts";
import { FORM_FIELDS, fieldValue, readTyped, withFieldValue } from "./typed.ts";

/** The card in the text of a JSON file; unknown keys are kept. Throws SpeechError with the sentence that names what cannot be read. */
export function readCard(fileName: string, json: string): MeetingCard {
  const refused = (reason: string) => new SpeechError("input.invalid", `信息卡“${fileName}”读不了：${reason}`);
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/u, ""));
  } catch {
    throw refused('文件内容不是 JSON。照 {"meeting": "会议全称", "date": "2026-11-26"} 这样写。');
  }
  const read = cardSchema.safeParse(value);
  if (!read.success) {
    const place = read.error.issues[0]?.path.join(".") ?? "";
    if (place === "") throw refused('文件里不是一张信息卡。照 {"meeting": "会议全称"} 这样写。');
    if (place === "date") throw refused("日期（date）要写成 2026-11-26 这样，而且日历上要有这一天。");
    throw refused(
      `“${isCardField(place) ? `${CARD_FIELDS[place].label}（${place}）` : place}”写得不对。${FORMS[place] ?? "它要写成文字。"}`,
    );
  }
  let card = read.data as MeetingCard;
  for (const field of FORM_FIELDS) {
    const text = fieldValue(card, field);
    // What is not text has been read as it must be.
    if (typeof text !== "string" || field === "date") continue;
    const typed = readTyped(field, text, card);
    if ("error" in typed) throw refused(typed.error);
    card = withFieldValue(card, field, typed.value);
  }
  return card;
}

/** How what is not text must be written. */
const FORMS: Record<string, string> = {
  year: "它要写成 2026 这样的数字，不加引号。",
  timeLimitMinutes: "它要写成 15 这样的数字，不加引号，单位是分钟。",
  speaker: '它要写成 {"name": "姓名", "post": "职务"} 这样。',
};
