import { AArrowDown, AArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Editor, Range, Transforms } from "slate";
import { Editable, ReactEditor, Slate, useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { COMMANDS, type Command } from "#core/commands";
import { countWords } from "#core/draft/counting";
import { type OutlineEntry, outlineOf } from "#core/draft/outline";
import { plainText } from "#core/draft/plain-text";
import { type Block, textOf } from "#core/draft/schema";
import { keysText, matchesKey } from "../../commands.ts";
import { createSpeechEditor } from "../../editor/create-speech-editor.ts";
import { renderChunk, renderElement, renderLeaf } from "../../editor/paper.tsx";
import type { SpeechEditor } from "../../editor/slate-types.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { besideStore, useSought } from "./beside-store.ts";
import styles from "./beside-text.module.css";
import { insertSelection } from "./insert-selection.ts";

type BesideTextProps = {
  title: string;
  note: string;
  body: Block[];
  /** Buttons of its own beside the tools. */
  action?: ReactNode;
  /** False where the open draft can only be read: then nothing is inserted into it. */
  canInsert: boolean;
  onClose: () => void;
};

const ZOOMS: readonly number[] = [55, 62, 70, 80, 90, 100, 120, 140];
/** Menus with more entries than this take a while to open and nobody reads them. */
const MOST_HEADINGS = 80;
const figures = new Intl.NumberFormat("zh-CN");

/** A text to read and copy from beside the open draft; wants the editor of the open draft around it. */
export function BesideText({ body, ...rest }: BesideTextProps) {
  // Another text is another editor: its own place, selection and nodes.
  const [shown, setShown] = useState({ body, serial: 0 });
  if (shown.body !== body) setShown({ body, serial: shown.serial + 1 });
  return <OneText key={shown.serial} body={shown.body} {...rest} />;
}

function OneText({ title, note, body, action, canInsert, onClose }: BesideTextProps) {
  const main = useSlateStatic();
  // Slate knows nodes by their identity, so that the two editors must not share any.
  const [editor] = useState(() =>
    createSpeechEditor(structuredClone(body), undefined, { refused: () => {}, noted: () => {} }),
  );
  const words = useMemo(() => countWords(plainText(body)), [body]);
  const entries = useMemo(() => outlineOf(body), [body]);
  const desk = useRef<HTMLDivElement>(null);
  /** The block of the last click or jump; focus and selection may have gone elsewhere since. */
  const place = useRef(0);
  const insert = () => {
    if (canInsert && hasSelection(editor)) insertSelection(editor, main);
  };
  useRememberedPlace(editor, desk, place);
  useSought(() => desk.current?.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true }));

  const jump = (block: number) => {
    place.current = block;
    blockElement(editor, block)?.scrollIntoView({ block: "start" });
    Transforms.select(editor, Editor.start(editor, [block]));
  };
  const selectSection = () => {
    const [from, to] = sectionAt(entries, place.current, body.length);
    Transforms.select(editor, { anchor: Editor.start(editor, [from]), focus: Editor.end(editor, [to - 1]) });
    ReactEditor.focus(editor);
    blockElement(editor, from)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <Slate
      editor={editor}
      initialValue={editor.children}
      onSelectionChange={(selection) => {
        if (selection) place.current = selection.focus.path[0] ?? 0;
      }}
    >
      <section className={styles.beside} aria-label={`参看：${title}`}>
        <header className={styles.head}>
          <h2 className={styles.title} title={title}>
            {title}
          </h2>
          <IconButton icon={X} label="关闭参看的这一篇" onPress={onClose} />
          <p className={styles.note}>{[note, `${figures.format(words)} 字`].filter(Boolean).join(" · ")}</p>
        </header>
        <div className={styles.tools}>
          <Headings entries={entries} onJump={jump} />
          <Zoom />
          <span className={styles.gap} />
          {action}
        </div>
        <Reading desk={desk} title={title} canInsert={canInsert} onInsert={insert} />
        {canInsert && <Foot onSection={selectSection} onInsert={insert} />}
      </section>
    </Slate>
  );
}

/** The sheet, as wide as the panel; it takes keys only to read, select and copy. */
function Reading({
  desk,
  title,
  canInsert,
  onInsert,
}: {
  desk: React.RefObject<HTMLDivElement | null>;
  title: string;
  canInsert: boolean;
  onInsert: () => void;
}) {
  const editor = useSlateStatic();
  const { textScale } = useSettings().settings;
  const zoom = useStore(besideStore, (state) => state.zoom);
  const scale = { "--zoom": (zoom / 100) * (textScale / 100) } as React.CSSProperties;
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.nativeEvent;
    if (matchesKey(key, "Mod+A")) {
      // The browser would select the whole page.
      event.preventDefault();
      Transforms.select(editor, []);
    } else if (matchesKey(key, "Mod+Enter")) {
      event.preventDefault();
      onInsert();
    } else if (WRITING_KEYS.some((each) => matchesKey(key, each))) {
      // They would change the open draft at a cursor that nobody looks at now.
      event.preventDefault();
    }
  };
  return (
    <div className={styles.desk} style={scale} ref={desk}>
      <div className="paper">
        <Editable
          className="text"
          aria-label={`参看：${title}`}
          aria-description={
            canInsert ? `只能阅读和复制，按 ${keysText("Mod+Enter")} 把选中的插入到正文` : "只能阅读和复制"
          }
          role="textbox"
          aria-multiline
          aria-readonly
          readOnly
          tabIndex={0}
          spellCheck={false}
          disableDefaultStyles
          style={{ whiteSpace: "pre-wrap", wordBreak: "normal" }}
          renderElement={renderElement}
          renderLeaf={renderLeaf}
          renderChunk={renderChunk}
          onKeyDown={onKeyDown}
        />
      </div>
    </div>
  );
}

const WRITING_COMMANDS: readonly string[] = [
  "edit.undo",
  "edit.redo",
  "edit.paste-plain",
  "edit.move-section-up",
  "edit.move-section-down",
];
/** The keys of all commands that change the text. */
const WRITING_KEYS: readonly string[] = COMMANDS.flatMap(({ id, menu, key }: Command) =>
  key !== undefined && (menu === "style" || WRITING_COMMANDS.includes(id)) ? [key] : [],
);

/** The way to each heading; in long texts to those of the first level only. */
function Headings({ entries, onJump }: { entries: readonly OutlineEntry[]; onJump: (block: number) => void }) {
  const all = entries.length <= MOST_HEADINGS;
  const shown = entries.filter(({ level }) => all || level === 1).slice(0, MOST_HEADINGS);
  return (
    <Menu
      label="到标题"
      entries={shown.map(({ label, text, level, block }) => ({
        id: String(block),
        label: `${"　".repeat(level - 1)}${label}${text || "（空标题）"}`,
      }))}
      onAction={(id) => onJump(Number(id))}
    >
      <Button look="quiet" opensMenu isDisabled={shown.length === 0}>
        {shown.length === 0 ? "没有标题" : "到标题"}
      </Button>
    </Menu>
  );
}

function Zoom() {
  const zoom = useStore(besideStore, (state) => state.zoom);
  const step = (by: 1 | -1) => {
    const next = ZOOMS[ZOOMS.indexOf(zoom) + by];
    if (next) besideStore.setState({ zoom: next });
  };
  return (
    <>
      <IconButton icon={AArrowDown} label="参看的文字小一号" isDisabled={zoom === ZOOMS[0]} onPress={() => step(-1)} />
      <IconButton icon={AArrowUp} label="参看的文字大一号" isDisabled={zoom === ZOOMS.at(-1)} onPress={() => step(1)} />
    </>
  );
}

function Foot({ onSection, onInsert }: { onSection: () => void; onInsert: () => void }) {
  const selected = useSlateSelector(selectedWords);
  return (
    <footer className={styles.foot}>
      <p className={styles.selected}>{selected > 0 ? `已选 ${figures.format(selected)} 字` : "先选中要用的文字"}</p>
      <Button look="quiet" onPress={onSection}>
        选整节
      </Button>
      <Button isDisabled={selected === 0} onPress={onInsert}>
        插入到光标处
      </Button>
    </footer>
  );
}

function selectedWords(editor: SpeechEditor): number {
  if (!editor.selection || !hasSelection(editor)) return 0;
  return countWords((Editor.fragment(editor, editor.selection) as Block[]).map(textOf).join("\n"));
}

function hasSelection(editor: SpeechEditor): boolean {
  return editor.selection !== null && Range.isExpanded(editor.selection);
}

/** First block of the section at `block` and the one behind its last; without a heading above it, what stands before the first. */
function sectionAt(entries: readonly OutlineEntry[], block: number, count: number): [number, number] {
  const entry = entries.findLast((each) => each.block <= block && block < each.end);
  return entry ? [entry.block, entry.end] : outsideSections(entries, block, count);
}

function outsideSections(entries: readonly OutlineEntry[], block: number, count: number): [number, number] {
  const from = entries.findLast(({ end }) => end <= block)?.end ?? 0;
  return [from, entries.find((each) => each.block > block)?.block ?? count];
}

function blockElement(editor: SpeechEditor, block: number): HTMLElement | undefined {
  const node = editor.children[block];
  return node && ReactEditor.toDOMNode(editor, node);
}

/** Brings the text back to where it was when another tab took it away. */
function useRememberedPlace(
  editor: SpeechEditor,
  desk: React.RefObject<HTMLDivElement | null>,
  place: React.RefObject<number>,
): void {
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const { top } = besideStore.getState();
    place.current = top;
    if (top > 0) blockElement(editor, top)?.scrollIntoView({ block: "start" });
    const remember = () => besideStore.setState({ top: topBlock(editor, element) });
    element.addEventListener("scrollend", remember);
    return () => element.removeEventListener("scrollend", remember);
  }, [editor, desk, place]);
}

/** The block at the top edge of the desk, found by a point so that texts out of sight need no layout. */
function topBlock(editor: SpeechEditor, desk: HTMLElement): number {
  const { left, top, width } = desk.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + 24)?.closest("[data-slate-node=element]");
  if (!found || !desk.contains(found)) return 0;
  return ReactEditor.findPath(editor, ReactEditor.toSlateNode(editor, found))[0] ?? 0;
}
