import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong on the page, each with the first place; text on paper is measured with the tokens. */
export async function barriers(page: Page): Promise<string[]> {
  // The page's content policy refuses scripts from elsewhere, so axe comes in by the DevTools protocol.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}
