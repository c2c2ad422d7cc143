import { describe, expect, it } from "vitest";
import { createClient } from "#core/api/client";
import { type Api, contract } from "#core/api/contract";
import { dispatch } from "#core/api/dispatch";
import { failureOf, SpeechError } from "#core/api/errors";

const ID = "5d0f3f6a-2a1e-4a35-9a0f-0123456789ab";

/** An api whose drafts answer as told; nothing else of it is ever reached. */
function apiWith(drafts: Partial<Api["drafts"]>): Api {
  return { drafts } as Api;
}

async function ask(api: Api, name: unknown, input?: unknown) {
  const defects: unknown[] = [];
  return { answer: await dispatch(api, name, input, (error) => defects.push(error)), defects };
}

describe("dispatch", () => {
  it("parses the input and answers with the value", async () => {
    const seen: unknown[] = [];
    const api = apiWith({
      async rename(input) {
        seen.push(input);
        return {};
      },
    });
    const { answer } = await ask(api, "drafts.rename", { id: ID, title: "  题目 ", extra: 1 });
    expect(answer).toEqual({ ok: true, value: {} });
    expect(seen).toEqual([{ id: ID, title: "题目" }]);
  });

  it.each([
    ["constructor.name"],
    ["drafts.constructor"],
    ["drafts.__proto__"],
    ["drafts"],
    ["drafts.list.call"],
    [""],
    [undefined],
    [["drafts.list"]],
  ])("refuses %o, which is no call", async (name) => {
    const { answer, defects } = await ask(apiWith({}), name);
    expect(answer).toMatchObject({ ok: false, error: { code: "input.invalid" } });
    expect(defects).toEqual([]);
  });

  it.each([
    ["drafts.open", { id: "../../secrets" }],
    ["drafts.open", null],
    ["drafts.rename", { id: ID, title: " " }],
    ["drafts.save", { id: ID, revision: 0, body: [], importNotes: [] }],
    ["drafts.save", { id: ID, revision: 0, body: [{ type: "table", children: [] }], importNotes: [] }],
  ])("refuses %s with %o", async (name, input) => {
    expect((await ask(apiWith({}), name, input)).answer).toMatchObject({ ok: false, error: { code: "input.invalid" } });
  });

  it("tells a failure by its sentence and a defect without its text", async () => {
    const failing = (error: Error) => apiWith({ open: () => Promise.reject(error) });
    const known = new SpeechError("draft.missing", "没有找到。", { a: "b" });
    const told = await ask(failing(known), "drafts.open", { id: ID });
    expect(told).toEqual({ answer: { ok: false, error: failureOf(known) }, defects: [] });

    const defect = new Error("/home/someone/secret.docx");
    const hidden = await ask(failing(defect), "drafts.open", { id: ID });
    expect(hidden.answer).toMatchObject({ ok: false, error: { code: "unknown", details: {} } });
    expect(JSON.stringify(hidden.answer)).not.toContain("secret");
    expect(hidden.defects).toEqual([defect]);
  });
});

describe("the client", () => {
  it("has every call of the contract and carries it by name", async () => {
    const carried: unknown[] = [];
    const client = createClient(async (name, input) => {
      carried.push([name, input]);
      return { ok: true, value: "answer" };
    });
    for (const [group, methods] of Object.entries(contract)) {
      expect(Object.keys(client[group as keyof Api])).toEqual(Object.keys(methods));
    }
    expect(await client.drafts.open({ id: ID })).toBe("answer");
    expect(carried).toEqual([["drafts.open", { id: ID }]]);
  });

  it("throws what the host refused, sentence and details with it", async () => {
    const error = {
      code: "disk.full",
      message: "没有存上：磁盘已满。",
      details: { suggestedName: "稿（2）.docx" },
    } as const;
    const client = createClient(async () => ({ ok: false, error }));
    await expect(client.drafts.list({})).rejects.toMatchObject({ name: "SpeechError", ...error });
  });
});
