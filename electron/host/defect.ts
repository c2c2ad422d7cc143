import { failureOf } from "#core/api/errors";

/** A failure as every door writes it to stderr: the sentence, and under it, where it is a defect of ours, its description. */
export function failureLines(error: unknown): string {
  const { code, message } = failureOf(error);
  return code === "unknown" ? `${message}\n${describeDefect(error)}\n` : `${message}\n`;
}

/** A defect for the log: kind, code and places in our code, but not its message, which may hold a path or a piece of text. */
function describeDefect(error: unknown): string {
  if (!(error instanceof Error)) return `defect: ${typeof error}`;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const frames = (error.stack ?? "").split("\n").flatMap((line) => {
    const place = /^\s+at (?:(.+) \()?.*?([^\\/()]+:\d+:\d+)\)?$/u.exec(line);
    return place ? `  at ${place[1] ?? "module"} (${place[2]})` : [];
  });
  return [`defect: ${error.name} ${code}`.trim(), ...frames].join("\n");
}
