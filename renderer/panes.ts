/** Where the focus stood in each pane when it was left. */
const lastFocused = new WeakMap<Element, HTMLElement>();

document.addEventListener("focusin", (event) => {
  const pane = event.target instanceof HTMLElement && event.target.closest("[data-pane]");
  if (pane) lastFocused.set(pane, event.target as HTMLElement);
});

/** What takes the focus in a pane; one without any of it, such as a status bar with nothing to do, is passed over. */
const FOCUSABLE = '[contenteditable="true"], [tabindex="0"], input:not(:disabled), button:not(:disabled)';

/** F6: takes the focus to the next (1) or previous (-1) element marked `data-pane`, back to where it stood in there. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.checkVisibility() && pane.querySelector(FOCUSABLE),
  );
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = current === -1 && step === -1 ? 0 : current;
  const pane = panes[(start + step + panes.length) % panes.length];
  const last = pane && lastFocused.get(pane);
  const back = last?.isConnected && !last.matches(":disabled") ? last : undefined;
  // The outline is entered at its current row, not at the button above it.
  const row = pane?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
  (back ?? row ?? pane?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}
