import { createEditor, Editor } from "slate";
import { withHistory } from "slate-history";
import { withReact } from "slate-react";
import type { Block, Cursor } from "#core/draft/schema";
import { withItemRuns } from "./item-runs.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { withCarried } from "./with-carried.ts";
import { type PasteListener, withClipboard } from "./with-clipboard.ts";
import { withHead } from "./with-head.ts";
import { withPromise } from "./with-promise.ts";
import { withSlots } from "./with-slots.ts";
import { withSpeech } from "./with-speech.ts";
import { withTypedNumbers } from "./with-typed-numbers.ts";
import { withTypingHistory } from "./with-typing-history.ts";

/** The editor of one draft: its text in shape, no history, the cursor where it was; `paste` hears what came of each paste. */
export function createSpeechEditor(body: Block[], cursor: Cursor | undefined, paste: PasteListener): SpeechEditor {
  const typed = withTypedNumbers(
    withTypingHistory(
      withSlots(withPromise(withItemRuns(withSpeech(withCarried(withHead(withHistory(withReact(createEditor())))))))),
    ),
  );
  const editor = withClipboard(typed, paste);
  // Measured: 10 blocks a chunk; larger ones gave nothing.
  editor.getChunkSize = (node) => (node === editor ? 10 : null);
  editor.children = body;
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  editor.selection = cursor && isInText(editor, cursor) ? cursor : null;
  return editor;
}

function isInText(editor: SpeechEditor, cursor: Cursor): boolean {
  return [cursor.anchor, cursor.focus].every(({ path, offset }) => {
    const [block = -1, span = -1] = path;
    const text = (editor.children[block] as Block | undefined)?.children[span]?.text;
    return path.length === 2 && text !== undefined && offset <= text.length;
  });
}
