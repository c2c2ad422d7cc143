import { Check } from "lucide-react";
import type { ReactElement } from "react";
import { ReactEditor, useSlateStatic } from "slate-react";
import { COMMANDS, type Command, type CommandId, MENUS } from "#core/commands";
import { isAnswered, keysText, runCommand } from "../../commands.ts";
import { useSettings } from "../../settings.tsx";
import { GroupedMenu, type MenuGroup } from "../../ui/menu.tsx";

/** 更多: every command under its menu, for the door without a menu bar and for what a narrow toolbar leaves out. */
export function CommandMenu({ children }: { children: ReactElement }) {
  const editor = useSlateStatic();
  const { settings } = useSettings();
  const commands: readonly Command[] = COMMANDS;
  const groups = (): MenuGroup<CommandId>[] =>
    MENUS.map(({ id: menu, label }) => ({
      label,
      entries: commands
        .filter((command) => command.menu === menu)
        .map((command) => ({
          id: command.id as CommandId,
          label: command.label,
          disabled: !isAnswered(command.id),
          ...(command.key && { keys: keysText(command.key) }),
          ...(command.id === "view.typewriter" && settings.typewriter && { icon: Check }),
        })),
    }));
  return (
    <GroupedMenu
      label="更多"
      groups={groups}
      onAction={(id) => {
        // A command that works on the text, or comes back to where the focus was, finds it in the text.
        ReactEditor.focus(editor);
        runCommand(id);
      }}
    >
      {children}
    </GroupedMenu>
  );
}
