import { ChevronsDownUp, ChevronsUpDown, PanelLeft } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { patternName } from "#core/template/schema";
import { keysOf, runCommand, useCommands } from "../../commands.ts";
import { blockAtCursor } from "../../editor/blocks.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { TargetBar, targetText } from "../../ui/target-bar.tsx";
import { BackButton } from "../editor/back-button.tsx";
import type { DraftTemplate } from "../slots/use-draft-template.ts";
import styles from "./outline.module.css";
import { OutlineTree } from "./outline-tree.tsx";
import { keyOf } from "./section-work.ts";
import { foldableRoots, treeOf } from "./tree.ts";

const figures = new Intl.NumberFormat("zh-CN");

type OutlineProps = { session: DraftSession; draftTemplate: DraftTemplate; readOnly: boolean };

/** 大纲: where the text stands, how long each part is, the way there, and the parts in another order. */
export const Outline = memo(function Outline({ session, draftTemplate, readOnly }: OutlineProps) {
  const editor = useSlateStatic();
  const { title, rows, characters } = useStore(session.store, (state) => state.overview);
  const current = useSlateSelector((each) => {
    const block = blockAtCursor(each)?.[1][0] ?? -1;
    return rows.findLastIndex((row) => row.block <= block);
  });
  // Keys are read where the rows are new, so that both belong to the same text.
  const tree = useMemo(
    () =>
      treeOf(
        rows,
        rows.map(({ block }) => keyOf(editor, block)),
      ),
    [editor, rows],
  );
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const roots = foldableRoots(tree);
  const onlyRoots = roots.length > 0 && roots.every(({ key }) => folded.has(key));

  const pattern = useStore(session.store, (state) => state.head.pattern);
  const template = draftTemplate.state === "here" ? draftTemplate.template : undefined;
  const kind = [template?.name, pattern && patternName(pattern)].filter(Boolean).join(" · ");
  const canSwitch = !readOnly && template !== undefined && template.patterns.length > 1;
  const target = template?.targetCharacters;

  useCommands({
    "view.outline-level-1": () => {
      const next = new Set(folded);
      for (const { key } of roots) {
        if (onlyRoots) next.delete(key);
        else next.add(key);
      }
      setFolded(next);
    },
  });

  return (
    <nav className={styles.outline} aria-label="大纲" data-pane>
      <div className={styles.bar}>
        <BackButton />
        <IconButton
          icon={PanelLeft}
          size="toolbar"
          label="收起大纲"
          {...(keysOf("view.outline") && { keys: keysOf("view.outline") })}
          onPress={() => runCommand("view.outline")}
        />
      </div>
      <h2 className={styles.title} title={title} data-empty={title === "" || undefined}>
        {title || "还没有题目"}
      </h2>
      {pattern !== undefined && (
        <div className={styles.pattern}>
          {canSwitch ? (
            <Button
              look="quiet"
              opensMenu
              aria-label={`结构：${kind}，换结构`}
              onPress={() => runCommand("edit.switch-pattern")}
            >
              {kind}
            </Button>
          ) : (
            <span>{kind}</span>
          )}
        </div>
      )}
      <div className={styles.columns}>
        <span className={styles.head}>
          <span aria-hidden>大纲</span>
          {roots.length > 0 && (
            <IconButton
              icon={onlyRoots ? ChevronsUpDown : ChevronsDownUp}
              label={onlyRoots ? "展开各级标题" : "只看一级标题"}
              onPress={() => runCommand("view.outline-level-1")}
            />
          )}
        </span>
        <span aria-hidden>字数</span>
        <span aria-hidden>分钟</span>
      </div>
      {rows.length === 0 ? (
        <p className={styles.empty}>还没有标题。把光标放在一行里，按 {keysOf("style.heading-1")} 设为一级标题。</p>
      ) : (
        <OutlineTree
          session={session}
          tree={tree}
          current={tree[current]}
          readOnly={readOnly}
          folded={folded}
          onFold={setFolded}
        />
      )}
      <div className={styles.foot}>
        <p className={styles.total}>
          <span>全文 {figures.format(characters)} 字</span>
          {target && <span>{targetText(target.min, target.max)}</span>}
        </p>
        {target && (
          <TargetBar
            value={characters}
            {...target}
            label={`全文 ${figures.format(characters)} 字，${targetText(target.min, target.max)}`}
          />
        )}
      </div>
    </nav>
  );
});
