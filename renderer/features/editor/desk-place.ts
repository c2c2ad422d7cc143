/** Where the cursor of a text on the desk is, in pixels of the window; undefined when there is none. */
export function cursorRect(desk: Element): DOMRect | undefined {
  const selection = window.getSelection();
  const node = selection?.focusNode;
  if (!selection || !node || !desk.contains(node)) return undefined;
  const range = document.createRange();
  range.setStart(node, selection.focusOffset);
  const rects = range.getClientRects();
  const rect =
    rects[rects.length - 1] ?? (node instanceof Element ? node : node.parentElement)?.getBoundingClientRect();
  return rect && (rect.height > 0 || rect.width > 0) ? rect : undefined;
}

/**
 * Notes where the line with the cursor stands on the desk, or the one in the middle when the cursor is out of sight;
 * the answer brings that line back there after the sheet has changed its size.
 */
export function holdPlace(desk: HTMLElement): () => void {
  const frame = desk.getBoundingClientRect();
  const cursor = cursorRect(desk);
  const inSight = cursor !== undefined && cursor.bottom > frame.top && cursor.top < frame.bottom;
  const measure = inSight ? () => cursorRect(desk) : measureMiddle(desk, frame);
  const before = measure?.();
  return () => {
    const after = before && measure?.();
    if (!before || !after) return;
    desk.scrollTop += middle(after.top, after.height) - middle(before.top, before.height);
    desk.scrollLeft += after.left - before.left;
  };
}

/** Measures the point of the text that is now in the middle of the desk. */
function measureMiddle(desk: HTMLElement, frame: DOMRect): (() => DOMRect) | undefined {
  const x = middle(frame.left, desk.clientWidth);
  const y = middle(frame.top, desk.clientHeight);
  const block = document.elementFromPoint(x, y)?.closest(".block, .paper");
  if (!block || !desk.contains(block)) return undefined;
  const rect = block.getBoundingClientRect();
  const [across, down] = [(x - rect.left) / rect.width, (y - rect.top) / rect.height];
  return () => {
    const now = block.getBoundingClientRect();
    return new DOMRect(now.left + across * now.width, now.top + down * now.height, 0, 0);
  };
}

function middle(start: number, length: number): number {
  return start + length / 2;
}
