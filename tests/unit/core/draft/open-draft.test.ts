import { describe, expect, it } from "vitest";
import { draftFile, openDraft } from "#core/draft/open-draft";
import { blankBody, newDraft, SCHEMA_VERSION } from "#core/draft/schema";

const draft = newDraft({ id: "4b0c86f1-50a6-4a7e-9a44-6f0a4a3c9a11", now: "2026-11-22T08:00:00.000Z" }, blankBody());
const file = JSON.parse(draftFile(draft));

describe("openDraft", () => {
  it("reads what draftFile wrote", () => {
    expect(openDraft(draftFile(draft))).toEqual({ state: "current", draft });
  });

  it("reads a file with a byte order mark", () => {
    expect(openDraft(`\uFEFF${draftFile(draft)}`).state).toBe("current");
  });

  it("keeps unknown keys at every level", () => {
    const extended = structuredClone(file);
    extended.later = { a: 1 };
    extended.card.later = 2;
    extended.body[1].later = 3;
    extended.body[1].children[0].later = 4;
    const opened = openDraft(JSON.stringify(extended));
    expect(opened.state === "current" && opened.draft).toEqual(extended);
  });

  it("opens a later version for reading", () => {
    const opened = openDraft(JSON.stringify({ ...file, schemaVersion: SCHEMA_VERSION + 1, news: true }));
    expect(opened).toMatchObject({ state: "future", version: SCHEMA_VERSION + 1 });
  });

  it.each([
    ["half a file", '{"schemaVersion": 1, "id":'],
    ["nothing", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["no version", JSON.stringify({ ...file, schemaVersion: undefined })],
    ["a version of text", JSON.stringify({ ...file, schemaVersion: "1" })],
    ["an unknown block", JSON.stringify({ ...file, body: [{ type: "table", children: [{ text: "" }] }] })],
    ["an empty body", JSON.stringify({ ...file, body: [] })],
    ["a null in the body", JSON.stringify({ ...file, body: [null] })],
    [
      "a heading of level 5",
      JSON.stringify({ ...file, body: [{ type: "heading", level: 5, children: [{ text: "" }] }] }),
    ],
    ["an id that is a path", JSON.stringify({ ...file, id: "../../etc" })],
    ["a later version that cannot be read", JSON.stringify({ schemaVersion: 99 })],
  ])("refuses %s with a reason and does not throw", (_, json) => {
    const opened = openDraft(json);
    expect(opened.state).toBe("broken");
    expect(opened.state === "broken" && opened.reason).toMatch(/^文件/u);
  });
});
