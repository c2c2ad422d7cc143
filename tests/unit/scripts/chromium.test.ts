import { describe, expect, it } from "vitest";
import { findChromium, withoutChromium } from "../../../scripts/chromium.ts";

describe("the browser of the tests", () => {
  it("is CHROMIUM_PATH when set, and nothing else then", () => {
    expect(findChromium({ CHROMIUM_PATH: "/own/chrome" }, (path) => path === "/own/chrome")).toBe("/own/chrome");
    expect(findChromium({ CHROMIUM_PATH: "/gone" }, (path) => path === "/usr/bin/chromium")).toBeNull();
  });

  it("is otherwise the first one in the usual places", () => {
    expect(findChromium({}, (path) => path.includes("google-chrome"))).toBe("/usr/bin/google-chrome");
    expect(findChromium({}, () => false)).toBeNull();
  });

  it("is installed by root on Debian, together with a Chinese font", () => {
    const missing = withoutChromium(true, true);
    expect("commands" in missing && missing.commands.at(-1)).toEqual(
      expect.arrayContaining(["apt-get", "chromium", "fonts-noto-cjk"]),
    );
  });

  it.each([
    [false, true],
    [true, false],
    [false, false],
  ])("is asked for in words elsewhere (root %s, Debian %s)", (root, debian) => {
    expect(withoutChromium(root, debian)).toEqual({ advice: expect.stringMatching(/chromium.*CHROMIUM_PATH/i) });
  });
});
