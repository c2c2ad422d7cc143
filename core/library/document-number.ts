/** 文号 as it is printed: its year stands in 〔〕, also where it was typed in the brackets that a keyboard has. */
export function tidyDocumentNumber(number: string): string {
  return number.trim().replace(/[[［(（【](\d{4})[\]］)）】](?=第?\d)/gu, "〔$1〕");
}
