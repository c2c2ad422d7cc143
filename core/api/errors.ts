import { z } from "zod";

/** Every way in which a call can fail that the user is told about. */
export const ERROR_CODES = [
  "draft.missing",
  "draft.broken",
  "draft.read-only",
  "draft.conflict",
  "draft.too-large",
  "file.missing",
  "file.empty",
  "file.too-large",
  "file.unknown-kind",
  "file.old-word",
  "file.damaged",
  "file.hostile",
  "file.timeout",
  "file.future",
  "disk.full",
  "disk.read-only",
  "disk.no-folder",
  "disk.failed",
  "export.target-busy",
  "export.gone",
  "export.by-hand",
  "layout.missing",
  "layout.shipped",
  "template.missing",
  "template.shipped",
  "entry.missing",
  "entry.shipped",
  "host.gone",
  "input.invalid",
  "unknown",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** The whole Chinese sentence: what happened, why, what next. */
  message: z.string(),
  /** What the window may act on, such as another file name to take. */
  details: z.record(z.string(), z.string()),
});
export type Failure = z.infer<typeof failureSchema>;

/** A failure that the user is told about in a Chinese sentence; everything else that is thrown is a defect of ours. */
export class SpeechError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, string>;

  constructor(code: ErrorCode, message: string, details: Record<string, string> = {}) {
    super(message);
    this.name = "SpeechError";
    this.code = code;
    this.details = details;
  }
}

/** The failure that crosses the window boundary; an unexpected error keeps its text to itself, since it may hold a path. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SpeechError) return { code: error.code, message: error.message, details: error.details };
  return {
    code: "unknown",
    message: "程序出了意外，这一步没有做成。文字还在，再试一次；如果还是这样，重新打开讲稿匠。",
    details: {},
  };
}
