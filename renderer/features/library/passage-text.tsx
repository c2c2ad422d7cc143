import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Editor, Transforms } from "slate";
import { Editable, ReactEditor, Slate } from "slate-react";
import { fieldSpan } from "#core/card/field-places";
import { CARD_FIELDS, type CardField } from "#core/card/fields";
import type { Block } from "#core/draft/schema";
import { useComposition } from "../../editor/composition.ts";
import { createSpeechEditor } from "../../editor/create-speech-editor.ts";
import { renderElement, renderLeaf } from "../../editor/paper.tsx";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import styles from "./passage-text.module.css";
import "../../styles/paper.css";

const NO_CARD = { card: {}, parts: 0 };
/** Those that stand in sentences; the others are for the head of a speech. */
const OFFERED = [
  "meeting",
  "shortName",
  "year",
  "previousYear",
  "nextYear",
  "date",
  "place",
  "region",
  "topic",
  "host",
  "speaker.name",
  "speaker.post",
] as const satisfies readonly CardField[];

type PassageTextProps = {
  body: Block[];
  onChange: (body: Block[]) => void;
  /** The sentence that says what is wrong with the text. */
  error: string | undefined;
};

/** The text of a passage on a small sheet: it is written as a draft is, and what the card fills in stands as an open place. */
export function PassageText({ body, onChange, error }: PassageTextProps) {
  const labelId = useId();
  const [refused, setRefused] = useState<string>();
  const [editor] = useState(() =>
    // A copy: Slate knows blocks by their identity, and the draft may show the same ones.
    createSpeechEditor(structuredClone(body), undefined, { refused: setRefused, noted: () => setRefused(undefined) }),
  );
  useComposition(editor);
  const sentence = error ?? refused;
  const addField = (field: CardField) => {
    if (!editor.selection) Transforms.select(editor, Editor.end(editor, []));
    Editor.withoutNormalizing(editor, () => {
      if (editor.selection) editor.deleteFragment();
      Transforms.insertNodes(editor, fieldSpan(field, NO_CARD), { select: true });
    });
    requestAnimationFrame(() => ReactEditor.focus(editor));
  };
  return (
    <div className={styles.passage}>
      <div className={styles.head}>
        <span id={labelId} className={styles.label}>
          正文
        </span>
        <Menu
          label="信息卡里的项目"
          entries={OFFERED.map((id) => ({ id, label: CARD_FIELDS[id].label }))}
          onAction={addField}
        >
          <Button look="link" icon={Plus}>
            信息卡里的项目
          </Button>
        </Menu>
      </div>
      <Slate editor={editor} initialValue={editor.children} onValueChange={(value) => onChange(value as Block[])}>
        <div className={`paper ${styles.sheet}`} data-invalid={sentence !== undefined || undefined}>
          <Editable
            className="text"
            aria-labelledby={labelId}
            role="textbox"
            aria-multiline
            spellCheck={false}
            disableDefaultStyles
            style={{ whiteSpace: "pre-wrap", wordBreak: "normal" }}
            renderElement={renderElement}
            renderLeaf={renderLeaf}
          />
        </div>
      </Slate>
      {sentence && <p className={styles.error}>{sentence}</p>}
      <p className={styles.caption}>【】里的会议全称、年份、地区这些，放进哪篇讲稿，就换成哪篇信息卡上的内容。</p>
    </div>
  );
}
