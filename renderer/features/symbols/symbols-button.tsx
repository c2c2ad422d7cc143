import { Omega } from "lucide-react";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { Dialog, DialogTrigger, Header, ListBox, ListBoxItem, ListBoxSection, Popover } from "react-aria-components";
import { ReactEditor, useSlateStatic } from "slate-react";
import { useCommands } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import menuStyles from "../../ui/menu.module.css";
import { Hint } from "../../ui/tooltip.tsx";
import { insertSymbol } from "./insert-symbol.ts";
import { SYMBOL_GROUPS, symbolOf } from "./symbols.ts";
import styles from "./symbols-button.module.css";

const RECENT_KEPT = 12;

/** 符号: a grid of signs. Enter or a click inserts and goes back to the text; with Shift the grid stays for more. */
export function SymbolsButton() {
  const editor = useSlateStatic();
  const [open, setOpen] = useState(false);
  const opened = useRef(false);
  useCommands({ "edit.symbols": () => setOpen(true) });

  useEffect(() => {
    if (open) opened.current = true;
    if (open || !opened.current) return;
    opened.current = false;
    // Wherever it was opened from, what was being done is writing. By the next frame the grid has let go of the focus.
    const frame = requestAnimationFrame(() => ReactEditor.focus(editor));
    return () => cancelAnimationFrame(frame);
  }, [open, editor]);

  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Hint text="插入符号">
        <Button look="quiet" icon={Omega} aria-label="符号">
          符号
        </Button>
      </Hint>
      <Popover className={`${menuStyles.popover} ${styles.popover}`} offset={4}>
        <Dialog className={styles.dialog} aria-label="插入符号">
          <SymbolGrid onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function SymbolGrid({ onDone }: { onDone: () => void }) {
  const editor = useSlateStatic();
  const { settings, change } = useSettings();
  // Of the opening: the grid does not move under the fingers, what is used now stands in front the next time.
  const [recent] = useState(settings.recentSymbols);
  const [named, setNamed] = useState("");
  const shift = useRef(false);

  const insert = (key: string) => {
    const symbol = symbolOf(key.slice(key.indexOf(":") + 1));
    if (!symbol) return;
    whenNotComposing(editor, () => insertSymbol(editor, symbol));
    const others = settings.recentSymbols.filter((text) => text !== symbol.text);
    change({ recentSymbols: [symbol.text, ...others].slice(0, RECENT_KEPT) });
    if (!shift.current) onDone();
  };
  const noteShift = (event: { shiftKey: boolean }) => {
    shift.current = event.shiftKey;
  };
  const showName = (event: SyntheticEvent) => {
    const item = event.target instanceof Element && event.target.closest<HTMLElement>("[data-name]");
    if (item) setNamed(item.dataset.name ?? "");
  };
  const used = recent.flatMap((text) => symbolOf(text) ?? []);
  const groups = [...(used.length > 0 ? [{ label: "最近用过", symbols: used }] : []), ...SYMBOL_GROUPS];

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens in on what the grid acts on. */}
      <div
        className={styles.grid}
        onKeyDownCapture={noteShift}
        onPointerDownCapture={noteShift}
        onFocus={showName}
        onPointerOver={showName}
      >
        <ListBox aria-label="符号" layout="grid" autoFocus="first" onAction={(key) => insert(String(key))}>
          {groups.map(({ label, symbols }) => (
            <ListBoxSection key={label} id={label} className={styles.group ?? ""}>
              <Header className={styles.heading}>{label}</Header>
              {symbols.map(({ text, name }) => (
                <ListBoxItem
                  key={text}
                  id={`${label}:${text}`}
                  textValue={name}
                  aria-label={name}
                  data-name={name}
                  className={styles.symbol ?? ""}
                >
                  {text}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </div>
      <footer className={styles.foot}>
        <span aria-hidden>{named}</span>
        <span className={styles.hint}>按住 Shift 再选，插入后接着选</span>
      </footer>
    </>
  );
}
