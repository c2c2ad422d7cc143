import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Door, openDoor } from "./door.ts";

// The settings by the keyboard alone, in the smallest window with the largest text.

let door: Door;
let page: Page;
beforeAll(async () => {
  door = await openDoor({ viewport: { width: 1024, height: 640 } });
  page = door.page;
  await page
    .getByRole("button", { name: /打开文件/u })
    .first()
    .waitFor();
  await page.keyboard.press("Control+,");
  await dialog().waitFor();
});
afterAll(() => door.close());

const dialog = () => page.getByRole("dialog", { name: "设置" });
const tab = (name: string) => dialog().getByRole("tab", { name });

async function goTo(part: string): Promise<void> {
  await dialog().getByRole("tab", { selected: true }).focus();
  await page.keyboard.press("Home");
  for (let n = 0; n < 6; n += 1) {
    if ((await tab(part).getAttribute("aria-selected")) === "true") return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`${part} was not reached`);
}

describe("the settings", () => {
  it("hold every part inside the window with text of 150 %, and its buttons in sight", async () => {
    await goTo("外观");
    await dialog().getByRole("radio", { name: "150%" }).focus();
    await page.keyboard.press("Space");
    for (const part of ["外观", "字体", "保存", "数据", "关于", "许可证"]) {
      await goTo(part);
      const box = await dialog().boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1024);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
      const wide = await dialog()
        .getByRole("tabpanel")
        .evaluate((panel) => panel.scrollWidth > panel.clientWidth + 1);
      expect([part, wide]).toEqual([part, false]);
      const done = await dialog().getByRole("button", { name: "完成" }).boundingBox();
      expect((done?.y ?? 0) + (done?.height ?? 0)).toBeLessThanOrEqual(640);
    }
  });

  it("name for each part of a speech the face that the screen shows, and only installed ones", async () => {
    await goTo("字体");
    const panel = dialog().getByRole("tabpanel");
    await panel
      .getByText(/已装|这台电脑没有装/u)
      .first()
      .waitFor();
    const rows = await panel.getByRole("listitem").allTextContents();
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatch(/已装|这台电脑没有装.*屏幕上和打印时用.+代替/u);
  });

  it("show the licences of everything built in, scrolled by the keyboard", async () => {
    await goTo("许可证");
    const panel = dialog().getByRole("tabpanel");
    const list = panel.getByRole("list", { name: "软件包" });
    await list.waitFor();
    for (const name of ["react", "slate", "zod", "docx"]) await list.getByText(name, { exact: true }).waitFor();
    expect(await panel.getByText("Apache License").count()).toBeGreaterThan(0);
    await page.keyboard.press("Tab");
    expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
    const top = () => list.evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    await page.keyboard.press("PageDown");
    await expect.poll(top).toBeLessThan(before - 100);
  });

  it("tell the data folder and the version, and leave by Esc with everything kept", async () => {
    await goTo("数据");
    await dialog().getByRole("button", { name: "打开文件夹" }).waitFor();
    await goTo("关于");
    await dialog()
      .getByText(/^讲稿匠 \d+\.\d+\.\d+，/u)
      .waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("button").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.style.fontSize)).toBe("150%");
  });
});
