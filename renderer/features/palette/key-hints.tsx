import { useEffect, useState } from "react";
import { COMMANDS, type Command, MENUS } from "#core/commands";
import { isAnswered, isForPage, keysText, MOD_KEY } from "../../commands.ts";
import styles from "./key-hints.module.css";

type Held = "Mod" | "Alt";
type Group = { label: string; commands: readonly Command[] };

/** Long enough that nobody who copies by Ctrl+C ever sees it. */
const HOLD_MS = 700;

/**
 * The keys that go with Ctrl or Alt, shown while that one key alone is held. It only shows: no key is taken, since
 * Ctrl and Alt alone mean something to input methods and to the system. Nor is it read out: screen readers are
 * silenced by Ctrl, and have the palette and the help page.
 */
export function KeyHints() {
  const held = useHeldKey();
  const groups = held ? groupsOf(held) : [];
  if (!held || groups.length === 0) return null;
  return (
    <div className={styles.panel} data-testid="key-hints" aria-hidden>
      {groups.map(({ label, commands }) => (
        <section key={label} className={styles.group}>
          <h2 className={styles.heading}>{label}</h2>
          {commands.map((command) => (
            <p key={command.id} className={styles.row}>
              <kbd className={styles.keys}>{keysText(command.key ?? "")}</kbd>
              <span>{command.label}</span>
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

function useHeldKey(): Held | null {
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setHeld(null);
    };
    const press = (event: KeyboardEvent) => {
      const key = event.key === MOD_KEY ? "Mod" : event.key === "Alt" ? "Alt" : null;
      // A key that is held says so again and again.
      if (key && event.repeat) return;
      hide();
      const others = [event.ctrlKey, event.altKey, event.shiftKey, event.metaKey].filter(Boolean).length;
      if (!key || others > 1 || !isForPage(event) || isDialogOpen()) return;
      timer = setTimeout(() => setHeld(key), HOLD_MS);
    };
    // Ahead of everyone, so that a key which somebody keeps to himself still hides it.
    const options = { capture: true, passive: true };
    const leaving = ["keyup", "pointerdown", "wheel", "compositionstart", "blur", "visibilitychange"] as const;
    window.addEventListener("keydown", press, options);
    for (const name of leaving) window.addEventListener(name, hide, options);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", press, options);
      for (const name of leaving) window.removeEventListener(name, hide, options);
    };
  }, []);
  return held;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

/** What can be used at present: the keys with `held` by menu; with Alt, which has few, also those that need none. */
function groupsOf(held: Held): Group[] {
  const usable = COMMANDS.filter(
    (command: Command) => command.key !== undefined && isAnswered(command.id),
  ) as Command[];
  const groups: Group[] =
    held === "Mod"
      ? MENUS.map(({ id, label }) => ({
          label,
          commands: usable.filter(({ menu, key }) => menu === id && key?.startsWith("Mod+")),
        }))
      : [
          { label: `带 ${keysText("Alt")} 的`, commands: usable.filter(({ key }) => key?.startsWith("Alt+")) },
          { label: "功能键", commands: usable.filter(({ key }) => /^(?:Shift\+)?F\d+$/u.test(key ?? "")) },
        ];
  return groups.filter(({ commands }) => commands.length > 0);
}
