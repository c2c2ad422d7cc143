import unseen from "./unseen.module.css";

/** Readers take a region's text only when it changes after the region is there. */
const SPEAK_AFTER_MS = 50;
let region: HTMLElement | undefined;

/** Tells a screen reader, when it pauses, what can otherwise only be seen on the screen. */
export function announce(sentence: string): void {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.setAttribute("role", "status");
    region.className = unseen.unseen ?? "";
    document.body.append(region);
  }
  const spoken = region;
  // The same sentence twice in a row would be no change.
  spoken.textContent = "";
  setTimeout(() => {
    spoken.textContent = sentence;
  }, SPEAK_AFTER_MS);
}
