import { Plus, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { EntryKind } from "#core/library/entry";
import { useApi } from "../../api.ts";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./themes-field.module.css";

const LONGEST_THEME = 20;
const MOST_OFFERED = 8;

type ThemesFieldProps = {
  label: string;
  kind: EntryKind;
  themes: readonly string[];
  onChange: (themes: string[]) => void;
};

/** Themes as chips; others are typed, several parted by 、 or a space, or taken from those that are used most. */
export function ThemesField({ label, kind, themes, onChange }: ThemesFieldProps) {
  const api = useApi();
  const labelId = useId();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    // Without them there is nothing to offer; themes can still be typed.
    api.library.themes({ kind }).then(
      (read) => wanted && setKnown(read.map(({ name }) => name)),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [api, kind]);

  const add = (text: string) => {
    onChange(withThemes(themes, text));
    setTyped("");
  };
  const offered = known.filter((name) => !themes.includes(name) && name.includes(typed.trim())).slice(0, MOST_OFFERED);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings an edge and a legend of its own.
    <div className={styles.themes} role="group" aria-labelledby={labelId}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      {themes.length > 0 && (
        <div className={styles.chips}>
          {themes.map((theme) => (
            <AriaButton
              key={theme}
              className={styles.chosen ?? ""}
              aria-label={`去掉“${theme}”`}
              onPress={() => onChange(themes.filter((other) => other !== theme))}
            >
              {theme}
              <X className={styles.icon} aria-hidden />
            </AriaButton>
          ))}
        </div>
      )}
      <TextField
        label={`添加${label}`}
        placeholder={`写一个${label}，按 Enter 加上`}
        maxLength={100}
        value={typed}
        onChange={(text) => (/[、，,；;]$/u.test(text) ? add(text) : setTyped(text))}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== "Enter" || typed.trim() === "") return;
          // Else the dialog would take the key as well.
          event.preventDefault();
          add(typed);
        }}
      />
      {offered.length > 0 && (
        <div className={styles.chips}>
          {offered.map((theme) => (
            <AriaButton
              key={theme}
              className={styles.offered ?? ""}
              aria-label={`加上“${theme}”`}
              onPress={() => add(theme)}
            >
              <Plus className={styles.icon} aria-hidden />
              {theme}
            </AriaButton>
          ))}
        </div>
      )}
    </div>
  );
}

/** `themes` with those that were typed, each once. */
function withThemes(themes: readonly string[], typed: string): string[] {
  const fresh = typed
    .split(/[、，,；;\s]+/u)
    .map((theme) => [...theme.trim()].slice(0, LONGEST_THEME).join(""))
    .filter((theme) => theme !== "");
  return [...new Set([...themes, ...fresh])].slice(0, 20);
}
