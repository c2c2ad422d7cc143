import { Editor, type Path, Range, Transforms } from "slate";
import { HistoryEditor } from "slate-history";
import { type NumberForm, readNumber } from "#core/draft/recognise/number";
import { type Block, type HeadingLevel, type LeadLevel, textOf } from "#core/draft/schema";
import { LINE_BREAK, visibleText } from "#core/draft/visible-text";
import { become, blockAtCursor, markLead, pointIn } from "./blocks.ts";
import type { SpeechEditor } from "./slate-types.ts";

/** A number typed at the start of a paragraph that has just made it a heading. */
type Taken = {
  form: NumberForm;
  /** The number as it was typed. */
  sign: string;
  path: Path;
  /** The step of undo that made the heading. */
  step: SpeechEditor["history"]["undos"][number];
  /** Blanks and the 、 of （一）、 that were typed behind the number and belong to it. */
  swallowed: string;
  /** What was typed behind the number since. */
  behind: string;
};

/** The level of each form that makes a heading when it is typed. Source: GB/T 9704-2012, 7.3.3; 第一, and ① are left to the writer. */
const LEVELS: Partial<Record<NumberForm, HeadingLevel>> = {
  chinese: 1,
  bracketChinese: 2,
  arabic: 3,
  bracketArabic: 4,
};
/** The sign itself; a blank alone does not complete it, nor is the 、 of （一）、 needed to. */
const SIGN = /^(?:[^、.．）)]{1,7}[、.．）)]|[㈠-㈩⒈-⒛⑴-⒇])/u;
/** What shows that the number belonged to its sentence after all: 一、二、三产业; 1.5亿元; （一）和（二）. */
const RUNNING_ON: Partial<Record<NumberForm, RegExp>> = {
  chinese: /^[一二三四五六七八九十百零〇]{1,5}(?:[、，,]|[和与至到][一二三四五六七八九十])/u,
  bracketChinese: /^[、，,—和与至到]{0,2}[（(]\s*[一二三四五六七八九十]/u,
  arabic: /^(?:[0-9０-９]{1,2}(?:[、，,]|[和与至到][0-9０-９]))/u,
  bracketArabic: /^[、，,—和与至到]{0,2}[（(]\s*[0-9０-９]/u,
};
const DIGIT = /^[0-9０-９]/u;
/** Longer than what RUNNING_ON waits for. */
const SETTLED = 8;
/** The end of a lead sentence; ？ and ！ also stand inside headings (为什么学？怎么学？). */
const SENTENCE_END = /。[”’」』）)】》]?/u;

/**
 * Typing a number makes structure, each time as one step of undo that gives the typed text back for good:
 * 一、 （一） 1. （1） at the start of a paragraph make a heading, and text typed behind the 。 of a heading of level 2 to 4
 * makes it a lead with its text. Wants `withHistory` below it.
 */
export function withTypedNumbers(editor: SpeechEditor): SpeechEditor {
  const { apply, insertText } = editor;
  let taken: Taken | undefined;
  let typing = false;

  // Whatever else changes the text ends the wait for what belongs to the number.
  editor.apply = (operation) => {
    if (!typing && operation.type !== "set_selection") taken = undefined;
    apply(operation);
  };

  editor.insertText = (text, options) => {
    const visible = visibleText(text);
    if (options?.at !== undefined || LINE_BREAK.test(visible)) {
      insertText(text, options);
      return;
    }
    typing = true;
    try {
      if (taken && !isBehind(editor, taken)) taken = undefined;
      if (taken && runsOn(editor, taken, visible)) {
        giveBack(editor, taken, visible, insertText);
        taken = undefined;
        return;
      }
      const wanted = taken ? withoutSwallowed(taken, visible) : visible;
      if (wanted !== "") insertText(wanted, options);
      if (taken) {
        taken.behind += wanted;
        if (taken.behind.length > SETTLED) taken = undefined;
      } else {
        taken = takeNumber(editor, wanted);
      }
      runIn(editor, wanted);
    } finally {
      typing = false;
    }
  };
  return editor;
}

/** Makes the paragraph a heading whose number was completed by `typed`. */
function takeNumber(editor: SpeechEditor, typed: string): Taken | undefined {
  const place = cursorIn(editor);
  if (!place || typed === "") return undefined;
  const { block, path, before } = place;
  if (block.type !== "paragraph" || block.leadLevel !== undefined) return undefined;
  const text = textOf(block);
  const number = readNumber(text);
  const level = number && LEVELS[number.form];
  const sign = number && SIGN.exec(number.typed)?.[0].length;
  if (!number || !level || !sign || sign > before.length || sign <= before.length - typed.length) return undefined;
  if (isMarked(block, number.length)) return undefined;
  const end = SENTENCE_END.exec(text);
  const lead = end && end.index + end[0].length < text.length ? end.index + end[0].length - number.length : 0;
  // 一、 is never run in: before a paragraph of several sentences it stays what it is.
  if (lead > 0 && level === 1) return undefined;

  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      Transforms.delete(editor, {
        at: { anchor: Editor.start(editor, path), focus: pointIn(editor, path, number.length) },
      });
      if (lead > 0) {
        markLead(editor, path, lead);
        become(editor, path, { type: "paragraph", leadLevel: level as LeadLevel });
      } else {
        become(editor, path, { type: "heading", level });
      }
    });
  });
  const step = editor.history.undos.at(-1);
  if (!step) return undefined;
  return {
    form: number.form,
    sign: text.slice(0, sign),
    path,
    step,
    swallowed: "",
    behind: text.slice(number.length, before.length),
  };
}

/** Makes the heading a lead whose text was just begun behind its full stop. */
function runIn(editor: SpeechEditor, typed: string): void {
  const place = cursorIn(editor);
  if (place?.block.type !== "heading" || place.block.level === 1) return;
  const { block, path, before } = place;
  const { level } = place.block;
  const end = SENTENCE_END.exec(before);
  if (!end || before.length < textOf(block).length) return;
  const length = end.index + end[0].length;
  const rest = before.slice(length).trimStart();
  if (end.index === 0 || rest === "" || rest.length > typed.length) return;
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      markLead(editor, path, length);
      become(editor, path, { type: "paragraph", leadLevel: level });
    });
  });
}

/** Whether the cursor still stands where the typing behind the number left it. */
function isBehind(editor: SpeechEditor, taken: Taken): boolean {
  const place = cursorIn(editor);
  return place !== undefined && place.path[0] === taken.path[0] && place.before === taken.behind;
}

function runsOn(editor: SpeechEditor, { form, sign, step, swallowed, behind }: Taken, text: string): boolean {
  if (!editor.history.undos.includes(step)) return false;
  const decimal = /[.．]$/u.test(sign) && swallowed === "" && DIGIT.test(behind + text);
  return decimal || RUNNING_ON[form]?.test(behind + text) === true;
}

/** Takes the heading back as if it had never been made, and goes on in the text as it was typed. */
function giveBack(editor: SpeechEditor, taken: Taken, text: string, insertText: SpeechEditor["insertText"]): void {
  while (editor.history.undos.includes(taken.step)) editor.undo();
  insertText(taken.swallowed + taken.behind + text);
}

/** What of `text` is not blank between the number and the heading, nor the 、 of （一）、. */
function withoutSwallowed(taken: Taken, text: string): string {
  if (taken.behind !== "") return text;
  const bracket = taken.form === "bracketChinese" || taken.form === "bracketArabic";
  const [swallowed = ""] = (bracket && taken.swallowed === "" ? /^\s*[、.．]?\s*/u : /^\s*/u).exec(text) ?? [];
  taken.swallowed += swallowed;
  return text.slice(swallowed.length);
}

/** The block with the cursor and its text before it; undefined while something is selected. */
function cursorIn(editor: SpeechEditor): { block: Block; path: Path; before: string } | undefined {
  const entry = blockAtCursor(editor);
  if (!entry || !editor.selection || Range.isExpanded(editor.selection)) return undefined;
  const [block, path] = entry;
  const before = Editor.string(editor, { anchor: Editor.start(editor, path), focus: editor.selection.anchor });
  return { block, path, before };
}

/** Whether one of the first `length` units names something: text in a slot or a citation is no number of ours. */
function isMarked(block: Block, length: number): boolean {
  let offset = 0;
  return block.children.some((span) => {
    const within = offset < length && span.text !== "";
    offset += span.text.length;
    return within && (span.slot ?? span.field ?? span.citation ?? span.item) !== undefined;
  });
}
