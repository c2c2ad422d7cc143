import { PanelLeft, PanelRight, Redo2, Undo2, Upload } from "lucide-react";
import { Toolbar as AriaToolbar, ToggleButton } from "react-aria-components";
import { Editor } from "slate";
import { useSlateSelector } from "slate-react";
import { COMMANDS, type CommandId } from "#core/commands";
import { keysOf, runCommand } from "../../commands.ts";
import { type BlockStyle, blockAtCursor, styleOf } from "../../editor/blocks.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { Hint } from "../../ui/tooltip.tsx";
import { BackButton } from "./back-button.tsx";
import styles from "./toolbar.module.css";

const STYLE_CHOICES = COMMANDS.filter(({ id }) => id.startsWith("style.") && id !== "style.bold").map(
  ({ id, label }) => ({ id: id.slice("style.".length) as BlockStyle, label }),
);

const ZOOMS = [
  { id: "width", label: "页宽" },
  { id: "75", label: "75%" },
  { id: "90", label: "90%" },
  { id: "100", label: "100%" },
  { id: "125", label: "125%" },
  { id: "150", label: "150%" },
  { id: "200", label: "200%" },
] as const;

/** The one row of tools above the paper. */
export function Toolbar({ readOnly, panelFolded }: { readOnly: boolean; panelFolded: boolean }) {
  const { settings, change } = useSettings();
  const style = useSlateSelector((editor) => {
    const entry = blockAtCursor(editor);
    return entry ? styleOf(entry[0]) : null;
  });
  const bold = useSlateSelector((editor) => Editor.marks(editor)?.bold === true);
  const canUndo = useSlateSelector((editor) => editor.history.undos.length > 0);
  const canRedo = useSlateSelector((editor) => editor.history.redos.length > 0);
  const command = (id: CommandId, label: string) => ({ label, keys: keysOf(id), onPress: () => runCommand(id) });
  const zoom = ZOOMS.find(({ id }) => id === String(settings.zoom)) ?? ZOOMS[0];

  return (
    <AriaToolbar aria-label="工具栏" className={styles.toolbar} data-pane>
      {settings.outlineFolded && (
        <>
          <BackButton />
          <IconButton icon={PanelLeft} size="toolbar" {...command("view.outline", "展开大纲")} />
          <span className={styles.divider} />
        </>
      )}
      {!readOnly && (
        <>
          <IconButton icon={Undo2} size="toolbar" isDisabled={!canUndo} {...command("edit.undo", "撤销")} />
          <IconButton icon={Redo2} size="toolbar" isDisabled={!canRedo} {...command("edit.redo", "重做")} />
          <span className={styles.divider} />
          <div className={styles.style}>
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
        </>
      )}
      <span className={styles.gap} />
      <Menu
        label="缩放"
        entries={ZOOMS}
        chosen={zoom.id}
        onAction={(id) => change({ zoom: id === "width" ? "width" : Number(id) })}
      >
        <Button look="quiet" opensMenu aria-label={`缩放：${zoom.label}`}>
          {zoom.label}
        </Button>
      </Menu>
      <span className={styles.export}>
        <Button icon={Upload} onPress={() => runCommand("draft.export")}>
          导出 Word
        </Button>
      </span>
      {panelFolded && <IconButton icon={PanelRight} size="toolbar" {...command("view.panel", "展开右栏")} />}
    </AriaToolbar>
  );
}
