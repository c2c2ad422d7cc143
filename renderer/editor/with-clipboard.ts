import { Editor, type NodeEntry, Path, Range, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { exportedBody } from "#core/draft/exported-body";
import { MAX_CHARACTERS } from "#core/draft/limits";
import { numbersOf } from "#core/draft/numbering";
import { readText } from "#core/draft/read-text";
import { type Block, bodySchema, type ImportMessage, type Span, textOf } from "#core/draft/schema";
import type { SourceDocument, SourceRun } from "#core/draft/source";
import { LINE_BREAK, visibleText } from "#core/draft/visible-text";
import { type CopiedBlock, clipboardHtml } from "#core/word/clipboard-html";
import { blockAtCursor, styleOf } from "./blocks.ts";
import { type Pasted, passageFrom, plainBlocks, speechFrom } from "./blocks-from-text.ts";
import { readHtml } from "./read-html.ts";
import type { SpeechEditor } from "./slate-types.ts";
import { confirmAtCursor } from "./with-carried.ts";
import { selectWholeSlots } from "./with-slots.ts";

/** Blocks with their marks, between windows of this program only. */
const BLOCKS = "application/x-speechwright-blocks";
/** Longer copies are pictures written out as letters; reading them would stop the window for seconds. In UTF-16 units. */
const LONGEST_HTML = 20 * 1024 * 1024;

/** Who hears what came of a paste. */
export type PasteListener = {
  /** Nothing was pasted; the sentence says why. */
  refused: (sentence: string) => void;
  /** A paste was made, or made again by redo; the notes, often none, are what it changed, dropped or was unsure of. */
  noted: (notes: ImportMessage[]) => void;
  /** The paste of these notes (the same array) was undone. */
  undone?: (notes: ImportMessage[]) => void;
};

type Step = SpeechEditor["history"]["undos"][number];

/** What a paste puts in: blocks, `whole` where they are all the text there is, or words that go into the line. */
type Brought = Pick<Pasted, "notes"> & ({ blocks: Block[]; whole: boolean } | { words: SourceRun[] });

/** Copies with numbers and looks for Word and WPS; pastes with the structure recognised, each paste one step of undo. */
export function withClipboard(editor: SpeechEditor, listener: PasteListener): SpeechEditor {
  const { insertText, undo, redo } = editor;
  const notesOf = new WeakMap<Step, ImportMessage[]>();
  const lastStep = () => editor.history.undos.at(-1);

  editor.setFragmentData = (data) => {
    const { selection } = editor;
    if (!selection || Range.isCollapsed(selection)) return;
    const copied = copiedBlocks(editor, selection);
    const part = isPartOfLine(editor, selection);
    // A few words of a heading are words, wherever they are put.
    const own = (editor.getFragment() as Block[]).map((block) =>
      part ? { type: "paragraph", children: block.children } : block,
    );
    data.setData(BLOCKS, JSON.stringify(own));
    const textOfCopied = ({ spans, number }: CopiedBlock) => number + spans.map(({ text }) => text).join("");
    data.setData("text/plain", copied.map(textOfCopied).join("\n"));
    data.setData("text/html", clipboardHtml(copied, part));
  };

  editor.insertData = (data) => {
    // A prompt is replaced as a whole.
    selectWholeSlots(editor);
    const own = parseBlocks(data.getData(BLOCKS));
    if (own) {
      // A speech with its title takes the place of the salutation that every new draft has.
      const speech =
        own[0]?.type === "title" && own.some((block) => block.type === "paragraph" && textOf(block) !== "");
      const whole = speech && isBlank(editor);
      paste(own.map(textOf), () => ({ blocks: own, whole, notes: [] }));
    } else {
      const source = sourceOf(data);
      if (typeof source === "string") listener.refused(source);
      else if (source) paste(textsOf(source), () => broughtBy(editor, source));
    }
  };

  /** Pastes as one step of undo what `bring` makes of these texts, unless the draft would grow too long. */
  function paste(texts: readonly string[], bring: () => Brought): void {
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (Editor.string(editor, []).length + length > MAX_CHARACTERS) {
      listener.refused("没有粘贴：加上这些字，讲稿会超过 200 万字，讲稿匠打不开这么长的稿子。把内容分成几篇再粘贴。");
      return;
    }
    const brought = bring();
    const { notes } = brought;
    const before = lastStep();
    const lastOperation = before?.operations.at(-1);
    // Text that was dragged has just been taken from its old place: both are one step.
    const moved = lastOperation !== undefined && editor.operations.includes(lastOperation);
    HistoryEditor[moved ? "withMerging" : "withNewBatch"](editor, () => put(brought));
    const step = lastStep();
    if (step && (moved || step !== before)) notesOf.set(step, notes);
    listener.noted(notes);
  }

  function put(brought: Brought): void {
    if ("blocks" in brought) {
      if (brought.blocks.length === 0) return;
      if (brought.whole) Transforms.select(editor, []);
      insertBlocks(editor, brought.blocks);
    } else if (brought.words.some(({ bold }) => bold)) {
      insertBlocks(editor, [{ type: "paragraph", children: brought.words.map(spanOf) }]);
    } else {
      insertText(brought.words.map(({ text }) => text).join(""));
    }
  }

  editor.insertPlainText = (text) => {
    selectWholeSlots(editor);
    paste([text], () => ({ blocks: plainBlocks(text), whole: false, notes: [] }));
  };

  // What is typed behind a paste is undone by itself.
  editor.insertText = (text, options) => {
    const step = lastStep();
    if (step && notesOf.has(step)) HistoryEditor.withNewBatch(editor, () => insertText(text, options));
    else insertText(text, options);
  };

  editor.undo = () => {
    const step = lastStep();
    undo();
    const notes = step && notesOf.get(step);
    if (notes) listener.undone?.(notes);
  };

  editor.redo = () => {
    const step = editor.history.redos.at(-1);
    redo();
    const notes = step && notesOf.get(step);
    if (notes) listener.noted(notes);
  };
  return editor;
}

/** What the clipboard brings as text with its hints; a sentence where it brings nothing to paste, undefined where it is empty. */
function sourceOf(data: DataTransfer): SourceDocument | string | undefined {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  if (html.length > LONGEST_HTML) {
    const megabytes = Math.round(html.length / 1024 / 1024);
    return `没有粘贴：复制的内容带着格式有 ${megabytes} 兆，多半是里面的图片。用“粘贴为纯文本”只取文字，或者少复制一些。`;
  }
  if (html !== "") {
    const { source, tellsMore } = readHtml(html);
    const usable = source.paragraphs.length > 0 && (tellsMore || text.trim() === "");
    if (usable) return source;
    if (text.trim() === "" && source.messages.some(({ code }) => code === "picture-lost")) return PICTURE;
  }
  if (text !== "") return readText(text);
  const files = [...(data.files ?? [])];
  if (files.length === 0) return undefined;
  return files.every(({ type }) => type.startsWith("image/")) ? PICTURE : FILE;
}

const PICTURE = "没有粘贴：剪贴板里是图片，讲稿里只放文字。图片上的字，要先用带文字识别的软件转成文字。";
const FILE = "没有粘贴：剪贴板里是文件，不是文字。要打开它，用“打开文件”，或者把它拖进窗口。";

function textsOf({ paragraphs }: SourceDocument): string[] {
  return paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text));
}

/** What a source becomes at the cursor: words in a line stay as they are, several lines get their structure. */
function broughtBy(editor: SpeechEditor, source: SourceDocument): Brought {
  const [first, second] = source.paragraphs;
  const severalLines = second !== undefined || (first?.runs ?? []).some(({ text }) => LINE_BREAK.test(text.trim()));
  const block = blockAtCursor(editor)?.[0];
  if (first && !severalLines && block && textOf(block) !== "") {
    const words = first.runs.map((run) => ({ ...run, text: visibleText(run.text.replace(/\p{Cc}/gu, "")) }));
    return { words, notes: source.messages };
  }
  const whole = severalLines && (isBlank(editor) || isAllSelected(editor));
  return { ...(whole ? speechFrom(source) : passageFrom(source)), whole };
}

const spanOf = ({ text, bold }: SourceRun) => (bold ? { text, bold: true as const } : { text });

/** Puts `blocks` at the cursor: a lone paragraph into the line, several between what stands before and behind. */
function insertBlocks(editor: SpeechEditor, brought: readonly Block[]): void {
  Editor.withoutNormalizing(editor, () => {
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    confirmAtCursor(editor);
    const entry = blockAtCursor(editor);
    const blocks = entry ? withoutSecondHead(editor, brought, entry) : [];
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

/**
 * `blocks` for the place of `entry`, as text where they would be a second title, salutation and so on of the draft, with all the head
 * of a speech whose title is text; or a signature before the end. Blocks of the kind at the cursor go on with it.
 */
function withoutSecondHead(editor: SpeechEditor, blocks: readonly Block[], [cursor, path]: NodeEntry<Block>): Block[] {
  const at = path[0] ?? 0;
  const written = (block: Block) => textOf(block) !== "";
  const body = editor.children as Block[];
  const taken = new Set(body.filter((block, index) => index !== at && written(block)).map(({ type }) => type));
  const behind = editor.selection && { anchor: editor.selection.anchor, focus: Editor.end(editor, []) };
  const atEnd = !behind || Editor.string(editor, behind) === "";
  const isForeign = blocks.some(({ type }) => type === "title") && cursor.type !== "title" && taken.has("title");
  const stays = ({ type }: Block) => {
    if (type === cursor.type || type === "paragraph" || type === "heading") return true;
    return type === "signature" ? atEnd : !isForeign && !taken.has(type);
  };
  return blocks.flatMap((block): Block[] => {
    if (stays(block)) return [block];
    return written(block) ? [{ type: "paragraph", children: block.children }] : [];
  });
}

/** The selected blocks as exports write them, with the number of each heading and lead that is selected from its start. */
function copiedBlocks(editor: SpeechEditor, selection: Range): CopiedBlock[] {
  const [start] = Range.edges(selection);
  const first = start.path[0] ?? 0;
  const numbers = numbersOf(editor.children as Block[]);
  return exportedBody(editor.getFragment() as Block[]).map(({ place, block, spans }) => {
    const whole = place > 0 || Editor.isStart(editor, start, [first]);
    return { block, spans, number: whole ? (numbers[first + place] ?? "") : "" };
  });
}

/** Whether only a part of one block is selected. */
function isPartOfLine(editor: SpeechEditor, selection: Range): boolean {
  const [start, end] = Range.edges(selection);
  const block = [start.path[0] ?? 0];
  if (end.path[0] !== block[0]) return false;
  return !Editor.isStart(editor, start, block) || !Editor.isEnd(editor, end, block);
}

/** Whether nothing was written yet beside the salutation that every new draft has. */
function isBlank(editor: SpeechEditor): boolean {
  return (editor.children as Block[]).every((block) => block.type === "salutation" || textOf(block) === "");
}

function isAllSelected(editor: SpeechEditor): boolean {
  if (!editor.selection) return false;
  const [start, end] = Range.edges(editor.selection);
  return Editor.isStart(editor, start, []) && Editor.isEnd(editor, end, []);
}

/** Blocks that were copied here; any page may call its data so, and none may bring in what typing could not. */
function parseBlocks(json: string): Block[] | undefined {
  try {
    return bodySchema
      .safeParse(JSON.parse(json))
      .data?.map((block) => ({ ...block, children: block.children.map(shown) }));
  } catch {
    return undefined;
  }
}

/** A span as text alone, without what nobody sees; one with children would be text and element in one. */
function shown(span: Span & { children?: unknown }): Span {
  const { children: _, ...rest } = span;
  return { ...rest, text: visibleText(span.text) };
}
