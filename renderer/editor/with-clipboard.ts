import { Editor, Path, Range, Transforms } from "slate";
import { MAX_CHARACTERS } from "#core/draft/limits";
import { numbersOf } from "#core/draft/numbering";
import { type Block, bodySchema, exportedText, type ImportMessage, textOf } from "#core/draft/schema";
import { blockAtCursor, styleOf } from "./blocks.ts";
import { passageFromText, speechFromText } from "./blocks-from-text.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { selectWholeSlots } from "./with-slots.ts";

/** Blocks with their marks, between windows of this program only. */
const BLOCKS = "application/x-speechwright-blocks";

const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/u;

/** Who hears what came of a paste. */
export type PasteListener = {
  /** Nothing was pasted; the sentence says why. */
  refused: (sentence: string) => void;
  /** What the recognition of the pasted text changed or was unsure of. */
  noted: (notes: ImportMessage[]) => void;
};

/** Copies with the numbers as text; pastes plain text with its structure recognised. */
export function withClipboard(editor: SpeechEditor, listener: PasteListener): SpeechEditor {
  editor.setFragmentData = (data) => {
    const { selection } = editor;
    if (!selection || Range.isCollapsed(selection)) return;
    data.setData(BLOCKS, JSON.stringify(editor.getFragment()));
    data.setData("text/plain", selectedText(editor, selection));
  };

  editor.insertData = (data) => {
    // A prompt is replaced as a whole.
    selectWholeSlots(editor);
    const own = parseBlocks(data.getData(BLOCKS));
    const text = own ? own.map(textOf).join("") : data.getData("text/plain");
    if (Editor.string(editor, []).length + text.length > MAX_CHARACTERS) {
      listener.refused("没有粘贴：加上这些字，讲稿会超过 200 万字，讲稿匠打不开这么长的稿子。把内容分成几篇再粘贴。");
      return;
    }
    if (own) {
      insertBlocks(editor, own);
      return;
    }
    const severalLines = LINE_BREAK.test(text.trim());
    const block = blockAtCursor(editor)?.[0];
    if (!severalLines && block && textOf(block) !== "") {
      // A few words into a line stay as they are, but for what nobody sees.
      editor.insertText(text.replace(/\p{Cc}/gu, ""));
      return;
    }
    const wholeSpeech = severalLines && isBlank(editor);
    const { blocks, notes } = wholeSpeech ? speechFromText(text) : passageFromText(text);
    if (blocks.length === 0) return;
    if (wholeSpeech) Transforms.select(editor, []);
    insertBlocks(editor, blocks);
    if (notes.length > 0) listener.noted(notes);
  };
  return editor;
}

/** Puts `blocks` at the cursor: a lone paragraph into the line, several between what stands before and behind. */
function insertBlocks(editor: SpeechEditor, blocks: Block[]): void {
  Editor.withoutNormalizing(editor, () => {
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    const entry = blockAtCursor(editor);
    const first = blocks[0];
    const last = blocks.at(-1);
    if (!entry || !first || !last) return;
    if (blocks.length === 1 && styleOf(first) === "paragraph") {
      Transforms.insertNodes(editor, first.children, { select: true });
      return;
    }
    const [head, path] = entry;
    const headLength = Editor.string(editor, {
      anchor: Editor.start(editor, path),
      focus: editor.selection?.anchor ?? Editor.start(editor, path),
    }).length;
    const tailLength = textOf(head).length - headLength;
    Transforms.splitNodes(editor, { always: true });
    const at = Path.next(path);
    Transforms.insertNodes(editor, blocks, { at });
    const tail = [at[0] === undefined ? 0 : at[0] + blocks.length];
    const end = Editor.pointRef(editor, Editor.end(editor, Path.previous(tail)));
    if (tailLength === 0) Transforms.removeNodes(editor, { at: tail });
    else if (styleOf(last) === "paragraph") Transforms.mergeNodes(editor, { at: tail });
    if (headLength === 0) Transforms.removeNodes(editor, { at: path });
    else if (styleOf(first) === "paragraph") Transforms.mergeNodes(editor, { at });
    const cursor = end.unref();
    if (cursor) Transforms.select(editor, cursor);
  });
}

/** The selected text, one block a line, with the number of each heading that is selected from its start. */
function selectedText(editor: SpeechEditor, selection: Range): string {
  const [start] = Range.edges(selection);
  const first = start.path[0] ?? 0;
  const numbers = numbersOf(editor.children as Block[]);
  return (editor.getFragment() as Block[])
    .map((block, index) => {
      const whole = index > 0 || Editor.isStart(editor, start, [first]);
      return `${whole ? (numbers[first + index] ?? "") : ""}${exportedText(block)}`;
    })
    .join("\n");
}

/** Whether nothing was written yet beside the salutation that every new draft has. */
function isBlank(editor: SpeechEditor): boolean {
  return (editor.children as Block[]).every((block) => block.type === "salutation" || textOf(block) === "");
}

function parseBlocks(json: string): Block[] | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
