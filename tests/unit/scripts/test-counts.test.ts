import { describe, expect, it } from "vitest";
import { countTests, summary } from "../../../scripts/test-counts.ts";

const report = {
  numPassedTests: 40,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{}] }],
};

describe("the counts of a test run", () => {
  it("are vitest's own", () => {
    expect(countTests(report, 0)).toEqual({ passed: 40, failed: 0, skipped: 0 });
  });

  it("take a file that could not be collected for a failure", () => {
    const testResults = [...report.testResults, { status: "failed", assertionResults: [] }];
    expect(countTests({ ...report, testResults }, 1)).toEqual({ passed: 40, failed: 1, skipped: 0 });
  });

  it("do not count a failing test and its file twice", () => {
    const testResults = [{ status: "failed", assertionResults: [{}, {}] }];
    expect(countTests({ ...report, numFailedTests: 2, testResults }, 1).failed).toBe(2);
  });

  it("hold an error outside any test against the run", () => {
    expect(countTests(report, 1).failed).toBe(1);
  });

  it("are one failure when there is no report", () => {
    expect(countTests(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("tell skipped and planned tests before the last line", () => {
    const counts = countTests({ ...report, numPendingTests: 2, numTodoTests: 1 }, 0);
    expect(summary(counts)).toBe("3 skipped\n40 passed, 0 failed");
    expect(summary(countTests(report, 0))).toBe("40 passed, 0 failed");
  });
});
