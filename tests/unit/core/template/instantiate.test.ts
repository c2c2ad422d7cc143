import { describe, expect, it } from "vitest";
import { plainText } from "#core/draft/plain-text";
import { cardUnder, instantiate, templateHead } from "#core/template/instantiate";
import type { TemplatePattern } from "#core/template/schema";
import { readShipped } from "../../../../electron/services/template-folder.ts";

const templates = await readShipped("templates");
const template = (id: string) => templates.find((each) => each.id === id) as (typeof templates)[number];

/** The text of a template's usual pattern as a new draft has it. */
function textUnder(id: string, typed: Parameters<typeof cardUnder>[1]): string {
  const pattern = template(id).patterns[0] as TemplatePattern;
  const card = cardUnder(template(id), typed);
  expect(templateHead(template(id), pattern, card).card).toEqual(card);
  return plainText(instantiate(pattern, card));
}

describe("whom a new draft greets", () => {
  it("are the guests where the type is an address", () => {
    expect(textUnder("address", {})).toContain("\n各位领导、各位来宾、朋友们：\n");
    expect(textUnder("address", { salutation: "  " })).toContain("\n各位领导、各位来宾、朋友们：\n");
  });

  it("are those whom the card names", () => {
    expect(textUnder("address", { salutation: "各位客商、朋友们" })).toContain("\n各位客商、朋友们：\n");
    expect(textUnder("deployment", { audience: "上级" })).toContain("\n各位领导、同志们：\n");
  });

  it("are 同志们 otherwise", () => {
    expect(textUnder("deployment", {})).toContain("\n同志们：\n");
  });
});
