import { describe, expect, it } from "vitest";
import type { Entry } from "#core/library/entry";
import { incomingState, openSharedEntries, sharedEntries } from "#core/library/share-file";

const ID = "7f1f2f3e-0000-4000-8000-000000000001";
const OTHER = "7f1f2f3e-0000-4000-8000-000000000002";
const passage: Entry = {
  id: ID,
  kind: "passage",
  title: "组织领导",
  themes: ["保障"],
  body: [{ type: "paragraph", children: [{ text: "由" }, { text: "X区", field: "region" }, { text: "牵头。" }] }],
};
const slogan: Entry = { id: OTHER, kind: "slogan", text: "会议开到一线。", place: "开头", themes: [] };
const file = (content: Record<string, unknown>) =>
  JSON.stringify({ kind: "speechwright-library", schemaVersion: 1, entries: [passage], ...content });

describe("a file for colleagues", () => {
  it("brings entries over whole, with keys that this program does not know", () => {
    const later = { ...slogan, rhyme: "线" } as Entry;
    expect(openSharedEntries("a.speech-library", sharedEntries([passage, later]))).toEqual([passage, later]);
    expect(openSharedEntries("a.speech-library", `\uFEFF${sharedEntries([passage])}`)).toEqual([passage]);
  });

  it.each([
    ["nothing", "", "file.damaged", "文件内容不完整，或者不是素材文件"],
    ["half a file", sharedEntries([passage]).slice(0, 90), "file.damaged", "文件内容不完整，或者不是素材文件"],
    ["a number", "7", "file.damaged", "它不是讲稿匠的素材文件"],
    ["null", "null", "file.damaged", "它不是讲稿匠的素材文件"],
    ["another kind", file({ kind: "speechwright-templates" }), "file.damaged", "它不是讲稿匠的素材文件"],
    ["no version", file({ schemaVersion: undefined }), "file.damaged", "没有写明素材的格式版本"],
    ["a version that is none", file({ schemaVersion: "1" }), "file.damaged", "没有写明素材的格式版本"],
    ["a newer version", file({ schemaVersion: 2 }), "file.future", "更新版本的讲稿匠"],
    ["no entries", file({ entries: [] }), "file.damaged", "里面没有素材"],
    ["entries that are no list", file({ entries: { length: 1 } }), "file.damaged", "里面没有素材"],
    [
      "one faulty entry",
      file({ entries: [passage, { ...slogan, text: " " }] }),
      "file.damaged",
      "第 2 条的“金句”没有填",
    ],
    [
      "a wrong date",
      file({
        entries: [{ ...passage, kind: "citation", documentKind: "law", status: "in-force", issuedOn: "2026-02-30" }],
      }),
      "file.damaged",
      "第 1 条的“发布或通过日期”不是日历上有的日期",
    ],
    ["an id twice", file({ entries: [slogan, passage, slogan] }), "file.damaged", "第 1 条和第 3 条用了同一个编号"],
    ["the id of a shipped entry", file({ entries: [{ ...slogan, id: "S001" }] }), "file.damaged", "第 1 条的编号不对"],
    ["an entry that is none", file({ entries: [null] }), "file.damaged", "第 1 条的内容不是素材"],
    [
      "endless nesting",
      file({}).replace('"保障"', `"保障"],"deep":[${"[".repeat(20_000)}${"]".repeat(20_000)}`),
      "file.damaged",
      "第 1 条套得太深",
    ],
  ])("with %s is refused whole, in a sentence", (_, json, code, reason) => {
    expect(() => openSharedEntries("同事.speech-library", json)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(new RegExp(`^没有取入“同事.speech-library”：.*${reason}.*。$`, "u")),
      }),
    );
  });

  it("says what taking an entry in would do", () => {
    expect(incomingState(passage, [])).toBe("new");
    expect(incomingState(passage, [slogan])).toBe("new");
    expect(incomingState(passage, [slogan, passage])).toBe("same");
    expect(incomingState({ ...passage, id: OTHER }, [passage])).toBe("same");
    expect(incomingState({ ...passage, title: "组织保障" }, [passage])).toBe("changed");
  });
});
