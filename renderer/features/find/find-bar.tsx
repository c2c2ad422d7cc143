import { ChevronDown, ChevronUp, Replace, Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { flushSync } from "react-dom";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { type FindOptions, MAX_QUERY } from "#core/draft/find";
import { keysOf, useCommands } from "../../commands.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Hint } from "../../ui/tooltip.tsx";
import styles from "./find-bar.module.css";
import { createFindSession, type FindState } from "./find-session.ts";

const OPTIONS: readonly { id: keyof FindOptions; label: string; hint: string }[] = [
  { id: "matchCase", label: "区分大小写", hint: "GDP 和 gdp 不算一样" },
  { id: "sameWidth", label: "全角半角一样", hint: "2026 和 ２０２６、( 和 （、空格的宽窄都算一样" },
  { id: "sameBrackets", label: "括号形式一样", hint: "〔2026〕、[2026]、【2026】、（2026）都算一样，「」和“”也算一样" },
  { id: "regex", label: "正则表达式", hint: "\\d 是数字，. 是任何一个字；替换里的 $1 是第一个括号里的字" },
];
const PATTERN_SAYS = "用正则表达式时，什么算一样由式子自己写明";
/** A pattern says itself what is the same. */
const NOT_IN_PATTERNS: ReadonlySet<keyof FindOptions> = new Set(["sameWidth", "sameBrackets"]);

/** 查找和替换: a row between toolbar and paper, never over the text; its commands are answered while it is closed too. */
export function FindBar({ session, readOnly }: { session: DraftSession; readOnly: boolean }) {
  const editor = useSlateStatic();
  const [find] = useState(() => createFindSession(editor, readOnly));
  const state = useStore(find.store);
  const queryField = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  /** What the field shows while an input method composes in it; a half-typed syllable is searched for by nobody. */
  const [draftQuery, setDraftQuery] = useState<string | null>(null);
  const { mode, query, replacement, options, scoped, problem, outcome } = state;

  useEffect(
    () =>
      session.store.subscribe((now, before) => {
        if (now.overview !== before.overview) find.textChanged();
      }),
    [session, find],
  );
  useEffect(() => find.end, [find]);

  const open = (wanted: "find" | "replace") => {
    // The next key may already be for the field.
    flushSync(() => find.open(wanted));
    queryField.current?.focus();
    queryField.current?.select();
  };
  useCommands({
    "edit.find": () => open("find"),
    "edit.replace": () => open("replace"),
    "edit.find-next": () => find.step(1),
    "edit.find-previous": () => find.step(-1),
  });
  if (mode === "closed") return null;

  /** A button that finds nothing more to replace cannot keep the focus; lost to the page, it would take Esc with it. */
  const replacing = (work: () => void) => () => {
    work();
    if (find.store.getState().count === 0) queryField.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    const inField = event.target instanceof HTMLInputElement;
    if (event.key === "Escape") {
      find.close();
    } else if (event.key === "Enter" && event.target === queryField.current) {
      find.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && inField) {
      find.replaceOne();
    } else if (inField && !outcome?.replaced && (event.ctrlKey || event.metaKey) && /^[zy]$/iu.test(event.key)) {
      // What is typed in a field is taken back there. Right after replacing, the key takes back the replacing.
      event.stopPropagation();
      return;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // The element of this name is unknown to the older browsers of some Linux desktops.
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="search" className={styles.bar} aria-label="查找和替换" data-pane onKeyDown={onKeyDown}>
      <div className={styles.fields}>
        <div className={styles.line}>
          <div
            className={styles.field}
            onCompositionStart={() => {
              composing.current = true;
            }}
            onCompositionEnd={(event) => {
              composing.current = false;
              setDraftQuery(null);
              find.setQuery((event.target as HTMLInputElement).value);
            }}
          >
            <TextField
              label="查找"
              placeholder="查找"
              icon={Search}
              inputRef={queryField}
              value={draftQuery ?? query}
              maxLength={MAX_QUERY}
              onChange={(value) => (composing.current ? setDraftQuery(value) : find.setQuery(value))}
              error={problem}
            />
          </div>
          <span className={styles.count} role="status">
            {countText(state)}
          </span>
          <IconButton
            icon={ChevronUp}
            label="上一处"
            // Tab leads from 查找 to 替换为; Enter and Shift+Enter in the field do what these do.
            excludeFromTabOrder={mode === "replace"}
            keys={keysOf("edit.find-previous") ?? ""}
            isDisabled={state.count === 0}
            onPress={() => find.step(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label="下一处"
            // Tab leads from 查找 to 替换为; Enter and Shift+Enter in the field do what these do.
            excludeFromTabOrder={mode === "replace"}
            keys={keysOf("edit.find-next") ?? ""}
            isDisabled={state.count === 0}
            onPress={() => find.step(1)}
          />
        </div>
        {mode === "replace" && (
          <div className={styles.line}>
            <div className={styles.field}>
              <TextField
                label="替换为"
                placeholder="替换为"
                icon={Replace}
                value={replacement}
                maxLength={MAX_QUERY}
                onChange={find.setReplacement}
              />
            </div>
            <Button isDisabled={state.count === 0} onPress={replacing(find.replaceOne)}>
              替换
            </Button>
            <Button isDisabled={state.count === 0 || state.searching} onPress={replacing(find.replaceAll)}>
              全部替换
            </Button>
          </div>
        )}
        <p className={styles.outcome} aria-live="polite">
          {outcome?.text}
        </p>
      </div>
      <div className={styles.options}>
        {OPTIONS.map(({ id, label, hint }) => {
          const isDisabled = options.regex && NOT_IN_PATTERNS.has(id);
          return (
            <Hint key={id} text={hint} reason={isDisabled ? PATTERN_SAYS : null}>
              <ToggleButton
                className={styles.option ?? ""}
                isSelected={options[id] && !isDisabled}
                isDisabled={isDisabled}
                onChange={(on) => find.setOption(id, on)}
              >
                {label}
              </ToggleButton>
            </Hint>
          );
        })}
        <Hint text="先在正文里选中一部分，再按这里">
          <ToggleButton className={styles.option ?? ""} isSelected={scoped} onChange={find.setScoped}>
            只在选中部分
          </ToggleButton>
        </Hint>
      </div>
      <IconButton icon={X} label="收起查找" keys="Esc" onPress={find.close} />
    </div>
  );
}

function countText({ query, problem, searching, count, current, inNumbers }: FindState): string {
  if (query === "" || problem !== undefined) return "";
  if (searching) return `找到 ${count} 处，还在找`;
  if (count === 0) return inNumbers ? "只在自动编的序号里有" : "没有找到";
  return current < 0 ? `共 ${count} 处` : `第 ${current + 1} 处，共 ${count} 处`;
}
