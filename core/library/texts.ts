import { textOf } from "../draft/schema.ts";
import type { Entry } from "./entry.ts";

/** What an entry is called: a slogan is its own name. */
export function nameOf(entry: Entry): string {
  return entry.kind === "slogan" ? entry.text : entry.title;
}

/** The words that an entry holds beside its name, `""` for none; a passage's blocks one a line, without numbers. */
export function textOfEntry(entry: Entry): string {
  switch (entry.kind) {
    case "citation":
      return entry.text ?? "";
    case "term":
      return entry.expansion ?? "";
    case "slogan":
      return "";
    case "passage":
      return entry.body.map(textOf).join("\n");
  }
}
