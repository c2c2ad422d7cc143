/** A defect for the log: kind, code and places in our code, but not its message, which may hold a path or a piece of text. */
export function describeDefect(error: unknown): string {
  if (!(error instanceof Error)) return `defect: ${typeof error}`;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const frames = (error.stack ?? "").split("\n").flatMap((line) => {
    const place = /^\s+at (?:(.+) \()?.*?([^\\/()]+:\d+:\d+)\)?$/u.exec(line);
    return place ? `  at ${place[1] ?? "module"} (${place[2]})` : [];
  });
  return [`defect: ${error.name} ${code}`.trim(), ...frames].join("\n");
}
