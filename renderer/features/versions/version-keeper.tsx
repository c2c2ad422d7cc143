import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Version } from "#core/api/contract";
import { useCommands } from "../../commands.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Strip } from "../../ui/strip.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./version-keeper.module.css";
import type { VersionShelf } from "./version-shelf.ts";
import { versionTime } from "./version-words.ts";

const figures = new Intl.NumberFormat("zh-CN");

const ONLY_READ = "这篇只能阅读，没有要存的。";

/** Answers Ctrl+S, tells what failed, and asks for names, whether or not the panel is in sight. */
export function VersionKeeper({ shelf, readOnly }: { shelf: VersionShelf; readOnly: boolean }) {
  const failure = useStore(shelf.store, (state) => state.failure);
  const naming = useStore(shelf.store, (state) => state.naming);
  useEffect(() => shelf.close, [shelf]);
  // A read-only draft answers too, else the browser would offer to save the page.
  useCommands({ "draft.save": () => void (readOnly ? shelf.say(ONLY_READ) : shelf.keep()) });
  return (
    <>
      {failure !== null && (
        <Strip level="must" onClose={shelf.dismissFailure}>
          {failure}
        </Strip>
      )}
      {naming && (
        <NameDialog
          version={naming}
          onClose={() => shelf.askName(null)}
          onName={(name) => void shelf.rename(naming, name)}
        />
      )}
    </>
  );
}

type NameDialogProps = { version: Version; onClose: () => void; onName: (name: string) => void };

function NameDialog({ version, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState(version.name);
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const line = name.trim();
  const submit = () => {
    if (line === "") setTried(true);
    else if (line === version.name) onClose();
    else onName(line);
  };
  return (
    <Dialog
      title={version.name ? "给这个版本改名" : "给这个版本起名"}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button look="filled" type="submit">
            {version.name ? "改名" : "起名"}
          </Button>
        </>
      }
    >
      <div className={styles.naming}>
        <TextField
          label="名字"
          labelShown
          inputRef={input}
          placeholder="例如：送审稿"
          maxLength={200}
          value={name}
          onChange={setName}
          onKeyDown={(event) => {
            // The hand that pressed it twice may press it once more; the browser would offer to save the page.
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") event.preventDefault();
          }}
          error={tried && line === "" ? "还没有写名字。写几个字，或者取消。" : undefined}
        />
        <p className={styles.words}>
          {versionTime(version.at, new Date())}，{figures.format(version.characters)}{" "}
          字。起了名的版本一直留着，不会自动清理。
        </p>
      </div>
    </Dialog>
  );
}
