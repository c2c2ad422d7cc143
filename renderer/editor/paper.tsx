import { type KeyboardEvent, memo } from "react";
import { type Editor, Range, Transforms } from "slate";
import {
  Editable,
  ReactEditor,
  type RenderChunkProps,
  type RenderElementProps,
  type RenderLeafProps,
  useSlateSelector,
  useSlateStatic,
} from "slate-react";
import { type Block, type Span, textOf } from "#core/draft/schema";
import { shiftLevel } from "./blocks.ts";
import { useComposition } from "./composition.ts";
import { useFreshSelection } from "./fresh-selection.ts";
import { isDetached, leafTitle } from "./leaf-titles.ts";
import { numberOf } from "./numbers.ts";
import { usePaste } from "./paste-events.ts";
import { goToEdge } from "./places.ts";
import { titleBreaks } from "./title-breaks.ts";
import { noteComposition } from "./with-typing-history.ts";
import "../styles/paper.css";

/** What an empty block of each kind waits for; an empty heading shows its number instead. */
const PLACEHOLDERS: Partial<Record<Block["type"], string>> = {
  title: "题目",
  subtitle: "副题",
  byline: "讲话人",
  date: "日期",
  salutation: "称谓",
  signature: "落款",
};

type PaperProps = {
  readOnly: boolean;
  /** Goes to the next (1) or previous (-1) open place; false when nothing is open. */
  toOpenPlace: (step: 1 | -1) => boolean;
};

/** The sheet with the text. Numbers stand before the blocks as generated content, so that they are never part of the text. */
export const Paper = memo(function Paper({ readOnly, toOpenPlace }: PaperProps) {
  const editor = useSlateStatic();
  useComposition(editor);
  useFreshSelection(editor);
  const onPaste = usePaste(editor, readOnly);

  const onKeyDown = (event: KeyboardEvent) => {
    const composing = event.nativeEvent.isComposing || ReactEditor.isComposing(editor);
    if (composing) {
      // The browser would undo inside the composition, behind the editor's back.
      if ((event.ctrlKey || event.metaKey) && /^[zy]$/iu.test(event.key)) event.preventDefault();
    } else if (
      !readOnly &&
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      (event.key === "Home" || event.key === "End")
    ) {
      event.preventDefault();
      goToEdge(editor, event.key === "Home" ? "start" : "end", event.shiftKey);
    } else if (extendsFromEdge(editor, event)) {
      // At the edge of a mark Slate draws an invisible sign behind the cursor, and the browser would select that one.
      event.preventDefault();
      Transforms.move(editor, { edge: "focus", reverse: event.key === "ArrowLeft" });
    } else if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      // F6 leaves the text; Tab never moves the focus out of the middle of a sentence.
      event.preventDefault();
      const step = event.shiftKey ? -1 : 1;
      if (!toOpenPlace(step)) shiftLevel(editor, step);
    }
  };

  return (
    <div className="paper">
      <Editable
        className="text"
        aria-label="讲稿正文"
        aria-description={
          readOnly ? "只能阅读" : "按 F6 到下一栏，按 Tab 到下一处未填或待换的地方，都定下后按 Tab 调整标题层级"
        }
        role="textbox"
        aria-multiline
        aria-readonly={readOnly}
        readOnly={readOnly}
        // A read-only text still takes the focus, to be scrolled and copied by keyboard.
        tabIndex={0}
        spellCheck={false}
        disableDefaultStyles
        style={{ whiteSpace: "pre-wrap", wordBreak: "normal" }}
        decorate={titleBreaks}
        renderElement={renderElement}
        renderLeaf={renderLeaf}
        renderChunk={renderChunk}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onFocus={() => showCursor(editor)}
        onCompositionStart={() => noteComposition(editor, replacesSelection(editor))}
        onCompositionEnd={(event) => {
          if (event.data === "") noteComposition(editor, false);
        }}
      />
    </div>
  );
});

export const renderElement = (props: RenderElementProps) => <BlockView {...props} />;

function BlockView({ attributes, children, element }: RenderElementProps) {
  const number = useSlateSelector((editor) => numberOf(editor, element));
  const placeholder = textOf(element) === "" ? PLACEHOLDERS[element.type] : undefined;
  const Tag = element.type === "title" ? "h1" : element.type === "heading" ? (`h${element.level + 1}` as "h2") : "p";
  return (
    <Tag
      {...attributes}
      className={`block ${element.type}`}
      data-number={number || undefined}
      data-level={element.type === "heading" ? element.level : undefined}
      data-lead={element.type === "paragraph" ? element.leadLevel : undefined}
      data-placeholder={placeholder}
      // Generated content alone would leave the empty title without a name.
      aria-label={Tag === "h1" ? placeholder : undefined}
    >
      {children}
    </Tag>
  );
}

const MARKS = ["bold", "lead", "item", "slot", "optional", "field", "citation", "carried", "lineStart"] as const;

/** A span as it is drawn; `lineStart` is put on by `titleBreaks` and is not in the text. */
type DecoratedSpan = Span & { lineStart?: true };

/** The classes under which paper.css draws the marks of a span. */
export function markClasses(span: DecoratedSpan): string | undefined {
  return MARKS.filter((mark) => span[mark]).join(" ") || undefined;
}

export const renderLeaf = (props: RenderLeafProps) => {
  const { text } = props;
  // Plain text, which is nearly all, asks for nothing.
  const told = text.field !== undefined || text.citation !== undefined || text.carried !== undefined || text.optional;
  return told ? <ToldLeaf {...props} /> : <Leaf {...props} />;
};

type LeafProps = RenderLeafProps & { title?: string | undefined; detached?: boolean };

function Leaf({ attributes, children, leaf, title, detached }: LeafProps) {
  return (
    <span {...attributes} className={markClasses(leaf)} title={title} data-detached={detached || undefined}>
      {children}
    </span>
  );
}

/** A span that names its source while the pointer rests on it. */
function ToldLeaf(props: RenderLeafProps) {
  const title = useSlateSelector((editor) => leafTitle(editor, props.text));
  const detached = useSlateSelector((editor) => isDetached(editor, props.text));
  return <Leaf {...props} title={title} detached={detached} />;
}

export const renderChunk = ({ attributes, children, lowest }: RenderChunkProps) => (
  <div {...attributes} className={lowest ? "chunk" : undefined}>
    {children}
  </div>
);

/** Whether a key selects a character from where the marks of the cursor are not those of the text around it. */
function extendsFromEdge(editor: Editor, event: KeyboardEvent): boolean {
  const arrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (!arrow || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
  return editor.selection !== null && Range.isCollapsed(editor.selection) && editor.marks !== null;
}

/** A field elsewhere takes the page's selection with it, and the browser comes back to the start of the text. */
function showCursor(editor: Editor): void {
  const { selection } = editor;
  const page = window.getSelection();
  if (!selection || !page) return;
  const [anchor, anchorOffset] = ReactEditor.toDOMPoint(editor, selection.anchor);
  const [focus, focusOffset] = ReactEditor.toDOMPoint(editor, selection.focus);
  page.setBaseAndExtent(anchor, anchorOffset, focus, focusOffset);
}

/** Slate hears of the selection a moment late, so the page's own is asked too. */
function replacesSelection(editor: Editor): boolean {
  const expanded = editor.selection !== null && Range.isExpanded(editor.selection);
  return expanded || window.getSelection()?.isCollapsed === false;
}
