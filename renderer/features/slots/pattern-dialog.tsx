import { useState } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { type Block, textOf } from "#core/draft/schema";
import { patternName, type Template } from "#core/template/schema";
import { switchPattern } from "#core/template/switch-pattern";
import { changePattern } from "../../editor/slot-work.ts";
import { announce } from "../../ui/announce.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogSection } from "../../ui/dialog.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import styles from "./pattern-dialog.module.css";

/** The most paragraphs that are shown of what loses its place. */
const MOST_SHOWN = 5;

/** 换结构: the patterns of the draft's template, and what the chosen one does to the text, before it is done. */
export function PatternDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const editor = useSlateStatic();
  const present = editor.head.pattern;
  const [chosen, setChosen] = useState(present ?? template.patterns[0]?.id ?? "");
  const { leaving, returning } = switchPattern(template, editor.children as Block[], editor.head, chosen);
  const submit = () => {
    if (chosen !== present) {
      changePattern(editor, template, chosen);
      announce(`换成了“${patternName(chosen)}”。`);
    }
    onClose();
    // The dialog gives the focus back first.
    requestAnimationFrame(() => ReactEditor.focus(editor));
  };
  return (
    <Dialog
      title="换结构"
      onClose={onClose}
      onSubmit={submit}
      note="换过以后，可以撤销，也可以再换回来。"
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit" isDisabled={chosen === present}>
            换结构
          </Button>
        </>
      }
    >
      <DialogSection title={`“${template.name}”的结构`}>
        <RadioCards
          label="结构"
          cards={template.patterns.map(({ id, parts }, index) => ({
            id,
            title: patternName(id),
            summary: `${parts}${id === present ? "　现在用的" : index === 0 ? "　常用" : ""}`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
      </DialogSection>
      {chosen !== present && (
        <DialogSection title="写好的文字">
          <p className={styles.line}>写过的段落跟着走，没动过的换成新结构的。</p>
          {returning.length > 0 && <p className={styles.line}>未归位的 {returning.length} 段回到原处。</p>}
          {leaving.length > 0 && (
            <>
              <p className={styles.line}>
                有 {leaving.length} 段在新结构里没有位置，放到纸面下边的“未归位”，换回来时回到原处：
              </p>
              <ul className={styles.list}>
                {leaving.slice(0, MOST_SHOWN).map((block, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs may read the same, and none of them moves
                  <li key={index} className={styles.excerpt}>
                    {textOf(block) || "（空段）"}
                  </li>
                ))}
                {leaving.length > MOST_SHOWN && <li>还有 {leaving.length - MOST_SHOWN} 段</li>}
              </ul>
            </>
          )}
        </DialogSection>
      )}
    </Dialog>
  );
}
