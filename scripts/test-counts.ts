/** True counts of one run. */
export type Counts = { passed: number; failed: number; skipped: number };

/** What we read of vitest's JSON report. */
type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/**
 * Counts tests out of vitest's JSON report, null when it wrote none. A file that could not be collected counts as one failure, and so
 * does a run that failed although every test passed (an error outside any test).
 */
export function countTests(report: Report | null): Counts {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const uncollected = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + uncollected.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The last lines of a run; the very last one is `N passed, N failed`. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${skipped > 0 ? `${skipped} skipped\n` : ""}${passed} passed, ${failed} failed`;
}
