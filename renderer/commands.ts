import { useEffect, useRef } from "react";
import { COMMANDS, type Command, type CommandId, type CommandScope } from "#core/commands";

type Handlers = Partial<Record<CommandId, () => void>>;

const answering = new Set<{ current: Handlers }>();
const isMac = navigator.platform.startsWith("Mac");

/** Answers commands, whether they come from a key, a button or the native menu, as long as the component is shown. */
export function useCommands(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    answering.add(latest);
    return () => {
      answering.delete(latest);
    };
  }, []);
}

/** Runs a command where it is answered at present; false when nothing on the screen answers it. */
export function runCommand(id: string): boolean {
  const handler = [...answering].reverse().find((entry) => Object.hasOwn(entry.current, id));
  handler?.current[id as CommandId]?.();
  return handler !== undefined;
}

/** Whether `runCommand` would run it at present: commands that nothing answers are shown dimmed, or not at all. */
export function isAnswered(id: string): boolean {
  return [...answering].some((entry) => Object.hasOwn(entry.current, id));
}

/** Whether a key is the page's to act on: nobody took it, no input method is at work, and no dialog is open over the page. */
export function isForPage(event: KeyboardEvent): boolean {
  return isFree(event) && !isInDialog(event);
}

function isFree(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !event.isComposing;
}

function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
}

/** The window's one listener for the shortcuts of `scopes`; a dialog keeps them to itself. */
export function useCommandKeys(scopes: readonly CommandScope[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      const command: Command | undefined = COMMANDS.find(
        (entry: Command) =>
          scopes.includes(entry.scope) &&
          entry.key !== undefined &&
          entry.keyOfBrowser === undefined &&
          matchesKey(event, entry.key),
      );
      if (!command) return;
      if (isInDialog(event)) {
        // Undo and the like are the field's own; a new window or a saved page of the browser's nobody wants.
        if (command.menu === "file") event.preventDefault();
        return;
      }
      const held = event.repeat && !command.repeats;
      if (held || runCommand(command.id)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [scopes]);
}

/** Whether `event` is the key `Mod+Shift+P` as the command table writes it. */
export function matchesKey(event: KeyboardEvent, key: string): boolean {
  const parts = key.split("+");
  const wants = (name: string) => parts.includes(name);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const otherMod = isMac ? event.ctrlKey : event.metaKey;
  // Hands that zoom press the key with the plus on it, with or without Shift, or the one of the number pad.
  const plus = event.key === "+";
  // On macOS Alt turns a digit into another sign.
  const digit = event.altKey ? /^Digit([0-9])$/u.exec(event.code)?.[1] : undefined;
  return (
    (plus ? "=" : (digit ?? event.key.toLowerCase())) === parts.at(-1)?.toLowerCase() &&
    mod === wants("Mod") &&
    !otherMod &&
    (plus || event.shiftKey === wants("Shift")) &&
    event.altKey === wants("Alt")
  );
}

/** The key that `Mod` of the command table stands for, as events name it. */
export const MOD_KEY = isMac ? "Meta" : "Control";

/** The shortcut of a command as a reader knows it: `Ctrl+N`, on macOS `⌘N`; undefined when it has none. */
export function keysOf(id: CommandId): string | undefined {
  const command: Command | undefined = COMMANDS.find((entry) => entry.id === id);
  return command?.key && keysText(command.key);
}

/** A key of the command table (`Mod+Shift+P`) as a reader knows it. */
export function keysText(key: string): string {
  const arrows = key.replace("ArrowUp", "↑").replace("ArrowDown", "↓");
  if (!isMac) return arrows.replace("Mod", "Ctrl");
  return arrows.replaceAll("+", "").replace("Mod", "⌘").replace("Shift", "⇧").replace("Alt", "⌥");
}
