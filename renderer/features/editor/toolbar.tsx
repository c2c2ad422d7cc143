import { BookOpen, Brackets, Ellipsis, PanelLeft, PanelRight, Redo2, Search, Undo2, Upload } from "lucide-react";
import { Toolbar as AriaToolbar, type PressEvent, ToggleButton } from "react-aria-components";
import { Editor } from "slate";
import { ReactEditor, useSlateSelector, useSlateStatic } from "slate-react";
import { COMMANDS, type CommandId } from "#core/commands";
import { keysOf, runCommand } from "../../commands.ts";
import { type BlockStyle, blockAtCursor, styleOf } from "../../editor/blocks.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { Hint } from "../../ui/tooltip.tsx";
import { SymbolsButton } from "../symbols/symbols-button.tsx";
import { BackButton } from "./back-button.tsx";
import { CommandMenu } from "./command-menu.tsx";
import styles from "./toolbar.module.css";
import { ZOOM_CHOICES } from "./zoom.ts";

const STYLE_CHOICES = COMMANDS.filter(({ id }) => id.startsWith("style.") && id !== "style.bold").map(
  ({ id, label }) => ({ id: id.slice("style.".length) as BlockStyle, label }),
);

type ToolbarProps = {
  readOnly: boolean;
  /** Then the way back stands here, and the way to the outline. */
  outlineFolded: boolean;
  panelFolded: boolean;
};

/** The one row of tools above the paper. Where it is narrow, words go first, then what 更多 has too. */
export function Toolbar({ readOnly, outlineFolded, panelFolded }: ToolbarProps) {
  const editor = useSlateStatic();
  const { settings, change } = useSettings();
  const style = useSlateSelector((each) => {
    const entry = blockAtCursor(each);
    return entry ? styleOf(entry[0]) : null;
  });
  const bold = useSlateSelector((each) => Editor.marks(each)?.bold === true);
  const canUndo = useSlateSelector((each) => each.history.undos.length > 0);
  const canRedo = useSlateSelector((each) => each.history.redos.length > 0);
  const command = (id: CommandId, label: string) => ({ label, keys: keysOf(id), onPress: () => runCommand(id) });
  /** A command of the text: the mouse goes back to writing, the keyboard stays for another press. */
  const edit = (id: CommandId, label: string) => ({
    ...command(id, label),
    onPress: ({ pointerType }: PressEvent) => {
      runCommand(id);
      if (pointerType !== "keyboard" && pointerType !== "virtual") ReactEditor.focus(editor);
    },
  });
  const zoom = ZOOM_CHOICES.find(({ id }) => id === `${settings.zoom}`)?.label ?? `${settings.zoom}%`;

  return (
    <div className={styles.bar}>
      <AriaToolbar
        aria-label="工具栏"
        className={styles.toolbar}
        data-pane
        data-outline={outlineFolded ? "folded" : undefined}
      >
        {outlineFolded && (
          <>
            <span className={styles.back}>
              <BackButton />
            </span>
            <IconButton icon={PanelLeft} size="toolbar" {...command("view.outline", "展开大纲")} />
            <span className={styles.divider} />
          </>
        )}
        {!readOnly && (
          <>
            <IconButton
              icon={Undo2}
              size="toolbar"
              isDisabled={!canUndo}
              reason="没有可以撤销的改动"
              {...edit("edit.undo", "撤销")}
            />
            <IconButton
              icon={Redo2}
              size="toolbar"
              isDisabled={!canRedo}
              reason="没有可以重做的改动"
              {...edit("edit.redo", "重做")}
            />
            <span className={styles.divider} />
            <div className={styles.style} title={style === null ? "先在正文里点一下，再选样式" : undefined}>
              <Select
                label="段落样式"
                choices={STYLE_CHOICES}
                value={style}
                placeholder="样式"
                isDisabled={style === null}
                onChange={(id) => runCommand(`style.${id}`)}
              />
            </div>
            <Hint text={`加粗（${keysOf("style.bold")}）`}>
              <ToggleButton
                aria-label="加粗"
                className={styles.bold ?? ""}
                isSelected={bold}
                onChange={() => runCommand("style.bold")}
              >
                B
              </ToggleButton>
            </Hint>
            <Hint text={`一是、二是接着写（${keysOf("items.next")}）`}>
              <Button look="quiet" aria-label="一是、二是接着写" onPress={edit("items.next", "").onPress}>
                一是
              </Button>
            </Hint>
            <span className={styles.divider} />
            <span className={styles.insert}>
              <Hint text={`在光标处取素材（${keysOf("edit.library")}）`}>
                <Button look="quiet" icon={BookOpen} aria-label="引文" onPress={() => runCommand("edit.library")}>
                  引文
                </Button>
              </Hint>
              <Hint text="把选中的文字设为空位，没选就在光标处加一个">
                <Button look="quiet" icon={Brackets} aria-label="空位" onPress={edit("edit.make-slot", "").onPress}>
                  空位
                </Button>
              </Hint>
              <SymbolsButton />
            </span>
          </>
        )}
        <span className={styles.find}>
          <IconButton icon={Search} size="toolbar" {...command("edit.find", "查找")} />
        </span>
        <span className={styles.gap} />
        <span className={styles.zoom}>
          <Menu
            label="缩放"
            entries={ZOOM_CHOICES}
            chosen={`${settings.zoom}`}
            onAction={(id) => change({ zoom: id === "width" ? "width" : Number(id) })}
          >
            <Button look="quiet" opensMenu aria-label={`缩放：${zoom}`}>
              {zoom}
            </Button>
          </Menu>
        </span>
        <CommandMenu>
          <IconButton icon={Ellipsis} size="toolbar" label="更多" />
        </CommandMenu>
        <span className={styles.export}>
          <Hint text={`导出 Word（${keysOf("draft.export")}）`}>
            <Button icon={Upload} aria-label="导出 Word" onPress={() => runCommand("draft.export")}>
              导出 Word
            </Button>
          </Hint>
        </span>
        {panelFolded && <IconButton icon={PanelRight} size="toolbar" {...command("view.panel", "展开右栏")} />}
      </AriaToolbar>
    </div>
  );
}
