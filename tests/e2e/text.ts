import type { Locator, Page } from "playwright-core";

/** The sheet that is written on. */
export function sheet(page: Page): Locator {
  return page.getByRole("textbox", { name: "讲稿正文" });
}

/** Makes a blank draft on the page 新建讲稿, by keyboard alone, and waits for its sheet. */
export async function newBlankDraft(page: Page): Promise<void> {
  await page.keyboard.press("Control+n");
  await page.getByRole("option", { name: /空白讲稿/u }).waitFor();
  await page.keyboard.type("空白");
  await page.getByRole("option", { name: /工作部署会/u }).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await sheet(page).waitFor();
}

/** The text of each block on the sheet as a reader sees it, computed numbers included. */
export function blocksOnSheet(page: Page): Promise<string[]> {
  return sheet(page)
    .locator("[data-slate-node=element]")
    .evaluateAll((blocks) =>
      blocks.map((block) => {
        const number = block.getAttribute("data-number") ?? "";
        return number + (block.textContent ?? "").replaceAll("\uFEFF", "");
      }),
    );
}

/** Waits until nothing is left to save. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-save="saved"]').waitFor();
}

/** Puts the cursor behind the first occurrence of `words` by a real click into the text and the keyboard. */
export async function cursorBehind(page: Page, words: string): Promise<void> {
  await sheet(page).evaluate((root, wanted) => {
    for (const block of root.querySelectorAll("[data-slate-node=element]")) {
      // Words may lie in several nodes: a place of the card, a slot and bold words each have one of their own.
      let end = (block.textContent ?? "").indexOf(wanted);
      if (end < 0) continue;
      end += wanted.length;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { length } = node.textContent ?? "";
        if (end <= length) {
          root.focus();
          getSelection()?.setBaseAndExtent(node, end, node, end);
          return;
        }
        end -= length;
      }
    }
    throw new Error(`${wanted} is not on the sheet`);
  }, words);
}

/** The text of the block with the cursor, cut at the cursor by `|`. */
export function textAtCursor(page: Page): Promise<string> {
  return page.evaluate(() => {
    const selection = getSelection();
    const block = selection?.focusNode?.parentElement?.closest("[data-slate-node=element]");
    if (!selection?.focusNode || !block) return "";
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(selection.focusNode, selection.focusOffset);
    const head = before.toString().replaceAll("\uFEFF", "");
    const whole = (block.textContent ?? "").replaceAll("\uFEFF", "");
    return `${head}|${whole.slice(head.length)}`;
  });
}

/** Drops files on the window as a file manager does. */
export async function dropFiles(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((wanted) => {
    const data = new DataTransfer();
    for (const { name, text } of wanted) data.items.add(new File([text], name));
    return data;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", type, { dataTransfer: transfer });
  }
}
