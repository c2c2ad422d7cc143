import { useState } from "react";
import type { TemplateSummary } from "#core/api/contract";
import { LONGEST_TEMPLATE_NAME } from "#core/template/names";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./names-dialog.module.css";

type NamesDialogProps = {
  template: TemplateSummary;
  /** The names of the other own templates. */
  taken: readonly string[];
  onClose: () => void;
  onRenamed: (names: { name: string; use: string }) => void;
};

/** 改名和用途 of an own template. */
export function NamesDialog({ template, taken, onClose, onRenamed }: NamesDialogProps) {
  const [name, setName] = useState(template.name);
  const [use, setUse] = useState(template.use);
  const [tried, setTried] = useState(false);
  const problem = problemOf(name.trim(), taken);
  return (
    <Dialog
      title="改名和用途"
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!problem) onRenamed({ name: name.trim(), use: use.trim() });
      }}
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit">
            存上
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label="名字"
          labelShown
          autoFocus
          value={name}
          maxLength={LONGEST_TEMPLATE_NAME}
          onChange={setName}
          error={tried ? problem : undefined}
        />
        <TextField label="用途" labelShown value={use} maxLength={200} onChange={setUse} />
      </div>
    </Dialog>
  );
}

function problemOf(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "给模板起个名字。";
  return taken.includes(name) ? `已经有叫“${name}”的模板，换个名字。` : undefined;
}
