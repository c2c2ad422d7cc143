import { Editor, Path, Range, Transforms } from "slate";
import { MAX_CHARACTERS } from "#core/draft/limits";
import { numbersOf } from "#core/draft/numbering";
import { type Block, bodySchema, textOf } from "#core/draft/schema";
import { blockAtCursor, styleOf } from "./blocks.ts";
import { blocksFromText } from "./blocks-from-text.ts";
import type { SpeechEditor } from "./slate-types.ts";

/** Blocks with their marks, between windows of this program only. */
const BLOCKS = "application/x-speechwright-blocks";

/** Copies with the numbers as text, pastes plain text as blocks. `refuse` gets the sentence that says why nothing was pasted. */
export function withClipboard(editor: SpeechEditor, refuse: (sentence: string) => void): SpeechEditor {
  editor.setFragmentData = (data) => {
    const { selection } = editor;
    if (!selection || Range.isCollapsed(selection)) return;
    data.setData(BLOCKS, JSON.stringify(editor.getFragment()));
    data.setData("text/plain", selectedText(editor, selection));
  };

  editor.insertData = (data) => {
    const own = parseBlocks(data.getData(BLOCKS));
    const text = own ? own.map(textOf).join("") : data.getData("text/plain");
    if (Editor.string(editor, []).length + text.length > MAX_CHARACTERS) {
      refuse("没有粘贴：加上这些字，讲稿会超过 200 万字，讲稿匠打不开这么长的稿子。把内容分成几篇再粘贴。");
      return;
    }
    const blocks = own ?? blocksFromText(text, Editor.string(editor, []) === "");
    if (blocks.length > 0) insertBlocks(editor, blocks);
  };
  return editor;
}

/** Puts `blocks` at the cursor: a lone paragraph into the line, several between what stands before and behind. */
export function insertBlocks(editor: SpeechEditor, blocks: Block[]): void {
  Editor.withoutNormalizing(editor, () => {
    if (editor.selection && Range.isExpanded(editor.selection)) Transforms.delete(editor);
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
      return `${whole ? (numbers[first + index] ?? "") : ""}${textOf(block)}`;
    })
    .join("\n");
}

function parseBlocks(json: string): Block[] | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
