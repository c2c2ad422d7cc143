import { describe, expect, it } from "vitest";
import { plan, type Situation, wordsForApp } from "../../../scripts/start-plan.ts";

const usual: Situation = { nodeVersion: "22.12.0", browser: false, runtime: "present", triedToday: false };

describe("how npm start opens the app", () => {
  it("takes the desktop window when its runtime is in place, and the browser should the window fail", () => {
    expect(plan(usual)).toEqual({ doors: ["desktop", "browser"] });
  });

  it("fetches an absent runtime once and has the browser behind it", () => {
    expect(plan({ ...usual, runtime: "absent" })).toEqual({ doors: ["fetched-desktop", "browser"] });
  });

  it("does not fetch again on the same day and says so", () => {
    expect(plan({ ...usual, runtime: "absent", triedToday: true })).toEqual({
      note: expect.stringContaining("今天取过一次"),
      doors: ["browser"],
    });
  });

  it("never fetches where no runtime is built", () => {
    expect(plan({ ...usual, runtime: "unpublished" })).toEqual({ note: expect.any(String), doors: ["browser"] });
  });

  it.each(["present", "absent", "unpublished"] as const)(
    "goes straight to the browser when asked (runtime %s)",
    (runtime) => {
      expect(plan({ ...usual, runtime, browser: true })).toEqual({ doors: ["browser"] });
    },
  );

  it.each(["18.20.4", "20.18.1", "20.0.0"])("refuses Node %s in a sentence that says what to do", (nodeVersion) => {
    expect(plan({ ...usual, nodeVersion, browser: true })).toEqual({
      refusal: expect.stringMatching(new RegExp(`${nodeVersion}.*20\\.19.*npm start`)),
    });
  });

  it.each(["20.19.0", "21.0.0", "26.1.0"])("accepts Node %s", (nodeVersion) => {
    expect(plan({ ...usual, nodeVersion })).toHaveProperty("doors");
  });
});

it("makes files absolute, keeps switches and takes --browser for itself", () => {
  const resolve = (path: string) => `/home/user/${path}`;
  expect(wordsForApp(["--browser", "去年 讲话.txt", "--no-open"], resolve)).toEqual([
    "/home/user/去年 讲话.txt",
    "--no-open",
  ]);
});
