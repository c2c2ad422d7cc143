import { type Draft, draftSchema, SCHEMA_VERSION } from "./schema.ts";

/** What became of a draft file: usable, from a later program (readable, never rewritten), or broken. */
export type Opened =
  | { state: "current"; draft: Draft }
  | { state: "future"; draft: Draft; version: number }
  | {
      state: "broken";
      reason: string;
      /** Set when a later program wrote it: not damaged, only beyond this one. */
      version?: number;
    };

/** Steps that lift a file of version n to n + 1; version 1 is the first. */
const migrations: Record<number, (file: Record<string, unknown>) => Record<string, unknown>> = {};

/** Parses, migrates and validates the text of a draft file. Never throws; unknown keys are kept. */
export function openDraft(json: string): Opened {
  let file: unknown;
  try {
    file = JSON.parse(json.replace(/^\uFEFF/u, ""));
  } catch {
    return { state: "broken", reason: "文件内容不完整，或者不是讲稿文件" };
  }
  if (typeof file !== "object" || file === null || Array.isArray(file)) {
    return { state: "broken", reason: "文件内容不是一篇讲稿" };
  }
  let record = file as Record<string, unknown>;
  const version = record.schemaVersion;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    return { state: "broken", reason: "文件里没有写明讲稿的格式版本" };
  }
  if (version > SCHEMA_VERSION) {
    const readable = draftSchema.safeParse({ ...record, schemaVersion: SCHEMA_VERSION });
    if (!readable.success) {
      return { state: "broken", reason: `文件是更新版本的讲稿匠写的（格式版本 ${version}），这个版本读不了`, version };
    }
    return { state: "future", draft: readable.data as Draft, version };
  }
  for (let step = version; step < SCHEMA_VERSION; step += 1) record = migrations[step]?.(record) ?? record;
  const parsed = draftSchema.safeParse(record);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join(".") ?? "";
    return { state: "broken", reason: `文件里的“${place || "内容"}”不合讲稿的格式` };
  }
  return { state: "current", draft: parsed.data as Draft };
}

/** The text of a draft file: JSON with two-space indent, so that it can be read and compared by hand. */
export function draftFile(draft: Draft): string {
  return `${JSON.stringify(draft, null, 2)}\n`;
}
