import { expect, it } from "vitest";
import { tidyDocumentNumber } from "#core/library/document-number";

it.each([
  "国发[2026]30号",
  "国发［2026］30号",
  "国发(2026)30号",
  "国发（2026）30号",
  "国发【2026】30号",
  " 国发〔2026〕30号 ",
])("%s has its year in 〔〕", (typed) => {
  expect(tidyDocumentNumber(typed)).toBe("国发〔2026〕30号");
});

it.each(["国令第722号", "国发〔2026〕30号（2027年修订）", "GB/T 9704—2012", "（2026）"])("%s stays", (typed) => {
  expect(tidyDocumentNumber(typed)).toBe(typed);
});
