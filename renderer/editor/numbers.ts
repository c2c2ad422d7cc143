import { numbersOf } from "#core/draft/numbering";
import type { Block } from "#core/draft/schema";
import type { SpeechEditor } from "./slate-types.ts";

// Slate replaces `children` on every change, so that its identity is the state of the text.
const computed = new WeakMap<object, Map<object, string>>();

/** The computed number shown before `block` (`一、`), `""` where there is none; computed once for each state of the text. */
export function numberOf(editor: SpeechEditor, block: Block): string {
  const body = editor.children as Block[];
  let numbers = computed.get(body);
  if (!numbers) {
    const all = numbersOf(body);
    numbers = new Map(body.flatMap((each, index) => (all[index] ? [[each, all[index]]] : [])));
    computed.set(body, numbers);
  }
  return numbers.get(block) ?? "";
}
