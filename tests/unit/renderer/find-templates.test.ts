import { expect, it } from "vitest";
import type { TemplateSummary } from "#core/api/contract";
import { spell } from "#core/pinyin-dictionary";
import { findTemplates } from "../../../renderer/features/new-draft/find-templates.ts";

const template = (name: string, own = false): TemplateSummary => ({
  id: name,
  name,
  group: own ? "我的模板" : "部署推进",
  use: "",
  targetCharacters: { min: 1, max: 2 },
  own,
  patterns: [],
});
const best = (query: string, ...templates: TemplateSummary[]) => findTemplates(query, templates, spell).best?.name;

it("chooses the name itself before a longer one, also an own one that holds it", () => {
  const templates = [template("县联席会议套稿", true), template("联席会议", false)];
  for (const query of ["lxhy", "lianxihuiyi", "联席会议"]) expect(best(query, ...templates)).toBe("联席会议");
});

it("chooses a name that begins so before one that only holds it", () => {
  expect(best("lx", template("县联席会议", true), template("联席会议讲话"))).toBe("联席会议讲话");
});

it("chooses an own one among those that fit as well", () => {
  expect(best("lx", template("联席会议"), template("联席碰头会", true))).toBe("联席碰头会");
  expect(best("hy", template("部署会议"), template("周例会议", true))).toBe("周例会议");
});

it("leaves the first one where nothing is looked for", () => {
  expect(best("", template("致辞"), template("周例会", true))).toBe("致辞");
});
